import type { MadeOf } from "@lockstep/connectors/contract";
import { isOneOfSeveral } from "./look.ts";
import type { Upload } from "./shelf.ts";

/** The rows that a fact is made of as they stood in their file, below its header; none: it is made of no row. */
export function rowsOfFile({ name, table, workbook }: Pick<Upload, "name" | "table" | "workbook">) {
  const byNumber = new Map(table.rows.map((row) => [row.number, row.cells]));
  const header = lineOf(table.columns);
  const where = isOneOfSeveral({ workbook }) ? `${name}, sheet ${workbook?.sheet}` : name;
  return (rows: readonly number[]): MadeOf | undefined => {
    if (rows.length === 0) return undefined;
    const lines = rows.map((row) => lineOf(byNumber.get(row) ?? []));
    return { place: `${where}, row ${rows.join(", ")}`, text: [header, ...lines].join("\n") };
  };
}

const lineOf = (cells: readonly string[]): string => cells.map(quoted).join(",");
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
