import type { Instant, Millis } from "@lockstep/domain/instant";

/** What a target is reckoned to take for a message before it has taken one. */
const FIRST_PACE_MS = 25;
/** So many of the last ones say what a target takes. */
const LAST = 5;
/** Who has not answered by then may not answer for long: it holds up nobody else. */
const HANGS_AFTER_MS = 1_000;

export interface WaitingMessage {
  /** Where it goes: one server, or one webhook. */
  readonly target: string;
  /** Until then it should have been taken. */
  readonly deadline: Instant;
}

export interface SentMessage {
  readonly target: string;
  readonly begunAt: Instant;
}

/** How long a message to each target takes where nothing else is in its way: as the quickest of the last few. */
export interface Paces {
  of(target: string): Millis;
  took(target: string, milliseconds: Millis): void;
}

export function createPaces(): Paces {
  const last = new Map<string, Millis[]>();
  return {
    of: (target) => Math.min(...(last.get(target) ?? [FIRST_PACE_MS])),
    took(target, milliseconds) {
      const known = last.get(target) ?? [FIRST_PACE_MS];
      known.push(milliseconds);
      if (known.length > LAST) known.shift();
      last.set(target, known);
    },
  };
}

/**
 * How many more may be sent beside those that are on their way: as few at a time as have all that wait, in their order,
 * taken by their deadlines, one where that is enough. A process that is killed has those that were on their way come again.
 */
export function roomFor(
  waiting: readonly WaitingMessage[],
  underWay: Iterable<SentMessage>,
  paces: Pick<Paces, "of">,
  now: Instant,
): number {
  let busy = 0;
  let work = 0;
  for (const { target, begunAt } of underWay) {
    const elapsed = now - begunAt;
    if (elapsed >= HANGS_AFTER_MS) continue;
    busy += 1;
    work += Math.max(0, paces.of(target) - elapsed);
  }
  let needed = 1;
  for (const { target, deadline } of waiting) {
    const pace = paces.of(target);
    const left = deadline - pace - now;
    // So many at a time have done what is before it by when it has to be sent.
    if (work > 0) needed = Math.max(needed, left > 0 ? Math.ceil(work / left) : Number.POSITIVE_INFINITY);
    work += pace;
  }
  return Math.max(0, needed - busy);
}
