import { assert } from "@lockstep/domain/assert";
import { isoOf } from "@lockstep/domain/instant";
import { CHROMIUM_ARGS } from "@lockstep/testkit/services";
import { chromium } from "playwright-core";
import { post, tellClock } from "../live-load/run-cell.ts";
import { type LoadedServer, startServer } from "../live-load/server.ts";
import { createPastYear, NOW, type PastYear } from "./past-year.ts";

export interface OutcomeOrder {
  readonly lines: number;
  readonly store: "embedded" | "postgres";
  readonly rounds: number;
  readonly seed: number;
  /** The browser that says what the page asks. */
  readonly browser: string;
}

export interface OutcomeMeasure extends Omit<OutcomeOrder, "browser"> {
  readonly loadedSeconds: number;
  readonly residentBytes: number;
  /** All that the page asks at once, until the last of it is answered; milliseconds, of each round. */
  readonly page: readonly number[];
  /** Of each question alone. */
  readonly questions: readonly { readonly name: string; readonly bytes: number; readonly times: readonly number[] }[];
  /** From a shipment that is told a week late until last week's figure says it; milliseconds. */
  readonly lateFactMs: number;
}

/** The whole server with what became of a year's order lines; what the leader's page asks of it is taken from the page itself. */
export async function measureOutcomes({ browser, ...order }: OutcomeOrder): Promise<OutcomeMeasure> {
  const year = createPastYear(order.lines, order.seed);
  const server = await startServer({ store: order.store, clock: "manual" });
  try {
    const began = performance.now();
    await load(server, year);
    const loadedSeconds = (performance.now() - began) / 1_000;
    const bodies = await askedByPage(server.url, browser);
    const asks = bodies.map((body) => ({ body, name: nameOf(body), times: [] as number[], bytes: 0 }));
    const page: number[] = [];
    for (let round = 0; round < order.rounds; round += 1) {
      const at = performance.now();
      await Promise.all(asks.map(({ body }) => ask(server.url, body)));
      page.push(performance.now() - at);
      for (const one of asks) {
        const from = performance.now();
        one.bytes = (await ask(server.url, one.body)).length;
        one.times.push(performance.now() - from);
      }
    }
    const residentBytes = await residentOf(server.url);
    const lateFactMs = await measureLateFact(server.url, year);
    return { ...order, loadedSeconds, residentBytes, page, questions: asks, lateFactMs };
  } finally {
    await server.stop();
  }
}

const FACTS_A_POST = 5_000;

async function load({ url }: LoadedServer, year: PastYear): Promise<void> {
  await send(url, year.masterData);
  await tellClock(url, NOW);
  let batch: string[] = [];
  for (const fact of year.outcomes()) {
    batch.push(fact);
    if (batch.length < FACTS_A_POST) continue;
    await send(url, batch);
    batch = [];
  }
  if (batch.length > 0) await send(url, batch);
  // When it is answered, all that was told before is in what is shown.
  await tellClock(url, NOW + 1_000);
}

async function send(url: string, facts: readonly string[]): Promise<void> {
  for (;;) {
    const { status } = await post(`${url}/facts`, `[${facts.join(",")}]`);
    if (status === 202) return;
    assert(status === 429, () => `${url} answers ${status} to what is told`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** The questions with which the page fills itself, each once. */
async function askedByPage(url: string, executablePath: string): Promise<readonly string[]> {
  const browser = await chromium.launch({ executablePath, args: [...CHROMIUM_ARGS] });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const bodies = new Map<string, string>();
    page.on("request", (request) => {
      const body = request.url().endsWith("/graphql") ? request.postData() : null;
      if (body !== null) bodies.set(nameOf(body), body);
    });
    await page.goto(`${url}/leader`);
    // A server that is loaded with a million lines may be collecting its garbage just now.
    await page.waitForLoadState("networkidle", { timeout: 120_000 });
    assert(bodies.has("ReadLeader"), () => `the leader's page asked nothing but ${[...bodies.keys()]}`);
    return [...bodies.values()];
  } finally {
    await browser.close();
  }
}

const nameOf = (body: string): string => (JSON.parse(body) as { readonly operationName: string }).operationName;

async function ask(url: string, body: string): Promise<string> {
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    body,
    headers: { "content-type": "application/json" },
  });
  const text = await answer.text();
  assert(answer.ok && text.startsWith('{"data"'), () => `${nameOf(body)}: ${text.slice(0, 300)}`);
  return text;
}

async function measureLateFact(url: string, { late }: PastYear): Promise<number> {
  const [from, to] = late.week;
  const query = `{ otifFailures(definition: "requested", from: "${from}", to: "${to}", first: 200) { totalCount } }`;
  const failed = async (): Promise<number> => {
    const said = JSON.parse(await ask(url, JSON.stringify({ operationName: null, query }))) as {
      readonly data: { readonly otifFailures: { readonly totalCount: number } };
    };
    return said.data.otifFailures.totalCount;
  };
  const before = await failed();
  const at = performance.now();
  await send(url, [late.fact]);
  while ((await failed()) !== before - 1) {
    assert(performance.now() - at < 60_000, () => `${late.line} still counts as failed at ${isoOf(NOW)}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return performance.now() - at;
}

async function residentOf(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]);
}
