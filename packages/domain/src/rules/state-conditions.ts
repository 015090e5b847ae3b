import type { AnyFact, Fact } from "../facts/fact.ts";
import { shown } from "../facts/schema-check.ts";
import { DAY, type Instant, isoOf } from "../instant.ts";
import { isObject } from "../json.ts";
import { effectiveAt } from "../ledger/fold.ts";
import { sumBy } from "../stock-buckets.ts";
import type { World } from "../world.ts";
import { endOfDayIfMidnight, zoneOf } from "../zone.ts";
import { stepsOf, valuesAt } from "./field-path.ts";
import type { Evidence } from "./rule-findings.ts";
import type { Condition, Wrong } from "./site-rule.ts";

type Of<K extends Condition["is"]> = Condition & { readonly is: K };

/** A message that says a unit, and another one than the item's. */
export function* unitsThatDiffer(
  facts: Iterable<AnyFact>,
  { field }: Of<"unit-differs">,
  { world }: Evidence,
): Iterable<Wrong> {
  const steps = stepsOf(field);
  for (const fact of facts) {
    if (fact.deleted || !("item" in fact.data) || typeof fact.data.item !== "string") continue;
    const unit = world.items.get(fact.data.item)?.data.uom;
    const event: unknown = JSON.parse(fact.canonical);
    if (unit === undefined || !isObject(event)) continue;
    const other = valuesAt(event["data"], steps).find(({ value }) => typeof value === "string" && value !== unit);
    if (other === undefined) continue;
    const said = `${other.at} is ${shown(other.value)}, but ${fact.data.item} is counted in ${unit}`;
    yield { fact, text: `${said}: send it in ${unit}, or correct the item's unit.` };
  }
}

/** From one report of an operation to the next; the first of all counts from 0. */
export function* counterJumps(
  facts: Iterable<AnyFact>,
  { field, by, percent }: Of<"counter-jump">,
  { world, ledger, mode }: Evidence,
): Iterable<Wrong> {
  const name = field === "data.good" ? "good" : "scrap";
  for (const fact of facts) {
    if (fact.type !== "mes.operation") continue;
    const ordered = world.productionOrders.get(fact.data.order)?.data.quantity;
    const share = percent === null || ordered === undefined ? Infinity : (percent / 100) * ordered;
    const limit = Math.min(by ?? Infinity, share);
    const jump = largestJump(reportsOf(fact, { ledger, mode, clock: world.clock }), name, limit);
    if (jump === null) continue;
    const { from, to, at } = jump;
    const said = `${field} went from ${from} to ${to} in the report of ${isoOf(at)}, by more than ${limit}`;
    yield { fact, text: `${said}: correct the report if it was misread or counted twice.` };
  }
}

interface Moment extends Pick<Evidence, "ledger" | "mode"> {
  readonly clock: Instant;
}

function* reportsOf({ key }: Fact<"mes.operation">, { ledger, mode, clock }: Moment): Iterable<Fact<"mes.operation">> {
  for (const report of ledger.factsOf("mes.operation", key)) {
    if (report.type === "mes.operation" && !report.deleted && effectiveAt(report, mode) <= clock) yield report;
  }
}

interface Jump {
  readonly from: number;
  readonly to: number;
  readonly at: Instant;
}

function largestJump(reports: Iterable<Fact<"mes.operation">>, name: "good" | "scrap", limit: number): Jump | null {
  let largest: Jump | null = null;
  let from = 0;
  for (const { data, time } of reports) {
    const to = data[name];
    const isLarger = largest === null || to - from > largest.to - largest.from;
    if (to - from > limit && isLarger) largest = { from, to, at: time };
    from = to;
  }
  return largest;
}

/** All that was received or shipped on an order, or made by one of its operations, held against what was ordered. */
export function* overOrder(
  facts: Iterable<AnyFact>,
  { times }: Of<"over-order">,
  { world }: Evidence,
): Iterable<Wrong> {
  const shipped = sumBy(
    world.shipments.values(),
    (data) => data.salesOrderLine,
    (data) => data.quantity,
  );
  const received = {
    purchase: sumBy(world.receipts, (data) => data.purchaseOrderLine, accepted),
    production: sumBy(world.receipts, (data) => data.productionOrder, accepted),
    transfer: sumBy(world.receipts, (data) => data.transferOrder, accepted),
  };
  const say = (fact: AnyFact, what: string, done: number, ordered: number | undefined): readonly Wrong[] => {
    if (ordered === undefined || done <= times * ordered + 1e-6 * Math.max(1, ordered)) return [];
    const limit = `${ordered} were ordered, and at most ${times} times that may be`;
    return [{ fact, text: `${done} ${what}, but ${limit}: correct the quantity here or of the order.` }];
  };
  for (const fact of facts) {
    if (fact.deleted) continue;
    if (fact.type === "wms.shipment") {
      const line = fact.data.salesOrderLine;
      yield* say(fact, "shipped", shipped.get(line) ?? 0, world.salesOrderLines.get(line)?.data.quantity);
    } else if (fact.type === "mes.operation") {
      yield* say(fact, "made", fact.data.good, world.productionOrders.get(fact.data.order)?.data.quantity);
    } else if (fact.type === "wms.receipt") {
      const { purchaseOrderLine: bought, productionOrder: made, transferOrder: brought } = fact.data;
      const { purchase, production, transfer } = received;
      if (bought !== undefined)
        yield* say(fact, "received", purchase.get(bought) ?? 0, world.purchaseOrderLines.get(bought)?.data.quantity);
      if (made !== undefined)
        yield* say(fact, "received", production.get(made) ?? 0, world.productionOrders.get(made)?.data.quantity);
      if (brought !== undefined)
        yield* say(fact, "received", transfer.get(brought) ?? 0, world.transferOrders.get(brought)?.data.quantity);
    }
  }
}

const accepted = ({ quantity, rejected }: Fact<"wms.receipt">["data"]): number => quantity - rejected;

const lotOf = ({ item, lot }: { readonly item: string; readonly lot?: string }): string => `${item}\0${lot ?? ""}`;

/** Goods of a lot are taken that was never counted, received or brought to anywhere. */
export function* lotsUnknown(facts: Iterable<AnyFact>, { world }: Evidence): Iterable<Wrong> {
  const known = new Set<string>();
  for (const { data } of world.stockCounts) known.add(lotOf(data));
  for (const { data } of world.receipts) known.add(lotOf(data));
  for (const { data } of world.stockMoves) if (data.from === undefined) known.add(lotOf(data));
  for (const fact of facts) {
    const taken = takenBy(fact);
    if (taken === null || known.has(lotOf(taken))) continue;
    const text = `data.lot is ${shown(taken.lot)}, of which nothing was ever counted or received: correct it, or send its receipt.`;
    yield { fact, text };
  }
}

/** Goods of a lot are taken after it has expired, or so many days before, by what was said last of it. */
export function* lotsExpired(
  facts: Iterable<AnyFact>,
  { days = 0 }: Of<"lot-expired">,
  { world }: Evidence,
): Iterable<Wrong> {
  const expiries = expiriesOf(world);
  for (const fact of facts) {
    const taken = takenBy(fact);
    const expiry = taken === null ? undefined : expiries.get(lotOf(taken));
    if (taken === null || expiry === undefined || taken.at <= expiry.at - days * DAY) continue;
    const when = taken.at > expiry.at ? "expired at" : `has less than ${days} days left until`;
    const said = `data.lot is ${shown(taken.lot)}, which ${when} ${isoOf(expiry.at)} and was taken at ${isoOf(taken.at)}`;
    yield { fact, text: `${said}: correct the lot or its expiry, or hold what it went into.` };
  }
}

interface Expiry {
  readonly at: Instant;
  readonly said: Instant;
}

/** What was said last; of two at one time the earlier day. A date without a time is that day's end where it was said. */
function expiriesOf(world: World): ReadonlyMap<string, Expiry> {
  const expiries = new Map<string, Expiry>();
  for (const { data, time } of [...world.receipts, ...[...world.stockCountHistory.values()].flat()]) {
    if (data.expiresAt === undefined || !data.lot) continue;
    const zone = zoneOf(world.sites.get(data.site)?.data.timeZone ?? "UTC");
    const at = endOfDayIfMidnight(zone, data.expiresAt);
    const known = expiries.get(lotOf(data));
    const isLast = known === undefined || time > known.said || (time === known.said && at < known.at);
    if (isLast) expiries.set(lotOf(data), { at, said: time });
  }
  return expiries;
}

interface Taken {
  readonly item: string;
  readonly lot: string;
  readonly at: Instant;
}

/** What a fact takes of a lot; null: nothing, or of none. */
function takenBy(fact: AnyFact): Taken | null {
  if (fact.deleted) return null;
  const { type, data, time } = fact;
  const isTaken =
    type === "mes.consumption" || type === "wms.shipment" || (type === "wms.stock-move" && data.from !== undefined);
  if (!isTaken || !data.lot || data.quantity <= 0) return null;
  return { item: data.item, lot: data.lot, at: type === "wms.shipment" ? data.shippedAt : time };
}
