import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { FILE_NAMES, type FileName, type TextRow } from "@lockstep/connectors/adventureworks/tables";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { parse } from "csv-parse/sync";

/** The files of a record, each `<name>.csv.gz` or `<name>.csv` with a header, or which of them is missing or unreadable. */
export function readFolder(folder: string): Result<Readonly<Record<FileName, readonly TextRow[]>>, string> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return refuse(`${folder} is no folder: give the one that holds work_order.csv.gz and its like`);
  }
  const files: Partial<Record<FileName, readonly TextRow[]>> = {};
  for (const name of FILE_NAMES) {
    const rows = readFile(folder, name);
    if (!rows.ok) return rows;
    files[name] = rows.value;
  }
  return ok(files as Record<FileName, readonly TextRow[]>);
}

function readFile(folder: string, name: FileName): Result<readonly TextRow[], string> {
  const path = [`${name}.csv.gz`, `${name}.csv`].map((file) => join(folder, file)).find((file) => existsSync(file));
  if (path === undefined) return refuse(`${folder} holds neither ${name}.csv.gz nor ${name}.csv`);
  try {
    const bytes = readFileSync(path);
    return ok(parse<TextRow>(path.endsWith(".gz") ? gunzipSync(bytes) : bytes, { columns: true, bom: true }));
  } catch (error) {
    return refuse(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
