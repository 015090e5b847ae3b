import { present } from "@lockstep/domain/assert";
import type { FileName, Row, Tables } from "./tables.ts";

/** The ids that people know, and the records behind them. `readTables` has made sure that every record is there. */
export interface Names {
  product(id: string): Row<"product">;
  /** The part number, such as `FR-R72Y-40`. */
  item(product: string): string;
  location(id: string): Row<"location">;
  customer(salesOrder: string): string;
  /** `SO67202` */
  salesOrder(id: string): string;
  supplier(vendor: string): string;
  purchase(id: string): Row<"purchase_order_header">;
}

export const resourceId = (location: string): string => `LOC-${location}`;
export const workOrderId = (id: string): string => `WO${id}`;
export const purchaseOrderId = (id: string): string => `PO${id}`;
export const BOUGHT_UNIT = "EA";

export function namesOf(tables: Tables): Names {
  const products = finder(tables, "product", ({ ProductID }) => ProductID);
  const customers = finder(tables, "customer", ({ CustomerID }) => CustomerID);
  const sales = finder(tables, "sales_order_header", ({ SalesOrderID }) => SalesOrderID);
  const vendors = finder(tables, "vendor", ({ BusinessEntityID }) => BusinessEntityID);
  return {
    product: products,
    item: (product) => products(product).ProductNumber,
    location: finder(tables, "location", ({ LocationID }) => LocationID),
    customer: (salesOrder) => customers(sales(salesOrder).CustomerID).AccountNumber,
    salesOrder: (id) => sales(id).SalesOrderNumber,
    supplier: (vendor) => vendors(vendor).AccountNumber,
    purchase: finder(tables, "purchase_order_header", ({ PurchaseOrderID }) => PurchaseOrderID),
  };
}

function finder<F extends FileName>(tables: Tables, file: F, idOf: (row: Row<F>) => string): (id: string) => Row<F> {
  const rows: readonly Row<F>[] = tables[file];
  const byId = new Map(rows.map((row) => [idOf(row), row]));
  return (id) => present(byId.get(id), () => `${file} ${id} was checked when the files were read`);
}
