import { type CsvValue, csvOf } from "@lockstep/domain/csv";
import { saveBlob } from "./save-blob.ts";

/** What a chart or a list shows, in words and numbers: the same in the table and in the file. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly CsvValue[])[];
}

/** Hands a table to the browser as a file. */
export function saveCsv(name: string, { columns, rows }: CsvTable): void {
  // The mark in front tells a spreadsheet that it is UTF-8.
  const file = new Blob(["\ufeff", csvOf(columns, rows)], { type: "text/csv;charset=utf-8" });
  saveBlob(name, file);
}
