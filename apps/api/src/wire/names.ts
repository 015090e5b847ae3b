import type { KnownWorld } from "../replica/known-facts.ts";

/** What is not known is called by its id. */
export function itemOf(world: KnownWorld, id: string): { readonly name: string; readonly uom: string } {
  const item = world.items.get(id)?.data;
  return { name: item?.name ?? id, uom: item?.uom ?? "" };
}

export const customerName = (world: KnownWorld, id: string): string => world.customers.get(id)?.data.name ?? id;
export const supplierName = (world: KnownWorld, id: string): string => world.suppliers.get(id)?.data.name ?? id;
export const resourceName = (world: KnownWorld, id: string): string => world.resources.get(id)?.data.name ?? id;
/** Of a site that says none, as of one that is not there: UTC. */
export const siteTimeZone = (world: KnownWorld, id: string): string => world.sites.get(id)?.data.timeZone ?? "UTC";
export const siteName = (world: KnownWorld, id: string): string => world.sites.get(id)?.data.name ?? id;
