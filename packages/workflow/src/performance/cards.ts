import type { Instant } from "@lockstep/domain/instant";
import type { Stretch } from "@lockstep/domain/working-time";
import { byCodeUnit } from "@lockstep/domain/world";
import { budgetKey } from "../escalation/model.ts";
import { type ExceptionState, isLive } from "../life.ts";
import type { ExceptionRecord, TimelineEntry } from "../model.ts";
import type { Role } from "../permissions.ts";
import { highest, recentAt } from "./rate.ts";

/** One card that came: new, or again after it was over. */
export interface Coming {
  readonly record: ExceptionRecord;
  readonly at: Instant;
}

const isComing = ({ action }: TimelineEntry): boolean => action === "opened" || action === "reopened";

/** From one instant to before another, in order. */
export const comingsIn = (records: Iterable<ExceptionRecord>, { from, to }: Stretch): readonly Coming[] =>
  [...records]
    .flatMap((record) => record.timeline.filter(isComing).map(({ at }): Coming => ({ record, at })))
    .filter(({ at }) => at >= from && at < to)
    .sort((a, b) => a.at - b.at || byCodeUnit(a.record.id, b.record.id));

/** What was put before those who have a role by one roster; site null: the company's. */
export interface Put {
  readonly role: Role;
  readonly site: string | null;
  /** In order. */
  readonly times: readonly Instant[];
}

/**
 * When cards were put before people: once each time that a card came, by whichever call was the first; also what a flood held
 * back for the digest, and not what found nobody.
 */
export function putBefore(records: Iterable<ExceptionRecord>): readonly Put[] {
  const found = new Map<string, { readonly role: Role; readonly site: string | null; readonly times: Instant[] }>();
  for (const { timeline, calls } of records) {
    const comings = timeline.filter(isComing).map(({ at }) => at);
    const put = new Set<string>();
    for (const { role, site, at, outcome } of calls?.made ?? []) {
      if (outcome === "unreachable") continue;
      const key = budgetKey(role, site);
      const once = `${key} ${comings.findLastIndex((came) => came <= at)}`;
      if (put.has(once)) continue;
      put.add(once);
      const known = found.get(key);
      if (known === undefined) found.set(key, { role, site, times: [at] });
      else known.times.push(at);
    }
  }
  for (const { times } of found.values()) times.sort((a, b) => a - b);
  return [...found].sort(([a], [b]) => byCodeUnit(a, b)).map(([, one]) => one);
}

/** How a card stood at an instant. */
export interface Stood {
  readonly state: ExceptionState;
  /** Since when its cause had stood without a break; null: it did not stand. */
  readonly since: Instant | null;
}

/** By what has happened up to then and including it; null: it was not there yet. */
export function stoodAt({ timeline }: ExceptionRecord, at: Instant): Stood | null {
  return timeline
    .filter((entry) => entry.at <= at)
    .reduce<Stood | null>(
      (stood, entry) => ({ state: entry.after, since: sinceAfter(entry, stood?.since ?? null) }),
      null,
    );
}

function sinceAfter({ action, at }: TimelineEntry, before: Instant | null): Instant | null {
  switch (action) {
    case "opened":
    case "returned":
    case "reopened":
      return before ?? at;
    case "cleared":
      return null;
    default:
      return before;
  }
}

/** Those whose cause has stood for longer than so long, and that nobody has ended, put off or joined into another; the longest first. */
export const standingLonger = (
  records: Iterable<ExceptionRecord>,
  { at, than }: { readonly at: Instant; readonly than: number },
): readonly { readonly record: ExceptionRecord; readonly since: Instant }[] =>
  [...records]
    .flatMap((record) => {
      const stood = stoodAt(record, at);
      if (stood === null || stood.since === null || !isLive(stood.state) || stood.state === "shelved") return [];
      return at - stood.since > than ? [{ record, since: stood.since }] : [];
    })
    .sort((a, b) => a.since - b.since || byCodeUnit(a.record.id, b.record.id));

/** A cause that came at least so often within so long chatters. */
export interface Chatter {
  readonly comings: number;
  readonly within: number;
}

/** Also where it came back before its card was over. Of each such cause one of its cards, and the most that it came within that long. */
export function chatteringIn(
  records: Iterable<ExceptionRecord>,
  { from, to }: Stretch,
  { comings, within }: Chatter,
): readonly { readonly record: ExceptionRecord; readonly most: number }[] {
  const byCause = new Map<string, { record: ExceptionRecord; times: Instant[] }>();
  for (const record of records) {
    const times = record.timeline
      .filter((entry) => isComing(entry) || entry.action === "returned")
      .map(({ at }) => at)
      .filter((at) => at >= from && at < to);
    const known = byCause.get(record.key);
    if (known === undefined) byCause.set(record.key, { record, times });
    else {
      known.times.push(...times);
      if (record.occurrence > known.record.occurrence) known.record = record;
    }
  }
  return [...byCause.values()]
    .map(({ record, times }) => ({
      record,
      most: highest(
        recentAt(
          times.sort((a, b) => a - b),
          within,
        ),
      ),
    }))
    .filter(({ most }) => most >= comings)
    .sort((a, b) => b.most - a.most || byCodeUnit(a.record.id, b.record.id));
}
