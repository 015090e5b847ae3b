import { assert } from "@lockstep/domain/assert";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, NEVER } from "@lockstep/domain/instant";
import type { ParkedFact } from "@lockstep/domain/ledger";
import { byCodeUnit, type Finding, type World } from "@lockstep/domain/world";
import { type CauseSources, causeKey, causeOf, type Hit, isCauseOf } from "../causes.ts";
import type { Delta, EngineInput } from "../engine.ts";
import type { Demand } from "../model.ts";
import { type PointRow, pointRow } from "../point-row.ts";
import { createPrices } from "../prices.ts";
import { type LineProjection, projectLine } from "../project-line.ts";
import { isSameValue } from "../same-value.ts";
import { sitesOfSubject } from "../subject-sites.ts";
import { productionOrderView, resourceView, stockingPointView } from "../view-rows.ts";
import type { CauseView, OrderLineView, ProductionOrderView, Projection } from "../views.ts";
import { createFactsInForce, type FactChange } from "./facts-in-force.ts";
import { forkOf } from "./fork.ts";
import { isSameRow, type LineRow, type Slide, shownRow, type TimelessLine, timelessRow } from "./line-rows.ts";
import { createLiveFindings } from "./live-findings.ts";
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
  /** Before the first `apply`, which projects them with its own. Says what they say. */
  takeIn(facts: readonly AnyFact[], clock: Instant): readonly FactChange[];
  apply(input: EngineInput): Delta;
  /** What would be different if these facts came, too; nothing is, afterwards. Throws if a fact is no good. */
  fork(facts: readonly AnyFact[]): Delta;
  /** The fact that counts of a key; of a movement none. */
  inForce(type: FactType, key: string): AnyFact | null;
  /** Live: it changes with the next `apply`. */
  readonly projection: Omit<Projection, "findings">;
  /** Those evaluated since this was asked last, and those gone since: at first all. */
  changedPoints(): ReadonlySet<string>;
  /** With its times as they are, also those that are past. */
  pointRow(id: string): PointRow | null;
  timelessLine(id: string): TimelessLine | null;
  readonly world: World;
  parked(): readonly ParkedFact[];
  /** Those of the network, and what facts say about each other; in any order. */
  findings(): readonly Finding[];
  /** What facts say about each other; in any order. */
  findingsOfFacts(): readonly Finding[];
  readonly work: Work & { linesProjected: number; causesWeighed: number };
}

export function createLiveEngine({ mode, currency }: LiveEngineOptions): LiveEngine {
  const facts = createFactsInForce(mode, (type, key) => {
    if (type === "mes.operation") liveFindings.reported(key);
  });
  const watchers = createWatchers();
  const dirtyLines = new Set<string>();
  const dirtyOrders = new Set<string>();
  const dirtyCauses = new Set<string>();
  const live = createLiveNetwork(facts, {
    line: (id) => dirtyLines.add(id),
    order: (id) => dirtyOrders.add(id),
    thing: (kind, id) => {
      for (const line of watchers.of(kind, id)) dirtyLines.add(line);
    },
  });
  const { plant, network } = live;
  const liveFindings = createLiveFindings(plant, facts, currency);
  const prices = createPrices(plant.world, currency);
  const sources: CauseSources = { plant, prices, sitesOfSubject: (found) => sitesOfSubject(plant.world, found) };
  const rows = new Map<string, LineRow>();
  const orderViews = new Map<string, ProductionOrderView>();
  const causeViews = new Map<string, CauseView>();
  /** Points of which the ERP states something else since changes were asked for. */
  const erpStockChanged = new Set<string>();
  const hits = new Map<string, { readonly hit: Hit; readonly key: string }>();
  const hitsByCause = new Map<string, Map<string, Hit>>();
  /** Of each cause, as it was weighed last. */
  const subjectSites = new Map<string, readonly string[]>();
  /** Lines that get what lies there now and do not slide: as their delivery moves, more may change. */
  const restless = new Set<string>();
  const lineTimers = createTimers<string>();
  const causeTimers = createTimers<string>();
  const counts = { linesProjected: 0, causesWeighed: 0 };

  const projectOne = (id: string, changes: Draft<LineRow>): void => {
    const line = live.lines.get(id);
    const before = rows.get(id);
    restless.delete(id);
    if (line === undefined) {
      setHit(id, null);
      watchers.forget(id);
      rows.delete(id);
      if (before !== undefined) changes.removed.set(id, before);
      return;
    }
    counts.linesProjected += 1;
    const demand = live.demandOfLine(id);
    const { projection: projected, walk, hit } = projectLine({ network, prices }, line, demand);
    setHit(id, hit);
    for (const { supply } of projected.allocations) {
      // A transfer may be planned to arrive before it leaves: then it is available when that time has passed.
      if (supply.source.what === "to-ship" && supply.availableAt > plant.now) lineTimers.wake(id, supply.availableAt);
    }
    if (walk === null) watchers.forget(id);
    else {
      watchers.watch(id, thingsOf(network, line, walk));
      for (const at of walkChangesAt(network, line, walk)) if (at > plant.now) lineTimers.wake(id, at);
    }
    const row = { projection: projected, slide: slideOf(projected, demand) };
    if (before !== undefined && isSameRow(before, row)) return;
    rows.set(id, row);
    if (before === undefined) changes.added.set(id, row);
    else changes.updated.set(id, [before, row]);
  };

  /** Null: its delivery stays where it is, or more than that moves with it. */
  const slideOf = ({ line, outcome }: LineProjection, demand: Demand | null): Slide | null => {
    const { id, pickMs, transitMs, promisedAt, lateToleranceMs } = line;
    if (demand === null || demand.availableAt === null || demand.availableAt > plant.now) return null;
    if (outcome.state !== "on-track" || outcome.sigmaHours !== 0) {
      restless.add(id);
      return null;
    }
    const slide = { lead: pickMs + transitMs, limit: promisedAt + lateToleranceMs };
    // From then on it is late.
    lineTimers.wake(id, Math.max(slide.limit - slide.lead, plant.now + 1));
    return slide;
  };

  const setHit = (id: string, hit: Hit | null): void => {
    const before = hits.get(id);
    if (hit === null) {
      if (before === undefined) return;
      hits.delete(id);
      hitsByCause.get(before.key)?.delete(id);
      dirtyCauses.add(before.key);
      return;
    }
    const isSameCause = before !== undefined && isCauseOf(before.hit.found, hit.found);
    const key = isSameCause ? before.key : causeKey(hit.found);
    // The same line as read anew: what a cause asks of it is the same. Its subject may be at another site.
    if (isSameCause && before.hit.line === hit.line && isSameHit(before.hit, hit)) {
      if (!isSameValue(subjectSites.get(key), sources.sitesOfSubject(hit.found))) dirtyCauses.add(key);
      return;
    }
    if (before !== undefined && !isSameCause) {
      hitsByCause.get(before.key)?.delete(id);
      dirtyCauses.add(before.key);
    }
    hits.set(id, { hit, key });
    const own = hitsByCause.get(key);
    if (own === undefined) hitsByCause.set(key, new Map([[id, hit]]));
    else own.set(id, hit);
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
    const sorted = [...own.values()].sort((a, b) => byCodeUnit(a.line.id, b.line.id));
    const [first] = sorted;
    if (first !== undefined) subjectSites.set(key, sources.sitesOfSubject(first.found));
    const view = causeOf(sources, key, sorted);
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
    const changed = live.takeEvaluated();
    for (const id of erpStockChanged) changed.add(id);
    erpStockChanged.clear();
    return changed;
  };

  /** The minute of what was shown last. */
  let shownAt: Instant = -NEVER;
  const projection: LiveEngine["projection"] = {
    get now() {
      return plant.now;
    },
    orderLines: mapView(rows, (row) => shownRow(row, plant.now)),
    productionOrders: orderViews,
    stockingPoints: mapView(live.points, (point) => stockingPointView(plant.world, point, plant.now)),
    get resources() {
      return new Map(live.resourceIds().map((id) => [id, resourceView(plant.resourceOf(id))]));
    },
    causes: causeViews,
  };

  const readIn = ({ facts: added, withdrawn, clock }: EngineInput): readonly FactChange[] => {
    const changes = facts.apply(added, withdrawn, clock);
    plant.tick(clock);
    for (const one of changes) {
      plant.update(one);
      liveFindings.change(one);
      if (one.type === "erp.stock-on-hand") erpStockChanged.add(one.key);
    }
    return changes;
  };

  const takeIn = (added: readonly AnyFact[], clock: Instant): readonly FactChange[] => {
    assert(shownAt === -NEVER, () => "facts are taken in before the first pass, or by one");
    return readIn({ facts: added, withdrawn: [], clock });
  };

  const apply = (input: EngineInput): Delta => {
    const changes = readIn(input);
    live.settle();
    if (plant.now !== shownAt) {
      for (const id of restless) dirtyLines.add(id);
      for (const id of lineTimers.due(plant.now)) dirtyLines.add(id);
      for (const key of causeTimers.due(plant.now)) dirtyCauses.add(key);
    }
    const lineChanges = draft<LineRow>();
    const delta = {
      orderLines: shownChanges(lineChanges, shownAt, plant.now),
      productionOrders: draft<ProductionOrderView>(),
      causes: draft<CauseView>(),
      facts: changes,
      hasOtherNames: changes.some(({ type }) => type === "master.item" || type === "master.customer"),
    };
    for (const id of dirtyLines) projectOne(id, lineChanges);
    for (const key of dirtyCauses) weigh(key, delta.causes);
    for (const id of dirtyOrders) showOrder(id, delta.productionOrders);
    dirtyLines.clear();
    dirtyCauses.clear();
    dirtyOrders.clear();
    shownAt = plant.now;
    return delta;
  };

  return {
    takeIn,
    apply,
    inForce: facts.inForce,
    fork: (hypothetical) => forkOf(apply, hypothetical, plant.world.clock),
    projection,
    changedPoints,
    pointRow: (id) => {
      const point = live.points.get(id);
      return point === undefined ? null : pointRow(plant.world, point, plant.now);
    },
    timelessLine: (id) => {
      const row = rows.get(id);
      return row === undefined ? null : timelessRow(row);
    },
    world: plant.world,
    parked: facts.parked,
    findings: () => [...liveFindings.all(), ...live.findings(), ...liveFindings.foreignCurrencies()],
    findingsOfFacts: liveFindings.all,
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

/** Rows are made when they are looked at. */
const shownChanges = ({ added, updated, removed }: Draft<LineRow>, before: Instant, now: Instant) => ({
  added: mapView(added, (row) => shownRow(row, now)),
  updated: mapView(updated, ([from, to]): readonly [OrderLineView, OrderLineView] => [
    shownRow(from, before),
    shownRow(to, now),
  ]),
  removed: mapView(removed, (row) => shownRow(row, before)),
});

/** A row that says the same stays the very same. */
function change<T>(rows: Map<string, T>, changes: Draft<T>, id: string, to: T): void {
  const from = rows.get(id);
  if (from === undefined) changes.added.set(id, to);
  else if (isSameValue(from, to)) return;
  else changes.updated.set(id, [from, to]);
  rows.set(id, to);
}
