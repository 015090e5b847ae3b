import { isoOf } from "@lockstep/domain/instant";
import type { Allocation, Cause, OrderLineView, PathStep } from "@lockstep/engine/views";
import type {
  Allocation as AllocationRow,
  Cause as CauseRow,
  PathStep as PathRow,
} from "@lockstep/protocol/generated/schema";
import type { LiveOrderLine } from "@lockstep/protocol/live";
import type { OrderLineRow } from "@lockstep/protocol/rows";
import type { KnownWorld } from "../replica/known-facts.ts";
import type { AsMoney } from "./money.ts";
import { customerName, itemOf } from "./names.ts";
import { isoOrNull, upper } from "./words.ts";

export function orderLineRow(line: OrderLineView, world: KnownWorld, asMoney: AsMoney): OrderLineRow {
  const order = world.salesOrderLines.get(line.id)?.data.order ?? line.id.slice(0, line.id.lastIndexOf("/"));
  const { name, uom } = itemOf(world, line.item);
  return {
    id: line.id,
    order,
    site: line.site,
    item: line.item,
    itemName: name,
    uom,
    customer: line.customer,
    customerName: customerName(world, line.customer),
    state: upper(line.state),
    quantity: line.quantity,
    openQuantity: line.openQuantity,
    shortQuantity: line.shortQuantity,
    requestedAt: isoOf(line.requestedAt),
    promisedAt: isoOf(line.promisedAt),
    projectedDelivery: isoOrNull(line.projectedDelivery),
    slackMinutes: finiteOrNull(line.slackMinutes),
    pLate: line.pLate,
    cause: line.cause === null ? null : causeRow(line.cause),
    path: line.path.map(pathRow),
    allocations: line.allocations.map(allocationRow),
    valueAtRisk: asMoney(line.valueAtRiskMinor),
    openValue: asMoney(line.openValueMinor),
  };
}

/** What of a row goes out with every change: path and allocations are read by who looks at the line. */
export function liveLine({ path: _, allocations: __, ...line }: OrderLineRow): LiveOrderLine {
  return line;
}

export const causeRow = ({ kind, subject, subjectType }: Cause): CauseRow => ({
  kind: upper(kind),
  subject,
  subjectType: upper(subjectType),
});

/** Steps never change, and in a long queue thousands of lines share most of theirs. */
const pathRows = new WeakMap<PathStep, PathRow>();

export function pathRow(step: PathStep): PathRow {
  const known = pathRows.get(step);
  if (known !== undefined) return known;
  const row = { what: upper(step.what), id: step.id, text: step.text };
  pathRows.set(step, row);
  return row;
}

export const allocationRow = ({ kind, id, quantity, availableAt }: Allocation): AllocationRow => ({
  kind: upper(kind),
  id,
  quantity,
  availableAt: isoOrNull(availableAt),
});

/** Slack against a delivery that never comes is no number of minutes. */
export const finiteOrNull = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;
