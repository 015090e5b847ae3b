import type { Pegging, PeggingEdge, PeggingNode } from "./plan-answer.ts";

export const BOX = { width: 190, height: 58, across: 156, down: 20 } as const;
const WIDEST_PX = 14;

export interface PlacedNode {
  readonly node: PeggingNode;
  readonly x: number;
  readonly y: number;
}

export interface DrawnEdge {
  readonly edge: PeggingEdge;
  readonly path: string;
  /** Its share of the largest quantity of the same item. */
  readonly width: number;
  /** Where its slack is written. */
  readonly x: number;
  readonly y: number;
}

export interface PeggingLayout {
  readonly placed: readonly PlacedNode[];
  readonly drawn: readonly DrawnEdge[];
  readonly width: number;
  readonly height: number;
}

/** The order line on the right, what fills it to the left of it, each thing once and to the left of all that it fills. */
export function layOutPegging({ nodes, edges }: Pegging): PeggingLayout {
  const columns = columnsOf(nodes, edges);
  const last = Math.max(0, ...columns.values());
  const rows = new Map<number, number>();
  const placed = inOrder(nodes, edges, columns).map((node): PlacedNode => {
    const column = columns.get(node.id) ?? 0;
    const row = rows.get(column) ?? 0;
    rows.set(column, row + 1);
    return { node, x: (last - column) * (BOX.width + BOX.across), y: row * (BOX.height + BOX.down) };
  });
  const byId = new Map(placed.map((one) => [one.node.id, one]));
  const mostOf = new Map<string, number>();
  for (const { from, quantity } of edges) {
    const item = byId.get(from)?.node.item ?? "";
    mostOf.set(item, Math.max(mostOf.get(item) ?? 0, quantity));
  }
  const drawn = edges.flatMap((edge): DrawnEdge[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
    const [x2, y2] = [to.x, to.y + BOX.height / 2];
    const bend = (x2 - x1) / 2;
    const most = mostOf.get(from.node.item) ?? edge.quantity;
    const width = Math.max(1.5, (edge.quantity / (most || 1)) * WIDEST_PX);
    const path = `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
    return [{ edge, path, width, x: x1 + 6, y: y1 - 8 }];
  });
  return {
    placed,
    drawn,
    width: (last + 1) * BOX.width + last * BOX.across,
    height: Math.max(1, ...rows.values()) * (BOX.height + BOX.down) - BOX.down,
  };
}

/** Column by column from the line on; in each, what fills the upper ones of the column before stands above. */
function inOrder(
  nodes: readonly PeggingNode[],
  edges: readonly PeggingEdge[],
  columns: ReadonlyMap<string, number>,
): readonly PeggingNode[] {
  const columnOf = ({ id }: PeggingNode): number => columns.get(id) ?? 0;
  const places = new Map<string, number>();
  const ordered: PeggingNode[] = [];
  for (let column = 0; ordered.length < nodes.length && column <= nodes.length; column++) {
    const own = nodes.filter((node) => columnOf(node) === column);
    const highest = (id: string): number =>
      Math.min(...edges.filter(({ from }) => from === id).map(({ to }) => places.get(to) ?? 0));
    own.sort((a, b) => highest(a.id) - highest(b.id) || Number(b.isFirstDomino) - Number(a.isFirstDomino));
    for (const [k, { id }] of own.entries()) places.set(id, k);
    ordered.push(...own);
  }
  return ordered;
}

/** How many steps a thing is away from the line, by the longest way; what goes in a circle stays where it is. */
function columnsOf(nodes: readonly PeggingNode[], edges: readonly PeggingEdge[]): ReadonlyMap<string, number> {
  const columns = new Map(nodes.map(({ id }) => [id, 0]));
  for (let turn = 0; turn < nodes.length; turn++) {
    let isMoved = false;
    for (const { from, to } of edges) {
      const least = (columns.get(to) ?? 0) + 1;
      if (least <= (columns.get(from) ?? 0) || least >= nodes.length) continue;
      columns.set(from, least);
      isMoved = true;
    }
    if (!isMoved) break;
  }
  return columns;
}
