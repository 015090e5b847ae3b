import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { fact } from "@lockstep/testkit/worked-example";
import { type Browser, chromium, type Page, type Request } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { becomes as pageBecomes } from "../dev/becomes.ts";
import { hasRealServer, type RealServer, startRealServer } from "../dev/real-server.ts";

const CARDS = 20;
const APART_MINUTES = 3;
const clock = (hour: number, minute: number): string => new Date(Date.UTC(2026, 2, 2, hour, minute)).toISOString();

/** None is the beginning of another. */
const nameOf = (k: number): string => `Item ${String(k).padStart(2, "0")}`;

const causes = () => [
  fact("master.site", { id: "PLANT-A", name: "Plant A", timeZone: "UTC" }),
  fact("master.customer", { id: "K", name: "Brightmart" }),
  ...Array.from({ length: CARDS }, (_, k) => [
    fact("master.item", { id: `I-${k}`, name: nameOf(k), uom: "pc" }),
    fact("erp.sales-order-line", {
      ...{ order: `SO-${k}`, line: "1", customer: "K", item: `I-${k}`, site: "PLANT-A", quantity: 5, status: "open" },
      ...{ requestedAt: clock(16, 0), promisedAt: clock(16, 0), transitHours: 0 },
    }),
  ]).flat(),
];

const PUT_ROSTER = `mutation ($roster: RosterInput!) {
  putRoster(roster: $roster, reason: "test", commandId: "roster-1") { version } }`;
const roster = {
  site: "PLANT-A",
  people: ["SUPERVISOR", "PLANNER", "PLANT_MANAGER", "LEADER"].map((role) => ({ id: role, name: role })),
  duties: ["SUPERVISOR", "PLANNER", "PLANT_MANAGER", "LEADER"].map((role) => ({ person: role, role })),
};
const TIMELINES = `{ exceptions(first: 100) { nodes { id state acknowledgedBy
  timeline { seq at by action note meanwhile } } } }`;

interface Entry {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly note: string | null;
  readonly meanwhile: readonly number[];
}
interface Timelines {
  readonly exceptions: {
    readonly nodes: readonly {
      readonly id: string;
      readonly state: string;
      readonly acknowledgedBy: string | null;
      readonly timeline: readonly Entry[];
    }[];
  };
}

describe.skipIf(!findChromium() || !hasRealServer())("an hour without a network", () => {
  let browser: Browser;
  let server: RealServer;
  let tablet: Page;
  /** The page's code that it has asked for, and whether it has come. */
  const code = new Map<string, boolean>();

  beforeAll(async () => {
    server = await startRealServer(4550);
    await server.setClock(clock(8, 0));
    await server.send(causes());
    await server.setClock(clock(8, 0));
    await server.ask(PUT_ROSTER, { roster });
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
    const context = await browser.newContext({ viewport: { width: 810, height: 1080 }, reducedMotion: "reduce" });
    tablet = await context.newPage();
    const note = (asked: Request, hasCome: boolean): void => {
      if (asked.url().includes("/assets/")) code.set(asked.url(), hasCome);
    };
    tablet.on("request", (asked) => note(asked, false));
    tablet.on("requestfinished", (asked) => note(asked, true));
    await tablet.clock.install();
    await tablet.goto(`${server.url}/?as=sam:supervisor`);
    await becomes("live");
    // Kept for a time without a network, and fetched ahead.
    await tablet.evaluate(() => navigator.serviceWorker.ready);
    await tablet.clock.fastForward(5_000);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  const becomes = (phase: string): Promise<void> => pageBecomes(tablet, phase);

  test("twenty answers wait on the tablet while others are called: each is applied once, with its own time and what it came too late for", async () => {
    await tablet.getByText(`${CARDS} exceptions`, { exact: true }).waitFor();
    // What its dialogs are made of, too, though nobody has opened one.
    const hasAllCode = () =>
      [...code.keys()].some((url) => url.includes("action-dialog")) && [...code.values()].every((hasCome) => hasCome);
    await expect.poll(hasAllCode, { timeout: 60_000 }).toBe(true);
    await tablet.context().setOffline(true);
    await becomes("stale");
    for (let k = 0; k < CARDS; k += 1) {
      await tablet.getByRole("searchbox").fill(nameOf(k));
      const card = tablet.locator(".card", { hasText: nameOf(k) });
      await card.getByRole("button", { name: "Acknowledge" }).click();
      const dialog = tablet.getByRole("dialog");
      await dialog.locator("[name=note]").fill(`answer ${k}`);
      await dialog.getByRole("button", { name: "Acknowledge" }).click();
      await card.getByText("not sent yet").waitFor();
      // At the plant time goes on, and whoever is next is called.
      await server.setClock(clock(8, (k + 1) * APART_MINUTES));
    }
    await tablet.getByText(`${CARDS} answers of yours are not sent yet`).waitFor();

    const before = await server.ask<Timelines>(TIMELINES);
    for (const { state, timeline } of before.exceptions.nodes)
      expect([state, timeline.some(({ action }) => action === "called")]).toEqual(["OPEN", true]);

    await tablet.context().setOffline(false);
    await becomes("live");
    await tablet.locator(".outbox").waitFor({ state: "detached" });
    const after = await server.ask<Timelines>(TIMELINES);
    expect(after.exceptions.nodes).toHaveLength(CARDS);
    const notes: (string | null)[] = [];
    for (const { state, acknowledgedBy, timeline } of after.exceptions.nodes) {
      expect([state, acknowledgedBy]).toEqual(["ACKNOWLEDGED", "sam"]);
      const answers = timeline.filter(({ action }) => action === "acknowledged");
      expect(answers).toHaveLength(1);
      const [{ seq = 0, at = "", note = null, meanwhile = [] } = {}] = answers;
      // Where the clock is moved by hand, a tablet's stands still without a network: it is the one at which it was last told.
      expect(Date.parse(at)).toBe(Date.parse(clock(8, 0)));
      notes.push(note);
      // The remark names exactly the calls that were made between the decision and its arrival.
      const late = timeline.filter((one) => one.seq < seq && Date.parse(one.at) > Date.parse(at));
      expect(late.some(({ action }) => action === "called")).toBe(true);
      expect([...meanwhile].sort()).toEqual(late.map((one) => one.seq).sort());
    }
    expect(notes.sort()).toEqual(Array.from({ length: CARDS }, (_, k) => `answer ${k}`).sort());
  });

  test("and a reload sends none of them again", async () => {
    const before = await server.ask<Timelines>(TIMELINES);
    await tablet.reload();
    await becomes("live");
    expect(await tablet.locator(".outbox").count()).toBe(0);
    expect(await server.ask<Timelines>(TIMELINES)).toEqual(before);
  });
});
