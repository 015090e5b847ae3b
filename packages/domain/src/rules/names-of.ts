import { FACT_TYPES, type FactType } from "../facts/catalogue.ts";
import type { AnyFact } from "../facts/fact.ts";
import { namedBy } from "../facts/named.ts";
import type { World } from "../world.ts";

/** What is looked up of what a fact names by an id alone. */
export type Lookup = Pick<World, "items" | "productionOrders" | "resources">;

/** The items that a fact itself names; an item is its own. Of a report, where orders can be looked up, its order's. */
export function itemsOf(fact: AnyFact, lookup?: Lookup): readonly string[] {
  if (fact.type === "master.item") return [fact.data.id];
  if (fact.type === "mes.operation" && !fact.deleted) return given(orderOf(fact.data.order, lookup)?.item);
  return namedBy(fact).items;
}

/** The sites that a fact itself names; a site is its own. Where it can be looked up, a report's order's, a machine's. */
export function sitesOf(fact: AnyFact, lookup?: Lookup): readonly string[] {
  if (fact.type === "master.site") return [fact.data.id];
  if (fact.deleted) return namedBy(fact).sites;
  switch (fact.type) {
    case "mes.operation":
    case "mes.consumption":
      return given(orderOf(fact.data.order, lookup)?.site);
    case "mes.resource-state":
      return given(lookup?.resources.get(fact.data.resource)?.data.site);
    default:
      return namedBy(fact).sites;
  }
}

/** The units in which the items of a fact are counted, as far as that can be looked up. */
export const unitsOf = (fact: AnyFact, lookup: Lookup): readonly string[] =>
  itemsOf(fact, lookup).flatMap((item) => given(lookup.items.get(item)?.data.uom));

const orderOf = (id: string, lookup: Lookup | undefined) => lookup?.productionOrders.get(id)?.data;
const given = (name: string | undefined): readonly string[] => (name === undefined ? [] : [name]);

/** Whether the item, the site, or the item's unit, of facts of a type can be looked up. */
export function canLookUp(type: FactType, what: "item" | "site" | "unit"): boolean {
  if (what === "unit") return canName(type, "item") || LOOKED_UP.item.includes(type);
  return LOOKED_UP[what].includes(type);
}

const LOOKED_UP: { readonly [what in "item" | "site"]: readonly FactType[] } = {
  item: ["mes.operation"],
  site: ["mes.operation", "mes.consumption", "mes.resource-state"],
};

/** Whether facts of a type can name an item, or a site. None names the unit of its item. */
export const canName = (type: FactType, what: "item" | "site" | "unit"): boolean =>
  what !== "unit" &&
  (type === `master.${what}` ||
    NAMED_BY[what].some((field) => Object.hasOwn(FACT_TYPES[type].schema.properties, field)));

const NAMED_BY = {
  item: ["item", "target"],
  site: ["site", "fromSite", "from", "target"],
} as const;
