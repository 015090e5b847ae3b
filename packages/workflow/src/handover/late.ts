import type { Instant } from "@lockstep/domain/instant";
import type { Situation } from "../escalation/candidate.ts";
import { namesOf, toldOf } from "../escalation/digest.ts";
import { SYSTEM, type WorkflowState } from "../model.ts";
import { type Handovers, waitingOf } from "./evolve-handovers.ts";
import type { HandoverEvent } from "./model.ts";

/** Tells the planner of each site once what nobody has accepted in time. */
export function lateHandovers({ handovers, escalation }: WorkflowState, situation: Situation): HandoverEvent[] {
  const { now } = situation;
  return waitingOf(handovers)
    .filter(({ toldLateAt, lateAfter }) => toldLateAt === null && lateAfter <= now)
    .map((handover): HandoverEvent => {
      const { id, site, resource, by } = handover;
      const people = toldOf(escalation, { role: "planner", site, latest: now }, situation);
      const where = resource === null ? site : `${resource} at ${site}`;
      const note = `told ${namesOf(people)}: nobody has accepted what ${by} handed over of ${where}`;
      const about = { exceptionId: id, at: now, by: SYSTEM, before: null, after: null, note } as const;
      return { ...about, type: "handover-late", site, people };
    });
}

/** When the next one is late if nobody accepts it. */
export function nextLateAt(handovers: Handovers, now: Instant): Instant | null {
  const coming = waitingOf(handovers).flatMap(({ toldLateAt, lateAfter }) =>
    toldLateAt === null && lateAfter > now ? [lateAfter] : [],
  );
  return coming.length === 0 ? null : Math.min(...coming);
}
