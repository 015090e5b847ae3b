import { asc, isNull } from "drizzle-orm";
import type { Db } from "./insert-rows.ts";
import type { PushDeviceRow, PushKeysRow } from "./records.ts";
import { pushDevices, pushKeys } from "./schema.ts";

/** Where people are told on their devices. Arguments and results are plain data, so that it can be called across a thread. */
export function createPushTables(db: Db) {
  return {
    pushKeys: async (): Promise<PushKeysRow | null> =>
      (await db.select().from(pushKeys).orderBy(asc(pushKeys.createdAt)).limit(1))[0] ?? null,
    savePushKeys: async (row: PushKeysRow): Promise<void> => {
      await db.insert(pushKeys).values(row).onConflictDoNothing();
    },
    pushDevices: (): Promise<PushDeviceRow[]> =>
      db.select().from(pushDevices).where(isNull(pushDevices.endedAt)).orderBy(asc(pushDevices.createdAt)),
    savePushDevice: async (row: PushDeviceRow): Promise<void> => {
      await db.insert(pushDevices).values(row).onConflictDoUpdate({ target: pushDevices.id, set: row });
    },
  };
}
