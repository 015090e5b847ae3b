import { hash } from "node:crypto";
import type { AnyFact } from "@lockstep/domain/facts/fact";

/**
 * A fingerprint of a set of facts, whatever their order: the sum, modulo 2^256, of the SHA-256 of each one's canonical text.
 * Nothing is summed until somebody asks; from then on only what has come or gone since.
 */
export interface FactSum {
  came(facts: Iterable<AnyFact>): void;
  went(facts: Iterable<AnyFact>): void;
  /** Sums at most so many; says whether there are more. */
  prepare(most: number): boolean;
  /** 64 hexadecimal digits. */
  text(): string;
}

/** Numbers of 32 bits, the least first. */
const LANES = 8;
const LANE = 2 ** 32;

/** `all`: the facts that there are when somebody asks first. */
export function createFactSum(all: () => Iterable<AnyFact>): FactSum {
  let isAsked = false;
  let toAdd: AnyFact[] = [];
  const toTake: AnyFact[] = [];
  let lanes = new Float64Array(LANES);

  const begin = (): void => {
    if (isAsked) return;
    isAsked = true;
    toAdd = [...all()];
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
  const prepare = (most: number): boolean => {
    begin();
    const [added, taken] = [toAdd.splice(-most), toTake.splice(-most)];
    for (const fact of added) add(fact, 1);
    for (const fact of taken) add(fact, -1);
    carry();
    return toAdd.length + toTake.length > 0;
  };

  return {
    came(facts) {
      if (isAsked) for (const fact of facts) toAdd.push(fact);
    },
    went(facts) {
      if (isAsked) for (const fact of facts) toTake.push(fact);
    },
    prepare,
    text() {
      while (prepare(A_GO)) void 0;
      return Array.from(lanes, (lane) => lane.toString(16).padStart(8, "0"))
        .reverse()
        .join("");
    },
  };
}

/** A lane holds the sum of a million and more of them exactly. */
const A_GO = 100_000;
