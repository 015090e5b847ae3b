import { HOUR, type Instant, MINUTE, NEVER } from "@lockstep/domain/instant";
import type { ParkedFact } from "@lockstep/domain/ledger";
import { byCodeUnit, type Finding, type World } from "@lockstep/domain/world";
import { type CauseSources, causeKey, causeOf, type Hit } from "../causes.ts";
import type { Delta, EngineInput } from "../engine.ts";
import type { PointModel } from "../evaluate.ts";
import { createPrices } from "../prices.ts";
import { projectLine } from "../project-line.ts";
import { isSameValue } from "../same-value.ts";
import { sitesOfSubject } from "../subject-sites.ts";
import { allocationView, productionOrderView, resourceView, stockingPointView } from "../view-rows.ts";
import type { CauseView, OrderLineView, ProductionOrderView, Projection, StockingPointView } from "../views.ts";
import { createFactsInForce } from "./facts-in-force.ts";
import { createLiveNetwork, type Work } from "./live-network.ts";
import { mapView } from "./map-view.ts";
import { createTimers } from "./timers.ts";
import { thingsOf, walkChangesAt } from "./walk-things.ts";
import { createWatchers } from "./watchers.ts";

export interface LiveEngineOptions {
  readonly mode: "live" | "manual";
  /** ISO 4217; money in another currency counts 0. */
  readonly currency: string;
}

/** Says after every fact and every tick what a full projection says, and evaluates only what may have changed. */
export interface LiveEngine {
  apply(input: EngineInput): Delta;
  /** Live: it changes with the next `apply`. */
  readonly projection: Omit<Projection, "findings">;
  /** Those evaluated since this was asked last, and those gone since: at first all. */
  changedPoints(): ReadonlySet<string>;
  /** With its times as they are, also those that are past. */
  timelessPoint(id: string): StockingPointView | null;
  readonly world: World;
  parked(): readonly ParkedFact[];
  /** Those of the network; the facts' own are the ledger's. */
  findings(): readonly Finding[];
  readonly work: Work & { linesProjected: number; causesWeighed: number };
}

export function createLiveEngine({ mode, currency }: LiveEngineOptions): LiveEngine {
  const facts = createFactsInForce(mode);
  const watchers = createWatchers();
  const dirtyLines = new Set<string>();
  const dirtyOrders = new Set<string>();
  const dirtyCauses = new Set<string>();
  const live = createLiveNetwork(facts, {
    line: (id) => dirtyLines.add(id),
    order: (id) => dirtyOrders.add(id),
    thing: (key) => {
      for (const line of watchers.of(key)) dirtyLines.add(line);
    },
  });
  const { plant, network } = live;
  const prices = createPrices(plant.world, currency);
  const sources: CauseSources = { plant, prices, sitesOfSubject: (found) => sitesOfSubject(plant.world, found) };
  const lineViews = new Map<string, OrderLineView>();
  const orderViews = new Map<string, ProductionOrderView>();
  const causeViews = new Map<string, CauseView>();
  /** Each point as it was when changes were asked for: it is another object after each evaluation. */
  const pointsSeen = new Map<string, PointModel>();
  /** Points of which the ERP states something else since then. */
  const erpStockChanged = new Set<string>();
  const hits = new Map<string, Hit>();
  const hitsByCause = new Map<string, Map<string, Hit>>();
  /** Of each cause, as it was weighed last. */
  const subjectSites = new Map<string, readonly string[]>();
  /** Lines that get something that lies there now: their delivery moves with the clock. */
  const fromStock = new Set<string>();
  const lineTimers = createTimers<string>();
  const causeTimers = createTimers<string>();
  const counts = { linesProjected: 0, causesWeighed: 0 };

  const projectOne = (id: string, changes: Draft<OrderLineView>): void => {
    const line = live.lines.get(id);
    const before = lineViews.get(id);
    if (line === undefined) {
      setHit(id, null);
      watchers.forget(id);
      fromStock.delete(id);
      lineViews.delete(id);
      if (before !== undefined) changes.removed.set(id, before);
      return;
    }
    counts.linesProjected += 1;
    const demand = live.demandOfLine(id);
    const { view, walk, hit } = projectLine({ network, prices }, line, demand);
    setHit(id, hit);
    fromStock.delete(id);
    for (const { supply } of demand?.allocations ?? []) {
      if (supply.availableAt <= plant.now) fromStock.add(id);
      // A transfer may be planned to arrive before it leaves: then it is available when that time has passed.
      else if (supply.source.what === "to-ship") lineTimers.wake(id, supply.availableAt);
    }
    if (walk === null) watchers.forget(id);
    else {
      watchers.watch(id, thingsOf(network, line, walk));
      for (const at of walkChangesAt(network, line, walk)) if (at > plant.now) lineTimers.wake(id, at);
    }
    change(lineViews, changes, id, view);
  };

  /** A line on track that gets what lies there now moves with the clock, and nothing else of it; false if more may change. */
  const redate = (id: string, changes: Draft<OrderLineView>): boolean => {
    const { now } = plant;
    const view = lineViews.get(id);
    const line = live.lines.get(id);
    const demand = live.demandOfLine(id);
    if (view === undefined || line === undefined || view.state !== "on-track" || view.sigmaHours === null) return false;
    const availableAt = demand?.availableAt ?? null;
    if (demand === null || availableAt === null) return false;
    const allocations = demand.allocations.map((one) => allocationView(one, now));
    if (availableAt > now) {
      change(lineViews, changes, id, { ...view, allocations });
      return true;
    }
    const projectedDelivery = now + line.pickMs + line.transitMs;
    const slack = line.promisedAt + line.lateToleranceMs - projectedDelivery;
    if (view.sigmaHours > 0 || slack < 0) return false;
    change(lineViews, changes, id, { ...view, allocations, projectedDelivery, slackMinutes: slack / MINUTE });
    return true;
  };

  const setHit = (id: string, hit: Hit | null): void => {
    const before = hits.get(id);
    if (before === hit || (before !== undefined && hit !== null && isSameHit(before, hit))) {
      if (hit === null) return;
      // The same line as read anew: what a cause asks of it is the same. Its subject may be at another site.
      if (before?.line === hit.line) {
        const key = causeKey(hit.found);
        if (!isSameValue(subjectSites.get(key), sources.sitesOfSubject(hit.found))) dirtyCauses.add(key);
        return;
      }
    }
    if (before !== undefined) {
      const key = causeKey(before.found);
      hitsByCause.get(key)?.delete(id);
      dirtyCauses.add(key);
    }
    if (hit === null) {
      hits.delete(id);
      return;
    }
    hits.set(id, hit);
    const key = causeKey(hit.found);
    const own = hitsByCause.get(key) ?? new Map<string, Hit>();
    hitsByCause.set(key, own.set(id, hit));
    dirtyCauses.add(key);
  };

  const weigh = (key: string, changes: Draft<CauseView>): void => {
    const own = hitsByCause.get(key);
    const before = causeViews.get(key);
    if (own === undefined || own.size === 0) {
      hitsByCause.delete(key);
      causeViews.delete(key);
      subjectSites.delete(key);
      if (before !== undefined) changes.removed.set(key, before);
      return;
    }
    counts.causesWeighed += 1;
    for (const { found } of own.values()) subjectSites.set(key, sources.sitesOfSubject(found));
    const view = causeOf(
      sources,
      key,
      [...own.values()].sort((a, b) => byCodeUnit(a.line.id, b.line.id)),
    );
    for (const { actBy, lost } of view.impacted) {
      if (lost || actBy === null) continue;
      for (const left of [0, 4 * HOUR, 24 * HOUR, 72 * HOUR])
        if (actBy - left > plant.now) causeTimers.wake(key, actBy - left);
    }
    change(causeViews, changes, key, view);
  };

  const showOrder = (id: string, changes: Draft<ProductionOrderView>): void => {
    const order = live.orders.get(id);
    const before = orderViews.get(id);
    if (order !== undefined) change(orderViews, changes, id, productionOrderView(order));
    else if (before !== undefined) {
      orderViews.delete(id);
      changes.removed.set(id, before);
    }
  };

  const changedPoints = (): ReadonlySet<string> => {
    const changed = new Set(erpStockChanged);
    erpStockChanged.clear();
    for (const [id, point] of live.points) {
      if (pointsSeen.get(id) === point) continue;
      pointsSeen.set(id, point);
      changed.add(id);
    }
    if (pointsSeen.size > live.points.size) {
      for (const id of pointsSeen.keys()) if (!live.points.has(id) && pointsSeen.delete(id)) changed.add(id);
    }
    return changed;
  };

  let lastNow: Instant = -NEVER;
  const projection: LiveEngine["projection"] = {
    get now() {
      return plant.now;
    },
    orderLines: lineViews,
    productionOrders: orderViews,
    stockingPoints: mapView(live.points, (point) => stockingPointView(plant.world, point, plant.now)),
    get resources() {
      return new Map(live.resourceIds().map((id) => [id, resourceView(plant.resourceOf(id))]));
    },
    causes: causeViews,
  };

  return {
    apply({ facts: added, withdrawn, clock }) {
      const changes = facts.apply(added, withdrawn, clock);
      plant.tick(clock);
      for (const one of changes) {
        plant.update(one);
        if (one.type === "erp.stock-on-hand") erpStockChanged.add(one.key);
      }
      live.settle();
      const redated: string[] = [];
      if (plant.now !== lastNow) {
        lastNow = plant.now;
        for (const id of fromStock) if (!dirtyLines.has(id)) redated.push(id);
        for (const id of lineTimers.due(plant.now)) dirtyLines.add(id);
        for (const key of causeTimers.due(plant.now)) dirtyCauses.add(key);
      }
      const delta = {
        orderLines: draft<OrderLineView>(),
        productionOrders: draft<ProductionOrderView>(),
        causes: draft<CauseView>(),
        facts: changes,
        hasOtherNames: changes.some(({ type }) => type === "master.item" || type === "master.customer"),
      };
      for (const id of redated) if (!redate(id, delta.orderLines)) dirtyLines.add(id);
      for (const id of dirtyLines) projectOne(id, delta.orderLines);
      for (const key of dirtyCauses) weigh(key, delta.causes);
      for (const id of dirtyOrders) showOrder(id, delta.productionOrders);
      dirtyLines.clear();
      dirtyCauses.clear();
      dirtyOrders.clear();
      return delta;
    },
    projection,
    changedPoints,
    timelessPoint: (id) => {
      const point = live.points.get(id);
      return point === undefined ? null : stockingPointView(plant.world, point, -NEVER);
    },
    world: plant.world,
    parked: facts.parked,
    findings: live.findings,
    get work() {
      return { ...live.work, ...counts };
    },
  };
}

function isSameHit(a: Hit, b: Hit): boolean {
  return (
    a.valueAtRiskMinor === b.valueAtRiskMinor &&
    a.remainingWork === b.remainingWork &&
    a.resource === b.resource &&
    isSameValue(a.found, b.found) &&
    isSameValue(a.outcome, b.outcome)
  );
}

interface Draft<T> {
  readonly added: Map<string, T>;
  readonly updated: Map<string, readonly [from: T, to: T]>;
  readonly removed: Map<string, T>;
}

const draft = <T>(): Draft<T> => ({ added: new Map(), updated: new Map(), removed: new Map() });

/** A row that says the same stays the very same. */
function change<T>(rows: Map<string, T>, changes: Draft<T>, id: string, to: T): void {
  const from = rows.get(id);
  if (from === undefined) changes.added.set(id, to);
  else if (isSameValue(from, to)) return;
  else changes.updated.set(id, [from, to]);
  rows.set(id, to);
}
