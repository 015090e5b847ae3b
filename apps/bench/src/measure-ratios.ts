import { startPostgres } from "@lockstep/testkit/services";
import { createFactMaker } from "./fact-maker.ts";
import { differentRows, type Netting } from "./netting.ts";
import { createAnewNetting, createEngineNetting } from "./netting-engine.ts";
import { createIvm } from "./netting-ivm.ts";
import { createLoop } from "./netting-loop.ts";
import { createPostgresNetting } from "./netting-postgres.ts";
import { createSubset, type Subset } from "./subset.ts";
import { type Timings, timingsOf } from "./timings.ts";

export interface RatioOrder {
  readonly size: number;
  readonly seconds: number;
  readonly seed: number;
}

export interface RatioMeasure {
  readonly lines: number;
  readonly facts: number;
  readonly contestants: readonly Contestant[];
  /** Lines in each state, as all of them say. */
  readonly states: Readonly<Record<string, number>>;
}

export interface Contestant {
  readonly name: string;
  /** Of how many facts. */
  readonly facts: number;
  /** Facts a second until the answer is there again. */
  readonly factsASecond: number;
  /** Milliseconds from a fact to the answer. */
  readonly times: Timings;
}

/** Facts for each second that the run may take; at most as many as have their millisecond in the one minute of all changes. */
const CHANGES_A_SECOND = 800;
const MOST_CHANGES = 50_000;
const SLOW = 5;

/** The same facts to all of them; before and after they are timed, all have to say the same of every line. */
export async function measureRatios({ size, seconds, seed }: RatioOrder): Promise<RatioMeasure> {
  const changes = Math.min(MOST_CHANGES, Math.max(1_000, Math.round(CHANGES_A_SECOND * seconds)));
  const subset = createSubset({ lines: size, changes, seed }, createFactMaker("/bench"));
  const loop = createLoop(subset);
  const ivm = createIvm(subset);
  const engine = createEngineNetting(subset);
  const anew = createAnewNetting(subset);
  const server = await startPostgres();
  const postgres = await createPostgresNetting(server.url, subset);
  const compare = async (when: string): Promise<void> => {
    const rows = loop.rows();
    const others = { ivm: ivm.rows(), engine: engine.rows(), anew: anew.rows(), postgres: await postgres.rows() };
    for (const [name, own] of Object.entries(others)) {
      const differences = differentRows(own, rows);
      if (differences.length > 0) throw new Error(`${when} ${name} and the loop differ: ${differences.join("; ")}`);
    }
  };
  try {
    await compare("before");
    const contestants = [loop, engine, ivm].map((one) => race(one, subset));
    // Those that take long see the same facts, and are asked for the answer a few times only.
    const [most, few] = [subset.changes.slice(0, -SLOW), subset.changes.slice(-SLOW)];
    for (const change of most) {
      anew.apply(change);
      await postgres.apply(change);
    }
    const slow: [string, number[]][] = [
      [anew.name, []],
      ["PostgreSQL view, all late and short lines", []],
      ["PostgreSQL view, the lines of one point", []],
      ["PostgreSQL materialised view, refreshed", []],
    ];
    for (const change of few) {
      const point = change.demand?.point ?? change.supplies[0]?.point ?? 0;
      const asks = [
        async () => {
          anew.apply(change);
          anew.rows();
        },
        async () => {
          await postgres.apply(change);
          await postgres.atRisk();
        },
        async () => {
          await postgres.apply(change);
          await postgres.ofPoint(point);
        },
        async () => {
          await postgres.apply(change);
          await postgres.refresh();
        },
      ];
      for (const [k, ask] of asks.entries()) {
        const begin = performance.now();
        await ask();
        slow[k]?.[1].push(performance.now() - begin);
      }
    }
    await compare("after");
    for (const [name, times] of slow) {
      const own = timingsOf(times);
      contestants.push({ name, facts: times.length, factsASecond: 1000 / own.p50, times: own });
    }
    const states: Record<string, number> = {};
    for (const { state } of loop.rows().values()) states[state] = (states[state] ?? 0) + 1;
    return { lines: size, facts: changes, contestants, states };
  } finally {
    await postgres.end();
    await server.stop();
  }
}

/** A quarter to warm up, a half without looking at the time, a quarter with the time of each. */
function race(one: Netting, { changes }: Subset): Contestant {
  const [warm, hot] = [Math.floor(changes.length / 4), Math.floor((changes.length * 3) / 4)];
  for (const change of changes.slice(0, warm)) one.apply(change);
  const steady = changes.slice(warm, hot);
  const begin = performance.now();
  for (const change of steady) one.apply(change);
  const ms = performance.now() - begin;
  const times = changes.slice(hot).map((change) => {
    const start = performance.now();
    one.apply(change);
    return performance.now() - start;
  });
  return { name: one.name, facts: steady.length, factsASecond: (steady.length / ms) * 1000, times: timingsOf(times) };
}
