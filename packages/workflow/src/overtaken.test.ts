import { describe, expect, test } from "vitest";
import { plant } from "./escalation/testing/plant.ts";
import { meanwhile } from "./meanwhile.ts";
import type { Actor } from "./model.ts";
import { responseTimes } from "./performance/response.ts";
import {
  acknowledge,
  assign,
  at,
  cause,
  codeOf,
  planner,
  resolve,
  supervisor as sam,
  shelve,
  timeline,
} from "./testing/timeline.ts";

const maria: Actor = { name: "maria", roles: ["supervisor"], sites: ["A"] };
const until = (minutes: number, more: object = {}) => ({ ...acknowledge, estimate: at(minutes), ...more });

/** Down since 08:00; minutes count from there. */
function stopped() {
  const t = timeline();
  t.stands(0, cause());
  return t;
}

describe("what was decided without a connection and arrives late", () => {
  test("[W34] Maria's 09:12 stands, and Sam's of 09:05, that arrives at 09:30, is on the timeline with what it came too late for", () => {
    const t = stopped();
    expect(codeOf(t.ask(72, until(120), maria))).toBe("ok");
    const late = t.ask(90, until(100, { at: at(65), note: "belt" }), sam);
    expect(t.only()).toMatchObject({
      ...{ state: "acknowledged", acknowledgedBy: "maria", acknowledgedAt: at(72) },
      ...{ estimate: at(120), estimatedBy: "maria", estimatedAt: at(72) },
    });
    const last = t.only().timeline.at(-1);
    expect(last).toMatchObject({ action: "acknowledged", by: "sam", at: at(65), note: "belt" });
    expect(last && meanwhile(t.only().timeline, last).map(({ by, at: when }) => [by, when])).toEqual([
      ["maria", at(72)],
    ]);
    expect(
      late.ok && late.value.facts.map(({ time }) => time),
      "a fact of its own time: the projection keeps the later",
    ).toEqual([new Date(at(65)).toISOString()]);
  });

  test("[W34] of acknowledgement and estimate each is whose it was last: an earlier estimate is better than none", () => {
    const t = stopped();
    t.ask(60, until(120), planner);
    t.ask(72, acknowledge, maria);
    t.ask(90, until(100, { at: at(65) }), sam);
    expect(t.only()).toMatchObject({
      ...{ acknowledgedBy: "maria", acknowledgedAt: at(72) },
      ...{ estimate: at(100), estimatedBy: "sam", estimatedAt: at(65) },
    });
  });

  test("[W34] what settled meanwhile stays settled, and the word is kept with its own time and what it came too late for", () => {
    const t = stopped();
    t.stands(20);
    t.stands(31);
    expect(codeOf(t.ask(32, acknowledge, sam)), "said afterwards it is no answer to anything").toBe("CONFLICT");
    expect(codeOf(t.ask(33, { ...acknowledge, at: at(3) }, sam))).toBe("ok");
    expect(t.only()).toMatchObject({
      ...{ state: "resolved", outcome: "recovered", acknowledgedBy: "sam", acknowledgedAt: at(3) },
    });
    const last = t.only().timeline.at(-1);
    expect(last).toMatchObject({ action: "acknowledged", before: "resolved", after: "resolved", at: at(3) });
    expect(last && meanwhile(t.only().timeline, last).map(({ action }) => action)).toEqual(["cleared", "recovered"]);
  });

  test("[W34] it takes back no shelf that was chosen later, and an earlier one it does", () => {
    const t = stopped();
    t.ask(72, shelve(300), maria);
    t.ask(90, until(100, { at: at(65) }), sam);
    expect(t.only()).toMatchObject({ state: "shelved", shelvedUntil: at(300), acknowledgedBy: "sam" });
    t.ask(91, { ...acknowledge, at: at(80) }, sam);
    expect(t.only()).toMatchObject({ state: "acknowledged", shelvedUntil: null });
  });

  test("[W34] decided before it opened again, it says nothing of what came back", () => {
    const t = stopped();
    t.ask(10, resolve, maria);
    t.stands(20);
    expect(t.stands(40, cause())).toEqual(["reopened"]);
    const calls = t.only().calls;
    t.ask(50, until(100, { at: at(30) }), sam);
    expect(t.only()).toMatchObject({ state: "open", acknowledgedBy: null, estimate: null, calls });
    t.ask(51, { ...acknowledge, at: at(45) }, sam);
    expect(t.only()).toMatchObject({ state: "acknowledged", acknowledgedBy: "sam" });
  });

  test("[W34] an owner that was named later keeps it", () => {
    const t = stopped();
    t.ask(72, { ...assign, to: "bob" }, maria);
    const taken = { type: "assigned", to: "sam", note: "handed over by ann to sam", at: at(65), by: "sam" } as const;
    const record = t.only();
    const { id: exceptionId, state: before } = record;
    t.write({ ...taken, exceptionId, before, after: before, commandId: "accept-1", actor: sam });
    expect(t.only().owner).toBe("bob");
  });

  test("[W34] a step that was taken back or done later, or before it opened again, is not ticked over", () => {
    const t = stopped();
    const tick = { type: "tick-step", step: 0, note: null, at: null } as const;
    const untick = { type: "untick-step", step: 0, at: null } as const;
    t.ask(60, tick, maria);
    expect(codeOf(t.ask(61, { ...untick, at: at(55) }, sam)), "done after it was taken back").toBe("CONFLICT");
    t.ask(72, untick, maria);
    expect(codeOf(t.ask(90, { ...tick, at: at(65) }, sam)), "taken back after it was done").toBe("CONFLICT");
    expect(codeOf(t.ask(91, { ...tick, at: at(80) }, sam))).toBe("ok");
    t.ask(100, resolve, maria);
    t.stands(110);
    t.stands(130, cause());
    expect(codeOf(t.ask(140, { ...tick, at: at(120) }, sam)), "of the time before").toBe("CONFLICT");
    expect(codeOf(t.ask(140, { ...tick, at: at(135) }, sam))).toBe("ok");
  });

  test("[W34] a card counts as acknowledged and decided since the first of them, in whatever order they arrive", () => {
    const t = stopped();
    t.ask(72, until(120), maria);
    t.ask(90, until(100, { at: at(65) }), sam);
    const times = responseTimes([t.only()], { firstRead: new Map(), until: at(200) });
    const minutes = new Map(times.map(({ stage, medianMinutes }) => [stage, medianMinutes]));
    expect([minutes.get("acknowledged"), minutes.get("decided")]).toEqual([65, 65]);
  });
});

test("[E3] who gave the estimate is asked when it has passed, not who acknowledged after them without one", () => {
  const t = plant();
  t.stands("06:10", t.down());
  t.does("06:12", { ...sam, name: "early" }, { ...acknowledge, estimate: t.instantOf("07:00") });
  t.does("06:20", { ...planner, name: "pia" }, acknowledge);
  t.at("07:06");
  const asked = t.told().filter((text) => text.includes("asked"));
  expect(asked.join()).toMatch(/asked Early/i);
  expect(asked.join()).not.toMatch(/asked pia/i);
});
