// Writes template/database.tar.br anew: to be run after each new migration and each new version of the embedded
// database.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { CASING, MIGRATIONS_FOLDER } from "./migrations.ts";
import { prepareRoles } from "./reading-roles.ts";
import { TEMPLATE_FILE } from "./template.ts";

const database = await PGlite.create();
// What is logged since the last checkpoint is read again after a crash: this bounds how long that takes.
await database.query("alter system set max_wal_size = '128MB'");
await database.query("alter system set min_wal_size = '32MB'");
// Nobody makes a second database here: two thirds of the files that a first start writes are of what one would be copied from.
for (const spare of ["template0", "template1"]) {
  await database.query(`alter database ${spare} is_template false`);
  await database.query(`drop database ${spare}`);
}
await migrate(drizzle(database, { casing: CASING }), { migrationsFolder: MIGRATIONS_FOLDER });
const withoutRoles = await prepareRoles(drizzle(database, { casing: CASING }));
if (withoutRoles !== null) throw new Error(withoutRoles);
await database.query("checkpoint");
const archive = new Uint8Array(await (await database.dumpDataDir("none")).arrayBuffer());
await database.close();

const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: archive.length };
const packed = brotliCompressSync(archive, { params });
mkdirSync(dirname(TEMPLATE_FILE), { recursive: true });
writeFileSync(TEMPLATE_FILE, packed);
process.stdout.write(`${TEMPLATE_FILE}: ${packed.length} bytes\n`);
