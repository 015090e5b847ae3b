import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { type Timings, timingsOf } from "../timings.ts";
import type { PageOptions } from "./options.ts";
import { clsOf, inpOf, interactionsOf } from "./page-figures.ts";
import { type Recorded, recorded, startRecording } from "./record.ts";
import type { Visit } from "./visits.ts";

export interface Visited {
  readonly name: string;
  /** Of each load. */
  readonly lcp: Timings;
  readonly lcpOf: string;
  readonly interactions: number;
  readonly inp: number;
  readonly worst: number;
  /** Which event it was, on what. */
  readonly worstOf: string;
  /** The worst of all loads. */
  readonly cls: number;
  /** What moved the furthest without having been asked to. */
  readonly shiftOf: string;
}

export const VIEWPORT = { width: 1440, height: 900 };
/** After a page shows what it is about, until what has come late has moved what it moves. */
const SETTLE_MS = 3_000;

interface VisitOrder {
  readonly browser: Browser;
  readonly url: string;
  readonly options: PageOptions;
}

/** Opens a page so often, each time with nothing kept; the last time it is used, too. */
export async function measureVisit(visit: Visit, order: VisitOrder): Promise<Visited> {
  const loads: Recorded[] = [];
  for (let k = 1; k <= order.options.loads; k += 1) {
    const rounds = k === order.options.loads ? order.options.rounds : 0;
    loads.push(await visitOnce(visit, { ...order, rounds }));
  }
  const used = loads.at(-1);
  const events = used?.events ?? [];
  const durations = interactionsOf(events);
  const worst = durations[0] ?? 0;
  const slowest = events.find(({ interactionId, duration }) => interactionId > 0 && duration === worst);
  const shifts = loads.flatMap((one) => one.shifts).filter(({ hadRecentInput }) => !hadRecentInput);
  const furthest = shifts.toSorted((a, b) => b.value - a.value)[0];
  return {
    name: visit.name,
    lcp: timingsOf(loads.map(({ lcp }) => lcp)),
    lcpOf: used?.lcpOf ?? "",
    interactions: used?.interactions ?? 0,
    inp: inpOf(durations, used?.interactions ?? 0),
    worst,
    worstOf: slowest === undefined ? "" : `${slowest.name} on ${slowest.target}`,
    cls: Math.max(...loads.map((one) => clsOf(one.shifts))),
    shiftOf: furthest?.target ?? "",
  };
}

async function visitOnce(
  visit: Visit,
  { browser, url, options, rounds }: VisitOrder & { readonly rounds: number },
): Promise<Recorded> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  try {
    await startRecording(page);
    const client = await context.newCDPSession(page);
    await client.send("Emulation.setCPUThrottlingRate", { rate: options.throttle });
    await page.goto(url + visit.path);
    await page.locator(visit.shown).first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(SETTLE_MS);
    if (rounds > 0) await keepShot(page, visit.name, options.shots);
    const stopProfile = rounds > 0 ? await startProfile(page, visit.name, options.profiles) : null;
    for (let round = 0; round < rounds; round += 1) await visit.touch(page, round);
    await stopProfile?.();
    return await recorded(page);
  } catch (error) {
    await keepShot(page, `${visit.name}-failed`, options.shots);
    throw error;
  } finally {
    await context.close();
  }
}

export async function keepShot(page: Page, name: string, folder: string | null): Promise<void> {
  if (folder !== null) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** For whoever looks for what is slow; null: nobody does. */
export async function startProfile(
  page: Page,
  name: string,
  folder: string | null,
): Promise<(() => Promise<void>) | null> {
  if (folder === null) return null;
  const client = await page.context().newCDPSession(page);
  await client.send("Profiler.enable");
  await client.send("Profiler.start");
  return async () => {
    const { profile } = await client.send("Profiler.stop");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${name}.cpuprofile`), JSON.stringify(profile));
  };
}
