import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { type ExceptionRecord, SYSTEM } from "../model.ts";
import type { Standing } from "./attribution.ts";
import type { Scored } from "./foresight.ts";

/** Of what counts as saved (O20). */
export const SAVED_VERSION = 2;

/** A line that was called late, came in time all the same, and had somebody act on its cause while it was called. */
export interface SavedLine {
  readonly line: string;
  readonly site: string;
  /** The promise that it was called late for, with the customer's tolerance. */
  readonly closesAt: Instant;
  /** When it was first written down as late for it. */
  readonly calledAt: Instant;
  readonly exception: string;
  readonly kind: string;
  readonly action: SavingAct;
  readonly by: string;
  readonly at: Instant;
}

/** Of the promises that were called late before they closed. `called` is `late` + `came`. */
export interface Saved {
  readonly called: number;
  readonly late: number;
  readonly came: number;
  /** Of those that came: where somebody acted in time. The others came right by themselves, or were false alarms. */
  readonly saved: readonly SavedLine[];
}

export interface SavedSources {
  standingsOf(line: string): readonly Standing[];
  readonly records: Iterable<ExceptionRecord>;
}

/** What may have changed the outcome: not a word, a putting off, or a flag that says that nothing is wrong. */
const ACTS = ["acknowledged", "assigned", "resolved"] as const;
export type SavingAct = (typeof ACTS)[number];

/** One promise counts once, whatever number of horizons it was called at (O20). */
export function savedOf(scored: readonly Scored[], { standingsOf, records }: SavedSources): Saved {
  const called = calledIn(scored);
  const came = called.filter(({ wasLate }) => !wasLate);
  const acts = actsByCause([...records]);
  const saved = came.flatMap((one): SavedLine[] => {
    const found = evidenceOf(one, standingsOf(one.line), acts);
    return found === null ? [] : [found];
  });
  saved.sort((a, b) => a.closesAt - b.closesAt || byCodeUnit(a.line, b.line));
  return { called: called.length, late: called.length - came.length, came: came.length, saved };
}

/** The promises that were called late, each by when it first was. */
export function calledIn(scored: readonly Scored[]): readonly Scored[] {
  const called = new Map<string, Scored>();
  for (const one of scored) {
    const key = `${one.line}\0${one.closesAt}`;
    const before = called.get(key);
    if (one.isCalled && (before === undefined || one.madeAt < before.madeAt)) called.set(key, one);
  }
  return [...called.values()];
}

interface Act {
  readonly exception: string;
  readonly kind: string;
  readonly action: SavingAct;
  readonly by: string;
  readonly at: Instant;
}

const causeKey = ({ kind, subjectType, subject }: { kind: string; subjectType: string; subject: string }): string =>
  `${kind}|${subjectType}|${subject}`;

/** What was done about each cause: on its own exception, and on the one that this was part of at that time. */
function actsByCause(records: readonly ExceptionRecord[]): ReadonlyMap<string, readonly Act[]> {
  const byId = new Map(records.map((record) => [record.id, record]));
  const acts = new Map<string, Act[]>();
  for (const record of records) {
    const { kind } = record;
    const asPart = partOf(record).flatMap(({ whole, from, to }) =>
      actsOn(byId.get(whole), kind).filter(({ at }) => at >= from && at <= to),
    );
    const own = [...actsOn(record, kind), ...asPart];
    if (own.length === 0) continue;
    const known = acts.get(causeKey(record)) ?? [];
    known.push(...own);
    acts.set(causeKey(record), known);
  }
  return acts;
}

function actsOn(record: ExceptionRecord | undefined, kind: string): readonly Act[] {
  return (record?.timeline ?? []).flatMap(({ action: done, by, at }): Act[] => {
    const action = ACTS.find((one) => one === done);
    return record === undefined || action === undefined || by === SYSTEM
      ? []
      : [{ exception: record.id, kind, action, by, at }];
  });
}

interface Joined {
  readonly whole: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** Of which exceptions it was a part, and when. */
function partOf({ timeline }: ExceptionRecord): readonly Joined[] {
  return timeline.flatMap(({ into, at }, k): readonly Joined[] => {
    if (into === undefined) return [];
    const split = timeline.slice(k + 1).find(({ action }) => action === "split");
    return [{ whole: into, from: at, to: split?.at ?? Number.POSITIVE_INFINITY }];
  });
}

/** The first act on a cause while the line stood under it, before it closed and before it stood well again. */
function evidenceOf(
  { line, site, closesAt, madeAt }: Scored,
  standings: readonly Standing[],
  acts: ReadonlyMap<string, readonly Act[]>,
): SavedLine | null {
  const found = standings.flatMap(({ since, cause }, k) => {
    const until = Math.min(closesAt, standings[k + 1]?.since ?? closesAt);
    if (cause === null || until < madeAt) return [];
    return (acts.get(causeKey(cause)) ?? []).filter(({ at }) => at >= since && at <= until);
  });
  const first = found.toSorted((a, b) => a.at - b.at || byCodeUnit(a.exception, b.exception))[0];
  return first === undefined ? null : { line, site, closesAt, calledAt: madeAt, ...first };
}
