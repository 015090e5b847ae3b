import type { FactType } from "../facts/catalogue.ts";
import { byCodeUnit, type Finding, type Stated, type World } from "../world.ts";

/** What can be named without being known: the name takes defaults and raises a finding. */
type NameKind =
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
type Facts<T extends FactType> = ReadonlyMap<string, Stated<T>> | readonly Stated<T>[];

export function ofSalesOrderLines(
  lines: World["salesOrderLines"],
  known: { customers: Keys; productionOrders: Keys; purchaseOrderLines: Keys; transferOrders: Keys },
): UnknownName[] {
  const names = collector();
  for (const [by, { data }] of lines) {
    const peg = data.peggedTo;
    names.add("customer", data.customer, by, known.customers);
    names.add("production-order", peg?.productionOrder, by, known.productionOrders);
    names.add("purchase-order-line", peg?.purchaseOrderLine, by, known.purchaseOrderLines);
    names.add("transfer-order", peg?.transferOrder, by, known.transferOrders);
  }
  return names.found;
}

export function ofPurchasing(
  facts: { lines: World["purchaseOrderLines"]; sourcing: ReadonlyMap<string, Stated<"master.sourcing">> },
  known: { suppliers: Keys },
): UnknownName[] {
  const names = collector();
  for (const [by, { data }] of facts.lines) names.add("supplier", data.supplier, by, known.suppliers);
  for (const [by, { data }] of facts.sourcing) names.add("supplier", data.supplier, by, known.suppliers);
  return names.found;
}

export function ofProduction(
  facts: {
    boms: World["boms"];
    routings: World["routings"];
    orders: World["productionOrders"];
    operations: ReadonlyMap<string, Stated<"mes.operation">>;
  },
  known: { items: Keys; resources: Keys; salesOrderLines: Keys },
): UnknownName[] {
  const names = collector();
  for (const [by, { data }] of facts.boms) {
    for (const { item } of data.components) names.add("component", item, by, known.items);
  }
  for (const list of [facts.routings, facts.orders]) {
    for (const [by, { data }] of list) {
      for (const { resource, alternates = [] } of data.operations ?? []) {
        names.add("resource", resource, by, known.resources);
        for (const alternate of alternates) names.add("resource", alternate.resource, by, known.resources);
      }
    }
  }
  for (const [by, { data }] of facts.orders) {
    for (const { item } of data.components ?? []) names.add("component", item, by, known.items);
    names.add("sales-order-line", data.peggedTo, by, known.salesOrderLines);
  }
  for (const [by, { data }] of facts.operations) names.add("resource", data.resource, by, known.resources);
  return names.found;
}

export function ofResources(
  facts: { resources: World["resources"]; states: Facts<"mes.resource-state">; estimates: World["estimates"] },
  known: { calendars: Keys; holds: Keys; purchaseOrderLines: Keys },
): UnknownName[] {
  const names = collector();
  for (const [by, { data }] of facts.resources) names.add("calendar", data.calendar, by, known.calendars);
  for (const { data } of facts.states.values()) {
    names.add("resource", data.resource, `its state ${data.state}`, facts.resources);
  }
  for (const { data } of facts.estimates.values()) {
    const by = `an estimate of ${data.by}`;
    names.add("resource", data.target.resource, by, facts.resources);
    names.add("hold", data.target.hold, by, known.holds);
    names.add("purchase-order-line", data.target.purchaseOrderLine, by, known.purchaseOrderLines);
  }
  return names.found;
}

export function ofWarehouse(
  facts: { moves: World["stockMoves"]; receipts: World["receipts"]; shipments: World["shipments"] },
  known: { salesOrderLines: Keys; purchaseOrderLines: Keys; productionOrders: Keys; transferOrders: Keys },
): UnknownName[] {
  const names = collector();
  for (const { data, id } of facts.moves) {
    names.add("production-order", data.productionOrder, { what: "move", id }, known.productionOrders);
    names.add("transfer-order", data.transferOrder, { what: "move", id }, known.transferOrders);
    names.add("sales-order-line", data.salesOrderLine, { what: "move", id }, known.salesOrderLines);
  }
  for (const { data, id } of facts.receipts) {
    names.add("purchase-order-line", data.purchaseOrderLine, { what: "receipt", id }, known.purchaseOrderLines);
    names.add("production-order", data.productionOrder, { what: "receipt", id }, known.productionOrders);
    names.add("transfer-order", data.transferOrder, { what: "receipt", id }, known.transferOrders);
  }
  for (const [id, { data }] of facts.shipments) {
    names.add("sales-order-line", data.salesOrderLine, { what: "shipment", id }, known.salesOrderLines);
  }
  return names.found;
}

/** Put into words only where it is needed. */
type User = string | { readonly what: string; readonly id: string };

function collector() {
  const found: UnknownName[] = [];
  const add = (kind: NameKind, name: string | undefined, by: User, known: Keys): void => {
    if (name === undefined || known.has(name)) return;
    found.push({ kind, name, by: typeof by === "string" ? by : `${by.what} ${by.id}` });
  };
  return { found, add };
}

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
