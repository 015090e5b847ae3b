import { type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import { operationId, pointId } from "@lockstep/domain/world";
import type { Allocation, DemandView } from "@lockstep/engine/views";
import type { Pegging, PeggingEdge, PeggingKind, PeggingNode } from "@lockstep/protocol/generated/schema";
import { isOpen } from "../view/site-totals.ts";
import { itemOf } from "../wire/names.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { claimsOf } from "./plan-chain.ts";

const MOST_NODES = 200;

/** A demand of one thing that is to be filled, and the thing that demands. */
interface Open {
  readonly by: string;
  readonly point: string;
  readonly demand: DemandView;
  readonly depth: number;
}

/** From an order line down to what lies there or is bought, each thing once; the nearest first. */
export function pegging(moment: Moment, line: string): Pegging | null {
  const { view, viewer } = moment;
  const row = view.projection.orderLines.get(line);
  if (row === undefined || !viewer.scope.sees(row.site) || !isOpen({ state: upper(row.state) })) return null;
  const onPath = new Set(row.path.map(({ id }) => id));
  const domino = row.cause?.subject ?? null;
  const nodes = new Map<string, PeggingNode>();
  const edges = new Map<string, PeggingEdge>();
  let isComplete = true;

  const put = (
    node: Pick<PeggingNode, "kind" | "subject" | "quantity" | "depth"> & {
      readonly point: string;
      readonly at: Instant | null;
    },
  ) => {
    const { kind, subject, quantity, depth, point, at } = node;
    const item = point.slice(0, point.lastIndexOf("@"));
    const { name: itemName, uom } = itemOf(view.world, item);
    const id = nodeId(kind, subject, point);
    const site = point.slice(item.length + 1);
    const isFirstDomino = domino !== null && (subject === domino || (kind === "SHORT" && point === domino));
    const said = { item, itemName, uom, site, quantity, availableAt: isoOrNull(at), isFirstDomino, depth };
    nodes.set(id, { id, kind, subject, ...said });
    return id;
  };

  const root = put({
    ...{ kind: "LINE", subject: line, quantity: row.openQuantity, depth: 0 },
    ...{ point: pointId(row.item, row.site), at: row.projectedDelivery },
  });
  const open: Open[] = demandsAt(
    moment,
    pointId(row.item, row.site),
    (one) => one.kind === "line" && one.id === line,
  ).map((demand) => ({ by: root, point: pointId(row.item, row.site), demand, depth: 1 }));
  const follow = (by: string, depth: number, { kind, id }: Pick<Allocation, "kind" | "id">): void => {
    if (kind === "make") {
      const order = view.projection.productionOrders.get(id);
      if (order === undefined) return;
      if (!viewer.scope.sees(order.site)) {
        isComplete = false;
        return;
      }
      const seqs = order.operations.map(({ seq }) => operationId(id, seq));
      const operations = new Set(seqs.length > 0 ? seqs : [id]);
      for (const { point, demand } of claimsOf(moment, { order, operations })) open.push({ by, point, demand, depth });
    }
    if (kind !== "transfer") return;
    const transfer = view.world.transferOrders.get(id)?.data;
    if (transfer === undefined) return;
    if (!viewer.scope.sees(transfer.fromSite)) {
      isComplete = false;
      return;
    }
    const point = pointId(transfer.item, transfer.fromSite);
    const demands = demandsAt(moment, point, (one) => one.kind === "transfer" && one.id === id);
    for (const demand of demands) open.push({ by, point, demand, depth });
  };

  for (let one = open.shift(); one !== undefined; one = open.shift()) {
    const { by, point, demand, depth } = one;
    const link = (from: string, quantity: number, at: Instant | null, isOnPath: boolean): void => {
      const key = `${from}>${by}`;
      const known = edges.get(key);
      const edge = edgeOf({ from, to: by, quantity, at, demand, isOnPath });
      edges.set(key, known === undefined ? edge : together(known, edge));
    };
    for (const allocation of demand.allocations) {
      const { kind, id: subject, quantity, availableAt } = allocation;
      const id = nodeId(KINDS[kind], subject, point);
      const isNew = !nodes.has(id);
      if (isNew && nodes.size >= MOST_NODES) {
        isComplete = false;
        continue;
      }
      if (isNew)
        put({ kind: KINDS[kind], subject, quantity: wholeOf(moment, allocation), depth, point, at: availableAt });
      link(id, quantity, availableAt, onPath.has(subject === "" ? point : subject));
      if (isNew) follow(id, depth + 1, allocation);
    }
    if (demand.shortQuantity > 0) {
      const id = put({ kind: "SHORT", subject: point, quantity: null, depth, point, at: null });
      link(id, demand.shortQuantity, null, onPath.has(point));
    }
  }
  return { line, nodes: [...nodes.values()], edges: [...edges.values()], isComplete };
}

const KINDS: { readonly [kind in Allocation["kind"]]: PeggingKind } = {
  lot: "LOT",
  made: "ORDER",
  make: "ORDER",
  purchase: "PURCHASE",
  transfer: "TRANSFER",
};

/** Lots and what is short are told apart by where they are; orders have ids of their own. */
const nodeId = (kind: PeggingKind, subject: string, point: string): string =>
  kind === "LOT" || kind === "SHORT" ? `${kind}:${subject}:${point}` : `${kind}:${subject}`;

function demandsAt({ view }: Moment, point: string, isAsked: (demand: DemandView) => boolean): readonly DemandView[] {
  return (view.onRequest.points().find(point)?.demands ?? []).filter(isAsked);
}

/** What the whole of a supply comes to, whoever gets it. */
function wholeOf({ view }: Moment, { kind, id }: Allocation): number | null {
  switch (kind) {
    case "make":
    case "made":
      return view.projection.productionOrders.get(id)?.quantity ?? null;
    case "purchase":
      return view.world.purchaseOrderLines.get(id)?.data.quantity ?? null;
    case "transfer":
      return view.world.transferOrders.get(id)?.data.quantity ?? null;
    case "lot":
      return null;
  }
}

interface Link {
  readonly from: string;
  readonly to: string;
  readonly quantity: number;
  readonly at: Instant | null;
  readonly demand: DemandView;
  readonly isOnPath: boolean;
}

/** Of two needs that the same supply fills: the one that it fills worse says how long it lies there. */
function together(a: PeggingEdge, b: PeggingEdge): PeggingEdge {
  const isWorse = (b.slackMinutes ?? Number.NEGATIVE_INFINITY) < (a.slackMinutes ?? Number.NEGATIVE_INFINITY);
  return { ...(isWorse ? b : a), quantity: a.quantity + b.quantity, isOnPath: a.isOnPath || b.isOnPath };
}

function edgeOf({ from, to, quantity, at, demand, isOnPath }: Link): PeggingEdge {
  const comes = at !== null && Number.isFinite(at) ? at : null;
  return {
    from,
    to,
    quantity,
    needAt: isoOf(demand.needAt),
    availableAt: isoOrNull(comes),
    slackMinutes: comes === null ? null : (demand.needAt - comes) / MINUTE,
    isOnPath,
  };
}
