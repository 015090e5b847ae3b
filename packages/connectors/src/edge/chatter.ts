import type { Instant, Millis } from "@lockstep/domain/instant";

/** ISA-18.2: what changes to and fro so often that nobody can act on it. */
export interface Chatter {
  /** Since when it chatters; null if it does not. */
  readonly since: Instant | null;
  /** When it is over if no change is received before. */
  readonly endsAt: Instant | null;
  changed(at: Instant, receivedAt: Instant): void;
  /** True if it is over by now. */
  quiet(receivedAt: Instant): boolean;
}

interface Often {
  readonly changes: number;
  readonly within: Millis;
}

/** It is over after so many times the span without a change. */
const QUIET_SPANS = 10;

export function createChatter({ changes, within }: Often): Chatter {
  const times: Instant[] = [];
  let since: Instant | null = null;
  let lastReceivedAt = 0;
  const endsAt = (): Instant | null => (since === null ? null : lastReceivedAt + QUIET_SPANS * within);
  return {
    get since() {
      return since;
    },
    get endsAt() {
      return endsAt();
    },
    changed(at, receivedAt) {
      lastReceivedAt = receivedAt;
      times.push(at);
      if (times.length > changes) times.shift();
      const [first = at] = times;
      if (since === null && times.length === changes && at - first <= within) since = first;
    },
    quiet(receivedAt) {
      const end = endsAt();
      if (end === null || receivedAt < end) return false;
      since = null;
      return true;
    },
  };
}
