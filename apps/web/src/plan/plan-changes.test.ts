import { expect, test } from "vitest";
import type { Plan, PlanAnswer } from "./plan-answer.ts";
import { PLAN_GOES_ON, planJoined } from "./plan-changes.ts";

interface Told {
  readonly bars: Partial<Plan["bars"]>;
  readonly items: readonly string[];
  readonly version: string;
  readonly since?: string;
  readonly gone?: readonly string[];
}

const planOf = ({ bars, items, version, since, gone = [] }: Told): Plan =>
  ({
    ...{ resources: [{ id: "LINE-1" }, { id: "LINE-2" }], items: items.map((id) => ({ id })), holds: [{ id: "H-1" }] },
    ...{ bars, version, since: since ?? null, gone },
  }) as unknown as Plan;

const answerOf = (plan: Plan): PlanAnswer => ({ asOf: { seq: 1, now: "2026-03-02T08:00:00.000Z" }, plan });

const first = planOf({
  ...{ items: ["P", "Q"], version: "1" },
  bars: { id: ["WO-1", "WO-2", "WO-3"], resource: [0, -1, 1], item: [0, 1, 1], hold: [-1, 0, -1], good: [1, 2, 3] },
});
const changes = planOf({
  ...{ items: ["Q", "P"], version: "2", since: "1", gone: ["WO-3"] },
  bars: { id: ["WO-1"], resource: [1], item: [1], hold: [-1], good: [5] },
});

test("what is different takes the place of what was told, and what stays is named by the places of the newer answer", () => {
  expect(planJoined(first, changes)).toMatchObject({
    ...{ version: "2", since: null, gone: [] },
    bars: { id: ["WO-2", "WO-1"], resource: [-1, 1], item: [0, 1], hold: [0, -1], good: [2, 5] },
  });
});

test("a plan is asked on from what is known, and what does not follow it is not joined", () => {
  expect([PLAN_GOES_ON.next(undefined), PLAN_GOES_ON.next(answerOf(first))]).toEqual([{ since: null }, { since: "1" }]);
  expect(PLAN_GOES_ON.joined(undefined, answerOf(first))?.plan).toBe(first);
  expect(PLAN_GOES_ON.joined(answerOf(first), answerOf(changes))?.plan?.bars.id).toEqual(["WO-2", "WO-1"]);
  expect(PLAN_GOES_ON.joined(answerOf(changes), answerOf(changes))).toBeNull();
  expect(PLAN_GOES_ON.joined(undefined, answerOf(changes))).toBeNull();
});
