/** What a page says of one event that it has handled: `PerformanceEventTiming`, as far as it is needed. */
export interface EventEntry {
  readonly interactionId: number;
  readonly name: string;
  readonly duration: number;
}

/** `LayoutShift`, as far as it is needed. */
export interface ShiftEntry {
  readonly startTime: number;
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/** Of each interaction the longest of its events: a click is a pointerdown, a pointerup and a click. Those of none are left out. */
export function interactionsOf(entries: readonly EventEntry[]): readonly number[] {
  const longest = new Map<number, number>();
  for (const { interactionId, duration } of entries) {
    if (interactionId > 0) longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration));
  }
  return [...longest.values()].sort((a, b) => b - a);
}

/**
 * Interaction to next paint as browsers report it: the longest, one left out for each full fifty. `count` are all, those that were
 * too short to be told among them.
 */
export function inpOf(durations: readonly number[], count: number): number {
  const sorted = [...durations].sort((a, b) => b - a);
  return sorted[Math.min(sorted.length - 1, Math.floor(count / 50))] ?? 0;
}

const GAP_MS = 1_000;
const WINDOW_MS = 5_000;

/** The worst of the windows of shifts that nobody has asked for: each is within a second of the one before, and five in all. */
export function clsOf(shifts: readonly ShiftEntry[]): number {
  let [worst, sum, begun, last] = [0, 0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { startTime, value, hadRecentInput } of shifts) {
    if (hadRecentInput) continue;
    const isSame = startTime - last < GAP_MS && startTime - begun < WINDOW_MS;
    sum = isSame ? sum + value : value;
    begun = isSame ? begun : startTime;
    last = startTime;
    worst = Math.max(worst, sum);
  }
  return worst;
}

export interface Frames {
  readonly count: number;
  /** All frames by all the time they took. */
  readonly fps: number;
  /** Of the frame in the middle, when they are sorted by length. */
  readonly fpsP50: number;
  readonly longestMs: number;
  /** Of all frames, those that were longer than one at 55 a second. */
  readonly longShare: number;
}

const LONG_MS = 18.2;

/** From the times at which frames began, in milliseconds. */
export function framesOf(times: readonly number[]): Frames {
  const lengths = times.slice(1).map((at, k) => at - (times[k] ?? at));
  const sorted = lengths.toSorted((a, b) => a - b);
  const all = lengths.reduce((sum, one) => sum + one, 0);
  return {
    count: lengths.length,
    fps: (1_000 * lengths.length) / all,
    fpsP50: 1_000 / (sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN),
    longestMs: sorted.at(-1) ?? Number.NaN,
    longShare: lengths.filter((one) => one > LONG_MS).length / lengths.length,
  };
}

export interface TraceEvent {
  readonly name: string;
  readonly args?: { readonly isPartial?: boolean } & Readonly<Record<string, unknown>>;
}

/** Frames that the compositor began and drew, and those it dropped: a partial one has shown what could be shown. */
export function compositorFramesOf(events: readonly TraceEvent[]): {
  readonly begun: number;
  readonly dropped: number;
} {
  const dropped = events.filter(({ name, args }) => name === "DroppedFrame" && args?.isPartial !== true).length;
  return { begun: events.filter(({ name }) => name === "BeginFrame").length, dropped };
}
