import { getTableColumns } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { READABLE, TABLES } from "../reading-roles.ts";
import type { AuditFilter, ConnectorCommandRow, NewEscalationMessage, SeenStore, Store } from "../store.ts";
import { auditRow, collect, commitOf, factRecord, quarantineRow } from "./records.ts";

export interface Home {
  readonly store: Store;
  /** Statements of one connection, as who owns the tables; the rows of the last one. */
  sql(statements: readonly string[]): Promise<readonly Record<string, unknown>[]>;
  remove(): Promise<void>;
}

const SITES = ["A", "B"] as const;
const hasSite = new Set(
  TABLES.filter((table) => "site" in getTableColumns(table)).map((table) => getTableConfig(table).name),
);
const anything: AuditFilter = { from: null, to: null, by: null, action: null, subject: null, text: null };

/** That the database itself keeps rows of other sites back, wherever it is. */
export function describeRowPolicies(where: string, createHome: () => Promise<Home>): void {
  describe(`rows of other sites ${where}`, { timeout: 60_000 }, () => {
    let home: Home;
    beforeAll(async () => {
      home = await createHome();
      await fill(home);
    }, 60_000);
    afterAll(async () => {
      await home?.store.close();
      await home?.remove();
    });

    const settings = (sites: string | null): string[] =>
      sites === null ? [] : [`select set_config('lockstep.sites', '${sites}', true)`];
    const asViewer = (sites: string | null, statement: string) =>
      home.sql(["begin", ...settings(sites), "set local role lockstep_viewer", statement]);
    const count = async (table: string, sites: string | null): Promise<number> =>
      Number((await asViewer(sites, `select count(*) as rows from ${table}`))[0]?.["rows"]);
    const owned = async (table: string, condition = "true"): Promise<number> =>
      Number((await home.sql([`select count(*) as rows from ${table} where ${condition}`]))[0]?.["rows"]);

    it("has a role to read as", () => {
      expect(home.store.withoutRowPolicies).toBeNull();
    });

    describe.each(READABLE.filter((table) => table !== "report_readers"))("in %s", (table) => {
      it("are there, and are seen by who sees every site", async () => {
        expect(await owned(table)).toBeGreaterThan(1);
        expect(await count(table, "*")).toBe(await owned(table));
      });

      it("are not seen by who sees one", async () => {
        const own = hasSite.has(table) ? await owned(table, "site = 'A'") : 0;
        expect(await count(table, "{A}")).toBe(own);
        expect(own > 0).toBe(hasSite.has(table));
        if (hasSite.has(table)) {
          expect(await asViewer("{A}", `select distinct site from ${table}`)).toEqual([{ site: "A" }]);
        }
      });

      it("are not seen where no site is said, nor after it was said to somebody else", async () => {
        for (const sites of [null, "", "{}", '{"*"}', "A"]) expect(await count(table, sites)).toBe(0);
        const next = ["begin", "select set_config('lockstep.sites', '*', true)", "commit", "begin"];
        const statement = `select count(*)::int as rows from ${table}`;
        expect(await home.sql([...next, "set local role lockstep_viewer", statement])).toEqual([{ rows: 0 }]);
      });
    });

    it.each(TABLES.map((table) => getTableConfig(table).name))("cannot be changed in %s", async (table) => {
      for (const statement of [`delete from ${table}`, `insert into ${table} default values`, `truncate ${table}`]) {
        await expect(asViewer("*", statement)).rejects.toThrow("permission denied for table");
      }
      if (!READABLE.includes(table)) {
        await expect(asViewer("*", `select 1 from ${table}`)).rejects.toThrow("permission denied for table");
      }
    });

    describe("by what the store reads on behalf of somebody", () => {
      const ann = () => home.store.seenBy({ person: "ann", sites: ["A"] });
      const boss = () => home.store.seenBy({ person: "boss", sites: null });
      const everything = { person: null, channel: null, exceptionId: null, sites: null, isUnread: false };

      it("shows commands of their sites, and those that they asked for themselves", async () => {
        const asked = { states: null, sites: null, first: 10 };
        const ids = async (seen: SeenStore) => (await seen.outbox(asked)).map(({ commandId }) => commandId).sort();
        expect(await ids(boss())).toEqual(["made-A", "made-B", "of-ann", "of-bob"]);
        expect(await ids(ann())).toEqual(["made-A", "of-ann"]);
        expect(
          (await ann().newestCommands("erp", { sites: null, name: "ann" })).map(({ commandId }) => commandId).sort(),
        ).toEqual(["made-A", "of-ann"]);
        expect(await ann().findConnectorCommand("erp", "made-B")).toBeNull();
        expect(await ann().findConnectorCommand("erp", "made-A")).toMatchObject({ site: "A" });
        expect(await home.store.seenBy({ person: "bob", sites: [] }).outbox(asked)).toMatchObject([
          { commandId: "of-bob" },
        ]);
      });

      it("shows messages of their sites, and those to themselves", async () => {
        const keys = async (seen: SeenStore) =>
          (await seen.messagePage({ ...everything, first: 10, after: null })).map(({ key }) => key).sort();
        expect(await keys(boss())).toEqual(["m-A", "m-B", "m-none", "to-ann-of-B"]);
        expect(await keys(ann())).toEqual(["m-A", "to-ann-of-B"]);
        expect(await ann().countMessages(everything)).toBe(2);
        expect(await ann().countUnread("ann")).toBe(1);
        expect(await ann().countUnread("carl")).toBe(1);
        expect(await ann().findMessage("m-B")).toBeNull();
      });

      it("shows what belongs to no one site to who sees every one alone", async () => {
        const read = async (seen: SeenStore) => ({
          audit: (await seen.searchAudit({ filter: anything, first: 10, before: null, after: null })).rows.length,
          audited: await seen.countAudit(anything),
          log: (await collect(seen.read(0))).length,
          quarantine: (await seen.quarantine({ first: 10 })).rows.length,
          quarantined: await seen.countQuarantined({}),
          found: (await seen.findQuarantined("q-3")) !== null,
          rows: (await seen.quarantinedRows(["q-3", "q-4"])).length,
          byRule: (await seen.quarantinedByRule(0)).length,
          ruleSets: (await seen.ruleSets(10)).length,
          ruleSet: (await seen.ruleSet(1)) !== null,
        });
        const nothing = { audit: 0, audited: 0, log: 0, quarantine: 0, quarantined: 0 };
        expect(await read(ann())).toEqual({
          ...{ ...nothing, found: false, rows: 0, byRule: 0, ruleSets: 0, ruleSet: false },
        });
        const all = { audit: 2, audited: 2, log: 4, quarantine: 2, quarantined: 2 };
        expect(await read(boss())).toEqual({ ...all, found: true, rows: 2, byRule: 1, ruleSets: 2, ruleSet: true });
      });

      it("takes sites of any name as they are", async () => {
        for (const sites of [["*"], ['A","B'], ["{A}"], ["A,B"], ["a"], ["\u0000", "'"]]) {
          expect(await home.store.seenBy({ person: "x", sites }).countMessages(everything)).toBe(0);
        }
      });

      it("leaves the server's own reads and writes as they were", async () => {
        expect(await home.store.countMessages(everything)).toBe(4);
        expect(await home.store.markRead("carl", ["m-B"], 5)).toBe(1);
        await home.store.append(commitOf({ audit: [auditRow(2)] }));
        expect(await home.store.verifyAudit()).toMatchObject({ ok: true, value: { count: 3 } });
      });

      it("shows what was read first among the messages that they see", async () => {
        const asked = { since: 0, until: 9 };
        // That of B has been read at 5.
        expect(await boss().firstReads(asked)).toEqual([["ex", 5]]);
        expect(await ann().firstReads(asked)).toEqual([]);
        await home.store.markRead("carl", ["m-A"], 8);
        expect(await ann().firstReads(asked)).toEqual([["ex", 8]]);
      });
    });

    describe("by programs that make reports", () => {
      const asReporter = (name: string, ...statements: string[]) =>
        home.sql(["begin", `set local role ${name}`, ...statements]);
      const sites = "select distinct site from line_predictions order by site";

      beforeAll(async () => {
        for (const [name, seen] of [
          ["report_a", "'{A}'"],
          ["report_all", "'*'"],
        ]) {
          await home.sql([`create role ${name} in role lockstep_reporter`]);
          await home.sql([`insert into report_readers values ('${name}', ${seen})`]);
        }
        await home.sql(["create role report_none in role lockstep_reporter"]);
      });

      it("are kept back as it is written down for each of them", async () => {
        expect(await asReporter("report_a", sites)).toEqual([{ site: "A" }]);
        expect(await asReporter("report_all", sites)).toEqual([{ site: "A" }, { site: "B" }]);
        expect(await asReporter("report_none", sites)).toEqual([]);
        expect(await asReporter("report_a", "select * from report_readers")).toEqual([
          { name: "report_a", sites: "{A}" },
        ]);
      });

      it("are kept back whatever they set", async () => {
        const set = ["set lockstep.sites = '*'", "set lockstep.person = 'carl'"];
        expect(await asReporter("report_a", ...set, sites)).toEqual([{ site: "A" }]);
        const messages = "select key from escalation_messages";
        expect(await asReporter("report_a", ...set, messages)).toEqual([{ key: "m-A" }]);
        await expect(asReporter("report_a", "update report_readers set sites = '*'")).rejects.toThrow("denied");
        await expect(asReporter("report_a", "select * from people")).rejects.toThrow("denied");
      });
    });
  });
}

async function fill({ store }: Home): Promise<void> {
  const message = (key: string, more: Partial<NewEscalationMessage>): NewEscalationMessage => ({
    ...{ key, exceptionId: "ex", person: "carl", channel: "in-app", reason: "step", severity: "high", site: null },
    ...{ at: 100, dueAt: 100, body: "{}", state: "sent", ...more },
  });
  const about = { declaredBy: "x", declaredAt: 1, seq: 1, definition: "{}" };
  const standing = { since: 1, state: "late", seq: 1 } as const;
  const cause = { kind: null, subjectType: null, subject: null, resource: null, supplier: null };
  await store.append(
    commitOf({
      records: [1, 2, 3, 4].map((seq) => factRecord(seq)),
      quarantined: [quarantineRow(3), quarantineRow(4)],
      assigned: SITES.map((id) => ({ of: "cause", id, owner: "x", by: "x", at: 1 })),
      audit: [auditRow(1), auditRow(2)],
      messages: [
        ...SITES.map((site) => message(`m-${site}`, { site })),
        message("m-none", { channel: "email" }),
        message("to-ann-of-B", { site: "B", person: "ann" }),
      ],
      otif: {
        definitions: SITES.map((id) => ({ id, version: 1, ...about })),
        standings: SITES.map((line) => ({ line, ...standing, ...cause })),
        predictions: SITES.map((site) => ({
          ...{ line: site, site, closesAt: 1, horizonHours: 1, madeAt: 1, pLate: 0.5, isCalled: false },
        })),
        revisions: SITES.map((site) => ({ seq: 1, definition: "d", line: site, site, at: 1, revision: "{}" })),
      },
      ruleSet: { version: 1, seq: 1, at: 1, by: "x", reason: "x", rules: "[]" },
    }),
  );
  await store.append(commitOf({ ruleSet: { version: 2, seq: 2, at: 1, by: "x", reason: "x", rules: "[]" } }));
  const fate = {
    ...{
      state: "pending" as const,
      attempts: 0,
      reason: null,
      settledAt: null,
      what: null,
      rulesVersion: null,
      heldBy: null,
    },
    ...{ heldWhy: null, decidedBy: null, decidedAt: null, decidedNote: null, sentAt: null, evidencedAt: null },
    ...{ reversedBy: null, connector: "erp", askedAt: 1, command: "{}" },
  } satisfies Partial<ConnectorCommandRow>;
  for (const site of SITES) {
    // Made of facts, by nobody: also of whose name is that of a person.
    await store.addConnectorCommand({ ...fate, commandId: `made-${site}`, askedBy: "bob", subject: "WO-1", site });
  }
  for (const askedBy of ["ann", "bob"]) {
    await store.addConnectorCommand({ ...fate, commandId: `of-${askedBy}`, askedBy, subject: null, site: null });
  }
}
