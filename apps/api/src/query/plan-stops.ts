import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { PlanStop } from "@lockstep/protocol/generated/schema";
import type { KnownView, View } from "../view/view.ts";
import { isoOrNull } from "../wire/words.ts";
import type { Window } from "./plan-baseline.ts";

export interface Stretch {
  readonly from: Instant;
  /** Null: it is so still. */
  readonly to: Instant | null;
  readonly reason: string | null;
}

/** When a resource was in a state, in order of time; stretches that follow each other for the same reason are one. */
export function stretchesOf(view: KnownView, resource: string, state: "down" | "setup"): readonly Stretch[] {
  const stretches: { from: Instant; to: Instant | null; reason: string | null }[] = [];
  for (const { data } of view.world.resourceStates.get(resource) ?? []) {
    const last = stretches.at(-1);
    const reason = data.reason ?? null;
    if (last !== undefined && last.to === null) {
      if (data.state === state && last.reason === reason) continue;
      last.to = data.since;
    }
    if (data.state === state) stretches.push({ from: data.since, to: null, reason });
  }
  return stretches;
}

/** Those of a window. */
export function stopRows(view: View, resources: readonly string[], { from, to }: Window): readonly PlanStop[] {
  return resources
    .flatMap((id, resource) => stretchesOf(view, id, "down").map((stretch) => ({ resource, ...stretch })))
    .filter((stop) => stop.from < to && (stop.to ?? view.clock) > from)
    .sort((a, b) => a.from - b.from || a.resource - b.resource)
    .map((stop) => ({ resource: stop.resource, from: isoOf(stop.from), to: isoOrNull(stop.to), reason: stop.reason }));
}
