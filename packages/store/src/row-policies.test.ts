import { getTableColumns } from "drizzle-orm";
import { getTableConfig, PgDialect } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { CASING } from "./migrations.ts";
import { TABLES } from "./reading-roles.ts";

/** Tables that none but the owner may read, and why no person is shown rows of them by the database. */
const KEPT_TO_THE_SERVER: Readonly<Record<string, string>> = {
  clock_moves: "when a clock was moved: nothing of a site",
  commands: "to tell a command that is sent again: what was answered is shown nowhere",
  connector_memory: "how far connectors have read: shown nowhere",
  escalation_timers: "when calls are due: counted for the health of calls, shown nowhere",
  feed_tokens: "secrets of programs: kept in memory",
  head: "one row about the log itself",
  import_mappings: "what columns of files mean, by source: kept in memory",
  people: "secrets of people: kept in memory",
  photos: "belong to the exception that names them, which is known in memory alone",
  push_devices: "secrets of devices: kept in memory",
  push_keys: "the server's own secret",
  raw_messages: "belong to the facts that were made of them, which are known in memory alone",
  raw_of_facts: "as the messages",
  sessions: "secrets of browsers: kept in memory",
  snapshot_parts: "all of memory, to start again from: shown nowhere",
  snapshots: "which of them are whole",
};

const dialect = new PgDialect({ casing: CASING });
const tables = TABLES.map((table) => ({ ...getTableConfig(table), hasSite: "site" in getTableColumns(table) }));

describe("rows of a site", () => {
  it.each(tables)(
    "in $name are kept back by a policy, or it is kept to the server",
    ({ name, policies, enableRLS }) => {
      const isKept = name in KEPT_TO_THE_SERVER;
      expect(policies.length, `${name}: give it a policy in schema.ts, or say here why it needs none`).toBe(
        isKept ? 0 : 1,
      );
      expect(enableRLS, `${name}: a table without a policy is closed by enableRLS()`).toBe(isKept);
    },
  );

  it.each(tables.filter(({ hasSite }) => hasSite))("in $name are told by its site", (table) => {
    const [policy] = table.policies;
    expect(policy?.for).toBe("select");
    expect(policy?.using && dialect.sqlToQuery(policy.using).sql).toContain(`"${table.name}"."site" = any (`);
  });

  it("names no table that is not there", () => {
    const names = tables.map(({ name }) => name);
    expect(Object.keys(KEPT_TO_THE_SERVER).filter((name) => !names.includes(name))).toEqual([]);
  });
});
