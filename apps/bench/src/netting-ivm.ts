import { concat, D2, MultiSet, map, output, reduce } from "@tanstack/db-ivm";
import type { Netting } from "./netting.ts";
import { dayOf, needOf, rowOf, type Subset, type SubsetDemand, type SubsetRow, type SubsetSupply } from "./subset.ts";

/** A row with a number of its own for each content, by which db-ivm tells rows apart without hashing them. */
type Numbered<T> = readonly [version: number, row: T];
type Either = SubsetDemand | SubsetSupply;

/**
 * `@tanstack/db-ivm`: both tables keyed by stocking point, and a `reduce` per point that nets. Its rows are texts, so that it
 * sees which of them stay the same.
 */
export function createIvm(subset: Subset): Netting {
  const graph = new D2();
  const demands = graph.newInput<Numbered<SubsetDemand>>();
  const supplies = graph.newInput<Numbered<SubsetSupply>>();
  const said = new Map<number, string>();
  const byPoint = <T extends Either>() =>
    map<Numbered<T>, [number, Numbered<Either>]>((row) => [row[1].point, row as Numbered<Either>]);
  demands.pipe(
    byPoint<SubsetDemand>(),
    concat(supplies.pipe(byPoint<SubsetSupply>())),
    reduce<number, Numbered<Either>, string, [number, Numbered<Either>]>(net, { prefixIdentity: true }),
    output((message) => {
      const changes = message.getInner();
      for (const [[, row], times] of changes) if (times < 0) said.delete(lineOf(row));
      for (const [[, row], times] of changes) if (times > 0) said.set(lineOf(row), row);
    }),
  );
  graph.finalize();

  let version = 0;
  const current = {
    demands: new Map<number, Numbered<SubsetDemand>>(),
    supplies: new Map<number, Numbered<SubsetSupply>>(),
  };
  const changed = <T>(known: Map<number, Numbered<T>>, key: number, row: T): [Numbered<T>, number][] => {
    const before = known.get(key);
    version += 1;
    const after: Numbered<T> = [version, row];
    known.set(key, after);
    return before === undefined
      ? [[after, 1]]
      : [
          [before, -1],
          [after, 1],
        ];
  };
  demands.sendData(new MultiSet(subset.demands.flatMap((one) => changed(current.demands, one.line, one))));
  supplies.sendData(new MultiSet(subset.supplies.flatMap((one) => changed(current.supplies, one.supply, one))));
  graph.run();

  return {
    name: "@tanstack/db-ivm",
    apply({ demand, supplies: some }) {
      if (demand !== null) demands.sendData(new MultiSet(changed(current.demands, demand.line, demand)));
      if (some.length > 0)
        supplies.sendData(new MultiSet(some.flatMap((one) => changed(current.supplies, one.supply, one))));
      graph.run();
    },
    rows: () => new Map([...said].map(([line, text]) => [line, parse(text)])),
  };
}

const isDemand = (row: Either): row is SubsetDemand => "line" in row;
const lineOf = (text: string): number => Number(text.slice(0, text.indexOf("|")));

function parse(text: string): SubsetRow {
  const [, delivery, short, state] = text.split("|");
  const said = state === "late" || state === "short" ? state : "ok";
  return { delivery: delivery === "" ? null : Number(delivery), short: Number(short), state: said };
}

/** The netting of one point, over all its rows. */
function net(values: [Numbered<Either>, number][]): [string, number][] {
  const demands: SubsetDemand[] = [];
  const supplies: SubsetSupply[] = [];
  for (const [[, row], times] of values) {
    if (times <= 0) continue;
    if (isDemand(row)) demands.push(row);
    else supplies.push(row);
  }
  demands.sort((a, b) => {
    const [m, n] = [needOf(a.promisedAt), needOf(b.promisedAt)];
    return dayOf(m) - dayOf(n) || a.priority - b.priority || m - n || a.line - b.line;
  });
  supplies.sort((a, b) => a.availableAt - b.availableAt || Number(b.isLot) - Number(a.isLot) || a.supply - b.supply);
  let k = 0;
  let rest = supplies[0]?.quantity ?? 0;
  return demands.map(({ line, quantity, promisedAt }) => {
    let open = quantity;
    let got: number | null = null;
    while (open > 0 && k < supplies.length) {
      if (rest > 0) {
        const taken = Math.min(rest, open);
        open -= taken;
        rest -= taken;
        got = supplies[k]?.availableAt ?? got;
      }
      if (rest > 0) continue;
      k += 1;
      rest = supplies[k]?.quantity ?? 0;
    }
    const { delivery, short, state } = rowOf(promisedAt, got, open);
    return [`${line}|${delivery ?? ""}|${short}|${state}`, 1];
  });
}
