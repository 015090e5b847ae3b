import { type Instant, isoOf } from "@lockstep/domain/instant";
import { type RowReader, readField } from "./cell.ts";
import { type Field, fieldsOf } from "./fields.ts";
import type { CsvMapping } from "./mapping.ts";
import { type Known, readerOf } from "./read-table.ts";
import type { Table } from "./table.ts";

export interface PreviewedField {
  readonly path: string;
  /** Of the first rows, in order: as it is understood, or why it is not; both null where the row says nothing. */
  readonly values: readonly { readonly text: string | null; readonly trouble: string | null }[];
}

const ROWS_SHOWN = 3;

/** How the first rows are understood, field by field. */
export function previewOf(table: Table, mapping: CsvMapping, known: Known): readonly PreviewedField[] {
  const readers = table.rows
    .slice(0, ROWS_SHOWN)
    .map((row) => readerOf(row, { columns: table.columns, mapping, known }));
  return fieldsOf(mapping.type).flatMap((field) => {
    const rule = mapping.fields[field.path];
    if (rule === undefined) return [];
    const values = readers.map((reader) => {
      const read = readField({ field, rule, row: reader, mapping });
      return read.ok
        ? { text: textOf(read.value, field, reader), trouble: null }
        : { text: null, trouble: read.error.reason };
    });
    return [{ path: field.path, values }];
  });
}

/** Instants as wall time of their zone, as people check them; what is at 00:00 as its day. */
function textOf(value: unknown, { kind }: Field, reader: RowReader): string | null {
  if (value === undefined) return null;
  if (kind === "instant") return wallTimeOf(Date.parse(String(value)), reader);
  if (typeof value !== "object" || value === null) return String(value);
  const { amount, currency } = value as { readonly amount?: string; readonly currency?: string };
  return `${amount ?? ""} ${currency ?? ""}`;
}

function wallTimeOf(at: Instant, reader: RowReader): string {
  const zone = reader.zone();
  if (!zone.ok) return isoOf(at);
  const { year, month, day, hour, minute } = zone.value.wallClockAt(at);
  const two = (n: number): string => String(n).padStart(2, "0");
  const date = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}`;
  return hour === 0 && minute === 0 ? date : `${date} ${two(hour)}:${two(minute)}`;
}
