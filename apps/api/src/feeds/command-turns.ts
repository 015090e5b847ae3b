import type { Instant, Millis } from "@lockstep/domain/instant";
import type { FeedTrouble } from "@lockstep/protocol/generated/schema";
import type { ConnectorCommandRow } from "@lockstep/store/store";
import { backoffMs } from "./backoff.ts";
import { troubleKindOf } from "./trouble-kind.ts";

/** A command that was not taken, and when it is sent again. */
export interface Retry {
  readonly at: Instant;
  readonly failures: number;
  readonly kind: FeedTrouble;
}

export function retryAfter(error: unknown, before: Retry | undefined, now: Instant): Retry {
  const failures = (before?.failures ?? 0) + 1;
  return { at: now + backoffMs(failures, 1), failures, kind: troubleKindOf(error) };
}

export interface Turns {
  /** The next one, in the order in which they were asked for; null: none is due. */
  next(): ConnectorCommandRow | null;
  /** It waits, and with it whatever is about the same thing. */
  failed(row: ConnectorCommandRow): void;
}

/**
 * Whose turn it is among those that wait, oldest first. One that has to wait holds up those about the same thing, so that
 * none overtakes another, and no others.
 */
export function takeTurns(
  waiting: readonly ConnectorCommandRow[],
  retries: ReadonlyMap<string, Retry>,
  now: Instant,
): Turns {
  const left = waiting.values();
  const heldUp = new Set<string>();
  const isDue = ({ commandId }: ConnectorCommandRow): boolean => (retries.get(commandId)?.at ?? now) <= now;
  return {
    next() {
      for (const row of left) {
        const about = aboutOf(row);
        if (heldUp.has(about)) continue;
        if (isDue(row)) return row;
        heldUp.add(about);
      }
      return null;
    },
    failed: (row) => void heldUp.add(aboutOf(row)),
  };
}

/** How long until one that was not taken is due; null: all were. */
export function dueIn(retries: Iterable<Retry>, now: Instant): Millis | null {
  const first = Math.min(...[...retries].map(({ at }) => at));
  return Number.isFinite(first) ? Math.max(0, first - now) : null;
}

/** The order, line, lot or item that a command changes; it stands in the command where a person has asked for it. */
function aboutOf({ subject, command, commandId }: ConnectorCommandRow): string {
  if (subject !== null) return subject;
  const { order, line, lot, item } = JSON.parse(command) as Readonly<Record<string, unknown>>;
  const about = order ?? line ?? lot ?? item;
  return typeof about === "string" ? about : commandId;
}
