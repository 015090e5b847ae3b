import {
  CARTONS,
  FORMATS,
  type Format,
  INGREDIENTS,
  KETTLE_RATE,
  PACKAGING,
  SAUCES,
  type Sauce,
} from "./assortment.ts";

/**
 * What the company makes and of what: 48 bought items, 15 bases from the kettles, 25 filled goods, 32 cases.
 * Every figure is made up; the proportions are those of a mid-sized maker of sauces and ready meals.
 */
export type SiteId = "HAM" | "LIS";
export type Level = "raw" | "base" | "filled" | "case";

export interface Item {
  readonly id: string;
  readonly name: string;
  readonly level: Level;
  readonly uom: string;
  readonly costCents: number;
  readonly priceCents: number | null;
  readonly shelfLifeDays: number | null;
  readonly group: string;
}

export interface Component {
  readonly item: string;
  readonly quantityPer: number;
  readonly scrapFraction: number;
}

/** How an item is made at a site: its bill of materials and the line that makes it. */
export interface Recipe {
  readonly item: string;
  readonly site: SiteId;
  readonly components: readonly Component[];
  readonly line: string;
  readonly setupMinutes: number;
  readonly ratePerHour: number;
}

/** A base with the goods that are filled from it, each with its cases: one campaign runs down this tree. */
export interface Family {
  readonly base: string;
  readonly site: SiteId;
  readonly kettle: string;
  readonly filled: readonly { readonly item: string; readonly cases: readonly string[] }[];
}

export interface Catalogue {
  readonly items: ReadonlyMap<string, Item>;
  /** By `ITEM@SITE`. */
  readonly recipes: ReadonlyMap<string, Recipe>;
  readonly families: readonly Family[];
}

/** What more than the good quantity is fed in, to cover the usual loss. */
export const USUAL_LOSS = 0.02;

export function makeCatalogue(): Catalogue {
  const items = new Map<string, Item>();
  const recipes = new Map<string, Recipe>();
  const families: Family[] = [];
  const addItem = (item: Item): Item => {
    items.set(item.id, item);
    return item;
  };
  const addRecipe = (recipe: Recipe): void => void recipes.set(`${recipe.item}@${recipe.site}`, recipe);
  for (const [list, group] of [
    [INGREDIENTS, "ingredient"],
    [PACKAGING, "packaging"],
  ] as const) {
    for (const [id, name, uom, costCents, shelfLifeDays] of list) {
      addItem({ id, name, level: "raw", uom, costCents, priceCents: null, shelfLifeDays, group });
    }
  }
  for (const sauce of SAUCES) {
    const site: SiteId = sauce.kettle.startsWith("HAM") ? "HAM" : "LIS";
    const base = addItem(baseOf(sauce, items));
    const components = Object.entries(sauce.parts).map(([item, quantityPer]) => component(item, quantityPer));
    addRecipe({
      item: base.id,
      site,
      components,
      line: sauce.kettle,
      setupMinutes: 30,
      ratePerHour: KETTLE_RATE[sauce.kettle] ?? 700,
    });
    const filled = sauce.fillings.map(([formatCode, sizes]) => {
      const format = FORMATS[formatCode];
      if (format === undefined) throw new Error(`no format ${formatCode}`);
      const parts = [component(base.id, format.kilograms), ...format.parts.map((part) => component(part, 1))];
      const unit = addItem(filledOf(sauce, formatCode, format, costOf(parts, items)));
      addRecipe({
        item: unit.id,
        site,
        components: parts,
        line: fillLineOf(site, formatCode),
        setupMinutes: format.setupMinutes,
        ratePerHour: format.ratePerHour,
      });
      const cases = sizes.map((size) => {
        const packed = [component(unit.id, size, 0.005), component(CARTONS[size] ?? "V-CARTON12", 1)];
        const box = addItem(caseOf(sauce, unit, size, costOf(packed, items)));
        addRecipe({
          item: box.id,
          site,
          components: packed,
          line: `${site}-PACK-1`,
          setupMinutes: 15,
          ratePerHour: Math.round(6_600 / (size + 2)),
        });
        return box.id;
      });
      return { item: unit.id, cases };
    });
    families.push({ base: base.id, site, kettle: sauce.kettle, filled });
  }
  return { items, recipes, families };
}

const component = (item: string, quantityPer: number, scrapFraction = USUAL_LOSS): Component => ({
  item,
  quantityPer,
  scrapFraction,
});

const costOf = (parts: readonly Component[], items: ReadonlyMap<string, Item>): number =>
  Math.round(parts.reduce((sum, { item, quantityPer }) => sum + (items.get(item)?.costCents ?? 0) * quantityPer, 0));

function fillLineOf(site: SiteId, format: string): string {
  if (site === "LIS") return "LIS-FILL-1";
  return format === "T400" || format === "P500" ? "HAM-FILL-2" : "HAM-FILL-1";
}

function baseOf(sauce: Sauce, items: ReadonlyMap<string, Item>): Item {
  const parts = Object.entries(sauce.parts).map(([item, quantityPer]) => component(item, quantityPer));
  return {
    id: `B-${sauce.code}`,
    name: `${sauce.name}, base`,
    level: "base",
    uom: "kg",
    costCents: costOf(parts, items) + 12,
    priceCents: null,
    shelfLifeDays: 28,
    group: "base",
  };
}

function filledOf(sauce: Sauce, code: string, format: Format, costCents: number): Item {
  return {
    id: `F-${sauce.code}-${code}`,
    name: `${sauce.name}, ${format.name}`,
    level: "filled",
    uom: "pc",
    costCents: costCents + 6,
    priceCents: null,
    shelfLifeDays: sauce.lifeDays,
    group: sauce.lifeDays > 60 ? "sauce" : "meal",
  };
}

function caseOf(sauce: Sauce, unit: Item, size: number, costCents: number): Item {
  const cost = costCents + 15;
  return {
    id: `${unit.id.replace("F-", "C-")}-${size}`,
    name: `${unit.name}, case of ${size}`,
    level: "case",
    uom: "case",
    costCents: cost,
    priceCents: Math.round(cost * (sauce.lifeDays > 60 ? 1.75 : 1.6)),
    shelfLifeDays: unit.shelfLifeDays,
    group: unit.group,
  };
}
