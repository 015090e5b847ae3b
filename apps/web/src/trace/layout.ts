import type { Trace, TraceEdge, TraceNode } from "./trace-answer.ts";

export const BOX = { width: 160, height: 58, across: 72, down: 14, margin: 16 } as const;

export interface Placed {
  readonly node: TraceNode;
  readonly x: number;
  readonly y: number;
}

export interface Drawn {
  readonly edge: TraceEdge;
  readonly path: string;
  /** Where its quantity stands. */
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** From the left, in each column from the top. */
  readonly placed: readonly Placed[];
  readonly drawn: readonly Drawn[];
}

const SWEEPS = 6;

/**
 * Columns of boxes: goods flow from the left to the right, each node as far from the start as its longest way is, so that
 * no arrow leads back unless goods went in a circle. Within a column by the mean place of the neighbours (barycentre).
 */
export function layOut({ nodes, edges, start }: Trace): Layout {
  const columns = columnsOf(nodes, edges, start);
  const order = orderOf(columns, edges);
  const tallest = Math.max(1, ...order.map((column) => column.length));
  const height = 2 * BOX.margin + tallest * (BOX.height + BOX.down) - BOX.down;
  const places = new Map<string, Placed>();
  for (const [k, column] of order.entries()) {
    const top = (height - column.length * (BOX.height + BOX.down) + BOX.down) / 2;
    for (const [row, node] of column.entries()) {
      const x = BOX.margin + k * (BOX.width + BOX.across);
      places.set(node.id, { node, x, y: top + row * (BOX.height + BOX.down) });
    }
  }
  return {
    width: 2 * BOX.margin + order.length * (BOX.width + BOX.across) - BOX.across,
    height,
    placed: [...places.values()],
    drawn: edges.flatMap((edge) => draw(edge, places.get(edge.from), places.get(edge.to)) ?? []),
  };
}

function columnsOf(nodes: readonly TraceNode[], edges: readonly TraceEdge[], start: string): TraceNode[][] {
  const distance = new Map(nodes.map((node) => [node.id, node.distance]));
  const isBack = (id: string): boolean => (distance.get(id) ?? 0) < 0;
  const before = group(edges, ({ to }) => to);
  const after = group(edges, ({ from }) => from);
  const depths = new Map<string, number>([[start, 0]]);
  /** The longest way to the start; a way back onto itself does not count. */
  const depthOf = (id: string, open: ReadonlySet<string>): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const around = new Set([...open, id]);
    const next = isBack(id)
      ? (after.get(id) ?? []).map(({ to }) => to)
      : (before.get(id) ?? []).map(({ from }) => from);
    const sameSide = next.filter((one) => !around.has(one) && (one === start || isBack(one) === isBack(id)));
    const depth = Math.max(Math.abs(distance.get(id) ?? 0), ...sameSide.map((one) => depthOf(one, around) + 1));
    depths.set(id, depth);
    return depth;
  };
  const columns = new Map<number, TraceNode[]>();
  for (const node of nodes) {
    const column = depthOf(node.id, new Set()) * (isBack(node.id) ? -1 : 1);
    columns.set(column, [...(columns.get(column) ?? []), node]);
  }
  return [...columns].sort(([a], [b]) => a - b).map(([, column]) => column);
}

function orderOf(columns: TraceNode[][], edges: readonly TraceEdge[]): TraceNode[][] {
  const neighbours = new Map<string, string[]>();
  for (const { from, to } of edges) {
    neighbours.set(from, [...(neighbours.get(from) ?? []), to]);
    neighbours.set(to, [...(neighbours.get(to) ?? []), from]);
  }
  let order = columns;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const place = new Map(
      order.flatMap((column) => column.map(({ id }, row) => [id, row - column.length / 2] as const)),
    );
    const weight = ({ id }: TraceNode): number => {
      const around = (neighbours.get(id) ?? []).flatMap((one) => place.get(one) ?? []);
      return around.length === 0 ? (place.get(id) ?? 0) : around.reduce((sum, one) => sum + one, 0) / around.length;
    };
    order = order.map((column) =>
      column
        .map((node, row) => ({ node, row, weight: weight(node) }))
        .sort((a, b) => a.weight - b.weight || a.row - b.row)
        .map(({ node }) => node),
    );
  }
  return order;
}

function draw(edge: TraceEdge, from: Placed | undefined, to: Placed | undefined): Drawn | null {
  if (from === undefined || to === undefined) return null;
  const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
  const [x2, y2] = [to.x, to.y + BOX.height / 2];
  const bend = Math.max(BOX.across / 2, Math.abs(x2 - x1) / 2);
  const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
  return { edge, path, x: (x1 + x2) / 2, y: (y1 + y2) / 2 };
}

function group<T>(values: readonly T[], by: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const known = groups.get(by(value));
    if (known === undefined) groups.set(by(value), [value]);
    else known.push(value);
  }
  return groups;
}
