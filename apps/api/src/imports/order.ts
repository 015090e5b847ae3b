import { type CsvMapping, checkAgainst, readMapping, TABLE_SOURCE } from "@lockstep/connectors/csv/mapping";
import type { Stand } from "@lockstep/connectors/csv/plan";
import { parseInstant } from "@lockstep/domain/instant-text";
import { isObject } from "@lockstep/domain/json";
import { ok, type Result } from "@lockstep/domain/result";
import type { Request } from "express";
import { readJson } from "../http/body.ts";
import type { Writer } from "../writer/contract.ts";
import type { OpenFile } from "./open-file.ts";
import { bad, type Refused, textIn } from "./refused.ts";

export const MOST_ORDER_BYTES = 200_000;

/** What somebody wants done with a file. */
export interface Order {
  readonly mapping: CsvMapping;
  readonly source: string;
  /** Null: as of now. */
  readonly asOf: number | null;
  /** The table that the mapping is of. */
  readonly file: OpenFile;
}

/** What a request says of it, as it came. */
export async function readOrder(request: Request): Promise<Result<unknown, Refused>> {
  const body = await readJson(request, { mostBytes: MOST_ORDER_BYTES, what: "A mapping" });
  return body.ok ? ok(body.value.value) : body;
}

/** A draft of a mapping need not be complete, nor have a source. `fileFor` gives the file as the mapping means it. */
export async function understandOrder(
  body: unknown,
  fileFor: (mapping: CsvMapping) => Promise<Result<OpenFile, Refused>>,
  { isDraft = false } = {},
): Promise<Result<Order, Refused>> {
  const value = isObject(body) ? body : {};
  const mapping = readMapping(value["mapping"]);
  if (!mapping.ok) return bad(mapping.error);
  const file = await fileFor(mapping.value);
  if (!file.ok) return file;
  const problem = isDraft ? null : checkAgainst(file.value.table, mapping.value);
  if (problem !== null) return bad(problem);
  const source = isDraft ? "draft" : textIn(value["source"], 100);
  if (source === null || !TABLE_SOURCE.test(source)) {
    return bad('Give the "source" a name of letters, digits, spaces, points and hyphens, such as erp-orders.');
  }
  const asOf = asOfIn(value["asOf"]);
  return asOf.ok ? ok({ mapping: mapping.value, source, asOf: asOf.value, file: file.value }) : asOf;
}

function asOfIn(value: unknown): Result<number | null, Refused> {
  if (value === undefined || value === null) return ok(null);
  const at = typeof value === "string" ? parseInstant(value) : null;
  if (at !== null) return ok(at);
  return bad('"asOf", when the file was true, must be an instant with an offset, such as 2026-03-02T06:10:00Z.');
}

/** A table of the future is one of now: clocks differ, and what has not happened yet is not believed. */
export function standFor(
  { source, asOf, mapping }: Omit<Order, "file">,
  writer: Writer,
  mode: "live" | "manual",
): Stand {
  const receivedAt = Date.now();
  const now = mode === "live" ? receivedAt : writer.view.clock;
  return {
    source: `/csv/${source}`,
    asOf: Math.min(asOf ?? now, now),
    fields: new Set(Object.keys(mapping.fields).map((path) => path.split("/")[0] ?? path)),
    receipt: { receivedAt, seq: writer.seq + 1, mode },
  };
}
