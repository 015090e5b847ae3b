import type { Data } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, MINUTE, NEVER } from "@lockstep/domain/instant";
import type { Stretch } from "@lockstep/domain/working-time";
import type { Stated } from "@lockstep/domain/world";
import { repairEstimate } from "./estimates.ts";
import type { ResourceModel } from "./model.ts";
import type { Plant } from "./plant.ts";

/** A resource as it stands; one that master data does not know has capacity 1 and no calendar. */
export function readResource(plant: Plant, id: string): ResourceModel {
  const { world } = plant;
  const data = world.resources.get(id)?.data;
  const states = world.resourceStates.get(id) ?? [];
  const present = states.at(-1)?.data ?? null;
  const stops = plant.stopsOf(id);
  const last = stops.at(-1);
  const downSince = last !== undefined && last.to === NEVER ? last.from : null;
  const stated = downSince === null ? null : statedUpAt(plant, id, downSince);
  return {
    id,
    site: data?.site ?? null,
    name: data?.name ?? id,
    capacity: data?.capacity ?? 1,
    working: plant.workingOf(data?.calendar),
    state: present,
    stops,
    downSince,
    upAt: downSince === null ? null : (stated?.at ?? typicalUpAt(plant, id)),
    isUpEstimated: stated !== null,
    upBy: stated?.by ?? null,
    lastUp: last === undefined || last.to === NEVER ? -NEVER : last.to,
  };
}

/** Stretches of state down, those that follow each other without a break as one. */
export function stopsOf(states: readonly Stated<"mes.resource-state">[]): Stretch[] {
  const stops: Stretch[] = [];
  for (const { data } of states) addStop(stops, data);
  return stops;
}

/** The state that began last. */
export function addStop(stops: Stretch[], { since, state }: Data<"mes.resource-state">): void {
  const last = stops.at(-1);
  const isDown = last !== undefined && last.to === NEVER;
  if (state === "down" && !isDown) stops.push({ from: since, to: NEVER });
  else if (state !== "down" && isDown) stops[stops.length - 1] = { from: last.from, to: since };
}

/** A person's estimate, else what the source expects; only if it is still ahead. */
function statedUpAt(plant: Plant, id: string, downSince: Instant) {
  const { world, now } = plant;
  const answer = repairEstimate(plant, id, downSince);
  const at = answer?.at ?? world.resourceStates.get(id)?.at(-1)?.data.expectedUpAt;
  return at !== undefined && at > now ? { at, by: answer?.by ?? null } : null;
}

function typicalUpAt({ world, now }: Plant, id: string): Instant {
  const present = world.resourceStates.get(id)?.at(-1)?.data;
  const minutes = world.resources.get(id)?.data.typicalRepairMinutes[present?.reason ?? ""];
  const typical = present === undefined || minutes === undefined ? now : present.since + minutes * MINUTE;
  return typical > now ? typical : now + HOUR;
}

/** Working time that it was down between two instants. */
export function downWork(resource: ResourceModel, from: Instant, to: Instant): number {
  const { stops, working } = resource;
  let work = 0;
  // Those that have ended before, nearly all, are not looked at.
  for (let k = stops.length - 1; k >= 0; k--) {
    const stop = stops[k];
    if (stop === undefined || stop.to <= from) break;
    const begin = Math.max(from, stop.from);
    const end = Math.min(to, stop.to);
    if (end > begin) work += working.between(begin, end);
  }
  return work;
}
