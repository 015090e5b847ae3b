import { assert, present } from "@lockstep/domain/assert";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { ParkedFact } from "@lockstep/domain/ledger";
import type { Finding, World } from "@lockstep/domain/world";
import type { Changes, Delta, EngineInput } from "../engine.ts";
import { type PointRow, pointRow } from "../point-row.ts";
import { createPrices } from "../prices.ts";
import { sitesOfSubject } from "../subject-sites.ts";
import { productionOrderView, resourceView, stockingPointView } from "../view-rows.ts";
import type { CauseView, OrderLineView, ProductionOrderView, Projection, StockingPointView } from "../views.ts";
import { change, Draft } from "./draft.ts";
import { createFactsInForce, type FactChange } from "./facts-in-force.ts";
import { forkOf } from "./fork.ts";
import { createLineNodes, type LineNode } from "./line-node.ts";
import { type LineRow, shownRow, type TimelessLine, timelessRow } from "./line-rows.ts";
import { createLiveCauses } from "./live-causes.ts";
import { createLiveFindings } from "./live-findings.ts";
import { createLiveLines } from "./live-lines.ts";
import { createLiveNetwork } from "./live-network.ts";
import { mapView } from "./map-view.ts";
import type { Work } from "./network-parts.ts";
import { emptied } from "./sets.ts";
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
  /** The same, as it is now whatever comes; of stocking points nothing. */
  kept(): Omit<Projection, "findings" | "stockingPoints">;
  /** A stocking point as it stands, shown at a minute. */
  pointAt(id: string, now: Instant): StockingPointView | null;
  /** When something counts that was told ahead of its time, to the millisecond; `NEVER`: nothing waits. */
  readonly dueAt: Instant;
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
  readonly work: Work & { linesProjected: number; placesExplained: number; causesWeighed: number };
}

export function createLiveEngine({ mode, currency }: LiveEngineOptions): LiveEngine {
  const facts = createFactsInForce(mode, (type, key) => {
    if (type === "mes.operation") liveFindings.reported(key);
  });
  const watchers = createWatchers();
  const nodes = createLineNodes();
  const dirtyOrders = new Set<string>();
  const live = createLiveNetwork(facts, nodes, {
    order: (id) => dirtyOrders.add(id),
    thing: (kind, id) => {
      for (const one of watchers.of(kind, id)) one.touch();
    },
  });
  const { plant } = live;
  const liveFindings = createLiveFindings(plant, facts, currency);
  const prices = createPrices(plant.world, currency);
  const causes = createLiveCauses({
    plant,
    prices,
    sitesOfSubject: (found) => sitesOfSubject(plant.world, found),
  });
  const lines = createLiveLines({ nodes, live, prices, causes, watchers });
  const orderViews = new Map<string, ProductionOrderView>();
  /** Points of which the ERP states something else since changes were asked for. */
  const erpStockChanged = new Set<string>();

  const showOrder = (id: string, changes: Draft<ProductionOrderView>): void => {
    const order = live.orders.get(id);
    const before = orderViews.get(id);
    if (order !== undefined) change(orderViews, changes, id, productionOrderView(order));
    else if (before !== undefined) {
      orderViews.delete(id);
      changes.remove(id, before);
    }
  };

  const changedPoints = (): ReadonlySet<string> => {
    const changed = live.takeEvaluated();
    for (const id of erpStockChanged) changed.add(id);
    emptied(erpStockChanged);
    return changed;
  };

  /** The minute of what was shown last. */
  let shownAt: Instant = -NEVER;
  const projection: LiveEngine["projection"] = {
    get now() {
      return plant.now;
    },
    orderLines: mapView(nodes.byId, (node) => shownRow(rowOf(node), plant.now)),
    productionOrders: orderViews,
    stockingPoints: mapView(live.points, (point) => stockingPointView(plant.world, point, plant.now)),
    get resources() {
      return new Map(live.resourceIds().map((id) => [id, resourceView(plant.resourceOf(id))]));
    },
    causes: causes.views,
  };

  const readIn = ({ facts: added, withdrawn, clock }: EngineInput): readonly FactChange[] => {
    const changes = facts.apply(added, withdrawn, clock);
    plant.tick(clock);
    for (const one of changes) {
      plant.update(one);
      liveFindings.change(one);
      if (one.type === "erp.stock-on-hand") erpStockChanged.add(one.key);
    }
    plant.listWhatCame();
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
      lines.wakeDue();
      causes.wakeDue();
    }
    const lineChanges = new Draft<LineRow>();
    const causeChanges = new Draft<CauseView>();
    const productionOrders = new Draft<ProductionOrderView>();
    lines.project(lineChanges);
    causes.weigh(causeChanges);
    for (const id of dirtyOrders) showOrder(id, productionOrders);
    emptied(dirtyOrders);
    const orderLines = new ShownChanges(lineChanges, shownAt, plant.now);
    shownAt = plant.now;
    const hasOtherNames = changes.some(({ type }) => type === "master.item" || type === "master.customer");
    return { orderLines, productionOrders, causes: causeChanges, facts: changes, hasOtherNames };
  };

  return {
    takeIn,
    apply,
    inForce: facts.inForce,
    fork: (hypothetical) => forkOf(apply, hypothetical, plant.world.clock),
    projection,
    kept() {
      const { now } = plant;
      const rows = new Map<string, LineRow>();
      for (const [id, node] of nodes.byId) rows.set(id, rowOf(node));
      return {
        now,
        orderLines: mapView(rows, (row) => shownRow(row, now)),
        productionOrders: new Map(orderViews),
        resources: projection.resources,
        causes: new Map(causes.views),
      };
    },
    pointAt: (id, now) => {
      const point = live.points.get(id);
      return point === undefined ? null : stockingPointView(plant.world, point, now);
    },
    get dueAt() {
      return Math.min(facts.dueAt, plant.dueAt);
    },
    changedPoints,
    pointRow: (id) => {
      const point = live.points.get(id);
      return point === undefined ? null : pointRow(plant.world, point, plant.now);
    },
    timelessLine: (id) => {
      const node = nodes.byId.get(id);
      return node === undefined ? null : timelessRow(rowOf(node));
    },
    world: plant.world,
    parked: facts.parked,
    findings: () => [...liveFindings.all(), ...live.findings(), ...liveFindings.foreignCurrencies()],
    findingsOfFacts: liveFindings.all,
    get work() {
      const { projected: linesProjected, explained: placesExplained } = lines;
      return { ...live.work, linesProjected, placesExplained, causesWeighed: causes.weighed };
    },
  };
}

const rowOf = ({ id, row }: LineNode): LineRow => present(row, () => `line ${id} is looked at in the midst of a pass`);

/** Rows are made when they are looked at. */
class ShownChanges implements Changes<OrderLineView> {
  readonly #draft: Draft<LineRow>;
  readonly #before: Instant;
  readonly #now: Instant;

  constructor(draft: Draft<LineRow>, before: Instant, now: Instant) {
    this.#draft = draft;
    this.#before = before;
    this.#now = now;
  }

  get added(): Changes<OrderLineView>["added"] {
    return mapView(this.#draft.added, (row) => shownRow(row, this.#now));
  }
  get updated(): Changes<OrderLineView>["updated"] {
    return mapView(this.#draft.updated, ([from, to]) => [shownRow(from, this.#before), shownRow(to, this.#now)]);
  }
  get removed(): Changes<OrderLineView>["removed"] {
    return mapView(this.#draft.removed, (row) => shownRow(row, this.#before));
  }
}
