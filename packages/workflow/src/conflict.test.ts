import { describe, expect, test } from "vitest";
import { revisionOf } from "./conflict.ts";
import { argumentsHash } from "./decide.ts";
import { plant } from "./escalation/testing/plant.ts";
import type { Actor } from "./model.ts";

const maria: Actor = { name: "maria", roles: ["supervisor"], sites: ["A"] };
const ben: Actor = { name: "ben", roles: ["planner"], sites: ["A"] };

function both() {
  const t = plant();
  t.stands("06:10", t.down());
  t.at("06:12");
  const revision = (): number => revisionOf(t.recordOf("LINE-1") ?? { timeline: [] });
  return Object.assign(t, { revision });
}
const ack = (note: string) => ({ type: "acknowledge", note, estimate: null, at: null }) as const;

test("[W29] what a command was decided on makes it no other command", () => {
  const command = { id: "ex-1", commandId: "c", type: "comment", text: "so" } as const;
  expect(argumentsHash({ ...command, expectedRevision: 3 })).toBe(argumentsHash(command));
  expect(argumentsHash({ ...command, text: "no" })).not.toBe(argumentsHash(command));
});

describe("two people who write to one exception at the same time", () => {
  test("[W33] the second is shown what the first has written, and may send their own again", () => {
    const t = both();
    const expectedRevision = t.revision();
    expect(t.does("06:13", maria, { ...ack("belt"), expectedRevision }).ok).toBe(true);
    const second = t.does("06:14", ben, { type: "assign", to: "ben", expectedRevision });
    expect(second).toMatchObject({
      ok: false,
      error: {
        code: "CONFLICT",
        theirs: { revision: t.revision(), entries: [{ by: "maria", action: "acknowledged", note: "belt" }] },
      },
    });
    expect(!second.ok && second.error.message).toContain("maria was faster (acknowledged: belt)");
    expect(t.does("06:15", ben, { type: "assign", to: "ben", expectedRevision: t.revision() }).ok).toBe(true);
    expect(t.recordOf("LINE-1")).toMatchObject({ acknowledgedBy: "maria", owner: "ben" });
  });

  test("[W33] also where what the first has done leaves nothing to do for the second", () => {
    const t = both();
    const expectedRevision = t.revision();
    t.does("06:13", maria, { type: "resolve", reason: "fixed", note: null });
    expect(t.does("06:14", ben, { ...ack("x"), expectedRevision })).toMatchObject({
      error: { theirs: { entries: [{ action: "resolved" }] } },
    });
  });

  test("[W33] nobody's own writing, the tower's, a tick or a watch is in the way; nor anything without a revision", () => {
    const t = both();
    const expectedRevision = t.revision();
    t.does("06:13", maria, ack("belt"));
    t.does("06:14", ben, { type: "watch" });
    t.does("06:14", ben, { type: "tick-step", step: 0, note: null, at: null });
    t.at("06:40");
    expect(t.revision()).toBeGreaterThan(expectedRevision + 3);
    expect(t.does("06:41", maria, { type: "comment", text: "still", expectedRevision }).ok).toBe(true);
    expect(t.does("06:42", ben, { type: "comment", text: "why" }).ok).toBe(true);
    expect(t.does("06:43", maria, { type: "comment", text: "so", expectedRevision }).ok).toBe(false);
  });
});
