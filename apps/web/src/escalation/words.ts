import type { EscalationPolicyStep } from "@lockstep/protocol/generated/schema";
import { type MessageId, t, word } from "../i18n/i18n.ts";

/** A role as the server names it in steps: `plant-manager`; anything else is a team or a person. */
export function roleWord(role: string): string {
  const key = role.toUpperCase().replaceAll("-", "_");
  const found = word("role", key);
  return found === key ? role : found;
}

/** Whom a step of a policy calls. */
export const targetWord = ({ role, team, person }: Pick<EscalationPolicyStep, "role" | "team" | "person">): string =>
  role === null ? (team === null ? (person ?? "") : t("escalation.teamOf", { team })) : roleWord(role);

export const channelWords = (channels: readonly string[]): string =>
  channels.map((channel) => t(`escalation.channel.${channel}` as MessageId)).join(", ");

const WEEK = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** 1 for Monday to 7 for Sunday. */
export const dayWord = (day: number): string => WEEK[day - 1] ?? String(day);

interface Shift {
  readonly day: number;
  readonly start: string;
  readonly end: string;
}

interface Duty {
  readonly weekly: readonly Shift[];
  readonly dated: readonly { readonly date: string; readonly start: string | null; readonly end: string | null }[];
}

/** The weekly shifts, then those of single dates, "–" for one that is off; empty: at any time. */
export function dutyInWords({ weekly, dated }: Duty): string {
  const dates = dated.map(({ date, start, end }) =>
    start === null || end === null ? `${date} –` : `${date} ${start}–${end}`,
  );
  return [shiftsInWords(weekly), ...dates].filter((one) => one !== "").join("; ");
}

/** "Mon–Fri 06:00–14:00": days of the same hours together, runs of days joined. */
export function shiftsInWords(weekly: readonly Shift[]): string {
  const byHours = new Map<string, number[]>();
  for (const { day, start, end } of weekly) {
    const hours = `${start}–${end}`;
    byHours.set(hours, [...(byHours.get(hours) ?? []), day]);
  }
  return [...byHours].map(([hours, days]) => `${daysInWords(days)} ${hours}`).join("; ");
}

function daysInWords(days: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  const name = (day: number): string => WEEK[day - 1] ?? String(day);
  return runs.map(([from, to]) => (from === to ? name(from) : `${name(from)}–${name(to)}`)).join(", ");
}
