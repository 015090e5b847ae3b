import { DAY, type Instant } from "@lockstep/domain/instant";
import { badInput } from "../errors.ts";
import type { Moment } from "./moment.ts";
import type { Window } from "./plan-baseline.ts";

interface Asked {
  readonly site: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Null: there is no such site that the viewer may see. Refuses what is longer than so many days. */
export function windowOf({ view, viewer }: Moment, { site, from, to }: Asked, mostDays: number): Window | null {
  if (from >= to) throw badInput("from must be before to.");
  if (to - from > mostDays * DAY) throw badInput(`Ask for at most ${mostDays} days at once.`);
  return view.world.sites.has(site) && viewer.scope.sees(site) ? { site, from, to } : null;
}
