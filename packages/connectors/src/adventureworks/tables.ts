import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";

/** One record of a file as text, by the name of its column. */
export type TextRow = Readonly<Record<string, string>>;

/** Undefined: the text is no such value. */
type Column<T> = (text: string) => T | undefined;

const DECIMAL = /^-?\d{1,15}(\.\d{1,9})?$/;

const text: Column<string> = (raw) => (raw === "" ? undefined : raw);
const number: Column<number> = (raw) => (DECIMAL.test(raw) ? Number(raw) : undefined);
/** Money as it is written: a decimal text. */
const amount: Column<string> = (raw) => (DECIMAL.test(raw) ? raw : undefined);
const flag: Column<boolean> = (raw) => ({ true: true, "1": true, false: false, "0": false })[raw];
/** Midnight UTC of a day; a time after it is cut off. */
const day: Column<Instant> = (raw) =>
  /^.{10}( |$)/.test(raw) ? (parseInstant(`${raw.slice(0, 10)}T00:00:00Z`) ?? undefined) : undefined;
/** What has not happened yet is empty: null. */
const maybe =
  <T>(column: Column<T>): Column<T | null> =>
  (raw) =>
    raw === "" ? null : column(raw);

/**
 * The files that are read, and of each the columns, named as in AdventureWorks. What is recorded when something has
 * happened may be empty: an export of a day in the middle has no end of an order that runs.
 */
const FILES = {
  location: { LocationID: text, Name: text, CostRate: amount },
  product: {
    ProductID: text,
    Name: text,
    ProductNumber: text,
    MakeFlag: flag,
    FinishedGoodsFlag: flag,
    SafetyStockLevel: number,
    ReorderPoint: number,
    StandardCost: amount,
    ListPrice: amount,
    ModifiedDate: day,
  },
  bill_of_materials: {
    ProductAssemblyID: text,
    ComponentID: text,
    StartDate: day,
    EndDate: maybe(day),
    UnitMeasureCode: text,
    PerAssemblyQty: number,
  },
  product_inventory: { ProductID: text, LocationID: text, Shelf: text, Bin: text, Quantity: number },
  vendor: { BusinessEntityID: text, AccountNumber: text, Name: text },
  product_vendor: {
    ProductID: text,
    BusinessEntityID: text,
    AverageLeadTime: number,
    StandardPrice: amount,
    MinOrderQty: number,
  },
  customer: { CustomerID: text, AccountNumber: text },
  sales_order_header: { SalesOrderID: text, SalesOrderNumber: text, CustomerID: text },
  sales_order_line: {
    SalesOrderID: text,
    LineNo: text,
    ProductID: text,
    OrderQty: number,
    UnitCostOrPrice: amount,
    OrderDate: day,
    DueDate: day,
    ShipDate: maybe(day),
  },
  work_order: {
    WorkOrderID: text,
    ProductID: text,
    OrderQty: number,
    StockedQty: maybe(number),
    ScrappedQty: maybe(number),
    StartDate: day,
    EndDate: maybe(day),
    DueDate: day,
  },
  work_order_routing: {
    WorkOrderID: text,
    OperationSequence: number,
    LocationID: text,
    ActualStartDate: maybe(day),
    ActualEndDate: maybe(day),
    ActualResourceHrs: maybe(number),
    PlannedCost: number,
  },
  purchase_order_header: { PurchaseOrderID: text, Status: maybe(text), VendorID: text, OrderDate: day },
  purchase_order_detail: {
    PurchaseOrderID: text,
    PurchaseOrderDetailID: text,
    DueDate: day,
    OrderQty: number,
    ProductID: text,
    UnitPrice: amount,
    ReceivedQty: maybe(number),
    RejectedQty: maybe(number),
  },
};

export type FileName = keyof typeof FILES;
export const FILE_NAMES = Object.keys(FILES) as readonly FileName[];

type RowOf<C> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/** The files with their values read; names that point into another file are known to be there. */
export type Tables = { readonly [F in FileName]: readonly RowOf<(typeof FILES)[F]>[] };
export type Row<F extends FileName> = Tables[F][number];

/** The column of one file that names a record of another. */
const REFERENCES: readonly (readonly [FileName, string, FileName, string])[] = [
  ["bill_of_materials", "ProductAssemblyID", "product", "ProductID"],
  ["bill_of_materials", "ComponentID", "product", "ProductID"],
  ["product_inventory", "ProductID", "product", "ProductID"],
  ["product_inventory", "LocationID", "location", "LocationID"],
  ["product_vendor", "ProductID", "product", "ProductID"],
  ["product_vendor", "BusinessEntityID", "vendor", "BusinessEntityID"],
  ["sales_order_header", "CustomerID", "customer", "CustomerID"],
  ["sales_order_line", "SalesOrderID", "sales_order_header", "SalesOrderID"],
  ["sales_order_line", "ProductID", "product", "ProductID"],
  ["work_order", "ProductID", "product", "ProductID"],
  ["work_order_routing", "WorkOrderID", "work_order", "WorkOrderID"],
  ["work_order_routing", "LocationID", "location", "LocationID"],
  ["purchase_order_header", "VendorID", "vendor", "BusinessEntityID"],
  ["purchase_order_detail", "PurchaseOrderID", "purchase_order_header", "PurchaseOrderID"],
  ["purchase_order_detail", "ProductID", "product", "ProductID"],
];

/** Reads all files, or says which file, record and column is wrong and what is expected there. */
export function readTables(files: Readonly<Record<FileName, readonly TextRow[]>>): Result<Tables, string> {
  const tables: Record<string, readonly Readonly<Record<string, unknown>>[]> = {};
  for (const name of FILE_NAMES) {
    const rows = readRows(name, files[name]);
    if (!rows.ok) return rows;
    tables[name] = rows.value;
  }
  for (const [from, column, to, key] of REFERENCES) {
    const known = new Set((tables[to] ?? []).map((row) => row[key]));
    const lost = (tables[from] ?? []).find((row) => !known.has(row[column]));
    if (lost)
      return refuse(`${from}: ${column} ${String(lost[column])} is not in ${to}: add that record, or leave both out`);
  }
  const free = unpriced(tables as Tables);
  if (free) return refuse(free);
  if (files.work_order.length === 0) return refuse("work_order holds no work order: there is nothing to replay");
  return ok(tables as Tables);
}

/** Planned hours are planned cost ÷ cost rate: an operation needs both. */
function unpriced({ location, work_order_routing }: Tables): string | undefined {
  const rated = new Set(location.filter(({ CostRate }) => Number(CostRate) > 0).map(({ LocationID }) => LocationID));
  const row = work_order_routing.find(({ LocationID, PlannedCost }) => !(PlannedCost > 0 && rated.has(LocationID)));
  if (row === undefined) return undefined;
  const which = `work order ${row.WorkOrderID}, operation ${row.OperationSequence}`;
  return `work_order_routing: ${which}: PlannedCost and the CostRate of location ${row.LocationID} must be above 0`;
}

function readRows(name: FileName, rows: readonly TextRow[]): Result<readonly Record<string, unknown>[], string> {
  const columns = Object.entries<Column<unknown>>(FILES[name]);
  const records: Record<string, unknown>[] = [];
  for (const [k, row] of rows.entries()) {
    const values: Record<string, unknown> = {};
    for (const [column, read] of columns) {
      const raw = row[column];
      if (raw === undefined)
        return refuse(`${name}: the column ${column} is missing: the file must have it in its header`);
      const value = read(raw);
      if (value === undefined) return refuse(`${name}, record ${k + 1}: ${column} cannot be "${raw}"`);
      values[column] = value;
    }
    records.push(values);
  }
  return ok(records);
}
