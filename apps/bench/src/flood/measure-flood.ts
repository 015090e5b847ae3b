/// <reference lib="dom" />
import { setTimeout as sleep } from "node:timers/promises";
import { CALM_AT, FAILS_AT, suppliedByOne, supplierFails, withoutSupply } from "@lockstep/testkit/failing-supplier";
import type { Browser, Page } from "playwright-core";
import { post, tellClock } from "../live-load/run-cell.ts";
import { startServer } from "../live-load/server.ts";
import { keepShot, startProfile, VIEWPORT } from "../page-load/measure-visit.ts";
import { inpOf, interactionsOf } from "../page-load/page-figures.ts";
import { recorded, startRecording } from "../page-load/record.ts";
import type { FloodOptions } from "./options.ts";

export interface Flood {
  readonly throttle: number;
  readonly interactions: number;
  readonly inp: number;
  readonly worst: number;
  /** Which event it was, on what. */
  readonly worstOf: string;
  readonly longestTask: number;
  readonly longTasks: number;
  /** From the fact until the page counted its card. */
  readonly shownAfter: number;
  /** How many order lines the page says that the card hits. */
  readonly impacted: number;
}

interface FloodOrder {
  readonly browser: Browser;
  readonly throttle: number;
  readonly options: FloodOptions;
}

const PAUSE_MS = 350;
const CARD = "[data-exception]";

/** A board that is open and used while a supplier's failure hits all at once, and is told anew each second. */
export async function measureFlood({ browser, throttle, options }: FloodOrder): Promise<Flood> {
  const server = await startServer({ store: "embedded", clock: "manual", port: String(options.port) });
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const send = async (facts: readonly object[]): Promise<void> => {
      const { status } = await post(`${server.url}/facts`, JSON.stringify(facts));
      if (status !== 202) throw new Error(`facts were answered with ${status}`);
    };
    await tellClock(server.url, Date.parse(CALM_AT));
    await send([...suppliedByOne(options.lines), ...withoutSupply(options.others)]);
    await tellClock(server.url, Date.parse(CALM_AT));
    const page = await context.newPage();
    await startRecording(page);
    const client = await context.newCDPSession(page);
    await client.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    await page.goto(server.url);
    await page.locator(CARD).first().waitFor({ timeout: 60_000 });
    await page.waitForTimeout(3_000);
    // What was long before is of opening it.
    await page.evaluate(() => {
      const { recorded: told } = window as unknown as { recorded: { events: unknown[]; tasks: unknown[] } };
      told.events.length = 0;
      told.tasks.length = 0;
    });
    const stopProfile = await startProfile(page, `flood-${throttle}`, options.folder);
    await tellClock(server.url, Date.parse(FAILS_AT));
    const begin = performance.now();
    let isOver = false;
    const flood = (async () => {
      for (let k = 0; k < options.seconds; k += 1) {
        await send([supplierFails(options.lines, k)]);
        await tellClock(server.url, Date.parse(FAILS_AT) + k * 1_000);
        await sleep(Math.max(0, begin + (k + 1) * 1_000 - performance.now()));
      }
      isOver = true;
    })();
    // A card that comes does not push what is being read aside: it is counted at once, and stands in the list when asked for.
    const shown = page
      .locator(".list-count")
      .getByText(new RegExp(`\\b${options.others + 1}\\b`))
      .waitFor({ timeout: 60_000 })
      .then(() => performance.now() - begin);
    for (let round = 0; !isOver || round < 2; round += 1) await use(page, round);
    await flood;
    const shownAfter = await shown;
    await stopProfile?.();
    const told = await recorded(page);
    await keepShot(page, `flood-${throttle}`, options.folder);
    const durations = interactionsOf(told.events);
    const worst = durations[0] ?? 0;
    const slowest = told.events.find(({ interactionId, duration }) => interactionId > 0 && duration === worst);
    return {
      ...{ throttle, interactions: told.interactions, inp: inpOf(durations, told.interactions), worst, shownAfter },
      worstOf: slowest === undefined ? "" : `${slowest.name} on ${slowest.target}`,
      ...{ longestTask: Math.max(0, ...told.tasks), longTasks: told.tasks.length },
      impacted: await impactedOf(page),
    };
  } finally {
    await context.close();
    await server.stop();
  }
}

/** Search, the card of all lines, its list, back. */
async function use(page: Page, round: number): Promise<void> {
  const steps: (() => Promise<unknown>)[] = [
    () => page.locator("#search").click(),
    ...[..."so-12"].map((key) => () => page.keyboard.press(key)),
    () => page.keyboard.press("Control+A"),
    () => page.keyboard.press("Backspace"),
    () => page.locator(CARD).nth(0).click(),
    () => page.mouse.wheel(0, 400),
    () => page.locator(".pane-detail").hover(),
    () => page.mouse.wheel(0, 900),
    () => page.mouse.wheel(0, -900),
    () =>
      page
        .locator(CARD)
        .nth(1 + (round % 3))
        .click(),
    () => page.keyboard.press("j"),
    () => page.keyboard.press("k"),
  ];
  for (const step of steps) {
    await step();
    await page.waitForTimeout(PAUSE_MS);
  }
}

async function impactedOf(page: Page): Promise<number> {
  const card = page.locator(CARD).first();
  const title = await card.innerText();
  await card.click();
  // What was open before stands there until this one is drawn.
  await page.locator(".pane-detail h2", { hasText: title }).waitFor({ timeout: 30_000 });
  const text = await page
    .locator(".pane-detail [aria-rowcount]")
    .first()
    .getAttribute("aria-rowcount", { timeout: 30_000 });
  // The head is a row, too.
  return Number(text) - 1;
}
