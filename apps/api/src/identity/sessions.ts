import type { SessionRow, Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";
import type { SessionLimits } from "./auth-config.ts";
import { hashOf, newSecret } from "./secrets.ts";

/** A session that was used is written down as used at most this often. */
const WRITE_EVERY_MS = 60_000;
/** Pages of a session that has run out hear of it within this time. */
const LOOK_EVERY_MS = 500;

export type SessionStore = Pick<Store, "sessions" | "saveSession" | "touchSession" | "deleteSession">;

export interface Sessions {
  /** What the browser is to keep. It is durable. */
  begin(person: string, vouched: object): Promise<string>;
  /** Null: there is none, or none any more. To look is to use it. */
  find(secret: string): SessionRow | null;
  /** An open page counts as use. */
  use(idHash: string): void;
  /** Those that have not ended. */
  all(): readonly SessionRow[];
  /** Vouched for otherwise from now on, durably; those that lean on it begin anew. */
  change(idHash: string, vouched: object): Promise<void>;
  /** All of which that is true. Those that lean on them hear of it at once. */
  end(which: (row: SessionRow) => boolean): Promise<number>;
  /** Calls when the session ends, for whatever reason, or is another's from now on; returns how to stop that. */
  onEnd(idHash: string, listen: () => void): () => void;
  stop(): void;
}

interface SessionParts {
  readonly store: SessionStore;
  readonly limits: SessionLimits;
  readonly log: Log;
  readonly now?: () => number;
  readonly onEnded?: (row: SessionRow) => void;
}

/**
 *  begun ──► in use ──► ended: signed out, revoked, not used for too long, or as old as one may be
 *
 * One process serves them all, so they are looked up in memory; the store keeps them over a restart.
 */
export async function createSessions({ store, limits, log, now = Date.now, onEnded }: SessionParts): Promise<Sessions> {
  const byHash = new Map((await store.sessions()).map((row) => [row.idHash, row]));
  const writtenAt = new Map([...byHash].map(([idHash, { seenAt }]) => [idHash, seenAt]));
  const listeners = new Map<string, Set<() => void>>();
  /** Ended here, and still to be deleted in the store: else a restart would bring them back. */
  const undeleted = new Set<string>();
  const hasRunOut = ({ seenAt, endsAt }: SessionRow): boolean => now() >= Math.min(endsAt, seenAt + limits.idleMs);

  const tell = (idHash: string): void => {
    for (const listen of [...(listeners.get(idHash) ?? [])]) listen();
    listeners.delete(idHash);
  };
  const end = async (which: (row: SessionRow) => boolean): Promise<number> => {
    const gone = [...byHash.values()].filter(which);
    for (const row of gone) {
      const { idHash } = row;
      undeleted.add(idHash);
      byHash.delete(idHash);
      writtenAt.delete(idHash);
      tell(idHash);
      onEnded?.(row);
    }
    for (const idHash of [...undeleted]) {
      await store.deleteSession(idHash);
      undeleted.delete(idHash);
    }
    return gone.length;
  };
  const use = (idHash: string): SessionRow | null => {
    const row = byHash.get(idHash);
    if (row === undefined || hasRunOut(row)) return null;
    const used = { ...row, seenAt: now() };
    byHash.set(idHash, used);
    if (used.seenAt - (writtenAt.get(idHash) ?? 0) < WRITE_EVERY_MS) return used;
    writtenAt.set(idHash, used.seenAt);
    store.touchSession(idHash, used.seenAt).catch((error: unknown) => {
      log.error(error, "a session could not be written down as used");
    });
    return used;
  };
  const look = (): void => {
    end(hasRunOut).catch((error: unknown) =>
      log.error(error, "sessions that have ended could not be deleted: that is tried again"),
    );
  };
  const timer = setInterval(look, LOOK_EVERY_MS);
  timer.unref();

  return {
    async begin(person, vouched) {
      const secret = newSecret();
      const startedAt = now();
      const idHash = hashOf(secret);
      const endsAt = startedAt + limits.longestMs;
      const row = { idHash, person, vouched: JSON.stringify(vouched), startedAt, seenAt: startedAt, endsAt };
      await store.saveSession(row);
      byHash.set(idHash, row);
      writtenAt.set(idHash, startedAt);
      return secret;
    },
    find: (secret) => use(hashOf(secret)),
    use,
    all: () => [...byHash.values()].filter((row) => !hasRunOut(row)),
    async change(idHash, vouched) {
      const row = byHash.get(idHash);
      if (row === undefined) return;
      const changed = { ...row, vouched: JSON.stringify(vouched) };
      await store.saveSession(changed);
      if (byHash.has(idHash)) byHash.set(idHash, changed);
      else await store.deleteSession(idHash);
      tell(idHash);
    },
    end,
    onEnd(idHash, listen) {
      const known = listeners.get(idHash) ?? new Set();
      listeners.set(idHash, known.add(listen));
      return () => {
        known.delete(listen);
        if (known.size === 0 && listeners.get(idHash) === known) listeners.delete(idHash);
      };
    },
    stop: () => clearInterval(timer),
  };
}
