import { present } from "@lockstep/domain/assert";
import { type Instant, NEVER } from "@lockstep/domain/instant";
import { isBegun } from "../demands.ts";
import { keepsFor, outlasts } from "../keeping.ts";
import type { Allocation, Demand, Supply } from "../model.ts";
import { EPSILON } from "../order.ts";
import { byDemandOrder } from "../pegging.ts";
import { AVAILABLE, EXPIRES, IS_LOT, MARK, QUANTITY, SUPPLY, type SupplyList } from "./supply-list.ts";

/** The demands of a point side by side in memory, in the order in which they are served where no supply is pegged. */
export interface Asks {
  /** Those that have begun before all others. */
  readonly demands: Demand[];
  /** How many have begun. */
  begun: number;
  /** Of each: kind, quantity, need, pick, transit, least shelf life. There may be room for more behind the last. */
  values: Float64Array;
}

/** Who took what, side by side in memory: of the demands of `Asks`, one by one. */
export interface Takes {
  /** Of each demand: how many takes it has, what is short (NaN: not looked at yet), when it has all (NaN: nothing). */
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
export function asksOf(sorted: readonly Demand[]): Asks {
  const begun = sorted.filter(isBegun);
  const demands = begun.length > 0 ? [...begun, ...sorted.filter((one) => !isBegun(one))] : [...sorted];
  const asks = { demands, begun: begun.length, values: new Float64Array(demands.length * ASK) };
  for (const [k, demand] of demands.entries()) writeAsk(asks, k, demand);
  return asks;
}

function writeAsk({ values }: Asks, k: number, demand: Demand): void {
  const { way } = demand;
  const a = k * ASK;
  values[a] = way !== null ? LINE : isBegun(demand) ? STARTED : OTHER;
  values[a + 1] = demand.quantity;
  values[a + 2] = demand.need;
  values[a + 3] = way?.pickMs ?? 0;
  values[a + 4] = way?.transitMs ?? 0;
  values[a + 5] = way?.leastShelfMs ?? 0;
}

/** Of each demand when goods for it arrive, and until when they have to keep; of one that is for no line both are its need. */
export function eachEnd({ demands, values }: Asks, told: (arrives: Instant, lasts: Instant) => void): void {
  for (let k = 0; k < demands.length; k++) {
    const a = k * ASK;
    const arrives = (values[a + 2] ?? 0) + (values[a + 4] ?? 0);
    told(arrives, arrives + (values[a + 5] ?? 0));
  }
}

/** One more, with nothing taken yet. */
export function addAsk(asks: Asks, known: Takes, demand: Demand): void {
  const { demands } = asks;
  const has = isBegun(demand);
  const at = demandPlace(demands, demand, has ? 0 : asks.begun, has ? asks.begun : demands.length);
  asks.values = opened(asks.values, at * ASK, ASK, demands.length * ASK);
  known.results = opened(known.results, at * RESULT, RESULT, demands.length * RESULT);
  known.results.set([0, Number.NaN, Number.NaN], at * RESULT);
  demands.splice(at, 0, demand);
  if (has) asks.begun += 1;
  writeAsk(asks, at, demand);
}

/** One less; what it took is written down no more, and taken by nobody yet. */
export function dropAsk(asks: Asks, known: Takes, demand: Demand): void {
  const { demands, values } = asks;
  const { results, takes } = known;
  const at = demands.indexOf(demand);
  if (at < 0) return;
  let first = 0;
  for (let k = 0; k < at; k++) first += results[k * RESULT] ?? 0;
  const own = results[at * RESULT] ?? 0;
  takes.copyWithin(first * TAKE, (first + own) * TAKE, known.count * TAKE);
  known.count -= own;
  results.copyWithin(at * RESULT, (at + 1) * RESULT, demands.length * RESULT);
  values.copyWithin(at * ASK, (at + 1) * ASK, demands.length * ASK);
  demands.splice(at, 1);
  if (at < asks.begun) asks.begun -= 1;
}

/** Where a demand belongs in a list in demand order, or in a stretch of one that is. */
export function demandPlace(sorted: readonly Demand[], demand: Demand, from = 0, to = sorted.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = sorted[middle];
    if (other !== undefined && byDemandOrder(other, demand) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** With a gap of so many numbers, and some room for the next. */
function opened(values: Float64Array, at: number, gap: number, used: number): Float64Array {
  if (values.length >= used + gap) {
    values.copyWithin(at + gap, at, used);
    return values;
  }
  const wider = new Float64Array(used + gap * 2 + (used >> 1));
  wider.set(values.subarray(0, at));
  wider.set(values.subarray(at, used), at + gap);
  return wider;
}

/** Gives supplies, none of them pegged, to demands; says who got something else than before. */
export interface FlatPegging {
  /**
   * `known` is what came of it the last time, of the very same demands (`isAligned`), or of others; it is replaced by what
   * comes of it now. `changed` is told of each demand whose takes may be others, with what it gets.
   */
  peg(
    asks: Asks,
    supplies: SupplyList,
    known: { readonly takes: Takes; readonly isAligned: boolean },
    now: Instant,
    changed: (demand: Demand, allocations: Allocation[], short: number, availableAt: Instant | null) => void,
  ): void;
}

export function createFlatPegging(): FlatPegging {
  let left = new Float64Array(64);
  let results = new Float64Array(256);
  let takes = new Float64Array(256);
  let takenAt = new Int32Array(128);

  const fill = ({ all, values }: SupplyList): void => {
    if (left.length < all.length) left = new Float64Array(all.length * 2);
    for (let s = 0; s < all.length; s++) left[s] = values[s * SUPPLY + QUANTITY] ?? 0;
  };

  return {
    peg({ demands, values }, supplies, known, now, changed) {
      const size = supplies.all.length;
      const offers = supplies.values;
      fill(supplies);
      if (results.length < demands.length * RESULT) results = new Float64Array(demands.length * RESULT * 2);
      const most = demands.length + size;
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
        for (let s = kind === STARTED ? 0 : first; s < size && short > EPSILON; s++) {
          const rest = left[s] ?? 0;
          if (rest <= EPSILON) {
            if (s === first) first += 1;
            continue;
          }
          const o = s * SUPPLY;
          const availableAt = offers[o + AVAILABLE] ?? 0;
          const expiresAt = offers[o + EXPIRES] ?? 0;
          if (kind === STARTED) {
            if (offers[o + IS_LOT] === 0 || expiresAt <= now) continue;
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
          takes[count * TAKE] = offers[o + MARK] ?? 0;
          takes[count * TAKE + 1] = quantity;
          count += 1;
        }
        const r = k * RESULT;
        results[r] = count - before;
        results[r + 1] = short <= EPSILON ? 0 : short;
        results[r + 2] = at;
      }
      tell(demands, supplies.all, known, changed);
      keep(known.takes, demands.length, count);
    },
  };

  function tell(
    demands: readonly Demand[],
    supplies: readonly Supply[],
    known: { readonly takes: Takes; readonly isAligned: boolean },
    changed: (demand: Demand, allocations: Allocation[], short: number, availableAt: Instant | null) => void,
  ): void {
    const old = known.takes;
    let i = 0;
    let j = 0;
    for (let k = 0; k < demands.length; k++) {
      const r = k * RESULT;
      const own = results[r] ?? 0;
      const before = known.isAligned ? (old.results[r] ?? 0) : 0;
      let isSame =
        known.isAligned &&
        own === before &&
        results[r + 1] === old.results[r + 1] &&
        isSameNumber(results[r + 2] ?? 0, old.results[r + 2] ?? 0);
      for (let n = 0; isSame && n < own; n++) {
        const [a, b] = [(i + n) * TAKE, (j + n) * TAKE];
        isSame = takes[b] === old.takes[a] && takes[b + 1] === old.takes[a + 1];
      }
      if (!isSame) {
        const demand = demands[k];
        const allocations = allocationsOf(supplies, j, own);
        const at = results[r + 2] ?? Number.NaN;
        if (demand !== undefined) changed(demand, allocations, results[r + 1] ?? 0, Number.isNaN(at) ? null : at);
      }
      i += before;
      j += own;
    }
  }

  function allocationAt(supplies: readonly Supply[], n: number): Allocation {
    const supply = present(supplies[takenAt[n] ?? 0], () => "what was taken is a supply of the point");
    return { supply, quantity: takes[n * TAKE + 1] ?? 0 };
  }

  /** Most get one or two: a list of these takes no more room than that. */
  function allocationsOf(supplies: readonly Supply[], from: number, count: number): Allocation[] {
    if (count === 1) return [allocationAt(supplies, from)];
    if (count === 2) return [allocationAt(supplies, from), allocationAt(supplies, from + 1)];
    const allocations: Allocation[] = [];
    for (let n = from; n < from + count; n++) allocations.push(allocationAt(supplies, n));
    return allocations;
  }

  function keep(known: Takes, demands: number, count: number): void {
    if (known.results.length < demands * RESULT) known.results = new Float64Array(demands * RESULT);
    for (let n = 0; n < demands * RESULT; n++) known.results[n] = results[n] ?? 0;
    if (known.takes.length < count * TAKE) known.takes = new Float64Array((count + (count >> 2)) * TAKE);
    for (let n = 0; n < count * TAKE; n++) known.takes[n] = takes[n] ?? 0;
    known.count = count;
  }
}

/** As `Object.is` has it, but for zeros; that would make an object of each. */
const isSameNumber = (a: number, b: number): boolean => a === b || (Number.isNaN(a) && Number.isNaN(b));

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
