import { HOUR, type Instant, MINUTE } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { ExceptionRecord, GivenEstimate, TimelineEntry } from "../model.ts";
import { halfLifeOf, survivalOf } from "../survival/kaplan-meier.ts";

/** Of what is counted (G1 to G4). */
export const ESTIMATES_VERSION = 1;

const EPSILON = 1e-9;

/** An estimate that can be held against what became of its cause. */
export interface Judged extends GivenEstimate {
  /** How much later than said the cause was gone; of one that stands, how much later it is by now. Negative: earlier. */
  readonly lateBy: number;
  readonly isCleared: boolean;
}

/** How good the estimates of one person, or of one role, are. */
export interface Accuracy {
  readonly who: string;
  /** Those whose cause is gone, and those that have passed while it stands. */
  readonly n: number;
  readonly open: number;
  /** Whose cause was gone by then. */
  readonly kept: number;
  /** Later than said: the half, and four of five, are gone within it. Null: more than that are still to come. */
  readonly medianMinutes: number | null;
  readonly p80Minutes: number | null;
}

/** [G1] [G2] Each estimate with what became of it; not those that are still ahead of a cause that stands. */
export function judgedOf(records: Iterable<ExceptionRecord>, now: Instant): readonly Judged[] {
  return [...records].flatMap((record) =>
    record.estimates.flatMap((given): Judged[] => {
      const gone = goneAfter(record.timeline, given.at);
      if (gone === "before") return [];
      if (gone !== null && gone <= now) return [{ ...given, lateBy: gone - given.estimate, isCleared: true }];
      return now > given.estimate ? [{ ...given, lateBy: now - given.estimate, isCleared: false }] : [];
    }),
  );
}

/** [G3] By who gave them, or by each role that they had then; who gave the most comes first. Nobody without any. */
export function accuracyBy(judged: readonly Judged[], by: "person" | "role"): readonly Accuracy[] {
  const groups = new Map<string, Judged[]>();
  for (const one of judged) {
    for (const who of by === "person" ? [one.by] : one.roles) {
      const own = groups.get(who);
      if (own === undefined) groups.set(who, [one]);
      else own.push(one);
    }
  }
  return [...groups].map(([who, own]) => accuracyOf(who, own)).sort((a, b) => b.n - a.n || byCodeUnit(a.who, b.who));
}

/** What stands and is past its estimate is censored (Kaplan and Meier), not left out: who promises too much would look good. */
function accuracyOf(who: string, judged: readonly Judged[]): Accuracy {
  const steps = survivalOf(judged.map(({ lateBy, isCleared }) => ({ after: lateBy, isFailed: isCleared })));
  const cleared = judged.filter(({ isCleared }) => isCleared);
  return {
    ...{ who, n: judged.length, open: judged.length - cleared.length },
    kept: cleared.filter(({ lateBy }) => lateBy <= 0).length,
    medianMinutes: inMinutes(halfLifeOf(steps)),
    p80Minutes: inMinutes(steps.find(({ share }) => share <= 0.2 + EPSILON)?.hours ?? null),
  };
}

const inMinutes = (hours: number | null): number | null => (hours === null ? null : (hours * HOUR) / MINUTE);

/** When its cause went and stayed away; null: it stands; "before": it did not stand when the estimate was given. */
function goneAfter(timeline: readonly TimelineEntry[], given: Instant): Instant | "before" | null {
  let gone: Instant | null = null;
  for (const { action, at } of timeline) {
    if (action === "cleared") gone = at;
    else if (action === "returned") gone = null;
    else if (action === "recovered" && gone !== null && at >= given) break;
    else if (action === "reopened") {
      if (gone !== null && at >= given) break;
      gone = null;
    }
  }
  return gone !== null && gone < given ? "before" : gone;
}
