import { type Instant, NEVER } from "@lockstep/domain/instant";
import { isBegun, outlasts } from "../demands.ts";
import { keepsFor, type LineModel } from "../lines.ts";
import type { Allocation, Demand, Supply } from "../model.ts";
import { EPSILON } from "../order.ts";

/** The demands of a point side by side in memory, in the order in which they are served where no supply is pegged. */
export interface Asks {
  /** Those that have begun before all others. */
  readonly demands: readonly Demand[];
  /** Of each: kind, quantity, need, pick, transit, least shelf life. */
  readonly values: Float64Array;
}

/** Who took what, side by side in memory. */
export interface Takes {
  /** Of each demand: how many takes it has, what is short, when it has all (NaN: nothing). */
  results: Float64Array;
  /** Of each take, demand by demand: the supply's mark, the quantity. */
  takes: Float64Array;
  count: number;
}

const ASK = 6;
const RESULT = 3;
const TAKE = 2;
const STARTED = 0;
const LINE = 1;
const OTHER = 2;

export const noTakes = (): Takes => ({ results: new Float64Array(0), takes: new Float64Array(0), count: 0 });

/** `sorted` in demand order. */
export function asksOf(sorted: readonly Demand[], lines: ReadonlyMap<string, LineModel>): Asks {
  const demands = sorted.some(isBegun) ? [...sorted.filter(isBegun), ...sorted.filter((one) => !isBegun(one))] : sorted;
  const values = new Float64Array(demands.length * ASK);
  for (const [k, demand] of demands.entries()) {
    const line = demand.kind === "line" ? lines.get(demand.id) : undefined;
    const kind = line !== undefined ? LINE : isBegun(demand) ? STARTED : OTHER;
    values.set([kind, demand.quantity, demand.need], k * ASK);
    if (line !== undefined) values.set([line.pickMs, line.transitMs, line.leastShelfMs], k * ASK + 3);
  }
  return { demands: [...demands], values };
}

/** Gives supplies, in supply order and none of them pegged, to demands; says who got something else than before. */
export interface FlatPegging {
  /**
   * `known` is what came of it the last time, of the very same demands, or null; it is replaced by what comes of it now.
   * `changed` is told of each demand whose takes may be others, with what it gets.
   */
  peg(
    asks: Asks,
    supplies: readonly Supply[],
    known: { readonly takes: Takes; readonly isSameDemands: boolean },
    now: Instant,
    changed: (demand: Demand, allocations: Allocation[], short: number, availableAt: Instant | null) => void,
  ): void;
}

export function createFlatPegging(): FlatPegging {
  let left = new Float64Array(64);
  let available = new Float64Array(64);
  let expires = new Float64Array(64);
  let isLot = new Uint8Array(64);
  let results = new Float64Array(256);
  let takes = new Float64Array(256);
  let takenAt = new Int32Array(128);

  const fill = (supplies: readonly Supply[]): void => {
    if (left.length < supplies.length) {
      const size = supplies.length * 2;
      left = new Float64Array(size);
      available = new Float64Array(size);
      expires = new Float64Array(size);
      isLot = new Uint8Array(size);
    }
    for (let s = 0; s < supplies.length; s++) {
      const supply = supplies[s];
      if (supply === undefined) continue;
      left[s] = supply.quantity;
      available[s] = supply.availableAt;
      expires[s] = supply.expiresAt;
      isLot[s] = supply.source.what === "lot" ? 1 : 0;
    }
  };

  return {
    peg({ demands, values }, supplies, known, now, changed) {
      fill(supplies);
      if (results.length < demands.length * RESULT) results = new Float64Array(demands.length * RESULT * 2);
      const most = demands.length + supplies.length;
      if (takenAt.length < most) {
        takenAt = new Int32Array(most * 2);
        takes = new Float64Array(most * 2 * TAKE);
      }
      let count = 0;
      let first = 0;
      for (let k = 0; k < demands.length; k++) {
        const a = k * ASK;
        const kind = values[a] ?? OTHER;
        const need = values[a + 2] ?? 0;
        let short = values[a + 1] ?? 0;
        let at = Number.NaN;
        const before = count;
        for (let s = kind === STARTED ? 0 : first; s < supplies.length && short > EPSILON; s++) {
          const rest = left[s] ?? 0;
          if (rest <= EPSILON) {
            if (s === first) first += 1;
            continue;
          }
          const availableAt = available[s] ?? 0;
          const expiresAt = expires[s] ?? 0;
          if (kind === STARTED) {
            if (isLot[s] === 0 || expiresAt <= now) continue;
          } else {
            if (availableAt === NEVER) continue;
            if (expiresAt < NEVER) {
              const isGood =
                kind === LINE
                  ? keepsFor(
                      need,
                      values[a + 3] ?? 0,
                      values[a + 4] ?? 0,
                      values[a + 5] ?? 0,
                      availableAt,
                      expiresAt,
                      now,
                    )
                  : outlasts(need, availableAt, expiresAt, now);
              if (!isGood) continue;
            }
          }
          const quantity = rest < short ? rest : short;
          left[s] = rest - quantity;
          short -= quantity;
          at = at > availableAt ? at : availableAt;
          takenAt[count] = s;
          takes[count * TAKE] = supplies[s]?.mark ?? 0;
          takes[count * TAKE + 1] = quantity;
          count += 1;
        }
        const r = k * RESULT;
        results[r] = count - before;
        results[r + 1] = short <= EPSILON ? 0 : short;
        results[r + 2] = at;
      }
      tell(demands, supplies, known, changed);
      keep(known.takes, demands.length, count);
    },
  };

  function tell(
    demands: readonly Demand[],
    supplies: readonly Supply[],
    known: { readonly takes: Takes; readonly isSameDemands: boolean },
    changed: (demand: Demand, allocations: Allocation[], short: number, availableAt: Instant | null) => void,
  ): void {
    const old = known.takes;
    let i = 0;
    let j = 0;
    for (let k = 0; k < demands.length; k++) {
      const r = k * RESULT;
      const own = results[r] ?? 0;
      const before = known.isSameDemands ? (old.results[r] ?? 0) : 0;
      let isSame =
        known.isSameDemands &&
        own === before &&
        results[r + 1] === old.results[r + 1] &&
        Object.is(results[r + 2], old.results[r + 2]);
      for (let n = 0; isSame && n < own; n++) {
        const [a, b] = [(i + n) * TAKE, (j + n) * TAKE];
        isSame = takes[b] === old.takes[a] && takes[b + 1] === old.takes[a + 1];
      }
      if (!isSame) {
        const demand = demands[k];
        const allocations: Allocation[] = [];
        for (let n = j; n < j + own; n++) {
          const supply = supplies[takenAt[n] ?? 0];
          if (supply !== undefined) allocations.push({ supply, quantity: takes[n * TAKE + 1] ?? 0 });
        }
        const at = results[r + 2] ?? Number.NaN;
        if (demand !== undefined) changed(demand, allocations, results[r + 1] ?? 0, Number.isNaN(at) ? null : at);
      }
      i += before;
      j += own;
    }
  }

  function keep(known: Takes, demands: number, count: number): void {
    if (known.results.length < demands * RESULT) known.results = new Float64Array(demands * RESULT);
    for (let n = 0; n < demands * RESULT; n++) known.results[n] = results[n] ?? 0;
    if (known.takes.length < count * TAKE) known.takes = new Float64Array((count + (count >> 2)) * TAKE);
    for (let n = 0; n < count * TAKE; n++) known.takes[n] = takes[n] ?? 0;
    known.count = count;
  }
}

/** Writes down what demands got otherwise. */
export function rememberTakes({ demands }: Asks, known: Takes): void {
  let count = 0;
  for (const { allocations } of demands) count += allocations.length;
  known.results = new Float64Array(demands.length * RESULT);
  known.takes = new Float64Array(count * TAKE);
  known.count = count;
  let n = 0;
  for (const [k, { allocations, short, availableAt }] of demands.entries()) {
    known.results.set([allocations.length, short, availableAt ?? Number.NaN], k * RESULT);
    for (const { supply, quantity } of allocations) known.takes.set([supply.mark, quantity], TAKE * n++);
  }
}

/** Who took of a supply takes of another in its place, which is not available at the same time. */
export function replaceTaken(
  { demands }: Asks,
  known: Takes,
  { from, to }: { readonly from: number; readonly to: number },
  taker: (demand: Demand) => Instant,
): number {
  let n = 0;
  let found = 0;
  for (let k = 0; k < demands.length; k++) {
    const own = known.results[k * RESULT] ?? 0;
    for (let end = n + own; n < end; n++) {
      if (known.takes[n * TAKE] !== from) continue;
      known.takes[n * TAKE] = to;
      const demand = demands[k];
      if (demand === undefined) continue;
      found += 1;
      known.results[k * RESULT + 2] = taker(demand);
    }
  }
  return found;
}
