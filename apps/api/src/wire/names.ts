import type { World } from "@lockstep/domain/world";

/** What is not known is called by its id. */
export function itemOf(world: World, id: string): { readonly name: string; readonly uom: string } {
  const item = world.items.get(id)?.data;
  return { name: item?.name ?? id, uom: item?.uom ?? "" };
}

export const customerName = (world: World, id: string): string => world.customers.get(id)?.data.name ?? id;
export const supplierName = (world: World, id: string): string => world.suppliers.get(id)?.data.name ?? id;
export const resourceName = (world: World, id: string): string => world.resources.get(id)?.data.name ?? id;
export const siteName = (world: World, id: string): string => world.sites.get(id)?.data.name ?? id;
