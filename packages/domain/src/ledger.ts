import type { FactType } from "./facts/catalogue.ts";
import type { AnyFact } from "./facts/fact.ts";
import type { Instant } from "./instant.ts";
import type { Steps } from "./steps.ts";
import type { World } from "./world.ts";

/**
 * A fact in effect that waits for what it names, unless a later one of its key is in force already; `waitsFor` is like
 * `item:FG-1`, `site:PLANT-A`, `production-order:WO-1`.
 */
export interface ParkedFact {
  readonly fact: AnyFact;
  readonly waitsFor: readonly string[];
}

/**
 * The set of accepted facts, folded. State is a function of the set and the clock: any order of `add` ends the same.
 * Holds no decision about duplicates: `intake` makes those.
 */
export interface Ledger {
  readonly size: number;
  /** The very same fact again changes nothing; another content of its (source, id) takes its place. Returns what gave way. */
  add(fact: AnyFact): AnyFact | null;
  /** Takes a fact out again: the other content of the same (source, id) has come into force. */
  withdraw(source: string, id: string): void;
  find(source: string, id: string): AnyFact | undefined;
  /** All facts of one key, in order of (time, source, id): what stands behind an entity. */
  factsOf(type: FactType, key: string): readonly AnyFact[];
  all(): Iterable<AnyFact>;
  /** Of an entity type, the keys that any fact states something of; by code unit. Not to be kept over a change. */
  keysOf(type: FactType): readonly string[];
  /** Another number once a fact of the type has come or gone. */
  versionOf(type: FactType): number;
  /** What is in force at the clock (not rounded). `live`: a fact is in effect on receipt, its time need not be reached. */
  worldAt(clock: Instant, mode: "live" | "manual"): World;
  /** The same bit by bit; meanwhile no fact may come or go. */
  worldInSteps(clock: Instant, mode: "live" | "manual"): Steps<World>;
  /** In order of (time, source, id). */
  parkedAt(clock: Instant, mode: "live" | "manual"): readonly ParkedFact[];
  /** What one fact waits for besides its time: of one not in effect yet, what no fact in the ledger will ever make known. */
  waitsFor(fact: AnyFact, clock: Instant, mode: "live" | "manual"): readonly string[];
}
