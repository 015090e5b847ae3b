import { byCodeUnit } from "@lockstep/domain/world";
import type { Customer, Site, Viewer as ViewerRow } from "@lockstep/protocol/generated/schema";
import { customerName } from "../wire/names.ts";
import type { Moment } from "./moment.ts";

export const viewerRow = ({ viewer }: Moment): ViewerRow => ({
  name: viewer.name,
  seenBy: viewer.seenBy ?? null,
  roles: [...viewer.roles],
  sites: viewer.scope.sites,
});

export function sites({ view, viewer }: Moment): readonly Site[] {
  return [...view.world.sites.values()]
    .map(({ data: { id, name, timeZone } }) => ({ id, name, timeZone }))
    .filter(({ id }) => viewer.scope.sees(id))
    .sort((a, b) => byCodeUnit(a.id, b.id));
}

/** All that the company knows; to those who see some sites, the customers of these. */
export function customers({ view, viewer }: Moment): readonly Customer[] {
  const ids = new Set<string>();
  for (const [site, totals] of view.totals)
    if (viewer.scope.sees(site)) for (const id of totals.customers.keys()) ids.add(id);
  if (viewer.scope.sites === null) for (const id of view.world.customers.keys()) ids.add(id);
  return [...ids].sort(byCodeUnit).map((id) => ({ id, name: customerName(view.world, id) }));
}
