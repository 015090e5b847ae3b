import { orderOfOperation, pointId } from "@lockstep/domain/world";
import type { StockingPointView } from "@lockstep/engine/views";
import { lazily } from "../lazily.ts";
import { isOpen } from "../view/site-totals.ts";
import type { View } from "../view/view.ts";
import { upper } from "../wire/words.ts";

/** The open sales order lines of a view that lean on a thing (`order:WO-7`), by id; null: the view does not know it. */
export type Leaning = (told: string) => ReadonlySet<string> | null;

const leaningOf = new WeakMap<View, Leaning>();

/** Looks each thing up once for a view, and costs what it finds. */
export function leaningIn(view: View): Leaning {
  const known = leaningOf.get(view) ?? createLeaning(view);
  leaningOf.set(view, known);
  return known;
}

/** What something is that demands: a line, or what is made or moved for one in the end. */
type Thing = `${string}:${string}`;

function createLeaning({ onRequest, projection, world }: View): Leaning {
  const looked = new Map<string, ReadonlySet<string> | null>();
  const points = new Map<string, StockingPointView | null>();
  const pointAt = (id: string): StockingPointView | null => {
    const known = points.get(id);
    if (known !== undefined) return known;
    const point = onRequest.points().find(id);
    points.set(id, point);
    return point;
  };
  /** A claim's id is its operation's. */
  const demanderOf = ({ kind, id }: Demand): Thing => {
    if (kind === "claim") return `order:${orderOfOperation(id, world.productionOrders)}`;
    return kind === "line" ? `line:${id}` : `transfer:${id}`;
  };
  /** Who is to get something of one supply. */
  const takers = (point: string, kinds: readonly string[], id: string): readonly Thing[] =>
    (pointAt(point)?.demands ?? [])
      .filter(({ allocations }) => allocations.some((one) => one.id === id && kinds.includes(one.kind)))
      .map(demanderOf);
  const ordersOn = lazily(() => {
    const found: [string, string][] = [];
    for (const { id, operations } of projection.productionOrders.values()) {
      for (const { resource, state } of operations)
        if (resource !== null && state !== "done") found.push([resource, id]);
    }
    return grouped(found);
  });
  const pointsOf = lazily(() =>
    grouped([...onRequest.points().ids()].map((id) => [id.slice(0, id.lastIndexOf("@")), id])),
  );
  const linesOf = lazily(() => grouped([...projection.orderLines.values()].map(({ customer, id }) => [customer, id])));
  const purchasesOf = lazily(() => grouped([...world.purchaseOrderLines].map(([id, { data }]) => [data.supplier, id])));

  /** What demands from this thing itself; null: it is unknown. */
  const neighbours = (thing: string): readonly Thing[] | null => {
    const cut = thing.indexOf(":");
    const id = thing.slice(cut + 1);
    switch (thing.slice(0, cut)) {
      case "order": {
        const order = projection.productionOrders.get(id);
        return order === undefined ? null : takers(pointId(order.item, order.site), ["make", "made"], id);
      }
      case "purchase": {
        const line = world.purchaseOrderLines.get(id)?.data;
        return line === undefined ? null : takers(pointId(line.item, line.site), ["purchase"], id);
      }
      case "transfer": {
        const order = world.transferOrders.get(id)?.data;
        return order === undefined ? null : takers(pointId(order.item, order.toSite), ["transfer"], id);
      }
      case "point": {
        const point = pointAt(id);
        return point === null ? null : point.demands.map(demanderOf);
      }
      case "resource":
        if (!projection.resources.has(id) && !ordersOn().has(id)) return null;
        return (ordersOn().get(id) ?? []).map((order): Thing => `order:${order}`);
      case "hold": {
        const target = world.holds.get(id)?.data.target;
        if (target === undefined) return null;
        if (target.productionOrder !== undefined) return [`order:${target.productionOrder}`];
        return [target.site === undefined ? `item:${target.item}` : `point:${target.item}@${target.site}`];
      }
      case "item":
        if (!world.items.has(id)) return null;
        return (pointsOf().get(id) ?? []).map((point): Thing => `point:${point}`);
      case "customer":
        if (!world.customers.has(id) && !linesOf().has(id)) return null;
        return (linesOf().get(id) ?? []).map((line): Thing => `line:${line}`);
      case "supplier":
        if (!world.suppliers.has(id) && !purchasesOf().has(id)) return null;
        return (purchasesOf().get(id) ?? []).map((line): Thing => `purchase:${line}`);
      default:
        return null;
    }
  };

  const look = (told: string): ReadonlySet<string> | null => {
    const lines = new Set<string>();
    const seen = new Set<string>([told]);
    const open: string[] = [told];
    for (let thing = open.pop(); thing !== undefined; thing = open.pop()) {
      if (thing.startsWith("line:")) {
        const line = projection.orderLines.get(thing.slice("line:".length));
        if (line === undefined && thing === told) return null;
        if (line !== undefined && isOpen({ state: upper(line.state) })) lines.add(line.id);
        continue;
      }
      const next = neighbours(thing);
      if (next === null && thing === told) return null;
      for (const one of next ?? []) {
        if (seen.has(one)) continue;
        seen.add(one);
        open.push(one);
      }
    }
    return lines;
  };

  return (told) => {
    const known = looked.get(told);
    if (known !== undefined) return known;
    const lines = look(told);
    looked.set(told, lines);
    return lines;
  };
}

type Demand = StockingPointView["demands"][number];

function grouped(pairs: readonly (readonly [key: string, value: string])[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [key, value] of pairs) {
    const own = found.get(key);
    if (own === undefined) found.set(key, [value]);
    else own.push(value);
  }
  return found;
}
