import { type Instant, isoOf } from "@lockstep/domain/instant";
import { endOfDayIfMidnight, zoneOf } from "@lockstep/domain/zone";
import type { KnownWorld } from "../replica/known-facts.ts";
import { siteTimeZone } from "./names.ts";

/** A date without a time means the end of that day at the site. */
export const dayEnd = (world: KnownWorld, site: string, at: Instant): Instant =>
  endOfDayIfMidnight(zoneOf(siteTimeZone(world, site)), at);

/** And is shown as what it means. */
export const dayEndIso = (world: KnownWorld, site: string, at: Instant): string => isoOf(dayEnd(world, site, at));
