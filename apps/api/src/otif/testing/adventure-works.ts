import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { adventureWorksFacts } from "@lockstep/connectors/adventureworks/adventure-works-facts";
import { FILE_NAMES, type FileName, readTables, type TextRow } from "@lockstep/connectors/adventureworks/tables";
import { checkEvent } from "@lockstep/domain/check-event";
import type { AnyFact } from "@lockstep/domain/facts/fact";

/** The record as it lies in its folder, and what is told of it. */
export interface AdventureWorks {
  readonly facts: readonly AnyFact[];
  /** Some of its tables, to be asked in SQL by who knows nothing of the mapping. */
  readonly database: DatabaseSync;
}

export function readAdventureWorks(folder: string, tables: readonly FileName[]): AdventureWorks {
  const files = Object.fromEntries(FILE_NAMES.map((name) => [name, rowsOf(folder, name)])) as Record<
    FileName,
    TextRow[]
  >;
  const database = new DatabaseSync(":memory:");
  for (const name of tables) load(database, name, files[name]);
  return { facts: factsOf(files), database };
}

/** No cell of the record has a comma, a quote or a line's end in it but those of names, which nothing here looks at. */
function rowsOf(folder: string, name: string): TextRow[] {
  const text = gunzipSync(readFileSync(join(folder, `${name}.csv.gz`)))
    .toString("utf8")
    .replace(/^\ufeff/, "");
  const [head = "", ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
  const columns = cellsOf(head);
  return lines.map((line) => Object.fromEntries(cellsOf(line).map((value, k) => [columns[k] ?? "", value])));
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "",
  );

function load(database: DatabaseSync, name: string, rows: readonly TextRow[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const types = columns.map((column) => `"${column}" ${/Qty|LineNo/.test(column) ? "integer" : "text"}`);
  database.exec(`create table ${name} (${types.join(", ")}); begin`);
  const insert = database.prepare(`insert into ${name} values (${columns.map(() => "?").join(", ")})`);
  for (const row of rows) insert.run(...columns.map((column) => row[column] ?? ""));
  database.exec("commit");
}

function factsOf(files: Readonly<Record<FileName, readonly TextRow[]>>): readonly AnyFact[] {
  const tables = readTables(files);
  if (!tables.ok) throw new Error(tables.error);
  const { events } = adventureWorksFacts(tables.value, { currency: "EUR" });
  return events.map((event, k) => {
    const checked = checkEvent(event, { receivedAt: 0, seq: k + 1, mode: "manual" });
    if (!checked.ok) throw new Error(checked.error.reason);
    return checked.value;
  });
}
