import type { FactType } from "../facts/catalogue.ts";
import { byCodeUnit, type Finding, type Stated, type World } from "../world.ts";

/** What can be named without being known: the name takes defaults and raises a finding. */
export type NameKind =
  | "customer"
  | "supplier"
  | "resource"
  | "calendar"
  | "component"
  | "sales-order-line"
  | "purchase-order-line"
  | "production-order"
  | "transfer-order"
  | "hold";

/** A name that no entity in force has, and who uses it. */
export interface UnknownName {
  readonly kind: NameKind;
  readonly name: string;
  readonly by: string;
}

type Keys = { has(name: string): boolean };
type Facts<T extends FactType> = ReadonlyMap<string, Stated<T>>;
type AddName = (kind: NameKind, name: string | undefined, by: User) => void;

/** Which fact names what, of all types that name something that may be unknown; `key` is the fact's. */
const NAMES: { readonly [T in FactType]?: (fact: Stated<T>, key: string, add: AddName) => void } = {
  "erp.sales-order-line": ({ data }, by, add) => {
    const peg = data.peggedTo;
    add("customer", data.customer, by);
    add("production-order", peg?.productionOrder, by);
    add("purchase-order-line", peg?.purchaseOrderLine, by);
    add("transfer-order", peg?.transferOrder, by);
  },
  "erp.purchase-order-line": ({ data }, by, add) => add("supplier", data.supplier, by),
  "master.sourcing": ({ data }, by, add) => add("supplier", data.supplier, by),
  "master.bom": ({ data }, by, add) => {
    for (const { item } of data.components) add("component", item, by);
  },
  "master.routing": ({ data }, by, add) => addResources(data.operations, by, add),
  "erp.production-order": ({ data }, by, add) => {
    addResources(data.operations ?? [], by, add);
    for (const { item } of data.components ?? []) add("component", item, by);
    add("sales-order-line", data.peggedTo, by);
  },
  "mes.operation": ({ data }, by, add) => add("resource", data.resource, by),
  "master.resource": ({ data }, by, add) => add("calendar", data.calendar, by),
  "mes.resource-state": ({ data }, _, add) => add("resource", data.resource, { what: "its state", id: data.state }),
  "tower.estimate": ({ data }, _, add) => {
    const by = { what: "an estimate of", id: data.by };
    add("resource", data.target.resource, by);
    add("hold", data.target.hold, by);
    add("purchase-order-line", data.target.purchaseOrderLine, by);
  },
  "wms.stock-move": ({ data, id }, _, add) => {
    const by = { what: "move", id };
    add("production-order", data.productionOrder, by);
    add("transfer-order", data.transferOrder, by);
    add("sales-order-line", data.salesOrderLine, by);
  },
  "wms.receipt": ({ data, id }, _, add) => {
    const by = { what: "receipt", id };
    add("purchase-order-line", data.purchaseOrderLine, by);
    add("production-order", data.productionOrder, by);
    add("transfer-order", data.transferOrder, by);
  },
  "wms.shipment": ({ data }, id, add) => add("sales-order-line", data.salesOrderLine, { what: "shipment", id }),
};

/** The types of fact that make a name known. */
export const KNOWN_BY: { readonly [K in NameKind]: FactType } = {
  customer: "master.customer",
  supplier: "master.supplier",
  resource: "master.resource",
  calendar: "master.calendar",
  component: "master.item",
  "sales-order-line": "erp.sales-order-line",
  "purchase-order-line": "erp.purchase-order-line",
  "production-order": "erp.production-order",
  "transfer-order": "erp.transfer-order",
  hold: "mes.quality-hold",
};

function addResources(
  operations: readonly { readonly resource: string; readonly alternates?: readonly { readonly resource: string }[] }[],
  by: User,
  add: AddName,
): void {
  for (const { resource, alternates = [] } of operations) {
    add("resource", resource, by);
    for (const alternate of alternates) add("resource", alternate.resource, by);
  }
}

/** What a fact names that is not known. */
export function unknownNamesOf<T extends FactType>(
  { type, key, fact }: { readonly type: T; readonly key: string; readonly fact: Stated<T> },
  isKnown: (kind: NameKind, name: string) => boolean,
  add: (unknown: UnknownName) => void,
): void {
  NAMES[type]?.(fact, key, (kind, name, by) => {
    if (name === undefined || isKnown(kind, name)) return;
    add({ kind, name, by: typeof by === "string" ? by : `${by.what} ${by.id}` });
  });
}

/** Whether facts of that type may name something unknown. */
export const mayNameUnknown = (type: FactType): boolean => NAMES[type] !== undefined;

/** What the facts of one type name that is not known; kinds of names that are left out are not looked at. */
function unknownIn<T extends FactType>(
  type: T,
  facts: Facts<T> | readonly Stated<T>[],
  known: { readonly [K in NameKind]?: Keys },
  found: UnknownName[],
): void {
  const isKnown = (kind: NameKind, name: string): boolean => known[kind]?.has(name) ?? true;
  const add = (unknown: UnknownName): void => void found.push(unknown);
  // Movements have no key of their own.
  for (const [key, fact] of facts.entries()) unknownNamesOf({ type, key: String(key), fact }, isKnown, add);
}

export function ofSalesOrderLines(
  lines: World["salesOrderLines"],
  known: { customers: Keys; productionOrders: Keys; purchaseOrderLines: Keys; transferOrders: Keys },
): UnknownName[] {
  const found: UnknownName[] = [];
  const names = {
    customer: known.customers,
    "production-order": known.productionOrders,
    "purchase-order-line": known.purchaseOrderLines,
    "transfer-order": known.transferOrders,
  };
  unknownIn("erp.sales-order-line", lines, names, found);
  return found;
}

export function ofPurchasing(
  facts: { lines: World["purchaseOrderLines"]; sourcing: Facts<"master.sourcing"> },
  known: { suppliers: Keys },
): UnknownName[] {
  const found: UnknownName[] = [];
  unknownIn("erp.purchase-order-line", facts.lines, { supplier: known.suppliers }, found);
  unknownIn("master.sourcing", facts.sourcing, { supplier: known.suppliers }, found);
  return found;
}

export function ofProduction(
  facts: {
    boms: World["boms"];
    routings: World["routings"];
    orders: World["productionOrders"];
    operations: Facts<"mes.operation">;
  },
  known: { items: Keys; resources: Keys; salesOrderLines: Keys },
): UnknownName[] {
  const found: UnknownName[] = [];
  const names = { component: known.items, resource: known.resources, "sales-order-line": known.salesOrderLines };
  unknownIn("master.bom", facts.boms, names, found);
  unknownIn("master.routing", facts.routings, names, found);
  unknownIn("erp.production-order", facts.orders, names, found);
  unknownIn("mes.operation", facts.operations, names, found);
  return found;
}

export function ofResources(
  facts: {
    resources: World["resources"];
    states: Facts<"mes.resource-state">;
    estimates: World["estimates"];
  },
  known: { calendars: Keys; holds: Keys; purchaseOrderLines: Keys },
): UnknownName[] {
  const found: UnknownName[] = [];
  const names = { resource: facts.resources, hold: known.holds, "purchase-order-line": known.purchaseOrderLines };
  unknownIn("master.resource", facts.resources, { calendar: known.calendars }, found);
  unknownIn("mes.resource-state", facts.states, names, found);
  unknownIn("tower.estimate", facts.estimates, names, found);
  return found;
}

export function ofWarehouse(
  facts: { moves: World["stockMoves"]; receipts: World["receipts"]; shipments: World["shipments"] },
  known: { salesOrderLines: Keys; purchaseOrderLines: Keys; productionOrders: Keys; transferOrders: Keys },
): UnknownName[] {
  const found: UnknownName[] = [];
  const names = {
    "sales-order-line": known.salesOrderLines,
    "purchase-order-line": known.purchaseOrderLines,
    "production-order": known.productionOrders,
    "transfer-order": known.transferOrders,
  };
  unknownIn("wms.stock-move", facts.moves, names, found);
  unknownIn("wms.receipt", facts.receipts, names, found);
  unknownIn("wms.shipment", facts.shipments, names, found);
  return found;
}

/** Put into words only where it is needed. */
type User = string | { readonly what: string; readonly id: string };

/** One finding a name, however often it is used. */
export function unknownNameFindings(names: readonly UnknownName[]): Finding[] {
  const users = new Map<string, { readonly kind: NameKind; readonly name: string; readonly by: Set<string> }>();
  for (const { kind, name, by } of names) {
    const key = `${kind} ${name}`;
    const entry = users.get(key) ?? { kind, name, by: new Set<string>() };
    users.set(key, entry);
    entry.by.add(by);
  }
  return [...users.values()].map(({ kind, name, by }) => {
    const sorted = [...by].sort(byCodeUnit);
    const more = sorted.length > 3 ? ` and ${sorted.length - 3} more` : "";
    const text = `${name} is named by ${sorted.slice(0, 3).join(", ")}${more}, but ${WHAT_TO_DO[kind]}`;
    return { rule: `unknown-${kind}`, subjectType: kind === "component" ? "item" : kind, subject: name, text };
  });
}

const WHAT_TO_DO: { readonly [K in NameKind]: string } = {
  customer:
    "no customer of that name is known: send its master.customer. Until then it has priority 5 and no tolerance.",
  supplier: "no supplier of that name is known: send its master.supplier. Its orders count all the same.",
  resource:
    "no resource of that name is known: send its master.resource. Until then it has capacity 1 and no calendar.",
  calendar: "no calendar of that name is known: send its master.calendar. Until then work goes on around the clock.",
  component: "no item of that name is known: send its master.item. Until then it is left out of what is needed.",
  "sales-order-line":
    "no sales order line of that name is known: send it, or correct the name. Until then it serves no line.",
  "purchase-order-line": "no purchase order line of that name is known: send it, or correct the name.",
  "production-order": "no production order of that name is known: send it, or correct the name.",
  "transfer-order": "no transfer order of that name is known: send it, or correct the name.",
  hold: "no hold of that name is known: send it, or correct the name. Until then the estimate has no effect.",
};
