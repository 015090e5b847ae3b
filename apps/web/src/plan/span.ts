import { DAY, HOUR, type Instant, MINUTE, type Millis } from "@lockstep/domain/instant";
import { zoneOf } from "@lockstep/domain/zone";
import type { PlanSearch } from "./plan-search.ts";

/** A stretch of time that is looked at. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** How much is seen at once, from close by to far away. */
export const LEVELS = { shift: 10 * HOUR, day: 30 * HOUR, week: 8 * DAY } as const;
export type Level = keyof typeof LEVELS;

const SHORTEST = 30 * MINUTE;
const LONGEST = 15 * DAY;
/** A server answers for so long at once. */
const LONGEST_READ = 31 * DAY;

export const lengthOf = ({ from, to }: Span): Millis => to - from;

/** Around now: a third of it has been. */
export function spanAround(now: Instant, length: Millis): Span {
  const from = Math.round(now - length / 3);
  return { from, to: from + length };
}

/** What is seen: as the address says, else around the minute of `now`. */
export function spanOf({ since, until }: Pick<PlanSearch, "since" | "until">, now: string, level: Level): Span {
  if (since !== undefined && until !== undefined) return { from: Date.parse(since), to: Date.parse(until) };
  return spanAround(Math.floor(Date.parse(now) / MINUTE) * MINUTE, LEVELS[level]);
}

/** Longer or shorter by a factor, so that `at` stays where it is. */
export function zoomed(span: Span, factor: number, at: Instant): Span {
  const length = Math.min(LONGEST, Math.max(SHORTEST, lengthOf(span) * factor));
  const share = (at - span.from) / lengthOf(span);
  const from = Math.round(at - share * length);
  return { from, to: Math.round(from + length) };
}

export const moved = ({ from, to }: Span, by: Millis): Span => ({
  from: Math.round(from + by),
  to: Math.round(to + by),
});

/** Moved just so far that a stretch is seen: its beginning, if not all of it fits. */
export function showing(span: Span, { from, to }: Span): Span {
  const margin = lengthOf(span) * 0.05;
  if (from < span.from + margin) return moved(span, from - span.from - margin);
  if (to <= span.to - margin) return span;
  return moved(span, Math.min(to - span.to + margin, from - span.from - margin));
}

/**
 * What is read for what is seen: as much again on both sides, whole hours, so that a small step needs no new reading.
 * What was read before stays as long as it covers what is seen and is not much too long.
 */
export function readFor(seen: Span, before: Span | null): Span {
  if (before !== null && before.from <= seen.from && before.to >= seen.to && lengthOf(before) <= 8 * lengthOf(seen)) {
    return before;
  }
  const around = Math.min(lengthOf(seen), (LONGEST_READ - lengthOf(seen)) / 2 - HOUR);
  return {
    from: Math.floor((seen.from - around) / HOUR) * HOUR,
    to: Math.ceil((seen.to + around) / HOUR) * HOUR,
  };
}

export interface Tick {
  readonly at: Instant;
  /** A day begins there. */
  readonly isDay: boolean;
}

const STEPS_MINUTES = [5, 15, 30, 60, 120, 180, 360, 720] as const;

/** Where the axis is labelled: round wall times of a zone, about as many as fit. On the days of the clock change, too. */
export function ticksOf({ from, to }: Span, zoneName: string, most: number): readonly Tick[] {
  const zone = zoneOf(zoneName);
  const minutes = (to - from) / MINUTE;
  const step = STEPS_MINUTES.find((one) => minutes / one <= most);
  const days = Math.max(1, Math.ceil(minutes / (24 * 60) / most));
  const ticks: Tick[] = [];
  for (let day = zone.localDayAt(from); zone.instantOf(day, 0) < to; day++) {
    const begins = zone.instantOf(day, 0);
    const isLabelled = step !== undefined || day % days === 0;
    if (begins >= from && isLabelled) ticks.push({ at: begins, isDay: true });
    if (step === undefined) continue;
    for (let minute = step; minute < 24 * 60; minute += step) {
      const at = zone.instantOf(day, minute);
      if (at >= from && at < to && at > (ticks.at(-1)?.at ?? 0)) ticks.push({ at, isDay: false });
    }
  }
  return ticks;
}
