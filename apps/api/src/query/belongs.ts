import type { AnyFact } from "@lockstep/domain/facts/fact";
import { isObject } from "@lockstep/domain/json";
import { orderOfOperation } from "@lockstep/domain/world";
import type { KnownWorld } from "../replica/known-facts.ts";
import { sitesOfHold } from "./logistics.ts";
import { type InForce, SHARED, sitesIn, sitesUsing } from "./used-at.ts";

type Found<K extends keyof KnownWorld> = Pick<KnownWorld[K], "get" & keyof KnownWorld[K]>;
/** Where things are found that belong to a site. */
export interface Whereabouts {
  readonly sites: Pick<KnownWorld["sites"], "keys">;
  readonly resources: Pick<KnownWorld["resources"], "get" | "values">;
  readonly salesOrderLines: Found<"salesOrderLines">;
  readonly productionOrders: Pick<KnownWorld["productionOrders"], "get" | "has">;
  readonly purchaseOrderLines: Found<"purchaseOrderLines">;
  readonly transferOrders: Found<"transferOrders">;
  readonly holds: Found<"holds">;
  readonly shipments: Found<"shipments">;
  readonly plans: Found<"plans">;
  /** Left out: who looks there looks for one thing alone. */
  readonly inForce?: InForce;
}

/** The sites that a thing belongs to; none if it is unknown, or belongs to the company. */
export function sitesOfSubject(type: string, id: string, world: Whereabouts): readonly string[] {
  const known = (site: string | undefined): readonly string[] => (site === undefined ? [] : [site]);
  switch (type) {
    case "sales-order-line":
      return known(world.salesOrderLines.get(id)?.data.site);
    case "purchase-order-line":
      return known(world.purchaseOrderLines.get(id)?.data.site);
    case "production-order":
      return known(world.productionOrders.get(id)?.data.site);
    case "operation":
      return known(world.productionOrders.get(orderOfOperation(id, world.productionOrders))?.data.site);
    case "stocking-point":
      return known(id.slice(id.lastIndexOf("@") + 1));
    case "resource":
      return known(world.resources.get(id)?.data.site);
    case "site":
      return known(id);
    case "transfer-order": {
      const order = world.transferOrders.get(id)?.data;
      return order === undefined ? [] : [order.fromSite, order.toSite];
    }
    case "shipment":
      return known(world.shipments.get(id)?.data.site);
    case "plan": {
      const plan = world.plans.get(id)?.data;
      return plan === undefined || plan.site !== undefined ? known(plan?.site) : [...world.sites.keys()];
    }
    case "hold": {
      const hold = world.holds.get(id)?.data;
      return hold === undefined ? [] : sitesOfHold(hold.target, world);
    }
    default:
      return [];
  }
}

/** The sites that a fact itself names. */
export const sitesOfFact = (fact: AnyFact): readonly string[] => sitesIn(fact.data);

/** Fields of a fact's data that name a thing which belongs to a site. */
const REFERENCES = new Map([
  ["order", "production-order"],
  ["productionOrder", "production-order"],
  ["resource", "resource"],
  ["salesOrderLine", "sales-order-line"],
  ["purchaseOrderLine", "purchase-order-line"],
  ["transferOrder", "transfer-order"],
  ["hold", "hold"],
]);

type Keyed = readonly [type: string, id: string];

/** The thing that a fact says anew, if there is one of its key and it belongs to a site. */
const KEYS = new Map<string, (data: Readonly<Record<string, unknown>>) => Keyed>([
  ["master.resource", ({ id }) => ["resource", String(id)]],
  ["erp.sales-order-line", ({ order, line }) => ["sales-order-line", `${String(order)}/${String(line)}`]],
  ["erp.production-order", ({ id }) => ["production-order", String(id)]],
  ["erp.purchase-order-line", ({ order, line }) => ["purchase-order-line", `${String(order)}/${String(line)}`]],
  ["erp.transfer-order", ({ id }) => ["transfer-order", String(id)]],
  ["erp.plan-published", ({ id }) => ["plan", String(id)]],
  ["mes.quality-hold", ({ id }) => ["hold", String(id)]],
  ["wms.shipment", ({ id }) => ["shipment", String(id)]],
]);

/** Those of which one that names no site is of every site. */
const OF_ALL: ReadonlySet<string> = new Set(["erp.plan-published", "mes.quality-hold"]);

/** The sites of what a fact would change: those that it names, and those of the orders, resources and holds it is about. */
export function sitesReached(
  type: string,
  data: Readonly<Record<string, unknown>>,
  world: Whereabouts,
): readonly string[] {
  if (type === "master.site") return typeof data["id"] === "string" ? [data["id"]] : [];
  if (type === "master.calendar") return sitesOfCalendar(data["id"], world);
  const shared = data["deleted"] === true ? SHARED[type] : undefined;
  if (shared !== undefined) return world.inForce ? sitesUsing(shared, String(data["id"]), world.inForce) : [];
  const key = KEYS.get(type)?.(data);
  const own = key === undefined ? [] : sitesOfSubject(...key, world);
  const named = [...sitesIn(data), ...sitesReferred(data, world, isNamedBy(type))];
  return [...own, ...(named.length === 0 && OF_ALL.has(type) && data["deleted"] !== true ? world.sites.keys() : named)];
}

/** What an ERP pegs to each other may lie at several sites; what it plans takes the machine that it names. */
const isNamedBy =
  (type: string) =>
  (name: string): boolean =>
    !type.startsWith("erp.") || name === "resource";

/** Whose resources work by it. */
function sitesOfCalendar(id: unknown, { resources }: Whereabouts): readonly string[] {
  const sites = new Set<string>();
  for (const { data } of resources.values()) if (data.calendar === id) sites.add(data.site);
  return [...sites];
}

function sitesReferred(
  value: unknown,
  world: Whereabouts,
  isNamed: (name: string) => boolean,
  depth = 0,
): readonly string[] {
  if (!(isObject(value) || Array.isArray(value)) || depth > 4) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (typeof inner !== "string") return sitesReferred(inner, world, isNamed, depth + 1);
    const type = isNamed(name) ? REFERENCES.get(name) : undefined;
    return type === undefined ? [] : sitesOfSubject(type, inner, world);
  });
}
