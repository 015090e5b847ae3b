import type { Netting } from "./netting.ts";
import { dayOf, needOf, PICK, rowOf, type Subset, type SubsetDemand, type SubsetSupply, TRANSIT } from "./subset.ts";

const STATES = ["ok", "late", "short"] as const;

/** The limit: numbers in flat arrays, each point's lines and supplies kept in order, one pass over a point for a change. */
export function createLoop(subset: Subset): Netting {
  const most = subset.demands.length + subset.changes.length;
  const widest = widestPoint(subset) + 1;
  const quantity = new Float64Array(most);
  const promised = new Float64Array(most);
  const need = new Float64Array(most);
  const rank = new Float64Array(most);
  const pointOf = new Int32Array(most).fill(-1);
  const available = new Float64Array(most).fill(Number.NaN);
  const short = new Float64Array(most);
  const state = new Uint8Array(most);
  const linesAt = new Int32Array(subset.points * widest);
  const lineCount = new Int32Array(subset.points);
  const supplies = subset.supplies.length;
  const left = new Float64Array(supplies);
  const at = new Float64Array(supplies);
  const kind = new Uint8Array(supplies);
  const perPoint = Math.ceil(supplies / subset.points);
  const suppliesAt = new Int32Array(supplies);
  const supplyCount = new Int32Array(subset.points);

  const isLineBefore = (a: number, b: number): boolean => {
    const [x, y] = [rank[a] ?? 0, rank[b] ?? 0];
    if (x !== y) return x < y;
    const [n, m] = [need[a] ?? 0, need[b] ?? 0];
    return n !== m ? n < m : a < b;
  };
  const isSupplyBefore = (a: number, b: number): boolean => {
    const [x, y] = [at[a] ?? 0, at[b] ?? 0];
    if (x !== y) return x < y;
    const [n, m] = [kind[a] ?? 0, kind[b] ?? 0];
    return n !== m ? n < m : a < b;
  };
  const take = (list: Int32Array, from: number, count: number, one: number): void => {
    let k = from;
    while (k < from + count && list[k] !== one) k++;
    for (; k < from + count - 1; k++) list[k] = list[k + 1] ?? 0;
  };

  const setLine = ({ line, point, quantity: wanted, priority, promisedAt }: SubsetDemand): void => {
    const from = point * widest;
    let count = lineCount[point] ?? 0;
    if (pointOf[line] === point) {
      take(linesAt, from, count, line);
      count -= 1;
    }
    pointOf[line] = point;
    quantity[line] = wanted;
    promised[line] = promisedAt;
    need[line] = needOf(promisedAt);
    rank[line] = dayOf(needOf(promisedAt)) * 16 + priority;
    let k = from + count;
    for (; k > from && isLineBefore(line, linesAt[k - 1] ?? 0); k--) linesAt[k] = linesAt[k - 1] ?? 0;
    linesAt[k] = line;
    lineCount[point] = count + 1;
  };
  const known = new Uint8Array(supplies);
  const setSupply = ({ supply, point, isLot, quantity: is, availableAt }: SubsetSupply): void => {
    const from = point * perPoint;
    let count = supplyCount[point] ?? 0;
    if (known[supply] === 1) {
      take(suppliesAt, from, count, supply);
      count -= 1;
    }
    known[supply] = 1;
    left[supply] = is;
    at[supply] = availableAt;
    kind[supply] = isLot ? 0 : 1;
    let k = from + count;
    for (; k > from && isSupplyBefore(supply, suppliesAt[k - 1] ?? 0); k--) suppliesAt[k] = suppliesAt[k - 1] ?? 0;
    suppliesAt[k] = supply;
    supplyCount[point] = count + 1;
  };

  const net = (point: number): void => {
    let s = point * perPoint;
    const lastSupply = s + (supplyCount[point] ?? 0);
    let rest = s < lastSupply ? (left[suppliesAt[s] ?? 0] ?? 0) : 0;
    const from = point * widest;
    const last = from + (lineCount[point] ?? 0);
    for (let k = from; k < last; k++) {
      const line = linesAt[k] ?? 0;
      let open = quantity[line] ?? 0;
      let got = Number.NaN;
      while (open > 0 && s < lastSupply) {
        if (rest > 0) {
          const taken = rest < open ? rest : open;
          open -= taken;
          rest -= taken;
          got = at[suppliesAt[s] ?? 0] ?? 0;
        }
        if (rest > 0) continue;
        s += 1;
        rest = s < lastSupply ? (left[suppliesAt[s] ?? 0] ?? 0) : 0;
      }
      available[line] = got;
      short[line] = open;
      state[line] = open > 0 ? 2 : got + PICK + TRANSIT > (promised[line] ?? 0) ? 1 : 0;
    }
  };

  for (const demand of subset.demands) setLine(demand);
  for (const supply of subset.supplies) setSupply(supply);
  for (let point = 0; point < subset.points; point++) net(point);

  return {
    name: "limit: a loop over flat arrays",
    apply({ demand, supplies: changed }) {
      if (demand !== null) {
        setLine(demand);
        net(demand.point);
      }
      for (const supply of changed) setSupply(supply);
      const point = changed[0]?.point;
      if (point !== undefined) net(point);
    },
    rows: () =>
      new Map(
        [...pointOf.entries()].flatMap(([line, point]) => {
          if (point < 0) return [];
          const got = available[line] ?? Number.NaN;
          const row = rowOf(promised[line] ?? 0, Number.isNaN(got) ? null : got, short[line] ?? 0);
          return [[line, { ...row, state: STATES[state[line] ?? 0] ?? "ok" }] as const];
        }),
      ),
  };
}

/** How many lines a point has at most, when all changes are made. */
function widestPoint({ points, demands, changes }: Subset): number {
  const counts = new Int32Array(points);
  const known = new Set(demands.map(({ line }) => line));
  for (const { point } of demands) counts[point] = (counts[point] ?? 0) + 1;
  for (const { demand } of changes) {
    if (demand === null || known.has(demand.line)) continue;
    known.add(demand.line);
    counts[demand.point] = (counts[demand.point] ?? 0) + 1;
  }
  return counts.reduce((most, one) => Math.max(most, one), 0);
}
