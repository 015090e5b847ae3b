import { csvLine } from "@lockstep/domain/csv";
import type { Response } from "express";
import { ByteWriter, parquetWriteRows } from "hyparquet-writer";
import type { Cell, ColumnType, ExportColumn } from "./export-table.ts";

export interface ExportFormat {
  readonly mediaType: string;
  /** Ends when all is handed over; holds no more of it than one group of rows and what the connection takes. */
  write(response: Response, columns: readonly ExportColumn[], rows: AsyncIterable<readonly Cell[]>): Promise<void>;
}

export const EXPORT_FORMATS: Readonly<Record<"csv" | "parquet", ExportFormat>> = {
  csv: { mediaType: "text/csv; charset=utf-8; header=present", write: writeCsv },
  parquet: { mediaType: "application/vnd.apache.parquet", write: writeParquet },
};

const LINES_A_PART = 500;

async function writeCsv(
  response: Response,
  columns: readonly ExportColumn[],
  rows: AsyncIterable<readonly Cell[]>,
): Promise<void> {
  // The mark in front tells a spreadsheet that it is UTF-8.
  let part = ["\ufeff", csvLine(columns.map(({ name }) => name))];
  for await (const row of rows) {
    part.push(csvLine(row.map((cell) => (typeof cell === "boolean" ? String(cell) : cell))));
    if (part.length < LINES_A_PART) continue;
    await send(response, part.join(""));
    part = [];
  }
  await send(response, part.join(""));
}

/** Waits until the connection takes more; a reader who is gone ends it. */
export async function send(response: Response, part: string | Uint8Array): Promise<void> {
  if (response.destroyed) throw new ReaderGone();
  if (response.write(part)) {
    // Others are answered in between.
    await new Promise((resolve) => setImmediate(resolve));
    return;
  }
  await new Promise<void>((resolve) => {
    const goOn = (): void => {
      response.off("drain", goOn).off("close", goOn);
      resolve();
    };
    response.on("drain", goOn).on("close", goOn);
  });
}

/** Whoever asked has gone before all was handed over. */
export class ReaderGone extends Error {}

const PARQUET_TYPES = { text: "STRING", number: "DOUBLE", instant: "TIMESTAMP", flag: "BOOLEAN" } as const;
const ROWS_A_GROUP = 5_000;

async function writeParquet(
  response: Response,
  columns: readonly ExportColumn[],
  rows: AsyncIterable<readonly Cell[]>,
): Promise<void> {
  const writer = new ByteWriter();
  const handOver = async (): Promise<void> => {
    const part = writer.getBytes().slice();
    writer.index = 0;
    await send(response, part);
  };
  await parquetWriteRows({
    writer: Object.assign(writer, { flush: handOver, finish: handOver }),
    columns: columns.map(({ name, type }) => ({ name, type: PARQUET_TYPES[type], nullable: true })),
    rows: named(columns, rows),
    rowGroupSize: ROWS_A_GROUP,
    createdBy: "lockstep",
  });
}

async function* named(
  columns: readonly ExportColumn[],
  rows: AsyncIterable<readonly Cell[]>,
): AsyncIterable<Record<string, unknown>> {
  for await (const row of rows) {
    yield Object.fromEntries(columns.map(({ name, type }, k) => [name, parquetValue(type, row[k] ?? null)]));
  }
}

const parquetValue = (type: ColumnType, cell: Cell): unknown =>
  type === "instant" && typeof cell === "string" ? new Date(cell) : cell;
