import type { FactType } from "../facts/catalogue.ts";
import type { Data, Fact } from "../facts/fact.ts";
import { isoOf } from "../instant.ts";
import { type StockBucket, sumBy } from "../stock-buckets.ts";
import { type Finding, pointId, type Stated, type World } from "../world.ts";

/** What contradicts other facts is shown and worked on, never refused: each rule says which two facts and what to do. */

export function shippedMoreThanOrdered(lines: World["salesOrderLines"], shipments: World["shipments"]): Finding[] {
  const shipped = sumBy(
    shipments.values(),
    (data) => data.salesOrderLine,
    (data) => data.quantity,
  );
  return over(lines, shipped, (line, sum) => ({
    rule: "shipped-more-than-ordered",
    subjectType: "sales-order-line",
    text: `${round(sum)} shipped, but only ${round(line.quantity)} ordered: correct the order's quantity or a shipment.`,
  }));
}

export function receivedMoreThanOrdered(lines: World["purchaseOrderLines"], receipts: World["receipts"]): Finding[] {
  const received = sumBy(receipts, (data) => data.purchaseOrderLine, accepted);
  return over(lines, received, (line, sum) => ({
    rule: "received-more-than-ordered",
    subjectType: "purchase-order-line",
    text: `${round(sum)} received, but only ${round(line.quantity)} ordered: correct the order's quantity or a receipt.`,
  }));
}

/** A transfer in status shipped without any move is shipped in full. */
export function transferContradictions(
  transfers: World["transferOrders"],
  moves: World["stockMoves"],
  receipts: World["receipts"],
): Finding[] {
  const left = moves.filter(({ data }) => data.from !== undefined);
  const came = moves.filter(({ data }) => data.to !== undefined);
  const quantityOf = (data: Data<"wms.stock-move">): number => data.quantity;
  const shipped = sumBy(left, (data) => data.transferOrder, quantityOf);
  const moved = sumBy(came, (data) => data.transferOrder, quantityOf);
  const received = sumBy(receipts, (data) => data.transferOrder, accepted);
  const findings = over(transfers, shipped, (transfer, sum) => ({
    rule: "shipped-more-than-ordered",
    subjectType: "transfer-order",
    text: `${round(sum)} shipped, but only ${round(transfer.quantity)} ordered: correct the transfer or a move.`,
  }));
  for (const [subject, { data }] of transfers) {
    const out = shipped.get(subject) ?? (data.status === "shipped" || data.status === "closed" ? data.quantity : 0);
    const arrived = (moved.get(subject) ?? 0) + (received.get(subject) ?? 0);
    if (!exceeds(arrived, out)) continue;
    const text = `${round(arrived)} received, but only ${round(out)} shipped: send the missing move, or correct a receipt.`;
    findings.push({ rule: "received-more-than-shipped", subjectType: "transfer-order", subject, text });
  }
  return findings;
}

/** An operation was done before another report says that it, or one before it in its order, began. */
export function doneBeforeStarted(
  operations: World["operations"],
  reports: ReadonlyMap<string, readonly Fact<"mes.operation">[]>,
): Finding[] {
  const findings: Finding[] = [];
  const find = (subject: string, text: string): void => {
    findings.push({ rule: "done-before-started", subjectType: "operation", subject, text });
  };
  for (const list of operations.values()) {
    for (const [k, { data }] of list.entries()) {
      if (data.state !== "done") continue;
      const before = list.slice(0, k).find((other) => other.data.state === "pending");
      const fix = "correct the report of one of them";
      if (before)
        find(`${data.order}/${data.seq}`, `Done, but operation ${before.data.seq} before it is pending: ${fix}.`);
    }
  }
  for (const [subject, facts] of reports) {
    if (facts.length < 2) continue;
    let [doneAt, startedAt] = [Infinity, -Infinity];
    for (const fact of facts) {
      doneAt = Math.min(doneAt, finishOf(fact));
      if (!fact.deleted) startedAt = Math.max(startedAt, fact.data.startedAt ?? -Infinity);
    }
    if (doneAt >= startedAt) continue;
    const fix = "correct one of the reports";
    find(subject, `Done at ${isoOf(doneAt)} by one report, started only at ${isoOf(startedAt)} by another: ${fix}.`);
  }
  return findings;
}

function finishOf({ deleted, data, time }: Fact<"mes.operation">): number {
  return deleted || data.state !== "done" ? Infinity : (data.finishedAt ?? time);
}

export function negativeCounts(counts: Iterable<Stated<"wms.stock-count">>): Finding[] {
  const byPoint = new Map<string, string[]>();
  for (const { data } of counts) if (data.quantity < 0) push(byPoint, pointId(data.item, data.site), bucketText(data));
  return [...byPoint].map(([subject, buckets]) => ({
    rule: "negative-count",
    subjectType: "stocking-point",
    subject,
    text: `Counted below zero: ${few(buckets)}. Count again, or send what is missing.`,
  }));
}

export function negativeStock(buckets: Iterable<StockBucket>): Finding[] {
  const byPoint = new Map<string, string[]>();
  for (const bucket of buckets) {
    if (bucket.quantity < -1e-6) push(byPoint, pointId(bucket.item, bucket.site), bucketText(bucket));
  }
  return [...byPoint].map(([subject, list]) => ({
    rule: "negative-stock",
    subjectType: "stocking-point",
    subject,
    text: `More left than was there: ${few(list)}. Count it, or send the movement that is missing.`,
  }));
}

type Ordered = { readonly [id: string]: unknown };
interface ItemByOrder {
  readonly salesOrderLines: World["salesOrderLines"];
  readonly purchaseOrderLines: World["purchaseOrderLines"];
  readonly productionOrders: World["productionOrders"];
  readonly transferOrders: World["transferOrders"];
}

/** A receipt or shipment of another item than its order's. */
export function otherItems(orders: ItemByOrder, receipts: World["receipts"], shipments: World["shipments"]): Finding[] {
  const found = new Map<string, Finding>();
  const compare = (subjectType: string, subject: string | undefined, items: { moved: string; ordered?: string }) => {
    if (subject === undefined || items.ordered === undefined || items.ordered === items.moved) return;
    const text = `Ordered is ${items.ordered}, but what was booked on it is ${items.moved}: correct one of them.`;
    found.set(`${subjectType} ${subject}`, { rule: "other-item-than-ordered", subjectType, subject, text });
  };
  const itemOf = (list: ReadonlyMap<string, Stated<FactType>>, id: string | undefined): { ordered?: string } => {
    const data = id === undefined ? undefined : (list.get(id)?.data as Ordered | undefined);
    return typeof data?.["item"] === "string" ? { ordered: data["item"] } : {};
  };
  for (const { data } of receipts) {
    const { item: moved, purchaseOrderLine, productionOrder, transferOrder } = data;
    compare("purchase-order-line", purchaseOrderLine, {
      moved,
      ...itemOf(orders.purchaseOrderLines, purchaseOrderLine),
    });
    compare("production-order", productionOrder, { moved, ...itemOf(orders.productionOrders, productionOrder) });
    compare("transfer-order", transferOrder, { moved, ...itemOf(orders.transferOrders, transferOrder) });
  }
  for (const { data } of shipments.values()) {
    const { item: moved, salesOrderLine } = data;
    compare("sales-order-line", salesOrderLine, { moved, ...itemOf(orders.salesOrderLines, salesOrderLine) });
  }
  return [...found.values()];
}

const accepted = ({ quantity, rejected }: Data<"wms.receipt">): number => quantity - rejected;

const exceeds = (sum: number, limit: number): boolean => sum > limit + 1e-6 * Math.max(1, Math.abs(limit));

function over<T extends { readonly quantity: number }>(
  ordered: ReadonlyMap<string, { readonly data: T }>,
  sums: ReadonlyMap<string, number>,
  finding: (data: T, sum: number) => Omit<Finding, "subject">,
): Finding[] {
  const findings: Finding[] = [];
  for (const [subject, sum] of sums) {
    const data = ordered.get(subject)?.data;
    if (data && exceeds(sum, data.quantity)) findings.push({ subject, ...finding(data, sum) });
  }
  return findings;
}

function bucketText(bucket: Omit<StockBucket, "lot"> & { readonly lot?: string }): string {
  const lot = bucket.lot ? ` lot ${bucket.lot}` : "";
  return `${round(bucket.quantity)} in ${bucket.location}${lot} (${bucket.status})`;
}

function few(texts: readonly string[]): string {
  const more = texts.length > 3 ? ` and ${texts.length - 3} more` : "";
  return `${[...texts].sort().slice(0, 3).join(", ")}${more}`;
}

const round = (quantity: number): number => Math.round(quantity * 1e6) / 1e6;

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
