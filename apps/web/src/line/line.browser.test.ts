import { present } from "@lockstep/domain/assert";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { exampleFacts, stopFacts } from "@lockstep/testkit/worked-example";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeOn } from "../../dev/axe.ts";
import { becomes as pageBecomes } from "../../dev/becomes.ts";
import { hasRealServer, type RealServer, startRealServer } from "../../dev/real-server.ts";

const CARDS = `{ exceptions(filter: { subject: "LINE-1", kinds: [MACHINE_DOWN] }) {
  nodes { id acknowledgedBy estimate timeline { by action } } } }`;
interface Cards {
  readonly exceptions: { readonly nodes: readonly { readonly id: string }[] };
}
const ACKNOWLEDGE = `mutation ($id: ID!) {
  acknowledgeException(id: $id, estimate: "2026-03-02T12:00:00Z", commandId: "maria-1") { id } }`;

/** A tablet on the real server: the worked example at 09:30, LINE-1 down since 09:00 because of its seal head. */
describe.skipIf(!findChromium() || !hasRealServer())("a supervisor with a tablet", () => {
  let browser: Browser;
  let server: RealServer;
  let tablet: Page;

  beforeAll(async () => {
    server = await startRealServer(4545);
    await server.send(exampleFacts());
    await server.setClock("2026-03-02T08:00:00Z");
    await server.send(stopFacts());
    await server.setClock("2026-03-02T09:30:00Z");
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
    const context = await browser.newContext({
      viewport: { width: 810, height: 1080 },
      hasTouch: true,
      isMobile: true,
      reducedMotion: "reduce",
    });
    tablet = await context.newPage();
    await tablet.goto(`${server.url}/line?as=sam:supervisor`);
    await becomes("live");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const becomes = (phase: string): Promise<void> => pageBecomes(tablet, phase);
  /** The machine says it itself. */
  async function reports(since: string, state: "running" | "down"): Promise<void> {
    const stop = present(
      stopFacts().find(({ type }) => type === "mes.resource-state"),
      () => "the example has a stop",
    );
    const why = state === "down" ? { reason: "motor" } : {};
    await server.send([
      { ...stop, id: `said-${since}`, time: since, data: { resource: "LINE-1", since, state, ...why } },
    ]);
  }
  const state = () => tablet.locator(".line-state");
  const tap = (name: string | RegExp) => tablet.getByRole("button", { name, exact: true }).tap();

  test("chooses the line once, and sees whether it runs, what threatens promises from it, and what it makes", async () => {
    await tap("Line 1");
    await state().getByText("Down", { exact: true }).waitFor();
    await state()
      .getByText(/since 09:00 UTC · seal head/)
      .waitFor();
    await tablet.locator(".line-cards .card", { hasText: "Line 1" }).waitFor();
    await tablet.locator(".line-queue li", { hasText: "WO-1/1" }).getByText("10 of 20 pc").waitFor();
    await tablet.locator(".line-queue li", { hasText: "WO-2/1" }).waitFor();
    await tablet.goto(`${server.url}/line`);
    await state().getByText("Down", { exact: true }).waitFor();
  });

  test("can be installed: its icons are pictures of the sizes that they say", async () => {
    const manifest = (await (await fetch(`${server.url}/manifest.webmanifest`)).json()) as {
      readonly icons: readonly { readonly src: string; readonly sizes: string; readonly type: string }[];
    };
    const pictures = manifest.icons.filter(({ type }) => type === "image/png");
    expect(pictures.map(({ sizes }) => sizes)).toEqual(["192x192", "512x512"]);
    for (const { src, sizes } of pictures) {
      const bytes = Buffer.from(await (await fetch(server.url + src)).arrayBuffer());
      expect(bytes.toString("latin1", 1, 4)).toBe("PNG");
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    }
    await tablet.evaluate(() => navigator.serviceWorker.ready);
    const browserOfIt = await tablet.context().newCDPSession(tablet);
    const { installabilityErrors } = await browserOfIt.send("Page.getInstallabilityErrors");
    // This browser is one for tests, which installs nothing: that is all that it has against it.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(["in-incognito"]);
  });

  test("says in three taps why it has stopped and until when, and the stop stays the same one", async () => {
    await tap("Say why, or until when");
    await tap("seal head");
    await tap("in 2 h");
    await state()
      .getByText(/since 09:00 UTC · seal head · expected up 10:30 UTC/)
      .waitFor();
    await tablet
      .locator(".line-queue li", { hasText: "WO-1/1" })
      .getByText(/ends 12:30 UTC/)
      .waitFor();
  });

  test("says it without a network, over a reload of the page: it waits, and is applied once with its own time", async () => {
    await tablet.evaluate(() => navigator.serviceWorker.ready);
    await tablet.context().setOffline(true);
    await becomes("stale");
    await tap("It runs again");
    await state()
      .getByText(/Not sent yet/)
      .waitFor();
    await tablet.reload();
    await tablet.getByText(/As this tablet knew it at .*09:30 UTC/).waitFor();
    await tablet.getByText(/1 answer of yours is not sent yet/).waitFor();
    await tablet.locator(".line-cards .card", { hasText: "Line 1" }).waitFor();
    await server.setClock("2026-03-02T10:00:00Z");
    await tablet.context().setOffline(false);
    await becomes("live");
    await state().getByText("Running", { exact: true }).waitFor();
    await state()
      .getByText(/since 09:30 UTC/)
      .waitFor();
    expect(await tablet.locator(".outbox").count()).toBe(0);
  });

  test("is told why it was not taken, where somebody has said something later meanwhile", async () => {
    await tablet.context().setOffline(true);
    await becomes("stale");
    await tap("It has stopped");
    await tap("seal head");
    await tap("Not known yet");
    await state()
      .getByText(/Not sent yet/)
      .waitFor();
    await server.setClock("2026-03-02T10:05:00Z");
    await reports("2026-03-02T10:05:00Z", "down");
    await tablet.context().setOffline(false);
    await becomes("live");
    await tablet.getByText(/What you said at 10:00 UTC was not taken.*LINE-1 is down since/).waitFor();
    await state()
      .getByText(/since 10:05 UTC · motor/)
      .waitFor();
  });

  test("acknowledges in two taps, with a reason and an estimate that the projection believes; a glove hits all that can be tapped", async () => {
    const card = tablet.locator(".line-cards .card", { hasText: "Line 1" });
    await card.getByRole("button", { name: "Acknowledge" }).tap();
    await tablet.getByRole("dialog").getByRole("button", { name: "Waiting for a part: in 30 min" }).tap();
    await tablet.getByRole("dialog").waitFor({ state: "detached" });
    const { exceptions } = await server.ask<{
      exceptions: {
        nodes: readonly { acknowledgedBy: string; estimate: string; timeline: readonly { note: string }[] }[];
      };
    }>("{ exceptions { nodes { acknowledgedBy estimate timeline { note } } } }");
    const taken = exceptions.nodes.find(({ acknowledgedBy }) => acknowledgedBy === "sam");
    expect(taken?.estimate).toBe("2026-03-02T10:35:00.000Z");
    expect(taken?.timeline.map(({ note }) => note)).toContain("Waiting for a part");
    const small = await tablet
      .locator("header, main")
      // Of a card all is its link, also what lies outside its title.
      .locator("a:not(.card-title a), button, select, input")
      .evaluateAll((all) =>
        all
          .map((one) => ({ name: one.ariaLabel ?? one.textContent, box: one.getBoundingClientRect() }))
          .filter(({ box }) => box.height > 0 && Math.min(box.height, box.width) < 55.5)
          .map(({ name, box }) => `${name} ${box.width}x${box.height}`),
      );
    expect(small).toEqual([]);
  });

  test("what somebody else acknowledged meanwhile stands, and who was offline is told by whom and when until they have read it", async () => {
    // It runs for long enough to settle, and stops again: the same card, open for whoever takes it.
    await reports("2026-03-02T10:06:00Z", "running");
    for (const time of ["10:06", "10:20"]) await server.setClock(`2026-03-02T${time}:00Z`);
    await reports("2026-03-02T10:21:00Z", "down");
    await server.setClock("2026-03-02T10:21:00Z");
    const { exceptions } = await server.ask<Cards>(CARDS);
    const { id = "" } = exceptions.nodes[0] ?? {};
    await tablet.getByRole("button", { name: "Read, remove" }).tap();
    const take = tablet
      .locator(".line-cards .card", { hasText: "Line 1" })
      .getByRole("button", { name: /^Acknowledge/ });
    // Without a connection the tablet knows what it was told until then.
    await take.waitFor();
    await tablet.context().setOffline(true);
    await becomes("stale");
    await take.tap();
    await tablet.getByRole("dialog").getByRole("button", { name: "Acknowledge", exact: true }).tap();
    await tablet.locator(".line-cards .card").getByText("not sent yet").waitFor();
    await server.setClock("2026-03-02T10:28:00Z");
    await server.askAs("dev:maria:supervisor", ACKNOWLEDGE, { id });
    await tablet.context().setOffline(false);
    await becomes("live");
    const told = tablet.locator(".outbox", { hasText: /maria acknowledged at .*10:28 UTC while you were offline/ });
    await told.waitFor();
    const after = await server.ask<Cards>(CARDS);
    expect(after.exceptions.nodes[0]).toMatchObject({
      ...{ id, acknowledgedBy: "maria", estimate: "2026-03-02T12:00:00.000Z" },
      timeline: expect.arrayContaining([expect.objectContaining({ by: "sam", action: "acknowledged" })]),
    });
    await tablet.reload();
    await becomes("live");
    await told.getByRole("button", { name: "Read, remove" }).tap();
    await tablet.locator(".outbox").waitFor({ state: "detached" });
  });

  test("axe finds nothing on it, light, dark and bright, and it fits a phone", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await tablet.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await tablet.waitForTimeout(300);
      const { violations } = await axeOn(tablet).analyze();
      expect(violations.map(({ id, nodes }) => `${colorScheme}: ${id} ${nodes[0]?.html.slice(0, 300)}`)).toEqual([]);
    }
    await tap("Bright hall");
    await tap("Say why, or until when");
    const { violations } = await axeOn(tablet).analyze();
    expect(violations.map(({ id, nodes }) => `bright: ${id} ${nodes[0]?.html.slice(0, 300)}`)).toEqual([]);
    await tablet.setViewportSize({ width: 320, height: 700 });
    expect(await tablet.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    const heights = await tablet.locator(".line-ask .button").evaluateAll((all) => all.map((one) => one.clientHeight));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(52);
  });
});
