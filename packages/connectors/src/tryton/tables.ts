/** What is read of a model: stored columns wherever there is one, because computed ones cost many times more. */
export interface TrytonTable {
  readonly model: string;
  readonly fields: readonly string[];
  /**
   * `poll`: in each poll, what was written since the cursor. `proposals`: the same, and those in the state `request` are
   * compared as a set each time, because a planning run deletes and makes them anew. `seldom`: what changes from week to
   * week, only when all ids are compared.
   */
  readonly read: "poll" | "proposals" | "seldom";
}

const polled = (model: string, ...fields: string[]): TrytonTable => ({ model, fields, read: "poll" });
const seldom = (model: string, ...fields: string[]): TrytonTable => ({ model, fields, read: "seldom" });

/** Documents before their moves: a move that is new belongs to a document that is known. */
export const TABLES: readonly TrytonTable[] = [
  seldom("company.company", "currency"),
  seldom("currency.currency", "code"),
  seldom("product.uom", "symbol", "factor", "category", "digits"),
  seldom("stock.location", "name", "code", "type", "warehouse"),
  polled("party.party", "name", "code"),
  polled("product.template", "name", "type", "default_uom", "list_price", "shelf_life_time", "salable"),
  polled("product.product", "template", "code", "cost_price", "suffix_code"),
  seldom("production.bom.input", "bom", "product", "quantity", "uom"),
  seldom("production.bom.output", "bom", "product", "quantity", "uom"),
  seldom("product.product-production.bom", "product", "bom", "routing", "sequence"),
  seldom("production.routing.step", "routing", "operation", "sequence"),
  seldom("production.routing.operation", "name", "work_center_category"),
  seldom("production.work.center", "name", "category", "warehouse", "cost_price", "cost_method"),
  seldom("purchase.product_supplier", "template", "product", "party", "lead_time"),
  seldom("purchase.product_supplier.price", "product_supplier", "quantity", "unit_price"),
  seldom("stock.order_point", "type", "product", "warehouse_location", "min_quantity"),
  polled("stock.lot", "number", "product", "shelf_life_expiration_date"),
  polled("sale.sale", "number", "state", "party", "warehouse", "currency", "sale_date", "shipping_date"),
  polled("sale.line", "sale", "type", "product", "quantity", "unit", "unit_price"),
  polled("purchase.purchase", "number", "state", "party", "warehouse", "currency", "purchase_date", "delivery_date"),
  polled("purchase.line", "purchase", "type", "product", "quantity", "unit", "unit_price", "delivery_date_store"),
  polled("stock.shipment.out", "number", "state", "planned_date"),
  polled("stock.shipment.internal", "number", "reference", "state", "from_location", "to_location"),
  {
    model: "production",
    fields: [
      ...["number", "state", "product", "quantity", "uom", "bom", "routing", "warehouse", "origin"],
      ...["planned_start_date", "planned_date", "reference", "location"],
    ],
    read: "proposals",
  },
  polled("production.work", "production", "operation", "work_center", "sequence", "state"),
  polled(
    "stock.move",
    ...["product", "quantity", "uom", "from_location", "to_location", "state", "origin", "shipment", "lot"],
    ...["production_input", "production_output", "planned_date", "effective_date"],
  ),
];

/** What Tryton itself says is in each warehouse: computed there, so read only after goods have moved. */
export const ON_HAND = "on-hand";

export const MOVES = "stock.move";
