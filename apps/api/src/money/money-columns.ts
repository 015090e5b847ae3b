import type { Cell, ExportColumn } from "../http/export-table.ts";
import { jsonWithoutMoney, wordsWithoutMoney } from "./hide-money.ts";

const AMOUNTS = new Set(["openValue", "valueAtRisk", "missing", "fine"]);
const EVENTS = new Set(["fact", "event"]);
const WORDS = new Set(["text", "reason", "note", "before", "after"]);

/** What stands in a cell for who is shown no money; the same as on the page. */
export function cellWithoutMoney<T extends Cell>(column: string, cell: T): T | string | null {
  if (AMOUNTS.has(column)) return null;
  if (typeof cell !== "string") return cell;
  if (EVENTS.has(column)) return jsonWithoutMoney(cell);
  return WORDS.has(column) ? wordsWithoutMoney(cell) : cell;
}

export async function* rowsWithoutMoney(
  columns: readonly ExportColumn[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncIterable<readonly Cell[]> {
  for await (const row of rows) yield row.map((cell, k) => cellWithoutMoney(columns[k]?.name ?? "", cell));
}
