import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { type MadeCell, workbookOf } from "@lockstep/testkit/workbook";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { axeOn } from "../dev/axe.ts";
import { hasRealServer, type RealServer, startRealServer } from "../dev/real-server.ts";
import { en } from "./i18n/en.ts";
import { enLeader } from "./i18n/en-leader.ts";

const EXAMPLES = resolve("docs/examples/csv");
const FILES = readdirSync(EXAMPLES).map((name) => `${EXAMPLES}/${name}`);

/** What the README tells people to do: whatever is pressed here stands there in bold. */
const section =
  readFileSync(resolve("README.md"), "utf8").split("## Start with your own files")[1]?.split("\n## ")[0] ?? "";

function told(name: string): string {
  expect(section.replaceAll("\n   ", " ")).toContain(`**${name}**`);
  return name;
}

describe.skipIf(!findChromium() || !hasRealServer())("someone with files of their own", () => {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-own-files-"));
  let browser: Browser;
  let server: RealServer;
  let page: Page;

  beforeAll(async () => {
    // A connector that runs and has told nothing.
    const connectors = join(folder, "connectors.json");
    writeFileSync(connectors, JSON.stringify({ connectors: [{ id: "plant", kind: "mqtt-json", facts: "plant/#" }] }));
    server = await startRealServer(4570, { env: { LOCKSTEP_CONNECTORS: connectors, MQTT_PORT: "4571" } });
    const now = /"now": "([^"]+)"/.exec(section)?.[1] ?? "";
    await server.setClock(now);
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is told of no money at risk as long as no order line is known: no data is not nothing", async () => {
    await page.goto(`${server.url}/wall`);
    const onWall = page.locator(".wall-figure", { hasText: "at risk" });
    await expect.poll(() => onWall.textContent()).toBe("– at risk");
    expect(await page.locator(".wall-none").textContent()).toBe(en["list.nothingKnown"]);
    await page.goto(`${server.url}/leader`);
    const missed = page.locator(".leader-figures > div", { hasText: enLeader["leader.missed"] }).locator("dd").first();
    await expect.poll(() => missed.textContent()).toBe("–");
    await page.goto(server.url);
    await page.locator(".shell[data-phase=live]").waitFor();
    // What is read for the head of the page has come.
    await page.waitForLoadState("networkidle");
    expect(await page.locator(".strip-money dd").textContent()).toMatch(/^–/);
  });

  test("follows the README from an empty start to a projected order line", async () => {
    const began = performance.now();
    expect(section).toContain("all nine at once");
    expect(FILES).toHaveLength(9);
    await page.goto(server.url);
    await page.getByRole("link", { name: told("Bring in your own files") }).click();
    await page.getByLabel(told("Choose files")).setInputFiles(FILES);
    await page.getByRole("heading", { name: /sites\.csv/ }).waitFor();
    for (const [k] of FILES.entries()) {
      await press(told("Try it, without taking anything"));
      await page.getByRole("heading", { name: "2 · What it would change" }).waitFor();
      await page.getByRole("button", { name: "0 bad rows" }).waitFor();
      told("Take");
      await press(/^Take \d+ changes?$/);
      await page.getByRole("heading", { name: "3 · Taken" }).waitFor();
      told("Next");
      if (k < FILES.length - 1) await press(/^Next: /);
    }
    await page.getByText("There is enough for a projection.").first().waitFor();
    await page
      .getByRole("link", { name: told("Open the board") })
      .last()
      .click();
    await page.getByRole("link", { name: "Shaft seal 10 mm from DICHTA" }).click();
    await page.getByText("4712/10").first().waitFor();
    expect(section).toContain("order line 4712/10 will leave 21 hours late");
    expect(await projectionOf("4712/10")).toEqual({ state: "LATE", slackMinutes: -1_280 });
    expect(await projectionOf("4713/10")).toMatchObject({ state: "ON_TRACK" });
    expect(performance.now() - began).toBeLessThan(10 * 60_000);
  });

  test("sees every bad row with its reason, downloads them, and takes the rest", async () => {
    await page.goto(`${server.url}/import`);
    const head = "Sales order;Line;Customer;Item;Plant;Quantity;Requested;Promised;Status";
    const rows = [
      "5001;10;Hydrotec;PU-100;KS1;-5;03/04/2026;03/04/2026;open",
      "5002;10;Hydrotec;PU-100;KS1;5;03/04/2026;03/04/2026;parked",
      "4712;10;Aqua Nord;PU-100;KS1;30;06/03/2026;06/03/2026;open",
    ];
    const buffer = Buffer.from([head, ...rows].join("\n"));
    await page.getByLabel("Choose files").setInputFiles({ name: "sales-orders.txt", mimeType: "text/plain", buffer });
    await page.getByText("The dates of this file can be read with the day or with the month first.").waitFor();
    expect(await page.getByRole("button", { name: "Try it, without taking anything" }).isDisabled()).toBe(true);
    await page.getByLabel("Dates").selectOption("dmy");
    await page.getByLabel("parked means").selectOption("closed");
    await press("Try it, without taking anything");
    await page.getByRole("row", { name: /2 Quantity -5 quantity must be greater than 0/ }).waitFor();
    const downloading = page.waitForEvent("download");
    await press("Download the bad row as CSV");
    const path = await (await downloading).path();
    expect(readFileSync(path, "utf8")).toContain('2,"Quantity: quantity must be greater than 0; it is -5.",5001,10');
    await press("1 changed");
    await page.getByText("Quantity 40 → 30").waitFor();
    await findsNothing();
    await press("Take 2 changes, without 1 bad row");
    await page.getByText("2 changes are taken.").waitFor();
  });

  test("chooses the sheet of a workbook, and sees a cell that a formula failed in where the spreadsheet shows it", async () => {
    const due = { v: 46_086, form: "dd.mm.yyyy" };
    const head = ["Sales order", "Line", "Customer", "Item", "Plant", "Quantity", "Requested", "Promised", "Status"];
    const line = (order: number, quantity: MadeCell) => [
      order,
      10,
      "Hydrotec",
      "PU-100",
      "KS1",
      quantity,
      due,
      due,
      "open",
    ];
    const book = workbookOf({
      Customers: [
        ["Customer", "Name"],
        ["Hydrotec", "Hydrotec AG"],
      ],
      Orders: { rows: { 3: head, 4: line(6001, 2.5), 7: line(6002, { t: "e", v: "#N/A" }) } },
    });
    const file = { name: "plant.xlsx", mimeType: "application/octet-stream", buffer: Buffer.from(book) };
    await page.getByLabel("Choose files").setInputFiles(file);
    await page.getByLabel("Sheet of the workbook").selectOption("Orders");
    await page.getByRole("heading", { name: "plant.xlsx Orders · 2 rows" }).waitFor();
    await press("Try it, without taking anything");
    await page.getByRole("row", { name: /7 Quantity #N\/A #N\/A is an error of the spreadsheet/ }).waitFor();
    await press("Take 1 change, without 1 bad row");
    await page.getByText("1 change is taken.").waitFor();
    await page.getByLabel("Choose files").setInputFiles(file);
    await page.getByText("The columns are as dev used them for plant-orders").waitFor();
  });

  test("of which the columns are known the next time, and the same file changes nothing", async () => {
    await page.getByLabel("Choose files").setInputFiles(`${EXAMPLES}/sales-orders.csv`);
    await page.getByText("The columns are as dev used them for sales-orders").waitFor();
    await page.getByLabel("Choose files").setInputFiles(`${EXAMPLES}/items.csv`);
    await page.getByText("The columns are as dev used them for items").waitFor();
    await press("Try it, without taking anything");
    await page.getByRole("button", { name: "9 unchanged" }).waitFor();
    await press("Nothing to take");
    await page.getByText("Nothing was new: all of it was known.").waitFor();
  });

  const press = (name: string | RegExp): Promise<void> =>
    page.getByRole("button", { name, exact: typeof name === "string" }).click();

  async function findsNothing(): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForTimeout(300);
      const { violations } = await axeOn(page).analyze();
      expect(violations.map((found) => `${found.id}: ${found.nodes[0]?.html}`)).toEqual([]);
    }
  }

  async function projectionOf(id: string): Promise<unknown> {
    const query = `{ orderLine(id: "${id}") { state slackMinutes } }`;
    const answer = await fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`);
    return ((await answer.json()) as { data: { orderLine: unknown } }).data.orderLine;
  }
});
