import { createHash } from "node:crypto";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { AuditRow, ChainedAuditRow } from "./records.ts";
import type { AuditBreach } from "./store.ts";

/** Where a chain of audited records ends. */
export interface ChainEnd {
  /** Of the last record; 0 before the first. */
  readonly number: number;
  readonly hash: string;
}

export const EMPTY_CHAIN: ChainEnd = { number: 0, hash: "0".repeat(64) };

/** Each record's hash covers its content, its number and the hash before it. */
export function chain(
  end: ChainEnd,
  rows: readonly AuditRow[],
): { readonly rows: ChainedAuditRow[]; readonly end: ChainEnd } {
  const chained: ChainedAuditRow[] = [];
  let { number, hash } = end;
  for (const row of rows) {
    const previousHash = hash;
    number += 1;
    hash = hashOf(row, number, previousHash);
    chained.push({ ...row, number, previousHash, hash });
  }
  return { rows: chained, end: { number, hash } };
}

/** Follows the chain over some more records, in order; refuses at the first that does not continue it. */
export function follow(end: ChainEnd, rows: readonly ChainedAuditRow[]): Result<ChainEnd, AuditBreach> {
  let { number, hash } = end;
  for (const row of rows) {
    number += 1;
    if (row.number !== number) return refuse(missing(number));
    if (row.previousHash !== hash || row.hash !== hashOf(row, number, hash)) {
      return refuse({ number, message: `The audited record ${number} is not what was written.` });
    }
    hash = row.hash;
  }
  return ok({ number, hash });
}

/** Whether the chain ends where the head says that it does, and nothing is missing that was seen before. */
export function arrive(end: ChainEnd, head: ChainEnd, seen: readonly ChainEnd[] = []): Result<ChainEnd, AuditBreach> {
  if (seen.some(({ number }) => number > head.number)) return refuse(missing(head.number + 1));
  if (end.number < head.number) return refuse(missing(end.number + 1));
  if (end.hash === head.hash) return ok(end);
  return refuse({
    number: end.number,
    message: `The audited record ${end.number} is not the last one that was written.`,
  });
}

/**
 * Whether records that were followed are those that somebody saw before, and wrote down elsewhere. Who can write into the
 * database can make a whole chain anew; what was written down they cannot.
 */
export function confirm(rows: readonly ChainedAuditRow[], seen: readonly ChainEnd[]): Result<null, AuditBreach> {
  const first = rows[0]?.number ?? 0;
  for (const { number, hash } of seen) {
    const row = rows[number - first];
    if (row !== undefined && row.hash !== hash) {
      return refuse({
        number,
        message: `The audited records up to ${number} are not what they were when seen before.`,
      });
    }
  }
  return ok(null);
}

const missing = (number: number): AuditBreach => ({ number, message: `The audited record ${number} is missing.` });

function hashOf(row: AuditRow, number: number, previousHash: string): string {
  const { exceptionId, seq, at, by, action, before, after, note, event } = row;
  const content = JSON.stringify([previousHash, number, exceptionId, seq, at, by, action, before, after, note, event]);
  return createHash("sha256").update(content).digest("hex");
}
