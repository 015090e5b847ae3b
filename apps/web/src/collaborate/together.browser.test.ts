import { createECDH, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { exampleFacts, fact } from "@lockstep/testkit/worked-example";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { becomes } from "../../dev/becomes.ts";
import { hasRealServer, type RealServer, startRealServer } from "../../dev/real-server.ts";

const CARDS = `{ exceptions(filter: { states: [OPEN, ACKNOWLEDGED, IN_PROGRESS, MERGED] }, first: 50) {
  nodes { id title owner mergedInto timeline { action note } } } }`;
const ACKNOWLEDGE = `mutation ($id: ID!) { acknowledgeException(id: $id, note: "mine", commandId: "petra-1") { id } }`;
interface Cards {
  readonly exceptions: {
    readonly nodes: readonly {
      readonly id: string;
      readonly title: string;
      readonly owner: string | null;
      readonly mergedInto: string | null;
      readonly timeline: readonly { readonly action: string; readonly note: string | null }[];
    }[];
  };
}

/** What people do with one another, on the real server: the worked example at 09:00, and two spares that nothing supplies. */
describe.skipIf(!findChromium() || !hasRealServer())("people who work together", () => {
  let browser: Browser;
  let server: RealServer;
  let page: Page;

  beforeAll(async () => {
    server = await startRealServer(4724, { env: { LOCKSTEP_PUSH_PRIVATE: "1" } });
    await server.send([...exampleFacts(), ...["N1", "N2"].flatMap(withoutSupply)]);
    await server.setClock("2026-03-02T09:00:00Z");
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
    page = await open("petra:planner");
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function open(person: string, path = "/"): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const opened = await context.newPage();
    await opened.goto(`${server.url}${path}${path.includes("?") ? "&" : "?"}as=${person}`);
    await becomes(opened, "live");
    return opened;
  }
  const cards = async () => (await server.ask<Cards>(CARDS)).exceptions.nodes;
  const noted = async (text: string): Promise<string[]> =>
    (await cards()).filter(({ timeline }) => timeline.some(({ note }) => note === text)).map(({ title }) => title);
  const actOnBoth = async (action: string): Promise<void> => {
    await page.getByRole("button", { name: "Act on 2 …" }).click();
    await page.getByRole("dialog").getByLabel("What is to be done").selectOption({ label: action });
  };

  test("what is done to many is done to exactly what the filter shows, and to none of it where it is taken back in time", async () => {
    await page.getByRole("searchbox").fill("Spare");
    await page.getByText("2 of 3 exceptions", { exact: true }).waitFor();
    expect((await cards()).length).toBeGreaterThan(2);
    for (const isTakenBack of [true, false]) {
      await actOnBoth("Comment");
      await page.getByRole("dialog").locator("textarea, input:not([type=datetime-local])").last().fill("for both");
      await page.getByRole("dialog").getByRole("button", { name: "Comment: 2 exceptions" }).click();
      await page
        .getByText(/Comment: 2 exceptions/)
        .first()
        .waitFor();
      await page.getByRole("button", { name: isTakenBack ? "Undo" : "Send now" }).click();
      if (isTakenBack) expect(await noted("for both")).toEqual([]);
    }
    await page.getByText("Comment: 2 done.").waitFor();
    expect((await noted("for both")).sort()).toEqual([
      expect.stringContaining("Spare N1"),
      expect.stringContaining("Spare N2"),
    ]);
    await page.getByRole("button", { name: "Close" }).click();
  });

  test("two cards of one matter are merged on the board, and split again there", async () => {
    await actOnBoth("Merge into one");
    await page.getByRole("dialog").locator("textarea, input").last().fill("same supplier");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Merge into one: 1 exception/ })
      .click();
    await page.getByRole("button", { name: "Send now" }).click();
    await page.getByText("1 of 2 exceptions", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Close" }).click();
    expect((await cards()).filter(({ mergedInto }) => mergedInto !== null)).toHaveLength(1);
    await page.locator(".card-title a").click();
    await page.getByRole("heading", { name: "Merged into this" }).waitFor();
    await page.getByRole("button", { name: /^Split off/ }).click();
    await page.getByRole("dialog").locator("textarea, input").last().fill("two suppliers");
    await page.getByRole("dialog").getByRole("button", { name: "Split off" }).click();
    await page.getByText("2 of 3 exceptions", { exact: true }).waitFor();
    expect((await cards()).filter(({ mergedInto }) => mergedInto !== null)).toEqual([]);
  });

  test("who leaves signs a handover, whoever comes accepts it under their own name, and has what was in work", async () => {
    await server.setClock("2026-03-02T13:30:00Z");
    const id = (await cards()).find(({ title }) => title.includes("Spare N1"))?.id;
    await server.askAs("dev:petra:planner", ACKNOWLEDGE, { id });
    await page.goto(`${server.url}/handover`);
    await page.getByLabel("What does the next shift have to know?").fill("Spares are ordered");
    await page.getByRole("button", { name: "Sign and hand over" }).click();
    await page.getByText("Whoever takes over accepts it, under their own name.").waitFor();
    expect(await page.getByRole("button", { name: "Sign and accept" }).count()).toBe(0);
    const coming = await open("mia:supervisor", "/handover");
    await coming.getByRole("heading", { name: "Accept from petra" }).waitFor();
    await coming.getByText("Spares are ordered").first().waitFor();
    await coming.getByRole("button", { name: "Sign and accept" }).click();
    await coming
      .getByText(/mia accepted at/)
      .first()
      .waitFor();
    expect((await cards()).find((one) => one.id === id)?.owner).toBe("mia");
    await coming.context().close();
  });

  test("a browser that may tell nothing says so; one that may is sent a test, which its service worker shows", async () => {
    const came: string[] = [];
    const service = createServer((request, response) => {
      came.push(request.url ?? "");
      request.resume().on("end", () => response.writeHead(201).end());
    });
    await new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve));
    const endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}/device`;
    await page.addInitScript(fakeSubscribe, { endpoint, ...browserKeys() });
    await page.goto(`${server.url}/escalation`);
    const worker = await workerOf(page);
    const add = page.getByRole("button", { name: "Tell me on this device" });
    await add.click();
    await page.getByText("This browser does not let Lockstep show anything").waitFor();
    await page.getByText("You are told on no device.").waitFor();

    await page.context().grantPermissions(["notifications"]);
    await page.getByLabel("Name of this device").fill("desk");
    await add.click();
    await page.getByRole("cell", { name: "desk" }).waitFor();
    await page.getByRole("button", { name: "Send a test" }).click();
    await page.getByText(/^Sent to 1 device/).waitFor();
    await expect.poll(() => came).toEqual(["/device"]);
    await worker.push({ title: "A test", text: "It works", key: "k-1" });
    await expect.poll(worker.shown).toEqual(["A test"]);
    expect(await worker.titles()).toEqual(["A test"]);
    service.close();
  });
});

/** An item, and an order for it: nothing is there and nothing is planned. */
function withoutSupply(id: string): readonly object[] {
  const promisedAt = "2026-03-05T12:00:00Z";
  const what = { order: `SO-${id}`, line: "1", customer: "K", item: id, site: "PLANT-A", quantity: 5 };
  return [
    fact("master.item", { id, name: `Spare ${id}`, uom: "pc" }),
    fact("erp.sales-order-line", { ...what, requestedAt: promisedAt, promisedAt, status: "open" }),
  ];
}

function browserKeys() {
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  return { p256dh: ecdh.getPublicKey("base64url"), auth: randomBytes(16).toString("base64url") };
}

/** Browsers have push services of their own, which a test does not reach: this one is ours. */
function fakeSubscribe({ endpoint, p256dh, auth }: { endpoint: string; p256dh: string; auth: string }): void {
  const subscription = {
    endpoint,
    options: { applicationServerKey: null },
    toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
  };
  Object.assign(PushManager.prototype, { subscribe: async () => subscription, getSubscription: async () => null });
}

/** Inside a service worker: notes the title of each notification once it is shown. */
function noteShown(): void {
  const { registration } = globalThis as unknown as { readonly registration: ServiceWorkerRegistration };
  const shown: string[] = [];
  const show = registration.showNotification.bind(registration);
  registration.showNotification = async (title, options) => {
    await show(title, options);
    shown.push(title);
  };
  Object.assign(globalThis, { shown });
}

/** The service worker of a page, once it is there: what a push service would bring to it, and what it shows. */
async function workerOf(page: Page) {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  const origin = new URL(page.url()).origin;
  const cdp = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const [first] = registrations;
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await cdp.send("ServiceWorker.enable");
  const registrationId = await registered;
  const [inside] = page.context().serviceWorkers();
  await inside?.evaluate(noteShown);
  return {
    push: (said: object) =>
      cdp.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: JSON.stringify(said) }),
    /** What it has shown, as it was told itself: asked of Chromium meanwhile, what is being shown can be lost from its list. */
    shown: () => inside?.evaluate(() => (globalThis as unknown as { readonly shown: readonly string[] }).shown),
    titles: () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        return (await registration.getNotifications()).map(({ title }) => title);
      }),
  };
}
