import { describe, expect, test } from "vitest";
import { attribute, firstOfRun, type Standing, standingOf, withStanding } from "./attribution.ts";
import { familiesOf, SHIPPED_DEFINITIONS } from "./definitions.ts";
import { judge } from "./judge.ts";

const cause = (subject: string) => ({
  kind: "machine-down",
  subjectType: "resource",
  subject,
  resource: subject,
  supplier: null,
});
const bad = (since: number, subject: string, state: "late" | "short" = "late"): Standing => ({
  line: "O/1",
  since,
  state,
  cause: cause(subject),
  seq: 1,
});
const kept = (since: number): Standing => ({ line: "O/1", since, state: "kept", cause: null, seq: 1 });
const ended = (since: number): Standing => ({ ...kept(since), state: "ended" });

interface Sent {
  readonly quantity: number;
  readonly shippedAt: number;
}

/** A line that was wanted, and promised, at 100; nothing has come. */
function failed({
  promisedAt = 100,
  quantity = 5,
  early = 0,
  transitHours = 0,
  sent = [] as readonly Sent[],
  closed = false,
} = {}) {
  const [family] = familiesOf(SHIPPED_DEFINITIONS.slice(2));
  const data = {
    order: "O",
    line: "1",
    customer: "C",
    item: "I",
    site: "S",
    quantity,
    requestedAt: 100,
    promisedAt,
    transitHours,
    status: closed ? ("closed" as const) : ("open" as const),
  };
  const day = 86_400_000;
  const shipment = {
    id: "P",
    salesOrderLine: "O/1",
    item: "I",
    site: "S",
    serials: [],
    quantity: early,
    shippedAt: 0,
    deliveredAt: 100 - day - 1,
  };
  const facts = {
    id: "O/1",
    data,
    firstPromisedAt: null,
    shipments: [
      ...(early === 0 ? [] : [shipment]),
      ...sent.map((one, k) => ({ ...shipment, id: `Q${k}`, deliveredAt: 7_200_001, ...one })),
    ],
    timeZone: "UTC",
    priceMinor: 0,
    tolerance: { lateMinutes: 0, under: 0 },
  };
  const judged = family === undefined ? null : judge(facts, family);
  if (judged === null) throw new Error("the line is not counted");
  return judged;
}

describe("[O12] a failed line has exactly one cause", () => {
  test("the one it had at the first minute since which it was late or short without a break", () => {
    const standings = [bad(10, "A"), kept(20), bad(30, "B"), bad(40, "C", "short"), bad(60, "D")];
    expect(attribute(failed(), standings)).toEqual({ ...cause("B"), since: 30 });
  });

  test("what is said after the window has closed does not change it", () => {
    expect(attribute(failed(), [bad(30, "B"), bad(100, "C"), kept(101), bad(102, "E")])).toMatchObject({
      subject: "B",
    });
    expect(attribute(failed(), [bad(30, "B"), kept(99), bad(100, "C")])).toMatchObject({ subject: "C", since: 100 });
  });

  test("one that was on track until it closed: what the outcome tells, else what was known first after that", () => {
    expect(attribute(failed(), [bad(10, "A"), kept(20), bad(120, "B")])).toMatchObject({ subject: "B", since: 120 });
    expect(attribute(failed({ promisedAt: 200 }), [bad(150, "B")])).toMatchObject({
      kind: "promised-later",
      since: null,
    });
    expect(attribute(failed({ early: 5 }), [])).toMatchObject({ kind: "too-early" });
    expect(attribute(failed(), [])).toMatchObject({ kind: "not-recorded", subject: null });
  });
});

test("[O12] what left in time and was longer on its way than its transit takes is late on the way, else not recorded", () => {
  const transitHours = 2;
  const inTime = 100 - transitHours * 3_600_000;
  const kindOf = (...sent: Sent[]): string => attribute(failed({ transitHours, sent }), []).kind;
  expect(kindOf({ quantity: 5, shippedAt: inTime })).toBe("late-on-the-way");
  expect(kindOf({ quantity: 2, shippedAt: inTime - 9 }, { quantity: 3, shippedAt: inTime })).toBe("late-on-the-way");
  expect(kindOf({ quantity: 5, shippedAt: inTime + 1 })).toBe("not-recorded");
  expect(kindOf({ quantity: 4, shippedAt: inTime }, { quantity: 1, shippedAt: inTime + 1 })).toBe("not-recorded");
  expect(attribute(failed({ transitHours, sent: [{ quantity: 5, shippedAt: inTime }] }), [bad(50, "B")])).toMatchObject(
    {
      subject: "B",
    },
  );
});

test("[O12] what was closed with less than was ordered has failed by what made it late or short until then", () => {
  const closed = true;
  const sent = [{ quantity: 3, shippedAt: 0 }];
  expect(attribute(failed({ closed, sent }), [bad(10, "A"), ended(20)])).toMatchObject({ subject: "A", since: 10 });
  expect(attribute(failed({ closed }), [bad(10, "A"), ended(20)])).toMatchObject({ subject: "A" });
  expect(attribute(failed({ closed, sent }), [bad(10, "A"), kept(15)]).kind, "it was well when it ended").toBe(
    "not-recorded",
  );
  const all = [{ quantity: 5, shippedAt: 0 }];
  expect(attribute(failed({ closed, sent: all }), [bad(10, "A"), ended(20)]).kind).toBe("late-on-the-way");
  expect(attribute(failed({ sent }), [bad(10, "A"), ended(20)]).kind, "it is open again").toBe("not-recorded");
});

test("[O13] only what is different is kept, the latest of an instant", () => {
  const late = { line: "O/1", state: "late", cause: cause("A"), seq: 7, isLateUnderWay: false };
  expect(standingOf(undefined, { ...late, state: "on-track", cause: null, since: 5 })).toBeNull();
  expect(standingOf(undefined, { ...late, since: 5 })).toEqual({ ...bad(5, "A"), seq: 7 });
  expect(standingOf(bad(5, "A"), { ...late, since: 6 })).toBeNull();
  expect(standingOf(bad(5, "A"), { ...late, cause: cause("B"), since: 6 })).toMatchObject({ cause: cause("B") });
  expect(standingOf(bad(5, "A"), { ...late, state: "short", since: 6 })).toMatchObject({ state: "short" });
  expect(standingOf(bad(5, "A"), { ...late, state: "shipped", since: 6 })).toMatchObject({
    state: "kept",
    cause: null,
  });
  const over = { ...late, state: "delivered", cause: null, since: 6 };
  expect(standingOf(bad(5, "A"), over)).toMatchObject({ state: "ended", cause: null });
  expect(standingOf(ended(6), { ...over, since: 7 })).toBeNull();
  expect(standingOf(kept(6), { ...over, since: 7 })).toBeNull();
  expect(standingOf(ended(6), { ...over, state: "on-track", since: 7 })).toMatchObject({ state: "kept" });
  const left = { ...late, state: "shipped", cause: null, since: 6, isLateUnderWay: true };
  expect(standingOf(bad(5, "A"), left), "it has left too late").toBeNull();
  expect(standingOf(undefined, left)).toBeNull();
  expect(withStanding([bad(5, "A"), bad(9, "B")], bad(9, "C"))).toEqual([bad(5, "A"), bad(9, "C")]);
});

test("[O12] a run reaches up to the instant that is asked for", () => {
  expect(firstOfRun([bad(10, "A"), bad(20, "B"), kept(30)], 29, false)?.since).toBe(10);
  expect(firstOfRun([bad(10, "A"), bad(20, "B"), kept(30)], 30, true)).toBeNull();
  expect(firstOfRun([bad(10, "A")], 9, false)).toBeNull();
});
