import { columnValues, ROWS_LOOKED_AT } from "./column-values.ts";
import { ID_FIELD } from "./fields.ts";
import { LINE_WORDS, ORDER_WITH_LINES_WORDS, YEAR_WORDS } from "./header-words.ts";
import type { FieldRule } from "./mapping.ts";
import { plain, wordsIn } from "./plain-name.ts";
import type { Table } from "./table.ts";

type Fields = Readonly<Record<string, FieldRule>>;

/**
 * A document may have several lines, each a movement of its own: with a column of lines beside it the number is both. An
 * order's number is one of movements only together with its lines.
 */
export function withLineColumns(table: Table, fields: Fields, isMovement: boolean): Fields {
  if (!isMovement) return fields;
  const taken = new Set(Object.values(fields).flatMap(({ column }) => column ?? []));
  const free = (words: string): string | undefined =>
    wordsIn(words)
      .map((word) =>
        table.columns.find((column) => !taken.has(column) && plain(column) === word && isFull(table, column)),
      )
      .find((column) => column !== undefined);
  const line = free(LINE_WORDS);
  const { column } = fields[ID_FIELD] ?? { column: free(ORDER_WITH_LINES_WORDS) };
  if (line === undefined || column === undefined) return fields;
  const year = free(YEAR_WORDS);
  return { ...fields, [ID_FIELD]: { column, andColumns: year === undefined ? [line] : [year, line] } };
}

/** What is empty in some rows is no part of a number that every row has. */
const isFull = (table: Table, column: string): boolean =>
  columnValues(table, column).length === Math.min(table.rows.length, ROWS_LOOKED_AT);
