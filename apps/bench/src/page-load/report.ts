import { precise, whole } from "../numbers.ts";
import { tableOf } from "../table.ts";
import type { Gesture } from "./measure-gantt.ts";
import type { Visited } from "./measure-visit.ts";
import type { PageOptions } from "./options.ts";

export const TARGETS = { lcpMs: 2_500, inpMs: 200, cls: 0.1, fps: 55 };

export interface PagesMeasured {
  readonly visits: readonly Visited[];
  readonly gestures: readonly Gesture[];
  readonly bars: number;
  readonly options: PageOptions;
  /** Facts that were taken while pages were open. */
  readonly sent: { readonly taken: number; readonly aSecond: number };
  /** Pages that could not be gone through, and why. */
  readonly failed: readonly string[];
  readonly machine: string;
  readonly date: string;
}

const judged = (text: string, isMet: boolean): string => (isMet ? `${text}, met` : `${text}, **missed**`);

export function pagesReport(measured: PagesMeasured): string {
  const { visits, gestures, bars, options, sent, failed, machine, date } = measured;
  const { lines, throttle, seed } = options;
  const said = `${date} UTC · ${machine} · ${whole(lines)} order lines, ${whole(bars)} bars in the plan, ${precise(sent.aSecond)} facts/s taken (${whole(sent.taken)}) · seed ${seed}`;
  const loads = `LCP, INP and CLS with the processor ${throttle} times slower; LCP and CLS of ${options.loads} loads each, the rest of one visit of ${options.rounds} rounds.`;
  return [
    said,
    ...(visits.length > 0 ? [loads, visitTable(visits)] : []),
    ...failed,
    ...(gestures.length > 0 ? [gestureTable(gestures)] : []),
  ].join("\n\n");
}

function visitTable(visits: readonly Visited[]): string {
  const { lcpMs, inpMs, cls: most } = TARGETS;
  const head = [
    "page",
    "loads",
    `LCP p50, ms (≤ ${whole(lcpMs)})`,
    "worst load",
    "interactions",
    `INP p98, ms (≤ ${inpMs})`,
    "worst",
    "on",
    `CLS (≤ ${most})`,
    "most of it",
  ];
  const rows = visits.map(({ name, lcp, interactions, inp, worst, worstOf, cls, shiftOf }) => [
    name,
    whole(lcp.count),
    judged(whole(lcp.p50), lcp.p50 <= lcpMs),
    whole(lcp.most),
    whole(interactions),
    judged(whole(inp), inp <= inpMs),
    whole(worst),
    worstOf.replaceAll("|", "/"),
    judged(cls.toFixed(3), cls <= most),
    shiftOf,
  ]);
  return tableOf(head, rows);
}

function gestureTable(gestures: readonly Gesture[]): string {
  const head = [
    "plan, not throttled",
    "bars drawn",
    "frames",
    `fps (≥ ${TARGETS.fps})`,
    "fps p50",
    "frames over 18.2 ms",
    "longest, ms",
    "dropped, of those begun",
  ];
  const rows = gestures.map(({ name, frames, begun, dropped, drawn }) => [
    name,
    whole(drawn),
    whole(frames.count),
    judged(frames.fps.toFixed(1), frames.fps >= TARGETS.fps),
    frames.fpsP50.toFixed(1),
    `${(100 * frames.longShare).toFixed(1)} %`,
    precise(frames.longestMs),
    `${whole(dropped)} of ${whole(begun)}`,
  ]);
  return tableOf(head, rows);
}
