import type { LiveException } from "@lockstep/protocol/live";
import { expect, test } from "vitest";
import { prepareMany, takers } from "./many-command.ts";

const row = (id: string, ...nextActions: string[]) => ({ id, nextActions }) as unknown as LiveException;
const rows = [row("a", "ACKNOWLEDGE", "COMMENT"), row("b", "COMMENT"), row("c", "ACKNOWLEDGE", "SHELVE")];
const draft = { action: "ACKNOWLEDGE", note: " ", to: "", reason: "", until: null } as const;
const nothing = { note: null, to: null, reason: null, until: null };

test("what is sent names those that can take it, and no other", () => {
  expect(takers(rows, "ACKNOWLEDGE").map(({ id }) => id)).toEqual(["a", "c"]);
  expect(prepareMany(rows, draft)).toEqual({ ...nothing, ids: ["a", "c"], action: "ACKNOWLEDGE" });
  expect(prepareMany(rows, { ...draft, action: "COMMENT", note: " look " })).toEqual({
    ...{ ...nothing, ids: ["a", "b"], action: "COMMENT", note: "look" },
  });
});

test("what an action needs and is not there is asked for", () => {
  expect(prepareMany(rows, { ...draft, action: "COMMENT" })).toBe("act.textNeeded");
  expect(prepareMany(rows, { ...draft, action: "ASSIGN" })).toBe("act.whoNeeded");
  expect(prepareMany(rows, { ...draft, action: "SHELVE" })).toBe("act.untilNeeded");
  const until = "2026-03-02T12:00:00.000Z";
  expect(prepareMany(rows, { ...draft, action: "SHELVE", until })).toBe("act.reasonNeeded");
  expect(prepareMany(rows, { ...draft, action: "SHELVE", until, reason: "parts" })).toEqual({
    ...{ ...nothing, ids: ["c"], action: "SHELVE", until, reason: "parts" },
  });
});
