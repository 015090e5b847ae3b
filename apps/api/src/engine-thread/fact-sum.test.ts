import { createHash } from "node:crypto";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { BEGIN, networkEvents, randomEvent } from "@lockstep/testkit/random-history";
import { describe, expect, test } from "vitest";
import { factsOf } from "../testing/facts-of.ts";
import { createFactSum } from "./fact-sum.ts";

const facts = factsOf(
  [...networkEvents(), ...Array.from({ length: 200 }, (_, k) => randomEvent(k * 7_919, BEGIN))],
  BEGIN,
);
const half = Math.floor(facts.length / 2);

/** As the definition says, by whole numbers of any length. */
const defined = (some: readonly AnyFact[]): string =>
  (
    some
      .map(({ canonical }) => createHash("sha256").update(canonical).digest().reverse().toString("hex"))
      .reduce((sum, hex) => sum + BigInt(`0x${hex}`), 0n) %
    2n ** 256n
  )
    .toString(16)
    .padStart(64, "0");

const always = () => 0;

describe("the sum of facts", () => {
  test("is that of the digests of their canonical texts, in any order", () => {
    expect(createFactSum(() => facts, always).text(BEGIN)).toBe(defined(facts));
    expect(createFactSum(() => facts.toReversed(), always).text(BEGIN)).toBe(defined(facts));
    expect(createFactSum(() => [], always).text(BEGIN)).toBe("0".repeat(64));
    expect(defined(facts)).not.toBe(defined(facts.slice(1)));
  });

  test("is made bit by bit, while facts come and go", () => {
    let all = facts.slice(0, half);
    const sum = createFactSum(() => all, always);
    sum.came(facts.slice(0, 3));
    expect(sum.prepare(10, BEGIN), "nothing is summed twice that came before anybody asked").toBe(true);
    for (const fact of facts.slice(half)) {
      sum.came([fact]);
      all = [...all, fact];
      sum.prepare(1, BEGIN);
    }
    sum.went(facts.slice(5, 9));
    all = all.filter((_, k) => k < 5 || k >= 9);
    while (sum.prepare(7, BEGIN)) void 0;
    expect(sum.text(BEGIN)).toBe(defined(all));
    sum.went(all.slice(0, 1));
    expect(sum.text(BEGIN), "also what goes after it was told").toBe(defined(all.slice(1)));
    sum.came(all.slice(0, 1));
    expect(sum.text(BEGIN)).toBe(defined(all));
  });

  test("leaves out what waits for its time until that has come, unless it goes before", () => {
    const effectiveAt = ({ seq }: AnyFact): number => BEGIN + (seq % 4);
    const sum = createFactSum(() => facts, effectiveAt);
    for (const clock of [BEGIN, BEGIN + 1, BEGIN + 2])
      expect(sum.text(clock)).toBe(defined(facts.filter((fact) => effectiveAt(fact) <= clock)));
    const gone = facts.filter(({ seq }) => seq % 4 === 3).slice(0, 2);
    sum.went(gone);
    sum.came(gone.slice(1));
    sum.went(gone.slice(1));
    for (const clock of [BEGIN + 2, BEGIN + 3])
      expect(sum.text(clock)).toBe(defined(facts.filter((fact) => effectiveAt(fact) <= clock && !gone.includes(fact))));
  });
});
