import type { AuditFilter, AuditPage, AuditQuery, ChainedAuditRow } from "./records.ts";
import type { Tables } from "./tables.ts";

/** So many records are looked at by one question to the database: what is to be written gets its turn in between. */
const SPAN = 50_000;

type Searched = Pick<Tables, "auditMatches" | "countAuditMatches" | "auditEnd">;

/** The newest that match, of those before a number. */
export async function searchAudit(tables: Searched, query: AuditQuery): Promise<AuditPage> {
  const { filter, first } = query;
  const lowest = query.after ?? 0;
  const rows: ChainedAuditRow[] = [];
  let upTo = (query.before ?? (await tables.auditEnd()).number + 1) - 1;
  while (upTo > lowest && rows.length <= first) {
    const above = Math.max(lowest, upTo - SPAN);
    rows.push(...(await tables.auditMatches({ filter, above, upTo, first: first + 1 - rows.length })));
    upTo = above;
  }
  return { rows: rows.slice(0, first), hasMore: rows.length > first };
}

export async function countAudit(tables: Searched, filter: AuditFilter): Promise<number> {
  const { number } = await tables.auditEnd();
  // Their numbers have no holes.
  if (Object.values(filter).every((one) => one === null)) return number;
  return countMatches(tables, filter);
}

export async function countMatches(tables: Searched, filter: AuditFilter): Promise<number> {
  const { number } = await tables.auditEnd();
  let found = 0;
  for (let above = 0; above < number; above += SPAN) {
    found += await tables.countAuditMatches({ filter, above, upTo: Math.min(number, above + SPAN) });
  }
  return found;
}
