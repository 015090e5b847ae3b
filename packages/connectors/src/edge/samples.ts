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

export const NO_SAMPLES: Samples = { add: () => {}, of: () => null };

export function createSamples(): Samples {
  const byTopic = new Map<string, Map<Instant, Record<string, Value>>>();
  return {
    add(topic, at, signal, value) {
      const known = byTopic.get(topic) ?? new Map<Instant, Record<string, Value>>();
      byTopic.set(topic, known);
      const together = known.get(at);
      if (together !== undefined) {
        together[signal] = value;
        return;
      }
      known.set(at, { [signal]: value });
      // A map keeps the order in which its keys came.
      for (const oldest of known.keys()) {
        if (known.size <= MOST_OF_A_TOPIC) break;
        known.delete(oldest);
      }
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

/** JSON knows no whole numbers as large as a counter may be. */
function textOf(topic: string, time: string, values: Readonly<Record<string, Value>>): string {
  const plain = Object.fromEntries(
    Object.entries(values).map(([signal, value]) => [signal, typeof value === "bigint" ? String(value) : value]),
  );
  return JSON.stringify({ topic, time, values: plain });
}
