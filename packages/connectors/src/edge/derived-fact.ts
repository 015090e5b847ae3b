import { contentHash } from "@lockstep/domain/content-hash";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import { canonicalText } from "@lockstep/domain/json";

/** The raw readings that a fact stands on: all since the fact of its kind before. */
export interface RawTally {
  /** When the last one was read. */
  readonly lastAt: Instant | null;
  add(topic: string, at: Instant): void;
  /** Extension attributes that name them; begins anew. */
  take(): RawNames;
}

export type RawNames = {
  /** The first and the last: topic, "@", time. */
  readonly rawfirst: string;
  readonly rawlast: string;
  readonly rawcount: number;
};

export function createRawTally(): RawTally {
  let first: string | null = null;
  let topic = "";
  let lastAt: Instant | null = null;
  let count = 0;
  return {
    get lastAt() {
      return lastAt;
    },
    add(from, at) {
      first ??= `${from}@${isoOf(at)}`;
      topic = from;
      lastAt = at;
      count += 1;
    },
    take() {
      const rawlast = lastAt === null ? "" : `${topic}@${isoOf(lastAt)}`;
      const names = { rawfirst: first ?? rawlast, rawlast, rawcount: count };
      first = null;
      count = 0;
      return names;
    },
  };
}

interface Derived {
  readonly source: string;
  readonly type: "mes.operation" | "mes.resource-state";
  readonly time: Instant;
  readonly data: object;
  /** CloudEvents extension attributes: texts and whole numbers; what is null is left out. */
  readonly attributes: Readonly<Record<string, string | number | null>>;
}

/** A fact whose id follows from all that it says: the same readings make the same. */
export function derivedFact({ source, type, time, data, attributes }: Derived): CloudEvent {
  const known = Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));
  const event = { specversion: "1.0" as const, source, type, time: isoOf(time), ...known, data };
  const id = `${type.slice("mes.".length)}/${contentHash(canonicalText(event)).slice(0, 32)}`;
  return { ...event, id };
}
