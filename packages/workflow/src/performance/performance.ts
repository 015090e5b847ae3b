import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Stretch } from "@lockstep/domain/working-time";
import type { ExceptionRecord } from "../model.ts";
import { chatteringIn, comingsIn, type Put, putBefore, standingLonger } from "./cards.ts";
import { flagsOf, MOST_FLAGGED, overBudget, worstOf, wrongSystems } from "./flags.ts";
import { MOST_IN_WINDOW, rateOf } from "./rate.ts";
import { acknowledgedInTime, responseTimes } from "./response.ts";

/** Of what is counted (X1 to X8). */
export const PERFORMANCE_VERSION = 1;

/** What is bearable, by EEMUA 191 and ISA-18.2. */
export const LIMITS = {
  perTenMinutes: 1,
  most: MOST_IN_WINDOW,
  floodShare: 0.01,
  standing: 5,
  chattering: 0,
  falseFlagRate: MOST_FLAGGED,
} as const;

const STANDING_FOR = 24 * 60 * MINUTE;
const CHATTER = { comings: 3, within: 10 * MINUTE } as const;
const WORST = 10;

export interface PerformanceSources {
  /** All cards that it is about, whenever they came. */
  readonly records: readonly ExceptionRecord[];
  readonly firstRead: ReadonlyMap<string, Instant>;
  readonly from: Instant;
  /** Not after now. */
  readonly to: Instant;
  /** A time, cut by its shifts, by their names; none: nothing says when shifts are. */
  readonly shiftsOf: (time: Stretch) => ReadonlyMap<string, readonly Stretch[]>;
}

/** How people fare with what they are told, and the tower with telling it. Every figure with its n; without any, none. */
export function performanceOf({ records, firstRead, from, to, shiftsOf }: PerformanceSources) {
  const first = records.reduce<Instant | null>((min, { openedAt }) => Math.min(min ?? openedAt, openedAt), null);
  const since = first === null || first >= to ? null : Math.max(from, first);
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
  return {
    since,
    cards: rateOf(
      comings.map(({ at }) => at),
      whole,
    ),
    roles: putBefore(records).map(rolesOf),
    standing: standingLonger(records, { at: to, than: STANDING_FOR }),
    chattering: chatteringIn(records, time, CHATTER),
    worst: worstOf(comings, WORST),
    falseFlags: { ...flagsOf("all", own, to), systems: wrongSystems(own, to) },
    kinds: overBudget(comings, to),
    stages: responseTimes(opened, { firstRead, until: to }),
    acknowledged: acknowledgedInTime(opened, { until: to }),
  };
}
