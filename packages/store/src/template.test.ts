import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { generateDrizzleJson, generateMigration } from "drizzle-kit/api";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMBEDDED_MAJOR } from "./embedded.ts";
import { CASING, MIGRATIONS_FOLDER } from "./migrations.ts";
import * as schema from "./schema.ts";
import { readTemplate } from "./template.ts";

describe("the template of the embedded database", () => {
  let database: PGlite;

  beforeAll(async () => {
    database = await PGlite.create({ loadDataDir: new Blob([readTemplate()]) });
  }, 60_000);
  afterAll(() => database?.close());

  it("has had all migrations, as they are today", async () => {
    const { rows } = await database.query<{ hash: string }>(
      "select hash from drizzle.__drizzle_migrations order by created_at",
    );
    const hashes = readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).map(({ hash }) => hash);
    const command = "npm run template --workspace packages/store";
    expect(
      rows.map(({ hash }) => hash),
      `The template is out of step with the migrations. Run: ${command}`,
    ).toEqual(hashes);
  });

  it("is of the PostgreSQL that is embedded, and empty", async () => {
    const { rows } = await database.query<{ version: string }>("select current_setting('server_version') as version");
    expect(rows[0]?.version.split(".")[0]).toBe(EMBEDDED_MAJOR);
    const tables = ["log", "quarantine", "audit", "commands", "snapshots", "snapshot_parts", "head"];
    for (const table of [...tables, "connector_memory", "connector_commands"]) {
      expect((await database.query(`select 1 from ${table}`)).rows, table).toEqual([]);
    }
  });
});

describe("the migrations", () => {
  it("lead to the schema as it is today", async () => {
    const meta = join(MIGRATIONS_FOLDER, "meta");
    const newest =
      readdirSync(meta)
        .filter((name) => name.endsWith("_snapshot.json"))
        .sort()
        .at(-1) ?? "";
    const before = JSON.parse(readFileSync(join(meta, newest), "utf8"));
    const missing = await generateMigration(before, generateDrizzleJson(schema, before.id, undefined, CASING));
    const commands = "npm run migrations --workspace packages/store, then npm run template --workspace packages/store";
    expect(missing, `The schema has changed without a migration. Run: ${commands}`).toEqual([]);
  });
});
