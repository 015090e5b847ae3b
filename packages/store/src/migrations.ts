import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Db } from "./insert-rows.ts";

export const MIGRATIONS_FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));

/** How the columns are called in the database; drizzle-kit is told the same. */
export const CASING = "snake_case";

/** Whether the database was migrated by a newer program, whose rows this one would not understand. */
export async function isFromNewer(db: Db): Promise<boolean> {
  const applied = await newestApplied(db);
  const known = Math.max(
    ...readMigrationFiles({ migrationsFolder: MIGRATIONS_FOLDER }).map((file) => file.folderMillis),
  );
  return applied !== null && applied > known;
}

export const FROM_NEWER = "was written by a newer version of Lockstep. Start that version, or use other data.";

/** When the newest migration that the database knows was made, or null if it knows none. */
async function newestApplied(db: Db): Promise<number | null> {
  const [there] = rowsOf(await db.execute(sql`select to_regclass('drizzle.__drizzle_migrations')::text as name`));
  if (typeof there?.["name"] !== "string") return null;
  const [row] = rowsOf(await db.execute(sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`));
  return typeof row?.["newest"] === "string" ? Number(row["newest"]) : null;
}

/** Both drivers answer with an object that holds the rows. */
export function rowsOf(answer: unknown): Record<string, unknown>[] {
  const rows = typeof answer === "object" && answer !== null && "rows" in answer ? answer.rows : [];
  return Array.isArray(rows) ? rows : [];
}
