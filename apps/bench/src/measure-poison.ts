import { setTimeout as sleep } from "node:timers/promises";
import { assert, present } from "@lockstep/domain/assert";
import { HOUR, isoOf } from "@lockstep/domain/instant";
import { POISON, streamedReceipt } from "@lockstep/testkit/poison";
import { type LoadedServer, startServer } from "./live-load/server.ts";

export interface PoisonOrder {
  readonly store: "embedded" | "postgres";
  readonly rounds: number;
}

export interface PoisonMeasure {
  readonly order: PoisonOrder;
  readonly facts: number;
  readonly poisoned: number;
  /** Of all rounds, from the first byte sent until all of it is durable and answered. */
  readonly cleanMs: number;
  readonly poisonedMs: number;
  /** Of one round to its neighbour: throughput with poison against without. */
  readonly ratioP50: number;
}

const FACTS_A_ROUND = 4_000;
/** Of those that the receipts name. */
const ITEMS = 50;
/** 0.1 % */
const ONE_IN = 1_000;

/**
 * Two whole servers, the same stream over HTTP to each, by turns; in one of them each thousandth fact is broken, in all ways
 * one after the other. Then each broken one is put right and sent in again, twice: both servers must know the same.
 */
export async function measurePoison(order: PoisonOrder): Promise<PoisonMeasure> {
  const { store, rounds } = order;
  const [clean, poisoned] = [await startServer({ store, clock: "live" }), await startServer({ store, clock: "live" })];
  try {
    const now = Date.now();
    for (const { url } of [clean, poisoned]) await tell(url, masterData(now));
    const times = { clean: 0, poisoned: 0 };
    const ratios: number[] = [];
    const broken: { readonly event: string; readonly rule: string }[] = [];
    // The first is to warm up.
    for (let round = -1; round < rounds; round += 1) {
      const from = (round + 1) * FACTS_A_ROUND;
      const events = Array.from({ length: FACTS_A_ROUND }, (_, k) => streamedReceipt(from + k, now));
      const good = events.map((event) => JSON.stringify(event));
      const bad = good.map((text, k) => {
        const event = events[k];
        if (k % ONE_IN !== ONE_IN / 2 || event === undefined) return text;
        const [, rule, poison] = present(POISON[broken.length % POISON.length], () => "there is no poison");
        broken.push({ event: text, rule });
        return poison(event);
      });
      const turns = [
        ["clean", clean, good],
        ["poisoned", poisoned, bad],
      ] as const;
      const took = { clean: 0, poisoned: 0 };
      for (const [name, { url }, lines] of round % 2 === 0 ? turns : turns.toReversed()) {
        const began = performance.now();
        await tell(url, lines);
        took[name] = performance.now() - began;
      }
      if (round < 0) continue;
      times.clean += took.clean;
      times.poisoned += took.poisoned;
      ratios.push(took.clean / took.poisoned);
    }
    await mend(poisoned, broken);
    const stocks = [await stockOf(clean), await stockOf(poisoned)];
    assert(stocks[0] === stocks[1], () => `put right, it is not what was never broken: ${stocks.join(" and ")}`);
    const middle = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? 0;
    const facts = rounds * FACTS_A_ROUND;
    return {
      order,
      facts,
      poisoned: facts / ONE_IN,
      cleanMs: Math.round(times.clean),
      poisonedMs: Math.round(times.poisoned),
      ratioP50: middle,
    };
  } finally {
    await Promise.all([clean.stop(), poisoned.stop()]);
  }
}

function masterData(now: number): string[] {
  const event = (type: string, id: string, data: object) =>
    JSON.stringify({ specversion: "1.0", id, source: "/erp", type, time: isoOf(now - 24 * HOUR), data });
  const items = Array.from({ length: ITEMS }, (_, k) =>
    event("master.item", `FG-${k}`, { id: `FG-${k}`, name: `Item ${k}`, uom: "pc" }),
  );
  return [event("master.site", "PLANT-A", { id: "PLANT-A", name: "Plant A", timeZone: "Europe/Berlin" }), ...items];
}

async function tell(url: string, lines: readonly string[]): Promise<void> {
  const answer = await fetch(`${url}/facts`, {
    method: "POST",
    body: lines.join("\n"),
    headers: { "content-type": "application/x-ndjson" },
  });
  assert(answer.status === 202, () => `${url} answers ${answer.status}`);
  await answer.json();
}

/** Each twice: the second time there is nothing left to do. */
async function mend(
  { url }: LoadedServer,
  broken: readonly { readonly event: string; readonly rule: string }[],
): Promise<void> {
  // What was answered is shown soon after.
  let kept = await quarantined(url);
  for (let tries = 0; kept.length < broken.length && tries < 60; tries += 1) {
    await sleep(500);
    kept = await quarantined(url);
  }
  // The newest comes first.
  const rules = kept.map(({ rule }) => rule).reverse();
  const expected = broken.map(({ rule }) => rule);
  assert(rules.join() === expected.join(), () => `quarantined as ${rules.join()} instead of ${expected.join()}`);
  for (const [k, { id }] of kept.toReversed().entries()) {
    const variables = { id, fact: broken[k]?.event ?? "", commandId: `mend-${id}` };
    for (let time = 0; time < 2; time += 1) await ask(url, RESUBMIT, variables);
  }
}

async function quarantined(url: string): Promise<Quarantined[]> {
  const kept: Quarantined[] = [];
  for (let after: string | null = null; ; ) {
    const { quarantine }: Quarantine = await ask<Quarantine>(url, READ, { after });
    kept.push(...quarantine.nodes);
    if (!quarantine.pageInfo.hasNextPage) return kept;
    after = quarantine.pageInfo.endCursor;
  }
}

interface Quarantined {
  readonly id: string;
  readonly rule: string;
}

interface Quarantine {
  readonly quarantine: {
    readonly nodes: readonly Quarantined[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

const READ =
  "query ($after: String) { quarantine(after: $after) { nodes { id rule } pageInfo { hasNextPage endCursor } } }";
const RESUBMIT =
  "mutation ($id: ID!, $fact: String!, $commandId: ID!) { resubmitQuarantined(id: $id, fact: $fact, commandId: $commandId) { state } }";

/** Of each item what lies there: whatever was forgotten or counted twice shows. */
async function stockOf({ url }: LoadedServer): Promise<string> {
  const found: number[] = [];
  for (let k = 0; k < ITEMS; k += 1) {
    const query = "query ($id: ID!) { stockingPoint(id: $id) { onHand } }";
    const { stockingPoint } = await ask<{ readonly stockingPoint: { readonly onHand: number } }>(url, query, {
      id: `FG-${k}@PLANT-A`,
    });
    found.push(stockingPoint.onHand);
  }
  return found.join();
}

async function ask<T>(url: string, query: string, variables: object): Promise<T> {
  const answer = await fetch(`${url}/graphql`, {
    method: "POST",
    body: JSON.stringify({ query, variables }),
    headers: { "content-type": "application/json" },
  });
  const { data, errors } = (await answer.json()) as { readonly data?: T; readonly errors?: unknown };
  assert(errors === undefined, () => `${query}: ${JSON.stringify(errors)}`);
  return present(data, () => `no answer to ${query}`);
}
