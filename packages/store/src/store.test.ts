import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterEach, describe, expect, it } from "vitest";
import { createStore } from "./create-store.ts";
import { openCalls } from "./embedded-calls.ts";
import { openStore, type Store, type StoreOptions } from "./store.ts";
import { readTemplate } from "./template.ts";
import { describeDamage } from "./testing/describe-damage.ts";
import { describeRowPolicies } from "./testing/describe-row-policies.ts";
import { describeStore } from "./testing/describe-store.ts";
import { runToItsEnd } from "./testing/kill-writer.ts";
import { commitOf, factRecord, readAll } from "./testing/records.ts";

const folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-store-"));
  folders.push(folder);
  return folder;
}

async function mustOpen(options: StoreOptions): Promise<Store> {
  const opened = await openStore(options);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
}

async function refusalOf(options: StoreOptions): Promise<string> {
  const opened = await openStore(options);
  if (!opened.ok) return opened.error.message;
  await opened.value.close();
  throw new Error("it was opened");
}

describeStore("in a folder", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "lockstep-store-"));
  return {
    open: () => mustOpen({ dataFolder }),
    remove: async () => rmSync(dataFolder, { recursive: true, force: true }),
  };
});

describeDamage("in a folder", async () => {
  const database = await PGlite.create({ loadDataDir: new Blob([readTemplate()]) });
  const { commit, close, ...tables } = await openCalls(database);
  const store = createStore({
    durability: "nothing",
    withoutRowPolicies: null,
    isAway: () => false,
    tables,
    writer: { commit },
    close,
  });
  return {
    store,
    sql: async (statement) => (await database.query<Record<string, unknown>>(statement)).rows,
    remove: () => store.close(),
  };
});

describeRowPolicies("in a folder", async () => {
  const database = await PGlite.create({ loadDataDir: new Blob([readTemplate()]) });
  const { commit, close, ...tables } = await openCalls(database);
  const parts = { durability: "nothing", withoutRowPolicies: null, isAway: () => false } as const;
  const store = createStore({ ...parts, tables, writer: { commit }, close });
  const sql = async (statements: readonly string[]) => {
    try {
      let rows: readonly Record<string, unknown>[] = [];
      for (const statement of statements) ({ rows } = await database.query<Record<string, unknown>>(statement));
      return rows;
    } finally {
      await database.query("rollback");
    }
  };
  return { store, sql, remove: async () => {} };
});

describe("the embedded store", { timeout: 60_000 }, () => {
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  it("says that it survives a killed process, or nothing in memory", async () => {
    const store = await mustOpen({ dataFolder: newFolder() });
    const inMemory = await mustOpen({ inMemory: true });
    expect([store.durability, inMemory.durability]).toEqual(["process", "nothing"]);
    await inMemory.append(commitOf({ records: [factRecord(1)] }));
    expect(await readAll(inMemory)).toHaveLength(1);
    expect(await store.lastSeq()).toBe(0);
    await Promise.all([store.close(), inMemory.close()]);
  });

  it("says in one line that a database is damaged, and what to do", async () => {
    const dataFolder = newFolder();
    await (await mustOpen({ dataFolder })).close();
    writeFileSync(join(dataFolder, "database", "global", "pg_control"), new Uint8Array(200).fill(0xa5), { flag: "r+" });
    const remedy = "Restore a backup of it, or use another folder.";
    expect(await refusalOf({ dataFolder })).toBe(
      `The database in the data folder ${dataFolder} is damaged and does not start. ${remedy}`,
    );
  });

  it("refuses a second opening, by this process or another, in one line, until it is closed", async () => {
    const dataFolder = newFolder();
    const store = await mustOpen({ dataFolder });
    expect(await refusalOf({ dataFolder })).toBe(
      `The data folder ${dataFolder} is open in this process (${process.pid}) already.`,
    );
    const other = await runToItsEnd({ dataFolder });
    const words = `is in use by process ${process.pid}. Stop that process first, or use another folder.`;
    expect(other).toEqual({ code: 1, said: `The data folder ${dataFolder} ${words}\n` });
    await store.append(commitOf({ records: [factRecord(1)] }));
    await store.close();
    const again = await mustOpen({ dataFolder });
    expect(await again.lastSeq()).toBe(1);
    await again.close();
  });

  it("starts over when a crash left a half written database that it never used", async () => {
    const dataFolder = newFolder();
    mkdirSync(join(dataFolder, "database.new"));
    writeFileSync(join(dataFolder, "database.new", "PG_VERSION"), "");
    const store = await mustOpen({ dataFolder });
    expect(await store.lastSeq()).toBe(0);
    await store.close();
    expect(existsSync(join(dataFolder, "database.new"))).toBe(false);
  });

  it("unpacks the template in the place of creating a database", async () => {
    const dataFolder = newFolder();
    const store = await mustOpen({ dataFolder });
    await store.close();
    // Whoever creates a database gives it an identifier by time and chance: the first 8 bytes of this file.
    const identifierOf = (control: Uint8Array) => Buffer.from(control.subarray(0, 8)).toString("hex");
    const control = readFileSync(join(dataFolder, "database", "global", "pg_control"));
    const archive = await PGlite.create({ loadDataDir: new Blob([readTemplate()]) });
    const { rows } = await archive.query<{ id: string }>(
      "select system_identifier::text as id from pg_control_system()",
    );
    await archive.close();
    expect(BigInt(`0x${identifierOf(control.subarray(0, 8).toReversed())}`).toString()).toBe(rows[0]?.id);
  });

  it("refuses a folder that another PostgreSQL wrote, a damaged one, and one that is a file", async () => {
    const dataFolder = newFolder();
    const database = join(dataFolder, "database");
    mkdirSync(database);
    writeFileSync(join(database, "PG_VERSION"), "17\n");
    expect(await refusalOf({ dataFolder })).toMatch(/was written by PostgreSQL 17, .* embeds 18[.] Start the version/);
    rmSync(join(database, "PG_VERSION"));
    expect(await refusalOf({ dataFolder })).toMatch(/^The data folder .* cannot be opened: ENOENT.*PG_VERSION[^\n]*$/);
    writeFileSync(join(database, "PG_VERSION"), "18\n");
    expect(await refusalOf({ dataFolder })).toContain("is damaged and does not start. Restore a backup of it");
    const file = join(dataFolder, "file");
    writeFileSync(file, "");
    expect(await refusalOf({ dataFolder: file })).toMatch(/^The data folder .* cannot be used: EEXIST[^\n]*$/);
  });

  it("makes a folder with all above it, and refuses one where nothing can be made, rather than to try for ever", async () => {
    const below = join(newFolder(), "plant", "data");
    await (await mustOpen({ dataFolder: below })).close();
    expect(existsSync(join(below, "database", "PG_VERSION"))).toBe(true);
    expect(await refusalOf({ dataFolder: "/proc/lockstep/data" })).toMatch(/ cannot be used: ENOENT[^\n]*$/);
  });

  it("refuses a database that a newer program has migrated, and lets go of the folder", async () => {
    const dataFolder = newFolder();
    await (await mustOpen({ dataFolder })).close();
    const database = await PGlite.create(join(dataFolder, "database"));
    await database.query("insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 9999999999999)");
    await database.close();
    expect(await refusalOf({ dataFolder })).toMatch(
      /it was written by a newer version of Lockstep[.] Start that version/,
    );
    expect(await refusalOf({ dataFolder })).not.toMatch(/in use|open in this process/);
  });
});
