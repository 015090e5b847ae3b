import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import { FACTS_A_CHUNK, type PackedFacts, packFacts } from "@lockstep/store/facts/packed-facts";

/** All facts in packed form, kept so that a snapshot need only pack what has come since the one before. */
export interface FactArchive {
  /**
   * Looks, without waiting, at all facts of the ledger, which stands at that position of the log; resolves with all of
   * them packed. One at a time: the next begins when this one has ended. `rest` is waited for before each part.
   */
  pack(ledger: Pick<Ledger, "all" | "size">, seq: number, rest?: () => Promise<void>): Promise<readonly PackedFacts[]>;
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
    async pack(ledger, seq, rest) {
      const found = factsAfter(kept.seq, ledger.all());
      const isHeld = ledger.size - found.length === countOf(kept);
      const fresh = isHeld ? found : [...ledger.all()];
      const chunks = isHeld ? [...kept.chunks] : [];
      for (let from = 0; from < fresh.length; from += FACTS_A_CHUNK) {
        await rest?.();
        chunks.push(await packFacts(fresh.slice(from, from + FACTS_A_CHUNK), connectorOf));
      }
      kept = { chunks, seq };
      return chunks;
    },
  };
}

/** Positions only grow, so that an old fact can go but never come: if there are as many, they are the same. */
const countOf = ({ chunks }: Packed): number => chunks.reduce((sum, { count }) => sum + count, 0);

/** Those behind a position of the log. */
export function factsAfter(seq: number, facts: Iterable<AnyFact>): AnyFact[] {
  const after: AnyFact[] = [];
  for (const fact of facts) if (fact.seq > seq) after.push(fact);
  return after;
}
