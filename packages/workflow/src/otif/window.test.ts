import { HOUR, isoOf, MINUTE } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import { accountOf } from "./account.ts";
import { checkDefinition, familiesOf, nextVersion, type OtifDefinition, SHIPPED_DEFINITIONS } from "./definitions.ts";
import { type Chance, chancesOf } from "./forecast.ts";
import { type Judged, judge } from "./judge.ts";
import { type LineFacts, lineFactsOf } from "./line-facts.ts";
import { windowOf } from "./window.ts";

const [requested, , retailer] = SHIPPED_DEFINITIONS as readonly [OtifDefinition, OtifDefinition, OtifDefinition];
const at = (text: string): number => Date.parse(text);

/** A line of 20 pieces at 2.50, asked for at the end of 2 March in Berlin. */
function line(more: Partial<LineFacts["data"]> = {}, rest: Partial<LineFacts> = {}): LineFacts {
  const date = at("2026-03-01T23:00:00Z");
  return {
    id: "O/1",
    data: {
      order: "O",
      line: "1",
      customer: "C",
      item: "I",
      site: "S",
      quantity: 20,
      requestedAt: date,
      promisedAt: date,
      transitHours: 0,
      status: "open",
      ...more,
    },
    firstPromisedAt: null,
    shipments: [],
    timeZone: "Europe/Berlin",
    priceMinor: 250,
    tolerance: { lateMinutes: 0, under: 0 },
    ...rest,
  };
}

const shipped = (quantity: number, delivered: string, id = delivered) => ({
  id,
  salesOrderLine: "O/1",
  item: "I",
  site: "S",
  serials: [],
  quantity,
  shippedAt: at(delivered) - HOUR,
  deliveredAt: at(delivered),
});

const closes = (facts: LineFacts, definition: OtifDefinition): string => isoOf(windowOf(facts, definition).closesAt);
const opens = (facts: LineFacts, definition: OtifDefinition): string => isoOf(windowOf(facts, definition).opensAt);

function judged(facts: LineFacts, definition: OtifDefinition): Judged {
  const [family] = familiesOf([definition]);
  const found = family === undefined ? null : judge(facts, family);
  if (found === null) throw new Error("the line is not counted");
  return found;
}

const creditOf = (facts: LineFacts, definition: OtifDefinition) => {
  const account = accountOf("O/1", [judged(facts, definition)], () => []);
  return account === null ? null : [account.credit, account.size];
};

describe("[O8] tolerances", () => {
  test("to the minute, of the end of the day that is meant", () => {
    expect(closes(line(), requested)).toBe("2026-03-02T23:00:00.000Z");
    expect(closes(line(), { ...requested, late: { minutes: 90 } })).toBe("2026-03-03T00:30:00.000Z");
    const last = at("2026-03-03T00:30:00Z");
    const until = { ...requested, late: { minutes: 90 } };
    expect(judged(line({}, { shipments: [shipped(20, isoOf(last))] }), until).isMet).toBe(true);
    expect(judged(line({}, { shipments: [shipped(20, isoOf(last + 1))] }), until).isMet).toBe(false);
  });

  test("in whole days: until the end of the day, from the beginning of the day", () => {
    const days = { ...requested, early: { days: 2 }, late: { days: 1 } };
    const noon = line({ requestedAt: at("2026-03-02T11:00:00Z") });
    expect([opens(noon, days), closes(noon, days)]).toEqual(["2026-02-27T23:00:00.000Z", "2026-03-03T23:00:00.000Z"]);
    expect([opens(line(), days), closes(line(), days)]).toEqual([
      "2026-02-27T23:00:00.000Z",
      "2026-03-03T23:00:00.000Z",
    ]);
    expect(closes(line(), { ...requested, late: { days: 0 } })).toBe("2026-03-02T23:00:00.000Z");
  });

  test("days are those of the definition's zone, where it names one", () => {
    const there = { ...requested, late: { days: 0 }, timeZone: "America/New_York" };
    expect(closes(line(), there)).toBe("2026-03-03T05:00:00.000Z");
  });

  test("what is meant for the first instant of a day there is of that day, unless it is the end of a day where the site is", () => {
    const days = { ...requested, early: { days: 0 }, late: { days: 1 }, timeZone: "America/New_York" };
    const first = line({ requestedAt: at("2026-03-04T05:00:00Z") });
    const next = line({ requestedAt: at("2026-03-04T05:01:00Z") });
    for (const one of [first, next])
      expect([opens(one, days), closes(one, days)]).toEqual(["2026-03-04T05:00:00.000Z", "2026-03-06T05:00:00.000Z"]);
    // 00:00 in New York is a date without a time there.
    const end = line({ requestedAt: at("2026-03-04T05:00:00Z") }, { timeZone: "America/New_York" });
    expect(closes(end, days)).toBe("2026-03-06T05:00:00.000Z");
  });

  test("on the days on which the clocks are put forward and back", () => {
    const days = { ...requested, early: { days: 0 }, late: { days: 0 } };
    const spring = line({ requestedAt: at("2026-03-28T23:00:00Z") });
    expect([opens(spring, days), closes(spring, days)]).toEqual([
      "2026-03-28T23:00:00.000Z",
      "2026-03-29T22:00:00.000Z",
    ]);
    const autumn = line({ requestedAt: at("2026-10-24T22:00:00Z") });
    expect([opens(autumn, days), closes(autumn, days)]).toEqual([
      "2026-10-24T22:00:00.000Z",
      "2026-10-25T23:00:00.000Z",
    ]);
    const minutes = { ...requested, early: { minutes: 24 * 60 } };
    expect(opens(autumn, minutes)).toBe("2026-10-24T23:00:00.000Z");
  });

  test("a customer's own tolerances count only where the definition says so", () => {
    const facts = line(
      {},
      { tolerance: { lateMinutes: 30, under: 0.1 }, shipments: [shipped(18, "2026-03-02T23:30:00Z")] },
    );
    expect(judged(facts, requested).isMet).toBe(false);
    expect(judged(facts, { ...requested, customerTolerances: true }).isMet).toBe(true);
  });
});

describe("[O4] credit", () => {
  const some = (quantity: number) => line({}, { shipments: [shipped(quantity, "2026-03-02T10:00:00Z")] });

  test("of lines, units and value, binary and by share", () => {
    const of = (level: "line" | "unit" | "value", credit: "binary" | "proportional") =>
      creditOf(some(15), { ...requested, level, credit });
    expect(of("line", "binary")).toEqual([0, 1e6]);
    expect(of("line", "proportional")).toEqual([750_000, 1e6]);
    expect(of("unit", "binary")).toEqual([0, 200_000]);
    expect(of("unit", "proportional")).toEqual([150_000, 200_000]);
    expect(of("value", "proportional")).toEqual([3_750_000, 5_000_000]);
    expect(creditOf(some(20), { ...requested, level: "value" })).toEqual([5_000_000, 5_000_000]);
  });

  test("a share that may be missing is kept in full, without a fine; where credit is by share, there is no such share", () => {
    const account = (quantity: number, more: Partial<OtifDefinition>) =>
      accountOf("O/1", [judged(some(quantity), { ...requested, under: 0.1, fine: 0.03, ...more })], () => []);
    expect(account(18, {})).toMatchObject({ credit: 1e6, isMet: true, missingMinor: 0, fineMinor: 0 });
    expect(account(17, {})).toMatchObject({ credit: 0, isMet: false, missingMinor: 750, fineMinor: 23 });
    const byShare = account(18, { credit: "proportional" });
    expect(byShare).toMatchObject({ credit: 900_000, isMet: false, missingMinor: 500, fineMinor: 15 });
    expect(byShare?.worst?.isMet).toBe(false);
  });

  test.each([
    [0.5, 3, 1, 1 / 3],
    [12.5, 1, 0.5, 0.5],
    [250, 10.5, 5.25, 0.5],
    [0.3, 1, 0, 0],
  ])("value by share is right where a unit is worth %s cents", (priceMinor, quantity, came, share) => {
    const facts = line({ quantity }, { priceMinor, shipments: [shipped(came, "2026-03-02T10:00:00Z")] });
    const [credit = 0, size = 0] = creditOf(facts, { ...requested, level: "value", credit: "proportional" }) ?? [];
    expect(size).toBeGreaterThan(0);
    expect(credit / size).toBeCloseTo(share, 3);
  });

  test("what has no price has failed where it did not come, and weighs nothing", () => {
    const account = (quantity: number) => {
      const facts = line({}, { priceMinor: 0, shipments: [shipped(quantity, "2026-03-02T10:00:00Z")] });
      return accountOf("O/1", [judged(facts, { ...requested, level: "value" })], () => []);
    };
    expect(account(19)).toMatchObject({ size: 0, credit: 0, isMet: false, cause: { kind: "not-recorded" } });
    expect(account(20)).toMatchObject({ size: 0, credit: 0, isMet: true, cause: null });
  });

  test("what is over is ignored, or fails where the definition says how much may be", () => {
    expect(creditOf(some(30), { ...requested, level: "unit", credit: "proportional" })).toEqual([200_000, 200_000]);
    expect(judged(some(22), { ...requested, over: 0.1 }).isMet).toBe(true);
    expect(judged(some(22.01), { ...requested, over: 0.1 }).isMet).toBe(false);
  });

  test("all that came within the window, or the first delivery alone", () => {
    const split = line({}, { shipments: [shipped(15, "2026-03-01T10:00:00Z"), shipped(5, "2026-03-02T10:00:00Z")] });
    expect(judged(split, requested)).toMatchObject({ inWindow: 20, isMet: true, missingMinor: 0 });
    expect(judged(split, { ...requested, partials: "first-delivery" })).toMatchObject({
      inWindow: 15,
      isMet: false,
      missingMinor: 1_250,
    });
    expect(judged(split, { ...requested, partials: "first-delivery", under: 0.25 }).isMet).toBe(true);
    const empty = line({}, { shipments: [shipped(0, "2026-03-01T09:00:00Z"), shipped(20, "2026-03-01T10:00:00Z")] });
    expect(judged(empty, { ...requested, partials: "first-delivery" }).isMet, "nothing is no delivery").toBe(true);
  });

  test("what came before the window is too early", () => {
    const early = line({}, { shipments: [shipped(8, "2026-03-01T22:59:00Z"), shipped(12, "2026-03-01T23:00:00Z")] });
    expect(judged(early, retailer)).toMatchObject({ inWindow: 12, tooEarly: 8 });
  });

  test("shipped in place of delivered", () => {
    const late = line({}, { shipments: [shipped(20, "2026-03-02T23:30:00Z")] });
    expect(judged(late, requested).isMet).toBe(false);
    expect(judged(late, { ...requested, event: "ship" }).isMet).toBe(true);
  });

  test("an order is kept when all of its lines are, and dated by the last of them", () => {
    const whole = { ...requested, level: "order" as const };
    const kept = judged(line({}, { shipments: [shipped(20, "2026-03-02T10:00:00Z")] }), whole);
    const second = { ...line({ line: "2", requestedAt: at("2026-03-04T12:00:00Z") }), id: "O/2" };
    const failed = judged(second, whole);
    expect(accountOf("O@S", [failed, kept], () => [])).toMatchObject({
      credit: 0,
      size: 1e6,
      date: second.data.requestedAt,
      missingMinor: 5_000,
    });
    expect(
      accountOf(
        "O@S",
        [failed, kept].map((one) => ({ ...one, isMet: true })),
        () => [],
      ),
    ).toMatchObject({ credit: 1e6, cause: null });
  });
});

describe("[O16] the chances of what is still open", () => {
  const clock = at("2026-03-02T12:00:00Z");
  const outlook = { clock, restKept: () => 0.9 };
  const part = [shipped(5, "2026-03-02T10:00:00Z")];
  const whole = { ...requested, level: "order" as const };
  const weight = ({ weight: one, kept }: Chance): number => one * kept;
  const expectedOf = (lines: readonly Judged[]) => chancesOf(lines, outlook).reduce((sum, one) => sum + weight(one), 0);

  test("a whole order is kept if every line of it is, and one that has failed takes it along", () => {
    const open = judged(line(), whole);
    expect(chancesOf([open, open, open], outlook)).toEqual([{ weight: 1, kept: 0.9 * 0.9 * 0.9 }]);
    const failed = judged(line({ requestedAt: at("2026-03-01T08:00:00Z") }), whole);
    expect(chancesOf([failed, open], outlook)).toEqual([{ weight: 1, kept: 0 }]);
  });

  test("kept is certain; where credit is by share, what has come in time is", () => {
    const kept = judged(line({}, { shipments: [shipped(20, "2026-03-02T10:00:00Z")] }), requested);
    expect(chancesOf([kept], outlook)).toEqual([{ weight: 1, kept: 1 }]);
    const share = { ...requested, credit: "proportional" as const };
    expect(chancesOf([judged(line({}, { shipments: part }), share)], outlook)).toEqual([
      { weight: 0.25, kept: 1 },
      { weight: 0.75, kept: 0.9 },
    ]);
    // 5 of 20 in a line that is over, and a whole one still open: half an order each.
    const over = judged(line({ requestedAt: at("2026-03-01T08:00:00Z") }), { ...share, level: "order" });
    expect(expectedOf([over, judged(line(), { ...share, level: "order" })])).toBeCloseTo(0.45, 12);
  });

  test("units and value weigh as much as was ordered", () => {
    expect(expectedOf([judged(line(), { ...requested, level: "unit" })])).toBeCloseTo(18, 12);
    expect(expectedOf([judged(line(), { ...requested, level: "value" })])).toBeCloseTo(4_500, 12);
  });
});

test("prices count in what the currency's smallest coin is", () => {
  const { data } = line({ unitPrice: { amount: "120", currency: "JPY" } });
  const world = {
    salesOrderLines: new Map([["O/1", { data }]]),
    sites: new Map(),
    items: new Map(),
    customers: new Map(),
  };
  const sources = { world: world as never, shipmentsOf: () => [], firstPromiseOf: () => null, currency: "JPY" };
  expect(lineFactsOf(sources, "O/1")?.priceMinor).toBe(120);
});

describe("[O9] versions", () => {
  const older: OtifDefinition = { ...requested, id: "ours" };
  const newer: OtifDefinition = {
    ...older,
    version: 2,
    from: at("2026-03-01T00:00:00Z"),
    to: at("2026-04-01T00:00:00Z"),
    under: 0.1,
  };
  const own: OtifDefinition = {
    ...older,
    version: 3,
    customer: "C",
    from: at("2026-03-10T00:00:00Z"),
    late: { days: 2 },
  };
  const [family] = familiesOf([older, newer, own]);
  const versionAt = (requestedAt: string, customer = "C"): number | undefined =>
    family && judge(line({ requestedAt: at(requestedAt), customer }), family)?.definition.version;

  test("the customer's own goes first, then the latest that is for the line's date", () => {
    expect(versionAt("2026-02-28T12:00:00Z")).toBe(1);
    expect(versionAt("2026-03-09T12:00:00Z")).toBe(2);
    expect(versionAt("2026-03-12T12:00:00Z")).toBe(3);
    expect(versionAt("2026-03-12T12:00:00Z", "D")).toBe(2);
    expect(versionAt("2026-04-01T00:00:00Z", "D")).toBe(1);
    expect(family?.head.version).toBe(2);
    expect(nextVersion([older, newer, own], "ours")).toBe(4);
  });

  test("excluded customers, items and sites, and cancelled lines, are not counted", () => {
    const [without] = familiesOf([{ ...older, exclusions: { customers: [], items: ["I"], sites: [] } }]);
    expect(without && judge(line(), without)).toBeNull();
    expect(without && judge(line({ item: "J" }), without)).not.toBeNull();
    expect(family && judge(line({ status: "cancelled" }), family)).toBeNull();
  });

  test.each([
    [{ id: "No Spaces" }, "The id"],
    [{ description: " " }, "The description"],
    [{ timeZone: "Mars/Base" }, "There is no time zone"],
    [{ late: { minutes: 0.5 } }, "late must be a whole number"],
    [{ early: { days: -1 } }, "early must be a whole number"],
    [{ under: 1 }, "under must be"],
    [{ over: 0.1, credit: "proportional" as const }, "over is only for binary credit"],
    [{ under: 0.1, credit: "proportional" as const }, "under is only for binary credit"],
    [{ fine: 2 }, "fine must be"],
    [{ from: 5, to: 5 }, "from must be before to"],
  ])("%j is refused in words", (wrong, words) => {
    const checked = checkDefinition({ ...older, ...wrong });
    expect(checked.ok ? "taken" : checked.error.message).toContain(words);
  });

  test("the shipped ones are themselves what is allowed", () => {
    for (const one of SHIPPED_DEFINITIONS) expect(checkDefinition(one)).toMatchObject({ ok: true });
    expect(windowOf(line(), retailer).closesAt - windowOf(line(), retailer).opensAt).toBe(1_440 * MINUTE);
  });
});
