import { MINUTE, SECOND } from "@lockstep/domain/instant";
import { TOWER_SOURCE } from "@lockstep/workflow/estimate";
import { describe, expect, test } from "vitest";
import { createFeedBook, type FeedBook } from "./feed-book.ts";
import { toDoAbout } from "./feeds.ts";

const GONE = { kind: "MACHINE_GONE", text: "The edge node is gone." } as const;

const REFUSED = { source: "/mes", type: "mes.operation", time: null, connector: "http:mes" } as const;

const WELL = {
  trouble: null,
  isUnheard: false,
  status: "FRESH",
  skewSeconds: 0,
  lagSeconds: 1,
  warnAfter: 60 * SECOND,
  isQuarantined: false,
} as const;

describe("what is to be done about a feed", () => {
  test.each<[string, Partial<Parameters<typeof toDoAbout>[0]>, string]>([
    ["all is well", {}, "NOTHING"],
    ["a machine is gone", { trouble: GONE, status: "ERROR", isUnheard: true }, "TROUBLE"],
    ["it is silent, and its clock is wrong, too", { status: "ERROR", skewSeconds: 900 }, "SILENT"],
    ["nothing has ever come of its connector", { isUnheard: true, status: "ERROR" }, "UNHEARD"],
    ["it is slow", { status: "WARN", isQuarantined: true }, "SLOW"],
    ["its clock is ahead", { skewSeconds: 90, lagSeconds: 600 }, "CLOCK_AHEAD"],
    ["clocks differ by a little", { skewSeconds: 30 }, "NOTHING"],
    ["it tells late", { lagSeconds: 61, isQuarantined: true }, "LATE"],
    ["it tells as late as it may", { lagSeconds: 60 }, "NOTHING"],
    ["it speaks when there is something to say", { lagSeconds: 600, warnAfter: null }, "NOTHING"],
    ["some of it is in quarantine", { isQuarantined: true }, "QUARANTINED"],
    ["the clock is moved by hand", { lagSeconds: null, skewSeconds: null }, "NOTHING"],
  ])("where %s", (_, differs, toDo) => {
    expect(toDoAbout({ ...WELL, ...differs })).toBe(toDo);
  });

  test("as its book tells it: once all quarantine is settled, nothing is to be done about it any more", () => {
    const book = createFeedBook([]);
    const noon = Date.UTC(2026, 2, 2, 12);
    book.accepted({ source: "/mes", type: "mes.operation", time: noon, receivedAt: noon });
    book.quarantined({ ...REFUSED, receivedAt: noon });
    const toDo = (clock: number, hasQuarantine: boolean) =>
      book.rows({ clock, mode: "live", hasQuarantine }).map((row) => row.toDo);
    expect(toDo(noon, true)).toEqual(["QUARANTINED"]);
    expect(toDo(noon, false)).toEqual(["NOTHING"]);
    expect(toDo(noon + MINUTE, true)).toEqual(["SLOW"]);
    book.heard("/mes", { at: noon + MINUTE, time: null });
    expect(toDo(noon + MINUTE, false)).toEqual(["NOTHING"]);
    book.trouble("/mes", { kind: "OTHER", text: "It cannot be read." });
    expect(toDo(noon + MINUTE, false)).toEqual(["TROUBLE"]);
  });
});

test("of whom everything is refused is heard of all the same, and by facts of the future its clock is known", () => {
  const book = createFeedBook([]);
  const noon = Date.UTC(2026, 2, 2, 12);
  const row = (clock: number) =>
    book
      .rows({ clock, mode: "live", hasQuarantine: true })
      .map(({ ageSeconds, skewSeconds, toDo, quarantined }) => [ageSeconds, skewSeconds, toDo, quarantined])[0];
  book.quarantined({ ...REFUSED, receivedAt: noon });
  expect(row(noon + SECOND)).toEqual([1, null, "QUARANTINED", 1]);
  book.quarantined({ ...REFUSED, receivedAt: noon, time: noon + 60 * MINUTE });
  expect(row(noon + SECOND)).toEqual([1, 3_600, "CLOCK_AHEAD", 2]);
  expect(row(noon + 5 * MINUTE)).toEqual([300, 3_600, "SILENT", 2]);
});

describe("what people say here", () => {
  const noon = Date.UTC(2026, 2, 2, 12);
  const told = { source: TOWER_SOURCE, type: "mes.resource-state", time: noon, receivedAt: noon };
  const dayLater = { clock: noon + 24 * 60 * MINUTE, mode: "live", hasQuarantine: false } as const;
  const row = (book: FeedBook) => book.rows(dayLater).map(({ system, status, toDo }) => [system, status, toDo]);

  test("is theirs whatever it is about, and nobody's to be silent of", () => {
    const book = createFeedBook([]);
    book.accepted(told);
    expect(row(book)).toEqual([["TOWER", "FRESH", "NOTHING"]]);
  });

  test("is so after a restart, also where it was counted as another system's before", () => {
    const before = createFeedBook([]);
    before.accepted({ ...told, source: "/mes" });
    const [, tally] = before.tallies()[0] ?? [];
    expect(tally?.system).toBe("MES");
    expect(row(createFeedBook(tally === undefined ? [] : [[TOWER_SOURCE, tally]]))).toEqual([
      ["TOWER", "FRESH", "NOTHING"],
    ]);
  });
});

describe("a connector that is declared", () => {
  const noon = Date.UTC(2026, 2, 2, 12);
  const line = {
    connector: "mqtt:line",
    sources: [{ source: "/mqtt/line", system: "MES" }],
    isStandIn: true,
    isQuiet: false,
    limits: { warn: 30 * SECOND, error: 40 * SECOND },
  } as const;
  const told = (source: string, at: number) => ({ source, type: "mes.operation", time: at, receivedAt: at });
  const rowsAt = (book: FeedBook, clock: number, mode: "live" | "manual" = "live") =>
    book.rows({ clock, mode, hasQuarantine: false }).map(({ id, status, toDo }) => [id, status, toDo]);

  test("has a row before anything has come of it, which is red when that is overdue", () => {
    const book = createFeedBook([]);
    book.declare(line, noon);
    expect(rowsAt(book, noon + 29 * SECOND)).toEqual([["/mqtt/line", "FRESH", "UNHEARD"]]);
    expect([book.isDue(noon + 29 * SECOND), book.isDue(noon + 30 * SECOND)]).toEqual([false, true]);
    expect(rowsAt(book, noon + 40 * SECOND)).toEqual([["/mqtt/line", "ERROR", "UNHEARD"]]);
    expect(book.isDue(noon + MINUTE)).toBe(false);
    expect(rowsAt(book, noon - MINUTE, "manual")).toEqual([["/mqtt/line", "FRESH", "UNHEARD"]]);
  });

  test("says at each of its rows that it is stopped, until it is started again", () => {
    const book = createFeedBook([]);
    const stopped = { kind: "STOPPED", text: "The connector line is stopped." } as const;
    book.declare({ ...line, isQuiet: true }, noon);
    book.ended("mqtt:line", stopped);
    expect(rowsAt(book, noon)).toEqual([["/mqtt/line", "ERROR", "TROUBLE"]]);
    book.accepted(told("/edge/line/L1", noon), "mqtt:line");
    const rows = book.rows({ clock: noon, mode: "live", hasQuarantine: false });
    expect(rows.map(({ id, troubleKind, trouble }) => [id, troubleKind, trouble])).toEqual([
      ["/edge/line/L1", "STOPPED", "The connector line is stopped."],
    ]);
    book.declare({ ...line, isQuiet: true }, noon);
    expect(rowsAt(book, noon)).toEqual([["/edge/line/L1", "FRESH", "NOTHING"]]);
  });

  test("stands in for sources that name themselves, which are red after twice as long as they are to be heard of", () => {
    const book = createFeedBook([]);
    book.declare(line, noon);
    book.accepted(told("/edge/line/L1", noon), "mqtt:line");
    book.accepted(told("/other", noon), "http:mes");
    expect(rowsAt(book, noon + 40 * SECOND)).toEqual([
      ["/edge/line/L1", "ERROR", "SILENT"],
      ["/other", "FRESH", "NOTHING"],
    ]);
  });

  test("tells of a lost connection at each of its sources, with how often it failed, and of nobody else", () => {
    const book = createFeedBook([]);
    book.declare(line, noon);
    book.accepted(told("/edge/line/L1", noon), "mqtt:line");
    book.accepted(told("/other", noon), "http:mes");
    const lost = { kind: "BROKER_GONE", text: "There is no connection." } as const;
    book.failed("mqtt:line");
    expect([book.lost("mqtt:line", lost), book.lost("mqtt:line", lost)]).toEqual([true, false]);
    expect(book.troubled()).toEqual(["/edge/line/L1"]);
    const rows = book.rows({ clock: noon, mode: "live", hasQuarantine: false });
    expect(rows.map(({ troubleKind, errors }) => [troubleKind, errors])).toEqual([
      ["BROKER_GONE", 1],
      [null, 0],
    ]);
    expect(book.lost("mqtt:line", null)).toBe(true);
    expect(rowsAt(book, noon)[0]).toEqual(["/edge/line/L1", "FRESH", "NOTHING"]);
  });

  test("is heard of, though it could read nothing, until sources that name themselves are known beside it", () => {
    const book = createFeedBook([]);
    book.declare({ ...line, limits: undefined }, noon);
    const unread = { source: "/mqtt/line", type: "mes.operation", time: null, connector: "mqtt:line" } as const;
    book.quarantined({ ...unread, receivedAt: noon });
    const rows = (clock: number) =>
      book.rows({ clock, mode: "live", hasQuarantine: true }).map(({ id, system, toDo }) => [id, system, toDo]);
    expect(rows(noon)).toEqual([["/mqtt/line", "MES", "QUARANTINED"]]);
    expect(rows(noon + 5 * MINUTE)).toEqual([["/mqtt/line", "MES", "SILENT"]]);
    book.accepted(told("/edge/line/L1", noon + 5 * MINUTE), "mqtt:line");
    expect(rows(noon + 5 * MINUTE)).toEqual([
      ["/edge/line/L1", "MES", "NOTHING"],
      ["/mqtt/line", "MES", "QUARANTINED"],
    ]);
  });

  test("of which nobody expects anything has a row only while something is wrong", () => {
    const book = createFeedBook([]);
    book.declare({ ...line, isQuiet: true, limits: undefined }, noon);
    expect(rowsAt(book, noon)).toEqual([]);
    book.lost("mqtt:line", GONE);
    expect(rowsAt(book, noon)).toEqual([["/mqtt/line", "ERROR", "TROUBLE"]]);
  });
});
