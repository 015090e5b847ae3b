import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import { FACTS_A_CHUNK, type PackedFacts, packFacts } from "@lockstep/store/facts/packed-facts";

/** All facts in packed form, kept so that a snapshot need only pack what has come since the one before. */
export interface FactArchive {
  /**
   * Looks, without waiting, at all facts of the ledger, which stands at that position of the log; resolves with all of
   * them packed. One at a time: the next begins when this one has ended.
   */
  pack(ledger: Pick<Ledger, "all">, seq: number): Promise<readonly PackedFacts[]>;
}

export interface Packed {
  readonly chunks: readonly PackedFacts[];
  /** Everything up to this position of the log is in them. */
  readonly seq: number;
}

export const nothingPacked: Packed = { chunks: [], seq: 0 };

export function createFactArchive(packed: Packed, connectorOf: (fact: AnyFact) => string): FactArchive {
  let kept = packed;
  return {
    async pack(ledger, seq) {
      const base = holdsAll(kept, ledger.all()) ? kept : nothingPacked;
      const fresh = factsAfter(base.seq, ledger.all());
      const chunks = [...base.chunks];
      for (let from = 0; from < fresh.length; from += FACTS_A_CHUNK) {
        chunks.push(await packFacts(fresh.slice(from, from + FACTS_A_CHUNK), connectorOf));
      }
      kept = { chunks, seq };
      return chunks;
    },
  };
}

/** Positions only grow, so that an old fact can go but never come: if there are as many, they are the same. */
function holdsAll({ chunks, seq }: Packed, facts: Iterable<AnyFact>): boolean {
  let left = chunks.reduce((sum, { count }) => sum + count, 0);
  for (const fact of facts) if (fact.seq <= seq) left -= 1;
  return left === 0;
}

/** Those behind a position of the log. */
export function factsAfter(seq: number, facts: Iterable<AnyFact>): AnyFact[] {
  const after: AnyFact[] = [];
  for (const fact of facts) if (fact.seq > seq) after.push(fact);
  return after;
}
