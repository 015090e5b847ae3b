import { isLocalDate } from "@lockstep/domain/instant-text";
import type { Json } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { Ajv } from "ajv";
import { type Static, Type } from "typebox";
import { type Call, CREATED, type Expected, type Row, type Wanted, type Write } from "../polled/contract.ts";
import { type ConfirmCommand, confirm } from "./confirm.ts";
import type { Erp } from "./erp.ts";
import { numberOf, purchaseLineId, salesLineId } from "./order-facts.ts";
import { MOVES } from "./tables.ts";
import { encodeDate } from "./values.ts";

const Id = Type.String({ minLength: 1, maxLength: 200 });
const Day = Type.String({ pattern: "^\\d{4}-\\d\\d-\\d\\d$" });
const Quantity = Type.Number({ exclusiveMinimum: 0 });
const closed = { additionalProperties: false };

const Used = Type.Object({
  item: Id,
  lot: Type.Union([Id, Type.Null()]),
  quantity: Quantity,
  basis: Type.Union([Type.Literal("reported"), Type.Literal("bom")]),
});

/** What else is told with it, such as scrap, downtime and cost centres, has no place in Tryton. */
const confirmation = <K extends string>(kind: K) =>
  Type.Object({
    kind: Type.Literal(kind),
    order: Id,
    item: Id,
    from: Type.Number({ minimum: 0 }),
    to: Type.Number({ minimum: 0 }),
    quantity: Quantity,
    components: Type.Array(Used),
  });

const moving = <K extends string>(kind: K) =>
  Type.Object(
    { kind: Type.Literal(kind), item: Id, lot: Type.Optional(Id), quantity: Quantity, from: Id, to: Id },
    closed,
  );

const SCHEMAS = {
  /** The supplier delivers on another day. */
  "purchase-date": Type.Object({ kind: Type.Literal("purchase-date"), line: Id, date: Day }, closed),
  /** What is sent to the customer leaves on another day; the promise stays what it was. */
  "sales-date": Type.Object({ kind: Type.Literal("sales-date"), line: Id, date: Day }, closed),
  "production-dates": Type.Object(
    { kind: Type.Literal("production-dates"), order: Id, start: Day, finish: Day },
    closed,
  ),
  /** It has begun: its materials are taken. */
  "production-run": Type.Object({ kind: Type.Literal("production-run"), order: Id }, closed),
  /** It has ended; with `made`, so much came out of it. */
  "production-done": Type.Object(
    { kind: Type.Literal("production-done"), order: Id, made: Type.Optional(Quantity) },
    closed,
  ),
  /** So much was verified on the floor, and so much was used for it: the order ends with that. */
  confirm: confirmation("confirm"),
  /** So much less was made than was confirmed. */
  reverse: confirmation("reverse"),
  /** Nobody may take this lot: it goes to a location whose stock is not available. */
  hold: moving("hold"),
  /** It may be taken again: it goes back. */
  release: moving("release"),
} as const;

type Kind = keyof typeof SCHEMAS;
type Command<K extends Kind> = Static<(typeof SCHEMAS)[K]>;

const ajv = new Ajv();
const isKind = (kind: unknown): kind is Kind => typeof kind === "string" && Object.hasOwn(SCHEMAS, kind);

/** A command as calls, with the rows on which it was decided as they stood then. */
export function writeOf(
  erp: Erp,
  { command, reference }: { readonly command: unknown; readonly reference: string },
): Result<Write, string> {
  const kind = typeof command === "object" && command !== null && "kind" in command ? command.kind : undefined;
  if (!isKind(kind)) return refuse(`kind must be one of ${Object.keys(SCHEMAS).join(", ")}.`);
  if (!ajv.validate(SCHEMAS[kind], command)) {
    const [error] = ajv.errors ?? [];
    return refuse(`${error?.instancePath.slice(1) || "The command"} ${error?.message ?? "is wrong"}.`);
  }
  const bad = Object.values(command as object).find((value) => looksLikeDay(value) && !isLocalDate(String(value)));
  if (bad !== undefined) return refuse(`${String(bad)} is no day: write it as YYYY-MM-DD.`);
  return plan(erp, command as Command<Kind>, reference);
}

const looksLikeDay = (value: unknown): boolean => typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value);

function plan(erp: Erp, command: Command<Kind>, reference: string): Result<Write, string> {
  switch (command.kind) {
    case "purchase-date":
      return purchaseDate(erp, command);
    case "sales-date":
      return salesDate(erp, command);
    case "production-dates":
      return productionDates(erp, command);
    case "production-run":
      return productionStep(erp, command, "run");
    case "production-done":
      return productionDone(erp, command);
    case "confirm":
    case "reverse":
      return confirm(erp, command satisfies ConfirmCommand, reference);
    case "hold":
    case "release":
      return hold(erp, command, reference);
  }
}

const isOpen = ({ fields }: Row): boolean => fields["state"] === "draft" || fields["state"] === "assigned";

function purchaseDate(erp: Erp, { line, date }: Command<"purchase-date">): Result<Write, string> {
  const row = erp.all("purchase.line").find((one) => purchaseLineId(erp, one) === line);
  if (row === undefined) return refuse(`There is no purchase order line ${line}.`);
  const moves = erp.of(MOVES, "origin", `purchase.line,${row.id}`).filter(isOpen);
  if (moves.length === 0) return refuse(`Nothing is expected of purchase order line ${line} any more.`);
  const call = write(MOVES, moves, { planned_date: encodeDate(date) });
  const done = moves.map((move) => wanted(MOVES, move, ["planned_date", date]));
  return ok({ what: `${line} comes on ${date}`, expected: expect(MOVES, moves), done, calls: [call] });
}

function salesDate(erp: Erp, { line, date }: Command<"sales-date">): Result<Write, string> {
  const row = erp.all("sale.line").find((one) => salesLineId(erp, one) === line);
  if (row === undefined) return refuse(`There is no sales order line ${line}.`);
  const moves = erp.of(MOVES, "origin", `sale.line,${row.id}`).filter(isOpen);
  const named = new Set(moves.map(({ fields }) => fields["shipment"]));
  const table = "stock.shipment.out";
  const shipments = erp.all(table).filter(({ id }) => named.has(`${table},${id}`));
  if (shipments.length === 0) return refuse(`No shipment of sales order line ${line} is open.`);
  const call = write(table, shipments, { planned_date: encodeDate(date) });
  const done = shipments.map((shipment) => wanted(table, shipment, ["planned_date", date]));
  return ok({ what: `${line} leaves on ${date}`, expected: expect(table, shipments), done, calls: [call] });
}

function production(erp: Erp, order: string, states: readonly string[]): Result<Row, string> {
  const row = erp.all("production").find((one) => numberOf(one) === order);
  if (row === undefined) return refuse(`There is no production order ${order}.`);
  const state = String(row.fields["state"]);
  if (states.includes(state)) return ok(row);
  return refuse(`Production order ${order} is ${state}: this is for one that is ${states.join(" or ")}.`);
}

function productionDates(erp: Erp, command: Command<"production-dates">): Result<Write, string> {
  const { order, start, finish } = command;
  if (start > finish) return refuse("start must not be after finish.");
  const found = production(erp, order, ["request", "draft", "waiting"]);
  if (!found.ok) return found;
  const values = { planned_start_date: encodeDate(start), planned_date: encodeDate(finish) };
  return ok({
    what: `${order} from ${start} to ${finish}`,
    expected: expect("production", [found.value]),
    done: [
      wanted("production", found.value, ["planned_start_date", start]),
      wanted("production", found.value, ["planned_date", finish]),
    ],
    calls: [write("production", [found.value], values)],
  });
}

function productionStep(erp: Erp, { order }: { order: string }, step: "run"): Result<Write, string> {
  const found = production(erp, order, ["assigned"]);
  if (!found.ok) return found;
  return ok({
    what: `${order} has begun`,
    expected: expect("production", [found.value]),
    done: [wanted("production", found.value, ["state", "running"])],
    calls: [press("production", found.value, step)],
  });
}

/** What came out is written into the move of the goods, then that is booked. If Tryton refuses to book, the figure stays. */
function productionDone(erp: Erp, { order, made }: Command<"production-done">): Result<Write, string> {
  const found = production(erp, order, ["running"]);
  if (!found.ok) return found;
  const { fields, id } = found.value;
  const item = erp.item(fields["product"]);
  const outputs = erp
    .of(MOVES, "production_output", id)
    .filter((move) => isOpen(move) && move.fields["product"] === fields["product"]);
  const [output] = outputs;
  const calls: Call[] = [];
  if (made !== undefined) {
    if (output === undefined || item === null || outputs.length > 1) {
      return refuse(`The output of production order ${order} is split: confirm it in Tryton.`);
    }
    const perUnit = erp.inUnitOf(item, 1, output.fields["uom"]);
    calls.push(write(MOVES, [output], { quantity: made / perUnit }));
  }
  // Tryton books no order whose work has not ended.
  const works = erp.of("production.work", "production", id);
  const idle = works.filter((work) => work.fields["state"] === "draft" || work.fields["state"] === "waiting");
  const busy = works.filter((work) => idle.includes(work) || work.fields["state"] === "running");
  calls.push(...idle.map((work) => press("production.work", work, "start")));
  calls.push(...busy.map((work) => press("production.work", work, "stop")));
  calls.push(press("production", found.value, "done"));
  const touched = made === undefined || output === undefined ? [] : expect(MOVES, [output]);
  return ok({
    what: `${order} has ended${made === undefined ? "" : ` with ${made}`}`,
    expected: [...expect("production", [found.value]), ...expect("production.work", works), ...touched],
    done: [wanted("production", found.value, ["state", "done"])],
    calls,
  });
}

/** An internal shipment: Tryton knows no other way to keep people's hands off a lot. */
function hold(erp: Erp, command: Command<"hold" | "release">, reference: string): Result<Write, string> {
  const { kind, item: code, lot, quantity, from, to } = command;
  const item = erp.items.find(({ id }) => id === code);
  if (item === undefined) return refuse(`There is no item ${code}.`);
  const places = erp.all("stock.location").flatMap(({ id }) => erp.place(id) ?? []);
  const [source, target] = [from, to].map((name) => places.find(({ location }) => location === name));
  if (source === undefined || target === undefined) {
    return refuse(`There is no location ${source === undefined ? from : to}.`);
  }
  const apart = kind === "hold" ? target : source;
  if (apart.status === "available") {
    return refuse(`Stock in ${apart.location} is available: declare it under locations first.`);
  }
  const lots = erp.all("stock.lot").filter(({ fields }) => fields["number"] === lot);
  const held = lots.find(({ fields }) => fields["product"] === item.product.id);
  if (lot !== undefined && held === undefined) return refuse(`Item ${code} has no lot ${lot}.`);
  const ends = { from_location: source.row.id, to_location: target.row.id };
  const moved = {
    ...ends,
    product: item.product.id,
    uom: item.template.fields["default_uom"] ?? null,
    quantity,
    lot: held?.id ?? null,
  };
  const table = "stock.shipment.internal";
  const shipment = { ...ends, reference, moves: [["create", [moved]]] };
  const is = (field: string, value: Json, ...or: Json[]): Wanted => ({
    table,
    where: ["reference", reference],
    field,
    value,
    or,
  });
  const isThere = [is("reference", reference)];
  const buttons = { wait: ["waiting", "assigned", "done"], assign_force: ["assigned", "done"], done: ["done"] };
  const words = kind === "hold" ? `held in ${to}` : `given back to ${to}`;
  return ok({
    what: `${quantity} of ${code}${lot === undefined ? "" : `, lot ${lot},`} ${words}`,
    expected: held === undefined ? [] : expect("stock.lot", [held]),
    done: [is("state", "done")],
    begun: isThere,
    calls: [
      { method: `model.${table}.create`, params: [[shipment]], unless: isThere },
      ...Object.entries(buttons).map(([button, [first = "", ...or]]) => ({
        method: `model.${table}.${button}`,
        params: [CREATED],
        unless: [is("state", first, ...or)],
      })),
    ],
  });
}

const idsOf = (rows: readonly Row[]): Json[] => rows.map(({ id }) => id);

const write = (model: string, rows: readonly Row[], values: { readonly [field: string]: Json }): Call => ({
  method: `model.${model}.write`,
  params: [idsOf(rows), values],
});

/** A button. */
const press = (model: string, row: Row, button: string): Call => ({
  method: `model.${model}.${button}`,
  params: [[row.id]],
});

const expect = (table: string, rows: readonly Row[]): Expected[] =>
  rows.map(({ id, stamp, fields }) => ({ table, id, stamp, precondition: fields["_timestamp"] ?? null }));

const wanted = (table: string, { id }: Row, [field, value]: readonly [string, Json]): Wanted => ({
  table,
  where: ["id", id],
  field,
  value,
});
