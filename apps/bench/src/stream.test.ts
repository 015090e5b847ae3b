import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { HOUR, MINUTE } from "@lockstep/domain/instant";
import { differencesBetween } from "@lockstep/engine/differences";
import { createLiveEngine } from "@lockstep/engine/live/create-live-engine";
import { project } from "@lockstep/engine/project";
import { expect, test } from "vitest";
import { createFactMaker } from "./fact-maker.ts";
import { type Kind, type Mix, PUBLISHED, WILD } from "./mixes.ts";
import { createNetwork } from "./network.ts";
import { feed } from "./run-stream.ts";
import { createStream, type StreamedFact } from "./stream.ts";

const LINES = 500;

function streamed(mix: Mix, { count, seed }: { count: number; seed: number }) {
  const make = createFactMaker("/bench");
  const network = createNetwork({ orderLines: LINES }, seed, make);
  const stream = createStream(network, mix, { seed, make });
  return { network, facts: Array.from({ length: count }, () => stream.next()) };
}

test("the shares of the published mix add up to the whole, and so do those of the wild one", () => {
  for (const mix of [PUBLISHED, WILD])
    expect(Object.values(mix).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
});

test("after the first hours each kind has its share of the facts", () => {
  const { facts } = streamed(PUBLISHED, { count: 2_000, seed: 1 });
  const late = facts.slice(500);
  const share = (kind: Kind): number => late.filter((one) => one.kind === kind).length / late.length;
  for (const [kind, wanted] of Object.entries(PUBLISHED) as [Kind, number][])
    expect(Math.abs(share(kind) - wanted), kind).toBeLessThan(0.02);
});

test("also in a large plant each kind has its share, and each machine that runs tells of itself", () => {
  const make = createFactMaker("/bench");
  const network = createNetwork({ orderLines: 100_000 }, 1, make);
  const stream = createStream(network, PUBLISHED, { seed: 1, make });
  const kinds = new Map<Kind, number>();
  const reports = new Map<string, AnyFact>();
  while (stream.clock < network.clock + 3 * HOUR) {
    const { kind, fact, clock } = stream.next();
    if (fact.type === "mes.operation") reports.set(fact.data.resource, fact);
    if (clock >= network.clock + HOUR) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const all = [...kinds.values()].reduce((sum, one) => sum + one, 0);
  expect(all).toBeGreaterThan(40_000);
  for (const [kind, wanted] of Object.entries(PUBLISHED) as [Kind, number][])
    expect(Math.abs((kinds.get(kind) ?? 0) / all - wanted), kind).toBeLessThan(0.02);
  const silent = [...reports.values()].filter(({ time }) => time < stream.clock - 20 * MINUTE);
  expect(reports.size).toBeGreaterThan(0.9 * network.queues.size);
  // Those that stand still say so once.
  expect(silent.length).toBeLessThan(0.06 * network.queues.size);
});

test("the same seed gives the same facts, another one others", () => {
  const said = (seed: number): string =>
    JSON.stringify(streamed(WILD, { count: 300, seed }).facts.map(({ fact }) => [fact.type, fact.time, fact.data]));
  expect(said(1)).toBe(said(1));
  expect(said(1)).not.toBe(said(2));
});

test("a network has the lines that were asked for, and nearly all of them are in time before anything goes wrong", () => {
  const { network } = streamed(PUBLISHED, { count: 0, seed: 1 });
  const engine = createLiveEngine({ mode: "manual", currency: "EUR" });
  engine.apply({ facts: network.facts, withdrawn: [], clock: network.clock });
  const lines = [...engine.projection.orderLines.values()];
  expect(lines).toHaveLength(LINES);
  expect(lines.filter(({ state }) => state === "on-track").length).toBeGreaterThan(0.9 * LINES);
});

test.each([
  ["published", PUBLISHED],
  ["wild", WILD],
] as const)("after the %s mix the engine says what a full recomputation says", (_, mix) => {
  const { network, facts } = streamed(mix, { count: 400, seed: 3 });
  const engine = createLiveEngine({ mode: "manual", currency: "EUR" });
  engine.apply({ facts: network.facts, withdrawn: [], clock: network.clock });
  const steps = new Map<string, number>();
  feed(engine, facts, {
    from: network.clock,
    around: (step, take) => {
      take();
      steps.set(step, (steps.get(step) ?? 0) + 1);
    },
  });
  const clock = (facts.at(-1) as StreamedFact).clock;
  expect(steps.get("tick"), "the clock moves by itself at every whole minute").toBeGreaterThan(50);
  const ledger = createLedger();
  for (const fact of network.facts) ledger.add(fact);
  for (const { fact } of facts) ledger.add(fact);
  const anew = project(ledger.worldAt(clock, "manual"), { currency: "EUR" });
  expect(differencesBetween(engine.projection, anew)).toEqual([]);
});
