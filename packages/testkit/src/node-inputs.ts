import type { World } from "@lockstep/domain/world";
import { type Evaluated, evaluate } from "@lockstep/engine/evaluate";
import { byRank } from "@lockstep/engine/loading";
import type { Allocation, Demand, OperationModel, OrderModel, Supply } from "@lockstep/engine/model";
import { project } from "@lockstep/engine/project";

/** What each node of the network is evaluated from, as texts that differ if that does. */
export interface NodeInputs {
  /** What lies there, comes there, and who wants it. */
  readonly points: ReadonlyMap<string, string>;
  /** Its own facts, what its claims got, and what has its place on its resources before it. */
  readonly orders: ReadonlyMap<string, string>;
  /** Its own row with its explanation, and what it got. */
  readonly lines: ReadonlyMap<string, string>;
  /** The points and orders that each line's explanation leads over. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
  readonly operations: ReadonlyMap<string, number>;
}

/** From the full projection alone: nothing here knows how the incremental one goes about it. */
export function nodeInputs(world: World): NodeInputs {
  const evaluated = evaluate(world);
  const { points, orders, demandOfLine } = evaluated;
  const rows = project(world, { currency: "EUR" }).orderLines;
  return {
    points: mapped(points, ({ lots, supplies, demands, level }) => [
      level,
      lots,
      supplies.map(supplyText),
      demands.map(({ kind, id, quantity, need, day, priority, claim }) => [
        [kind, id, quantity, need, day, priority],
        [claim?.item, claim?.isStarted, claim?.isOverCycle],
      ]),
    ]),
    orders: orderTexts(evaluated),
    lines: mapped(rows, (row, id) => [row, outcomeText(demandOfLine.get(id))]),
    ways: new Map([...rows].map(([id, { path }]) => [id, path.map((step) => step.id)])),
    operations: new Map([...orders].map(([id, { operations }]) => [id, operations.length])),
  };
}

function orderTexts({ points, orders }: Evaluated): ReadonlyMap<string, string> {
  const got = new Map<string, unknown[]>();
  for (const { demands } of points.values()) {
    for (const demand of demands) {
      const id = demand.claim?.operation.order.id;
      if (id !== undefined) got.set(id, [...(got.get(id) ?? []), [demand.id, demand.quantity, outcomeText(demand)]]);
    }
  }
  const ranked = [...orders.values()].sort(byRank);
  return mapped(orders, (order, id) => [
    order.data,
    [order.level, order.isLive, order.isLoaded, order.received, order.stillToMake, order.made, order.pegs],
    order.operations.map(statedText),
    got.get(id),
    before(order, ranked),
  ]);
}

/** What stands on an order's resources before it. */
function before(order: OrderModel, ranked: readonly OrderModel[]): unknown[] {
  const resources = new Set(order.operations.map(({ resource }) => resource).filter((one) => one !== null));
  return ranked
    .filter((other) => byRank(other, order) < 0 || other.operations.some(({ phase }) => phase === "running"))
    .flatMap(({ operations, isLoaded }) => (isLoaded ? operations : []))
    .filter(({ resource, phase }) => resource !== null && resources.has(resource) && phase !== "done")
    .map(({ id, placedAt, finish }) => [id, placedAt, finish]);
}

const statedText = (one: OperationModel): unknown => [
  [one.id, one.phase, one.state, one.good, one.scrap, one.target],
  [one.plannedStart, one.plannedFinish, one.remainingWork, one.reportedAt, one.startedAt],
  [one.resource?.id, one.resource?.capacity, one.resource?.upAt, one.resource?.lastUp],
];

const supplyText = ({
  kind,
  id,
  quantity,
  availableAt,
  assumed,
  expiresAt,
  pegs,
  variance,
  source,
}: Supply): unknown => [
  [kind, id, quantity, String(availableAt), assumed, expiresAt, pegs, variance],
  [source.what, "hold" in source ? source.hold : null],
];

const outcomeText = (demand: Demand | undefined): unknown =>
  demand && [
    demand.short,
    demand.allocations.map(({ supply, quantity }: Allocation) => [supplyText(supply), quantity]),
  ];

const mapped = <V>(values: ReadonlyMap<string, V>, text: (value: V, id: string) => unknown): Map<string, string> =>
  new Map([...values].map(([id, value]) => [id, JSON.stringify(text(value, id))]));

/** How many nodes of each kind have other inputs than before. */
export function changedNodes(was: NodeInputs, is: NodeInputs) {
  const points = changed(was.points, is.points);
  const orders = changed(was.orders, is.orders);
  const lines = changed(was.lines, is.lines);
  const nodes = new Set([...points, ...orders, ...[...orders].flatMap((id) => operationsOf(id))]);
  for (const [id, way] of [...was.ways, ...is.ways]) if (way.some((node) => nodes.has(node))) lines.add(id);
  const operations = [...orders].reduce(
    (sum, id) => sum + Math.max(was.operations.get(id) ?? 0, is.operations.get(id) ?? 0),
    0,
  );
  return { points: points.size, orders: orders.size, lines: lines.size, operations };
}

const operationsOf = (order: string): string[] => [10, 20, 30].map((seq) => `${order}/${seq}`);

function changed(was: ReadonlyMap<string, string>, is: ReadonlyMap<string, string>): Set<string> {
  return new Set([...was.keys(), ...is.keys()].filter((id) => was.get(id) !== is.get(id)));
}
