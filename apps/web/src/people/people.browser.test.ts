import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { exampleFacts, stopFacts } from "@lockstep/testkit/worked-example";
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeOn } from "../../dev/axe.ts";
import { becomes } from "../../dev/becomes.ts";
import { hasRealServer, PASSWORD, type RealServer, startRealServer } from "../../dev/real-server.ts";

const DEVICES = {
  desktop: { viewport: { width: 1440, height: 900 } },
  tablet: { viewport: { width: 810, height: 1080 }, hasTouch: true, isMobile: true },
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
} as const satisfies Record<string, BrowserContextOptions>;

/** The pages somebody lives on; what they do first stands on the first of them. */
const PEOPLE: readonly {
  readonly name: string;
  readonly pages: readonly [string, ...string[]];
  readonly main: (page: Page) => Locator;
}[] = [
  {
    name: "petra",
    pages: ["/", "/plan"],
    main: (page) => page.locator(".card").first().getByRole("button", { name: "Acknowledge" }),
  },
  {
    name: "sam",
    pages: ["/line?line=LINE-1", "/", "/handover"],
    main: (page) => page.locator(".line-cards .card").first().getByRole("button", { name: "Acknowledge" }),
  },
  {
    name: "lea",
    pages: ["/leader", "/performance"],
    main: (page) => page.getByRole("button", { name: "Board pack (PDF)" }),
  },
];
const COMBINED = PEOPLE.flatMap((person) =>
  (["desktop", "tablet", "phone"] as const).map((device) => ({ ...person, device })),
);

/** Where people sign in: the worked example at 09:30, LINE-1 down since 09:00. */
describe.skipIf(!findChromium() || !hasRealServer())("people who sign in", () => {
  let browser: Browser;
  let server: RealServer;

  beforeAll(async () => {
    // The supervisor is shown no money.
    server = await startRealServer(4721, { env: { LOCKSTEP_MONEY_HIDDEN_FROM: "supervisor" } });
    await server.send(exampleFacts());
    await server.setClock("2026-03-02T08:00:00Z");
    await server.send(stopFacts());
    await server.setClock("2026-03-02T09:30:00Z");
    await server.signInFromNowOn([
      { name: "ada", roles: ["ADMINISTRATOR"], sites: null },
      { name: "petra", roles: ["PLANNER"], sites: ["PLANT-A"] },
      { name: "sam", roles: ["SUPERVISOR"], sites: null },
      { name: "lea", roles: ["LEADER"], sites: null },
    ]);
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function signedIn(name: string, device: BrowserContextOptions): Promise<Page> {
    const context = await browser.newContext({
      ...{ reducedMotion: "reduce", ...device },
      // It would fetch the whole page for each of them, to keep it.
      serviceWorkers: "block",
    });
    await context.request.post(`${server.url}/auth/sign-in`, {
      headers: { origin: server.url },
      data: { name, password: PASSWORD },
    });
    return context.newPage();
  }

  const violationsOf = async (page: Page): Promise<string[]> =>
    (await axeOn(page).analyze()).violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`);

  test("an administrator sees as a planner sees: it says so on every page, nothing is taken, and it is ended there", async () => {
    const page = await signedIn("ada", DEVICES.desktop);
    await page.goto(`${server.url}/people`);
    expect(await page.getByRole("button", { name: "See as ada" }).count()).toBe(0);
    await page.getByRole("button", { name: "See as petra" }).click();
    const banner = page.getByRole("region", { name: "With the eyes of somebody else" });
    await banner.getByText("You see what petra sees.").waitFor();
    await becomes(page, "live");
    await page.getByRole("button", { name: "You and this page: petra" }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.locator(".card").first().getByRole("button", { name: "Acknowledge" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Acknowledge" }).click();
    await page
      .getByText(/With the eyes of others one only looks/)
      .first()
      .waitFor();
    for (const path of ["/line", "/wall", "/people"]) {
      await page.goto(server.url + path);
      await banner.getByText("You see what petra sees.").waitFor();
    }
    await page.getByText("Who comes in is settled by administrators").waitFor();
    await banner.getByRole("button", { name: "Stop seeing as them" }).click();
    await page.getByRole("button", { name: "See as petra" }).waitFor();
    await page.getByRole("button", { name: "You and this page: ada" }).waitFor();
    expect(await banner.count()).toBe(0);
    await page.context().close();
  });

  test.each(COMBINED)(
    "$name with a $device: nothing runs out of it or fails, and what they do first is in reach",
    async ({ name, device, pages: [first, ...others], main }) => {
      const page = await signedIn(name, DEVICES[device]);
      const wrong: string[] = [];
      page.on("console", (message) => message.type() === "error" && wrong.push(message.text()));
      page.on("pageerror", (error) => wrong.push(error.message));
      const look = async (path: string): Promise<void> => {
        await page.goto(server.url + path);
        await becomes(page, "live");
        await page.locator("main h1, main h2, main .card").first().waitFor({ state: "attached" });
        await page.locator("main .placeholder").first().waitFor({ state: "detached" });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect([path, wide]).toEqual([path, 0]);
        if (name === "sam")
          expect([path, await page.locator("body").innerText()]).toEqual([path, expect.not.stringMatching(/€|EUR/)]);
      };
      for (const path of others) await look(path);
      await look(first);
      await main(page).scrollIntoViewIfNeeded();
      await main(page).click({ trial: true });
      expect(await violationsOf(page)).toEqual([]);
      expect(wrong).toEqual([]);
      await page.context().close();
    },
  );
});
