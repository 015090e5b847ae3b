import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { Json } from "@lockstep/domain/json";
import type { Derived, Row } from "../polled/contract.ts";
import { besideOf } from "./beside.ts";
import {
  clean,
  dateOf,
  dayEnd,
  dayStart,
  type Erp,
  given,
  type Item,
  madeOf,
  type Place,
  readReference,
  writtenAt,
} from "./erp.ts";
import { numberOf, purchaseLineId, salesLineId } from "./order-facts.ts";
import { MOVES, ON_HAND } from "./tables.ts";

/** What has moved, what was there when it was looked at first, and what Tryton itself believes is there. */
export function stockFacts(erp: Erp, opened: Instant | null): readonly Derived[] {
  const done = erp.all(MOVES).flatMap((row) => doneMove(erp, row));
  return [
    ...(opened === null ? openingCounts(done) : []),
    ...done.flatMap((move) => moveFacts(erp, move, opened)),
    ...onHandFacts(erp, done),
    ...transferFacts(erp),
  ];
}

interface Done {
  readonly row: Row;
  readonly item: Item;
  readonly quantity: number;
  readonly lot: { readonly lot?: string };
  readonly expires: string | null;
  readonly from: Place | null;
  readonly to: Place | null;
}

function doneMove(erp: Erp, row: Row): Done[] {
  const { fields } = row;
  const item = erp.item(fields["product"]);
  if (fields["state"] !== "done" || item === null) return [];
  const [from, to] = [erp.place(fields["from_location"]), erp.place(fields["to_location"])];
  if (from === null && to === null) return [];
  const lot = erp.row("stock.lot", fields["lot"]);
  const number = lot?.fields["number"];
  const quantity = erp.inUnitOf(item, fields["quantity"], fields["uom"]);
  const expires = dateOf(lot?.fields["shelf_life_expiration_date"]);
  return [{ row, item, quantity, lot: typeof number === "string" ? { lot: number } : {}, expires, from, to }];
}

/** The sum of all that had moved into and out of each bucket, as of the last of these moves. */
function openingCounts(done: readonly Done[]): readonly Derived[] {
  const at = Math.max(0, ...done.map(({ row }) => writtenAt(row)));
  const buckets = new Map<string, { place: Place; move: Done; quantity: number }>();
  const add = (place: Place | null, move: Done, quantity: number): void => {
    if (place === null) return;
    const key = [place.site.id, place.location, move.item.id, move.lot.lot ?? ""].join("\n");
    const before = buckets.get(key)?.quantity ?? 0;
    buckets.set(key, { place, move, quantity: before + quantity });
  };
  for (const move of done) {
    add(move.to, move, move.quantity);
    add(move.from, move, -move.quantity);
  }
  return [...buckets].map(([key, { place, move, quantity }]) => ({
    type: "wms.stock-count",
    key,
    data: given({
      site: place.site.id,
      location: place.location,
      item: move.item.id,
      ...move.lot,
      status: place.status,
      quantity: clean(quantity),
      expiresAt: move.expires === null ? undefined : dayStart(place.site, move.expires),
    }),
    writtenAt: at,
    once: true,
  }));
}

const placeOf = ({ site, location }: Place) => ({ site: site.id, location });

/** One move is one fact. What stands in the opening's counts and belongs to no document counts as told. */
function moveFacts(erp: Erp, move: Done, opened: Instant | null): Derived[] {
  const { row, item, quantity, lot, from, to } = move;
  const base = { key: String(row.id), ...madeOf(row), once: true } as const;
  const origin = readReference(row.fields["origin"]);
  const production = erp.row("production", row.fields["production_output"] ?? row.fields["production_input"]);
  const beside = production === undefined ? null : besideOf(production);
  const productionOrder = production === undefined ? {} : { productionOrder: beside?.order ?? numberOf(production) };
  const moved = (reason: string, more: { readonly [name: string]: Json } = {}): Derived[] => {
    const belongs = Object.keys(more).some((name) => name !== "toStatus");
    const status = (from ?? to)?.status ?? "available";
    const data = given({
      item: item.id,
      ...lot,
      quantity,
      from: from === null ? undefined : placeOf(from),
      to: to === null ? undefined : placeOf(to),
      status,
      toStatus: from !== null && to !== null && to.status !== status ? to.status : undefined,
      reason,
      ...more,
    });
    return [{ ...base, type: "wms.stock-move", data, silent: opened === null && !belongs }];
  };
  const received = (more: { readonly [name: string]: Json }): Derived[] => {
    if (to === null) return [];
    const expiresAt = move.expires === null ? undefined : dayStart(to.site, move.expires);
    const data = given({ ...placeOf(to), item: item.id, ...lot, quantity, status: to.status, expiresAt, ...more });
    return [{ ...base, type: "wms.receipt", data, silent: opened === null && Object.keys(more).length === 0 }];
  };
  const transferOrder = transferOf(erp, row);
  // What is taken back of an order was neither received nor issued again.
  if (beside?.isBack === true) return moved("adjust");
  if (from === null && to !== null) {
    if (row.fields["production_output"] !== null && production !== undefined) return received(productionOrder);
    const line = origin?.table === "purchase.line" ? erp.row("purchase.line", origin.id) : undefined;
    const purchaseOrderLine = purchaseLineId(erp, line);
    if (purchaseOrderLine !== null) return received({ purchaseOrderLine });
    if (typeOf(erp, row, "from_location") === "supplier") return received({});
    return transferOrder === null ? moved("adjust") : moved("transfer", { transferOrder });
  }
  if (from !== null && to === null) {
    if (production !== undefined) return moved("issue", productionOrder);
    const line = origin?.table === "sale.line" ? erp.row("sale.line", origin.id) : undefined;
    const salesOrderLine = salesLineId(erp, line);
    if (salesOrderLine !== null && typeOf(erp, row, "to_location") === "customer") {
      return shipped(move, from, { salesOrderLine, opened });
    }
    return transferOrder === null ? moved("adjust") : moved("transfer", { transferOrder });
  }
  const outgoing = origin?.table === MOVES ? readReference(erp.row(MOVES, origin.id)?.fields["origin"]) : null;
  const line = outgoing?.table === "sale.line" ? erp.row("sale.line", outgoing.id) : undefined;
  const salesOrderLine = salesLineId(erp, line);
  if (salesOrderLine !== null) return moved("pick", { salesOrderLine });
  return transferOrder === null ? moved("putaway") : moved("transfer", { transferOrder });
}

const typeOf = (erp: Erp, row: Row, field: string) => erp.row("stock.location", row.fields[field])?.fields["type"];

/**
 * It takes the stock at the moment at which it was booked. If it was booked later than it left, the day that was entered
 * is the one that counts for the customer, and the stock is taken by a move of its own.
 */
function shipped(
  { row, item, quantity, lot }: Done,
  from: Place,
  { salesOrderLine, opened }: { salesOrderLine: string; opened: Instant | null },
): Derived[] {
  const made = madeOf(row);
  const booked = made.writtenAt;
  const at = opened === null ? booked : Math.max(booked, opened + 1);
  const day = dateOf(row.fields["effective_date"]);
  const isLate = day !== null && Date.parse(dayEnd(from.site, day)) <= at;
  const site = from.site.id;
  const base = { ...made, once: true } as const;
  const data = given({
    id: `move-${row.id}`,
    salesOrderLine,
    item: item.id,
    site,
    location: isLate ? undefined : from.location,
    ...lot,
    quantity,
    shippedAt: isLate ? dayEnd(from.site, day) : isoOf(at),
  });
  const shipment: Derived = { ...base, type: "wms.shipment", key: String(row.id), data };
  if (!isLate) return [shipment];
  const taken = { item: item.id, ...lot, quantity, from: placeOf(from), status: from.status, reason: "adjust" };
  return [shipment, { ...base, type: "wms.stock-move", key: String(row.id), data: taken, silent: opened === null }];
}

/** Rows of a table that is no model: what a warehouse holds of a product, with all its zones, by Tryton's own sum. */
function onHandFacts(erp: Erp, done: readonly Done[]): readonly Derived[] {
  const last = new Map<string, Instant>();
  for (const { item, row } of done) last.set(item.id, Math.max(last.get(item.id) ?? 0, writtenAt(row)));
  return erp.all(ON_HAND).flatMap(({ fields }) => {
    const item = erp.item(fields["product"]);
    const site = erp.siteOf(fields["warehouse"]);
    const at = item === null ? undefined : last.get(item.id);
    if (item === null || site === null || at === undefined) return [];
    const data = { item: item.id, site: site.id, quantity: clean(Number(fields["quantity"])) };
    return [{ type: "erp.stock-on-hand" as const, key: `${item.id}@${site.id}`, data, writtenAt: at }];
  });
}

const TRANSFER_STATUS: Readonly<Record<string, "open" | "shipped" | "closed" | "cancelled">> = {
  waiting: "open",
  assigned: "open",
  shipped: "shipped",
  done: "closed",
  cancelled: "cancelled",
};

/** The transfer order that a move carries out; null if it is none, or stays within one site. */
function transferOf(erp: Erp, move: Row): string | null {
  const reference = readReference(move.fields["shipment"]);
  if (reference?.table !== "stock.shipment.internal") return null;
  const shipment = erp.row(reference.table, reference.id);
  const item = erp.item(move.fields["product"]);
  return shipment === undefined || item === null || endsOf(erp, shipment) === null ? null : transferId(shipment, item);
}

function endsOf(erp: Erp, shipment: Row): readonly [Place, Place] | null {
  const from = erp.place(shipment.fields["from_location"]);
  const to = erp.place(shipment.fields["to_location"]);
  return from === null || to === null || from.site === to.site ? null : [from, to];
}

const transferId = (shipment: Row, item: Item): string => `${numberOf(shipment)}:${item.id}`;

/** One order for each item of an internal shipment between two sites. */
function transferFacts(erp: Erp): readonly Derived[] {
  return erp.all("stock.shipment.internal").flatMap((shipment) => {
    const ends = endsOf(erp, shipment);
    const status = TRANSFER_STATUS[String(shipment.fields["state"])];
    if (ends === null || status === undefined) return [];
    const moves = erp
      .of(MOVES, "shipment", `stock.shipment.internal,${shipment.id}`)
      .filter(({ fields }) => fields["state"] !== "cancelled" || status === "cancelled");
    const items = new Set(moves.map(({ fields }) => erp.item(fields["product"])).filter((item) => item !== null));
    return [...items].flatMap((item) => transferFact(erp, { shipment, ends, status, item, moves }));
  });
}

function transferFact(erp: Erp, { shipment, ends: [from, to], status, item, moves }: Transfer): Derived[] {
  const own = moves.filter(({ fields }) => fields["product"] === item.product.id);
  const leaving = own.filter(({ fields }) => erp.place(fields["from_location"])?.site === from.site);
  const quantity = clean(
    leaving.reduce((sum, { fields }) => sum + erp.inUnitOf(item, fields["quantity"], fields["uom"]), 0),
  );
  const dates = own
    .map(({ fields }) => dateOf(fields["planned_date"]))
    .filter((date) => date !== null)
    .sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (quantity <= 0 || first === undefined || last === undefined) return [];
  const id = transferId(shipment, item);
  const data = {
    id,
    item: item.id,
    fromSite: from.site.id,
    toSite: to.site.id,
    quantity,
    plannedShip: dayStart(from.site, first),
    plannedReceipt: dayStart(to.site, last),
    status,
  };
  return [{ type: "erp.transfer-order", key: id, data, ...madeOf(shipment, ...own) }];
}

interface Transfer {
  readonly shipment: Row;
  readonly ends: readonly [Place, Place];
  readonly status: "open" | "shipped" | "closed" | "cancelled";
  readonly item: Item;
  readonly moves: readonly Row[];
}
