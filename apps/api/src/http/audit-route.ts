import { csvOf } from "@lockstep/domain/csv";
import { isoOf } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { AuditFilter } from "@lockstep/protocol/generated/schema";
import type { ChainedAuditRow, Store } from "@lockstep/store/store";
import type { RequestHandler } from "express";
import { filterOf } from "../query/audit.ts";
import type { Writer } from "../writer/contract.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

const A_PART = 2_000;

const COLUMNS = [
  ...["number", "seq", "at", "by", "action", "subject", "before", "after", "note", "event", "previousHash", "hash"],
] as const;

export interface AuditParts {
  readonly writer: () => Writer;
  readonly store: () => Pick<Store, "searchAudit">;
}

/** All audited records that match, as a file, newest first: however many there are, only a part of them is in memory. */
export function auditRoute({ writer, store }: AuditParts): RequestHandler {
  return async (request, response) => {
    const asked = askedOf(request.query);
    if (!asked.ok) return refuseWith(response, 400, { code: "BAD_REQUEST", message: asked.error });
    const filter = filterOf({ view: writer().view, viewer: viewerOf(response) }, asked.value);
    response.type("text/csv; charset=utf-8");
    response.setHeader("content-disposition", 'attachment; filename="audit.csv"');
    // The mark in front tells a spreadsheet that it is UTF-8.
    response.write(`\ufeff${csvOf(COLUMNS, [])}`);
    let before: number | null = null;
    for (;;) {
      const { rows, hasMore } = await store().searchAudit({ filter, first: A_PART, before, after: null });
      const isTaken = response.write(linesOf(rows));
      if (!hasMore || response.destroyed) break;
      if (!isTaken) await goesOn(response);
      before = rows.at(-1)?.number ?? 0;
    }
    response.end();
  };
}

/** When whoever reads it has room again, or is gone. */
const goesOn = (response: Parameters<RequestHandler>[1]): Promise<void> =>
  new Promise((resolve) => {
    const go = (): void => {
      response.off("drain", go);
      response.off("close", go);
      resolve();
    };
    response.on("drain", go);
    response.on("close", go);
  });

const linesOf = (rows: readonly ChainedAuditRow[]): string =>
  csvOf(
    COLUMNS,
    rows.map((row) => [
      ...[row.number, row.seq, isoOf(row.at), row.by, row.action, row.exceptionId],
      ...[row.before, row.after, row.note, row.event, row.previousHash, row.hash],
    ]),
  ).slice(HEAD.length);

const HEAD = csvOf(COLUMNS, []);

function askedOf(query: Readonly<Record<string, unknown>>): Result<AuditFilter, string> {
  const text = (name: string): string | null => {
    const value = query[name];
    return typeof value === "string" ? value : null;
  };
  const [from, to] = ["from", "to"].map((name) => {
    const value = text(name);
    return value === null ? null : parseInstant(value);
  });
  for (const [name, at] of [["from", from] as const, ["to", to] as const]) {
    if (text(name) !== null && at === null) {
      return refuse(`${name} is no instant: send one of ISO 8601 with its offset, 2026-03-02T08:00:00Z.`);
    }
  }
  const words = { by: text("by"), action: text("action"), subject: text("subject"), text: text("text") };
  return ok({ from: from ?? null, to: to ?? null, ...words });
}
