import { readFileSync } from "node:fs";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { exampleFacts, fact, stopFacts } from "@lockstep/testkit/worked-example";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeOn } from "../dev/axe.ts";
import { hasRealServer, type RealServer, startRealServer } from "../dev/real-server.ts";

const published = fact("erp.plan-published", {
  ...{ id: "W10", horizonStart: "2026-03-02T00:00:00Z", horizonEnd: "2026-03-09T00:00:00Z" },
  publishedAt: "2026-03-02T07:00:00Z",
});

/** In the page: by how much what was there has moved since it was opened, as browsers reckon it. */
async function layoutShift(): Promise<number> {
  let sum = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { readonly value: number }).value;
  });
  observer.observe({ type: "layout-shift", buffered: true });
  await new Promise((resolve) => setTimeout(resolve, 500));
  return sum;
}

/** The worked example: one line, WO-1 from 08:00 to 10:00, WO-2 after it, which waits for its jars until noon. */
describe.skipIf(!findChromium() || !hasRealServer())("the plan against what happens", () => {
  let browser: Browser;
  let server: RealServer;
  let page: Page;

  beforeAll(async () => {
    server = await startRealServer(4665);
    await server.send([...exampleFacts(), published]);
    await server.setClock("2026-03-02T08:00:00Z");
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const cell = (name: RegExp) => page.getByRole("gridcell", { name });

  test("is walked by keys alone, from operation to operation and to the order", async () => {
    await page.goto(`${server.url}/plan`);
    await page
      .getByRole("heading", { name: /^1 of 2 operations ends later than the baseline; WO-2\/1 most/ })
      .waitFor();
    await cell(/^WO-1\/1/).focus();
    await page.keyboard.press("ArrowRight");
    await expect
      .poll(focused)
      .toMatch(/^WO-2\/1, Sauce, on Line 1: Pending, 12:00 to 15:00; 2 h later than the baseline; 1 promise/);
    expect(await focused()).toMatch(/waits for material$/);
    await page.getByText("PO-9/1, Jar bought, there 12:00").waitFor();
    expect(new URL(page.url()).searchParams.get("bar")).toBe("WO-2/1");
    await page.keyboard.press("+");
    await expect.poll(() => new URL(page.url()).searchParams.has("since")).toBe(true);
    expect(await focused()).toMatch(/^WO-2\/1/);
    await page.keyboard.press("Home");
    await expect.poll(() => new URL(page.url()).searchParams.has("since")).toBe(false);
    expect(await focused()).toMatch(/^WO-2\/1/);
    await findsNothing();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Production order WO-2" }).waitFor();
    await page.goBack();
    await cell(/^WO-2\/1/).waitFor();
  });

  test("two changes within one frame are both in the address", async () => {
    await page.goto(`${server.url}/plan`);
    await cell(/^WO-1\/1/).waitFor();
    await page.evaluate(() => {
      const [week] = [...document.querySelectorAll<HTMLElement>(".plan-levels button")].slice(-1);
      const table = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "View as table");
      week?.click();
      table?.click();
    });
    await page.getByRole("row", { name: /WO-1\/1 Line 1 Sauce/ }).waitFor();
    await expect.poll(() => [...new URL(page.url()).searchParams.keys()].sort()).toEqual(["show", "since", "until"]);
  });

  test("another person sees the same at the same address", async () => {
    await page.goto(
      `${server.url}/plan?since=2026-03-02T06:00:00.000Z&until=2026-03-02T12:30:00.000Z&bar=WO-1/1&show=table`,
    );
    await page.getByRole("row", { name: /WO-1\/1 Line 1 Sauce/ }).waitFor();
    await page.getByRole("heading", { name: "WO-1/1" }).waitFor();
    // What is said of one operation stands beside the others from its first moment on.
    expect(await page.evaluate(layoutShift)).toBeLessThan(0.1);
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download CSV" }).click();
    const rows = readFileSync(await (await downloading).path(), "utf8").split("\r\n");
    expect(rows[0]).toContain("operation,order,item,line,state,projected_start,projected_finish,baseline_start");
    expect(rows[2]).toContain(
      "WO-2/1,WO-2,Sauce,Line 1,PENDING,2026-03-02T12:00:00.000Z,2026-03-02T15:00:00.000Z,2026-03-02T10:00:00.000Z",
    );
  });

  test("goes along with what happens, and keeps the focus where it was", async () => {
    await page.goto(`${server.url}/plan`);
    await cell(/^WO-1\/1/).focus();
    await server.send(stopFacts());
    await server.setClock("2026-03-02T09:00:00Z");
    await cell(/^WO-1\/1.*Running, 08:00 to 11:00; 1 h later than the baseline/).waitFor();
    expect(await focused()).toMatch(/^WO-1\/1/);
    await page.getByText("Down, up 10:00").waitFor();
  });

  test("says how far the work is behind, and where time was lost", async () => {
    await page.getByRole("button", { name: "Work done" }).click();
    await page.getByRole("heading", { name: /On plan: 1\.0 of 1\.0 planned hours are done/ }).waitFor();
    expect(await page.getByRole("img", { name: /On plan/ }).count()).toBe(1);
    await findsNothing();
    await server.setClock("2026-03-02T09:30:00Z");
    await page.getByRole("heading", { name: /30 min of work behind plan: 1\.0 of 1\.5/ }).waitFor();
    await page.getByRole("button", { name: "Time lost" }).click();
    await page.getByRole("heading", { name: "Line 1 lost the most: 30 min, most of it down" }).waitFor();
    await findsNothing();
  });

  test("an order line shows what it is filled from", async () => {
    await page.goto(`${server.url}/?open=line:SO-2/1`);
    await page.getByText("What covers it, step by step").click();
    await page.getByRole("img", { name: /things fill SO-2\/1/ }).waitFor();
    await findsNothing(["dark"]);
  });

  test("the wall says plainly when it is not live, and goes on by itself", async () => {
    await page.goto(`${server.url}/wall`);
    await page.getByText("Line 1 is down: seal head").waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true);
    await findsNothing();
    await server.kill();
    await page.getByText(/^NOT LIVE: as of /).waitFor();
    await server.start();
    await page.getByText(/^NOT LIVE: as of /).waitFor({ state: "detached" });
    await page.getByText("Line 1 is down: seal head").waitFor();
  });

  const focused = (): Promise<string | null> =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? null);

  async function findsNothing(themes: readonly ("light" | "dark")[] = ["light", "dark"]): Promise<void> {
    for (const colorScheme of themes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForTimeout(200);
      const { violations } = await axeOn(page).include("#main").analyze();
      expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
    }
  }
});
