import { hash } from "node:crypto";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";

/**
 * A fingerprint of a set of facts, whatever their order: the sum, modulo 2^256, of the SHA-256 of each one's canonical text.
 * Those that wait for their time are left out. Nothing is summed until somebody asks; from then on only what has come or gone
 * since.
 */
export interface FactSum {
  came(facts: Iterable<AnyFact>): void;
  went(facts: Iterable<AnyFact>): void;
  /** Sums at most so many at a clock that never goes back; says whether there are more. */
  prepare(most: number, clock: Instant): boolean;
  /** 64 hexadecimal digits. */
  text(clock: Instant): string;
}

/** Numbers of 32 bits, the least first. */
const LANES = 8;
const LANE = 2 ** 32;

/** `all`: the facts that there are when somebody asks first. `effectiveAt`: from when on one counts. */
export function createFactSum(all: () => Iterable<AnyFact>, effectiveAt: (fact: AnyFact) => Instant): FactSum {
  let isAsked = false;
  /** What has come and gone since, one after the other. */
  let news: { readonly fact: AnyFact; readonly sign: 1 | -1 }[] = [];
  let next = 0;
  const later = new Set<AnyFact>();
  let lanes = new Float64Array(LANES);

  const tell = (facts: Iterable<AnyFact>, sign: 1 | -1): void => {
    if (isAsked) for (const fact of facts) news.push({ fact, sign });
  };
  const add = (fact: AnyFact, sign: 1 | -1): void => {
    const digest = hash("sha256", fact.canonical, "buffer");
    for (let k = 0; k < LANES; k += 1) lanes[k] = (lanes[k] ?? 0) + sign * digest.readUInt32LE(k * 4);
  };
  /** So that no lane grows beyond what is exact. */
  const carry = (): void => {
    const carried = new Float64Array(LANES);
    let over = 0;
    for (let k = 0; k < LANES; k += 1) {
      const sum = (lanes[k] ?? 0) + over;
      over = Math.floor(sum / LANE);
      carried[k] = sum - over * LANE;
    }
    lanes = carried;
  };
  const prepare = (most: number, clock: Instant): boolean => {
    if (!isAsked) {
      isAsked = true;
      tell(all(), 1);
    }
    for (const { fact, sign } of news.slice(next, next + most)) {
      if (sign === -1) {
        if (!later.delete(fact)) add(fact, sign);
      } else if (effectiveAt(fact) > clock) later.add(fact);
      else add(fact, sign);
    }
    carry();
    next += most;
    if (next < news.length) return true;
    news = [];
    next = 0;
    return false;
  };

  return {
    came: (facts) => tell(facts, 1),
    went: (facts) => tell(facts, -1),
    prepare,
    text(clock) {
      while (prepare(A_GO, clock)) void 0;
      for (const fact of later) if (effectiveAt(fact) <= clock && later.delete(fact)) add(fact, 1);
      carry();
      return Array.from(lanes, (lane) => lane.toString(16).padStart(8, "0"))
        .reverse()
        .join("");
    },
  };
}

/** A lane holds the sum of a million and more of them exactly. */
const A_GO = 100_000;
