import { present } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import fc from "fast-check";
import { expect, test } from "vitest";
import { simulatedSection, simulateLine } from "../testing/simulated-lines.ts";
import { createEdge, type Edge, type EdgeReading } from "./edge.ts";
import { type EdgeContext, NO_CONTEXT } from "./edge-context.ts";
import { rememberedIn } from "./remembered.ts";

const MIDNIGHT = Date.UTC(2026, 2, 2);
const SECONDS = 3_600;
const MACHINE = present(simulatedSection.machines[0], () => "no machine");

type Second = readonly EdgeReading[];

/** What one line tells, by the second in which it arrives. */
function signalsOf(line: number): readonly Second[] {
  const simulated = simulateLine(line, MIDNIGHT, SECONDS);
  const { resource } = simulated;
  return Array.from({ length: SECONDS }, (_, second) => {
    const readings: EdgeReading[] = [];
    simulated.second(second, (signal, value, at) => {
      readings.push({ machine: MACHINE, resource, signal, value, at, topic: "line/signals" });
    });
    return readings;
  });
}

/** A process that is told all of it, from `facts` on, and adds to them; what it holds in memory is lost at its end. */
function tell(seconds: readonly Second[], from: number, facts: AnyFact[]): void {
  const context: EdgeContext = { ...NO_CONTEXT, remember: () => rememberedIn([...facts]) };
  const edge = createEdge(simulatedSection, "lines", () => context);
  for (const [k, readings] of seconds.entries()) {
    const receivedAt = MIDNIGHT + (from + k) * 1_000 + 150;
    for (const reading of readings) edge.read(reading, receivedAt);
    edge.close(receivedAt);
    edge.settle(receivedAt);
    take(edge, facts);
  }
}

/** Everything that it waits for has passed. */
function tellAll(seconds: readonly Second[], cuts: readonly number[], again: number): AnyFact[] {
  const facts: AnyFact[] = [];
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    tell(seconds.slice(from, cut), from, facts);
    from = Math.max(0, cut - again);
  }
  const idle: Second[] = Array.from({ length: 3_000 }, () => []);
  tell([...seconds.slice(from), ...idle], from, facts);
  return facts;
}

function take(edge: Edge, facts: AnyFact[]): void {
  for (const event of edge.take().facts) {
    const checked = checkEvent(event, { seq: facts.length + 1, receivedAt: MIDNIGHT, mode: "manual" });
    if (!checked.ok) throw new Error(checked.error.reason);
    if (!facts.some(({ id }) => id === event.id)) facts.push(checked.value);
  }
}

/** By key, what the latest fact says. */
function inForce(facts: readonly AnyFact[]): Record<string, unknown> {
  const latest = new Map<string, AnyFact>();
  for (const fact of facts) {
    const key = `${fact.type} ${fact.key}`;
    const before = latest.get(key);
    if (before === undefined || fact.time > before.time) latest.set(key, fact);
  }
  return Object.fromEntries([...latest].sort().map(([key, { data, deleted }]) => [key, deleted ? null : data]));
}

const lines = fc.integer({ min: 10, max: 10_000 });
const cuts = fc.array(fc.integer({ min: 1, max: SECONDS - 1 }), { minLength: 1, maxLength: 3 });

test("killed at any time, and told again what was not acknowledged, it comes to the same", () => {
  fc.assert(
    fc.property(lines, cuts, (line, at) => {
      const seconds = signalsOf(line);
      expect(inForce(tellAll(seconds, at, 10))).toEqual(inForce(tellAll(seconds, [], 0)));
    }),
    { numRuns: 5 },
  );
});

test("told everything again after a restart, it has nothing new to say", () => {
  fc.assert(
    fc.property(lines, (line) => {
      const seconds = signalsOf(line);
      const facts = tellAll(seconds, [], 0);
      const once = facts.length;
      tell(seconds, 0, facts);
      expect(facts.length).toBe(once);
    }),
    { numRuns: 4 },
  );
});

test("told everything anew, it makes the very same facts", () => {
  const seconds = signalsOf(3);
  const ids = (facts: readonly AnyFact[]): readonly string[] => facts.map(({ id }) => id);
  expect(ids(tellAll(seconds, [], 0))).toEqual(ids(tellAll(seconds, [], 0)));
});

test("in whatever order what comes within the lateness comes, and how often, it makes the very same facts", () => {
  const seconds = signalsOf(4);
  const once = tellAll(seconds, [], 0).map(({ id }) => id);
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      let state = seed;
      const random = (): number => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return state / 4_294_967_296;
      };
      const shuffled = seconds.map((readings) => {
        const twice = readings.flatMap((one) => (random() < 0.1 ? [one, one] : [one]));
        return twice
          .map((one) => ({ one, place: random() }))
          .sort((a, b) => a.place - b.place)
          .map(({ one }) => one);
      });
      expect(tellAll(shuffled, [], 0).map(({ id }) => id)).toEqual(once);
    }),
    { numRuns: 3 },
  );
});
