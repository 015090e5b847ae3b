/// <reference lib="dom" />
import type { Page } from "playwright-core";
import type { EventEntry, ShiftEntry } from "./page-figures.ts";

/** What a page has said of itself since it was opened. */
export interface Recorded {
  readonly lcp: number;
  readonly lcpOf: string;
  readonly events: readonly (EventEntry & { readonly target: string })[];
  /** All interactions, those that were too short to be told among them. */
  readonly interactions: number;
  readonly shifts: readonly (ShiftEntry & { readonly target: string })[];
  /** Tasks of the main thread of 50 ms and more, in milliseconds. */
  readonly tasks: readonly number[];
}

/** Runs in the page, before anything else does. */
function record(): void {
  const told = { lcp: 0, lcpOf: "", events: [] as object[], shifts: [] as object[], tasks: [] as number[] };
  const nameOf = (node: Node | null | undefined): string =>
    node instanceof Element ? `${node.localName}.${node.getAttribute("class") ?? ""}` : "";
  const watch = (type: string, hear: (entry: PerformanceEntry) => void, more: object = {}): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(hear)).observe({ type, buffered: true, ...more });
  watch("largest-contentful-paint", (entry) => {
    told.lcp = entry.startTime;
    told.lcpOf = nameOf((entry as LargestContentfulPaint).element);
  });
  watch("layout-shift", (entry) => {
    const { startTime, value, hadRecentInput, sources } = entry as PerformanceEntry & {
      readonly value: number;
      readonly hadRecentInput: boolean;
      readonly sources: readonly {
        readonly node: Node | null;
        readonly previousRect: DOMRectReadOnly;
        readonly currentRect: DOMRectReadOnly;
      }[];
    };
    const [moved] = sources;
    const far = moved === undefined ? "" : `, y ${moved.previousRect.y} to ${moved.currentRect.y}`;
    told.shifts.push({ startTime, value, hadRecentInput, target: nameOf(moved?.node) + far });
  });
  const onEvent = (entry: PerformanceEntry): void => {
    const { interactionId, name, duration, target } = entry as PerformanceEventTiming;
    told.events.push({ interactionId, name, duration, target: nameOf(target) });
  };
  watch("longtask", ({ duration }) => void told.tasks.push(duration));
  watch("event", onEvent, { durationThreshold: 16 });
  Object.assign(window, { recorded: told });
}

export const startRecording = (page: Page): Promise<unknown> => page.addInitScript(record);

export async function recorded(page: Page): Promise<Recorded> {
  // What was painted last is told a little later.
  await page.waitForTimeout(400);
  return page.evaluate(() => {
    const { recorded: told } = window as unknown as { readonly recorded: Omit<Recorded, "interactions"> };
    const { interactionCount } = performance as unknown as { readonly interactionCount: number };
    return { ...told, interactions: interactionCount };
  });
}
