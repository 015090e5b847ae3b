import { MINUTE, SECOND } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import { createFeedBook } from "./feed-book.ts";
import { toDoAbout } from "./feeds.ts";

const WELL = {
  trouble: null,
  status: "FRESH",
  skewSeconds: 0,
  lagSeconds: 1,
  warnAfter: 60 * SECOND,
  isQuarantined: false,
} as const;

describe("what is to be done about a feed", () => {
  test.each<[string, Partial<Parameters<typeof toDoAbout>[0]>, string]>([
    ["all is well", {}, "NOTHING"],
    ["a machine is gone", { trouble: "The edge node is gone.", status: "ERROR" }, "TROUBLE"],
    ["it is silent, and its clock is wrong, too", { status: "ERROR", skewSeconds: 900 }, "SILENT"],
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
    book.quarantined("/mes", "mes.operation");
    const toDo = (clock: number, hasQuarantine: boolean) =>
      book.rows({ clock, mode: "live", hasQuarantine }).map((row) => row.toDo);
    expect(toDo(noon, true)).toEqual(["QUARANTINED"]);
    expect(toDo(noon, false)).toEqual(["NOTHING"]);
    expect(toDo(noon + MINUTE, true)).toEqual(["SLOW"]);
    book.heard("/mes", { at: noon + MINUTE, time: null });
    expect(toDo(noon + MINUTE, false)).toEqual(["NOTHING"]);
    book.trouble("/mes", "It cannot be read.");
    expect(toDo(noon + MINUTE, false)).toEqual(["TROUBLE"]);
  });
});
