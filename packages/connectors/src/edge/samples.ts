import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { MadeOf } from "../contract.ts";
import type { Value } from "./reading.ts";

/** Of the readings that facts are made of, the one that made them: what a topic said last, whole. */
export interface Samples {
  add(topic: string, at: Instant, signal: string, value: Value): void;
  /** Null: what the fact names as its last reading is no more, or was never kept. */
  of(event: CloudEvent): MadeOf | null;
}

/** So many readings of a topic are at hand: of one a second, what is settled within minutes. */
const MOST_OF_A_TOPIC = 512;

/** So many of all topics together: some 60 MB. */
const MOST_OF_ALL = 200_000;

export const NO_SAMPLES: Samples = { add: () => {}, of: () => null };

/** Keeps of all topics together the `most` that came last. */
export function createSamples(most = MOST_OF_ALL): Samples {
  const byTopic = new Map<string, Map<Instant, Record<string, Value>>>();
  /** In the order in which they came, round and round: each takes the place of the oldest. */
  const came: Came[] = [];
  let next = 0;

  function forget({ topic, at, values }: Came): void {
    const known = byTopic.get(topic);
    // Of a topic that says much, it may be gone already.
    if (known?.get(at) !== values) return;
    known.delete(at);
    if (known.size === 0) byTopic.delete(topic);
  }

  return {
    add(topic, at, signal, value) {
      const known = byTopic.get(topic) ?? new Map<Instant, Record<string, Value>>();
      byTopic.set(topic, known);
      const together = known.get(at);
      if (together !== undefined) {
        together[signal] = value;
        return;
      }
      const values = { [signal]: value };
      known.set(at, values);
      // A map keeps the order in which its keys came.
      for (const oldest of known.keys()) {
        if (known.size <= MOST_OF_A_TOPIC) break;
        known.delete(oldest);
      }
      const before = came[next];
      came[next] = { topic, at, values };
      next = (next + 1) % most;
      if (before !== undefined) forget(before);
    },
    of(event) {
      const { rawlast } = event as { readonly rawlast?: unknown };
      if (typeof rawlast !== "string") return null;
      const cut = rawlast.lastIndexOf("@");
      const [topic, time] = [rawlast.slice(0, cut), rawlast.slice(cut + 1)];
      const values = byTopic.get(topic)?.get(Date.parse(time));
      return values === undefined ? null : { place: rawlast, text: textOf(topic, time, values) };
    },
  };
}

interface Came {
  readonly topic: string;
  readonly at: Instant;
  readonly values: Readonly<Record<string, Value>>;
}

/** JSON knows no whole numbers as large as a counter may be. */
function textOf(topic: string, time: string, values: Readonly<Record<string, Value>>): string {
  const plain = Object.fromEntries(
    Object.entries(values).map(([signal, value]) => [signal, typeof value === "bigint" ? String(value) : value]),
  );
  return JSON.stringify({ topic, time, values: plain });
}
