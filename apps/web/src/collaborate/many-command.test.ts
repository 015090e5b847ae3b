import type { LiveException } from "@lockstep/protocol/live";
import { expect, test } from "vitest";
import { type ManyAction, partsOf, prepareMany, takers } from "./many-command.ts";

const row = (id: string, ...nextActions: string[]) => ({ id, nextActions }) as unknown as LiveException;
const rows = [row("a", "ACKNOWLEDGE", "COMMENT"), row("b", "COMMENT"), row("c", "ACKNOWLEDGE", "SHELVE")];
const empty = { note: " ", reason: "", wrongSystem: "", to: "", estimate: "", until: "", into: "" };
const UNTIL = "2026-03-02T12:00";
const prepared = (action: ManyAction, draft: Partial<typeof empty> = {}) =>
  prepareMany(rows, action, {
    draft: { ...empty, ...draft },
    instantOf: (text) => (text === UNTIL ? `${UNTIL}:00.000Z` : null),
  });
const nothing = { note: null, to: null, into: null, reason: null, until: null };

test("what is sent names those that can take it, and no other", () => {
  expect(takers(rows, "ACKNOWLEDGE", "").map(({ id }) => id)).toEqual(["a", "c"]);
  expect(prepared("ACKNOWLEDGE")).toEqual({ ...nothing, ids: ["a", "c"], action: "ACKNOWLEDGE" });
  expect(prepared("COMMENT", { note: " look " })).toEqual({
    ...{ ...nothing, ids: ["a", "b"], action: "COMMENT", note: "look" },
  });
});

test("what an action needs and is not there is asked for", () => {
  expect(prepared("COMMENT")).toBe("act.textNeeded");
  expect(prepared("ASSIGN")).toBe("act.whoNeeded");
  expect(prepared("SHELVE")).toBe("act.untilNeeded");
  expect(prepared("SHELVE", { until: UNTIL })).toBe("act.reasonNeeded");
  expect(prepared("SHELVE", { until: UNTIL, reason: "parts" })).toEqual({
    ...{ ...nothing, ids: ["c"], action: "SHELVE", until: `${UNTIL}:00.000Z`, reason: "parts" },
  });
});

test("a merge needs its reason, and goes for all but the one that stays and those that others are part of", () => {
  const cards = [row("a", "MERGE"), row("b", "COMMENT"), row("c", "MERGE"), row("d", "MERGE")];
  const merge = (draft: Partial<typeof empty>) =>
    prepareMany(cards, "MERGE", { draft: { ...empty, ...draft }, instantOf: () => null });
  expect(merge({ into: "a" })).toBe("act.reasonNeeded");
  expect(merge({ into: "a", reason: "one fuse" })).toEqual({
    ...{ ...nothing, ids: ["c", "d"], action: "MERGE", into: "a", reason: "one fuse" },
  });
  expect(merge({ into: "b", reason: "one fuse" })).toMatchObject({ ids: ["a", "c", "d"], into: "b" });
});

test("more than the server takes at once goes in parts, each id once and each part with an id of its own", () => {
  const ids = Array.from({ length: 2_001 }, (_, k) => `ex-${k}`);
  const parts = partsOf({ ...nothing, ids, action: "ACKNOWLEDGE", commandId: "c" });
  expect(parts.map((part) => [part.ids.length, part.commandId])).toEqual([
    [1_000, "c:0"],
    [1_000, "c:1"],
    [1, "c:2"],
  ]);
  expect(parts.flatMap((part) => part.ids)).toEqual(ids);
});
