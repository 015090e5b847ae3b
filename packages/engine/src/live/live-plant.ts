import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, Data, Fact } from "@lockstep/domain/facts/fact";
import { byFactOrder } from "@lockstep/domain/facts/fact-order";
import { pointsNamedBy } from "@lockstep/domain/facts/named";
import { floorToMinute, type Instant, NEVER } from "@lockstep/domain/instant";
import { knownOnly, notBegun } from "@lockstep/domain/ledger/parts";
import { createTimers } from "@lockstep/domain/timers";
import { aroundTheClock, type Stretch, workingTimeOf } from "@lockstep/domain/working-time";
import { byCodeUnit, pointId, type World } from "@lockstep/domain/world";
import { endOfDayIfMidnight, zoneOf } from "@lockstep/domain/zone";
import { createConsumed } from "../consumed.ts";
import { knownOrMade } from "../known-or-made.ts";
import { createLotOrigins } from "../lot-origins.ts";
import { expiryKey, type Pick, picksOf, readExpiry } from "../lots.ts";
import type { ResourceModel } from "../model.ts";
import { groupBy } from "../order.ts";
import { arrivalPoint, isArrival, lotOf, type Plant, unknownSite } from "../plant.ts";
import { addStop, readResource, stopsOf } from "../resources.ts";
import { isSameValue } from "../same-value.ts";
import { createEdgeCounts, type EdgeCounts } from "./edge-counts.ts";
import type { FactChange, FactsInForce } from "./facts-in-force.ts";
import { createLiveBuckets, type LotPlace } from "./live-buckets.ts";
import type { Marks } from "./marks.ts";
import { createOrderedLists, latestOnes } from "./ordered-lists.ts";
import { addTo, emptied, takeFrom } from "./sets.ts";

/** The plant as the projection asks for it, kept up to date fact by fact. */
export interface LivePlant extends Plant {
  /** Moves the clock; what changes by that alone is marked. */
  tick(clock: Instant): void;
  /** When an operation begins, or a shipment leaves or arrives, that somebody has told ahead of its time; `NEVER`: none. */
  readonly dueAt: Instant;
  update(change: FactChange): void;
  readonly expiries: ReadonlyMap<string, Instant>;
  /** Every point that a fact in force names, with how many name it. */
  readonly named: ReadonlyMap<string, number>;
  pointsOfItem(item: string): Iterable<string>;
  /** What is picked for lines at a point, by line. */
  picksAt(point: string): readonly Pick[];
  /** Of the network. */
  readonly edges: EdgeCounts;
  renewResource(id: string): ResourceModel;
  /** After changes, and before anything is read: lists that are made once for all of them. */
  listWhatCame(): void;
  /** After a site's time zone has changed. */
  renewExpiries(): void;
}

type Writable = { -readonly [K in keyof World]: World[K] extends ReadonlyMap<infer A, infer B> ? Map<A, B> : World[K] };

type WithComponents = Fact<"master.bom"> | Fact<"erp.production-order">;

/** Of those there are the most. */
const NAMES_NO_POINT: ReadonlySet<FactType> = new Set(["mes.operation", "mes.consumption", "mes.resource-state"]);

export function createLivePlant(facts: FactsInForce, marks: Marks): LivePlant {
  const world: Writable = {
    clock: -NEVER,
    sites: new Map(),
    calendars: new Map(),
    resources: new Map(),
    items: new Map(),
    boms: new Map(),
    routings: new Map(),
    suppliers: new Map(),
    customers: new Map(),
    sourcing: new Map(),
    stocking: new Map(),
    responseCosts: new Map(),
    salesOrderLines: new Map(),
    productionOrders: new Map(),
    purchaseOrderLines: new Map(),
    transferOrders: new Map(),
    erpStock: new Map(),
    plans: new Map(),
    operations: new Map(),
    resourceStates: new Map(),
    holds: new Map(),
    stockCounts: [],
    stockMoves: [],
    receipts: [],
    shipments: new Map(),
    consumptions: new Map(),
    estimates: new Map(),
    purchaseOrderLineHistory: new Map(),
    holdHistory: new Map(),
    stockCountHistory: new Map(),
    resourceHistory: new Map(),
    stockingPoints: [],
    findings: [],
  };
  const buckets = createLiveBuckets();
  const receiptsByPurchase = createOrderedLists<Fact<"wms.receipt">>();
  const receiptsByOrder = createOrderedLists<Fact<"wms.receipt">>();
  const receiptsByTransfer = createOrderedLists<Fact<"wms.receipt">>();
  const arrivalsByPoint = createOrderedLists<Fact<"wms.receipt"> | Fact<"wms.stock-move">>();
  const lotOrigins = createLotOrigins();
  const movesByOrder = createOrderedLists<Fact<"wms.stock-move">>();
  const movesByTransfer = createOrderedLists<Fact<"wms.stock-move">>();
  const movesByLine = createOrderedLists<Fact<"wms.stock-move">>();
  const holdsByOrder = createOrderedLists<Fact<"mes.quality-hold">>();
  const shipmentsByLine = createOrderedLists<Fact<"wms.shipment">>();
  const consumptions = createOrderedLists<Fact<"mes.consumption">>();
  const expiryFacts = createOrderedLists<Fact<"wms.receipt"> | Fact<"wms.stock-count">>();
  const expiringCounts = new Map<string, readonly Fact<"wms.stock-count">[]>();
  world.consumptions = consumptions as unknown as Writable["consumptions"];
  const reports = new Map<string, Map<number, Fact<"mes.operation">>>();
  const states = new Map<string, Map<Instant, Fact<"mes.resource-state">>>();
  /** In order of when they began, and the stops that they come to. */
  const listed = new Map<string, Fact<"mes.resource-state">[]>();
  world.resourceStates = listed as unknown as Writable["resourceStates"];
  const stops = new Map<string, Stretch[]>();
  const consumed = createConsumed();
  const edges = createEdgeCounts();
  const resources = new Map<string, ResourceModel>();
  const expiries = new Map<string, Instant>();
  const named = new Map<string, number>();
  const byItem = new Map<string, Set<string>>();
  /** By point and line. */
  const picks = new Map<string, Map<string, readonly Pick[]>>();
  const pickedAt = new Map<string, readonly string[]>();
  /** Shipments that have left. */
  const left = new Set<AnyFact>();
  const starts = createTimers<string>();
  const departures = createTimers<AnyFact>();
  let now: Instant = -NEVER;

  const plant: LivePlant = {
    world,
    edges,
    get now() {
      return now;
    },
    siteOf: (id) => world.sites.get(id)?.data ?? unknownSite,
    zoneAt: (site) => zoneOf(plant.siteOf(site).timeZone),
    endOfDay: (site, at) => endOfDayIfMidnight(plant.zoneAt(site), at),
    workingOf: (id) => {
      const calendar = id === undefined ? undefined : world.calendars.get(id);
      return calendar === undefined ? aroundTheClock : workingTimeOf(calendar.data);
    },
    resourceOf: (id) => resources.get(id) ?? plant.renewResource(id),
    renewResource: (id) => {
      // The very same object for as long as the resource is named: operations hold on to it.
      const model = Object.assign(resources.get(id) ?? {}, readResource(plant, id));
      resources.set(id, model);
      return model;
    },
    resourceIds: () =>
      [...new Set([...world.resources.keys(), ...world.resourceStates.keys(), ...resources.keys()])].sort(byCodeUnit),
    receiptsByPurchase,
    receiptsByOrder,
    receiptsByTransfer,
    arrivalsByPoint,
    lotOrigins,
    movesByOrder,
    movesByTransfer,
    movesByLine,
    consumed,
    holdsByOrder,
    shipmentsByLine,
    bucketsByPoint: buckets.byPoint,
    lastCountAt: buckets.lastCountAt,
    purchaseHistory: (id) =>
      facts.historyOf("erp.purchase-order-line", id) as readonly Fact<"erp.purchase-order-line">[],
    holdHistory: (id) => facts.historyOf("mes.quality-hold", id) as readonly Fact<"mes.quality-hold">[],
    resourceHistory: (id, from) => {
      const said: Fact<"mes.resource-state">[] = [];
      for (const since of states.get(id)?.keys() ?? [])
        if (since >= from) said.push(...(facts.historyOf("mes.resource-state", `${id}@${since}`) as typeof said));
      return said.sort(byFactOrder);
    },
    stopsOf: (id) => knownOrMade(stops, id, () => stopsOf(listed.get(id) ?? [])),
    findings: [],
    expiries,
    named,
    pointsOfItem: (item) => byItem.get(item) ?? [],
    picksAt: (point) => {
      const here = picks.get(point);
      return here === undefined ? [] : [...here.keys()].sort(byCodeUnit).flatMap((line) => here.get(line) ?? []);
    },
    get dueAt() {
      return Math.min(starts.next(), departures.next());
    },
    tick(clock) {
      world.clock = clock;
      now = floorToMinute(clock);
      for (const order of starts.due(clock)) {
        listOperations(order);
        marks.order(order);
      }
      for (const fact of departures.due(clock)) {
        if (fact.type !== "wms.shipment" || world.shipments.get(fact.key) !== fact) continue;
        if (!left.has(fact)) depart(fact);
        arrive(fact);
        marks.line(fact.data.salesOrderLine);
      }
    },
    update(change) {
      const { type, before, after } = change;
      if (before !== after && !NAMES_NO_POINT.has(type) && type !== "master.bom" && type !== "erp.production-order") {
        if (before !== null) count(before, -1);
        if (after !== null) count(after, 1);
      }
      apply(change);
    },
    listWhatCame() {
      for (const [resource, come] of statesToList) listStates(resource, come);
      emptied(statesToList);
    },
    renewExpiries() {
      for (const [key, list] of expiryFacts) {
        const at = readExpiry(latestOnes(list), plant.endOfDay);
        if (at !== undefined) expiries.set(key, at);
      }
    },
  };

  const count = (fact: AnyFact, by: number): void => {
    for (const point of pointsNamedBy(fact)) {
      const sum = (named.get(point) ?? 0) + by;
      if (sum > 0) named.set(point, sum);
      else named.delete(point);
      if ((by > 0 && sum === 1) || sum === 0) {
        const item = point.slice(0, point.lastIndexOf("@"));
        if (by > 0) addTo(byItem, item, point);
        else takeFrom(byItem, item, point);
        marks.point(point);
      }
    }
  };

  const listOperations = (order: string): void => {
    const list = [...(reports.get(order)?.values() ?? [])].sort((a, b) => a.data.seq - b.data.seq);
    const inForce = list.map((fact) => {
      const { startedAt } = fact.data;
      if (startedAt === undefined || startedAt <= world.clock) return fact;
      starts.wake(order, startedAt);
      return notBegun(fact);
    });
    if (inForce.length === 0) world.operations.delete(order);
    else world.operations.set(order, inForce);
  };

  /** Puts a report in the place of the one before it; false if there was none, or if it is not in force as it stands. */
  const listReport = (fact: Fact<"mes.operation">): boolean => {
    const { order, seq, startedAt } = fact.data;
    const list = world.operations.get(order);
    const k = list?.findIndex(({ data }) => data.seq === seq) ?? -1;
    if (list === undefined || k < 0 || (startedAt !== undefined && startedAt > world.clock)) return false;
    world.operations.set(order, list.with(k, fact));
    return true;
  };

  /** Of each resource the states that are others than those listed. */
  const statesToList = new Map<string, Fact<"mes.resource-state">[]>();
  /** Once for all that has come: a machine has been in hundreds of thousands of states. */
  const listStates = (resource: string, come: readonly Fact<"mes.resource-state">[]): void => {
    const known = listed.get(resource);
    const [first] = come;
    const last = known?.at(-1)?.data.since ?? -NEVER;
    // Most often it is one more, and the latest. One that went was listed, and is no later than the last.
    if (known !== undefined && come.length === 1 && first !== undefined && first.data.since > last) {
      known.push(first);
      const own = stops.get(resource);
      if (own !== undefined) addStop(own, first.data);
      return;
    }
    const list = [...(states.get(resource)?.values() ?? [])].sort((a, b) => a.data.since - b.data.since);
    stops.delete(resource);
    if (list.length === 0) listed.delete(resource);
    else listed.set(resource, list);
  };

  const lie = (places: readonly LotPlace[]): void => {
    for (const { point, lot } of places) marks.lot(point, lot);
  };

  const depart = (fact: Fact<"wms.shipment">): void => {
    left.add(fact);
    shipmentsByLine.add(fact.data.salesOrderLine, fact);
    lie(buckets.move(fact, true));
    renewPicks(fact.data.salesOrderLine);
  };

  const arrive = (fact: Fact<"wms.shipment">): void => {
    const { deliveredAt } = fact.data;
    if (deliveredAt !== undefined && deliveredAt > world.clock) departures.wake(fact, deliveredAt);
  };

  /** What is picked for a line and has not left: looked up again when a move or a shipment names it. */
  const renewPicks = (line: string): void => {
    for (const point of pickedAt.get(line) ?? []) {
      marks.point(point);
      const here = picks.get(point);
      here?.delete(line);
      if (here?.size === 0) picks.delete(point);
    }
    const byPoint = groupBy(picksOf(plant, line), ({ point }) => point);
    for (const [point, own] of byPoint) {
      marks.point(point);
      picks.set(point, (picks.get(point) ?? new Map()).set(line, own));
    }
    if (byPoint.size === 0) pickedAt.delete(line);
    else pickedAt.set(line, [...byPoint.keys()]);
  };

  const expire = (fact: Fact<"wms.receipt"> | Fact<"wms.stock-count">, isIn: boolean): void => {
    const { data } = fact;
    if (data.expiresAt === undefined) return;
    const key = expiryKey(data);
    if (isIn) expiryFacts.add(key, fact);
    else expiryFacts.remove(key, fact);
    const at = readExpiry(latestOnes(expiryFacts.get(key) ?? []), plant.endOfDay);
    if (at === expiries.get(key)) return;
    if (at === undefined) expiries.delete(key);
    else expiries.set(key, at);
    for (const point of plant.pointsOfItem(data.item)) marks.lot(point, data.lot ?? "");
  };

  /** Of a bucket the last count that says when its lot expires, which need not be the last one. */
  const expireCounted = (bucket: string): void => {
    const said = facts.expiringCounts(bucket);
    const last = latestOnes(said);
    const known = expiringCounts.get(bucket) ?? [];
    if (last.length === 0) expiringCounts.delete(bucket);
    else expiringCounts.set(bucket, last);
    for (const fact of known) if (!last.includes(fact)) expire(fact, false);
    for (const fact of last) if (!known.includes(fact)) expire(fact, true);
  };

  /** What a lot is pegged to and held by may be something else by that, wherever it lies. */
  const nameOrigins = (fact: Fact<"wms.receipt"> | Fact<"wms.stock-move">, isIn: boolean): void => {
    if (!lotOrigins.turn(lotOf(fact), fact, isIn ? 1 : -1)) return;
    for (const point of plant.pointsOfItem(fact.data.item)) marks.lot(point, fact.data.lot ?? "");
  };

  const receive = (fact: Fact<"wms.receipt">, isIn: boolean): void => {
    const { data } = fact;
    const turn = isIn ? "add" : "remove";
    receiptsByPurchase[turn](data.purchaseOrderLine, fact);
    receiptsByOrder[turn](data.productionOrder, fact);
    receiptsByTransfer[turn](data.transferOrder, fact);
    arrivalsByPoint[turn](arrivalPoint(fact), fact);
    marks.news(arrivalPoint(fact));
    nameOrigins(fact, isIn);
    lie(buckets.move(fact, isIn));
    if (data.purchaseOrderLine !== undefined) marks.purchase(data.purchaseOrderLine);
    if (data.productionOrder !== undefined) marks.received(data.productionOrder);
    if (data.transferOrder !== undefined) marks.transfer(data.transferOrder);
    expire(fact, isIn);
  };

  const move = (fact: Fact<"wms.stock-move">, isIn: boolean): void => {
    const { data } = fact;
    const turn = isIn ? "add" : "remove";
    if (isArrival(fact)) {
      arrivalsByPoint[turn](arrivalPoint(fact), fact);
      marks.news(arrivalPoint(fact));
      nameOrigins(fact, isIn);
    }
    movesByOrder[turn](data.productionOrder, fact);
    movesByTransfer[turn](data.transferOrder, fact);
    movesByLine[turn](data.salesOrderLine, fact);
    lie(buckets.move(fact, isIn));
    if (data.productionOrder !== undefined) {
      if (isIn) marks.issued(data.productionOrder);
      else marks.order(data.productionOrder);
    }
    if (data.transferOrder !== undefined) marks.transfer(data.transferOrder);
    if (data.salesOrderLine !== undefined) renewPicks(data.salesOrderLine);
  };

  const set = <V>(map: Map<string, V>, key: string, value: V | null): void => {
    if (value === null) map.delete(key);
    else map.set(key, value);
  };

  /** Of one that is new or gone, whatever names it says so itself. */
  const tellOfItem = (before: Fact<"master.item"> | null, after: Fact<"master.item"> | null): void => {
    if (before !== null && after !== null && nameIn(before) !== nameIn(after)) marks.itemName(after.key);
    const [was, is] = [before?.data, after?.data];
    if (was?.shelfLifeDays === is?.shelfLifeDays && isSameValue(was?.unitPrice ?? null, is?.unitPrice ?? null)) return;
    for (const point of plant.pointsOfItem(after?.key ?? before?.key ?? "")) marks.goods(point);
  };

  /** BOMs and orders keep only the components that are known items. */
  const renewComponents = (item: string): void => {
    for (const fact of withComponent.get(item) ?? []) {
      const isBom = fact.type === "master.bom";
      setFiltered(isBom ? world.boms : world.productionOrders, fact.key, filtered(fact));
      if (isBom) ordersAt(fact.key);
      else marks.order(fact.key);
    }
  };
  /** BOMs and orders in force as they came, by each item that they list, known or not. */
  const withComponent = new Map<string, Set<WithComponents>>();
  const listComponents = (before: WithComponents | null, after: WithComponents | null): void => {
    if (before !== null) for (const { item } of before.data.components ?? []) takeFrom(withComponent, item, before);
    if (after !== null) for (const { item } of after.data.components ?? []) addTo(withComponent, item, after);
  };
  const orderIdsAt = new Map<string, Set<string>>();
  /** By customer: those in force. */
  const linesOf = new Map<string, Set<string>>();
  const isKnown = { has: (item: string): boolean => facts.isKnownItem(item) };
  const filtered = <F extends WithComponents>(fact: F): F => knownOnly(fact, isKnown);
  /** Only known components name a point. */
  const setFiltered = (map: Map<string, unknown>, key: string, fact: AnyFact | null): void => {
    const before = map.get(key) as AnyFact | undefined;
    if (fact !== null) count(fact, 1);
    if (before !== undefined) count(before, -1);
    edges.turn(before ?? null, fact);
    set(map, key, fact);
  };

  const ordersAt = (point: string): void => {
    for (const id of orderIdsAt.get(point) ?? []) marks.order(id);
  };

  const apply = ({ type, key, before, after }: FactChange): void => {
    const fact = after ?? before;
    if (fact === null) return;
    switch (type) {
      case "master.site":
        set(world.sites, key, after as Fact<"master.site"> | null);
        // Seldom changed, and much hangs on it. What is new, and what says the same again, changes nothing by itself.
        if (before !== null && (after === null || !isSameValue(before.data, after.data))) marks.everything();
        return;
      case "master.item":
        set(world.items, key, after as Fact<"master.item"> | null);
        tellOfItem(before as Fact<"master.item"> | null, after as Fact<"master.item"> | null);
        if ((before === null) !== (after === null)) renewComponents(key);
        return;
      case "master.calendar":
        set(world.calendars, key, after as Fact<"master.calendar"> | null);
        if (before !== null && after !== null && isSameValue(before.data, after.data)) return;
        for (const [id, { data }] of world.resources) if (data.calendar === key) marks.resourceData(id);
        return;
      case "master.resource":
        set(world.resources, key, after as Fact<"master.resource"> | null);
        if (before === null || after === null || !isSameValue(before.data, after.data)) marks.resourceData(key);
        return;
      case "master.supplier":
        set(world.suppliers, key, after as Fact<"master.supplier"> | null);
        // Nothing else is asked of one.
        if (nameIn(before) !== nameIn(after)) marks.supplierName(key);
        return;
      case "master.customer":
        set(world.customers, key, after as Fact<"master.customer"> | null);
        if (before !== null && after !== null && isSameValue(before.data, after.data)) return;
        for (const id of linesOf.get(key) ?? []) marks.line(id);
        return;
      case "master.bom":
        listComponents(before as WithComponents | null, after as WithComponents | null);
        setFiltered(world.boms, key, after === null ? null : filtered(after as Fact<"master.bom">));
        ordersAt(key);
        return;
      case "master.routing":
        set(world.routings, key, after as Fact<"master.routing"> | null);
        ordersAt(key);
        marks.assumption(key);
        return;
      case "master.sourcing": {
        const { data } = fact as Fact<"master.sourcing">;
        const point = pointId(data.item, data.site);
        const others = (world.sourcing.get(point) ?? []).filter((one) => one.data.supplier !== data.supplier);
        const all = after === null ? others : [...others, after as Fact<"master.sourcing">];
        set(world.sourcing, point, all.length === 0 ? null : all);
        marks.assumption(point);
        return;
      }
      case "master.stocking":
        set(world.stocking, key, after as Fact<"master.stocking"> | null);
        return;
      case "master.response-cost":
        set(world.responseCosts, key, after as Fact<"master.response-cost"> | null);
        return;
      case "erp.sales-order-line":
        if (before?.type === type) takeFrom(linesOf, before.data.customer, key);
        if (after?.type === type) addTo(linesOf, after.data.customer, key);
        set(world.salesOrderLines, key, after as Fact<"erp.sales-order-line"> | null);
        marks.line(key);
        return;
      case "erp.production-order": {
        listComponents(before as WithComponents | null, after as WithComponents | null);
        setFiltered(
          world.productionOrders,
          key,
          after === null ? null : filtered(after as Fact<"erp.production-order">),
        );
        if (before?.type === type) takeFrom(orderIdsAt, pointId(before.data.item, before.data.site), key);
        if (after?.type === type) addTo(orderIdsAt, pointId(after.data.item, after.data.site), key);
        marks.order(key);
        return;
      }
      case "erp.purchase-order-line":
        set(world.purchaseOrderLines, key, after as Fact<"erp.purchase-order-line"> | null);
        marks.purchase(key);
        return;
      case "erp.transfer-order":
        set(world.transferOrders, key, after as Fact<"erp.transfer-order"> | null);
        marks.transfer(key);
        edges.turn(before, after);
        return;
      case "erp.stock-on-hand":
        set(world.erpStock, key, after as Fact<"erp.stock-on-hand"> | null);
        marks.news(key);
        return;
      case "erp.plan-published":
        set(world.plans, key, after as Fact<"erp.plan-published"> | null);
        return;
      case "mes.operation": {
        const { data } = fact as Fact<"mes.operation">;
        const own = reports.get(data.order) ?? new Map<number, Fact<"mes.operation">>();
        reports.set(data.order, own);
        if (after === null) own.delete(data.seq);
        else own.set(data.seq, after as Fact<"mes.operation">);
        if (before !== null && after !== null && listReport(after as Fact<"mes.operation">)) {
          marks.report(data.order, data.seq);
          return;
        }
        listOperations(data.order);
        marks.order(data.order);
        return;
      }
      case "mes.resource-state": {
        const { data } = fact as Fact<"mes.resource-state">;
        const own = states.get(data.resource) ?? new Map<Instant, Fact<"mes.resource-state">>();
        states.set(data.resource, own);
        if (after === null) own.delete(data.since);
        else own.set(data.since, after as Fact<"mes.resource-state">);
        knownOrMade(statesToList, data.resource, () => []).push(fact as Fact<"mes.resource-state">);
        marks.resource(data.resource);
        return;
      }
      case "mes.quality-hold": {
        const was = before as Fact<"mes.quality-hold"> | null;
        if (was !== null) holdsByOrder.remove(was.data.target.productionOrder, was);
        if (was !== null) holdTargets(was.data.target);
        set(world.holds, key, after as Fact<"mes.quality-hold"> | null);
        const is = after as Fact<"mes.quality-hold"> | null;
        if (is !== null) holdsByOrder.add(is.data.target.productionOrder, is);
        marks.hold(key);
        return;
      }
      case "wms.stock-count": {
        const [was, is] = [before, after] as (Fact<"wms.stock-count"> | null)[];
        if (was !== is)
          for (const { point, lot } of buckets.count(was ?? null, is ?? null)) {
            marks.lot(point, lot);
            marks.counted(point);
          }
        expireCounted(key);
        return;
      }
      case "wms.stock-move":
        move(fact as Fact<"wms.stock-move">, after !== null);
        return;
      case "wms.receipt":
        receive(fact as Fact<"wms.receipt">, after !== null);
        return;
      case "wms.shipment": {
        if (before !== null) {
          const was = before as Fact<"wms.shipment">;
          if (left.delete(was)) {
            shipmentsByLine.remove(was.data.salesOrderLine, was);
            lie(buckets.move(was, false));
            renewPicks(was.data.salesOrderLine);
          }
          marks.line(was.data.salesOrderLine);
        }
        set(world.shipments, key, after as Fact<"wms.shipment"> | null);
        if (after !== null) {
          const is = after as Fact<"wms.shipment">;
          if (is.data.shippedAt <= world.clock) {
            depart(is);
            arrive(is);
          } else departures.wake(is, is.data.shippedAt);
          marks.line(is.data.salesOrderLine);
        }
        return;
      }
      case "mes.consumption": {
        const used = fact as Fact<"mes.consumption">;
        const { order } = used.data;
        if (after !== null) {
          consumptions.add(order, used);
          consumed.add(used.data);
        } else {
          consumptions.remove(order, used);
          consumed.renew(order, consumptions.get(order) ?? []);
        }
        marks.order(order);
        return;
      }
      case "tower.estimate": {
        set(world.estimates, key, after as Fact<"tower.estimate"> | null);
        const { target } = (fact as Fact<"tower.estimate">).data;
        if (target.resource !== undefined) marks.resource(target.resource);
        if (target.hold !== undefined) marks.hold(target.hold);
        if (target.purchaseOrderLine !== undefined) marks.purchase(target.purchaseOrderLine);
        return;
      }
    }
  };

  const holdTargets = (target: Data<"mes.quality-hold">["target"]): void => {
    for (const point of pointsHeld(plant, target)) marks.held(point);
    if (target.productionOrder !== undefined) marks.order(target.productionOrder);
  };

  return plant;
}

const nameIn = (fact: AnyFact | null): string | undefined => (fact as Fact<"master.item"> | null)?.data.name;

/** The points where what an order made may lie. */
export function pointsMadeBy(plant: LivePlant, order: string): Iterable<string> {
  const items = new Set((plant.receiptsByOrder.get(order) ?? []).map(({ data }) => data.item));
  const ordered = plant.world.productionOrders.get(order)?.data.item;
  if (ordered !== undefined) items.add(ordered);
  return [...items].flatMap((item) => [...plant.pointsOfItem(item)]);
}

/** The points where a hold's target may lie. */
export function pointsHeld(plant: LivePlant, target: Data<"mes.quality-hold">["target"]): Iterable<string> {
  if (target.productionOrder !== undefined) return pointsMadeBy(plant, target.productionOrder);
  return target.item === undefined ? [] : plant.pointsOfItem(target.item);
}
