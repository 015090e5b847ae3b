import { setTimeout as sleep } from "node:timers/promises";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Client, Taken } from "./client.ts";
import { log } from "./log.ts";

/** Facts sent at once: a megabyte or two of lines, one answer. */
const CHUNK = 4_000;
/** As fast as possible, the clock still moves in such steps, so that what lasts for a while is seen to last. */
const STEP = 12 * HOUR;
/** At a given speed it moves this often. */
const TURN_MS = 250;

export interface Course {
  /** In order of time. */
  readonly events: readonly CloudEvent[];
  /** Everything up to here is told at once: what is known when the replay begins. */
  readonly from: Instant;
  /** Recorded time over real time; null: as fast as possible. */
  readonly speed: number | null;
}

export interface Summary extends Taken {
  readonly posted: number;
  /** Where the server's clock stands. */
  readonly now: Instant;
}

/** Tells a server with a manual clock all events in order of time, and moves its clock behind them. */
export async function replay(course: Course, client: Client, signal: AbortSignal): Promise<Result<Summary, string>> {
  await client.ready();
  const begun = await client.now();
  const clock = await client.setClock(begun);
  if (!clock.ok) return refuse(`${NEEDS_MANUAL} The server said ${clock.message}`);
  const teller = createTeller(course.events, client);
  const from = Math.max(course.from, begun);
  await teller.tellUpTo(from);
  log("info", "the plan as known is told", { from: isoOf(from), ...teller.sums() });
  for await (const until of course.speed === null
    ? steps(from, teller.end)
    : paced(from, teller.end, course.speed, signal)) {
    if (signal.aborted) break;
    const told = await teller.tellUpTo(until);
    log("info", "told", { until: isoOf(until), facts: told, ...teller.sums() });
  }
  return ok({ ...teller.sums(), now: await client.now() });
}

const NEEDS_MANUAL =
  "Replaying the past needs a server whose clock can be moved, or everything is late at once: start it with " +
  "LOCKSTEP_CLOCK=manual (and LOCKSTEP_DEMO=0, and a LOCKSTEP_DATA folder of its own).";

/** The ends of the stretches: every twelve hours, the last at the end of the last day. */
function* steps(from: Instant, end: Instant): Generator<Instant> {
  for (let at = from + STEP; at < end; at += STEP) yield at;
  yield end;
}

async function* paced(from: Instant, end: Instant, speed: number, signal: AbortSignal): AsyncGenerator<Instant> {
  const began = performance.now();
  for (let at = from; at < end; ) {
    await sleep(TURN_MS, undefined, { signal });
    at = Math.min(end, Math.floor(from + (performance.now() - began) * speed));
    yield at;
  }
}

interface Teller {
  /** Midnight after the last event. */
  readonly end: Instant;
  /** Posts what has happened by then, moves the clock there, and answers how many facts it posted. */
  tellUpTo(until: Instant): Promise<number>;
  sums(): Taken & { readonly posted: number };
}

function createTeller(events: readonly CloudEvent[], client: Client): Teller {
  let told = 0;
  let sums: Taken = { accepted: 0, duplicates: 0, quarantined: 0, parked: 0 };
  const timeOf = (k: number): Instant => Date.parse(events[k]?.time ?? "") || 0;
  return {
    end: Math.floor(timeOf(events.length - 1) / DAY) * DAY + DAY,
    async tellUpTo(until) {
      const before = told;
      let upTo = told;
      while (upTo < events.length && timeOf(upTo) <= until) upTo++;
      while (told < upTo) {
        const chunk = events.slice(told, Math.min(upTo, told + CHUNK));
        sums = plus(sums, await client.post(chunk));
        told += chunk.length;
      }
      const clock = await client.setClock(until);
      if (!clock.ok) throw new Error(`the clock was not moved to ${isoOf(until)}: ${clock.message}`);
      return told - before;
    },
    sums: () => ({ posted: told, ...sums }),
  };
}

const plus = (a: Taken, b: Taken): Taken => ({
  accepted: a.accepted + b.accepted,
  duplicates: a.duplicates + b.duplicates,
  quarantined: a.quarantined + b.quarantined,
  parked: a.parked + b.parked,
});
