import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import type { Ledger } from "@lockstep/domain/ledger";

/** What a source has told, out of the facts in the log: what a mapping goes on from after a restart. */
export interface ToldBefore {
  /** One fact. */
  of(source: string, id: string): ToldFact | null;
  /** Of an entity, in the order of time. */
  all(source: string, type: FactType, key: string): readonly ToldFact[];
  /** The last of those: what is in force of that source. */
  last(source: string, type: FactType, key: string): ToldFact | null;
}

export interface ToldFact {
  readonly id: string;
  /** Of a tombstone the key alone. */
  readonly data: object;
  /** Under which it was told. */
  readonly time: Instant;
  /** That its sender gave it. */
  readonly raw: Instant;
}

/** The extension attribute of a fact that is told under another time than its sender gave it. */
export const RAW_TIME = "rawtime";

export const NOTHING_TOLD: ToldBefore = { of: () => null, all: () => [], last: () => null };

export function toldBeforeIn({ find, factsOf }: Pick<Ledger, "find" | "factsOf">): ToldBefore {
  return {
    of(source, id) {
      const fact = find(source, id);
      return fact === undefined ? null : toldFact(fact);
    },
    all: (source, type, key) =>
      factsOf(type, key)
        .filter((one) => one.source === source)
        .map(toldFact),
    last(source, type, key) {
      const fact = factsOf(type, key).findLast((one) => one.source === source);
      return fact === undefined ? null : toldFact(fact);
    },
  };
}

function toldFact({ id, data, time, canonical }: AnyFact): ToldFact {
  if (!canonical.includes(`"${RAW_TIME}"`)) return { id, data, time, raw: time };
  const { [RAW_TIME]: raw } = JSON.parse(canonical) as Readonly<Record<string, unknown>>;
  return { id, data, time, raw: (typeof raw === "string" ? parseInstant(raw) : null) ?? time };
}
