import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, Fact } from "@lockstep/domain/facts/fact";
import {
  doneBeforeStarted,
  negativeCounts,
  negativeStock,
  otherItems,
  receivedMoreThanOrdered,
  shippedMoreThanOrdered,
  transferContradictions,
} from "@lockstep/domain/findings/contradictions";
import {
  KNOWN_BY,
  mayNameUnknown,
  type NameKind,
  type UnknownName,
  unknownNameFindings,
  unknownNamesOf,
} from "@lockstep/domain/findings/unknown-names";
import { byCodeUnit, type Finding, type World } from "@lockstep/domain/world";
import { type ForeignMoney, findingsOfForeign, foreignMoney, isPricing } from "../prices.ts";
import type { FactChange, FactsInForce } from "./facts-in-force.ts";
import type { LivePlant } from "./live-plant.ts";

/** What facts say about each other, looked at again only where one of them has changed; of all that, nothing until it is asked for. */
export interface LiveFindings {
  change(change: FactChange): void;
  /** What has ever been told of an operation is not what it was, also where the same report counts. */
  reported(operation: string): void;
  /** All that the world's findings say, in any order. */
  all(): readonly Finding[];
  /** As `foreignCurrencies` says. */
  foreignCurrencies(): readonly Finding[];
}

/** More changes than that are not gone through one by one: everything is read once. */
const MOST_PENDING = 50_000;

export function createLiveFindings(plant: LivePlant, facts: FactsInForce, currency: string): LiveFindings {
  const { world } = plant;
  const names = createUnknownNames(world, facts);
  const shipmentsOf = new Map<string, Map<string, Fact<"wms.shipment">>>();
  const countedBelow = new Map<string, Fact<"wms.stock-count">>();
  const inForeignMoney = new Map<string, ForeignMoney>();
  /** Orders with a report that says when an operation will have begun: time alone may change what it comes to. */
  const awaited = new Set<string>();

  const moved = (data: Fact<"wms.receipt">["data"]): void => {
    if (data.purchaseOrderLine !== undefined) purchases.mark(data.purchaseOrderLine);
    if (data.productionOrder !== undefined) orders.mark(data.productionOrder);
    if (data.transferOrder !== undefined) transfers.mark(data.transferOrder);
  };

  const lines = createChecked((line) => {
    const own = new Map([...(shipmentsOf.get(line) ?? [])].sort(([a], [b]) => byCodeUnit(a, b)));
    return [...shippedMoreThanOrdered(world.salesOrderLines, own), ...otherItemsOf("sales-order-line", line, [], own)];
  });
  const purchases = createChecked((line) => {
    const receipts = plant.receiptsByPurchase.get(line) ?? [];
    return [
      ...receivedMoreThanOrdered(world.purchaseOrderLines, receipts),
      ...otherItemsOf("purchase-order-line", line, receipts),
    ].filter(({ subject }) => subject === line);
  });
  const transfers = createChecked((id) => {
    const transfer = world.transferOrders.get(id);
    const receipts = plant.receiptsByTransfer.get(id) ?? [];
    const contradictions =
      transfer === undefined
        ? []
        : transferContradictions(new Map([[id, transfer]]), plant.movesByTransfer.get(id) ?? [], receipts);
    return [...contradictions, ...otherItemsOf("transfer-order", id, receipts)];
  });
  const orders = createChecked((order) => {
    const reports = world.operations.get(order) ?? [];
    const isAwaited = reports.some(({ data }) => {
      const told = facts.inForce("mes.operation", `${order}/${data.seq}`) as Fact<"mes.operation"> | null;
      return (told?.data.startedAt ?? -Infinity) > world.clock;
    });
    if (isAwaited) awaited.add(order);
    else awaited.delete(order);
    return [
      ...doneBeforeStarted(new Map([[order, reports]]), new Map()),
      ...otherItemsOf("production-order", order, plant.receiptsByOrder.get(order) ?? []),
    ];
  });
  const operations = createChecked((operation) => {
    const history = facts.historyOf("mes.operation", operation) as readonly Fact<"mes.operation">[];
    return doneBeforeStarted(new Map(), new Map([[operation, history]]));
  });

  const otherItemsOf = (
    type: string,
    id: string,
    receipts: World["receipts"],
    shipments: World["shipments"] = new Map(),
  ): readonly Finding[] =>
    otherItems(world, receipts, shipments).filter(({ subjectType, subject }) => subjectType === type && subject === id);

  return {
    change(change) {
      const { type, key, before, after } = change;
      names.change(change);
      if (isPricing(type)) {
        const id = `${type} ${key}`;
        const foreign = after === null ? null : foreignMoney(type, key, (after as Fact<typeof type>).data, currency);
        if (foreign === null) inForeignMoney.delete(id);
        else inForeignMoney.set(id, foreign);
      }
      if (type === "erp.sales-order-line") lines.mark(key);
      else if (type === "erp.purchase-order-line") purchases.mark(key);
      else if (type === "erp.transfer-order") transfers.mark(key);
      else if (type === "erp.production-order") orders.mark(key);
      for (const fact of [before, after]) {
        if (fact === null) continue;
        if (fact.type === "mes.operation") orders.mark(fact.data.order);
        else if (fact.type === "wms.receipt") moved(fact.data);
        else if (fact.type === "wms.stock-move" && fact.data.transferOrder !== undefined) {
          transfers.mark(fact.data.transferOrder);
        } else if (fact.type === "wms.shipment") {
          const line = fact.data.salesOrderLine;
          const own = shipmentsOf.get(line) ?? new Map<string, Fact<"wms.shipment">>();
          if (fact === after) shipmentsOf.set(line, own.set(key, fact));
          else if (own.delete(key) && own.size === 0) shipmentsOf.delete(line);
          lines.mark(line);
        } else if (fact.type === "wms.stock-count") {
          if (fact === after && fact.data.quantity < 0) countedBelow.set(key, fact);
          else countedBelow.delete(key);
        }
      }
    },
    foreignCurrencies: () => findingsOfForeign(inForeignMoney.values(), currency),
    reported: (operation) => operations.mark(operation),
    all() {
      for (const order of awaited) orders.mark(order);
      const buckets = [...plant.bucketsByPoint.values()].flat();
      return [
        ...names.findings(),
        ...[lines, purchases, transfers, orders, operations].flatMap((checked) => checked.findings()),
        ...negativeCounts(countedBelow.values()),
        ...negativeStock(buckets),
      ];
    },
  };
}

interface Checked {
  mark(id: string): void;
  findings(): readonly Finding[];
}

/** Findings of things by their id: of each that is marked they are made anew. */
function createChecked(check: (id: string) => readonly Finding[]): Checked {
  const marked = new Set<string>();
  const found = new Map<string, readonly Finding[]>();
  return {
    mark: (id) => marked.add(id),
    findings() {
      for (const id of marked) {
        const findings = check(id);
        if (findings.length === 0) found.delete(id);
        else found.set(id, findings);
      }
      marked.clear();
      return [...found.values()].flat();
    },
  };
}

const MAKES_KNOWN: ReadonlySet<FactType> = new Set(Object.values(KNOWN_BY));

/** Who names what no fact makes known. A name that is known no longer is rare: then all facts are read again. */
function createUnknownNames(world: World, facts: FactsInForce) {
  const known: { readonly [K in NameKind]: ReadonlyMap<string, unknown> } = {
    customer: world.customers,
    supplier: world.suppliers,
    resource: world.resources,
    calendar: world.calendars,
    component: world.items,
    "sales-order-line": world.salesOrderLines,
    "purchase-order-line": world.purchaseOrderLines,
    "production-order": world.productionOrders,
    "transfer-order": world.transferOrders,
    hold: world.holds,
  };
  const isKnown = (kind: NameKind, name: string): boolean => known[kind].has(name);
  /** Of each unknown name who names it, how many times. */
  const users = new Map<string, { readonly kind: NameKind; readonly name: string; readonly by: Map<string, number> }>();
  let pending: FactChange[] = [];
  let isAllStale = true;

  const add = ({ kind, name, by }: UnknownName): void => {
    const id = `${kind} ${name}`;
    const entry = users.get(id) ?? { kind, name, by: new Map<string, number>() };
    users.set(id, entry);
    entry.by.set(by, (entry.by.get(by) ?? 0) + 1);
  };
  const remove = ({ kind, name, by }: UnknownName): void => {
    const own = users.get(`${kind} ${name}`)?.by;
    const left = (own?.get(by) ?? 0) - 1;
    if (left > 0) own?.set(by, left);
    else own?.delete(by);
  };
  const read = (fact: AnyFact, take: (name: UnknownName) => void): void =>
    unknownNamesOf({ type: fact.type, key: fact.key, fact }, isKnown, take);

  return {
    change(change: FactChange): void {
      const { type, before, after } = change;
      if (before === after || isAllStale) return;
      if (before !== null && after === null && MAKES_KNOWN.has(type)) isAllStale = true;
      if (mayNameUnknown(type)) pending.push(change);
      if (pending.length > MOST_PENDING) isAllStale = true;
      if (isAllStale) pending = [];
    },
    findings(): readonly Finding[] {
      if (isAllStale) {
        users.clear();
        for (const fact of facts.allInForce()) read(fact, add);
        isAllStale = false;
      }
      for (const { before, after } of pending) {
        if (before !== null) read(before, remove);
        if (after !== null) read(after, add);
      }
      pending = [];
      const unknown: UnknownName[] = [];
      for (const [id, { kind, name, by }] of users) {
        if (by.size === 0 || isKnown(kind, name)) users.delete(id);
        else for (const one of by.keys()) unknown.push({ kind, name, by: one });
      }
      return unknownNameFindings(unknown);
    },
  };
}
