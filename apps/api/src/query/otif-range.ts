import type { Range } from "@lockstep/workflow/otif/cube";
import type { Moment } from "./moment.ts";

/** What of it the viewer sees: one site, or all that there are. */
export function rangeFor(
  { viewer }: Moment,
  { from, to }: Pick<Range, "from" | "to">,
  site: string | null | undefined,
): Range {
  return { from, to, sites: sitesFor(viewer.scope, site) };
}

function sitesFor(
  { sites, sees }: Moment["viewer"]["scope"],
  site: string | null | undefined,
): readonly string[] | null {
  if (site === null || site === undefined) return sites;
  return sees(site) ? [site] : [];
}
