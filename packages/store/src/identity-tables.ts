import { asc, eq, getTableColumns } from "drizzle-orm";
import type { Db } from "./insert-rows.ts";
import type { FeedTokenRow, PersonRow, SessionRow } from "./records.ts";
import { feedTokens, people, sessions } from "./schema.ts";

/** Who may come in. Arguments and results are plain data, so that it can be called across a thread. */
export function createIdentityTables(db: Db) {
  return {
    sessions: (): Promise<SessionRow[]> => db.select(getTableColumns(sessions)).from(sessions),
    saveSession: async (row: SessionRow): Promise<void> => {
      await db.insert(sessions).values(row).onConflictDoUpdate({ target: sessions.idHash, set: row });
    },
    touchSession: async (idHash: string, seenAt: number): Promise<void> => {
      await db.update(sessions).set({ seenAt }).where(eq(sessions.idHash, idHash));
    },
    deleteSession: async (idHash: string): Promise<void> => {
      await db.delete(sessions).where(eq(sessions.idHash, idHash));
    },
    people: async (): Promise<PersonRow[]> => (await db.select().from(people).orderBy(asc(people.name))).map(personOf),
    savePerson: async ({ roles, sites, isActive, ...rest }: PersonRow): Promise<void> => {
      const row = { ...rest, roles: JSON.stringify(roles), sites: listText(sites), isActive: isActive ? 1 : 0 };
      await db.insert(people).values(row).onConflictDoUpdate({ target: people.name, set: row });
    },
    feedTokens: async (): Promise<FeedTokenRow[]> =>
      (await db.select().from(feedTokens).orderBy(asc(feedTokens.createdAt), asc(feedTokens.id))).map(feedTokenOf),
    saveFeedToken: async ({ sources, types, sites, ...rest }: FeedTokenRow): Promise<void> => {
      const row = { ...rest, sources: JSON.stringify(sources), types: listText(types), sites: listText(sites) };
      await db.insert(feedTokens).values(row).onConflictDoUpdate({ target: feedTokens.id, set: row });
    },
  };
}

const personOf = ({ roles, sites, isActive, ...rest }: typeof people.$inferSelect): PersonRow => ({
  ...rest,
  roles: listOf(roles),
  sites: listOrNull(sites),
  isActive: isActive === 1,
});

const feedTokenOf = ({ sources, types, sites, ...rest }: typeof feedTokens.$inferSelect): FeedTokenRow => ({
  ...rest,
  sources: listOf(sources),
  types: listOrNull(types),
  sites: listOrNull(sites),
});

const listText = (list: readonly string[] | null): string | null => (list === null ? null : JSON.stringify(list));
const listOf = (text: string): readonly string[] => JSON.parse(text) as readonly string[];
const listOrNull = (text: string | null): readonly string[] | null => (text === null ? null : listOf(text));
