import { randomUUID } from "node:crypto";
import type { FeedTokenRow, Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";
import { everySite, scopeOf } from "./scope.ts";
import { hashOf, newSecret } from "./secrets.ts";
import type { Viewer } from "./viewer.ts";

/** What every feed's token begins with, so that a search for secrets finds it where it does not belong. */
export const FEED_TOKEN = "lst_";
const WRITE_EVERY_MS = 60_000;

export type FeedTokenStore = Pick<Store, "feedTokens" | "saveFeedToken">;
type NewToken = Pick<FeedTokenRow, "name" | "sources" | "types" | "sites" | "createdBy">;

export interface FeedTokens {
  all(): readonly FeedTokenRow[];
  find(id: string): FeedTokenRow | null;
  /** The token itself is told this once. */
  create(token: NewToken): Promise<{ readonly row: FeedTokenRow; readonly token: string }>;
  revoke(id: string, by: string): Promise<FeedTokenRow | null>;
  /** Who shows it; null: nobody who may come in. */
  viewerOf(token: string): Viewer | null;
}

/** The tokens of programs that send facts. One process serves them all, so they are looked up in memory. */
export async function createFeedTokens(store: FeedTokenStore, log: Log): Promise<FeedTokens> {
  const byHash = new Map((await store.feedTokens()).map((row) => [row.tokenHash, row]));
  const put = async (row: FeedTokenRow): Promise<FeedTokenRow> => {
    await store.saveFeedToken(row);
    byHash.set(row.tokenHash, row);
    return row;
  };
  const find = (id: string): FeedTokenRow | null => [...byHash.values()].find((row) => row.id === id) ?? null;

  /** A token that was revoked meanwhile must not be written back as it was before. */
  let writing: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = writing.then(work);
    writing = mine.catch(() => undefined);
    return mine;
  };
  const writtenAt = new Map<string, number>();
  const note = (row: FeedTokenRow, at: number): void => {
    byHash.set(row.tokenHash, { ...row, lastUsedAt: at });
    if (at - (writtenAt.get(row.id) ?? 0) < WRITE_EVERY_MS) return;
    writtenAt.set(row.id, at);
    inTurn(async () => {
      const present = byHash.get(row.tokenHash);
      if (present !== undefined) await store.saveFeedToken(present);
    }).catch((error: unknown) => log.error(error, "it could not be written down that a token was used"));
  };

  return {
    all: () => [...byHash.values()].sort((a, b) => a.createdAt - b.createdAt),
    find,
    async create(wanted) {
      const token = FEED_TOKEN + newSecret();
      const never = { lastUsedAt: null, revokedAt: null, revokedBy: null };
      const row = { ...wanted, id: randomUUID(), tokenHash: hashOf(token), createdAt: Date.now(), ...never };
      return { row: await inTurn(() => put(row)), token };
    },
    revoke: (id, by) =>
      inTurn(async () => {
        const row = find(id);
        if (row === null || row.revokedAt !== null) return row;
        const revoked = { ...row, revokedAt: Date.now(), revokedBy: by };
        byHash.set(row.tokenHash, revoked);
        return put(revoked);
      }),
    viewerOf(token) {
      const row = byHash.get(hashOf(token));
      if (row === undefined || row.revokedAt !== null) return null;
      note(row, Date.now());
      const { id, name, sources, types, sites } = row;
      const scope = sites === null ? everySite : scopeOf(sites);
      return { name, roles: new Set(), scope, feed: { id, sources, types, sites } };
    },
  };
}
