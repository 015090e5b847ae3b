/** What is read of a model: stored columns wherever there is one, because computed ones cost many times more. */
export interface TrytonTable {
  readonly model: string;
  readonly fields: readonly string[];
  /**
   * `since`: what was written since the cursor. `whole`: few rows, always all of them. `proposals`: as `since`, and those
   * in the state `request` are compared as a set each time, because a planning run deletes and makes them anew.
   */
  readonly read: "since" | "whole" | "proposals";
}

const since = (model: string, ...fields: string[]): TrytonTable => ({ model, fields, read: "since" });
const whole = (model: string, ...fields: string[]): TrytonTable => ({ model, fields, read: "whole" });

/** Documents before their moves: a move that is new belongs to a document that is known. */
export const TABLES: readonly TrytonTable[] = [
  whole("company.company", "currency"),
  whole("currency.currency", "code"),
  since("product.uom", "symbol", "factor", "category"),
  since("stock.location", "name", "code", "type", "warehouse"),
  since("party.party", "name", "code"),
  since("product.template", "name", "type", "default_uom", "list_price", "shelf_life_time", "salable"),
  since("product.product", "template", "code", "cost_price", "suffix_code"),
  since("production.bom.input", "bom", "product", "quantity", "uom"),
  since("production.bom.output", "bom", "product", "quantity", "uom"),
  since("product.product-production.bom", "product", "bom", "routing", "sequence"),
  since("production.routing.step", "routing", "operation", "sequence"),
  since("production.routing.operation", "name", "work_center_category"),
  since("production.work.center", "name", "category", "warehouse", "cost_price", "cost_method"),
  since("purchase.product_supplier", "template", "product", "party", "lead_time"),
  since("purchase.product_supplier.price", "product_supplier", "quantity", "unit_price"),
  since("stock.order_point", "type", "product", "warehouse_location", "min_quantity"),
  since("stock.lot", "number", "product", "shelf_life_expiration_date"),
  since("sale.sale", "number", "state", "party", "warehouse", "currency", "sale_date", "shipping_date"),
  since("sale.line", "sale", "type", "product", "quantity", "unit", "unit_price"),
  since("purchase.purchase", "number", "state", "party", "warehouse", "currency", "purchase_date", "delivery_date"),
  since("purchase.line", "purchase", "type", "product", "quantity", "unit", "unit_price", "delivery_date_store"),
  since("stock.shipment.out", "number", "state", "planned_date"),
  since("stock.shipment.internal", "number", "state", "from_location", "to_location"),
  {
    model: "production",
    fields: [
      ...["number", "state", "product", "quantity", "uom", "bom", "routing", "warehouse", "origin"],
      ...["planned_start_date", "planned_date"],
    ],
    read: "proposals",
  },
  since("production.work", "production", "operation", "work_center", "sequence"),
  since(
    "stock.move",
    ...["product", "quantity", "uom", "from_location", "to_location", "state", "origin", "shipment", "lot"],
    ...["production_input", "production_output", "planned_date", "effective_date"],
  ),
];

/** What Tryton itself says is in each warehouse: computed there, so read only after goods have moved. */
export const ON_HAND = "on-hand";

export const MOVES = "stock.move";
