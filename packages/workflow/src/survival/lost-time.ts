import type { Data } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, type Millis } from "@lockstep/domain/instant";
import type { Stretch, WorkingTime } from "@lockstep/domain/working-time";
import { beganAt, endedAt } from "../adherence/began-at.ts";
import type { Lost } from "./assumptions.ts";

/** A step of the published plan, with all that was reported of it. */
export interface LostStep {
  readonly start: Instant;
  readonly setup: Millis;
  /** Pieces an hour; null: nobody knows what of its time is slow. */
  readonly rate: number | null;
  /** In order of time. */
  readonly reports: readonly StepReport[];
  readonly line: LineTime;
}

export interface StepReport {
  readonly time: Instant;
  readonly data: Pick<Data<"mes.operation">, "state" | "startedAt" | "finishedAt" | "good" | "scrap">;
}

/** The time of the line on which a step is planned. */
export interface LineTime {
  readonly working: WorkingTime;
  /** Apart from each other. */
  readonly down: readonly Stretch[];
  /** When it ran other orders. */
  readonly others: readonly Stretch[];
}

/** How much more time than planned an order's steps, in their order, had taken up to a moment (A15). */
export function lostTime(steps: readonly LostStep[], at: Instant): Lost {
  const lost = { waiting: 0, queue: 0, down: 0, scrap: 0, slow: 0 };
  for (const [k, { start, setup, rate, reports, line }] of steps.entries()) {
    if (start >= at) continue;
    const told = reports.filter(({ time }) => time <= at);
    const last = told.at(-1);
    const began = Math.min(beganAt(told) ?? at, at);
    const ended = Math.min(endedAt(told) ?? at, at);
    lost.down += withinOf(line, line.down, { from: Math.min(start, began), to: ended });
    // Each later step waits for the one before it, whose time is counted already.
    if (k === 0 && began > start) {
      const waited = { from: start, to: began };
      const queue = inUnion(line.others, waited).reduce((sum, span) => sum + upTime(line, span), 0);
      lost.queue += queue;
      lost.waiting += upTime(line, waited) - queue;
    }
    if (last === undefined || rate === null) continue;
    const { good, scrap } = last.data;
    lost.scrap += (scrap / rate) * HOUR;
    // What it has made since then, nobody has said yet.
    const ran = upTime(line, { from: began, to: Math.min(ended, last.time) }) - setup;
    lost.slow += Math.max(0, ran - ((good + scrap) / rate) * HOUR);
  }
  return lost;
}

/** Working time in which the line was not down. */
const upTime = (line: LineTime, span: Stretch): Millis =>
  span.from < span.to ? line.working.between(span.from, span.to) - withinOf(line, line.down, span) : 0;

const withinOf = ({ working }: LineTime, stretches: readonly Stretch[], span: Stretch): Millis =>
  cut(stretches, span).reduce((sum, { from, to }) => sum + working.between(from, to), 0);

const cut = (stretches: readonly Stretch[], { from, to }: Stretch): readonly Stretch[] =>
  stretches
    .map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to) }))
    .filter((one) => one.from < one.to);

/** What of a span these cover, apart from each other: at one time a line is busy once. */
function inUnion(stretches: readonly Stretch[], span: Stretch): readonly Stretch[] {
  const union: { from: Instant; to: Instant }[] = [];
  for (const { from, to } of cut(stretches, span).toSorted((a, b) => a.from - b.from)) {
    const last = union.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else union.push({ from, to });
  }
  return union;
}
