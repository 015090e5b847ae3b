import { DAY, type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Stretch } from "@lockstep/domain/working-time";
import { MOST_ANNOUNCEMENTS } from "../escalation/budget.ts";
import type { ExceptionRecord } from "../model.ts";
import { chatteringIn, comingsIn, type Put, standingLonger } from "./cards.ts";
import { flagsOf, MOST_FLAGGED, overBudget, worstOf, wrongSystems } from "./flags.ts";
import { rateOf } from "./rate.ts";
import { acknowledgedInTime, responseTimes } from "./response.ts";

/** Of what is counted (X1 to X8). */
export const PERFORMANCE_VERSION = 1;

export type LimitedFigure = "per-ten-minutes" | "most" | "flood-share" | "standing" | "chattering" | "false-flag-rate";

/** What is bearable of a figure, by EEMUA 191 and ISA-18.2, and on which side of it the figure is. */
export interface Limited {
  readonly figure: LimitedFigure;
  readonly limit: number;
  /** It has to be less; else it may be as much. */
  readonly isBelow: boolean;
  /** Null: there is no figure to hold against it. */
  readonly isOver: boolean | null;
}

export const STANDING_FOR = DAY;
export const CHATTER = { comings: 3, within: 10 * MINUTE } as const;
export const WORST = 10;

export interface PerformanceSources {
  /** All cards that it is about, whenever they came. */
  readonly records: readonly ExceptionRecord[];
  /** What was put before those whose load it is about, of whatever it was. */
  readonly put: readonly Put[];
  readonly firstRead: ReadonlyMap<string, Instant>;
  readonly from: Instant;
  /** Not after now. */
  readonly to: Instant;
  /** A time, cut by its shifts, by their names; none: nothing says when shifts are. */
  readonly shiftsOf: (time: Stretch) => ReadonlyMap<string, readonly Stretch[]>;
}

/** From when on there is something to count; null: no card was there yet. */
export function countedSince(records: readonly ExceptionRecord[], { from, to }: Stretch): Instant | null {
  const first = records.reduce<Instant | null>((min, { openedAt }) => Math.min(min ?? openedAt, openedAt), null);
  return first === null || first >= to ? null : Math.max(from, first);
}

/** How people fare with what they are told, and the tower with telling it. Every figure with its n; without any, none. */
export function performanceOf({ records, put, firstRead, from, to, shiftsOf }: PerformanceSources) {
  const since = countedSince(records, { from, to });
  const time: Stretch = { from: since ?? to, to };
  const whole = since === null ? [] : [time];
  const comings = comingsIn(records, time);
  const own = [...new Set(comings.map(({ record }) => record))];
  const opened = records.filter(({ openedAt }) => openedAt >= time.from && openedAt < to);
  const shifts = since === null ? new Map<string, readonly Stretch[]>() : shiftsOf(time);
  const rolesOf = ({ times, ...who }: Put) => ({
    ...who,
    rate: rateOf(times, whole),
    shifts: [...shifts].map(([name, stretches]) => ({ name, rate: rateOf(times, stretches) })),
  });
  const cards = rateOf(
    comings.map(({ at }) => at),
    whole,
  );
  const standing = standingLonger(records, { at: to, than: STANDING_FOR });
  const chattering = chatteringIn(records, time, CHATTER);
  const falseFlags = flagsOf("all", own, to);
  return {
    since,
    limits: [
      atMost("per-ten-minutes", cards.perTenMinutes, 1),
      atMost("most", cards.most, MOST_ANNOUNCEMENTS),
      below("flood-share", cards.floodShare, 0.01),
      below("standing", since === null ? null : standing.length, 5),
      atMost("chattering", since === null ? null : chattering.length, 0),
      below("false-flag-rate", falseFlags.rate, MOST_FLAGGED),
    ],
    cards,
    roles: put.map(rolesOf).sort((a, b) => b.rate.cards - a.rate.cards),
    standing,
    chattering,
    worst: worstOf(comings, WORST),
    falseFlags: { ...falseFlags, systems: wrongSystems(own, to) },
    kinds: overBudget(comings, to),
    stages: responseTimes(opened, { firstRead, until: to }),
    acknowledged: acknowledgedInTime(opened, { until: to }),
  };
}

const atMost = (figure: LimitedFigure, value: number | null, limit: number): Limited => ({
  ...{ figure, limit, isBelow: false, isOver: value === null ? null : value > limit },
});
const below = (figure: LimitedFigure, value: number | null, limit: number): Limited => ({
  ...{ figure, limit, isBelow: true, isOver: value === null ? null : value >= limit },
});
