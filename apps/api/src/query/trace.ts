import type { AnyFact } from "@lockstep/domain/facts/fact";
import { isoOf } from "@lockstep/domain/instant";
import type { QueryTraceArgs, TraceNode as TraceNodeRow } from "@lockstep/protocol/generated/schema";
import type { TraceEdgeRow } from "@lockstep/protocol/rows";
import type { Trace, TraceFacts, TraceNode } from "@lockstep/workflow/trace/model";
import { trace } from "@lockstep/workflow/trace/trace";
import { badInput } from "../errors.ts";
import { lotTopic, serialTopic } from "../replica/known-facts.ts";
import { customerName, itemOf, supplierName } from "../wire/names.ts";
import { upper } from "../wire/words.ts";
import { sitesOfFact } from "./belongs.ts";
import type { Moment } from "./moment.ts";

const MOST_DEPTH = 100;
const MOST_NODES = 5_000;
const USUAL_DEPTH = 20;
const USUAL_NODES = 500;

export interface TraceRow {
  readonly start: string;
  readonly nodes: readonly TraceNodeRow[];
  readonly edges: readonly TraceEdgeRow[];
  readonly isComplete: boolean;
  readonly cuts: readonly { readonly node: string; readonly reason: "DEPTH" | "SIZE" | "NO_LOT" }[];
  readonly sites: readonly string[] | null;
}

/** The way of a lot or a thing, through what the viewer may see; at the cost of what is found. */
export function traceOf(moment: Moment, args: QueryTraceArgs): TraceRow | null {
  const { item, direction, serial } = args;
  const lot = args.lot ?? "";
  const mostDepth = within("depth", args.depth ?? USUAL_DEPTH, MOST_DEPTH);
  const mostNodes = within("most", args.most ?? USUAL_NODES, MOST_NODES);
  if (serial && lot !== "") throw badInput("A trace begins with a lot or with a serial number: leave one of them out.");
  const found = trace({ item, lot, serial: serial || null }, seenFacts(moment), {
    backward: direction !== "FORWARD",
    forward: direction !== "BACKWARD",
    mostDepth,
    mostNodes,
  });
  return found === null ? null : rowOf(found, moment);
}

function within(name: string, asked: number, most: number): number {
  if (asked >= 1 && asked <= most) return asked;
  throw badInput(`${name} is ${asked}: ask for 1 to ${most}.`);
}

/** What happened at the viewer's sites; of consumption and operations, at the site of their order. */
function seenFacts({ view, viewer }: Moment): TraceFacts {
  const { known, world } = view;
  const { scope } = viewer;
  const sees = (fact: AnyFact): boolean => {
    if (scope.sites === null) return true;
    const order = fact.type === "mes.operation" || fact.type === "mes.consumption" ? fact.data.order : null;
    if (order === null) return scope.seesAny(sitesOfFact(fact));
    const site = world.productionOrders.get(order)?.data.site;
    return site !== undefined && scope.sees(site);
  };
  const seen = (facts: Iterable<AnyFact>): AnyFact[] => [...facts].filter(sees);
  return {
    ofLot: (item, lot) => seen(known.about(lotTopic(item, lot))),
    ofSerial: (item, serial) => seen(known.about(serialTopic(item, serial))),
    ofOrder: (order) => seen(known.about(`order:${order}`)),
    supplierOf: (line) => world.purchaseOrderLines.get(line)?.data.supplier,
    customerOf: (line) => world.salesOrderLines.get(line)?.data.customer,
  };
}

function rowOf({ start, nodes, edges, cuts }: Trace, moment: Moment): TraceRow {
  const { view, viewer } = moment;
  const held = heldThings(moment);
  const rows = nodes.map((node) => nodeRow(node, moment, held));
  const uoms = new Map(rows.map(({ id, uom }) => [id, uom]));
  const { sites } = viewer.scope;
  return {
    start,
    nodes: rows,
    edges: edges.map(({ from, to, quantity, facts }) => ({
      from,
      to,
      quantity,
      uom: quantity === null ? null : (uoms.get(to) ?? uoms.get(from) ?? null),
      factCount: facts.length,
      behind: facts.filter(({ seq }) => seq <= view.seq),
    })),
    isComplete: cuts.length === 0 && sites === null,
    cuts: cuts.map(({ node, reason }) => ({ node, reason: upper(reason) })),
    sites,
  };
}

const EMPTY = { item: null, lot: null, uom: null, resource: null, site: null, salesOrderLine: null, at: null };

function nodeRow(node: TraceNode, { view, viewer }: Moment, held: ReadonlySet<string>): TraceNodeRow {
  const { world, known } = view;
  const { id, distance } = node;
  const base = { ...EMPTY, id, distance, kind: upper(node.kind), isHeld: held.has(id) };
  switch (node.kind) {
    case "lot":
    case "serial": {
      const { name, uom } = itemOf(world, node.item);
      return { ...base, subject: node.serial ?? node.lot, name, item: node.item, lot: node.lot || null, uom };
    }
    case "production-order": {
      const stated = world.productionOrders.get(node.order)?.data;
      const order = stated !== undefined && viewer.scope.sees(stated.site) ? stated : undefined;
      const name = order === undefined ? node.order : itemOf(world, order.item).name;
      const at = order === undefined ? null : isoOf(order.plannedStart);
      return { ...base, subject: node.order, name, item: order?.item ?? null, site: order?.site ?? null, at };
    }
    case "operation": {
      const resource = world.resources.get(node.resource)?.data;
      const subject = `${node.order}/${node.seq}`;
      const told = [...known.about(`order:${node.order}`)].find((fact) => fact.key === subject);
      const startedAt = told?.type === "mes.operation" ? told.data.startedAt : undefined;
      const at = startedAt === undefined ? null : isoOf(startedAt);
      const name = resource?.name ?? node.resource;
      return { ...base, subject, name, resource: node.resource, site: resource?.site ?? null, at };
    }
    case "purchase-order-line": {
      const line = world.purchaseOrderLines.get(node.line)?.data;
      const name = line === undefined ? node.line : itemOf(world, line.item).name;
      return { ...base, subject: node.line, name, item: line?.item ?? null, site: line?.site ?? null };
    }
    case "supplier":
      return { ...base, subject: node.supplier, name: supplierName(world, node.supplier) };
    case "receipt": {
      const name = world.sites.get(node.site)?.data.name ?? node.site;
      return { ...base, subject: node.site, name, site: node.site };
    }
    case "shipment": {
      const shipment = world.shipments.get(node.shipment)?.data;
      const at = shipment === undefined ? null : isoOf(shipment.shippedAt);
      const name = shipment === undefined ? node.shipment : itemOf(world, shipment.item).name;
      const of = { item: shipment?.item ?? null, lot: shipment?.lot ?? null, site: shipment?.site ?? null };
      return { ...base, ...of, subject: node.shipment, name, salesOrderLine: node.line, at };
    }
    case "customer":
      return { ...base, subject: node.customer, name: customerName(world, node.customer) };
  }
}

/** The ids of the lots and orders that a hold or a rejection stands on, at sites that the viewer may see. */
function heldThings({ view, viewer }: Moment): ReadonlySet<string> {
  const held = new Set<string>();
  for (const { data } of view.world.holds.values()) {
    const { item, lot, site, productionOrder } = data.target;
    if (data.state === "released" || (site !== undefined && !viewer.scope.sees(site))) continue;
    if (productionOrder !== undefined) held.add(`order:${productionOrder}`);
    else if (item !== undefined && lot !== undefined) held.add(`lot:${item}:${lot}`);
  }
  return held;
}
