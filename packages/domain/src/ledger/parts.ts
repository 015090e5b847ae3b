import type { AnyFact, Fact } from "../facts/fact.ts";
import { byFactOrder } from "../facts/fact-order.ts";
import { pointsNamedBy } from "../facts/named.ts";
import type { Instant } from "../instant.ts";
import type { Steps } from "../steps.ts";
import { byCodeUnit } from "../world.ts";
import { createCell, createClockCell, splitAtClock, type UntilClock } from "./cell.ts";

type Winners<T extends AnyFact["type"]> = ReadonlyMap<string, Fact<T>>;
type Lists<T extends AnyFact["type"]> = ReadonlyMap<string, readonly Fact<T>[]>;
type Names = ReadonlySet<string>;

/** The world's parts that are not plain maps of winners; each is made anew only when what it is made of has changed. */
export function createParts() {
  return {
    boms: createCell((boms: Winners<"master.bom">, items: Names) => mapValues(boms, (fact) => knownOnly(fact, items))),
    productionOrders: createCell((orders: Winners<"erp.production-order">, items: Names) =>
      mapValues(orders, (fact) => knownOnly(fact, items)),
    ),
    sourcing: createCell((sourcing: Winners<"master.sourcing">) =>
      groupBy(sourcing.values(), ({ data }) => `${data.item}@${data.site}`, {
        order: (a, b) => byCodeUnit(a.data.supplier, b.data.supplier),
      }),
    ),
    operations: createClockCell(operationsByOrder),
    resourceStates: createCell((states: Winners<"mes.resource-state">) =>
      groupBy(states.values(), ({ data }) => data.resource, { order: (a, b) => a.data.since - b.data.since }),
    ),
    resourceHistory: createCell((history: Lists<"mes.resource-state">) =>
      groupBy([...history.values()].flat(), ({ data }) => data.resource, { order: byFactOrder }),
    ),
    consumptions: createCell((consumptions: Lists<"mes.consumption">) =>
      groupBy(consumptions.get("") ?? [], ({ data }) => data.order, { order: byFactOrder }),
    ),
    stockCounts: createCell((counts: Winners<"wms.stock-count">) => [...counts.values()]),
    stockMoves: createCell((moves: Lists<"wms.stock-move">) => moves.get("") ?? []),
    receipts: createCell((receipts: Lists<"wms.receipt">) => receipts.get("") ?? []),
    points: createPoints(),
  };
}

/** Leaves out components that are unknown items; an empty list of a production order stays empty. */
export function knownOnly<F extends Fact<"master.bom"> | Fact<"erp.production-order">>(
  fact: F,
  items: Pick<Names, "has">,
): F {
  const { components } = fact.data;
  if (components === undefined || components.every(({ item }) => items.has(item))) return fact;
  return {
    ...fact,
    canonical: fact.canonical,
    data: { ...fact.data, components: components.filter(({ item }) => items.has(item)) },
  };
}

/** An operation whose startedAt is ahead of the clock counts as pending until then. */
function operationsByOrder(operations: Winners<"mes.operation">, clock: Instant): UntilClock<Lists<"mes.operation">> {
  const { reached, from, until } = splitAtClock(operations.values(), ({ data }) => data.startedAt ?? -Infinity, clock);
  const begun = new Set(reached);
  const inForce = [...operations.values()].map((fact) => (begun.has(fact) ? fact : notBegun(fact)));
  const output = groupBy(inForce, ({ data }) => data.order, { order: (a, b) => a.data.seq - b.data.seq });
  return { output, from, until };
}

/** An operation whose `startedAt` is ahead counts as pending. */
export function notBegun(fact: Fact<"mes.operation">): Fact<"mes.operation"> {
  const { startedAt: _, finishedAt: __, ...data } = fact.data;
  return { ...fact, canonical: fact.canonical, data: { ...data, state: "pending" } };
}

function mapValues<V>(map: ReadonlyMap<string, V>, change: (value: V) => V): ReadonlyMap<string, V> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}

/** Groups by a name; groups by code unit of the name, each in the order given. */
export function groupBy<V>(
  values: Iterable<V>,
  by: (value: V) => string,
  { order }: { readonly order: (a: V, b: V) => number },
): ReadonlyMap<string, readonly V[]> {
  const groups = new Map<string, V[]>();
  for (const value of values) {
    const name = by(value);
    const group = groups.get(name);
    if (group) group.push(value);
    else groups.set(name, [value]);
  }
  const names = [...groups.keys()].sort(byCodeUnit);
  return new Map(names.map((name) => [name, (groups.get(name) ?? []).sort(order)]));
}

interface Facts {
  values(): Iterable<AnyFact>;
}

/** Every (item, site) that a fact in force names, by code unit. Called with the same kinds of facts in the same order. */
function createPoints(): (parts: readonly Facts[]) => Steps<readonly string[]> {
  const cells: ((facts: Facts) => Names)[] = [];
  const union = createCell((...sets: readonly Names[]) => {
    const all = new Set<string>();
    for (const set of sets) for (const point of set) all.add(point);
    return [...all].sort(byCodeUnit);
  });
  return function* (parts) {
    while (cells.length < parts.length) cells.push(createCell(namedPoints));
    const named: Names[] = [];
    for (const [k, cell] of cells.entries()) {
      named.push(cell(parts[k] ?? []));
      yield;
    }
    return union(...named);
  };
}

function namedPoints(facts: Facts): Names {
  const points = new Set<string>();
  for (const fact of facts.values()) for (const point of pointsNamedBy(fact)) points.add(point);
  return points;
}
