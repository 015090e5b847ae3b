import type { AnyFact, CloudEvent } from "@lockstep/domain/facts/fact";
import * as t from "@lockstep/domain/testing/events";
import { BEGIN, networkEvents, randomEvent } from "@lockstep/testkit/random-history";
import { expect, test } from "vitest";
import { passedBy } from "../testing/answers-of.ts";
import { factsOf } from "../testing/facts-of.ts";
import { createEngineHost } from "./engine-host.ts";
import type { Passed } from "./protocol.ts";

const happened = Array.from({ length: 300 }, (_, k) => randomEvent((k * 2_654_435_761) % 2 ** 31, BEGIN));
const facts = factsOf([...networkEvents(), ...happened], BEGIN);
const half = Math.floor(facts.length / 2);

test("what cannot be taken in before a pass is in the next one all the same, which says why and all that is in force", () => {
  const host = createEngineHost({ mode: "manual", currency: "EUR" });
  const first = passedBy(host, facts.slice(0, half), BEGIN);
  expect(first).toMatchObject({ failure: null, saysAll: true });
  expect(host.answer({ kind: "facts", facts: facts.slice(half) })).toBeNull();
  // Too late for that: something has been projected already.
  expect(host.answer({ kind: "begin", clock: BEGIN })).toEqual({ kind: "begun", news: null });
  const next = passedBy(host, [], BEGIN);
  expect(next.failure).toContain("before the first pass");
  expect(next).toMatchObject({ isWhole: true, saysAll: true, cameIntoForce: [] });
  const whole = passedBy(createEngineHost({ mode: "manual", currency: "EUR" }), facts, BEGIN);
  expect(next.orderLines.put.length).toBeGreaterThan(0);
  expect(byId(next.orderLines.put)).toEqual(byId(whole.orderLines.put));
  expect(saidIn(next, [])).toEqual(saidIn(whole, facts));
  expect(host.engine.verify()).toEqual([]);
  expect(passedBy(host, [], BEGIN), "and is told once").toMatchObject({ failure: null, saysAll: false });
});

test("what lies somewhere is the same to the last digit, in whatever order fractions and large amounts came and went", () => {
  const bins = ["1", "2", "3"];
  const moved = [0.1, 0.7, 1e15, 0.2, 0.3, 1e-7, 3.3].flatMap((quantity, k) => {
    const place = { site: "A", location: bins[k % 3] ?? "1" };
    const take = k === 2 ? [t.move({ item: "C1", from: place, quantity, reason: "adjust" }, { id: `out-${k}` })] : [];
    return [t.receipt({ item: "C1", ...place, quantity }, { id: `in-${k}` }), ...take];
  });
  const hashOf = (events: readonly CloudEvent[]): string | undefined => {
    const host = createEngineHost({ mode: "manual", currency: "EUR" });
    const some = factsOf([...networkEvents(), ...events], BEGIN);
    passedBy(host, some.slice(0, -6), BEGIN);
    for (const one of some.slice(-6)) passedBy(host, [one], BEGIN);
    expect(host.engine.verify()).toEqual([]);
    const reply = host.answer({ kind: "tell", id: 1, asked: ["stateHash"], rules: [], pointsOf: 0 });
    return reply?.kind === "told" ? reply.told.stateHash : undefined;
  };
  const hash = hashOf(moved);
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  for (const order of [moved.toReversed(), [...moved.slice(3), ...moved.slice(0, 3)], moved.toSorted(byItsId)])
    expect(hashOf(order)).toBe(hash);
});

const byItsId = (a: CloudEvent, b: CloudEvent): number => (a.id < b.id ? -1 : 1);

/** Which facts are said to be in force, by their place in the log. */
const saidIn = ({ cameIntoForce, inForce }: Passed, told: readonly AnyFact[]): ReadonlySet<number> =>
  new Set([
    ...cameIntoForce.flatMap((place) => told[place]?.seq ?? []),
    ...inForce.flatMap(({ fact }) => fact?.seq ?? []),
  ]);

const byId = (lines: Passed["orderLines"]["put"]) => [...lines].sort((a, b) => (a.view.id < b.view.id ? -1 : 1));
