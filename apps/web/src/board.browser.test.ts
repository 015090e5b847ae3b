import { present } from "@lockstep/domain/assert";
import { inTime } from "@lockstep/testkit/in-time";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { axeOn, foundInBothSchemes } from "../dev/axe.ts";
import { becomes as pageBecomes } from "../dev/becomes.ts";
import { type StubServer, startStubServer } from "../dev/stub-server.ts";

/** The page against a server that misbehaves on order: what the real one cannot be made to do at a wish. */
const PORT = 4520;
let browser: Browser | undefined;
let server: StubServer;
let page: Page;

beforeAll(async () => {
  if (!findChromium()) return;
  browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
});
afterAll(() => browser?.close());

beforeEach(async () => {
  server = await startStubServer({ port: PORT, size: 31 });
  if (!browser) return;
  const context = await browser.newContext({
    ...{ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" },
    // It would fetch the whole page for each of them, to keep it.
    serviceWorkers: "block",
  });
  page = await context.newPage();
});
afterEach(async () => {
  await page?.context().close();
  await server.close();
});

const phase = (): Promise<string | null> => page.locator(".shell").getAttribute("data-phase");
const shows = (text: string): Promise<void> => page.getByText(text).first().waitFor();
const becomes = (wanted: string): Promise<void> => pageBecomes(page, wanted);

/** Watches the page from when it first says that it is not live: whether it was then, and whether the old title ever stood there as live. */
async function recordLies(oldTitle: string): Promise<() => Promise<{ wasStale: boolean; lied: boolean }>> {
  await page.evaluate((title) => {
    const said = { wasStale: false, lied: false };
    Object.assign(window, { said });
    const isLive = (): boolean => document.querySelector(".shell")?.getAttribute("data-phase") === "live";
    const look = (): void => {
      const stands = [...document.querySelectorAll("h2, h3, .path-text")].some(
        (element) => element.textContent?.includes(title) && !element.closest("[data-old=true]"),
      );
      if (said.wasStale && isLive() && stands) said.lied = true;
      requestAnimationFrame(look);
    };
    look();
    // It may have been read again before the next picture.
    new MutationObserver(() => {
      if (!isLive()) said.wasStale = true;
    }).observe(document, { subtree: true, attributeFilter: ["data-phase"] });
  }, oldTitle);
  return () => page.evaluate(() => (window as unknown as { said: { wasStale: boolean; lied: boolean } }).said);
}

async function openLive(path = "/?at=x-12"): Promise<void> {
  await page.goto(server.url + path);
  await becomes("live");
}

describe.skipIf(!findChromium())("never shows old data as live", () => {
  test("a change is on the screen at once, with its delay measured", async () => {
    await openLive();
    server.change("x-12", { title: "Changed under your eyes" });
    await page.getByText("Changed under your eyes").first().waitFor();
    await page
      .locator(".strip")
      .getByText(/ms · p95/)
      .waitFor();
  });

  test("a gap: stale at once, read again, right", async () => {
    await openLive();
    const old = await page.locator("h2", { hasText: "WO-1130" }).innerText();
    const said = await recordLies(old);
    server.lose("x-12", { title: "What the lost frame said" });
    server.change("x-3", { title: "What the next frame said" });
    await shows("What the lost frame said");
    await becomes("live");
    expect(await said()).toEqual({ wasStale: true, lied: false });
  });

  test("the last frame lost, with nothing after it: noticed by the beat", async () => {
    await openLive();
    server.lose("x-12", { title: "Only the beat can tell" });
    await shows("Only the beat can tell");
    await becomes("live");
  });

  test("told to read again, it does", async () => {
    await openLive();
    server.lose("x-12", { title: "After the resync" });
    server.resync();
    await shows("After the resync");
    await becomes("live");
  });

  test("a server that falls silent without a word: stale within 3 s, old data stays with its time, then right again", async () => {
    await openLive();
    server.setDeaf(true);
    await inTime(3_100, () => becomes("stale"));
    await page.getByText(/You see what was known at \d\d:\d\d:\d\d/).waitFor();
    expect(await page.locator(".card").count()).toBeGreaterThan(3);
    server.change("x-12", { title: "Said while nobody heard" });
    server.setDeaf(false);
    await shows("Said while nobody heard");
    await becomes("live");
  });

  test("a server that is gone and comes back with other data", async () => {
    await openLive();
    await server.close();
    await inTime(3_100, () => becomes("stale"));
    server = await startStubServer({ port: PORT, size: 3 });
    await becomes("live");
    await page.getByText("3 exceptions", { exact: true }).waitFor();
  });

  test("no server at all, then one: the page fills by itself", async () => {
    await openLive();
    await page.route("**/graphql", (route) => route.abort());
    await page.reload();
    await shows("The server cannot be reached");
    await page.unroute("**/graphql");
    await becomes("live");
  });

  test("a person who may not see it is told what to do", async () => {
    server.setRefusal({ code: "FORBIDDEN", message: "Only planners see this board." });
    await page.goto(server.url);
    await shows("Only planners see this board.");
    expect(await phase()).toBe("refused");
  });
});

describe.skipIf(!findChromium())("the list", () => {
  test("keeps its order under the pointer, and shows what is new on demand", async () => {
    await openLive("/");
    const titles = (): Promise<string[]> => page.locator(".card-title").allInnerTexts();
    await page.locator(".card").nth(2).hover();
    const before = await titles();
    const first = server.plant.exceptions.get("x-0");
    server.change("x-new", {});
    server.plant.exceptions.set("x-new", {
      ...(first ??
        (() => {
          throw new Error("no first");
        })()),
      id: "x-new",
      title: "A new one",
      valueAtRisk: { amount: "9999999.00", currency: "EUR" },
    });
    server.change("x-new", {});
    const pill = page.getByRole("button", { name: "1 new" });
    await pill.hover();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    expect([await titles(), await pill.isVisible()]).toEqual([before, true]);
    await pill.click();
    await shows("A new one");
    expect((await titles())[0]).toBe("A new one");
  });

  test("folds what has cleared under one row, and unfolds it in the address", async () => {
    await openLive("/");
    await page.getByText("29 exceptions", { exact: true }).waitFor();
    await page.keyboard.press("j");
    await page.locator(".list").evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
    await page.getByRole("button", { name: /2 have cleared/ }).click();
    await page.waitForURL(/cleared=shown/);
    await page.locator(".list").evaluate((list) => list.scrollTo({ top: list.scrollHeight }));
    await page.locator(".card", { hasText: "Cleared" }).first().waitFor();
    // Nothing is left to do about them; where their figures come from can still be asked.
    expect(await page.locator(".card", { hasText: "Cleared" }).locator("button:not([data-from])").count()).toBe(0);
  });

  test("is driven by keys: j, Enter, a, Escape, ?, /", async () => {
    await openLive("/");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/at=/);
    await page.locator(".exception-head").waitFor();
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.search.includes("at="));
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText("next exception").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.keyboard.press("/");
    await page.keyboard.type("basil");
    await page.waitForURL(/q=basil/);
    await page.getByText(/\d of 29 exceptions/).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("dialog", { name: "What do you want to do?" }).waitFor();
    await page.getByPlaceholder("What do you want to do?").waitFor();
  });
});

describe.skipIf(!findChromium())("people", () => {
  test("what one of them answers moves at once what another sees", async () => {
    await openLive("/?at=x-0");
    const line = server.plant.exceptions.get("x-0")?.impacted[0]?.line ?? "";
    const other = await (await page.context().browser()?.newContext())?.newPage();
    if (!other) throw new Error("no second browser");
    await other.goto(`${server.url}/?open=line:${line}`);
    await pageBecomes(other, "live");
    const projected = other.locator(".figures div", { hasText: "Projected delivery" });
    await projected.waitFor();
    expect(await projected.innerText()).not.toContain("10:40");

    await page.locator(".exception-head").getByRole("button", { name: "Acknowledge" }).click();
    await page.locator("[name=estimate]").fill("2031-03-03T10:40");
    await page.getByRole("dialog").getByRole("button", { name: "Acknowledge" }).click();
    await projected.getByText("3 Mar 2031 10:40 CET").waitFor();
    await page.locator(".exception-head").getByText("Acknowledged").waitFor();
    expect(await page.getByRole("dialog").count()).toBe(0);
    await other.context().close();
  });

  test("who is refused reads why, in the server's words, and keeps what was typed", async () => {
    await openLive("/?at=x-0");
    await page.locator(".exception-head").getByRole("button", { name: "Comment" }).click();
    await page.locator("[name=note]").fill("Call the supplier");
    server.setRefusal({ code: "CONFLICT", message: "Somebody has resolved it meanwhile." });
    await page.getByRole("dialog").getByRole("button", { name: "Comment" }).click();
    await page.getByRole("alert").getByText("Somebody has resolved it meanwhile.").waitFor();
    expect(await page.locator("[name=note]").inputValue()).toBe("Call the supplier");
    server.setRefusal(null);
    await page.getByRole("dialog").getByRole("button", { name: "Comment" }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("a reason that is missing is asked for before anything is sent", async () => {
    await openLive("/?at=x-0");
    await page.locator(".exception-head").getByRole("button", { name: "Resolve" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Resolve" }).click();
    await page.getByRole("alert").getByText("A reason is needed.").waitFor();
    expect(server.plant.exceptions.get("x-0")?.state).toBe("OPEN");
  });

  test("only what can be estimated is asked an estimate for", async () => {
    for (const [id, subject, asked] of [
      ["x-0", "RESOURCE", 1],
      ["x-5", "PRODUCTION_ORDER", 0],
    ] as const) {
      expect(server.plant.exceptions.get(id)?.subjectType).toBe(subject);
      await openLive(`/?at=${id}`);
      await page.locator(".exception-head").getByRole("button", { name: "Acknowledge" }).waitFor();
      await page.keyboard.press("a");
      await page.locator("[name=note]").waitFor();
      expect(await page.locator("[name=estimate]").count()).toBe(asked);
    }
  });
});

describe.skipIf(!findChromium())("accessible", () => {
  const pages: readonly (readonly [string, string])[] = [
    ["the board", "/"],
    ["an exception", "/?at=x-0"],
    ["an order line", "/?at=x-1&open=line:SO-2001/10"],
    ["a production order", "/?open=order:WO-1088"],
    ["a stocking point", "/?open=point:BASIL@PLANT-N"],
    ["a resource", "/?open=resource:L-3"],
    ["the quarantine", "/quarantine"],
    ["the findings", "/findings"],
    ["the feeds", "/feeds"],
  ];
  test.each(pages)("axe finds nothing on %s, light and dark", async (name, path) => {
    await openLive(path);
    await page.locator("[role=grid], .notice, .list, .figures").first().waitFor();
    expect(await foundInBothSchemes(page), name).toEqual([]);
  });

  test("axe finds nothing on the dialogs and the stale page, light and dark", async () => {
    await openLive("/?at=x-0");
    await page.locator(".exception-head").getByRole("button", { name: "Acknowledge" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await foundInBothSchemes(page)).toEqual([]);
    await page.keyboard.press("Escape");
    server.setDeaf(true);
    await becomes("stale");
    expect(await foundInBothSchemes(page)).toEqual([]);
  });

  test("code that cannot be fetched is missed in its own place alone, and there when it can be", async () => {
    await page.context().close();
    // Where nothing has been kept yet.
    const context = await browser?.newContext({ serviceWorkers: "block", reducedMotion: "reduce" });
    page = present(await context?.newPage(), () => "no browser");
    const away = (url: URL): boolean => /assets\/(action-dialog|findings-page)-.*\.js|readyz/.test(url.pathname);
    await page.route(away, (route) => route.abort("internetdisconnected"));
    await openLive();
    await page.locator(".exception-head").getByRole("button", { name: "Acknowledge" }).click();
    const missing = page.getByRole("alert").filter({ hasText: "could not be loaded" });
    await missing.waitFor();
    expect(await page.locator(".card").count(), "the board stays").toBeGreaterThan(3);
    const found = await axeOn(page).analyze();
    expect(found.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
    await missing.getByRole("button", { name: "Close" }).click();
    await missing.waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Findings" }).first().click();
    await missing.waitFor();
    expect(await page.getByRole("banner").count(), "and so does the frame").toBe(1);
    await page.unroute(away);
    await missing.getByRole("button", { name: "Try now" }).click();
    await page.getByRole("heading", { name: "Findings" }).first().waitFor();
    await page.goBack();
    await page.locator(".exception-head").getByRole("button", { name: "Acknowledge" }).click();
    await page.getByRole("dialog").waitFor();
  });

  test.each([
    ["a mouse", false],
    ["a glove", true],
  ])("with %s the head's upper part is one row from 1,024 px on, whatever one is called", async (_, hasTouch) => {
    await page.context().close();
    const context = await browser?.newContext({ hasTouch, isMobile: hasTouch });
    page = present(await context?.newPage(), () => "no browser");
    for (const width of [1024, 1180, 1280, 1366, 1440]) {
      await page.setViewportSize({ width, height: 700 });
      await openLive();
      const tops = await page.evaluate(() => {
        const person = document.querySelector(".person");
        if (person !== null) person.textContent = "Petra Lorenz-Wiśniewska";
        const parts = [...document.querySelectorAll(".header-top > *")].filter(({ clientHeight }) => clientHeight > 0);
        return parts.map((part) => part.getBoundingClientRect()).map(({ top, height }) => top + height / 2);
      });
      expect(Math.max(...tops) - Math.min(...tops), `${width} px`).toBeLessThan(10);
    }
  });

  test("nothing runs out of a page 320 px wide", async () => {
    await page.setViewportSize({ width: 320, height: 640 });
    for (const [, path] of pages) {
      await openLive(path);
      await page.waitForTimeout(200);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
  });
});
