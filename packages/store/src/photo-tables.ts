import { and, desc, eq, gte, lt, sql } from "drizzle-orm";
import { arrayOf, type Db } from "./insert-rows.ts";
import type { PhotoRow } from "./records.ts";
import { photos } from "./schema.ts";

/** Pictures. Arguments and results are plain data, so that it can be called across a thread. */
export function createPhotoTables(db: Db) {
  return {
    savePhoto: async (row: PhotoRow): Promise<void> => {
      // Sent again, it is as young as it was at first: its time begins anew.
      const to = { target: photos.sha256, set: { at: row.at } };
      await db.insert(photos).values(row).onConflictDoUpdate(to);
    },
    photo: async (sha256: string): Promise<PhotoRow | null> =>
      (await db.select().from(photos).where(eq(photos.sha256, sha256)))[0] ?? null,
    hasPhoto: async (sha256: string): Promise<boolean> =>
      (await db.select({ sha256: photos.sha256 }).from(photos).where(eq(photos.sha256, sha256))).length > 0,
    photosBefore: async (at: number): Promise<string[]> =>
      (await db.select({ sha256: photos.sha256 }).from(photos).where(lt(photos.at, at))).map(({ sha256 }) => sha256),
    photoTimes: async (by: string, { since, first }: { since: number; first: number }): Promise<number[]> =>
      (
        await db
          .select({ at: photos.at })
          .from(photos)
          .where(and(eq(photos.by, by), gte(photos.at, since)))
          .orderBy(desc(photos.at))
          .limit(first)
      ).map(({ at }) => at),
    deletePhotos: async (all: readonly string[], before: number): Promise<void> => {
      if (all.length === 0) return;
      const named = sql`${photos.sha256} = any(${arrayOf(photos.sha256, all)})`;
      await db.delete(photos).where(and(named, lt(photos.at, before)));
    },
  };
}
