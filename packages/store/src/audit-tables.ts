import { and, count, desc, eq, gt, gte, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { toStorable } from "./exact-text.ts";
import { arrayOf, type Db } from "./insert-rows.ts";
import type { AuditFilter, ChainedAuditRow } from "./records.ts";
import { audit } from "./schema.ts";

/** Records of the chain from one number to another. */
export interface AuditSpan {
  readonly filter: AuditFilter;
  /** Not among them. */
  readonly above: number;
  readonly upTo: number;
}

/** What is looked for among audited records. Arguments and results are plain data. */
export function createAuditTables(db: Db) {
  return {
    /** Newest first. */
    auditMatches: ({ first, ...span }: AuditSpan & { readonly first: number }): Promise<ChainedAuditRow[]> =>
      db.select().from(audit).where(within(span)).orderBy(desc(audit.number)).limit(first),
    countAuditMatches: async (span: AuditSpan): Promise<number> =>
      (await db.select({ rows: count() }).from(audit).where(within(span)))[0]?.rows ?? 0,
  };
}

function within({ filter, above, upTo }: AuditSpan): SQL | undefined {
  const { from, to, by, action, subject, text, textIn } = filter;
  const names = [audit.exceptionId, audit.by, audit.action];
  const holds = (column: SQL, looked: string): SQL =>
    sql`position(lower(${toStorable(looked)}) in lower(${column})) > 0`;
  return and(
    gt(audit.number, above),
    lte(audit.number, upTo),
    from === null ? undefined : gte(audit.at, from),
    to === null ? undefined : lt(audit.at, to),
    by === null ? undefined : eq(audit.by, by),
    action === null ? undefined : eq(audit.action, action),
    subject === null
      ? undefined
      : or(
          subject.part === null ? undefined : holds(sql`${audit.exceptionId}`, subject.part),
          sql`${audit.exceptionId} = any(${arrayOf(audit.exceptionId, subject.ids)})`,
        ),
    text === null
      ? undefined
      : or(
          textIn === "names" ? undefined : holds(sql`coalesce(${audit.note}, '')`, text),
          ...(textIn === "names" ? names : [...names, audit.event]).map((column) => holds(sql`${column}`, text)),
        ),
  );
}
