import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant } from "@lockstep/domain/instant";
import { differencesBetween } from "@lockstep/engine/differences";
import { createLiveEngine } from "@lockstep/engine/live/create-live-engine";
import { project } from "@lockstep/engine/project";
import { createFactMaker } from "./fact-maker.ts";
import { heldBytes } from "./memory.ts";
import { type Kind, type Mix, PUBLISHED, WILD } from "./mixes.ts";
import { createNetwork } from "./network.ts";
import { HISTORY_HOURS } from "./plan.ts";
import { profileOf } from "./profile.ts";
import {
  createCacheSweep,
  feed,
  inPasses,
  type Passes,
  type Step,
  type StepWork,
  sustained,
  timed,
  workOf,
} from "./run-stream.ts";
import { createStream, type StreamedFact } from "./stream.ts";
import { type Timings, timingsOf } from "./timings.ts";

export interface EngineMeasure {
  readonly size: number;
  readonly mix: "published" | "wild";
  readonly facts: number;
  /** Of the stream, how many of each kind. */
  readonly shares: Readonly<Record<string, number>>;
  readonly load: { readonly facts: number; readonly ms: number };
  readonly warmUp: number;
  /** Ticks included. */
  readonly factsASecond: number;
  /** The same by the thread's own processor time: what other processes take is not in it. */
  readonly factsACpuSecond: number;
  readonly inPasses: readonly Passes[];
  /** What a later purchase costs when it comes, and when it is only thought of: milliseconds. */
  readonly fork: { readonly fact: Timings; readonly fork: Timings };
  /** Plant time that passed meanwhile. */
  readonly plantMinutes: number;
  readonly hot: Readonly<Record<string, Timings>>;
  readonly cold: Readonly<Record<string, Timings>>;
  readonly work: Readonly<Record<string, StepWork>>;
  readonly bytesALine: { readonly engine: number; readonly withFacts: number };
  readonly states: Readonly<Record<string, number>>;
  readonly profile: readonly string[];
  /** How long a full recomputation takes, and where it differs: nowhere. */
  readonly anew: { readonly ms: number; readonly differences: readonly string[] } | null;
}

export interface EngineOrder {
  readonly size: number;
  readonly mix: "published" | "wild";
  /** About how long each part may take; so many facts as fit into it are measured. */
  readonly seconds: number;
  readonly seed: number;
  /** Compare with a full recomputation at the end. */
  readonly isChecked: boolean;
}

const CURRENCY = "EUR";
const COLD = 300;
/** Machines stopped at random at the end, as the mix alone has too few of them for a percentile. */
const STOPS = 100;
const MOST = 100_000;
const FACTS_A_PASS = [10, 100, 1_000];
const PASSES = 20;
const FORKS = 200;

/** One size and mix: sustained, with the times of each fact, with cold caches, with a profile; then whether it was exact. */
export async function measureEngine({ size, mix, seconds, seed, isChecked }: EngineOrder): Promise<EngineMeasure> {
  const make = createFactMaker("/bench");
  const empty = heldBytes();
  const network = createNetwork({ orderLines: size }, seed, make);
  say(`${network.facts.length} facts of ${network.orderLines} lines made`);
  const stream = createStream(network, mixOf(mix), { seed, make });
  const history: AnyFact[] = [];
  while (stream.clock < network.clock + HISTORY_HOURS * HOUR) history.push(stream.next().fact);
  const known = network.facts.concat(history);
  const withFacts = heldBytes();
  const engine = createLiveEngine({ mode: "manual", currency: CURRENCY });
  const begin = performance.now();
  // Master data in a batch of its own, as systems send it.
  for (const isMaster of [true, false]) {
    const batch = known.filter(({ type }) => type.startsWith("master.") === isMaster);
    engine.apply({ facts: batch, withdrawn: [], clock: stream.clock });
  }
  const load = { facts: known.length, ms: performance.now() - begin };
  const withEngine = heldBytes();
  say(`${known.length} facts loaded in ${Math.round(load.ms)} ms`);
  const told: AnyFact[] = [];
  const kinds = new Map<string, number>();
  const take = (count: number, only?: Kind): { facts: StreamedFact[]; from: Instant } => {
    const from = stream.clock;
    const taken = Array.from({ length: count }, () => stream.next(only));
    for (const { fact, kind } of taken) {
      if (only === undefined) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
      if (isChecked) told.push(fact);
    }
    return { facts: taken, from };
  };

  let warmUp = 0;
  let warmMs = 0;
  while (warmMs < (seconds * 1000) / 2 && warmUp < MOST) {
    const some = take(100);
    warmMs += sustained(engine, some.facts, some.from);
    warmUp += 100;
  }
  const facts = Math.min(MOST, Math.ceil((warmUp / warmMs) * seconds * 1000));
  say(`warm after ${warmUp} facts; ${facts} facts for each part`);
  const second = take(facts);
  const cpuBefore = process.threadCpuUsage();
  const ms = sustained(engine, second.facts, second.from);
  const cpu = process.threadCpuUsage(cpuBefore);
  const plantMinutes = (stream.clock - second.from) / 60_000;
  const passes = FACTS_A_PASS.map((factsAPass) => inPasses(engine, take(PASSES * factsAPass).facts, factsAPass));
  const third = take(facts);
  const hot = timed(engine, third.facts, { from: third.from });
  const fourth = take(Math.min(COLD, facts));
  const cold = timed(engine, fourth.facts, { from: fourth.from, before: createCacheSweep() });
  const fifth = take(Math.ceil(facts / 4));
  const work = workOf(engine, fifth.facts, fifth.from);
  const sixth = take(Math.ceil(facts / 2));
  const profile = await profileOf(() => feed(engine, sixth.facts, { from: sixth.from, around: (_, step) => step() }));

  const stops = take(Math.min(STOPS, size / 500), "machine");
  const stopped = timed(engine, stops.facts, { from: stops.from }).get("machine") ?? [];

  // Some are told, and others thought of before they are told: of the same ones the second would find all at hand.
  const later = take(FORKS, "purchase-date");
  const tellings = timed(engine, later.facts, { from: later.from }).get("purchase-date") ?? [];
  const dates = take(FORKS, "purchase-date");
  const forked: number[] = [];
  timed(engine, dates.facts, {
    from: dates.from,
    before: (fact) => {
      if (fact === null) return;
      const begin = performance.now();
      engine.fork([fact]);
      forked.push(performance.now() - begin);
    },
  });

  const states = new Map<string, number>();
  for (const { state } of engine.projection.orderLines.values()) states.set(state, (states.get(state) ?? 0) + 1);
  const all = [...kinds.values()].reduce((sum, one) => sum + one, 0);
  return {
    size: network.orderLines,
    mix,
    facts,
    shares: Object.fromEntries([...kinds].map(([kind, count]) => [kind, count / all])),
    load,
    warmUp,
    factsASecond: (facts / ms) * 1000,
    factsACpuSecond: (facts / (cpu.user + cpu.system)) * 1_000_000,
    inPasses: passes,
    fork: { fact: timingsOf(tellings), fork: timingsOf(forked) },
    plantMinutes,
    hot: { ...grouped(hot), "machine down, any": timingsOf(stopped) },
    cold: grouped(cold),
    work: Object.fromEntries(work),
    bytesALine: {
      engine: (withEngine - withFacts) / network.orderLines,
      withFacts: (withEngine - empty) / network.orderLines,
    },
    states: Object.fromEntries(states),
    profile,
    anew: isChecked ? anew() : null,
  };

  function anew(): { ms: number; differences: readonly string[] } {
    const ledger = createLedger();
    for (const fact of known) ledger.add(fact);
    for (const fact of told) ledger.add(fact);
    const world = ledger.worldAt(stream.clock, "manual");
    const start = performance.now();
    const projection = project(world, { currency: CURRENCY });
    return { ms: performance.now() - start, differences: differencesBetween(engine.projection, projection) };
  }
}

const say = (text: string): boolean => process.stderr.write(`  ${text}\n`);

const mixOf = (name: EngineOrder["mix"]): Mix => (name === "wild" ? WILD : PUBLISHED);

/** Every kind for itself, all facts together, and all that are not about machines. */
function grouped(times: ReadonlyMap<Step, readonly number[]>): Record<string, Timings> {
  const facts = [...times].filter(([step]) => step !== "tick");
  const all = facts.flatMap(([, own]) => own);
  const calm = facts.filter(([step]) => step !== "machine").flatMap(([, own]) => own);
  const kinds = [...times].map(([step, own]) => [step, timingsOf(own)] as const);
  return { all: timingsOf(all), "all but machine": timingsOf(calm), ...Object.fromEntries(kinds) };
}
