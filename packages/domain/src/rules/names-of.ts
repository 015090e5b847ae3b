import { FACT_TYPES, type FactType } from "../facts/catalogue.ts";
import type { AnyFact } from "../facts/fact.ts";
import { namedBy } from "../facts/named.ts";

/** The items that a fact itself names; an item is its own. */
export function itemsOf(fact: AnyFact): readonly string[] {
  return fact.type === "master.item" ? [fact.data.id] : namedBy(fact).items;
}

/** The sites that a fact itself names; a site is its own. */
export function sitesOf(fact: AnyFact): readonly string[] {
  return fact.type === "master.site" ? [fact.data.id] : namedBy(fact).sites;
}

/** Whether facts of a type can name an item, or a site. */
export const canName = (type: FactType, what: "item" | "site"): boolean =>
  type === `master.${what}` || NAMED_BY[what].some((field) => Object.hasOwn(FACT_TYPES[type].schema.properties, field));

const NAMED_BY = {
  item: ["item", "target"],
  site: ["site", "fromSite", "from", "target"],
} as const;
