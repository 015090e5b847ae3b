import { type Table, tableOfRows } from "@lockstep/connectors/csv/table";
import { isPacked } from "@lockstep/connectors/xlsx/archive";
import { ok, type Result } from "@lockstep/domain/result";
import { createTurn } from "./in-turn.ts";
import { checkTable, MOST_COLUMNS, MOST_FILE_BYTES, MOST_ROWS, MOST_ROWS_ABOVE, readText } from "./read-text.ts";
import { readWorkbookApart } from "./read-workbook-apart.ts";

/** A file as the table that is worked on. */
export interface OpenFile {
  readonly table: Table;
  /** Null: it is text. */
  readonly workbook: OpenWorkbook | null;
}

/** It stays at hand, as another of its sheets may be meant. */
export interface OpenWorkbook {
  readonly bytes: Uint8Array;
  readonly sheets: readonly string[];
  /** The one that the table is. */
  readonly sheet: string;
}

const LIMITS = { rows: MOST_ROWS, rowsAbove: MOST_ROWS_ABOVE, columns: MOST_COLUMNS, characters: MOST_FILE_BYTES };
/** Each has a thread and memory of its own. */
const inTurn = createTurn();

/**
 * Text, with the columns that it is to have where they are known, or a workbook, of which null is the first sheet with a
 * table; or in plain words why it is neither and what to do.
 */
export async function openFile(
  bytes: Uint8Array,
  sheet: string | null,
  wanted: readonly string[] = [],
): Promise<Result<OpenFile, string>> {
  if (!isPacked(bytes)) {
    const table = await readText(bytes, wanted);
    return table.ok ? ok({ table: table.value, workbook: null }) : table;
  }
  const read = await inTurn(() => readWorkbookApart(bytes, { sheet, limits: LIMITS }));
  if (!read.ok) return read;
  const table = checkTable(tableOfRows(read.value.rows));
  if (!table.ok) return table;
  return ok({ table: table.value, workbook: { bytes, sheets: read.value.sheets, sheet: read.value.sheet } });
}
