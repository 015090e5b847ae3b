import type { AnyFact } from "@lockstep/domain/facts/fact";
import { describe, expect, test } from "vitest";
import { createHabits } from "./habits.ts";
import type { Standings } from "./standing.ts";
import type { Thing } from "./thing.ts";
import { behind } from "./walk.ts";

const thing = (id: string): Thing => ({ kind: "production-order", id });

/** Each thing has one fact, of that place in the log, and leans on others. */
function network(leansOn: { readonly [id: string]: readonly string[] }): Standings {
  const ids = Object.keys(leansOn);
  return {
    of: ({ id }) => ({
      facts: [{ fact: { seq: ids.indexOf(id) } as AnyFact, role: "planned" }],
      leansOn: (leansOn[id] ?? []).map(thing),
    }),
  };
}

describe("what things stand on", () => {
  const most = { things: 100, facts: 100 };
  const seqs = (standings: Standings, from: readonly string[], limits = most) => {
    const { facts, isWhole } = behind(standings, from.map(thing), limits);
    return [facts.map(({ fact }) => fact.seq), isWhole];
  };

  test("is told in widening circles, each fact once, also where things lean on each other", () => {
    const standings = network({ a: ["b", "c"], b: ["d"], c: ["d", "a"], d: ["b"] });
    expect(seqs(standings, ["a"])).toEqual([[0, 1, 2, 3], true]);
    expect(seqs(standings, ["d", "a"])).toEqual([[3, 0, 1, 2], true]);
  });

  test("ends at as many things or facts as are asked for, and says so", () => {
    const standings = network({ a: ["b"], b: ["c"], c: [] });
    expect(seqs(standings, ["a"], { things: 2, facts: 9 })).toEqual([[0, 1], false]);
    expect(seqs(standings, ["a"], { things: 9, facts: 2 })).toEqual([[0, 1], false]);
    expect(seqs(standings, ["a"], { things: 3, facts: 3 })).toEqual([[0, 1, 2], true]);
  });
});

test("a habit is learned from the last 20 completed lines of the item, else of the supplier; fewer than 5 teach none", () => {
  const line = (id: string, item: string, received = 1) => ({ id, item, received });
  const linesBehind = (lines: readonly ReturnType<typeof line>[], item = "C") => {
    const stated = lines.map(
      (one) => [one.id, { data: { supplier: "V", item: one.item, quantity: 1, status: "open" } }] as const,
    );
    const receiptsOf = (id: string) => {
      const place = lines.findIndex((one) => one.id === id);
      const quantity = lines[place]?.received ?? 0;
      return quantity === 0 ? [] : [{ time: place, data: { quantity, rejected: 0 } }];
    };
    return createHabits(new Map(stated), receiptsOf).linesBehind("V", item);
  };
  const many = (count: number, item: string) => Array.from({ length: count }, (_, k) => line(`${item}-${k}`, item));
  expect(linesBehind(many(4, "C"))).toEqual([]);
  expect(linesBehind([...many(4, "C"), line("late", "C", 0)])).toEqual([]);
  expect(linesBehind(many(25, "C"))).toHaveLength(20);
  expect(linesBehind(many(25, "C"))[0]).toBe("C-24");
  expect(linesBehind([...many(5, "C"), ...many(9, "D")])).toEqual(["C-4", "C-3", "C-2", "C-1", "C-0"]);
  expect(linesBehind([...many(4, "C"), ...many(2, "D")])).toHaveLength(6);
});
