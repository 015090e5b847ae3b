import { HOUR, type Instant } from "@lockstep/domain/instant";
import { endOfDayIfMidnight, zoneOf } from "@lockstep/domain/zone";
import { type Judged, ROUNDING } from "./judge.ts";
import type { LineFacts } from "./line-facts.ts";

/** How a line stood from one instant until the next: what the projection said, and why. */
export interface Standing {
  readonly line: string;
  readonly since: Instant;
  /** `kept`: neither late nor short; `ended`: nor that, as nothing is to come any more. */
  readonly state: "late" | "short" | "kept" | "ended";
  /** Of the first domino; null while it is kept, and once it has ended. */
  readonly cause: StandingCause | null;
  /** The position in the log whose effect it is. */
  readonly seq: number;
}

export interface StandingCause {
  readonly kind: string;
  readonly subjectType: string;
  readonly subject: string;
  readonly resource: string | null;
  readonly supplier: string | null;
}

/** Why a line has failed: exactly one cause. */
export interface Attribution {
  /** A kind of cause of the projection; or one of `OWN_KINDS`, which the outcome itself tells. */
  readonly kind: string;
  readonly subjectType: string | null;
  readonly subject: string | null;
  readonly resource: string | null;
  readonly supplier: string | null;
  /** When it was first known to be late or short; null: never while it could be. */
  readonly since: Instant | null;
}

/**
 * `too-early`: it came before the window; `over-delivered`; `promised-later`: nobody has promised it for the date that is
 * measured by; `late-on-the-way`: it left in time, and was longer on its way than its transit takes; `not-recorded`: nothing was
 * computed while it was open.
 */
export type OwnKind = "too-early" | "over-delivered" | "promised-later" | "late-on-the-way" | "not-recorded";

/**
 * The cause at the first minute since which the line was late or short without a break until its window closed. Where it
 * was not when it closed, what the outcome tells; else the cause with which it stood first after that.
 */
export function attribute(judged: Judged, standings: readonly Standing[]): Attribution {
  const run = firstOfRun(standings, judged.closesAt, hasEndedShort(judged.facts));
  if (run !== null) return of(run);
  const { tooEarly, inWindow, ordered } = judged;
  if (tooEarly > 0 && tooEarly + inWindow >= ordered) return own("too-early");
  if (inWindow >= ordered) return own("over-delivered");
  if (promiseOf(judged) > judged.closesAt) return own("promised-later");
  if (leftInTime(judged) >= ordered) return own("late-on-the-way");
  const later = standings.find(({ since, cause }) => since > judged.closesAt && cause !== null);
  return later === undefined ? own("not-recorded") : of(later);
}

/**
 * The first of the standings that reach without a break up to that instant; null: it was kept then, or nobody knew. What has ended
 * with less than was ordered is as late or as short as it was.
 */
export function firstOfRun(standings: readonly Standing[], at: Instant, endedShort: boolean): Standing | null {
  let k = standings.length - 1;
  while (k >= 0 && (standings[k]?.since ?? 0) > at) k -= 1;
  if (endedShort && standings[k]?.state === "ended") k -= 1;
  let first: Standing | null = null;
  for (; k >= 0; k -= 1) {
    const one = standings[k];
    if (one === undefined || one.cause === null) break;
    first = one;
  }
  return first;
}

const of = ({ cause, since }: Standing): Attribution => (cause === null ? own("not-recorded") : { ...cause, since });

const own = (kind: OwnKind): Attribution => ({
  kind,
  subjectType: null,
  subject: null,
  resource: null,
  supplier: null,
  since: null,
});

/** No more is to come, and it is less than was ordered. */
export const hasEndedShort = ({ data, shipments }: LineFacts): boolean =>
  data.status === "closed" &&
  shipments.reduce((sum, { quantity }) => sum + quantity, 0) < data.quantity * (1 - ROUNDING);

/** What would have come by then, had it been on its way for no longer than its transit takes. */
const leftInTime = ({ facts: { data, shipments }, closesAt }: Judged): number =>
  shipments.reduce((sum, one) => sum + (one.shippedAt + data.transitHours * HOUR <= closesAt ? one.quantity : 0), 0);

const promiseOf = ({ facts: { data, timeZone } }: Judged): Instant =>
  endOfDayIfMidnight(zoneOf(timeZone), data.promisedAt);

/** How a line stands now, by what is projected. */
export interface Seen extends Omit<Standing, "state"> {
  readonly state: string;
  /** It has left, and arrives after its promise. */
  readonly isLateUnderWay: boolean;
}

/** What is projected of a line. */
interface Projected {
  readonly state: string;
  readonly projectedDelivery: Instant | null;
  readonly slackMinutes: number | null;
}

/** A closed line counts as delivered from when it left, also while its goods are still under way. */
export const isLateUnderWay = ({ state, slackMinutes, projectedDelivery }: Projected, clock: Instant): boolean =>
  (state === "shipped" || (state === "delivered" && (projectedDelivery ?? clock) > clock)) && (slackMinutes ?? 0) < 0;

/** What is to be kept of how a line stands now; null: it stands as it did. What left late is as late as it was. */
export function standingOf(before: Standing | undefined, { isLateUnderWay, ...now }: Seen): Standing | null {
  const isBad = (now.state === "late" || now.state === "short") && now.cause !== null;
  if (!isBad) {
    const next = now.state === "delivered" ? "ended" : "kept";
    const isNews = before !== undefined && (before.cause !== null || (before.state === "ended" && next === "kept"));
    return isNews && !isLateUnderWay ? { ...now, state: next, cause: null } : null;
  }
  if (before !== undefined && before.state === now.state && isSameCause(before.cause, now.cause)) return null;
  return { ...now, state: now.state === "late" ? "late" : "short" };
}

const isSameCause = (a: StandingCause | null, b: StandingCause | null): boolean =>
  a?.kind === b?.kind && a?.subject === b?.subject && a?.subjectType === b?.subjectType;

/** In order of `since`; one of the same instant takes the other's place. */
export function withStanding(standings: readonly Standing[], next: Standing): readonly Standing[] {
  const others = standings.filter(({ since }) => since !== next.since);
  return [...others, next].toSorted((a, b) => a.since - b.since);
}
