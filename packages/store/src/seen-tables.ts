import { sql } from "drizzle-orm";
import { toStorable } from "./exact-text.ts";
import { arrayOf, type Db } from "./insert-rows.ts";
import type { Onlooker } from "./records.ts";
import { PERSON_SETTING, SITES_SETTING, VIEWER_ROLE } from "./row-policies.ts";
import { escalationMessages } from "./schema.ts";
import { createTables, type Tables } from "./tables.ts";

/** What is read on behalf of people. */
export const SEEN = [
  "auditMatches",
  "countAuditMatches",
  "countMessages",
  "countQuarantined",
  "countUnread",
  "findConnectorCommand",
  "findMessage",
  "findQuarantined",
  "firstReads",
  "logPage",
  "messagePage",
  "newestCommands",
  "outbox",
  "outboxCounts",
  "quarantinePage",
  "quarantinedByRule",
  "quarantinedRows",
  "ruleSet",
  "ruleSets",
] as const satisfies readonly (keyof Tables)[];

export type SeenTables = Pick<Tables, (typeof SEEN)[number]>;

export interface Seen {
  /** Has one of these read by a role that sees only rows of the onlooker's sites. */
  seen(onlooker: Onlooker, name: keyof SeenTables, args: readonly unknown[]): Promise<unknown>;
}

/** `hasRoles`: whether there is a role to read as; if not, what is asked for is read as it is. */
export function createSeen(db: Db, { hasRoles }: { readonly hasRoles: boolean }): Seen {
  return {
    seen: (onlooker, name, args) =>
      db.transaction(
        async (tx) => {
          if (hasRoles) await tx.execute(lookAs(onlooker));
          const read = createTables(tx)[name] as (...args: readonly unknown[]) => Promise<unknown>;
          return await read(...args);
        },
        { accessMode: "read only" },
      ),
  };
}

/** Until the transaction ends, also where a database is set to fail reads that keep rows back. */
function lookAs({ person, sites }: Onlooker) {
  const seen = sites === null ? sql`'*'` : sql`${arrayOf(escalationMessages.site, sites)}::text`;
  return sql`select set_config(${SITES_SETTING}, ${seen}, true),
    set_config(${PERSON_SETTING}, ${toStorable(person)}, true), set_config('row_security', 'on', true), set_config('role', ${VIEWER_ROLE}, true)`;
}
