import { csvLine } from "@lockstep/domain/csv";
import { isoOf } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { AuditFilter } from "@lockstep/protocol/generated/schema";
import type { ChainedAuditRow, Store } from "@lockstep/store/store";
import type { RequestHandler } from "express";
import { onlookerOf, type Viewer } from "../identity/viewer.ts";
import { cellWithoutMoney } from "../money/money-columns.ts";
import { filterOf } from "../query/audit.ts";
import type { Writer } from "../writer/contract.ts";
import { ReaderGone, send } from "./export-formats.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

const A_PART = 2_000;

const COLUMNS = [
  ...["number", "seq", "at", "by", "action", "subject", "before", "after", "note", "event", "previousHash", "hash"],
] as const;

export interface AuditParts {
  readonly writer: () => Writer;
  readonly store: () => Pick<Store, "seenBy">;
}

/** All audited records that match, as a file, newest first: however many there are, only a part of them is in memory. */
export function auditRoute({ writer, store }: AuditParts): RequestHandler {
  return async (request, response) => {
    if (request.headers["lockstep-at"] !== undefined) {
      const message = "You look at a past moment, and the audit is of now alone: ask without the header lockstep-at.";
      return refuseWith(response, 409, { code: "CONFLICT", message });
    }
    const asked = askedOf(request.query);
    if (!asked.ok) return refuseWith(response, 400, { code: "BAD_REQUEST", message: asked.error });
    const seen = store().seenBy(onlookerOf(viewerOf(response)));
    const filter = filterOf({ view: writer().view, viewer: viewerOf(response) }, asked.value);
    response.type("text/csv; charset=utf-8");
    response.setHeader("content-disposition", 'attachment; filename="audit.csv"');
    response.setHeader("cache-control", "no-store");
    try {
      let before: number | null = null;
      for (;;) {
        const { rows, hasMore } = await seen.searchAudit({ filter, first: A_PART, before, after: null });
        // The mark in front tells a spreadsheet that it is UTF-8.
        if (before === null) await send(response, `\ufeff${csvLine(COLUMNS)}`);
        if (rows.length > 0) await send(response, linesOf(rows, viewerOf(response)));
        if (!hasMore) break;
        before = rows.at(-1)?.number ?? 0;
      }
      response.end();
    } catch (error) {
      if (!(error instanceof ReaderGone)) throw error;
    }
  };
}

const linesOf = (rows: readonly ChainedAuditRow[], { withoutMoney }: Viewer): string =>
  rows
    .map((row) => {
      const cells = [
        ...[row.number, row.seq, isoOf(row.at), row.by, row.action, row.exceptionId],
        ...[row.before, row.after, row.note, row.event, row.previousHash, row.hash],
      ];
      const shown = withoutMoney === true ? cells.map((cell, k) => cellWithoutMoney(COLUMNS[k] ?? "", cell)) : cells;
      return csvLine(shown);
    })
    .join("");

function askedOf(query: Readonly<Record<string, unknown>>): Result<AuditFilter, string> {
  const words = new Map<string, string>();
  for (const name of ["from", "to", "by", "action", "subject", "text"]) {
    const value = query[name];
    if (value === undefined) continue;
    if (typeof value !== "string") return refuse(`${name} must be one text: send it once.`);
    words.set(name, value);
  }
  const text = (name: string): string | null => words.get(name) ?? null;
  const instant = (name: string): number | null => parseInstant(words.get(name) ?? "");
  for (const name of ["from", "to"]) {
    if (words.has(name) && instant(name) === null) {
      return refuse(`${name} is no instant: send one of ISO 8601 with its offset, 2026-03-02T08:00:00Z.`);
    }
  }
  const about = { by: text("by"), action: text("action"), subject: text("subject"), text: text("text") };
  return ok({ from: instant("from"), to: instant("to"), ...about });
}
