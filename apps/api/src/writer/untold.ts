import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { View } from "../view/view.ts";

/** What a pass was begun with. */
export interface Begun {
  /** All that the engine was told for it. */
  readonly facts: readonly AnyFact[];
  readonly withdrawn: readonly AnyFact[];
  /** Since when so many of them waited, by the process's own clock. */
  readonly since: readonly { readonly at: number; readonly count: number }[];
  readonly newFactAt: Instant | null;
  readonly seq: number;
  readonly at: number;
  readonly answers: readonly Waiting[];
}

/** Who waits for the view in which everything durable by then is. */
type Waiting = (view: View) => void;

/** What the engine has not been told of, and who waits for that. */
export interface Untold {
  /** Durable. */
  keep(news: Pick<Begun, "facts" | "withdrawn">, receivedAt: Instant): void;
  /** So many facts came at an instant of the process's own clock. */
  came(at: number, count: number): void;
  wait(answer: Waiting): void;
  /** All of it, to be told. */
  next(seq: number, at: number): Begun;
  /** Facts that the ledger holds no more, but the engine does. */
  displaced(): AnyFact[];
  displacedAt(seq: number): AnyFact | undefined;
  /** What is shown is without them. */
  gone(withdrawn: readonly AnyFact[]): void;
}

export function createUntold(): Untold {
  let facts: AnyFact[] = [];
  let withdrawn: AnyFact[] = [];
  let since: { at: number; count: number }[] = [];
  let newFactAt: Instant | null = null;
  let answers: Waiting[] = [];
  /** By their place in the log. */
  const displaced = new Map<number, AnyFact>();
  return {
    keep(news, receivedAt) {
      for (const fact of news.facts) facts.push(fact);
      for (const fact of news.withdrawn) {
        withdrawn.push(fact);
        displaced.set(fact.seq, fact);
      }
      newFactAt = receivedAt;
    },
    came(at, count) {
      if (count > 0) since.push({ at, count });
    },
    wait: (answer) => answers.push(answer),
    next(seq, at) {
      const begun: Begun = { facts, withdrawn, since, newFactAt, seq, at, answers };
      [facts, withdrawn, since, newFactAt, answers] = [[], [], [], null, []];
      return begun;
    },
    displaced: () => [...displaced.values()],
    displacedAt: (seq) => displaced.get(seq),
    gone(told) {
      for (const { seq } of told) displaced.delete(seq);
    },
  };
}

/** People or the tower itself have something to say, and no fact has come. */
export const nothingTold = (seq: number): Begun => ({
  facts: [],
  withdrawn: [],
  since: [],
  newFactAt: null,
  seq,
  at: performance.now(),
  answers: [],
});
