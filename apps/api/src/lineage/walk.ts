import type { RoledFact, Standing, Standings } from "./standing.ts";
import { keyOf, type Thing } from "./thing.ts";

export interface Found extends RoledFact {
  /** Whose fact it is: a thing, or a plan, a supplier or a source that no figure leans on. */
  readonly of: Thing | { readonly kind: "plan" | "supplier" | "feed"; readonly id: string };
}

export interface Behind {
  /** What is nearest first; each fact once, where it was met first. */
  readonly facts: readonly Found[];
  /** False: there is more than was looked at. */
  readonly isWhole: boolean;
}

export interface Most {
  readonly things: number;
  readonly facts: number;
}

/** All that things stand on, and what that leans on in its turn, in widening circles. */
export function behind(standings: Standings, from: readonly Thing[], most: Most): Behind {
  const facts = new Map<number, Found>();
  const isWhole = visit(standings, from, {
    mostThings: most.things,
    look(of, { facts: own }) {
      for (const { fact, role } of own) {
        if (facts.has(fact.seq)) continue;
        if (facts.size >= most.facts) return false;
        facts.set(fact.seq, { of, fact, role });
      }
      return true;
    },
  });
  return { facts: [...facts.values()], isWhole };
}

interface Visit {
  readonly mostThings: number;
  /** False: that is enough. */
  readonly look: (thing: Thing, standing: Standing) => boolean;
}

/** False: it ended before everything was looked at. */
export function visit(standings: Standings, from: readonly Thing[], { mostThings, look }: Visit): boolean {
  const seen = new Map(from.map((thing) => [keyOf(thing), thing]));
  let looked = 0;
  for (const thing of seen.values()) {
    if (looked >= mostThings) return false;
    looked += 1;
    const standing = standings.of(thing);
    if (!look(thing, standing)) return false;
    // A map goes on with what is put in while it is gone through.
    for (const other of standing.leansOn) {
      const key = keyOf(other);
      if (!seen.has(key)) seen.set(key, other);
    }
  }
  return true;
}
