import { existsSync } from "node:fs";
import { join } from "node:path";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { chromium, type Page } from "playwright-core";
import { type Timings, timingsOf } from "../timings.ts";
import { load, sendAll } from "./run-cell.ts";
import { startServer } from "./server.ts";
import { createTraffic, type TrafficOrder } from "./traffic.ts";
import { startWatchers, type Watchers } from "./watchers.ts";

export interface PaintOrder extends TrafficOrder {
  readonly store: "postgres" | "embedded";
  /** That watch beside the page. */
  readonly sockets: number;
}

/** What one board says of itself. */
export interface Paint {
  readonly order: PaintOrder;
  /** One a frame: the latest fact in it. */
  readonly timings: Timings;
  /** Of the frames that brought a card that is new or graver. */
  readonly news: Timings;
}

const PAGE = join(import.meta.dirname, "../../../web/dist/index.html");
/** The page tells with its next beat. */
const LAST_WORD_MS = 2_500;

/** Opens the board while facts come in, and listens to what the page says of each frame; or says why it cannot. */
export async function measurePaint(order: PaintOrder): Promise<Paint | string> {
  const executablePath = findChromium();
  if (executablePath === undefined) return "**On the screen**: not measured, as no Chromium is installed.";
  if (!existsSync(PAGE)) return "**On the screen**: not measured, as the page is not built: `npm start` builds it.";
  const traffic = createTraffic(order);
  // A page measures by the wall clock, and so has to be shown it.
  const server = await startServer({ store: order.store, clock: "live" });
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
  let watchers: Watchers | null = null;
  try {
    const since = await load(server.url, traffic);
    const { sockets } = order;
    if (sockets > 0) watchers = await startWatchers({ url: server.url, since, sockets, listeners: 1 });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const samples = listen(page);
    await page.goto(server.url);
    await page.waitForLoadState("networkidle").catch(() => undefined);
    // The page may have been behind what was loaded before it.
    await page.waitForTimeout(LAST_WORD_MS);
    samples.all.length = 0;
    samples.news.length = 0;
    await sendAll(server.url, traffic);
    await page.waitForTimeout(LAST_WORD_MS);
    return { order, timings: timingsOf(samples.all), news: timingsOf(samples.news) };
  } finally {
    await watchers?.finish(0, 0);
    await browser.close();
    await server.stop();
  }
}

const PAINTED = /^42\/live,\["painted",(\[[^\]]*\]),(\[[^\]]*\])\]$/;

function listen(page: Page) {
  const samples = { all: [] as number[], news: [] as number[] };
  page.on("websocket", (socket) => {
    socket.on("framesent", ({ payload }) => {
      const [, all, news] = PAINTED.exec(String(payload)) ?? [];
      if (all === undefined || news === undefined) return;
      samples.all.push(...(JSON.parse(all) as number[]));
      samples.news.push(...(JSON.parse(news) as number[]));
    });
  });
  return samples;
}
