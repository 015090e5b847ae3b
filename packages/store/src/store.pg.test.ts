import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findPostgres, type Service, startPostgres } from "@lockstep/testkit/services";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import { default as pg } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MIGRATIONS_FOLDER } from "./migrations.ts";
import { checkVersion } from "./postgres.ts";
import { connect, end, within } from "./postgres-connection.ts";
import { StoreAway } from "./reach.ts";
import { type AuditFilter, openStore, type Store } from "./store.ts";
import { describeDamage } from "./testing/describe-damage.ts";
import { describeKills } from "./testing/describe-kills.ts";
import { describeRowPolicies } from "./testing/describe-row-policies.ts";
import { describeStore } from "./testing/describe-store.ts";
import { runToItsEnd } from "./testing/kill-writer.ts";
import { type LossyProxy, startLossyProxy } from "./testing/lossy-proxy.ts";
import { queries } from "./testing/queries.ts";
import { auditRow, commitOf, factRecord, readAll } from "./testing/records.ts";

/** Ends all other connections to the database. */
const CUT_OTHERS = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

const LOCKS_HELD = `select 1 from pg_locks where locktype = 'advisory'
  and database = (select oid from pg_database where datname = current_database())`;

let server: Service;
let databases = 0;

const query = (databaseUrl: string, statement: string) => queries(databaseUrl, [statement]);

/** The address of a new, empty database. */
async function createDatabase(): Promise<string> {
  databases += 1;
  const name = `store_${databases}`;
  await query(server.url, `create database ${name}`);
  return server.url.replace(/postgres$/, name);
}

async function mustOpen(databaseUrl: string): Promise<Store> {
  const opened = await openStore({ databaseUrl });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function through(databaseUrl: string): Promise<{ readonly proxy: LossyProxy; readonly url: string }> {
  const { port } = new URL(databaseUrl);
  const proxy = await startLossyProxy(Number(port));
  return { proxy, url: databaseUrl.replace(`:${port}/`, `:${proxy.port}/`) };
}

async function refusalOf(databaseUrl: string): Promise<string> {
  const opened = await openStore({ databaseUrl });
  if (!opened.ok) return opened.error.message;
  await opened.value.close();
  throw new Error("it was opened");
}

describe.skipIf(findPostgres() === undefined)("PostgreSQL", () => {
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  describeStore("on PostgreSQL", async () => {
    const databaseUrl = await createDatabase();
    return { open: () => mustOpen(databaseUrl), remove: async () => {} };
  });

  describeDamage("on PostgreSQL", async () => {
    const databaseUrl = await createDatabase();
    const store = await mustOpen(databaseUrl);
    return { store, sql: (statement) => query(databaseUrl, statement), remove: () => store.close() };
  });

  describeRowPolicies("on PostgreSQL", async () => {
    const databaseUrl = await createDatabase();
    const store = await mustOpen(databaseUrl);
    return { store, sql: (statements) => queries(databaseUrl, statements), remove: async () => {} };
  });

  describeKills("on PostgreSQL", async () => ({
    options: { databaseUrl: await createDatabase() },
    remove: async () => {},
  }));

  describe("as the place of the store", () => {
    it("survives a power cut only if it waits for the disk, and the store says which", async () => {
      const store = await mustOpen(await createDatabase());
      expect(store.durability).toBe("process");
      await store.close();
      const careful = await startPostgres({ fsync: true });
      const other = await mustOpen(careful.url);
      expect(other.durability).toBe("power");
      await other.close();
      await careful.stop();
    });

    it("refuses a second server on one database, in one line that names the first", async () => {
      const databaseUrl = await createDatabase();
      const store = await mustOpen(databaseUrl);
      const name = "The PostgreSQL database store_\\d+ on 127[.]0[.]0[.]1:\\d+";
      const holder = `lockstep ${process.pid} on [^\\n]+`;
      const words = new RegExp(`^${name} is in use by ${holder}[.] Stop that first[.]\\n?$`);
      expect(await refusalOf(databaseUrl)).toMatch(words);
      expect(await runToItsEnd({ databaseUrl })).toEqual({ code: 1, said: expect.stringMatching(words) });
      const elsewhere = await mustOpen(await createDatabase());
      await elsewhere.close();
      await store.append(commitOf({ records: [factRecord(1)] }));
      await store.close();
      const again = await mustOpen(databaseUrl);
      expect(await again.lastSeq()).toBe(1);
      await again.close();
    });

    it("appends once what it was given while the connection was lost again and again", async () => {
      const databaseUrl = await createDatabase();
      const store = await mustOpen(databaseUrl);
      let seq = 0;
      for (let round = 0; round < 8; round += 1) {
        const appends = Array.from({ length: 50 }, () => {
          seq += 1;
          return store.append(commitOf({ records: [factRecord(seq)], audit: [auditRow(seq)] }));
        });
        // Before, while and after it is written.
        await Promise.all([...appends, query(databaseUrl, `select pg_sleep(${round * 0.002}); ${CUT_OTHERS}`)]);
      }
      expect((await readAll(store)).map((record) => record.seq)).toEqual(Array.from({ length: seq }, (_, k) => k + 1));
      expect(await store.verifyAudit()).toMatchObject({ ok: true, value: { count: seq } });
      await store.close();
    });

    it("does not write again what was committed though the answer was lost", async () => {
      const databaseUrl = await createDatabase();
      const { proxy, url } = await through(databaseUrl);
      const store = await mustOpen(url);
      for (let seq = 1; seq <= 5; seq += 1) {
        proxy.loseNextAnswer();
        await store.append(commitOf({ records: [factRecord(seq)], audit: [auditRow(seq)], clock: seq }));
        expect(proxy.lost).toBe(seq);
      }
      // One without a record: only the store itself can tell whether it has happened.
      proxy.loseNextAnswer();
      await store.append(commitOf({ audit: [auditRow(5)] }));
      expect(proxy.lost).toBe(6);
      await store.append(commitOf({ records: [factRecord(6)], audit: [auditRow(6)] }));
      expect((await readAll(store)).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
      expect(await store.verifyAudit()).toMatchObject({ ok: true, value: { count: 7 } });
      await store.close();
      await proxy.stop();
    });

    it("takes nothing more from a server that another has taken over from", async () => {
      const databaseUrl = await createDatabase();
      const { proxy, url } = await through(databaseUrl);
      const first = await mustOpen(url);
      await first.append(commitOf({ records: [factRecord(1)] }));
      proxy.cut();
      const second = await mustOpen(databaseUrl);
      await second.append(commitOf({ records: [factRecord(2, { eventId: "second" })] }));
      const late = first.append(commitOf({ records: [factRecord(2, { eventId: "first" })] }));
      const told = expect(late).rejects.toThrow("Another process has taken over the log");
      proxy.join();
      await told;
      // Whoever appends nothing finds out as well.
      expect((await first.lost).message).toContain("Another process has taken over the log");
      expect((await readAll(first)).map(({ eventId }) => eventId)).toEqual(["event-1", "second"]);
      await Promise.all([first.close(), second.close()]);
      await proxy.stop();
    });

    it("takes the lock again when its connection has ended, though nobody appends", async () => {
      const databaseUrl = await createDatabase();
      const store = await mustOpen(databaseUrl);
      await query(databaseUrl, CUT_OTHERS);
      await expect.poll(() => query(databaseUrl, LOCKS_HELD)).toHaveLength(1);
      expect(await refusalOf(databaseUrl)).toContain("is in use by lockstep");
      await store.append(commitOf({ records: [factRecord(1)] }));
      await store.close();
    });

    it("writes nothing to a copy of an earlier moment, and says so at once", async () => {
      const databaseUrl = await createDatabase();
      const store = await mustOpen(databaseUrl);
      const older = await query(databaseUrl, "select transaction from head");
      await store.append(commitOf({ records: [factRecord(1)] }));
      await query(databaseUrl, "delete from log");
      await query(databaseUrl, `update head set transaction = ${older[0]?.["transaction"]}`);
      const late = store.append(commitOf({ records: [factRecord(2)] }));
      await expect(late).rejects.toThrow("does not hold what was written to it last");
      expect(await query(databaseUrl, "select 1 from log")).toEqual([]);
      await store.close();

      const idle = await mustOpen(databaseUrl);
      await idle.append(commitOf({ records: [factRecord(1)] }));
      await query(databaseUrl, `update head set transaction = ${older[0]?.["transaction"]}`);
      await query(databaseUrl, CUT_OTHERS);
      expect((await idle.lost).message).toContain("does not hold what was written to it last");
      await idle.close();

      const before = await mustOpen(databaseUrl);
      await query(databaseUrl, "update head set epoch = epoch - 1");
      const lost = before.append(commitOf({ audit: [auditRow(1)] }));
      await expect(lost).rejects.toThrow("does not hold what was written to it last");
      await before.close();

      const replaced = await mustOpen(databaseUrl);
      await query(databaseUrl, "drop table head");
      await query(databaseUrl, CUT_OTHERS);
      expect((await replaced.lost).message).toContain("does not hold what was written to it last");
      await replaced.close();
    });

    it("refuses what waits too long for a database that is away, keeps nothing of it, and goes on when it is back", async () => {
      const databaseUrl = await createDatabase();
      const { proxy, url } = await through(databaseUrl);
      const store = await mustOpen(url);
      await store.append(commitOf({ records: [factRecord(1)] }));
      proxy.cut();
      const refused = store.append(commitOf({ records: [factRecord(2, { eventId: "refused" })] }));
      await expect(refused).rejects.toBeInstanceOf(StoreAway);
      expect(store.isAway).toBe(true);
      proxy.join();
      await store.append(commitOf({ records: [factRecord(2, { eventId: "later" })], audit: [auditRow(2)] }));
      await expect.poll(() => store.isAway).toBe(false);
      expect((await readAll(store)).map(({ eventId }) => eventId)).toEqual(["event-1", "later"]);
      await store.close();
      await proxy.stop();
    });

    it("answers nothing for a commit whose answer was lost until the database says whether it happened", async () => {
      const databaseUrl = await createDatabase();
      const { proxy, url } = await through(databaseUrl);
      const store = await mustOpen(url);
      proxy.loseNextAnswer();
      let isSettled = false;
      const append = store.append(commitOf({ records: [factRecord(1)] })).finally(() => {
        isSettled = true;
      });
      await expect.poll(() => proxy.lost).toBe(1);
      proxy.cut();
      const waited = store.append(commitOf({ records: [factRecord(2)] }));
      await new Promise((resolve) => setTimeout(resolve, 12_000));
      expect(isSettled).toBe(false);
      proxy.join();
      await Promise.all([append, waited]);
      expect((await readAll(store)).map(({ seq }) => seq)).toEqual([1, 2]);
      await store.close();
      await proxy.stop();
    });

    it("writes again what was called off, and refuses what finds no room for long", async () => {
      const databaseUrl = await createDatabase();
      const store = await mustOpen(databaseUrl);
      const locked = new pg.Client({ connectionString: databaseUrl });
      await locked.connect();
      await locked.query("begin");
      await locked.query("lock table log in share mode");
      const append = store.append(commitOf({ records: [factRecord(1)] }));
      const cancel = `select pg_cancel_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`;
      for (let round = 0; round < 2; round += 1) await expect.poll(() => query(databaseUrl, cancel)).toHaveLength(1);
      await locked.query("rollback");
      await append;
      await query(
        databaseUrl,
        `create function no_room() returns trigger language plpgsql as
          $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`,
      );
      await query(databaseUrl, "create trigger no_room before insert on log execute function no_room()");
      await expect(store.append(commitOf({ records: [factRecord(2)] }))).rejects.toBeInstanceOf(StoreAway);
      await query(databaseUrl, "drop trigger no_room on log");
      await store.append(commitOf({ records: [factRecord(2)] }));
      expect((await readAll(store)).map(({ seq }) => seq)).toEqual([1, 2]);
      await locked.end();
      await store.close();
    });

    it("survives readers that are lost in the middle of their work, whichever side ends them", async () => {
      const databaseUrl = await createDatabase();
      const { proxy, url } = await through(databaseUrl);
      const store = await mustOpen(url);
      const locked = new pg.Client({ connectionString: databaseUrl });
      await locked.connect();
      const seen = store.seenBy({ person: "ann", sites: ["A"] });
      const waiting = `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      const ends = [
        () => query(databaseUrl, `select pg_terminate_backend(pid) from (${waiting}) as waiting`),
        async () => proxy.cut(),
      ];
      for (const endThem of ends) {
        await locked.query("begin");
        await locked.query("lock table quarantine in access exclusive mode");
        const reads = [seen.quarantine({ first: 1 }), store.quarantineCounts()];
        const refused = Promise.all(reads.map((read) => expect(read).rejects.toBeInstanceOf(StoreAway)));
        await expect.poll(() => query(databaseUrl, waiting)).toHaveLength(2);
        await endThem();
        await refused;
        await locked.query("rollback");
        proxy.join();
        expect(await seen.quarantine({ first: 1 })).toEqual({ rows: [], hasMore: false });
      }
      await locked.end();
      await store.close();
      await proxy.stop();
    });

    it("asks for a command while all readers are busy, and does not take that for a database that is away", async () => {
      const databaseUrl = await createDatabase();
      const store = await mustOpen(databaseUrl);
      const locked = new pg.Client({ connectionString: databaseUrl });
      await locked.connect();
      await locked.query("begin");
      await locked.query("lock table quarantine in access exclusive mode");
      const reads = Array.from({ length: 4 }, () => store.quarantineCounts());
      const oneMore = expect(store.quarantineOwners()).rejects.toBeInstanceOf(StoreAway);
      expect(await store.findCommand("c-1")).toBeNull();
      await oneMore;
      expect(store.isAway).toBe(false);
      await locked.end();
      await Promise.all(reads);
      await store.close();
    });

    it("takes a connection for lost that says nothing for too long", async () => {
      const connection = await connect(await createDatabase());
      const silent = within(connection, 100, () => connection.client.query("select pg_sleep(600)"));
      await expect(silent).rejects.toThrow("Connection terminated");
      expect(connection.isLost).toBe(true);
      await end(connection);
    });

    it("refuses what it cannot reach or use, without showing the password", async () => {
      const away = "postgres://ann:geheim@127.0.0.1:1/plant";
      expect(await refusalOf(away)).toMatch(
        /^The PostgreSQL database plant on 127[.]0[.]0[.]1:1 cannot be used: [^\n]*ECONNREFUSED[^\n]*$/,
      );
      const missing = server.url.replace("postgres@", "postgres:geheim@").replace(/postgres$/, "nowhere");
      expect(await refusalOf(missing)).toMatch(/cannot be used: database "nowhere" does not exist$/);
      expect(await refusalOf("no address")).toMatch(/^The PostgreSQL database cannot be used: [^\n]+$/);
    });

    it("keeps rows back also where it may make no roles, once somebody who may has made them", async () => {
      const other = await startPostgres();
      await queries(other.url, ["create role plain login", "alter database postgres owner to plain"]);
      const databaseUrl = other.url.replace("postgres@", "plain@");
      const without = await mustOpen(databaseUrl);
      expect(without.withoutRowPolicies).toBe("permission denied to create role");
      expect(await without.seenBy({ person: "ann", sites: ["A"] }).ruleSets(1)).toEqual([]);
      await without.close();
      await queries(other.url, [
        "create role lockstep_viewer nologin",
        "create role lockstep_reporter nologin",
        "grant lockstep_viewer to plain",
      ]);
      const store = await mustOpen(databaseUrl);
      expect(store.withoutRowPolicies).toBeNull();
      await store.append(commitOf({ audit: [auditRow(1)] }));
      const all: AuditFilter = { from: null, to: null, by: null, action: null, subject: null, text: null };
      expect(await store.seenBy({ person: "ann", sites: ["A"] }).countAudit(all)).toBe(0);
      expect(await store.seenBy({ person: "ann", sites: null }).countAudit(all)).toBe(1);
      await store.close();
      await other.stop();
    });

    it("keeps rows back also where the database is set to fail reads that do", async () => {
      const databaseUrl = await createDatabase();
      await query(databaseUrl, `alter database ${new URL(databaseUrl).pathname.slice(1)} set row_security = off`);
      const store = await mustOpen(databaseUrl);
      expect(store.withoutRowPolicies).toBeNull();
      expect(await store.seenBy({ person: "ann", sites: ["A"] }).quarantine({ first: 1 })).toMatchObject({ rows: [] });
      await store.close();
    });

    it("keeps rows back in a database of an older version, with what was in it", async () => {
      const databaseUrl = await createDatabase();
      const older = mkdtempSync(join(tmpdir(), "lockstep-migrations-"));
      cpSync(MIGRATIONS_FOLDER, older, { recursive: true });
      const journal = join(older, "meta", "_journal.json");
      const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
      const before = entries.filter(({ tag }: { readonly tag: string }) => tag < "0014");
      writeFileSync(journal, JSON.stringify({ ...rest, entries: before }));
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      await migrate(drizzle(client), { migrationsFolder: older });
      for (const site of ["A", "B"])
        await client.query("insert into line_predictions values ($1, 1, 1, $1, 1, 0.5, false)", [site]);
      await client.end();
      rmSync(older, { recursive: true });
      const store = await mustOpen(databaseUrl);
      expect((await store.otifRows({ closesAfter: 0, revisions: 1 })).predictions).toHaveLength(2);
      const seen = (sites: string) => [
        "begin",
        `select set_config('lockstep.sites', '${sites}', true)`,
        "set local role lockstep_viewer",
        "select site from line_predictions order by site",
      ];
      expect(await queries(databaseUrl, seen("*"))).toEqual([{ site: "A" }, { site: "B" }]);
      expect(await queries(databaseUrl, seen("{B}"))).toEqual([{ site: "B" }]);
      await store.close();
    });

    it("refuses a database whose texts cannot hold every character", async () => {
      const keptAs = async (encoding: string): Promise<string> => {
        const name = `store_${encoding.toLowerCase()}`;
        await query(server.url, `create database ${name} encoding '${encoding}' locale 'C' template template0`);
        return server.url.replace(/postgres$/, name);
      };
      await (await mustOpen(await keptAs("SQL_ASCII"))).close();
      expect(await refusalOf(await keptAs("LATIN1"))).toMatch(
        /^The PostgreSQL database store_latin1 on [^ ]+ keeps texts as LATIN1, which cannot hold all that facts say[.] [^\n]+$/,
      );
    });

    it("refuses a version that is too old", () => {
      expect(checkVersion("150004", "The database")).toBeNull();
      expect(checkVersion("140011", "The database")).toEqual({
        message: "The database runs PostgreSQL 14. Lockstep needs 15 or newer.",
      });
    });

    it("refuses a database that a newer program has migrated, and lets go of it", async () => {
      const databaseUrl = await createDatabase();
      await (await mustOpen(databaseUrl)).close();
      await query(
        databaseUrl,
        "insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 9999999999999)",
      );
      expect(await refusalOf(databaseUrl)).toMatch(/was written by a newer version of Lockstep[.] Start that version/);
      expect(await query(databaseUrl, LOCKS_HELD)).toEqual([]);
    });
  });
});
