import type { JsonObject } from "@lockstep/domain/json";
import type { Row } from "../polled/contract.ts";

/** Noon, when everything in this small plant was written last. */
export const WRITTEN = "2026-03-02T12:00:00.000000Z";

export const row = (id: number, fields: JsonObject, stamp = WRITTEN): Row => ({
  id,
  stamp,
  fields: { ...fields, _timestamp: String(Date.parse(stamp) / 1_000) },
});

const line = { type: "line", unit: 1, unit_price: "2.40" };
const none = { production_input: null, production_output: null, shipment: null, lot: null, origin: null };
const move = (fields: JsonObject): JsonObject => ({ ...none, uom: 1, planned_date: null, ...fields });

/** A warehouse with a jar that is filled: bought, made of a base, sold. As Tryton 6.0 answers, decoded. */
export const TRYTON_ROWS: Readonly<Record<string, readonly Row[]>> = {
  "company.company": [row(1, { currency: 1 })],
  "currency.currency": [row(1, { code: "USD" })],
  "product.uom": [
    row(1, { symbol: "u", factor: 1, category: 1 }),
    row(2, { symbol: "kg", factor: 1, category: 2 }),
    row(3, { symbol: "g", factor: 0.001, category: 2 }),
  ],
  "stock.location": [
    row(1, { name: "Input", code: "IN", type: "storage", warehouse: 5 }),
    row(2, { name: "Output", code: "OUT", type: "storage", warehouse: 5 }),
    row(3, { name: "Storage", code: "STO", type: "storage", warehouse: 5 }),
    row(4, { name: "Lost", code: null, type: "lost_found", warehouse: null }),
    row(5, { name: "Warehouse", code: "WH", type: "warehouse", warehouse: 5 }),
    row(6, { name: "Supplier", code: "SUP", type: "supplier", warehouse: null }),
    row(7, { name: "Customer", code: "CUS", type: "customer", warehouse: null }),
    row(8, { name: "Held", code: "HOLD", type: "storage", warehouse: 5 }),
    row(9, { name: "Production", code: "PROD", type: "production", warehouse: 5 }),
  ],
  "party.party": [
    row(2, { name: "GlassCo", code: "2" }),
    row(3, { name: "RetailOne", code: "3" }),
    row(4, { name: "Nobody", code: "4" }),
  ],
  "product.template": [
    row(1, { name: "Sauce", type: "goods", default_uom: 1, list_price: "2.4", shelf_life_time: 365, salable: 1 }),
    row(2, { name: "Base", type: "goods", default_uom: 2, list_price: "1", shelf_life_time: null, salable: 0 }),
    row(3, { name: "Jar", type: "goods", default_uom: 1, list_price: "0.2", shelf_life_time: null, salable: 0 }),
    row(4, { name: "Advice", type: "service", default_uom: 1, list_price: "9", shelf_life_time: null, salable: 1 }),
  ],
  "product.product": [
    row(1, { template: 1, code: "FG", cost_price: "1.1", suffix_code: null }),
    row(2, { template: 2, code: "SA", cost_price: "1", suffix_code: null }),
    row(3, { template: 3, code: "JAR", cost_price: "0.2", suffix_code: null }),
    row(4, { template: 4, code: "ADVICE", cost_price: "1", suffix_code: null }),
  ],
  "production.bom.input": [
    row(1, { bom: 1, product: 2, quantity: 500, uom: 3 }),
    row(2, { bom: 1, product: 3, quantity: 1, uom: 1 }),
  ],
  "production.bom.output": [row(1, { bom: 1, product: 1, quantity: 1, uom: 1 })],
  "product.product-production.bom": [row(1, { product: 1, bom: 1, routing: 1, sequence: null })],
  "production.routing.step": [row(1, { routing: 1, operation: 1, sequence: null })],
  "production.routing.operation": [row(1, { name: "Fill", work_center_category: 1 })],
  "production.work.center": [
    row(1, { name: "Plant", category: null, warehouse: 5, cost_price: null, cost_method: null }),
    row(2, { name: "Filler", category: 1, warehouse: 5, cost_price: "40", cost_method: "hour" }),
  ],
  "purchase.product_supplier": [row(1, { template: 3, product: null, party: 2, lead_time: 864_000 })],
  "purchase.product_supplier.price": [row(1, { product_supplier: 1, quantity: 100, unit_price: "0.2" })],
  "stock.order_point": [row(1, { type: "purchase", product: 3, warehouse_location: 5, min_quantity: 500 })],
  "stock.lot": [row(1, { number: "L-1", product: 2, shelf_life_expiration_date: "2026-03-09" })],
  "sale.sale": [
    row(1, {
      ...{ number: "S1", state: "processing", party: 3, warehouse: 5, currency: 1 },
      ...{ sale_date: "2026-03-01", shipping_date: "2026-03-06" },
    }),
  ],
  "sale.line": [row(1, { ...line, sale: 1, product: 1, quantity: 400 })],
  "purchase.purchase": [
    row(1, {
      ...{ number: "P1", state: "processing", party: 2, warehouse: 5, currency: 1 },
      ...{ purchase_date: "2026-03-01", delivery_date: null },
    }),
  ],
  "purchase.line": [
    row(1, { ...line, purchase: 1, product: 3, quantity: 1_500, unit_price: "0.2", delivery_date_store: null }),
  ],
  "stock.shipment.out": [row(1, { number: "OUT1", state: "waiting", planned_date: "2026-03-06" })],
  "stock.shipment.internal": [],
  production: [
    row(1, {
      ...{ number: "M1", state: "running", product: 1, quantity: 400, uom: 1, bom: 1, routing: 1, warehouse: 5 },
      ...{ origin: null, planned_start_date: "2026-03-03", planned_date: "2026-03-04" },
    }),
  ],
  "production.work": [row(1, { production: 1, operation: 1, work_center: 2, sequence: null, state: "draft" })],
  "stock.move": [
    row(1, move({ product: 2, quantity: 300, uom: 2, from_location: 4, to_location: 3, state: "done", lot: 1 })),
    row(2, move({ product: 3, quantity: 600, from_location: 4, to_location: 3, state: "done" })),
    row(
      3,
      move({
        ...{ product: 3, quantity: 1_500, from_location: 6, to_location: 1, state: "draft" },
        ...{ origin: "purchase.line,1", planned_date: "2026-03-11" },
      }),
    ),
    row(
      4,
      move({
        ...{ product: 1, quantity: 400, from_location: 2, to_location: 7, state: "draft", origin: "sale.line,1" },
        ...{ shipment: "stock.shipment.out,1", planned_date: "2026-03-06" },
      }),
    ),
    row(
      5,
      move({
        ...{ product: 2, quantity: 200_000, uom: 3, from_location: 3, to_location: 9, state: "done", lot: 1 },
        ...{ production_input: 1, planned_date: "2026-03-03" },
      }),
    ),
    row(
      6,
      move({
        ...{ product: 1, quantity: 400, from_location: 9, to_location: 3, state: "draft" },
        ...{ production_output: 1, planned_date: "2026-03-04" },
      }),
    ),
  ],
};
