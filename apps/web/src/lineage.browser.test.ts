import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { exampleFacts, fact, stopFacts } from "@lockstep/testkit/worked-example";
import { type Browser, chromium, type Locator, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasRealServer, type RealServer, startRealServer } from "../dev/real-server.ts";

const at = (day: number, time: string): string => `2026-03-0${day}T${time}:00Z`;

/** The worked example with its plan published, two days later: something was sold, bought, made, answered and estimated. */
const history = (): object[] => [
  ...exampleFacts(),
  fact("erp.plan-published", {
    ...{ id: "W10", horizonStart: at(2, "00:00"), horizonEnd: at(9, "00:00"), publishedAt: at(2, "07:00") },
  }),
  ...[1, 2, 3, 4, 5].map((n) =>
    fact("wms.receipt", {
      ...{ purchaseOrderLine: "PO-9/1", site: "PLANT-A", location: "DOCK", item: "C" },
      ...{ quantity: n, rejected: 0, status: "available" },
    }),
  ),
];

/** Each page with what is on it once it is there. */
const PAGES = [
  ["the board", "/?at=first", ".headline .from"],
  ["an order line", "/?open=line:SO-2/1", ".figures .from"],
  ["the plan as a table", "/plan?show=table", ".grid .from"],
  ["an operation", "/plan?bar=WO-1/1", ".plan-detail .from"],
  ["the work done", "/plan?tab=progress&show=table", ".grid .from"],
  ["the time lost", "/plan?tab=losses&show=table", ".grid .from"],
  ["the leader's page", "/leader", ".leader-compare .from"],
  ["the tower's own figures", "/performance", ".chart-table .from"],
  ["adherence", "/adherence", ".adherence-cards .from"],
  ["the wall", "/wall", ".wall .from"],
  ["my line", "/line?line=LINE-1", ".card .from"],
  ["the handover", "/handover?line=LINE-1", ".ho-sheet .from"],
] as const;

/** Where figures stand. A new kind of place belongs here. */
const PLACES = [
  "main data",
  "main .leader-figures dd:not(.leader-small)",
  "main .chart-table td.cell-end",
  // The first column of a grid says what its rows are.
  '[role=gridcell].cell-end:not([data-cell$=":0"])',
].join(", ");

/** What a figure says of itself on the server; in two clicks a person is where this is. */
const LINEAGE = `query ($of: LineageOf!, $id: ID!, $figure: LineageFigure!) {
  lineage(of: $of, id: $id, figure: $figure) { parts(first: 1) { totalCount } behind(first: 1) { totalCount } } }`;

interface Told {
  readonly lineage: {
    readonly parts: { readonly totalCount: number } | null;
    readonly behind: { readonly totalCount: number };
  };
}

describe.skipIf(!findChromium() || !hasRealServer())("from any figure on any page", () => {
  let browser: Browser;
  let server: RealServer;
  let page: Page;

  beforeAll(async () => {
    server = await startRealServer(4738);
    await server.setClock(at(2, "07:30"));
    await server.send(history());
    await server.setClock(at(2, "08:00"));
    await server.send(stopFacts());
    await server.setClock(at(2, "11:30"));
    const found = await server.ask<{ exceptions: { nodes: { id: string }[] } }>("{ exceptions { nodes { id } } }");
    first = found.exceptions.nodes[0]?.id ?? "";
    const acknowledge = `mutation ($id: ID!) {
      acknowledgeException(id: $id, estimate: "${at(2, "12:30")}", commandId: "a-1") { id } }`;
    await server.ask(acknowledge, { id: first });
    await server.setClock(at(3, "11:30"));
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  let first = "";
  const pane = (): Locator => page.getByRole("dialog", { name: "Where this comes from" });

  test.each(PAGES)("%s: each figure leads to its facts", async (_, path, ready) => {
    await page.goto(server.url + path.replace("first", first));
    await page.locator(ready).first().waitFor();
    const bare = await page.locator(PLACES).evaluateAll((places) =>
      places.flatMap((place) => {
        const leads = place.closest("[data-from]") ?? place.querySelector("[data-from]");
        return /\d/.test(place.textContent) && leads === null ? [place.outerHTML] : [];
      }),
    );
    expect(bare, "figures without a lineage").toEqual([]);
    const figures = page.locator("main [data-from]");
    const keys = await figures.evaluateAll((all) => all.map((one) => one.getAttribute("data-from") ?? ""));
    await Promise.all([...new Set(keys)].map(stands));
    await leadsToFacts(page.locator(ready).first());
  });

  test("the feeds: how old a source is, and of when its last fact, lead to what it told", async () => {
    await page.goto(`${server.url}/feeds`);
    const age = page.locator('.grid [data-from^="FEED|"][data-from$="|ALL"]').first();
    await age.waitFor();
    const key = (await age.getAttribute("data-from")) ?? "";
    expect(await page.locator(`.grid [data-from="${key}"]`).count()).toBeGreaterThanOrEqual(2);
    await stands(key);
    await leadsToFacts(age);
  });

  async function stands(key: string): Promise<void> {
    const [begin, end] = [key.indexOf("|"), key.lastIndexOf("|")];
    const asked = { of: key.slice(0, begin), id: key.slice(begin + 1, end), figure: key.slice(end + 1) };
    const { lineage } = await server.ask<Told>(LINEAGE, asked);
    // What was counted and is none has no fact.
    expect(lineage.behind.totalCount > 0 || lineage.parts?.totalCount === 0, key).toBe(true);
  }

  async function leadsToFacts(figure: Locator): Promise<void> {
    await expect.poll(() => figure.textContent()).toContain("Where does this come from?");
    await figure.click();
    const fact = pane().locator(".section > .lineage-facts > li").first();
    await fact.locator("summary").click();
    expect(await fact.locator("pre").first().textContent()).toContain("specversion");
    expect(await pane().locator(".lineage-sources li").count()).toBeGreaterThan(0);
  }

  test("a sum is taken apart by keys alone, from the header to a line and to its facts", async () => {
    await page.goto(server.url);
    await page.locator(".strip-money .from").focus();
    await page.keyboard.press("Enter");
    const part = pane().locator(".lineage-parts .from", { hasText: "SO-2/1" });
    await part.focus();
    await page.keyboard.press("Enter");
    await pane().getByText("Order line SO-2/1 · value at risk").waitFor();
    await pane().locator(".section > .lineage-facts", { hasText: "erp.sales-order-line" }).waitFor();
    await page.goBack();
    await part.waitFor();
    await page.keyboard.press("Escape");
    await pane().waitFor({ state: "hidden" });
  });
});
