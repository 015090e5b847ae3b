import { aroundTheClock, workingTimeOf } from "@lockstep/domain/working-time";
import { describe, expect, test } from "vitest";
import type { Situation } from "../escalation/candidate.ts";
import { plant } from "../escalation/testing/plant.ts";
import { evolve } from "../evolve.ts";
import type { Actor, WorkflowState } from "../model.ts";
import { daily, usualRoster } from "../testing/calls-timeline.ts";
import type { Playbook } from "./model.ts";
import { putPlaybook } from "./put.ts";
import { shippedPlaybooks } from "./shipped.ts";
import { stepsNow } from "./steps.ts";

const maria: Actor = { name: "maria", roles: ["supervisor"], sites: ["A"] };
const ben: Actor = { name: "ben", roles: ["supervisor"], sites: ["A"] };
const adam: Actor = { name: "adam", roles: ["administrator"], sites: null };
const own: Playbook = {
  ...{ site: "A", kind: "machine-down", name: "Ours" },
  steps: [
    { text: "Lock it", ownerRole: "supervisor", minutes: 5 },
    { text: "Call", ownerRole: "planner", minutes: 30 },
  ],
};
const put = (state: Pick<WorkflowState, "playbooks">, more: Partial<Playbook> = {}, rest: object = {}) =>
  putPlaybook(state.playbooks, { value: { ...own, ...more }, reason: "why", actor: adam, now: 1, ...rest });
const inForce = <S extends WorkflowState>(state: S, more: Partial<Playbook> = {}): WorkflowState => {
  const done = put(state, more);
  if (!done.ok) throw new Error(done.error.message);
  return evolve(state, done.value);
};

/** A machine that is down since ten past six, and what its steps say at a time. */
function day(workingTime = aroundTheClock) {
  const t = plant();
  t.stands("06:10", t.down({ severity: "high" }));
  const around = (wall: string): Situation => ({
    ...{ now: t.instantOf(wall), workingTime: () => workingTime, lostLines: () => [], reaches: () => ["in-app"] },
  });
  const steps = (wall: string) => {
    const record = t.recordOf("LINE-1");
    if (record === undefined) throw new Error("it is not there");
    return stepsNow(t.state, record, around(wall));
  };
  return Object.assign(t, { steps, around });
}

describe("the playbook of an exception", () => {
  test("[K1] is that of its kind when it opened, and stays that version", () => {
    const t = day();
    expect(t.steps("06:10")[0]?.text).toBe("Say why it stopped and when it is expected up");
    const later = inForce(inForce(t.state), { name: "Ours again", steps: [] });
    const record = t.recordOf("LINE-1");
    expect(record && stepsNow(later, record, t.around("06:10"))).toHaveLength(5);
    expect(later.playbooks.get('["A","machine-down"]')?.map(({ version }) => version)).toEqual([1, 2]);
  });

  test("[K1] is one of its sites' before that of every site", () => {
    const opened = (state: WorkflowState) => {
      const event = plantEvent("A");
      const record = evolve(state, event).records.get(event.exceptionId);
      return [record?.playbook?.site, record?.playbook?.version];
    };
    const t = plant();
    expect(opened(t.state)).toEqual([null, 1]);
    expect(opened(inForce(t.state))).toEqual(["A", 1]);
    expect(opened(inForce(inForce(t.state)))).toEqual(["A", 2]);
    expect(opened(inForce(t.state, { site: "B" }))).toEqual([null, 1]);
    expect(opened(inForce(t.state, { site: null }))).toEqual([null, 2]);
  });

  test("[K2] is due by the clock of the policy, and overdue until somebody does it", () => {
    const fromSeven = workingTimeOf({
      id: "c",
      timeZone: "Europe/Berlin",
      weekly: [...daily("07:00", "15:00")],
      exceptions: [],
    });
    const t = day(fromSeven);
    const at = (wall: string) => t.steps(wall).map(({ isOverdue }) => isOverdue);
    expect(t.steps("06:10").map(({ dueAt }) => dueAt)).toEqual(
      ["07:05", "07:10", "07:20", "07:30", "08:00"].map((wall) => t.instantOf(wall)),
    );
    expect(at("07:04:59")).toEqual([false, false, false, false, false]);
    expect(at("07:10")).toEqual([true, true, false, false, false]);
    t.does("07:11", maria, { type: "tick-step", step: 0, note: null, at: null });
    expect(at("07:11")).toEqual([false, true, false, false, false]);
    t.does("07:12", maria, { type: "shelve", until: t.instantOf("09:00"), reason: "break" });
    expect(at("08:30")).toEqual([false, false, false, false, false]);
  });

  test("[K2] is counted round the clock where its policy is", () => {
    const t = plant();
    t.stands("06:10", t.down({ severity: "critical" }));
    const record = t.recordOf("LINE-1");
    const never = workingTimeOf({ id: "c", timeZone: "UTC", weekly: [], exceptions: [] });
    const around: Situation = {
      ...{ now: 0, workingTime: () => never, lostLines: () => [], reaches: () => [] },
    };
    expect(record && stepsNow(t.state, record, around)[0]?.dueAt).toBe(t.instantOf("06:15"));
  });

  test("[K3] is ticked with one's own time, once, and taken back", () => {
    const t = day();
    const tick = { type: "tick-step", step: 1, note: " Paul comes ", at: t.instantOf("06:12") } as const;
    expect(t.does("06:20", maria, tick).ok).toBe(true);
    expect(t.steps("06:20")[1]?.done).toEqual({ step: 1, by: "maria", at: t.instantOf("06:12"), note: "Paul comes" });
    const again = t.does("06:21", ben, tick);
    expect(again).toMatchObject({ ok: false, error: { code: "CONFLICT" } });
    expect(!again.ok && again.error.message).toContain("maria has done step 2");
    expect(t.does("06:22", ben, { type: "untick-step", step: 1, at: null }).ok).toBe(true);
    expect(t.steps("06:22")[1]?.done).toBeNull();
    expect(t.does("06:23", ben, { type: "untick-step", step: 1, at: null })).toMatchObject({
      error: { code: "CONFLICT" },
    });
    expect(t.does("06:24", ben, { type: "tick-step", step: 5, note: null, at: null })).toMatchObject({
      error: { code: "NOT_FOUND" },
    });
    const early = { type: "tick-step", step: 1, note: null, at: t.instantOf("08:00") } as const;
    expect(t.does("06:25", ben, early)).toMatchObject({ error: { code: "BAD_USER_INPUT" } });
    const lea: Actor = { name: "lea", roles: ["leader"], sites: null };
    expect(t.does("06:26", lea, tick)).toMatchObject({ error: { code: "FORBIDDEN" } });
    t.does("06:27", maria, { type: "resolve", reason: "fixed", note: null });
    expect(t.does("06:28", maria, tick)).toMatchObject({ error: { code: "CONFLICT" } });
  });

  test("[K4] stands on the timeline, is progress, and begins anew when the exception does", () => {
    const t = day();
    t.does("06:11", maria, { type: "acknowledge", note: null, estimate: null, at: null });
    t.does("06:30", maria, { type: "tick-step", step: 0, note: "belt", at: null });
    expect(t.recordOf("LINE-1")?.timeline.at(-1)).toMatchObject({
      ...{ action: "playbook-ticked", by: "maria", before: "acknowledged", after: "acknowledged" },
      note: "step 1, Say why it stopped and when it is expected up: belt",
    });
    t.told();
    t.at("08:11");
    expect(t.told(), "what lapses two hours after the last progress has not lapsed").toEqual([]);
    const progress = () => t.recordOf("LINE-1")?.calls?.progressAt;
    t.does("08:12", maria, { type: "tick-step", step: 1, note: null, at: t.instantOf("06:20") });
    expect(progress(), "what was done before the last progress takes none of it back").toBe(t.instantOf("06:30"));
    t.at("08:30");
    expect(t.told()[0]).toContain("no answer from maria");
    t.stands("08:40");
    t.at("08:51");
    t.stands("09:00", t.down({ severity: "high" }));
    expect(t.steps("09:00").map(({ done, dueAt }) => [done, dueAt])[0]).toEqual([null, t.instantOf("09:05")]);
    t.restart();
    expect(t.steps("09:00")[0]?.dueAt).toBe(t.instantOf("09:05"));
  });
});

describe("putting a playbook in force", () => {
  const step = { text: "x", ownerRole: "planner", minutes: 1 } as const;
  test.each([
    [{ name: " " }, "name", "needs a name"],
    [{ name: "x".repeat(201) }, "name", "at most 200"],
    [{ steps: [step, { ...step, text: " " }] }, "steps.1.text", "Step 2 says nothing"],
    [{ steps: [{ ...step, text: "x".repeat(501) }] }, "steps.0.text", "more than 500"],
    [{ steps: [{ ...step, minutes: 1.5 }] }, "steps.0.minutes", "whole number"],
    [{ steps: [{ ...step, minutes: -1 }] }, "steps.0.minutes", "whole number"],
    [{ steps: Array.from({ length: 31 }, () => step) }, "steps", "There are 31 steps"],
  ] as const)("[K5] with something wrong is refused at its field: %#", (more, field, why) => {
    const done = put({ playbooks: shippedPlaybooks }, more);
    expect(done).toMatchObject({ ok: false, error: { field } });
    expect(!done.ok && done.error.message).toContain(why);
  });

  test("[K5] from another version than the one in force is refused, and says whose that is", () => {
    const t = plant();
    const state = inForce(t.state);
    expect(put(state, {}, { expectedVersion: 1 }).ok).toBe(true);
    const late = put(state, {}, { expectedVersion: 0 });
    expect(!late.ok && late.error.message).toMatch(/^adam put version 1 in force at .* \(why\)/);
    expect(put(state, {}, { reason: " " })).toMatchObject({ error: { message: expect.stringContaining("reason") } });
    const mona: Actor = { name: "mona", roles: ["plant-manager"], sites: ["B"] };
    expect(put(state, {}, { actor: mona })).toMatchObject({ error: { code: "FORBIDDEN" } });
    expect(put(state, { site: "B" }, { actor: mona }).ok).toBe(true);
  });

  test("[K1] those that are shipped have steps in the order in which they are due, each with a text", () => {
    for (const [one] of shippedPlaybooks.values()) {
      const minutes = one?.steps.map((each) => each.minutes) ?? [];
      expect(minutes, one?.kind).toEqual([...minutes].sort((a, b) => a - b));
      expect(put({ playbooks: new Map() }, { ...one, site: null }).ok, one?.kind).toBe(true);
    }
  });
});

const plantEvent = (site: string) => {
  const t = plant({ roster: { ...usualRoster, site } });
  t.stands("06:10", t.down({ sites: [site] }));
  const event = t.log.find((one) => one.type === "opened");
  if (event === undefined) throw new Error("nothing has opened");
  return event;
};
