import { inTime } from "@lockstep/testkit/in-time";
import { type Relay, startRelay } from "@lockstep/testkit/relay";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { exampleFacts, fact, stopFacts } from "@lockstep/testkit/worked-example";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { becomes as pageBecomes } from "../dev/becomes.ts";
import { hasRealServer, type RealServer, startRealServer } from "../dev/real-server.ts";

/**
 * The page on the real server while what lies between them fails. Each test changes when LINE-1 is said to be up again,
 * and with it the projected delivery of SO-1/1: 1 h later. What was told before may be called live for 3 s at most.
 */
const MOST_MS = 3_000;
const PORT = 4550;

describe.skipIf(!findChromium() || !hasRealServer())("the page on a failing line", () => {
  let browser: Browser;
  let server: RealServer;
  let relay: Relay;
  let page: Page;
  /** The hour of the day at which LINE-1 is said to be up; each test takes the next. */
  let upAt = 13;

  beforeAll(async () => {
    server = await startRealServer(PORT);
    await server.send(exampleFacts());
    await server.setClock("2026-03-02T08:00:00Z");
    await server.send(stopFacts());
    await server.setClock("2026-03-02T11:30:00Z");
    await upAgainAt(upAt);
    relay = await startRelay(PORT);
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
  });
  afterAll(async () => {
    await browser?.close();
    await relay?.close();
    await server?.close();
  });

  beforeEach(async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page = await context.newPage();
  });
  afterEach(async () => {
    relay.resume();
    await page.context().close();
  });

  const upAgainAt = (hour: number): Promise<void> =>
    server.send([
      fact(
        "mes.resource-state",
        {
          resource: "LINE-1",
          since: "2026-03-02T09:00:00Z",
          state: "down",
          reason: "seal head",
          expectedUpAt: `2026-03-02T${hour}:00:00Z`,
        },
        `2026-03-02T11:${hour}:00Z`,
      ),
    ]);
  const delivery = (hour: number): string => `${hour + 1}:00 UTC`;
  const open = async (): Promise<void> => {
    await page.goto(`${relay.url}/?open=line:SO-1/1`);
    await becomes("live");
    await shows(delivery(upAt));
  };
  const becomes = (phase: string): Promise<void> => pageBecomes(page, phase);
  const shows = (text: string): Promise<void> =>
    page.locator(".figures div", { hasText: "Projected delivery" }).getByText(text).waitFor();

  /** Looks at every picture of the page; tells for how long after this call the old figure was still shown as live. */
  async function watchForLies(old: string): Promise<() => Promise<number>> {
    await page.evaluate((text) => {
      const from = performance.now();
      const told = { until: 0 };
      Object.assign(window, { told });
      const look = (): void => {
        const live = document.querySelector(".shell")?.getAttribute("data-phase") === "live";
        const figures = [...document.querySelectorAll(".figures div")];
        const said = figures.some((one) => one.textContent?.includes(`Projected delivery${text}`));
        const current = document.querySelector(".panel")?.getAttribute("data-old") === "false";
        if (live && said && current) told.until = performance.now() - from;
        requestAnimationFrame(look);
      };
      look();
    }, old);
    return () => page.evaluate(() => (window as unknown as { told: { until: number } }).told.until);
  }

  test("a frame lost on the way, with another after it, is read again at once", async () => {
    await loseFrames(1);
    await open();
    const lied = await watchForLies(delivery(upAt));
    await upAgainAt(++upAt);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await server.send([fact("master.customer", { id: "K", name: "Brightmart Ltd" }, "2026-03-02T11:25:00Z")]);
    await shows(delivery(upAt));
    await becomes("live");
    expect(await lied()).toBeLessThan(MOST_MS);
  });

  test("the last frame lost, with nothing after it, is missed all the same", async () => {
    await loseFrames(1);
    await open();
    const lied = await watchForLies(delivery(upAt));
    await upAgainAt(++upAt);
    await shows(delivery(upAt));
    await becomes("live");
    expect(await lied()).toBeLessThan(MOST_MS);
  });

  test("a server that stands still and goes on", async () => {
    await open();
    const lied = await watchForLies(delivery(upAt));
    server.pause();
    await inTime(MOST_MS + 200, () => becomes("stale"));
    expect(await lied()).toBeLessThan(MOST_MS);
    server.resume();
    await becomes("live");
    await upAgainAt(++upAt);
    await shows(delivery(upAt));
  });

  test("a server that is killed and comes back with more than it had", async () => {
    await open();
    const lied = await watchForLies(delivery(upAt));
    await server.kill();
    await inTime(MOST_MS + 200, () => becomes("stale"));
    expect(await lied()).toBeLessThan(MOST_MS);
    await server.start();
    await upAgainAt(++upAt);
    await shows(delivery(upAt));
    await becomes("live");
  });

  test("a line too slow for what is sent: stale while it stands, then read again and right", async () => {
    const readings = countReadings();
    await open();
    const before = readings();
    relay.hold();
    const lied = await watchForLies(delivery(upAt));
    await upAgainAt(++upAt);
    await inTime(MOST_MS + 200, () => becomes("stale"));
    for (let round = 0; round < 25; round += 1) {
      await server.send(wideFacts(round));
      // Each is a frame of its own, however quick the machine: together they are more than lies on the way.
      await new Promise((resolve) => setTimeout(resolve, 120));
    }
    expect(await page.locator(".banner").innerText()).toContain("You see what was known at 11:30:00");
    relay.resume();
    await shows(delivery(upAt));
    await becomes("live");
    expect(await lied()).toBeLessThan(MOST_MS);
    expect(readings()).toBeGreaterThan(before);
  });

  /** The next so many frames that come to the page once it is live are lost. */
  async function loseFrames(count: number): Promise<void> {
    let left = count;
    await page.routeWebSocket(/socket\.io/, (toPage) => {
      const toServer = toPage.connectToServer();
      toServer.onMessage(async (message) => {
        const isFrame = typeof message === "string" && message.includes('"delta"');
        if (isFrame && left > 0 && message.includes('"SO-1/1"')) {
          left -= 1;
          return;
        }
        toPage.send(message);
      });
    });
  }

  /** The names of questions, in the order in which they are asked. */
  function namesAsked(): readonly string[] {
    const asked: string[] = [];
    page.on("request", (request) => {
      const name = /"operationName":"(\w+)"/.exec(request.postData() ?? "")?.[1];
      if (name !== undefined) asked.push(name);
    });
    return asked;
  }

  test("the board takes what was asked before its code was there; what plants there are is asked again when it is live", async () => {
    const asked = namesAsked();
    await page.goto(relay.url);
    await page.locator("[data-exception]").first().waitFor();
    await becomes("live");
    const often = (name: string): number => asked.filter((one) => one === name).length;
    expect([often("ReadExceptions"), often("ReadLines")]).toEqual([1, 1]);
    await expect.poll(() => often("ReadPlant")).toBeGreaterThanOrEqual(2);
    await page.waitForTimeout(300);
    expect(often("ReadPlant")).toBe(2);
  });

  test("a page whose own question was asked before its code was there is drawn once, with what it says", async () => {
    const asked = namesAsked();
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (document.querySelector(".shell") === null) return;
        observer.disconnect();
        Object.assign(window, { isWhole: document.querySelector(".leader-choices") !== null });
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(`${relay.url}/leader`);
    await becomes("live");
    expect(await page.evaluate("isWhole")).toBe(true);
    expect(asked.slice(0, 3).sort()).toEqual(["ReadExceptions", "ReadLines", "ReadPlant"]);
    expect(asked[3]).toBe("ReadLeader");
    expect(asked.filter((name) => name === "ReadExceptions" || name === "ReadLines")).toHaveLength(2);
  });

  /** How often the whole board has been read from the server. */
  function countReadings(): () => number {
    let count = 0;
    page.on("request", (request) => {
      if (request.postData()?.includes('"ReadExceptions"')) count += 1;
    });
    return () => count;
  }
});

/** Feeds with long names: their frames fill all that lies between the server and a page that does not read. */
function wideFacts(round: number): object[] {
  return Array.from({ length: 250 }, (_, n) => ({
    ...fact("master.customer", { id: `C-${n}`, name: "C" }),
    id: `wide-${round}-${n}`,
    source: `/${n}/${"x".repeat(4_000)}`,
  }));
}
