import { checkEvent } from "../check-event.ts";
import { createLedger } from "../create-ledger.ts";
import type { FactType } from "../facts/catalogue.ts";
import type { AnyFact, CloudEvent } from "../facts/fact.ts";
import { HOUR, type Instant, isoOf } from "../instant.ts";
import type { Ledger } from "../ledger.ts";

/** Monday 2026-03-02, 00:00 UTC: tests count hours from here. */
export const MONDAY: Instant = Date.UTC(2026, 2, 2);
export const at = (hours: number): Instant => MONDAY + hours * HOUR;
export const iso = (hours: number): string => isoOf(at(hours));

type Attributes = Partial<Pick<CloudEvent, "id" | "source" | "time">>;

/** An event of Monday 00:00 from /test; its id follows from its content unless it is given. */
export function event(type: FactType, data: object, attributes: Attributes = {}): CloudEvent {
  const time = attributes.time ?? iso(0);
  const id = attributes.id ?? `${type} ${time} ${JSON.stringify(data)}`;
  return { specversion: "1.0", source: "/test", ...attributes, id, time, type, data };
}

export const tombstone = (type: FactType, key: object, attributes: Attributes = {}): CloudEvent =>
  event(type, { ...key, deleted: true }, attributes);

export function factOf(from: CloudEvent): AnyFact {
  const checked = checkEvent(from, { receivedAt: MONDAY, seq: 1, mode: "manual" });
  if (!checked.ok) throw new Error(`${checked.error.rule}: ${checked.error.reason}`);
  return checked.value;
}

export function ledgerOf(...events: readonly CloudEvent[]): Ledger {
  const ledger = createLedger();
  for (const from of events) ledger.add(factOf(from));
  return ledger;
}

export const site = (id = "A", more: object = {}): CloudEvent =>
  event("master.site", { id, name: id, timeZone: "UTC", ...more });
export const item = (id: string, more: object = {}): CloudEvent =>
  event("master.item", { id, name: id, uom: "kg", ...more });

export const salesLine = (more: object = {}, attributes: Attributes = {}): CloudEvent =>
  event("erp.sales-order-line", { ...SALES_LINE, ...more }, attributes);
export const SALES_LINE = {
  order: "SO-1",
  line: "1",
  customer: "C",
  item: "P",
  site: "A",
  quantity: 20,
  requestedAt: iso(12),
  promisedAt: iso(12),
  status: "open",
};

export const productionOrder = (more: object = {}, attributes: Attributes = {}): CloudEvent =>
  event("erp.production-order", { ...PRODUCTION_ORDER, ...more }, attributes);
export const PRODUCTION_ORDER = {
  id: "WO-1",
  item: "P",
  site: "A",
  quantity: 20,
  plannedStart: iso(8),
  plannedFinish: iso(10),
  status: "planned",
};

export const purchaseLine = (more: object = {}, attributes: Attributes = {}): CloudEvent =>
  event("erp.purchase-order-line", { ...PURCHASE_LINE, ...more }, attributes);
export const PURCHASE_LINE = {
  order: "PO-9",
  line: "1",
  supplier: "V",
  item: "P",
  site: "A",
  quantity: 50,
  orderedAt: iso(0),
  promisedAt: iso(12),
  status: "open",
};

export const transfer = (more: object = {}, attributes: Attributes = {}): CloudEvent =>
  event("erp.transfer-order", { ...TRANSFER, ...more }, attributes);
export const TRANSFER = {
  id: "TO-1",
  item: "P",
  fromSite: "A",
  toSite: "B",
  quantity: 10,
  plannedShip: iso(8),
  plannedReceipt: iso(20),
  status: "open",
};

export const operation = (more: object = {}, attributes: Attributes = {}): CloudEvent =>
  event("mes.operation", { ...OPERATION, ...more }, attributes);
export const OPERATION = { order: "WO-1", seq: 10, resource: "LINE-1", state: "running", good: 0, scrap: 0 };

export const count = (more: object = {}, attributes: Attributes = {}): CloudEvent =>
  event("wms.stock-count", { ...COUNT, ...more }, attributes);
export const COUNT = { site: "A", location: "BIN-1", item: "P", status: "available", quantity: 60 };

export const move = (more: object, attributes: Attributes = {}): CloudEvent =>
  event("wms.stock-move", { item: "P", quantity: 5, reason: "adjust", ...more }, attributes);
export const receipt = (more: object = {}, attributes: Attributes = {}): CloudEvent =>
  event("wms.receipt", { site: "A", location: "BIN-1", item: "P", quantity: 5, ...more }, attributes);
export const shipment = (more: object = {}, attributes: Attributes = {}): CloudEvent =>
  event("wms.shipment", { ...SHIPMENT, ...more }, attributes);
export const SHIPMENT = { id: "SH-1", salesOrderLine: "SO-1/1", item: "P", site: "A", quantity: 5, shippedAt: iso(0) };
