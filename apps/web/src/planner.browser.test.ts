import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inTime } from "@lockstep/testkit/in-time";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { exampleFacts, fact, stopFacts } from "@lockstep/testkit/worked-example";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeOn, foundInBothSchemes } from "../dev/axe.ts";
import { becomes } from "../dev/becomes.ts";
import { hasRealServer, type RealServer, startRealServer } from "../dev/real-server.ts";

/** What is told to another system waits for a person: nothing is ever sent there. */
const TOLD = {
  ...{ id: "books", kind: "http-out", url: "http://127.0.0.1:1", pollSeconds: 0.2, writeBack: true },
  back: {
    ...{ version: 1, confirm: { when: "progress", every: 10 } },
    rules: [{ rule: "components-short" }, { rule: "approval", ask: "always" }],
  },
};

/** The page on the real server: the worked example of SPEC.md at 11:30, LINE-1 still down, both promises late. */
describe.skipIf(!findChromium() || !hasRealServer())("a planner", () => {
  let browser: Browser;
  let server: RealServer;
  let planner: Page;
  let supervisor: Page;
  const folder = mkdtempSync(join(tmpdir(), "lockstep-planner-"));

  beforeAll(async () => {
    const path = join(folder, "connectors.json");
    writeFileSync(path, JSON.stringify({ connectors: [TOLD] }));
    server = await startRealServer(4540, { env: { LOCKSTEP_CONNECTORS: path } });
    await server.send(exampleFacts());
    await server.setClock("2026-03-02T08:00:00Z");
    await server.send(stopFacts());
    await server.setClock("2026-03-02T11:30:00Z");
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
    planner = await open("petra:planner");
    supervisor = await open("sam:supervisor");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(person: string): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    await page.goto(`${server.url}/?as=${person}`);
    await becomes(page, "live");
    return page;
  }

  test("sees what stands, that it is too late for both lines, and when what has cleared settles", async () => {
    await planner.getByText("1 exception", { exact: true }).waitFor();
    await planner.locator(".card").getByText("Too late to save").waitFor();
    await planner.locator(".card").getByText("2 lines lost: warn the customers").waitFor();
    await planner.getByRole("button", { name: /1 has cleared.*settles by itself at 11:40 UTC/ }).waitFor();
  });

  test("opens the top exception, follows its path to the root, and answers with an estimate that moves the projection on another screen at once", async () => {
    await planner.getByRole("searchbox").fill("LINE-1");
    await planner.waitForURL(/q=LINE-1/);
    await planner.locator(".card-title a").first().click();
    await planner.locator(".exception-head .headline-money", { hasText: "€500" }).waitFor();
    expect(await planner.locator(".exception-head").getByText("Machine down").count()).toBeGreaterThan(0);
    expect(await planner.locator("[role=grid] [role=row]").count()).toBe(3);

    await planner.locator(".path-cause a").click();
    await planner.waitForURL(/open=resource:LINE-1/);
    await planner.getByRole("heading", { name: "Line 1", exact: true }).waitFor();
    await planner.getByText("seal head").first().waitFor();

    await supervisor.goto(`${server.url}/?open=line:SO-1/1`);
    const projected = supervisor.locator(".figures div", { hasText: "Projected delivery" });
    await projected.getByText("13:30 UTC").waitFor();

    await planner.keyboard.press("Escape");
    await planner.locator(".exception-head").getByRole("button", { name: "Acknowledge" }).click();
    await planner.locator("[name=estimate]").fill("2026-03-02T12:00");
    await planner.locator("[name=note]").fill("Seal head is here, technician at work");
    await planner.getByRole("dialog").getByRole("button", { name: "Acknowledge" }).click();
    await projected.getByText("13:00 UTC").waitFor();

    await planner.locator(".exception-head").getByText("Acknowledged").waitFor();
    await planner.locator(".timeline").getByText("Seal head is here, technician at work").waitFor();
  });

  test("finds nothing against the page, light and dark", async () => {
    expect(await foundInBothSchemes(planner)).toEqual([]);
  });

  test("finds nothing against the pages of figures, rules, calls and what goes back, light and dark", async () => {
    const page = await planner.context().newPage();
    for (const path of ["leader", "performance", "adherence", "rules", "escalation", "outbox"]) {
      await page.goto(`${server.url}/${path}`);
      await becomes(page, "live");
      await page.locator("main h1, main h2").first().waitFor({ state: "attached" });
      await page.locator("main .placeholder").first().waitFor({ state: "detached" });
      expect(await foundInBothSchemes(page), path).toEqual([]);
    }
    await page.close();
  });

  test("whose colleague sees what other rules on the way out would have done to the last day's commands", async () => {
    const page = await open("stu:steward");
    await page.goto(`${server.url}/rules`);
    await page.getByRole("button", { name: "books: version 1, 2 rules" }).click();
    await page.getByRole("button", { name: "Look what it would have done" }).click();
    await page.getByText("Nothing would have been different.").waitFor();
    await page.getByRole("button", { name: "Take out: a person has to agree" }).click();
    await page.getByLabel("One more rule").selectOption("more-than-ordered");
    await page.getByRole("button", { name: "Look what it would have done" }).click();
    await page.getByText("1 would have gone at once").waitFor();
    await page.getByText("10 of P made by order WO-1").waitFor();
    await page.getByText("- { rule: more-than-ordered, tolerance: 0.05 }").waitFor();
    const { violations } = await axeOn(page).include(".steward-detail").analyze();
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
    await page.goto(`${server.url}/feeds`);
    const books = page.getByRole("row", { name: /http-out\/books/ });
    await books.getByRole("link", { name: "1 command open, 1 held" }).waitFor();
    await page.context().close();
  });

  test("sees a killed and restarted server as stale, then as live with all that was known", async () => {
    await server.kill();
    await inTime(3_100, () => becomes(supervisor, "stale"));
    await supervisor.getByText(/You see what was known at 11:30:00/).waitFor();
    await server.start();
    await becomes(supervisor, "live");
    await supervisor.locator(".figures div", { hasText: "Projected delivery" }).getByText("13:00 UTC").waitFor();
  });

  test("acknowledges while the network is gone: it says so, waits, and is applied once with its own time", async () => {
    const fetchedAhead = supervisor.waitForResponse(/action-dialog-.*js/);
    await supervisor.goto(`${server.url}/?site=PLANT-A`);
    await becomes(supervisor, "live");
    await fetchedAhead;
    await supervisor.waitForLoadState("networkidle");
    await server.send([lateOrder()]);
    const card = supervisor.locator(".card", { hasText: "No supply" });
    await card.waitFor();
    await supervisor.context().setOffline(true);
    await becomes(supervisor, "stale");
    await card.getByRole("button", { name: "Acknowledge" }).click();
    await supervisor.getByRole("dialog").getByRole("button", { name: "On it" }).click();
    await card.getByText("not sent yet").waitFor();
    await server.setClock("2026-03-02T11:40:00Z");
    await supervisor.context().setOffline(false);
    await becomes(supervisor, "live");
    await card.getByText("sam has it").waitFor();
    expect(await supervisor.locator(".outbox").count()).toBe(0);
    await card.locator(".card-title a").click();
    const told = supervisor.locator(".timeline li", { hasText: "On it" });
    await told.getByText("11:30 UTC").waitFor();
    expect(await told.count()).toBe(1);
    await supervisor.goto(`${server.url}/?open=line:SO-1/1`);
  });

  test("looks at what was known at nine, on every page, framed and without a way to change it, and comes back to now", async () => {
    const page = await planner.context().newPage();
    await page.goto(`${server.url}/?then=2026-03-02T09:00:00Z`);
    await becomes(page, "past");
    await page.getByText(/You look at Mon 2 Mar 09:00 UTC, as it was known then/).waitFor();
    const card = page.locator(".card", { hasText: "Machine down" });
    await card.getByText("nobody has it").waitFor();
    expect(await page.getByRole("button", { name: /^Acknowledge/ }).count()).toBe(0);
    await card.locator(".card-title a").click();
    await page.locator(".timeline li").first().waitFor();
    expect(await page.locator(".timeline li").count()).toBe(1);
    await page.getByRole("link", { name: "Feeds" }).click();
    await page.waitForURL(/feeds\?.*then=/);
    await page.getByRole("link", { name: "Files" }).click();
    await page.getByText("This page is of now alone").waitFor();
    await page.getByRole("button", { name: "Back to now" }).first().click();
    await becomes(page, "live");
    await page.close();
  });

  test("sees what happened while the network was gone", async () => {
    await supervisor.context().setOffline(true);
    await becomes(supervisor, "stale");
    const up = { resource: "LINE-1", since: "2026-03-02T11:30:00Z", state: "running" };
    await server.send([fact("mes.resource-state", up, "2026-03-02T11:30:00Z")]);
    await supervisor.context().setOffline(false);
    await becomes(supervisor, "live");
    await supervisor.locator(".figures div", { hasText: "Projected delivery" }).getByText("12:30 UTC").waitFor();
  });

  test("is told in the app on whatever page, at once and once only, reads it by opening it, and elsewhere it is read, too", async () => {
    await server.ask(
      `mutation ($roster: RosterInput!) { putRoster(roster: $roster, reason: "test", commandId: "roster") { version } }`,
      { roster },
    );
    const line = await supervisor.context().newPage();
    await line.setViewportSize({ width: 810, height: 1080 });
    await line.goto(`${server.url}/line?line=LINE-1`);
    await becomes(line, "live");
    await planner.goto(`${server.url}/plan`);
    await becomes(planner, "live");
    const bell = (page: Page, n: string) => page.getByRole("button", { name: `What you were told: ${n}`, exact: true });
    await bell(line, "nothing new").waitFor();
    await bell(planner, "nothing new").waitFor();
    const headerHeight = () => line.locator(".header").evaluate(({ clientHeight }) => clientHeight);
    const before = await headerHeight();

    const { exceptions } = await server.ask<{ exceptions: { nodes: readonly { id: string; title: string }[] } }>(
      "{ exceptions { nodes { id title } } }",
    );
    const { id, title } = exceptions.nodes.at(0) ?? { id: "", title: "" };
    const say = (text: string) =>
      server.ask(
        `mutation ($id: ID!, $text: String!, $commandId: ID!) { comment(id: $id, text: $text, commandId: $commandId) { id } }`,
        {
          ...{ id, text, commandId: text },
        },
      );
    await say("@sam belt or motor?");
    await bell(line, "1 not read").waitFor();
    await line.getByRole("status").getByText(title).waitFor({ state: "attached" });
    expect(await headerHeight(), "no row more").toBe(before);
    await say("@petra so is it");
    await bell(planner, "1 not read").waitFor();

    await bell(planner, "1 not read").click();
    const panel = planner.getByRole("dialog", { name: "What you were told" });
    await panel.getByText("so is it").waitFor();
    const { violations } = await axeOn(planner).analyze();
    expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
    await panel.getByRole("link", { name: title }).click();
    await planner.locator(".exception-head", { hasText: title }).waitFor();
    await bell(planner, "nothing new").waitFor();
    expect(await panel.count()).toBe(0);

    await bell(supervisor, "1 not read").click();
    await supervisor.getByRole("button", { name: "Mark all as read" }).click();
    await supervisor.keyboard.press("Escape");
    await bell(line, "nothing new").waitFor();
    await line.setViewportSize({ width: 320, height: 700 });
    expect(await line.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await line.close();
  });
});

const roster = {
  site: "PLANT-A",
  people: [
    { id: "sam", name: "Sam" },
    { id: "petra", name: "Petra" },
  ],
  duties: [
    { person: "sam", role: "SUPERVISOR" },
    { person: "petra", role: "PLANNER" },
  ],
};

/** A line for which nothing is there and nothing is planned. */
const lateOrder = (): object => {
  const promisedAt = "2026-03-05T12:00:00Z";
  const what = { order: "SO-9", line: "1", customer: "K", item: "P", site: "PLANT-A", quantity: 5 };
  const data = { ...what, requestedAt: promisedAt, promisedAt, status: "open" };
  return fact("erp.sales-order-line", data, "2026-03-02T11:20:00Z");
};
