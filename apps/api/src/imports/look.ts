import { guessMapping, guessTypes, type Habits } from "@lockstep/connectors/csv/guess";
import type { Table } from "@lockstep/connectors/csv/table";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Upload as Answer, Column, Guess } from "@lockstep/protocol/imports";
import type { Upload } from "./shelf.ts";

const PREVIEWED = 5;

/** What a file looks like, and what it seems to be. */
export function lookAt(upload: Upload, habits: Habits): Answer {
  const { id, name, table, workbook } = upload;
  const types = guessTypes(table, isOneOfSeveral(upload) ? `${name} ${workbook?.sheet}` : name);
  return {
    id,
    name,
    rowCount: table.rows.length,
    columns: table.columns.map((column, k) => ({ name: column, ...valuesAt(table, k) })),
    preview: table.rows
      .slice(0, PREVIEWED)
      .map(({ number, cells }) => ({ row: number, cells: table.columns.map((_, k) => cells[k] ?? "") })),
    types,
    sheets: workbook?.sheets ?? [],
    sheet: workbook?.sheet ?? null,
    ...guessFor(upload, types[0] ?? "master.item", habits),
  };
}

/** Where there are several sheets, a mapping says of which it is. */
export function guessFor(upload: Upload, type: FactType, habits: Habits): Guess {
  const { mapping, ...guess } = guessMapping(upload.table, type, habits);
  const sheet = isOneOfSeveral(upload) ? upload.workbook?.sheet : undefined;
  return { ...guess, mapping: sheet === undefined ? mapping : { ...mapping, sheet } };
}

export const isOneOfSeveral = ({ workbook }: Pick<Upload, "workbook">): boolean => (workbook?.sheets.length ?? 0) > 1;

const MOST_VALUES = 40;
const ROWS_LOOKED_AT = 2_000;

/** What stands in a column, each value once; of ids only the first few are of use. */
function valuesAt({ rows }: Table, at: number): Omit<Column, "name"> {
  const values = new Set<string>();
  for (const { cells } of rows.slice(0, ROWS_LOOKED_AT)) {
    const text = (cells[at] ?? "").trim();
    if (text === "") continue;
    if (values.size === MOST_VALUES && !values.has(text)) return { values: [...values], hasMore: true };
    values.add(text);
  }
  return { values: [...values], hasMore: false };
}
