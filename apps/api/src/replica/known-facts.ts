import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, Fact } from "@lockstep/domain/facts/fact";
import { createGroups } from "@lockstep/domain/groups";
import type { Instant } from "@lockstep/domain/instant";
import { pointId, type World } from "@lockstep/domain/world";

/** What answers and frames are made of besides the projection: names, and what the ERP and the machines state. */
export type KnownWorld = Pick<
  World,
  | "clock"
  | "sites"
  | "resources"
  | "calendars"
  | "items"
  | "boms"
  | "routings"
  | "suppliers"
  | "customers"
  | "salesOrderLines"
  | "productionOrders"
  | "purchaseOrderLines"
  | "transferOrders"
  | "holds"
  | "resourceStates"
  | "shipments"
  | "plans"
>;

/**
 * `line:`, `order:`, `purchase:`, `transfer:` or `point:` and the id of what a movement, a count or a report is about; a
 * movement or a count is also about its lot (`lotTopic`) and each thing that it names (`serialTopic`).
 */
export type Topic = `${"line" | "order" | "purchase" | "transfer" | "point" | "lot" | "serial"}:${string}`;

/** The empty lot: stock without a lot number. */
export const lotTopic = (item: string, lot = ""): Topic => `lot:${item}\0${lot}`;
export const serialTopic = (item: string, serial: string): Topic => `serial:${item}\0${serial}`;

/** One fact in force, or that nothing is in force of its key any more. */
export interface FactInForce {
  readonly type: FactType;
  readonly key: string;
  readonly fact: AnyFact | null;
}

/** The facts in force at the moment of a view, as far as anybody asks for them; they are the ledger's own. */
export interface KnownFacts {
  readonly world: KnownWorld;
  /** Another one when something may have come or gone. */
  readonly revision: number;
  /** In no order. */
  ofType<T extends FactType>(type: T): Iterable<Fact<T>>;
  /** Movements, counts and reports in force, in no order. */
  about(topic: Topic): Iterable<AnyFact>;
  /** The sales order lines that a production order is pegged to, by what they say themselves; in no order. */
  linesPeggedTo(productionOrder: string): Iterable<string>;
  /** All that was ever stated of a resource's state is filed under these keys. */
  stateKeysOf(resource: string): Iterable<string>;
  apply(changes: Iterable<FactInForce>, clock: Instant): void;
  clear(): void;
}

export function createKnownFacts(): KnownFacts {
  const byType = new Map<FactType, Map<string, AnyFact>>();
  const byTopic = createGroups<Topic, AnyFact>();
  const linesOfOrder = createGroups<string, string>();
  const stateKeys = new Map<string, Set<string>>();
  const resourceStates = new Map<string, Fact<"mes.resource-state">[]>();
  const ofType = <T extends FactType>(type: T): Map<string, Fact<T>> => {
    const known = byType.get(type) ?? new Map<string, AnyFact>();
    byType.set(type, known);
    return known as unknown as Map<string, Fact<T>>;
  };
  let clock: Instant = 0;
  let revision = 0;
  const world: KnownWorld = {
    get clock() {
      return clock;
    },
    sites: ofType("master.site"),
    resources: ofType("master.resource"),
    calendars: ofType("master.calendar"),
    items: ofType("master.item"),
    boms: ofType("master.bom"),
    routings: ofType("master.routing"),
    suppliers: ofType("master.supplier"),
    customers: ofType("master.customer"),
    salesOrderLines: ofType("erp.sales-order-line"),
    productionOrders: ofType("erp.production-order"),
    purchaseOrderLines: ofType("erp.purchase-order-line"),
    transferOrders: ofType("erp.transfer-order"),
    holds: ofType("mes.quality-hold"),
    shipments: ofType("wms.shipment"),
    plans: ofType("erp.plan-published"),
    resourceStates,
  };

  const unfile = (fact: AnyFact): void => {
    for (const topic of topicsOf(fact)) byTopic.remove(topic, fact);
    const order = orderOfLine(fact);
    if (order !== null) linesOfOrder.remove(order, fact.key);
  };
  const file = (fact: AnyFact): void => {
    for (const topic of topicsOf(fact)) byTopic.add(topic, fact);
    const order = orderOfLine(fact);
    if (order !== null) linesOfOrder.add(order, fact.key);
  };
  /** Once for all that has come: a machine has been in hundreds of thousands of states. */
  const orderStates = (resource: string, come: readonly string[]): void => {
    const keys = stateKeys.get(resource) ?? new Set<string>();
    stateKeys.set(resource, keys);
    for (const key of come) keys.add(key);
    const known = resourceStates.get(resource);
    const next = come.length === 1 ? ofType("mes.resource-state").get(come[0] ?? "") : undefined;
    // Most often it is one more, and the latest.
    if (
      known !== undefined &&
      next !== undefined &&
      next.data.since > (known.at(-1)?.data.since ?? Number.NEGATIVE_INFINITY)
    ) {
      known.push(next);
      return;
    }
    const states = [...keys].flatMap((one) => ofType("mes.resource-state").get(one) ?? []);
    if (states.length === 0) resourceStates.delete(resource);
    else
      resourceStates.set(
        resource,
        states.sort((a, b) => a.data.since - b.data.since),
      );
  };

  return {
    world,
    get revision() {
      return revision;
    },
    ofType: (type) => ofType(type).values(),
    about: (topic) => byTopic.of(topic),
    linesPeggedTo: (order) => linesOfOrder.of(order),
    stateKeysOf: (resource) => stateKeys.get(resource) ?? [],
    apply(changes, now) {
      clock = now;
      revision += 1;
      const states = new Map<string, string[]>();
      for (const { type, key, fact } of changes) {
        const facts = ofType(type) as Map<string, AnyFact>;
        const before = facts.get(key);
        if (before !== undefined) unfile(before);
        if (fact === null) facts.delete(key);
        else {
          facts.set(key, fact);
          file(fact);
        }
        if (type !== "mes.resource-state") continue;
        const resource = key.slice(0, key.lastIndexOf("@"));
        const come = states.get(resource);
        if (come === undefined) states.set(resource, [key]);
        else come.push(key);
      }
      for (const [resource, come] of states) orderStates(resource, come);
    },
    clear() {
      revision += 1;
      for (const facts of byType.values()) facts.clear();
      byTopic.clear();
      linesOfOrder.clear();
      stateKeys.clear();
      resourceStates.clear();
    },
  };
}

const orderOfLine = (fact: AnyFact): string | null =>
  fact.type === "erp.sales-order-line" ? (fact.data.peggedTo?.productionOrder ?? null) : null;

function topicsOf(fact: AnyFact): readonly Topic[] {
  switch (fact.type) {
    case "wms.shipment":
      return [`line:${fact.data.salesOrderLine}`, ...thingsOf(fact.data)];
    case "wms.stock-count":
      return [`point:${pointId(fact.data.item, fact.data.site)}`, ...thingsOf(fact.data)];
    case "mes.operation":
      return [`order:${fact.data.order}`];
    case "mes.consumption":
      return [`order:${fact.data.order}`, ...thingsOf(fact.data)];
    case "wms.receipt": {
      const { item, site, purchaseOrderLine, productionOrder, transferOrder } = fact.data;
      const orders = named({ purchaseOrderLine, productionOrder, transferOrder });
      return [`point:${pointId(item, site)}`, ...orders, ...thingsOf(fact.data)];
    }
    case "wms.stock-move": {
      const { item, from, to, salesOrderLine, productionOrder, transferOrder } = fact.data;
      const sites = new Set([from?.site, to?.site]);
      const points = [...sites].flatMap((site): Topic[] =>
        site === undefined ? [] : [`point:${pointId(item, site)}`],
      );
      return [...points, ...named({ salesOrderLine, productionOrder, transferOrder }), ...thingsOf(fact.data)];
    }
    default:
      return [];
  }
}

interface Things {
  readonly item: string;
  readonly lot?: string;
  readonly serials?: readonly string[];
}

const thingsOf = ({ item, lot, serials = [] }: Things): readonly Topic[] => [
  lotTopic(item, lot),
  ...serials.map((serial) => serialTopic(item, serial)),
];

interface Names {
  readonly salesOrderLine?: string | undefined;
  readonly purchaseOrderLine?: string | undefined;
  readonly productionOrder?: string | undefined;
  readonly transferOrder?: string | undefined;
}

function named({ salesOrderLine, purchaseOrderLine, productionOrder, transferOrder }: Names): Topic[] {
  const topics: Topic[] = [];
  if (salesOrderLine !== undefined) topics.push(`line:${salesOrderLine}`);
  if (purchaseOrderLine !== undefined) topics.push(`purchase:${purchaseOrderLine}`);
  if (productionOrder !== undefined) topics.push(`order:${productionOrder}`);
  if (transferOrder !== undefined) topics.push(`transfer:${transferOrder}`);
  return topics;
}
