import type { Data } from "@lockstep/domain/facts/fact";
import { pointId, type World } from "@lockstep/domain/world";

/** Where every stocking point stands above all that feeds it. */
export interface Levels {
  levelOf(point: string): number;
  /** Whether two points feed each other, directly or over others. */
  isCycle(from: string, to: string): boolean;
  /** The points of each circle, by code unit. */
  readonly cycles: readonly (readonly string[])[];
}

/**
 * The number of edges on the longest path that leads to a point; edges within a strongly connected component do not count.
 * Edges: component to product of each live BOM and of each live order's component list, and open or shipped transfers.
 */
export function findLevels(world: World): Levels {
  const feeds = edgesOf(world);
  const { componentOf, components } = stronglyConnected(feeds);
  // Tarjan's algorithm gives the components in reverse topological order: what is fed comes before what feeds it.
  const levels = new Array<number>(components.length).fill(0);
  for (let k = components.length - 1; k >= 0; k--) {
    for (const from of components[k] ?? []) {
      for (const to of feeds.get(from) ?? []) {
        const other = componentOf.get(to) ?? k;
        if (other !== k) levels[other] = Math.max(levels[other] ?? 0, (levels[k] ?? 0) + 1);
      }
    }
  }
  const isLoop = (point: string): boolean => feeds.get(point)?.has(point) === true;
  return {
    levelOf: (point) => levels[componentOf.get(point) ?? -1] ?? 0,
    isCycle: (from, to) => from === to || (componentOf.has(from) && componentOf.get(from) === componentOf.get(to)),
    cycles: components.filter((c) => c.length > 1 || c.some(isLoop)).map((c) => [...c].sort()),
  };
}

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

function edgesOf(world: World): Edges {
  const edges = new Map<string, Set<string>>();
  const add = (from: string, to: string): void => {
    const known = edges.get(from) ?? new Set<string>();
    edges.set(from, known.add(to));
    if (!edges.has(to)) edges.set(to, new Set());
  };
  const addAll = (more: readonly Edge[]): void => {
    for (const [from, to] of more) add(from, to);
  };
  for (const { data } of world.boms.values()) addAll(bomEdges(data));
  for (const { data } of world.productionOrders.values()) addAll(orderEdges(data));
  for (const { data } of world.transferOrders.values()) addAll(transferEdges(data));
  return edges;
}

/** From a point to one that it feeds. */
export type Edge = readonly [from: string, to: string];

export const bomEdges = ({ item, site, components }: Data<"master.bom">): readonly Edge[] =>
  components.map((one): Edge => [pointId(one.item, site), pointId(item, site)]);

export const orderEdges = ({ item, site, status, components = [] }: Data<"erp.production-order">): readonly Edge[] =>
  status === "planned" || status === "released"
    ? components.map((one): Edge => [pointId(one.item, site), pointId(item, site)])
    : [];

export const transferEdges = ({ item, fromSite, toSite, status }: Data<"erp.transfer-order">): readonly Edge[] =>
  status === "open" || status === "shipped" ? [[pointId(item, fromSite), pointId(item, toSite)]] : [];

interface Visit {
  readonly point: string;
  readonly next: Iterator<string>;
}

/** Tarjan's algorithm, without recursion. */
function stronglyConnected(edges: Edges) {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const onStack = new Set<string>();
  const componentOf = new Map<string, number>();
  const components: string[][] = [];
  const enter = (point: string): Visit => {
    index.set(point, index.size);
    low.set(point, index.size - 1);
    stack.push(point);
    onStack.add(point);
    return { point, next: (edges.get(point) ?? new Set<string>()).values() };
  };
  const lower = (point: string, value: number): void => {
    low.set(point, Math.min(low.get(point) ?? value, value));
  };
  const leave = (point: string): void => {
    if (low.get(point) !== index.get(point)) return;
    const members: string[] = [];
    for (let member = stack.pop(); member !== undefined; member = stack.pop()) {
      onStack.delete(member);
      members.push(member);
      componentOf.set(member, components.length);
      if (member === point) break;
    }
    components.push(members);
  };
  for (const root of edges.keys()) {
    if (index.has(root)) continue;
    const visits = [enter(root)];
    for (let visit = visits.at(-1); visit !== undefined; visit = visits.at(-1)) {
      const step = visit.next.next();
      if (step.done !== true) {
        if (!index.has(step.value)) visits.push(enter(step.value));
        else if (onStack.has(step.value)) lower(visit.point, index.get(step.value) ?? 0);
        continue;
      }
      visits.pop();
      const above = visits.at(-1);
      if (above) lower(above.point, low.get(visit.point) ?? 0);
      leave(visit.point);
    }
  }
  return { componentOf, components };
}
