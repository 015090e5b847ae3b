/// <reference lib="dom" />
import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, CDPSession, Page } from "playwright-core";
import { keepShot, startProfile, VIEWPORT } from "./measure-visit.ts";
import type { PageOptions } from "./options.ts";
import { compositorFramesOf, type Frames, framesOf, type TraceEvent } from "./page-figures.ts";
import { boxOfCanvas, VISITS } from "./visits.ts";

export interface Gesture {
  readonly name: string;
  readonly frames: Frames;
  /** Of the compositor, from the trace. */
  readonly begun: number;
  readonly dropped: number;
  /** Bars that were drawn at the beginning. */
  readonly drawn: number;
}

const STEP_MS = 1_000 / 60;

interface GanttOrder {
  readonly browser: Browser;
  readonly url: string;
  readonly options: PageOptions;
}

/** Pans and zooms the plan, with a pointer that moves sixty times a second whatever the page does; not throttled. */
export async function measureGantt(when: string, { browser, url, options }: GanttOrder): Promise<readonly Gesture[]> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    await page.goto(url + VISITS.plan.path);
    await page.locator(VISITS.plan.shown).waitFor({ timeout: 60_000 });
    await page.waitForTimeout(2_000);
    await keepShot(page, `gantt, ${when}`, options.shots);
    const gestures: Gesture[] = [];
    for (const [name, gesture] of [["pan", pan] as const, ["zoom", zoom] as const]) {
      const stopProfile = await startProfile(page, `${name}, ${when}`, options.profiles);
      gestures.push(await measureGesture(browser, page, { name: `${name}, ${when}`, gesture, options }));
      await stopProfile?.();
      await page.waitForTimeout(1_000);
      await keepShot(page, `after ${name}, ${when}`, options.shots);
    }
    return gestures;
  } finally {
    await context.close();
  }
}

type Send = CDPSession["send"];
type Move = (send: Send, at: { readonly x: number; readonly y: number }, share: number) => Promise<unknown>;

interface GestureOrder {
  readonly name: string;
  readonly gesture: { readonly begin: Move; readonly step: Move; readonly end: Move };
  readonly options: PageOptions;
}

async function measureGesture(browser: Browser, page: Page, order: GestureOrder): Promise<Gesture> {
  const { name, gesture, options } = order;
  const client = await page.context().newCDPSession(page);
  const send: Send = client.send.bind(client);
  const box = await boxOfCanvas(page);
  const middle = { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) };
  const drawn = Number(await page.locator("canvas[data-bars]").getAttribute("data-bars"));
  const isProfiled = options.profiles !== null;
  if (!isProfiled)
    await browser.startTracing(page, {
      categories: ["disabled-by-default-devtools.timeline.frame", "devtools.timeline.frame"],
    });
  await gesture.begin(send, middle, 0);
  await page.evaluate(countFrames);
  const begin = performance.now();
  const sent: Promise<unknown>[] = [];
  for (let k = 1; k * STEP_MS < options.seconds * 1_000; k += 1) {
    const left = begin + k * STEP_MS - performance.now();
    if (left > 0) await sleep(left);
    sent.push(gesture.step(send, middle, (k * STEP_MS) / (options.seconds * 1_000)));
  }
  await Promise.all(sent);
  const times = await page.evaluate(() => (window as unknown as { readonly frames: number[] }).frames);
  await gesture.end(send, middle, 1);
  const trace = isProfiled ? "" : (await browser.stopTracing()).toString();
  const { traceEvents: events = [] } = JSON.parse(trace || "{}") as { traceEvents?: TraceEvent[] };
  return { name, frames: framesOf(times), ...compositorFramesOf(events), drawn };
}

/** Runs in the page. */
function countFrames(): void {
  const frames: number[] = [];
  const next = (at: number): void => {
    frames.push(at);
    requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
  Object.assign(window, { frames });
}

const mouse = (send: Send, type: "mousePressed" | "mouseMoved" | "mouseReleased", at: object): Promise<unknown> =>
  send("Input.dispatchMouseEvent", { type, button: "left", buttons: 1, clickCount: 1, x: 0, y: 0, ...at });

const CONTROL = 2;
const REACH_PX = { x: 380, y: 150 };

/** To and fro three times, and up and down. */
const panned: Move = (send, { x, y }, share) =>
  mouse(send, "mouseMoved", {
    x: Math.round(x + REACH_PX.x * Math.sin(share * 6 * Math.PI)),
    y: Math.round(y - REACH_PX.y * Math.sin(share * Math.PI) ** 2),
  });

const pan: GestureOrder["gesture"] = {
  begin: (send, at) => mouse(send, "mousePressed", at),
  step: panned,
  end: (send, at) => mouse(send, "mouseReleased", at),
};

const nothing: Move = () => Promise.resolve();

/** In and out twice: a ninth of the time, and back. */
const zoom: GestureOrder["gesture"] = {
  begin: nothing,
  step: (send, at, share) =>
    send("Input.dispatchMouseEvent", {
      ...{ type: "mouseWheel", ...at, deltaX: 0, modifiers: CONTROL },
      deltaY: (share * 4) % 2 < 1 ? -10 : 10,
    }),
  end: nothing,
};
