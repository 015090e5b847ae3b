import type { FactType } from "./facts/catalogue.ts";
import type { Data, Fact } from "./facts/fact.ts";
import type { Instant } from "./instant.ts";
import type { FindingSeverity } from "./rules/site-rule.ts";

/** What one fact states, with the instant it happened and who said so. */
export interface Stated<T extends FactType> {
  readonly data: Data<T>;
  readonly time: Instant;
  readonly source: string;
  readonly id: string;
}

type ByKey<T extends FactType> = ReadonlyMap<string, Stated<T>>;

/**
 * What the set of facts says at one instant, before anything is projected: per key the winner among the facts in effect
 * (time reached, not parked, not superseded, not deleted). A function of the *set* of facts and the clock alone.
 *
 * Keys: a sales or purchase order line is `ORDER/LINE`, an operation `ORDER/SEQ`, a stocking point `ITEM@SITE`.
 */
export interface World {
  /** The clock, not rounded. */
  readonly clock: Instant;
  readonly sites: ByKey<"master.site">;
  readonly calendars: ByKey<"master.calendar">;
  readonly resources: ByKey<"master.resource">;
  readonly items: ByKey<"master.item">;
  /** By stocking point; components that are unknown items are left out already (each is a finding). */
  readonly boms: ByKey<"master.bom">;
  readonly routings: ByKey<"master.routing">;
  readonly suppliers: ByKey<"master.supplier">;
  readonly customers: ByKey<"master.customer">;
  /** By stocking point, each list by supplier. */
  readonly sourcing: ReadonlyMap<string, readonly Stated<"master.sourcing">[]>;
  readonly stocking: ByKey<"master.stocking">;
  /** By `SITE/KIND`. */
  readonly responseCosts: ByKey<"master.response-cost">;
  readonly salesOrderLines: ByKey<"erp.sales-order-line">;
  /** Components that are unknown items are left out already. */
  readonly productionOrders: ByKey<"erp.production-order">;
  readonly purchaseOrderLines: ByKey<"erp.purchase-order-line">;
  readonly transferOrders: ByKey<"erp.transfer-order">;
  readonly erpStock: ByKey<"erp.stock-on-hand">;
  readonly plans: ByKey<"erp.plan-published">;
  /** By order, each list by seq. */
  readonly operations: ReadonlyMap<string, readonly Stated<"mes.operation">[]>;
  /** By resource, each list by `since`; states whose `since` is ahead of the clock are not in it. */
  readonly resourceStates: ReadonlyMap<string, readonly Stated<"mes.resource-state">[]>;
  readonly holds: ByKey<"mes.quality-hold">;
  /** The latest count of each bucket. */
  readonly stockCounts: readonly Stated<"wms.stock-count">[];
  readonly stockMoves: readonly Stated<"wms.stock-move">[];
  readonly receipts: readonly Stated<"wms.receipt">[];
  readonly shipments: ByKey<"wms.shipment">;
  /** By production order. */
  readonly consumptions: ReadonlyMap<string, readonly Stated<"mes.consumption">[]>;
  /** The latest estimate by target: `resource:ID`, `hold:ID`, `purchaseOrderLine:ID`. */
  readonly estimates: ByKey<"tower.estimate">;
  /**
   * Everything that the sources said over time of what an estimate may stand in for, in order of (time, source, id):
   * all facts in effect of a purchase order line, of a hold, of a resource (all its `since`), tombstones included.
   */
  readonly purchaseOrderLineHistory: ReadonlyMap<string, readonly Fact<"erp.purchase-order-line">[]>;
  readonly holdHistory: ReadonlyMap<string, readonly Fact<"mes.quality-hold">[]>;
  readonly resourceHistory: ReadonlyMap<string, readonly Fact<"mes.resource-state">[]>;
  /** Every count in effect, by bucket, in the same order: one that does not say when a lot expires leaves what was said before. */
  readonly stockCountHistory: ReadonlyMap<string, readonly Fact<"wms.stock-count">[]>;
  /** Every (item, site) that a fact in force names, by code unit. */
  readonly stockingPoints: readonly string[];
  readonly findings: readonly Finding[];
}

/** What contradicts other facts, or names what is not known: shown and worked on, never refused. */
export interface Finding {
  /** A stable name: "unknown-customer", "shipped-more-than-ordered", "master-data". */
  readonly rule: string;
  /** The type of the subject: "sales-order-line", "stocking-point". */
  readonly subjectType: string;
  readonly subject: string;
  /** In plain words, with what to do. */
  readonly text: string;
  /** It stands for so many that are not listed. */
  readonly unlisted?: number;
  /** How grave it is to the site, where a rule of its own says so. */
  readonly severity?: FindingSeverity;
}

export const pointId = (item: string, site: string): string => `${item}@${site}`;
export const lineId = (order: string, line: string): string => `${order}/${line}`;
export const operationId = (order: string, seq: number): string => `${order}/${seq}`;
/** The order of an operation; one that is made in one piece, without operations, is its own. */
export const orderOfOperation = (id: string, orders: { has(id: string): boolean }): string =>
  orders.has(id) ? id : id.replace(/\/[^/]*$/, "");

/** Orders by code unit, as every tie between ids is broken. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
