import type { FactType } from "@lockstep/domain/facts/catalogue";
import { isObject } from "@lockstep/domain/json";
import { pointId } from "@lockstep/domain/world";
import type { KnownFacts } from "../replica/known-facts.ts";

type Shared = "item" | "customer" | "supplier";

/** What is no plant's own, by the field that names it: told anew it is everybody's, but gone it takes along what others have of it. */
export const SHARED: { readonly [type: string]: Shared } = {
  "master.item": "item",
  "master.customer": "customer",
  "master.supplier": "supplier",
};

/** What may name it, as a product, a component, or whatever else. Where stock of an item lies, or lay, is filed by itself. */
const USERS: Readonly<Record<Shared, readonly FactType[]>> = {
  item: [
    "master.bom",
    "master.routing",
    "master.sourcing",
    "master.stocking",
    "erp.sales-order-line",
    "erp.production-order",
    "erp.purchase-order-line",
    "erp.transfer-order",
    "erp.stock-on-hand",
    "mes.quality-hold",
    "wms.shipment",
  ],
  customer: ["erp.sales-order-line"],
  supplier: ["master.sourcing", "erp.purchase-order-line"],
};

export type InForce = Pick<KnownFacts, "world" | "revision" | "ofType" | "about">;

/** The sites that have something in force which names it. */
export function sitesUsing(field: Shared, id: string, known: InForce): readonly string[] {
  const sites = new Set(usersOf(field, known).get(id));
  if (field === "item") for (const site of known.world.sites.keys()) if (hasLain(id, site, known)) sites.add(site);
  return [...sites];
}

function hasLain(item: string, site: string, { about }: InForce): boolean {
  for (const _ of about(`point:${pointId(item, site)}`)) return true;
  return false;
}

type Users = ReadonlyMap<string, ReadonlySet<string>>;

/** Hardly anything ends, and then often much at once: all is looked through once for what is in force. */
const lastUsers = new WeakMap<InForce["ofType"], { readonly revision: number; readonly users: Map<Shared, Users> }>();

function usersOf(field: Shared, known: InForce): Users {
  const { revision, ofType } = known;
  const last = lastUsers.get(ofType);
  const made = last?.revision === revision ? last : { revision, users: new Map<Shared, Users>() };
  lastUsers.set(ofType, made);
  const users = made.users.get(field) ?? lookThrough(field, known);
  made.users.set(field, users);
  return users;
}

function lookThrough(field: Shared, { world, ofType }: InForce): Users {
  const users = new Map<string, Set<string>>();
  for (const type of USERS[field]) {
    for (const { data } of ofType(type)) {
      const named = sitesIn(data);
      for (const id of namedIn(data, field)) {
        const sites = users.get(id) ?? new Set();
        users.set(id, sites);
        // A lot that is held is so wherever it lies, where no site is named.
        for (const site of named.length === 0 ? world.sites.keys() : named) sites.add(site);
      }
    }
  }
  return users;
}

function namedIn(value: unknown, field: Shared, depth = 0): readonly string[] {
  if (!(isObject(value) || Array.isArray(value)) || depth > 2) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner === "string") return name === field ? [inner] : [];
    return namedIn(inner, field, depth + 1);
  });
}

const SITE_FIELDS: ReadonlySet<string> = new Set(["site", "fromSite", "toSite"]);

/** The sites that are named in a fact's data. */
export function sitesIn(value: unknown, depth = 0): readonly string[] {
  if (!isObject(value) || depth > 2) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner === "string") return SITE_FIELDS.has(name) ? [inner] : [];
    return sitesIn(inner, depth + 1);
  });
}
