import { type Instant, MINUTE, SECOND } from "@lockstep/domain/instant";

/** How a source has been speaking lately. */
export interface Pulse {
  /** `time` is when it happened; null: nobody knows. */
  heard(fact: { readonly time: Instant | null; readonly receivedAt: Instant }): void;
  /** Facts a minute, received in the ten minutes before; to one decimal. */
  ratePerMinute(now: Instant): number;
  /** The median of the last twenty, never below 0; of its first minute none counts. Null before there is one. */
  lagSeconds(): number | null;
  /** How far the source's clock is ahead at least: what happened cannot have been received before. Null before the first. */
  skewSeconds(): number | null;
}

const MINUTES = 10;
/** Few, so that a history that was told at once is soon forgotten. */
const LAST = 20;
/** What a source tells at first is what was before anyone listened: late, and no habit. */
const SETTLING = MINUTE;

export function createPulse(): Pulse {
  /** Of the last minutes, by minute. */
  const counts = new Map<number, number>();
  /** Milliseconds from happening to receipt, in a ring. */
  const lags: { readonly lag: number; readonly isHabit: boolean }[] = [];
  let place = 0;
  let first: Instant | null = null;
  return {
    heard({ time, receivedAt }) {
      const minute = Math.floor(receivedAt / MINUTE);
      counts.set(minute, (counts.get(minute) ?? 0) + 1);
      for (const one of counts.keys()) if (one <= minute - MINUTES - 1) counts.delete(one);
      first ??= receivedAt;
      if (time === null) return;
      lags[place] = { lag: receivedAt - time, isHabit: receivedAt - first >= SETTLING };
      place = (place + 1) % LAST;
    },
    ratePerMinute(now) {
      const last = Math.floor(now / MINUTE);
      let sum = 0;
      for (const [minute, count] of counts) if (minute > last - MINUTES && minute <= last) sum += count;
      return Math.round((sum / MINUTES) * 10) / 10;
    },
    lagSeconds() {
      const habit = lags.filter(({ isHabit }) => isHabit).map(({ lag }) => lag);
      const median = habit.toSorted((a, b) => a - b)[Math.floor(habit.length / 2)];
      return median === undefined ? null : Math.max(0, Math.round(median)) / SECOND;
    },
    skewSeconds: () => (lags.length === 0 ? null : Math.max(0, -Math.min(...lags.map(({ lag }) => lag))) / SECOND),
  };
}
