import { DAY, NEVER } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { neverEnds, SIGHT } from "./loading.ts";
import type { OperationModel } from "./model.ts";

const NOW = Date.parse("2026-03-02T08:00:00Z");

const stuck = (more: Partial<OperationModel>): OperationModel =>
  ({
    ...{ id: "WO-1/10", order: { id: "WO-1" }, resource: { name: "Line 1" }, previous: null },
    ...{ boundBy: "plan", plannedStart: NOW, remainingWork: 3 * DAY, finish: NEVER },
    ...more,
  }) as OperationModel;

test.each([
  [{ boundBy: "material" }, "its material never comes: order what it lacks"],
  [{ previous: stuck({}), boundBy: "operation" }, "the operation before it cannot: see there"],
  [{ plannedStart: NOW + SIGHT + DAY }, "it is planned for later than that: correct its planned start"],
  [{ remainingWork: SIGHT + DAY }, "it takes longer than that: correct its quantity, its rate or its set-up"],
  [{}, "Line 1 has no working time for it: correct the calendar"],
  [{ resource: null }, "its resource has no working time for it: correct the calendar"],
] as const)("what is never done says why, and what to correct: %#", (more, why) => {
  const finding = neverEnds(stuck(more as Partial<OperationModel>), NOW);
  expect(finding).toMatchObject({ rule: "never-done", subjectType: "production-order", subject: "WO-1" });
  expect(finding.text).toBe(`Operation WO-1/10 cannot be done within three years, as ${why}.`);
});
