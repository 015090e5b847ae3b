import type { FileName, TextRow } from "@lockstep/connectors/adventureworks/tables";

type Files = Readonly<Record<FileName, readonly TextRow[]>>;

/**
 * What the record itself says, straight from the text of its files: days are compared as texts, nothing here knows how
 * the facts are made. Work orders by `WorkOrderID`, lines by their numbers.
 */
export interface Recorded {
  /** Work orders that ended after their due date. */
  readonly late: ReadonlySet<string>;
  /** Due by the end of a day (`2014-03-24`) and not ended by then. */
  openAndPastDue(day: string): ReadonlySet<string>;
  readonly made: ReadonlyMap<string, { readonly ordered: number; readonly stocked: number; readonly scrapped: number }>;
  readonly bought: ReadonlyMap<
    string,
    { readonly received: number; readonly rejected: number; readonly stocked: number }
  >;
  /** By sales line: the recorded day, or the later end of the work order of that day and product that makes it. */
  readonly shipDay: ReadonlyMap<string, string>;
  /** From the first order to the last end or receipt. */
  readonly days: readonly string[];
}

export function readRecorded(files: Files): Recorded {
  const orders = files.work_order.map((row) => ({
    id: cell(row, "WorkOrderID"),
    due: cell(row, "DueDate"),
    end: cell(row, "EndDate"),
  }));
  const made = files.work_order.map((row) => {
    const amounts = {
      ordered: amount(row, "OrderQty"),
      stocked: amount(row, "StockedQty"),
      scrapped: amount(row, "ScrappedQty"),
    };
    return [cell(row, "WorkOrderID"), amounts] as const;
  });
  const bought = files.purchase_order_detail.map((row) => {
    const amounts = {
      received: amount(row, "ReceivedQty"),
      rejected: amount(row, "RejectedQty"),
      stocked: amount(row, "StockedQty"),
    };
    return [`PO${cell(row, "PurchaseOrderID")}/${cell(row, "PurchaseOrderDetailID")}`, amounts] as const;
  });
  const ends = [
    ...orders.map(({ end }) => end),
    ...files.work_order_routing.map((row) => cell(row, "ActualEndDate")),
    ...files.purchase_order_detail.map((row) => cell(row, "DueDate")),
  ];
  const first = [...files.sales_order_line.map((row) => cell(row, "OrderDate"))].sort()[0] ?? "";
  return {
    late: new Set(orders.filter(({ due, end }) => end > due).map(({ id }) => id)),
    openAndPastDue: (day) => new Set(orders.filter(({ due, end }) => due <= day && day < end).map(({ id }) => id)),
    made: new Map(made),
    bought: new Map(bought),
    shipDay: shipDays(files),
    days: daysFrom(first, ends.sort().at(-1) ?? ""),
  };
}

function shipDays(files: Files): ReadonlyMap<string, string> {
  const isMade = new Set(
    files.product.filter((row) => row["MakeFlag"] === "true").map((row) => cell(row, "ProductID")),
  );
  const number = new Map(
    files.sales_order_header.map((row) => [cell(row, "SalesOrderID"), cell(row, "SalesOrderNumber")]),
  );
  const lot = (row: TextRow): string => `${cell(row, "ProductID")} ${plusDays(cell(row, "OrderDate"), 3)}`;
  const sold = new Map<string, number>();
  for (const row of files.sales_order_line) sold.set(lot(row), (sold.get(lot(row)) ?? 0) + amount(row, "OrderQty"));
  const ended = new Map<string, string>();
  for (const row of files.work_order) {
    const key = `${cell(row, "ProductID")} ${cell(row, "StartDate")}`;
    if (amount(row, "OrderQty") === sold.get(key) && !ended.has(key)) ended.set(key, cell(row, "EndDate"));
  }
  return new Map(
    files.sales_order_line.map((row) => {
      const recorded = cell(row, "ShipDate");
      const end = isMade.has(cell(row, "ProductID")) ? (ended.get(lot(row)) ?? "not made") : "";
      return [`${number.get(cell(row, "SalesOrderID"))}/${cell(row, "LineNo")}`, end > recorded ? end : recorded];
    }),
  );
}

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

function daysFrom(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = plusDays(day, 1)) days.push(day);
  return days;
}

function cell(row: TextRow, column: string): string {
  const text = row[column];
  if (text === undefined) throw new Error(`no column ${column}`);
  return text;
}

const amount = (row: TextRow, column: string): number => Number(cell(row, column));

/** When each thing became known, and the columns that are empty before. */
const HAPPENED: Partial<Record<FileName, (row: TextRow, day: string) => TextRow | null>> = {
  sales_order_line: (row, day) => (cell(row, "OrderDate") > day ? null : hidden(row, day, "ShipDate", ["ShipDate"])),
  work_order: (row, day) =>
    plusDays(cell(row, "StartDate"), -3) > day
      ? null
      : hidden(row, day, "EndDate", ["EndDate", "StockedQty", "ScrappedQty", "ScrapReasonID"]),
  work_order_routing: (row, day) =>
    plusDays(cell(row, "ScheduledStartDate"), -3) > day
      ? null
      : hidden(hidden(row, day, "ActualStartDate", ["ActualStartDate"]), day, "ActualEndDate", [
          "ActualEndDate",
          "ActualResourceHrs",
        ]),
  purchase_order_detail: (row, day) => hidden(row, day, "DueDate", ["ReceivedQty", "RejectedQty", "StockedQty"]),
};

/** The files as an export of the evening of a day would have been: no later order, no later actual. */
export function asExportedOn(day: string, files: Files): Files {
  const cut = Object.entries(files).map(([name, rows]) => {
    const known = HAPPENED[name as FileName];
    return [name, known === undefined ? rows : rows.map((row) => known(row, day)).filter((row) => row !== null)];
  });
  const known = Object.fromEntries(cut) as Files;
  const placed = known.purchase_order_header.filter((row) => cell(row, "OrderDate") <= day);
  const numbers = new Set(placed.map((row) => cell(row, "PurchaseOrderID")));
  const lines = known.purchase_order_detail.filter((row) => numbers.has(cell(row, "PurchaseOrderID")));
  return { ...known, purchase_order_header: placed, purchase_order_detail: lines };
}

function hidden(row: TextRow, day: string, when: string, columns: readonly string[]): TextRow {
  if (cell(row, when) !== "" && cell(row, when).slice(0, 10) <= day) return row;
  return { ...row, ...Object.fromEntries(columns.map((column) => [column, ""])) };
}
