import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import * as t from "@lockstep/domain/testing/events";
import type { World } from "@lockstep/domain/world";
import { project } from "../project.ts";
import type {
  CauseView,
  DemandView,
  OperationView,
  OrderLineView,
  ProductionOrderView,
  Projection,
  StockingPointView,
  SupplyKind,
} from "../views.ts";

/** What a test says happened; hours count from Monday 2026-03-02, 00:00 UTC. */
export interface Scene {
  /** A fact of the hour given, else of hour 0. */
  add(type: FactType, data: object, hours?: number): Scene;
  delete(type: FactType, key: object, hours: number): Scene;
  at(hours: number): Projected;
}

export interface Projected extends Projection {
  /** What it is a projection of. */
  readonly world: World;
  line(id: string): OrderLineView;
  order(id: string): ProductionOrderView;
  operation(order: string, seq: number): OperationView;
  point(id: string): StockingPointView;
  /** Supplies of a stocking point as `kind id quantity hour`, `?` behind what is assumed; of one kind, if it is given. */
  supplies(point: string, kind?: SupplyKind): readonly string[];
  demand(point: string, id: string): DemandView;
  /** What a demand was allocated, as `kind id quantity`. */
  taken(point: string, demand: string): readonly string[];
  /** The path of a line, as `what id`. */
  walk(line: string): readonly string[];
  /** The cause of a line as `kind subject`, else null. */
  causeOf(line: string): string | null;
  /** The subjects of one rule's findings. */
  found(rule: string): readonly string[];
  /** The causes as `kind subject`, by code unit. */
  readonly causeNames: readonly string[];
  cause(kind: string, subject: string): CauseView;
}

export const hour = t.at;
export const iso = t.iso;

const round = (quantity: number): number => Number(quantity.toFixed(6));
const hoursOf = (instant: number): string =>
  Number.isFinite(instant) ? String(Number(((instant - t.at(0)) / 3_600_000).toFixed(4))) : "never";

/** One plant PLANT-A in UTC without putaway and pick times. */
export function scene(): Scene {
  const events: CloudEvent[] = [];
  const self: Scene = {
    add: (type, data, hours = 0) => {
      events.push(t.event(type, data, { time: t.iso(hours), id: `e${String(events.length).padStart(5, "0")}` }));
      return self;
    },
    delete: (type, key, hours) => {
      events.push(t.tombstone(type, key, { time: t.iso(hours), id: `e${String(events.length).padStart(5, "0")}` }));
      return self;
    },
    at: (hours) => {
      const ledger = t.ledgerOf(...events);
      const world = ledger.worldAt(t.at(hours), "manual");
      return projected(project(world, { currency: "EUR" }), world);
    },
  };
  return self.add("master.site", { id: "PLANT-A", name: "Plant A", timeZone: "UTC" });
}

function projected(projection: Projection, world: World): Projected {
  const found = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`there is no ${what}`);
    return value;
  };
  const line = (id: string): OrderLineView => found(projection.orderLines.get(id), `line ${id}`);
  const order = (id: string): ProductionOrderView => found(projection.productionOrders.get(id), `order ${id}`);
  const point = (id: string): StockingPointView => found(projection.stockingPoints.get(id), `stocking point ${id}`);
  const demand = (at: string, id: string): DemandView =>
    found(
      point(at).demands.find((one) => one.id === id),
      `demand ${id} of ${at}`,
    );
  return {
    ...projection,
    world,
    line,
    order,
    point,
    demand,
    supplies: (at, kind) =>
      point(at)
        .supplies.filter((one) => kind === undefined || one.kind === kind)
        .map(
          (one) => `${one.kind} ${one.id} ${round(one.quantity)} ${hoursOf(one.availableAt)}${one.assumed ? "?" : ""}`,
        ),
    taken: (at, id) => demand(at, id).allocations.map((one) => `${one.kind} ${one.id} ${round(one.quantity)}`),
    walk: (id) => line(id).path.map((step) => `${step.what} ${step.id}`),
    causeOf: (id) => {
      const { cause } = line(id);
      return cause === null ? null : `${cause.kind} ${cause.subject}`;
    },
    found: (rule) => projection.findings.filter((one) => one.rule === rule).map(({ subject }) => subject),
    operation: (id, seq) => {
      const { operations } = order(id);
      return found(
        operations.find((one) => one.seq === seq),
        `operation ${id}/${seq}`,
      );
    },
    causeNames: [...projection.causes.values()].map(({ kind, subject }) => `${kind} ${subject}`).sort(),
    cause: (kind, subject) =>
      found(
        [...projection.causes.values()].find((one) => one.kind === kind && one.subject === subject),
        `cause ${kind} of ${subject}`,
      ),
  };
}

const SITE = "PLANT-A";

export const item = (id: string, more: object = {}) => ({ id, name: id, uom: "pc", ...more });
export const resource = (id: string, more: object = {}) => ({ id, site: SITE, name: id, kind: "line", ...more });
export const routing = (product: string, ...operations: readonly object[]) => ({
  item: product,
  site: SITE,
  operations,
});
export const bom = (product: string, ...components: readonly object[]) => ({ item: product, site: SITE, components });
export const counted = (what: string, quantity: number, more: object = {}) => ({
  site: SITE,
  location: "BIN-1",
  item: what,
  status: "available",
  quantity,
  ...more,
});
export const made = (
  id: string,
  product: string,
  quantity: number,
  hours: readonly [number, number],
  more: object = {},
) => ({
  id,
  item: product,
  site: SITE,
  quantity,
  plannedStart: iso(hours[0]),
  plannedFinish: iso(hours[1]),
  status: "released",
  ...more,
});
export const bought = (id: string, what: string, quantity: number, promised: number, more: object = {}) => ({
  order: id,
  line: "1",
  supplier: "V",
  item: what,
  site: SITE,
  quantity,
  orderedAt: iso(-200),
  promisedAt: iso(promised),
  status: "open",
  ...more,
});
export const sold = (id: string, what: string, quantity: number, promised: number, more: object = {}) => ({
  order: id,
  line: "1",
  customer: "K",
  item: what,
  site: SITE,
  quantity,
  unitPrice: { amount: "10.00", currency: "EUR" },
  requestedAt: iso(promised),
  promisedAt: iso(promised),
  status: "open",
  ...more,
});
export const reported = (order: string, seq: number, state: string, more: object = {}) => ({
  order,
  seq,
  resource: "LINE-1",
  state,
  good: 0,
  scrap: 0,
  ...more,
});
export const held = (id: string, target: object, more: object = {}) => ({
  id,
  target,
  state: "held",
  reason: "looked odd",
  ...more,
});
export const moved = (what: string, quantity: number, reason: string, more: object = {}) => ({
  item: what,
  quantity,
  reason,
  ...more,
});
/** A bin of the plant, as a move names it. */
export const bin = (location = "BIN-1", site = SITE) => ({ site, location });
export const received = (what: string, quantity: number, more: object = {}) => ({
  site: SITE,
  location: "BIN-1",
  item: what,
  quantity,
  ...more,
});
export const shipped = (
  id: string,
  line: string,
  what: string,
  quantity: number,
  hours: number,
  more: object = {},
) => ({
  id,
  salesOrderLine: line,
  item: what,
  site: SITE,
  quantity,
  shippedAt: iso(hours),
  ...more,
});
/** From PLANT-A to PLANT-B. */
export const transferred = (
  id: string,
  what: string,
  quantity: number,
  hours: readonly [number, number],
  more: object = {},
) => ({
  id,
  item: what,
  fromSite: SITE,
  toSite: "PLANT-B",
  quantity,
  plannedShip: iso(hours[0]),
  plannedReceipt: iso(hours[1]),
  status: "open",
  ...more,
});
export const site = (id: string, more: object = {}) => ({ id, name: id, timeZone: "UTC", ...more });
/** A person's answer of the given hour. */
export const estimate = (target: object, hours: number) => ({ target, at: iso(hours), by: "mara" });

export const stopped = (since: number, more: object = {}) => ({
  resource: "LINE-1",
  since: iso(since),
  state: "down",
  ...more,
});

/** P is made of two C on LINE-1 at 10 an hour; C is bought from V. */
export function simplePlant(): Scene {
  return scene()
    .add("master.item", item("P"))
    .add("master.item", item("C"))
    .add("master.supplier", { id: "V", name: "Vetro" })
    .add("master.customer", { id: "K", name: "Brightmart" })
    .add("master.resource", resource("LINE-1"))
    .add("master.bom", bom("P", { item: "C", quantityPer: 2 }))
    .add("master.routing", routing("P", { seq: 1, resource: "LINE-1", ratePerHour: 10 }));
}

/** The worked example of the projection's contract, before Monday 08:00. */
export function workedExample(): Scene {
  return simplePlant()
    .add("wms.stock-count", counted("C", 60))
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]))
    .add("erp.production-order", made("WO-2", "P", 30, [10, 13]))
    .add("erp.purchase-order-line", bought("PO-9", "C", 50, 12))
    .add("erp.sales-order-line", sold("SO-1", "P", 20, 12))
    .add("erp.sales-order-line", sold("SO-2", "P", 30, 14));
}
