import { checkEvent } from "@lockstep/domain/check-event";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { expect, test } from "vitest";
import { type SimulatedLine, simulatedSection, simulateLine } from "../testing/simulated-lines.ts";
import { createEdge } from "./edge.ts";
import { NO_CONTEXT } from "./edge-context.ts";

const MIDNIGHT = Date.UTC(2026, 2, 2);
const DAY_SECONDS = 86_400;
const LINES = 5;

test("a day of 50 tags at 1 Hz becomes hundreds of facts, with every true stop, start and count", () => {
  const lines = Array.from({ length: LINES }, (_, k) => simulateLine(k, MIDNIGHT, DAY_SECONDS));
  const before = process.cpuUsage();
  const { facts, readings, refused } = run(lines);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const noise = lines.reduce(
    (sum, { noise: { spikes, gaps, duplicates, late, resets } }) => ({
      spikes: sum.spikes + spikes,
      gaps: sum.gaps + gaps,
      duplicates: sum.duplicates + duplicates,
      late: sum.late + late,
      resets: sum.resets + resets,
    }),
    { spikes: 0, gaps: 0, duplicates: 0, late: 0, resets: 0 },
  );
  report({ readings, facts: facts.length, readingsPerSecond: Math.round(readings / seconds), ...noise });
  for (const line of lines) {
    const expected = line.stretches.map(({ from, state, reason, seenAt }) => ({
      since: seenAt ?? MIDNIGHT + from * 1_000,
      state,
      reason: reason || undefined,
    }));
    const told = statesOf(facts, line.resource);
    expect(told).toEqual(expected);
    const made = [...line.made].map(([order, { good, scrap }]) => ({ order, good, scrap }));
    expect(operationsOf(facts, line.resource)).toEqual(made);
  }
  expect(Object.values(noise).every((count) => count > 0)).toBe(true);
  expect(readings).toBeGreaterThan(4_200_000);
  expect(facts.length * 1_000).toBeLessThan(readings);
  expect(refused).toBe(0);
  // Some four seconds on an idle machine.
  expect(seconds).toBeLessThan(60);
}, 120_000);

/** The figures that docs/CONNECT.md gives. */
function report(figures: object): void {
  process.stdout.write(`a simulated day: ${JSON.stringify(figures)}\n`);
}

function run(lines: readonly SimulatedLine[]): { facts: AnyFact[]; readings: number; refused: number } {
  const edge = createEdge(simulatedSection, "lines", () => NO_CONTEXT);
  const [machine] = simulatedSection.machines;
  if (machine === undefined) throw new Error("no machine");
  const facts: AnyFact[] = [];
  let readings = 0;
  let refused = 0;
  const keep = (): void => {
    const said = edge.take();
    refused += said.refused.length;
    for (const event of said.facts) {
      const checked = checkEvent(event, { seq: facts.length + 1, receivedAt: MIDNIGHT, mode: "manual" });
      if (!checked.ok) throw new Error(checked.error.reason);
      facts.push(checked.value);
    }
  };
  for (let second = 0; second < DAY_SECONDS; second += 1) {
    const receivedAt = MIDNIGHT + second * 1_000 + 150;
    for (const line of lines) {
      const { resource } = line;
      const topic = `plant/${resource}/signals`;
      line.second(second, (signal, value, at) => {
        readings += 1;
        edge.read({ machine, resource, signal, value, at, topic }, receivedAt);
      });
    }
    edge.close(receivedAt);
    edge.settle(receivedAt);
    keep();
  }
  for (const hours of [1, 2]) {
    edge.settle(MIDNIGHT + DAY_SECONDS * 1_000 + hours * 3_600_000);
    keep();
  }
  return { facts, readings, refused };
}

/** What is in force of each `since`, in order. */
function statesOf(facts: readonly AnyFact[], resource: string) {
  const states = new Map<number, { since: number; state: string; reason: string | undefined }>();
  for (const fact of facts) {
    if (fact.type !== "mes.resource-state" || fact.data.resource !== resource) continue;
    const { since, state, reason } = fact.data;
    states.set(since, { since, state, reason });
  }
  return [...states.values()].sort((a, b) => a.since - b.since);
}

function operationsOf(facts: readonly AnyFact[], resource: string) {
  const totals = new Map<string, { order: string; good: number; scrap: number }>();
  for (const fact of facts) {
    if (fact.type !== "mes.operation" || fact.data.resource !== resource) continue;
    const { order, good, scrap } = fact.data;
    totals.set(order, { order, good, scrap });
  }
  return [...totals.values()];
}
