import type { AnyFact } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { operationId, orderOfOperation, pointId } from "@lockstep/domain/world";
import type { Allocation, DemandView, OperationView, StockingPointView } from "@lockstep/engine/views";
import type { LineageRival, LineageRivals } from "@lockstep/protocol/generated/schema";
import { lazily } from "../lazily.ts";
import { recordOf } from "../query/facts-behind.ts";
import type { Moment } from "../query/moment.ts";
import { pageSize } from "../query/paging.ts";
import type { View } from "../view/view.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Role } from "./roles.ts";
import { type Standings, standingsIn } from "./standing.ts";
import { keyOf, type Thing } from "./thing.ts";
import { visit } from "./walk.ts";

const MOST_THINGS = 5_000;
/** So many demands and operations are looked at: some tens of milliseconds. */
const MOST_LOOKS = 200_000;
const EPSILON = 1e-9;

export const NO_RIVALS: LineageRivals = { totalCount: 0, isWhole: true, nodes: [] };

/** Somebody who stood before: what they were given, and where. */
interface Rival {
  readonly waits: Thing;
  readonly thing: Thing;
  readonly operation: string | null;
  readonly why: "started" | "rank" | "pegged" | "resource";
  readonly at: string;
  /** Where that is: what stands before another stands at the same site. */
  readonly site: string;
  readonly quantity: number | null;
  readonly from: Instant | null;
  readonly until: Instant | null;
  readonly needAt: Instant | null;
  readonly priority: number | null;
}

interface Asking {
  readonly ledger: Ledger;
  /** Of the facts that say so, which the viewer may see. */
  readonly sees: (fact: AnyFact) => boolean;
}

/**
 * What others were given before the things that a figure leans on: stock that comes sooner than what they wait for, the
 * resource that they wait for. Of what the viewer may see.
 */
export function rivalsOf(
  { view, viewer }: Moment,
  { ledger, sees }: Asking,
  { things, first }: { readonly things: readonly Thing[]; readonly first: number | null },
): LineageRivals {
  const standings = standingsIn(view, ledger);
  const search = createSearch(view);
  const found = new Map<string, Rival>();
  const isWhole = visit(standings, things, {
    mostThings: MOST_THINGS,
    look(thing) {
      for (const rival of search.before(thing)) {
        const key = [keyOf(thing), rival.at, keyOf(rival.thing), rival.operation ?? ""].join("\n");
        if (!found.has(key)) found.set(key, rival);
      }
      return search.looks < MOST_LOOKS;
    },
  });
  const all = [...found.values()];
  const seen = all.filter(({ site }) => viewer.scope.sees(site));
  const nodes = seen.slice(0, pageSize(first)).map((rival) => rowOf(rival, factsOf(rival, standings).filter(sees)));
  return { totalCount: seen.length, isWhole: isWhole && seen.length === all.length, nodes };
}

/** What says what somebody asks for, and how they rank. */
const SAYS: ReadonlySet<Role> = new Set<Role>(["ordered", "customer", "planned", "reported", "transfer"]);

/** Of an order's reports, those of the operation that it is about. */
function factsOf({ thing, operation }: Rival, standings: Standings): readonly AnyFact[] {
  return standings.of(thing).facts.flatMap(({ fact, role }) => {
    const isOther = fact.type === "mes.operation" && operationId(fact.data.order, fact.data.seq) !== operation;
    return SAYS.has(role) && !isOther ? [fact] : [];
  });
}

function rowOf(rival: Rival, facts: readonly AnyFact[]): LineageRival {
  const { waits, thing, operation, why, at, quantity, from, until, needAt, priority } = rival;
  return {
    ...{ waitsKind: waits.kind, waits: waits.id, kind: thing.kind, id: thing.id, operation, at, quantity, priority },
    why: upper(why),
    from: isoOrNull(from),
    until: isoOrNull(until),
    needAt: isoOrNull(needAt),
    facts: facts.map(recordOf),
  };
}

interface Search {
  /** Who stood before a thing, in the order in which they were served. */
  before(thing: Thing): Iterable<Rival>;
  /** How much was looked at so far. */
  readonly looks: number;
}

function createSearch({ projection, world, clock }: View): Search {
  let looks = 0;
  const points = new Map<string, StockingPointView | null>();
  const pointAt = (id: string): StockingPointView | null => {
    const known = points.get(id) ?? projection.stockingPoint(id);
    points.set(id, known);
    return known;
  };
  const orderOf = (operation: string): string => orderOfOperation(operation, world.productionOrders);

  const thingOf = ({ kind, id }: DemandView): Thing => {
    if (kind === "line") return { kind: "sales-order-line", id };
    return kind === "claim" ? { kind: "production-order", id: orderOf(id) } : { kind: "transfer-order", id };
  };

  /** The line that a demand is for in the end, as far as anybody has said so. */
  const lineOf = ({ kind, id }: DemandView): string | undefined => {
    if (kind === "line") return id;
    return kind === "claim" ? world.productionOrders.get(orderOf(id))?.data.peggedTo : undefined;
  };
  const isPegged = (demand: DemandView, supply: Allocation): boolean => {
    const line = lineOf(demand);
    if (line === undefined) return false;
    if (supply.kind !== "lot" && world.productionOrders.get(supply.id)?.data.peggedTo === line) return true;
    const pegged = world.salesOrderLines.get(line)?.data.peggedTo;
    const named = pegged?.productionOrder ?? pegged?.purchaseOrderLine ?? pegged?.transferOrder;
    return named === supply.id && supply.kind !== "lot";
  };
  const isBegun = ({ kind, id }: DemandView): boolean => {
    if (kind !== "claim") return false;
    const operations = projection.productionOrders.get(orderOf(id))?.operations ?? [];
    return operations.some(({ seq, state }) => state !== "pending" && operationId(orderOf(id), seq) === id);
  };

  /** How long goods must keep to be of use, by [P85]. */
  const mustKeep = ({ kind, id, needAt }: DemandView, availableAt: Instant): Instant => {
    if (kind !== "line") return Math.max(needAt, availableAt);
    const line = world.salesOrderLines.get(id)?.data;
    const pick = (world.sites.get(line?.site ?? "")?.data.pickHours ?? 0) * HOUR;
    const left = (world.customers.get(line?.customer ?? "")?.data.minRemainingShelfLifeDays ?? 0) * DAY;
    return Math.max(needAt, availableAt + pick) + (line?.transitHours ?? 0) * HOUR + left;
  };

  const whyOf = (demand: DemandView, taken: readonly Allocation[], isServedBefore: boolean): Rival["why"] | null => {
    if (isBegun(demand)) return "started";
    if (taken.some((one) => isPegged(demand, one))) return "pegged";
    return isServedBefore ? "rank" : null;
  };

  /** Those who got, at the point of a demand, what would have come sooner to it. */
  function* servedBefore(waits: Thing, id: string, mine: (demand: DemandView) => boolean): Iterable<Rival> {
    const point = pointAt(id);
    if (point === null) return;
    const expiries = new Map(point.supplies.map((supply) => [`${supply.kind} ${supply.id}`, supply.expiresAt]));
    looks += point.demands.length;
    for (const [place, own] of point.demands.entries()) {
      if (!mine(own) || isBegun(own)) continue;
      looks += point.demands.length;
      const waitsUntil = own.shortQuantity > EPSILON || own.availableAt === null ? Infinity : own.availableAt;
      const isOfUse = (supply: Allocation): boolean => {
        const expiry = expiries.get(`${supply.kind} ${supply.id}`) ?? null;
        return supply.availableAt < waitsUntil && (expiry === null || expiry > mustKeep(own, supply.availableAt));
      };
      for (const [other, demand] of point.demands.entries()) {
        if (other === place || mine(demand)) continue;
        const taken = demand.allocations.filter((one) => one.quantity > EPSILON && isOfUse(one));
        if (taken.length === 0) continue;
        const why = whyOf(demand, taken, other < place);
        // What else was given after it was of no use to it.
        if (why === null) continue;
        yield {
          ...{ waits, thing: thingOf(demand), operation: demand.kind === "claim" ? demand.id : null, why },
          ...{ at: id, site: point.site },
          quantity: taken.reduce((sum, { quantity }) => sum + quantity, 0),
          from: Math.min(...taken.map(({ availableAt }) => availableAt)),
          ...{ until: null, needAt: demand.needAt, priority: demand.priority },
        };
      }
    }
  }

  const placed = lazily(() => {
    const on = new Map<string, { readonly order: string; readonly operation: OperationView }[]>();
    for (const { id: order, operations } of projection.productionOrders.values()) {
      for (const operation of operations) {
        const { resource, projectedStart, projectedFinish, state } = operation;
        if (resource === null || projectedStart === null || projectedFinish === null || state === "done") continue;
        const own = on.get(resource) ?? [];
        if (own.length === 0) on.set(resource, own);
        own.push({ order, operation });
      }
    }
    return on;
  });

  /** Those who have the resource from when an operation could have begun until it begins. */
  function* placedBefore(waits: Thing): Iterable<Rival> {
    const operations = projection.productionOrders.get(waits.id)?.operations ?? [];
    for (const [k, { resource, boundBy, plannedStart, projectedStart }] of operations.entries()) {
      if (boundBy !== "resource" || resource === null || projectedStart === null) continue;
      const earliest = Math.max(clock, plannedStart, operations[k - 1]?.projectedFinish ?? 0);
      const here = placed().get(resource) ?? [];
      looks += here.length;
      const before = here
        .map(({ order, operation }) => ({
          ...{ order, seq: operation.seq },
          ...{ from: operation.projectedStart ?? 0, until: operation.projectedFinish ?? 0 },
        }))
        .filter(({ order, from, until }) => order !== waits.id && from < projectedStart && until > earliest)
        .sort((a, b) => a.from - b.from);
      for (const { order, seq, from, until } of before) {
        const thing: Thing = { kind: "production-order", id: order };
        const site = projection.productionOrders.get(order)?.site ?? "";
        const about = { why: "resource", at: resource, site, operation: operationId(order, seq) } as const;
        yield { waits, thing, ...about, from, until, quantity: null, needAt: null, priority: null };
      }
    }
  }

  function* ofOrder(waits: Thing): Iterable<Rival> {
    const order = world.productionOrders.get(waits.id)?.data;
    if (order === undefined) return;
    yield* placedBefore(waits);
    const named = order.components ?? world.boms.get(pointId(order.item, order.site))?.data.components ?? [];
    for (const item of new Set(named.map((one) => one.item))) {
      const isOwn = ({ kind, id }: DemandView): boolean => kind === "claim" && orderOf(id) === waits.id;
      yield* servedBefore(waits, pointId(item, order.site), isOwn);
    }
  }

  function before(thing: Thing): Iterable<Rival> {
    const isOwn = (demand: DemandView): boolean => keyOf(thingOf(demand)) === keyOf(thing);
    switch (thing.kind) {
      case "sales-order-line": {
        const line = world.salesOrderLines.get(thing.id)?.data;
        return line === undefined ? [] : servedBefore(thing, pointId(line.item, line.site), isOwn);
      }
      case "production-order":
        return ofOrder(thing);
      case "transfer-order": {
        const transfer = world.transferOrders.get(thing.id)?.data;
        return transfer === undefined ? [] : servedBefore(thing, pointId(transfer.item, transfer.fromSite), isOwn);
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
