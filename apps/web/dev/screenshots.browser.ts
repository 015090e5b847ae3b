// Takes the screenshots of docs/img from the demonstration plant, on a server of its own. Needs a browser (chromium).
//   node node_modules/vite/bin/vite.js build apps/web && node apps/web/dev/screenshots.browser.ts [folder]
import { statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { type Browser, chromium, type Page } from "playwright-core";
import { startRealServer } from "./real-server.ts";

const folder = process.argv[2] ?? fileURLToPath(new URL("../../../docs/img", import.meta.url));
const DESK = { width: 1440, height: 900 };
const TABLET = { width: 1024, height: 768 };
const UPRIGHT = { width: 810, height: 1080 };
const PHONE = { width: 390, height: 844 };
const MOST_BYTES = 400_000;
const HISTORY_MS = 20_000;

const executablePath = findChromium();
if (executablePath === undefined) throw new Error("no chromium found: apt-get install chromium");
const server = await startRealServer(4960, { demo: true });
try {
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
  try {
    await takeAll(browser);
  } finally {
    await browser.close();
  }
} finally {
  server.resume();
  await server.close();
}

async function takeAll(browser: Browser): Promise<void> {
  const desk = await (await browser.newContext({ viewport: DESK, colorScheme: "light" })).newPage();
  // The plant tells its last days at once, which is no hour that anybody looks at.
  await desk.waitForTimeout(HISTORY_MS);
  await open(desk, "/");
  await desk.locator(".card-title a").first().click();
  await desk.locator(".path-cause").waitFor();
  // How long facts take until they are seen is told when some have come.
  await desk.locator(".strip-delay").getByText(/p95/).waitFor({ timeout: 120_000 });
  await take(desk, "board-light");

  await desk.locator(".card-title a").nth(1).click();
  await desk.locator(".path-cause").waitFor();
  await take(desk, "exception");

  const chosen = new URL(desk.url()).search;
  const order = desk.locator(".path-text a", { hasText: /^WO-/ }).first();
  if ((await order.count()) > 0) {
    await order.click();
    await desk.locator(".gantt").waitFor();
    await take(desk, "production-order");
  }

  const dark = await (await browser.newContext({ viewport: DESK, colorScheme: "dark" })).newPage();
  await open(dark, `/${chosen}`);
  await dark.locator(".path-cause").waitFor();
  await take(dark, "board-dark");

  const tablet = await (await browser.newContext({ viewport: TABLET, hasTouch: true, isMobile: true })).newPage();
  await open(tablet, "/?as=sam:supervisor");
  await tablet
    .getByRole("button", { name: /^Acknowledge/ })
    .first()
    .click();
  await tablet.getByRole("dialog").waitFor();
  await take(tablet, "tablet-acknowledge");

  await open(tablet, "/line?line=HAM-KETTLE-2&as=sam:supervisor", tablet.locator(".line-queue li").first());
  await take(tablet, "tablet-line");

  await tablet.setViewportSize(UPRIGHT);
  await open(tablet, "/handover?line=HAM-KETTLE-2&as=sam:supervisor", tablet.locator(".ho-sheet"));
  await take(tablet, "tablet-handover");

  const phone = await (await browser.newContext({ viewport: PHONE, hasTouch: true, isMobile: true })).newPage();
  await open(phone, "/?as=petra:planner");
  await take(phone, "phone-board");

  for (const [path, ready] of [
    ["plan", "canvas"],
    ["leader", "main svg"],
    ["escalation", "main table"],
    ["performance", "main table"],
    ["adherence", "main svg"],
    ["feeds", "[role=row]"],
    ["audit", "main table, [role=row]"],
  ] as const) {
    await open(desk, `/${path}?site=HAM`, desk.locator(ready).first());
    await take(desk, path);
  }

  await desk.setViewportSize({ width: 1200, height: 700 });
  await open(desk, `/${chosen}`);
  await desk.locator(".path-cause").waitFor();
  server.pause();
  await desk.locator('.shell[data-phase="stale"]').waitFor();
  await take(desk, "stale");
}

/** Waits until the plant has told its history and the page stands. */
async function open(page: Page, path: string, ready = page.locator(".card").nth(3)): Promise<void> {
  await page.goto(server.url + path);
  await page.locator('.shell[data-phase="live"]').waitFor({ timeout: 30_000 });
  await ready.waitFor({ timeout: 120_000 });
  await page
    .locator(".clock", { hasText: "CET" })
    .or(page.locator(".clock", { hasText: "CEST" }))
    .first()
    .waitFor();
}

async function take(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.png`);
  await page.waitForTimeout(1_500);
  await page.screenshot({ path });
  const bytes = statSync(path).size;
  if (bytes > MOST_BYTES) throw new Error(`${path} has ${bytes} bytes; the documents take ${MOST_BYTES} at most`);
  console.log(`${path}: ${bytes} bytes`);
}
