import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import * as t from "@lockstep/domain/testing/events";
import { project } from "../project.ts";
import type { CauseView, OperationView, OrderLineView, Projection } from "../views.ts";

/** What a test says happened; hours count from Monday 2026-03-02, 00:00 UTC. */
export interface Scene {
  /** A fact of the hour given, else of hour 0. */
  add(type: FactType, data: object, hours?: number): Scene;
  delete(type: FactType, key: object, hours: number): Scene;
  at(hours: number): Projected;
}

export interface Projected extends Projection {
  line(id: string): OrderLineView;
  operation(order: string, seq: number): OperationView;
  /** The causes as `kind subject`, by code unit. */
  readonly causeNames: readonly string[];
  cause(kind: string, subject: string): CauseView;
}

export const hour = t.at;
export const iso = t.iso;

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
      return projected(project(ledger.worldAt(t.at(hours), "manual"), { currency: "EUR" }));
    },
  };
  return self.add("master.site", { id: "PLANT-A", name: "Plant A", timeZone: "UTC" });
}

function projected(projection: Projection): Projected {
  const found = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`there is no ${what}`);
    return value;
  };
  return {
    ...projection,
    line: (id) => found(projection.orderLines.get(id), `line ${id}`),
    operation: (order, seq) => {
      const { operations } = found(projection.productionOrders.get(order), `order ${order}`);
      return found(
        operations.find((one) => one.seq === seq),
        `operation ${order}/${seq}`,
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
export const routing = (product: string, ...operations: readonly object[]) => ({ item: product, site: SITE, operations });
export const bom = (product: string, ...components: readonly object[]) => ({ item: product, site: SITE, components });
export const counted = (what: string, quantity: number, more: object = {}) => ({
  site: SITE,
  location: "BIN-1",
  item: what,
  status: "available",
  quantity,
  ...more,
});
export const made = (id: string, product: string, quantity: number, hours: readonly [number, number], more: object = {}) => ({
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
export const stopped = (since: number, more: object = {}) => ({ resource: "LINE-1", since: iso(since), state: "down", ...more });

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
