import { createLedger } from "@lockstep/domain/create-ledger";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant } from "@lockstep/domain/instant";
import type { createEngine } from "@lockstep/engine/create-engine";
import { differencesBetween } from "@lockstep/engine/differences";
import { project } from "@lockstep/engine/project";
import { DIRECTED, type Step } from "./directed-histories.ts";
import { createNumberedIntake } from "./numbered-intake.ts";
import { BEGIN, networkEvents, randomEvent, randomStep } from "./random-history.ts";
import { wholeNumbers } from "./whole-numbers.ts";
import { workingEvent, workingEvents, workingStep } from "./working-history.ts";

/**
 * A program of its own; each argument is an `Asked` as JSON. Compares what each engine projects after every step of the
 * histories named, then of the directed ones, then of random ones, with the full projection of this repository, and prints a
 * line of JSON: a `Searched`.
 */
export interface Asked {
  /** The address of a module with a `createEngine`. */
  readonly engine: string;
  /** Names of histories to begin with, a random one's as "random 7" or "working 7". */
  readonly first: readonly string[];
}

export interface Searched {
  readonly engine: string;
  /** Null: none in all histories. */
  readonly difference: { readonly history: string; readonly step: number; readonly where: string } | null;
  readonly steps: number;
  readonly milliseconds: number;
}

const currency = "EUR";
const LENGTH = 250;

/** Where an engine says something else than the full projection does, as soon as it does. */
function createComparison(create: typeof createEngine) {
  const ledger = createLedger();
  const intake = createNumberedIntake(ledger, "manual");
  const engine = create({ ledger, mode: "manual", currency });
  return (events: readonly object[], now: Instant): string | null => {
    const taken = intake.take(events, now);
    try {
      engine.apply({ ...taken, clock: now });
    } catch (error) {
      return `it fails: ${String(error)}`;
    }
    return differencesBetween(engine.projection, project(ledger.worldAt(now, "manual"), { currency }), 1)[0] ?? null;
  };
}

interface History {
  readonly name: string;
  readonly network: readonly CloudEvent[];
  readonly steps: Iterable<Step>;
}

/** Of the random histories that every engine goes through. */
const SEEDS = [1, 2, 3, 4, 5, 6];

function* histories(first: readonly string[]): Iterable<History> {
  const random = SEEDS.flatMap((seed) => [`working ${seed}`, `random ${seed}`]);
  for (const name of new Set([...first, ...Object.keys(DIRECTED), ...random])) yield historyOf(name);
}

function historyOf(name: string): History {
  const directed = DIRECTED[name];
  if (directed !== undefined) return { name, network: networkEvents(), steps: directed };
  const [, kind, number] = /^(working|random) (\d+)$/.exec(name) ?? [];
  const seed = Number(number);
  if (kind === "working") return { name, network: workingEvents(seed), steps: workingSteps(seed) };
  if (kind === "random") return { name, network: networkEvents(), steps: randomSteps(seed) };
  throw new Error(`no history is called "${name}"`);
}

function* workingSteps(history: number): Iterable<Step> {
  let now = BEGIN;
  for (const seed of wholeNumbers(history, LENGTH)) {
    now += workingStep(seed);
    yield { hours: (now - BEGIN) / HOUR, events: [workingEvent(seed, now)] };
  }
}

function* randomSteps(history: number): Iterable<Step> {
  let now = BEGIN;
  for (const seed of wholeNumbers(history, LENGTH)) {
    now += randomStep(seed);
    yield { hours: (now - BEGIN) / HOUR, events: [randomEvent(seed, now)] };
  }
}

function search(create: typeof createEngine, first: readonly string[]): Omit<Searched, "engine"> {
  const began = performance.now();
  let steps = 0;
  for (const { name: history, network, steps: told } of histories(first)) {
    const compare = createComparison(create);
    compare(network, BEGIN);
    let step = 0;
    for (const { hours, events } of told) {
      steps += 1;
      step += 1;
      const where = compare(events, BEGIN + Math.round(hours * HOUR));
      const milliseconds = Math.round(performance.now() - began);
      if (where !== null) return { difference: { history, step, where }, steps, milliseconds };
    }
  }
  return { difference: null, steps, milliseconds: Math.round(performance.now() - began) };
}

for (const asked of process.argv.slice(2)) {
  const { engine, first } = JSON.parse(asked) as Asked;
  const module = (await import(engine)) as { readonly createEngine: typeof createEngine };
  const searched: Searched = { engine, ...search(module.createEngine, first) };
  process.stdout.write(`${JSON.stringify(searched)}\n`);
}
