import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { CHROMIUM_ARGS, findChromium } from "@lockstep/testkit/services";
import { fact } from "@lockstep/testkit/worked-example";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasRealServer, type RealServer, startRealServer } from "../dev/real-server.ts";
import { tellEverywhere } from "../dev/tell-everywhere.ts";
import { factsWithTextEverywhere } from "../dev/texts-everywhere.ts";
import { PAGES as LISTED } from "./shell/pages.ts";

/** Texts that something on the way from a fact to a screen could take for more than text. */
const NASTY: readonly string[] = [
  "<script>ran('script')</script>",
  "<img src=x onerror=\"ran('image')\">",
  "\"><svg onload=ran('svg')>",
  "javascript:ran('link')",
  "{n} {count, plural, one {#} other {#}} {",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as a template would have it
  "'{' ''{{constructor.constructor(\"ran('template')\")()}} ${ran('dollar')} <%= 1 %>",
  "null",
  "undefined",
  "__proto__",
  "constructor",
  "' OR 1=1; DROP TABLE audit; --",
  '=HYPERLINK("http://evil.test")',
  "\u202eevol eht morf\u202c \u2066 not closed",
  "zero\u200bwidth\u200d\ufeff\u00ad",
  "👩‍👩‍👧‍👦 𝒳 🏴󠁧󠁢󠁥󠁮󠁧󠁿 é ﷽",
  "Z̸̡̨̛͎̯̻̦͔͖͚̀̅̑̆͝a̷l̴g̵o̶",
  "Supercalifragilistic".repeat(9),
  "%2e%2e%2f%00%ff%",
  "a&amp;b&lt;c&#39;d?x=1#y",
  "line one\nline two\r\nline three\ttab",
  "../../../etc/passwd",
  "-1",
  "1e309",
  "0x10",
];

const SITE = "PLANT-A";
const PROMISED = "2026-03-02T12:00:00Z";

/** Each text as item, order, customer, machine, reason and hold: every one of them threatens something. */
function nastyFacts(): CloudEvent[] {
  const each = NASTY.flatMap((text) => {
    const about = { item: text, site: SITE };
    const times = { requestedAt: PROMISED, promisedAt: PROMISED };
    const plan = { plannedStart: "2026-03-02T08:00:00Z", plannedFinish: "2026-03-02T10:00:00Z" };
    const since = "2026-03-02T06:30:00Z";
    return [
      fact("master.item", { id: text, name: text, uom: text, unitPrice: { amount: "10.00", currency: "EUR" } }),
      fact("master.customer", { id: text, name: text }),
      fact("master.supplier", { id: text, name: text }),
      fact("master.resource", { id: text, site: SITE, name: text, kind: "line" }),
      fact("master.routing", { ...about, operations: [{ seq: 1, resource: text, ratePerHour: 10 }] }),
      fact("erp.production-order", { id: text, ...about, quantity: 20, ...plan, status: "released" }),
      fact("erp.sales-order-line", {
        order: text,
        line: "1",
        customer: text,
        ...about,
        quantity: 30,
        ...times,
        status: "open",
      }),
      fact("mes.resource-state", { resource: text, since, state: "down", reason: text }, since),
      fact("mes.quality-hold", { id: text, target: about, state: "held", reason: text }),
      fact("wms.stock-count", { site: SITE, location: text, item: text, lot: text, status: "blocked", quantity: 1 }),
      // Quarantined, with the text where a number belongs.
      fact("wms.stock-count", { site: SITE, location: text, item: text, status: "available", quantity: text }),
    ];
  });
  return [fact("master.site", { id: SITE, name: present(NASTY[1], () => "a text"), timeZone: "UTC" }), ...each];
}

/** For what is told once: several of them in one text, short enough for an id. */
const TOGETHER =
  "<script>ran('all')</script><img src=x onerror=\"ran('all')\">'\"><svg onload=ran('all')>javascript:ran('all') {{ran(1)}} \u202e=1+1;--";
/** What JSON can say and a database or a screen may not take. */
const UNUSUAL: readonly string[] = ["nul\u0000nul", "\ud800 alone \udfff", "very long ".repeat(2_000)];

/** Lines that nothing supplies, for mutations that need an exception each. */
const threatened = (): CloudEvent[] =>
  Array.from({ length: 80 }, (_, k) => [
    fact("master.item", { id: `MUTATED-${k}`, name: TOGETHER, uom: "pc" }),
    fact("erp.sales-order-line", {
      ...{ order: `SO-MUTATED-${k}`, line: "1", customer: "C-1", item: `MUTATED-${k}`, site: SITE, quantity: 1 },
      ...{ requestedAt: PROMISED, promisedAt: PROMISED, status: "open" },
    }),
  ]).flat();

/** By the router itself: a page that no menu names is a page, too. */
const ROUTER = readFileSync(resolve("apps/web/src/router.tsx"), "utf8");
const PAGES = [
  ...new Set([
    "/",
    ...LISTED.map(([path]) => path),
    ...[...ROUTER.matchAll(/path: "([^"]+)"/g)].map(([, path = ""]) => path),
  ]),
];
/** What is opened beside an exception, and by which of the texts: markup, formats, names of JavaScript, direction, length. */
const OPENED = [
  ["order", 1],
  ["point", 4],
  ["resource", 8],
  ["line", 12],
  ["hold", 16],
  ["order", 17],
  ["point", 19],
] as const;
const SETTLE_MS = 80;

describe.skipIf(!findChromium() || !hasRealServer())("texts that are more than text elsewhere", () => {
  let browser: Browser;
  let server: RealServer;
  let page: Page;
  const wrong: string[] = [];
  const titles = new Set<string>();
  let refused: readonly string[] = [];
  let exceptions: readonly { readonly id: string; readonly subject: string }[] = [];

  beforeAll(async () => {
    server = await startRealServer(4655);
    await server.send([...nastyFacts(), ...factsWithTextEverywhere(TOGETHER, "together"), ...threatened()]);
    for (const [k, text] of UNUSUAL.entries()) await server.send(factsWithTextEverywhere(text, `unusual-${k}`));
    await server.setClock("2026-03-02T11:30:00Z");
    const board = await server.ask<Record<"all" | "ofMutations", { nodes: typeof exceptions }>>(
      `{ all: exceptions(first: 200) { nodes { id subject } }
        ofMutations: exceptions(first: 200, filter: { text: "MUTATED-" }) { nodes { id subject } } }`,
    );
    const forMutations = board.ofMutations.nodes.map(({ id }) => id);
    exceptions = board.all.nodes.filter(({ id }) => !forMutations.includes(id));
    refused = await tellEverywhere(server, { site: SITE, text: TOGETHER, exceptions: forMutations });
    const command =
      "mutation ($id: ID!, $text: String!, $c: ID!) { comment(id: $id, text: $text, commandId: $c) { id } }";
    const told = NASTY.map((text, k) =>
      server.ask(command, { id: present(exceptions[k], () => "an exception for each").id, text, c: `c-${k}` }),
    );
    await Promise.all(told);
    browser = await chromium.launch({ executablePath: findChromium() ?? "", args: [...CHROMIUM_ARGS] });
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, reducedMotion: "reduce" });
    page = await context.newPage();
    page.on("pageerror", (error) => wrong.push(`${page.url()} error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") wrong.push(`${page.url()} console: ${message.text()}`);
    });
    page.on("dialog", (dialog) => {
      wrong.push(`${page.url()} dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.exposeFunction("ran", (what: string) => wrong.push(`${page.url()} ran: ${what}`));
    await page.exposeFunction("violated", (what: string) => wrong.push(`${page.url()} policy: ${what}`));
    await page.addInitScript(
      `addEventListener("securitypolicyviolation", (event) => violated(event.violatedDirective + " " + event.blockedURI))`,
    );
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** What leads somewhere else than to this server, or runs something. */
  const badLinks = () =>
    page.evaluate(() =>
      [...document.querySelectorAll("a[href]")]
        .map((link) => (link as HTMLAnchorElement).href)
        .filter((href) => !href.startsWith(location.origin)),
    );

  async function looksWell(path: string, width: number): Promise<void> {
    // As a link does: the page is loaded once.
    await page.evaluate((to) => history.pushState({}, "", to), path);
    await page.locator("main").first().waitFor();
    // Where the page before still stands, as this one is fetched: each has a title of its own.
    if (PAGES.includes(path)) await page.waitForFunction(hasOtherTitle, lastTitle).catch(() => null);
    await page.waitForTimeout(SETTLE_MS);
    await page.waitForFunction(() => document.querySelector(".placeholder") === null);
    const found = await page.evaluate(() => document.documentElement.scrollWidth);
    if (found > width) wrong.push(`${page.url()} is ${found} px wide on a screen of ${width}: ${await widest(width)}`);
    const title = await page
      .locator("h1")
      .first()
      .textContent()
      .catch(() => null);
    if (title === null) wrong.push(`${page.url()} has no h1`);
    else titles.add(title);
    lastTitle = title;
    for (const href of await badLinks()) wrong.push(`${page.url()} leads to ${href}`);
  }

  let lastTitle: string | null = null;
  const hasOtherTitle = (last: string | null): boolean => {
    const title = document.querySelector("h1")?.textContent ?? null;
    return title !== null && title !== last;
  };

  /** What sticks out, the innermost of it. */
  const widest = (width: number) =>
    page.evaluate((most) => {
      const out = [...document.querySelectorAll("main *, header *")].filter(
        (one) => one.getBoundingClientRect().right > most && one.children.length === 0,
      );
      return out
        .map((one) => `${one.tagName}.${one.className} in ${one.parentElement?.className}`)
        .slice(0, 5)
        .join("; ");
    }, width);

  test("are taken in every field of every type of fact, but those that no database holds, and in every mutation", async () => {
    const wanted = factsWithTextEverywhere(TOGETHER, "once more").map((one) => ({ ...one, source: "/test/again" }));
    const answer = await fetch(`${server.url}/facts`, {
      method: "POST",
      headers: { "content-type": "application/cloudevents-batch+json" },
      body: JSON.stringify(wanted),
    });
    expect(await answer.json()).toMatchObject({ accepted: wanted.length, quarantined: 0 });
    expect(refused).toEqual([]);
    for (const text of UNUSUAL) {
      const comment =
        'mutation ($id: ID!, $text: String!) { comment(id: $id, text: $text, commandId: "unusual") { id } }';
      const told = server.ask(comment, { id: exceptions[0]?.id, text });
      await expect(told, "in words, and not as an error of the server").rejects.toThrow("BAD_USER_INPUT");
    }
  });

  test("are texts on every page: nothing runs, nothing fails, nothing is wider than the screen", async () => {
    // The lists hold all of the texts; what is opened from them is opened with one of each sort.
    const opened = OPENED.map(([thing, k]) => {
      const at = present(exceptions[k], () => "an exception").id;
      const text = present(NASTY[k], () => "a text");
      const id = thing === "point" ? `${text}@${SITE}` : thing === "line" ? `${text}/1` : text;
      return `/?${new URLSearchParams({ at, open: `${thing}:${id}` })}`;
    });
    const audited = await server.ask<{ audit: { nodes: { number: number }[] } }>(
      "{ audit(first: 2) { nodes { number } } }",
    );
    const records = audited.audit.nodes.map(({ number }) => `/audit?record=${number}`);
    const traced = [0, 5, 19].map(
      (k) => `/trace?${new URLSearchParams({ item: NASTY[k] ?? "", lot: NASTY[k] ?? "" })}`,
    );
    await page.goto(server.url);
    for (const path of [...opened, ...records, ...traced, ...PAGES]) await looksWell(path, 390);
    await page.setViewportSize({ width: 1440, height: 900 });
    for (const path of PAGES.slice(0, 4)) await looksWell(path, 1440);
    expect(wrong).toEqual([]);
    // All of them were really there.
    expect(titles.size).toBeGreaterThanOrEqual(PAGES.length);
  });

  test("are shown as they were told", async () => {
    const { id } = present(exceptions[0], () => "an exception");
    await page.goto(`${server.url}/?at=${id}`);
    await page
      .locator(".timeline")
      .getByText(present(NASTY[0], () => "a text"))
      .first()
      .waitFor();
    expect(wrong).toEqual([]);
  });
});
