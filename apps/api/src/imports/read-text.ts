import { type Delimiter, guessDelimiter, type Table, tableOf } from "@lockstep/connectors/csv/table";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { parse } from "csv-parse";

export const MOST_FILE_BYTES = 32 * 1_048_576;
/** Below the head. */
export const MOST_ROWS = 200_000;
/** The head is among the first of them; what stands above it are titles. */
export const MOST_ROWS_ABOVE = 50;
/** With empty ones in between. */
const MOST_LINES = 2 * MOST_ROWS;
export const MOST_COLUMNS = 500;
/** Decoded and parsed at once; other work gets its turn in between. */
const CHUNK = 65_536;

/** Excel is told the delimiter by a line that it does not show. */
const SEPARATOR = /^sep=([,;|\t])\r?\n/;

/** Bytes of text as a table, or in plain words why they are none and what to do. `wanted`: columns that it is to have. */
export async function readText(bytes: Uint8Array, wanted: readonly string[] = []): Promise<Result<Table, string>> {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const told = SEPARATOR.exec(text.value);
  const content = told === null ? text.value : text.value.slice(told[0].length);
  const delimiter = (told?.[1] as Delimiter | undefined) ?? guessDelimiter(content, wanted);
  const records: string[][] = [];
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    max_record_size: 1_048_576,
  });
  void feed(parser, content);
  try {
    for await (const record of parser) {
      records.push(record as string[]);
      if (records.length > MOST_LINES) return refuse(TOO_MANY_ROWS);
    }
  } catch (error) {
    const line = (error as { readonly lines?: number }).lines;
    const where = line === undefined ? "" : ` near line ${line}`;
    return refuse(`The file cannot be read as a table${where}: look for a quote that is never closed.`);
  }
  return checkTable(tableOf(records, delimiter));
}

const TOO_MANY_ROWS = `The file has more than ${MOST_ROWS} rows: cut it into smaller ones.`;

/** What is wide or long beyond measure, or has nothing below its head, is not worked on. */
export function checkTable(table: Table): Result<Table, string> {
  if (table.columns.length > MOST_COLUMNS) {
    return refuse(
      `The file has ${table.columns.length} columns; ${MOST_COLUMNS} are enough: leave out those not needed.`,
    );
  }
  if (table.rows.length > MOST_ROWS) return refuse(TOO_MANY_ROWS);
  if (table.rows.length === 0) return refuse("The file has no row below its head: choose one with a head and rows.");
  return ok(table);
}

async function feed(parser: ReturnType<typeof parse>, text: string): Promise<void> {
  for (let at = 0; at < text.length; at += CHUNK) {
    if (parser.destroyed) return;
    if (!parser.write(text.slice(at, at + CHUNK))) {
      await new Promise<void>((resolve) => {
        const goOn = (): void => {
          parser.off("drain", goOn).off("close", goOn);
          resolve();
        };
        parser.on("drain", goOn).on("close", goOn);
      });
    }
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (!parser.destroyed) parser.end();
}

const beginsWith = (bytes: Uint8Array, mark: readonly number[]): boolean => mark.every((byte, k) => bytes[k] === byte);

/** UTF-8, or UTF-16 with its mark; what is neither is what Windows writes in western Europe. */
export function textOf(bytes: Uint8Array): Result<string, string> {
  const isLittle = beginsWith(bytes, [0xff, 0xfe]);
  if (isLittle || beginsWith(bytes, [0xfe, 0xff])) {
    return ok(new TextDecoder(isLittle ? "utf-16le" : "utf-16be").decode(bytes));
  }
  if (isNoText(bytes))
    return refuse("This is no text: choose a workbook (.xlsx), or a file of comma or tab separated values.");
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return ok(new TextDecoder("windows-1252").decode(bytes));
  }
}

/** More of its lines than this have a NUL: a line that was damaged is one of many. */
const MOST_DAMAGED = 1 / 3;
const NUL = 0;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Whether NULs stand all over it, or in its first line, which says what the others mean. */
function isNoText(bytes: Uint8Array): boolean {
  if (!bytes.includes(NUL)) return false;
  let lines = 0;
  let damaged = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = endOfLine(bytes, at);
    if (bytes.subarray(at, end).includes(NUL)) {
      if (lines === 0) return true;
      damaged += 1;
    }
    if (end > at) lines += 1;
    at = end + 1;
  }
  return damaged > lines * MOST_DAMAGED;
}

function endOfLine(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && bytes[at] !== LINE_FEED && bytes[at] !== CARRIAGE_RETURN) at += 1;
  return at;
}
