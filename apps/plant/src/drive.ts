import { setTimeout as sleep } from "node:timers/promises";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, isoOf, MINUTE, SECOND } from "@lockstep/domain/instant";
import { findStart, mondayBehind } from "./anchor.ts";
import type { Client, Taken } from "./client.ts";
import { log } from "./log.ts";
import type { Options } from "./options.ts";
import { createPlant, firstOrderLine, LIVE_INTERVAL, type Plant } from "./plant.ts";
import { putRosters } from "./roster.ts";

/** Facts sent as one batch, some megabytes: a past that is told at once is looked at once, as it stands at its end. */
const CHUNK = 25_000;
/** A server's clock that is so far off the wall clock is a manual one. */
const FAR = 10 * MINUTE;

/** Runs the plant against a server until `signal` ends it. */
export async function drive(options: Options, client: Client, signal: AbortSignal): Promise<void> {
  await client.ready();
  const clock = await serverClock(client);
  const manual = options.speed > 1 || Math.abs(clock - Date.now()) > FAR;
  const begun = manual ? Math.max(clock, options.start ?? mondayBehind(Date.now()) + 2 * DAY) : Date.now();
  const start = options.start ?? (await findStart(client, begun, firstOrderLine));
  const plant = createPlant(options.seed, start);
  const from = Math.max(begun, start);
  const history = [...plant.opening, ...plant.step(from)];
  const taken = await postAll(client, history);
  if (manual && !(await client.setClock(from))) {
    throw new Error("a speed above 1 needs a server with a manual clock: start it with LOCKSTEP_CLOCK=manual");
  }
  log("info", "the plant's history is told", {
    start: isoOf(start),
    until: isoOf(from),
    facts: history.length,
    ...taken,
  });
  await putRosters(client, signal);
  await (manual ? fastForward(plant, { client, from, speed: options.speed, signal }) : live(plant, client, signal));
}

/** At the pace of the wall clock. */
async function live(plant: Plant, client: Client, signal: AbortSignal): Promise<void> {
  for (;;) {
    await sleep(SECOND, undefined, { signal });
    const facts = plant.step(Date.now(), "live");
    if (facts.length > 0) await postAll(client, facts);
  }
}

interface Pace {
  readonly client: Client;
  readonly from: Instant;
  readonly speed: number;
  readonly signal: AbortSignal;
}

/** Ahead of the wall clock: the plant moves the server's manual clock behind its facts. */
async function fastForward(plant: Plant, { client, from, speed, signal }: Pace): Promise<void> {
  const began = performance.now();
  const detail = LIVE_INTERVAL / speed > 0.2 * SECOND ? "live" : "events";
  for (;;) {
    await sleep(0.25 * SECOND, undefined, { signal });
    const until = Math.floor(from + (performance.now() - began) * speed);
    await postAll(client, plant.step(until, detail));
    await client.setClock(until);
  }
}

async function serverClock(client: Client): Promise<Instant> {
  const { asOf } = await client.ask<{ asOf: { now: string } }>("{ asOf { now } }", {});
  return Date.parse(asOf.now) > HOUR ? Date.parse(asOf.now) : 0;
}

async function postAll(client: Client, facts: readonly CloudEvent[]): Promise<Omit<Taken, "seq" | "parked">> {
  const sum = { accepted: 0, duplicates: 0, quarantined: 0 };
  for (let k = 0; k < facts.length; k += CHUNK) {
    const taken = await client.post(facts.slice(k, k + CHUNK));
    sum.accepted += taken.accepted;
    sum.duplicates += taken.duplicates;
    sum.quarantined += taken.quarantined;
  }
  if (sum.quarantined > 0) log("warn", "facts were quarantined", sum);
  return sum;
}
