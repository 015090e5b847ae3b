import { DAY, HOUR, type Instant } from "@lockstep/domain/instant";
import { operationId, orderOfOperation, pointId, type World } from "@lockstep/domain/world";
import { keepsFor, outlasts } from "./keeping.ts";
import { EPSILON } from "./order.ts";
import type {
  Allocation,
  DemandView,
  OperationView,
  ProductionOrderView,
  StockingPointView,
  SubjectType,
} from "./views.ts";

/** Something that waits, or stands before it. */
export interface Waiting {
  readonly kind: SubjectType;
  readonly id: string;
}

/** Another that was given stock, or has a resource, before something that waits for it. */
export interface Rival {
  readonly waits: Waiting;
  readonly who: Waiting;
  /** Of an order, for which of its operations. */
  readonly operation: string | null;
  readonly why: "started" | "rank" | "pegged" | "resource";
  /** The stocking point or the resource, and its site. */
  readonly at: string;
  readonly site: string;
  /** What it got that comes sooner than what the other waits for; null of a resource. */
  readonly quantity: number | null;
  readonly from: Instant;
  /** Of a resource. */
  readonly until: Instant | null;
  /** Of stock. */
  readonly needAt: Instant | null;
  readonly priority: number | null;
}

/** A projection as it is shown. */
export interface Shown {
  readonly productionOrders: ReadonlyMap<string, ProductionOrderView>;
  stockingPoint(id: string): StockingPointView | null;
  readonly now: Instant;
}

/** What is looked up of what is shown by its id. */
export type Named = Pick<
  World,
  "boms" | "customers" | "productionOrders" | "salesOrderLines" | "sites" | "transferOrders"
>;

export interface RivalSearch {
  /** Who stood before it, in the order in which they were served. */
  before(waits: Waiting): Iterable<Rival>;
  /** How many demands and operations were looked at so far. */
  readonly looks: number;
}

/** [P140] to [P142], of one projection. */
export function createRivalSearch(shown: Shown, world: Named): RivalSearch {
  const { productionOrders, now } = shown;
  const points = new Map<string, Served | null>();
  let placed: ReadonlyMap<string, readonly Placed[]> | null = null;
  let looks = 0;

  function pointAt(id: string): Served | null {
    const known = points.get(id);
    if (known !== undefined) return known;
    const point = shown.stockingPoint(id);
    const made = point === null ? null : served(point);
    points.set(id, made);
    return made;
  }

  /** Each demand is looked at once, however many wait there. */
  function served(point: StockingPointView): Served {
    looks += point.demands.length;
    const whose = point.demands.map(waitingOf);
    const places = new Map<string, number[]>();
    for (const [place, one] of whose.entries()) {
      const own = places.get(waitingKey(one)) ?? [];
      if (own.length === 0) places.set(waitingKey(one), own);
      own.push(place);
    }
    const expiries = new Map(point.supplies.map((supply) => [supplyKey(supply), supply.expiresAt]));
    const earliest = Math.min(...point.supplies.map(({ availableAt }) => availableAt));
    return { point, whose, places, expiries, earliest };
  }
  const orderOf = (operation: string): string => orderOfOperation(operation, world.productionOrders);

  function waitingOf({ kind, id }: DemandView): Waiting {
    if (kind === "line") return { kind: "sales-order-line", id };
    return kind === "claim" ? { kind: "production-order", id: orderOf(id) } : { kind: "transfer-order", id };
  }

  /** An operation before one that has begun counts as done, [P51]. */
  function isBegun({ kind, id }: DemandView): boolean {
    if (kind !== "claim") return false;
    const operations = productionOrders.get(orderOf(id))?.operations ?? [];
    const own = operations.findIndex(({ seq }) => operationId(orderOf(id), seq) === id);
    return own >= 0 && operations.slice(own).some(({ state }) => state !== "pending");
  }

  /** Whether goods that are there then would be of use to a demand, [P85]. */
  function isOfUse({ kind, id, needAt }: DemandView, availableAt: Instant, expiresAt: Instant): boolean {
    if (kind !== "line") return outlasts(needAt, availableAt, expiresAt, now);
    const line = world.salesOrderLines.get(id)?.data;
    const pick = (world.sites.get(line?.site ?? "")?.data.pickHours ?? 0) * HOUR;
    const least = (world.customers.get(line?.customer ?? "")?.data.minRemainingShelfLifeDays ?? 0) * DAY;
    return keepsFor(needAt, pick, (line?.transitHours ?? 0) * HOUR, least, availableAt, expiresAt, now);
  }

  /** Whether the supply is meant for what a demand is for, [P82], as far as an order or a line says so. */
  function isPegged({ kind, id }: DemandView, supply: Allocation): boolean {
    const line =
      kind === "line" ? id : kind === "claim" ? world.productionOrders.get(orderOf(id))?.data.peggedTo : null;
    if (line === undefined || line === null || supply.kind === "lot") return false;
    const { productionOrder, purchaseOrderLine, transferOrder } = world.salesOrderLines.get(line)?.data.peggedTo ?? {};
    const named = productionOrder ?? purchaseOrderLine ?? transferOrder;
    return named === supply.id || world.productionOrders.get(supply.id)?.data.peggedTo === line;
  }

  /** Until when it waits for what it was not meant to wait for. */
  function waitsUntil(own: DemandView): Instant {
    if (own.shortQuantity > EPSILON) return Infinity;
    const free = own.allocations.filter((one) => !isPegged(own, one));
    return Math.max(-Infinity, ...free.map(({ availableAt }) => availableAt));
  }

  function* servedBefore(waits: Waiting, id: string): Iterable<Rival> {
    const there = pointAt(id);
    if (there === null) return;
    const { point, whose, places, expiries, earliest } = there;
    const own = places.get(waitingKey(waits)) ?? [];
    for (const place of own) {
      const demand = point.demands[place];
      if (demand === undefined || isBegun(demand)) continue;
      const until = waitsUntil(demand);
      // Most are served of what lies there: nothing comes sooner.
      if (until <= earliest) continue;
      looks += point.demands.length;
      const isSooner = (one: Allocation): boolean =>
        one.availableAt < until && isOfUse(demand, one.availableAt, expiries.get(supplyKey(one)) ?? Infinity);
      for (const [other, rival] of point.demands.entries()) {
        const who = whose[other];
        if (who === undefined || own.includes(other)) continue;
        const taken = rival.allocations.filter(isSooner);
        if (taken.length === 0) continue;
        yield {
          ...{ waits, who, operation: rival.kind === "claim" ? rival.id : null },
          // What is served after it gets what it could use for one reason alone.
          why: isBegun(rival) ? "started" : other < place ? "rank" : "pegged",
          ...{ at: id, site: point.site, needAt: rival.needAt, priority: rival.priority },
          quantity: taken.reduce((sum, { quantity }) => sum + quantity, 0),
          from: Math.min(...taken.map(({ availableAt }) => availableAt)),
          until: null,
        };
      }
    }
  }

  /** Those who have the resource from when an operation could have begun until it does. */
  function* placedBefore(waits: Waiting, operations: readonly OperationView[]): Iterable<Rival> {
    for (const [k, { resource, boundBy, plannedStart, projectedStart }] of operations.entries()) {
      if (boundBy !== "resource" || resource === null || projectedStart === null) continue;
      const earliest = Math.max(now, plannedStart, operations[k - 1]?.projectedFinish ?? 0);
      placed ??= placedByResource(productionOrders.values());
      const here = placed.get(resource) ?? [];
      looks += here.length;
      for (const { order, site, operation, from, until } of here) {
        if (order === waits.id || from >= projectedStart || until <= earliest) continue;
        const who: Waiting = { kind: "production-order", id: order };
        const about = { waits, who, operation, why: "resource", at: resource, site, from, until } as const;
        yield { ...about, quantity: null, needAt: null, priority: null };
      }
    }
  }

  function* ofOrder(waits: Waiting): Iterable<Rival> {
    const order = world.productionOrders.get(waits.id)?.data;
    if (order === undefined) return;
    yield* placedBefore(waits, productionOrders.get(waits.id)?.operations ?? []);
    const needed = order.components ?? world.boms.get(pointId(order.item, order.site))?.data.components ?? [];
    for (const item of new Set(needed.map((one) => one.item))) yield* servedBefore(waits, pointId(item, order.site));
  }

  function before(waits: Waiting): Iterable<Rival> {
    switch (waits.kind) {
      case "sales-order-line": {
        const line = world.salesOrderLines.get(waits.id)?.data;
        return line === undefined ? [] : servedBefore(waits, pointId(line.item, line.site));
      }
      case "production-order":
        return ofOrder(waits);
      case "transfer-order": {
        const transfer = world.transferOrders.get(waits.id)?.data;
        return transfer === undefined ? [] : servedBefore(waits, pointId(transfer.item, transfer.fromSite));
      }
      default:
        return [];
    }
  }

  return {
    before,
    get looks() {
      return looks;
    },
  };
}

/** A stocking point with what is asked of it again and again. */
interface Served {
  readonly point: StockingPointView;
  /** Of each demand, in the order in which they are served. */
  readonly whose: readonly Waiting[];
  /** Where the demands of one stand among all. */
  readonly places: ReadonlyMap<string, readonly number[]>;
  readonly expiries: ReadonlyMap<string, Instant | null>;
  readonly earliest: Instant;
}

const waitingKey = ({ kind, id }: Waiting): string => `${kind} ${id}`;

/** What stands twice under one id, such as the two halves of a transfer, comes at different times. */
const supplyKey = ({ kind, id, availableAt }: Pick<Allocation, "kind" | "id" | "availableAt">): string =>
  `${kind} ${id} ${availableAt}`;

interface Placed {
  readonly order: string;
  readonly site: string;
  readonly operation: string;
  readonly from: Instant;
  readonly until: Instant;
}

/** What is still to be done on each resource, by when it begins. */
function placedByResource(orders: Iterable<ProductionOrderView>): ReadonlyMap<string, readonly Placed[]> {
  const on = new Map<string, Placed[]>();
  for (const { id: order, site, operations } of orders) {
    for (const { seq, resource, projectedStart: from, projectedFinish: until, state } of operations) {
      if (resource === null || from === null || until === null || state === "done") continue;
      const own = on.get(resource) ?? [];
      if (own.length === 0) on.set(resource, own);
      own.push({ order, site, operation: operationId(order, seq), from, until });
    }
  }
  for (const own of on.values()) own.sort((a, b) => a.from - b.from);
  return on;
}
