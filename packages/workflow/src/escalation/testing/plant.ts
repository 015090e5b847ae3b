import type { StandingCause } from "../../model.ts";
import { type PlantDay, plantDay } from "../../testing/calls-timeline.ts";

/** A day at a plant whose first line can stop. */
export function plant(more: PlantDay = {}) {
  const t = plantDay(more);
  /** Critical, with hours to act. */
  const down = (rest: Partial<StandingCause> = {}): StandingCause => ({
    key: "machine-down|resource|LINE-1",
    ...{ kind: "machine-down", subjectType: "resource", subject: "LINE-1", resource: "LINE-1", sites: ["A"] },
    ...{ severity: "critical", actBy: t.instantOf("22:00"), valueAtRiskMinor: 100_000 },
    ...rest,
  });
  return Object.assign(t, { down });
}
