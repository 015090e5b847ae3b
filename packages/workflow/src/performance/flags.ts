import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { MOST_ANNOUNCEMENTS } from "../escalation/budget.ts";
import type { ExceptionRecord } from "../model.ts";
import type { Coming } from "./cards.ts";
import { rateOf } from "./rate.ts";

/** Of the causes that came: which, and how often. */
export interface Worst {
  /** The latest card of it. */
  readonly record: ExceptionRecord;
  readonly cards: number;
}

/** The causes with the most cards, and how many cards and causes there were in all. */
export function worstOf(comings: readonly Coming[], most: number) {
  const byCause = new Map<string, { record: ExceptionRecord; cards: number }>();
  for (const { record } of comings) {
    const known = byCause.get(record.key);
    if (known === undefined) byCause.set(record.key, { record, cards: 1 });
    else Object.assign(known, { record, cards: known.cards + 1 });
  }
  const all = [...byCause.values()].sort((a, b) => b.cards - a.cards || byCodeUnit(a.record.id, b.record.id));
  const worst: readonly Worst[] = all.slice(0, most);
  const theirs = worst.reduce((sum, { cards }) => sum + cards, 0);
  return { worst, causes: all.length, share: comings.length === 0 ? null : theirs / comings.length };
}

/** Of the cards that came: how many people have called false since. */
export interface Flags {
  /** A kind of cause, or a system. */
  readonly key: string;
  readonly cards: number;
  readonly flagged: number;
  /** Null: no card, no rate. */
  readonly rate: number | null;
}

/** Also where it has come back since. */
export const isFlagged = ({ timeline }: ExceptionRecord, until: Instant): boolean =>
  timeline.some(({ action, at }) => action === "flagged-false" && at <= until);

export const flagsOf = (key: string, records: readonly ExceptionRecord[], until: Instant): Flags => {
  const flagged = records.filter((record) => isFlagged(record, until)).length;
  return { key, cards: records.length, flagged, rate: records.length === 0 ? null : flagged / records.length };
};

/** Which system was wrong, by those who said so: of the flagged ones, the most often first. */
export function wrongSystems(records: readonly ExceptionRecord[], until: Instant) {
  const times = new Map<string | null, number>();
  for (const record of records) {
    if (isFlagged(record, until)) times.set(record.wrongSystem, (times.get(record.wrongSystem) ?? 0) + 1);
  }
  return [...times]
    .map(([system, flagged]) => ({ system, flagged }))
    .sort((a, b) => b.flagged - a.flagged || byCodeUnit(a.system ?? "", b.system ?? ""));
}

/** Less than so many cards say nothing of their kind. */
const FEW = 10;
export const MOST_FLAGGED = 0.1;

/** Why a kind of cause is over its budget: people call it false too often, or it makes a flood by itself. */
export type OverBudget = "false-flags" | "flood";

/** Kinds that are over their budget. That they call fewer people is for a person to say: nothing is changed by it. */
export function overBudget(comings: readonly Coming[], until: Instant) {
  const byKind = new Map<string, Coming[]>();
  for (const one of comings) {
    const known = byKind.get(one.record.kind);
    if (known === undefined) byKind.set(one.record.kind, [one]);
    else known.push(one);
  }
  return [...byKind]
    .map(([kind, own]) => {
      const flags = flagsOf(kind, [...new Set(own.map(({ record }) => record))], until);
      const times = own.map(({ at }) => at);
      const most = rateOf(times, [{ from: times[0] ?? until, to: until }]).most ?? 0;
      const reasons: OverBudget[] = [];
      if (flags.cards >= FEW && (flags.rate ?? 0) >= MOST_FLAGGED) reasons.push("false-flags");
      if (most > MOST_ANNOUNCEMENTS) reasons.push("flood");
      return { ...flags, most, reasons };
    })
    .sort((a, b) => b.cards - a.cards || byCodeUnit(a.key, b.key));
}
