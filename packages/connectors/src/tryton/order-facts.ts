import { isoOf, SECOND } from "@lockstep/domain/instant";
import type { Derived, Row } from "../polled/contract.ts";
import { besideOf } from "./beside.ts";
import {
  dateOf,
  dayEnd,
  dayStart,
  type Erp,
  given,
  type Item,
  madeOf,
  readReference,
  type Site,
  textOr,
} from "./erp.ts";
import { componentsOf, resourceId, sequence } from "./master-facts.ts";

/** Orders of customers, orders to suppliers, and what is made. */
export function orderFacts(erp: Erp): readonly Derived[] {
  return [
    ...erp.all("sale.line").flatMap((line) => salesFact(erp, line)),
    ...erp.all("purchase.line").flatMap((line) => purchaseFact(erp, line)),
    ...erp.all("production").flatMap((row) => productionFact(erp, row)),
  ];
}

/** A line of an order, with what both kinds of order have in common. */
interface Line {
  readonly order: Row;
  readonly item: Item;
  readonly site: Site;
  readonly quantity: number;
  readonly moves: readonly Row[];
  readonly status: "open" | "closed" | "cancelled";
}

const IN_FORCE = new Set(["confirmed", "processing", "done", "cancelled"]);

/** Null: it is no goods, of a warehouse that is no site, or an order that nobody has confirmed. */
function lineOf(erp: Erp, line: Row, [table, field]: readonly [string, string]): Line | null {
  const order = erp.row(table, line.fields[field]);
  const item = erp.item(line.fields["product"]);
  const site = erp.siteOf(order?.fields["warehouse"]);
  const state = order?.fields["state"];
  if (order === undefined || item === null || site === null || line.fields["type"] !== "line") return null;
  if (typeof state !== "string" || !IN_FORCE.has(state)) return null;
  const quantity = erp.inUnitOf(item, line.fields["quantity"], line.fields["unit"]);
  // A return has a negative quantity: it is no demand, and no supply that anybody can count on.
  if (quantity <= 0) return null;
  const moves = movesOf(erp, line, table === "sale.sale" ? "sale.line" : "purchase.line");
  return { order, item, site, quantity, moves, status: statusOf(state, moves) };
}

const movesOf = (erp: Erp, line: Row, table: string): readonly Row[] =>
  erp.of("stock.move", "origin", `${table},${line.id}`);

const isEnded = ({ fields }: Row): boolean => fields["state"] === "done" || fields["state"] === "cancelled";

/** Closed: nothing more will be moved. An order stays in processing until its last invoice is paid. */
function statusOf(state: string, moves: readonly Row[]): Line["status"] {
  if (state === "cancelled") return "cancelled";
  if (state === "done") return "closed";
  return moves.length > 0 && moves.every(isEnded) ? "closed" : "open";
}

/** The id of a document: its number, as people know it. */
export const numberOf = (row: Row): string => textOr(row.fields["number"], `#${row.id}`);

export function salesLineId(erp: Erp, line: Row | undefined): string | null {
  const sale = erp.row("sale.sale", line?.fields["sale"]);
  return sale === undefined || line === undefined ? null : `${numberOf(sale)}/${line.id}`;
}

export function purchaseLineId(erp: Erp, line: Row | undefined): string | null {
  const purchase = erp.row("purchase.purchase", line?.fields["purchase"]);
  return purchase === undefined || line === undefined ? null : `${numberOf(purchase)}/${line.id}`;
}

function salesFact(erp: Erp, row: Row): Derived[] {
  const line = lineOf(erp, row, ["sale.sale", "sale"]);
  const customer = erp.partyCode(line?.order.fields["party"]);
  if (line === null || customer === null) return [];
  const { order, item, site, moves } = line;
  const planned = moves.map(({ fields }) => dateOf(fields["planned_date"])).filter((date) => date !== null);
  const asked = dateOf(order.fields["shipping_date"]);
  const promised = asked ?? planned.sort()[0] ?? dateOf(order.fields["sale_date"]) ?? order.stamp.slice(0, 10);
  const [production] = erp.of("production", "origin", `sale.line,${row.id}`);
  const data = given({
    order: numberOf(order),
    line: String(row.id),
    customer,
    item: item.id,
    site: site.id,
    quantity: line.quantity,
    unitPrice: erp.money(row.fields["unit_price"], { item, unit: row.fields["unit"] }),
    requestedAt: dayStart(site, asked ?? promised),
    promisedAt: dayStart(site, promised),
    peggedTo: production === undefined ? undefined : { productionOrder: numberOf(production) },
    status: line.status,
  });
  const frozen = erp.config.promise === "current" ? [] : ["promisedAt"];
  const key = `${numberOf(order)}/${row.id}`;
  return [{ type: "erp.sales-order-line", key, data, frozen, ...madeOf(row, order, ...moves, production) }];
}

/** Only a move knows that a supplier is late: nobody writes it anywhere else. */
function purchaseFact(erp: Erp, row: Row): Derived[] {
  const line = lineOf(erp, row, ["purchase.purchase", "purchase"]);
  const supplier = erp.partyCode(line?.order.fields["party"]);
  if (line === null || supplier === null) return [];
  const { order, item, site, moves } = line;
  const ordered = dateOf(order.fields["purchase_date"]) ?? order.stamp.slice(0, 10);
  const open = moves.filter((move) => !isEnded(move));
  const planned = (open.length > 0 ? open : moves)
    .map(({ fields }) => dateOf(fields["planned_date"]))
    .filter((date) => date !== null);
  const stated = dateOf(row.fields["delivery_date_store"]) ?? dateOf(order.fields["delivery_date"]);
  const promised = planned.sort().at(-1) ?? stated ?? afterLeadTime(erp, { item, order, ordered });
  const promisedAt = dayStart(site, promised);
  const data = given({
    order: numberOf(order),
    line: String(row.id),
    supplier,
    item: item.id,
    site: site.id,
    quantity: line.quantity,
    orderedAt: dayStart(site, ordered),
    promisedAt,
    firstPromisedAt: promisedAt,
    unitCost: erp.money(row.fields["unit_price"], { item, unit: row.fields["unit"] }),
    status: line.status,
  });
  const key = `${numberOf(order)}/${row.id}`;
  const made = madeOf(row, order, ...moves);
  return [{ type: "erp.purchase-order-line", key, data, frozen: ["firstPromisedAt"], ...made }];
}

/** Before it has a move, a line is expected after the lead time of its supplier, as Tryton itself will say. */
function afterLeadTime(erp: Erp, { item, order, ordered }: { item: Item; order: Row; ordered: string }): string {
  const offers = erp.of("purchase.product_supplier", "party", order.fields["party"]);
  const offer = offers.find(
    ({ fields }) =>
      fields["product"] === item.product.id || (fields["product"] === null && fields["template"] === item.template.id),
  );
  const seconds = Number(offer?.fields["lead_time"] ?? 0);
  // A lead time that is no number says nothing: such a line is expected as if no supplier had been asked.
  const due = Date.parse(`${ordered}T00:00:00Z`) + (Number.isFinite(seconds) ? seconds : 0) * SECOND;
  return isoOf(due).slice(0, 10);
}

const PRODUCTION_STATUS: Readonly<Record<string, "planned" | "released" | "closed" | "cancelled">> = {
  request: "planned",
  draft: "planned",
  waiting: "released",
  assigned: "released",
  running: "released",
  done: "closed",
  cancelled: "cancelled",
};

function productionFact(erp: Erp, row: Row): Derived[] {
  if (besideOf(row) !== null) return [];
  const item = erp.item(row.fields["product"]);
  const site = erp.siteOf(row.fields["warehouse"]);
  const status = PRODUCTION_STATUS[String(row.fields["state"])];
  const finish = dateOf(row.fields["planned_date"]) ?? dateOf(row.fields["planned_start_date"]);
  if (item === null || site === null || status === undefined || finish === null) return [];
  const quantity = erp.inUnitOf(item, row.fields["quantity"], row.fields["uom"]);
  if (quantity <= 0) return [];
  const start = dateOf(row.fields["planned_start_date"]) ?? finish;
  const inputs = erp
    .of("stock.move", "production_input", row.id)
    .filter(({ fields }) => fields["state"] !== "cancelled");
  const works = [...erp.of("production.work", "production", row.id)].sort((a, b) => sequence(a) - sequence(b));
  const components = componentsOf(erp, inputs, quantity);
  const origin = readReference(row.fields["origin"]);
  const line = origin?.table === "sale.line" ? erp.row("sale.line", origin.id) : undefined;
  const id = numberOf(row);
  const data = given({
    id,
    item: item.id,
    site: site.id,
    quantity,
    // A date is a whole day: from its start to its end.
    plannedStart: dayStart(site, start <= finish ? start : finish),
    plannedFinish: dayEnd(site, finish),
    operations: operationsOf(erp, works),
    components: components.length === 0 ? undefined : components,
    peggedTo: salesLineId(erp, line) ?? undefined,
    status,
  });
  return [{ type: "erp.production-order", key: id, data, ...madeOf(row, ...inputs, ...works) }];
}

/** Of an order whose work is laid out; nothing if there is none, or nobody has said how fast it goes. */
function operationsOf(erp: Erp, works: readonly Row[]) {
  const operations = works.map(({ fields }, k) => {
    const operation = erp.row("production.routing.operation", fields["operation"]);
    const centre = erp.row("production.work.center", fields["work_center"]);
    const ratePerHour = erp.config.ratesPerHour?.[textOr(operation?.fields["name"], "")];
    if (centre === undefined || ratePerHour === undefined) return null;
    return { seq: (k + 1) * 10, resource: resourceId(erp, centre), ratePerHour };
  });
  const known = operations.filter((one) => one !== null);
  return known.length > 0 && known.length === operations.length ? known : undefined;
}
