import type { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { createWalBound } from "./bound-wal.ts";
import type { Calls } from "./embedded-protocol.ts";
import { createLogWriter } from "./log-writer.ts";
import { CASING, FROM_NEWER, isFromNewer, MIGRATIONS_FOLDER } from "./migrations.ts";
import { prepareRoles } from "./reading-roles.ts";
import { createSeen } from "./seen-tables.ts";
import { createTables } from "./tables.ts";

/** Brings the embedded database up to date, and answers with what can be asked of it. */
export async function openCalls(database: PGlite): Promise<Calls> {
  const db = drizzle(database, { casing: CASING });
  if (await isFromNewer(db)) throw new Error(`it ${FROM_NEWER}`);
  await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
  const boundWal = await createWalBound(database);
  const writer = await createLogWriter(() => db);
  const tables = createTables(db);
  // Here everybody is the one user that may do everything, and may make roles.
  const withoutRoles = await prepareRoles(db);
  if (withoutRoles !== null) throw new Error(`it has no role to read as: ${withoutRoles}`);
  return {
    ...tables,
    ...createSeen(db, { hasRoles: true }),
    async commit(group) {
      await boundWal();
      await writer.commit(group);
    },
    async writeSnapshotPart(seq, part, payload) {
      await boundWal();
      await tables.writeSnapshotPart(seq, part, payload);
    },
    async remember(connector, entries) {
      await boundWal();
      await tables.remember(connector, entries);
    },
    async finishSnapshot(snapshot) {
      await tables.finishSnapshot(snapshot);
      // Else the room of the snapshots that went would never be used again: nothing vacuums by itself here.
      await database.query("vacuum snapshots, snapshot_parts");
    },
    async savePhoto(row) {
      await boundWal();
      await tables.savePhoto(row);
    },
    async deletePhotos(all, before) {
      await tables.deletePhotos(all, before);
      if (all.length > 0) await database.query("vacuum photos");
    },
    close: () => database.close(),
  };
}
