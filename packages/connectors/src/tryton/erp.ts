import { type Instant, isoOf } from "@lockstep/domain/instant";
import { isLocalDate, parseInstant } from "@lockstep/domain/instant-text";
import type { JsonObject } from "@lockstep/domain/json";
import { dayOfDate, type Zone, zoneOf } from "@lockstep/domain/zone";
import type { Derived, Row, RowId } from "../polled/contract.ts";
import type { Rows } from "../polled/polled-connector.ts";
import type { Tryton } from "./configuration.ts";

/** A site, and the warehouse that it is in Tryton. */
export interface Site {
  readonly id: string;
  readonly name: string;
  readonly zone: Zone;
  readonly warehouse: Row;
}

/** A stock location of a site. */
export interface Place {
  readonly site: Site;
  readonly location: string;
  readonly status: "available" | "quality" | "blocked";
  readonly row: Row;
}

export interface Item {
  readonly id: string;
  readonly product: Row;
  readonly template: Row;
}

/** The rows as a plant: names in the place of numbers, quantities in the item's unit. */
export interface Erp {
  readonly rows: Rows;
  readonly config: Tryton;
  readonly currency: string;
  readonly sites: readonly Site[];
  readonly items: readonly Item[];
  /** Null: it is no goods, or not known. */
  item(product: unknown): Item | null;
  siteOf(warehouse: unknown): Site | null;
  place(location: unknown): Place | null;
  row(table: string, id: unknown): Row | undefined;
  /** In ascending order of their ids. */
  all(table: string): readonly Row[];
  /** Rows of a table by the row that a field refers to. */
  of(table: string, field: string, id: unknown): readonly Row[];
  partyCode(party: unknown): string | null;
  /** A quantity in a unit as one in the unit of the item. */
  inUnitOf(item: Item, quantity: unknown, unit: unknown): number;
  money(amount: unknown, per?: { readonly item: Item; readonly unit: unknown }): JsonObject | undefined;
}

const REFERENCE = /^([a-z_.-]+),(\d+)$/;

export function createErp(rows: Rows, config: Tryton): Erp {
  const sorted = new Map<string, readonly Row[]>();
  const indexes = new Map<string, Map<unknown, Row[]>>();
  const all = (table: string): readonly Row[] => {
    const known = sorted.get(table);
    if (known !== undefined) return known;
    const made = [...rows(table).values()].sort((a, b) => Number(a.id) - Number(b.id));
    sorted.set(table, made);
    return made;
  };
  const row = (table: string, id: unknown): Row | undefined =>
    typeof id === "number" || typeof id === "string" ? rows(table).get(id) : undefined;
  const of = (table: string, field: string, id: unknown): readonly Row[] => {
    const name = `${table}\n${field}`;
    let index = indexes.get(name);
    if (index === undefined) {
      index = new Map();
      for (const one of all(table)) {
        const to = one.fields[field] ?? null;
        if (to === null) continue;
        const there = index.get(to);
        if (there === undefined) index.set(to, [one]);
        else there.push(one);
      }
      indexes.set(name, index);
    }
    return index.get(id) ?? [];
  };
  const currencyId = all("company.company")[0]?.fields["currency"];
  const currency = String(row("currency.currency", currencyId)?.fields["code"] ?? "EUR");
  const factor = (unit: unknown): number => Number(row("product.uom", unit)?.fields["factor"] ?? 1);
  const sites = sitesOf(all("stock.location"), config);
  const siteOf = (warehouse: unknown): Site | null => sites.find((site) => site.warehouse.id === warehouse) ?? null;
  const items = itemsOf(all("product.product"), row);
  const itemBy = new Map(items.map((item) => [item.product.id, item]));
  const perUnit = (item: Item, unit: unknown): number => factor(unit) / factor(item.template.fields["default_uom"]);
  return {
    rows,
    config,
    currency,
    sites,
    items,
    item: (product) => itemBy.get(product as RowId) ?? null,
    siteOf,
    place(location) {
      const found = row("stock.location", location);
      const site = siteOf(found?.fields["warehouse"]);
      if (found === undefined || site === null || found.fields["type"] !== "storage") return null;
      const name = textOr(found.fields["code"], textOr(found.fields["name"], `#${found.id}`));
      return { site, location: name, status: config.locations?.[name] ?? "available", row: found };
    },
    row,
    all,
    of,
    partyCode(party) {
      const found = row("party.party", party);
      return found === undefined ? null : textOr(found.fields["code"], `#${found.id}`);
    },
    inUnitOf: (item, quantity, unit) => clean(Number(quantity ?? 0) * perUnit(item, unit)),
    money(amount, per) {
      if (amount === null || amount === undefined) return undefined;
      const ratio = per === undefined ? 1 : perUnit(per.item, per.unit);
      const text = ratio === 1 ? String(amount) : plainDecimal(Number(amount) / ratio);
      return /^-?[0-9]{1,15}(\.[0-9]{1,9})?$/.test(text) ? { amount: text, currency } : undefined;
    },
  };
}

function sitesOf(locations: readonly Row[], config: Tryton): readonly Site[] {
  return locations.flatMap((warehouse) => {
    const { type, code, name } = warehouse.fields;
    if (type !== "warehouse") return [];
    const known = textOr(code, `#${warehouse.id}`);
    const mapped = config.sites?.[known];
    if (mapped === undefined && config.sites !== undefined) return [];
    const zone = zoneOf(mapped?.timeZone ?? config.timeZone);
    return [{ id: mapped?.id ?? known, name: mapped?.name ?? textOr(name, known), zone, warehouse }];
  });
}

/** Goods by their code; where two have the same or none, the number of the row tells them apart. */
function itemsOf(products: readonly Row[], row: Erp["row"]): readonly Item[] {
  const goods = products.flatMap((product) => {
    const template = row("product.template", product.fields["template"]);
    return template?.fields["type"] === "goods"
      ? [{ product, template, code: textOr(product.fields["code"], "") }]
      : [];
  });
  const count = new Map<string, number>();
  for (const { code } of goods) count.set(code, (count.get(code) ?? 0) + 1);
  return goods.map(({ product, template, code }) => {
    const isClear = code !== "" && count.get(code) === 1;
    return { id: isClear ? code : `${code}#${product.id}`, product, template };
  });
}

/** The table and the row that a reference such as `sale.line,7` names. */
export function readReference(value: unknown): { readonly table: string; readonly id: number } | null {
  const match = typeof value === "string" ? REFERENCE.exec(value) : null;
  return match?.[1] === undefined ? null : { table: match[1], id: Number(match[2]) };
}

export function textOr(value: unknown, other: string): string {
  return typeof value === "string" && value !== "" ? value : other;
}

/** Without the dust of binary fractions, of which sums of many moves in several units have more than one sum has. */
export const clean = (value: number): number => Number(value.toPrecision(12));

function plainDecimal(value: number): string {
  return value.toFixed(9).replace(/\.?0+$/, "");
}

/** The latest stamp of these rows. */
export function writtenAt(...rows: readonly (Row | undefined)[]): Instant {
  return Math.max(0, ...rows.map((row) => (row === undefined ? 0 : (parseInstant(row.stamp) ?? 0))));
}

/** When a fact of these rows was written, and the rows. */
export const madeOf = (...rows: readonly (Row | undefined)[]): Required<Pick<Derived, "writtenAt" | "madeOf">> => ({
  writtenAt: writtenAt(...rows),
  madeOf: rows.filter((row) => row !== undefined),
});

/** A date as the start of that day at the site; of a promise that means its end. */
export const dayStart = (site: Site, date: string): string => isoOf(site.zone.instantOf(dayOfDate(date), 0));

/** The end of a date at the site. */
export const dayEnd = (site: Site, date: string): string => isoOf(site.zone.instantOf(dayOfDate(date) + 1, 0));

export const dateOf = (value: unknown): string | null =>
  typeof value === "string" && isLocalDate(value) ? value : null;

/** Without the fields that are undefined. */
export function given(data: { readonly [name: string]: JsonObject[string] | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as JsonObject;
}
