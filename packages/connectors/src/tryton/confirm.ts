import type { Json, JsonObject } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { type Call, CREATED, type Expected, type Row, type Wanted, type Write } from "../polled/contract.ts";
import { BESIDE, besideOf } from "./beside.ts";
import { clean, type Erp, type Item } from "./erp.ts";
import { numberOf } from "./order-facts.ts";
import { MOVES } from "./tables.ts";

/** A confirmation as it is decided on the floor's side; `packages/workflow` says how. */
export interface ConfirmCommand {
  readonly kind: "confirm" | "reverse";
  readonly order: string;
  readonly item: string;
  readonly from: number;
  readonly to: number;
  readonly quantity: number;
  readonly components: readonly Used[];
}

interface Used {
  readonly item: string;
  readonly lot: string | null;
  readonly quantity: number;
  readonly basis: "reported" | "bom";
}

/** Marks the order that a confirmation is posted to. */
const MARK = "lockstep:";
const TABLE = "production";
const AHEAD = ["assigned", "running", "done"];

/**
 * [C8] A confirmation ends the order: its components become what was used, its output what was made, then it is begun,
 * and booked. The first call marks the order with the command's id and writes all quantities in one transaction, so an
 * attempt that was broken off is gone on with, and nothing is booked twice.
 *
 * [C9] An order that is booked cannot be changed in Tryton. What comes of it afterwards is a production beside it, and a
 * reversal is one that takes the goods apart again: components come out of it, and what was made goes in.
 */
export function confirm(erp: Erp, command: ConfirmCommand, reference: string): Result<Write, string> {
  const row = erp.all(TABLE).find((one) => numberOf(one) === command.order && besideOf(one) === null);
  if (row === undefined) return refuse(`There is no production order ${command.order}.`);
  const item = erp.item(row.fields["product"]);
  if (item === null || item.id !== command.item)
    return refuse(`Production order ${command.order} makes something else.`);
  const state = String(row.fields["state"]);
  if (command.kind === "reverse") return beside(erp, { row, item, command, reference });
  if (state === "done") {
    if (command.from > 0) return beside(erp, { row, item, command, reference });
    return refuse(`Production order ${command.order} is done in Tryton already, and not by this command.`);
  }
  if (state === "running") return end(erp, { row, item, command, reference });
  if (state === "waiting" || state === "assigned") return beginAndEnd(erp, { row, item, command, reference });
  return refuse(`Production order ${command.order} is ${state}: release it in Tryton, then send this again.`);
}

interface Planned {
  readonly row: Row;
  readonly item: Item;
  readonly command: ConfirmCommand;
  readonly reference: string;
}

const isOpen = ({ fields }: Row): boolean => fields["state"] === "draft" || fields["state"] === "assigned";

function beginAndEnd(erp: Erp, { row, item, command, reference }: Planned): Result<Write, string> {
  const outputs = outputsOf(erp, row, item);
  if (!outputs.ok) return outputs;
  const inputs = erp.of(MOVES, "production_input", row.id).filter(isOpen);
  const taken = inputValues(erp, inputs, command);
  if (!taken.ok) return taken;
  const [mark, ready] = [MARK + reference, `${MARK}${reference} ready`];
  const made = { quantity: inUnit(erp, item, { quantity: command.quantity, unit: outputs.value.fields["uom"] }) };
  const quantities = { reference: ready, inputs: taken.value, outputs: [["write", [outputs.value.id], made]] };
  const isReady = [wanted(row, "reference", ready)];
  // What is assigned cannot be changed: it is let go first, and taken again as it was used.
  const letGo: Call[] =
    row.fields["state"] === "assigned"
      ? [
          { method: `model.${TABLE}.write`, params: [[row.id], { reference: mark }], unless: isReady },
          { ...press(row, "wait"), unless: isReady },
        ]
      : [];
  const calls: Call[] = [
    ...letGo,
    { method: `model.${TABLE}.write`, params: [[row.id], quantities], unless: isReady },
    { ...press(row, "assign_try"), unless: [wanted(row, "state", AHEAD)] },
    // It was used, whatever Tryton believes to be there.
    { ...press(row, "assign_force"), unless: [wanted(row, "state", AHEAD)], isOptional: true },
    { ...press(row, "run"), unless: [wanted(row, "state", ["running", "done"])] },
    ...ending(erp, row),
  ];
  return ok({
    what: `${command.quantity} of ${item.id} made by order ${command.order}`,
    expected: [...expect(TABLE, [row]), ...expect(MOVES, [...inputs, outputs.value]), ...works(erp, row).expected],
    done: [wanted(row, "state", "done"), wanted(row, "reference", ready)],
    begun: [{ ...wanted(row, "reference", mark), or: [ready] }],
    calls,
  });
}

/** Tryton has booked the components when the order was begun. */
function end(erp: Erp, { row, item, command, reference }: Planned): Result<Write, string> {
  const outputs = outputsOf(erp, row, item);
  if (!outputs.ok) return outputs;
  const booked = erp.of(MOVES, "production_input", row.id).filter(({ fields }) => fields["state"] === "done");
  const differs = differenceOf(erp, booked, command);
  if (differs !== null) return refuse(differs);
  const ready = `${MARK}${reference} ready`;
  const made = { quantity: inUnit(erp, item, { quantity: command.quantity, unit: outputs.value.fields["uom"] }) };
  const quantities = { reference: ready, outputs: [["write", [outputs.value.id], made]] };
  const isReady = [wanted(row, "reference", ready)];
  return ok({
    what: `${command.quantity} of ${item.id} made by order ${command.order}`,
    expected: [...expect(TABLE, [row]), ...expect(MOVES, [outputs.value]), ...works(erp, row).expected],
    done: [wanted(row, "state", "done"), ...isReady],
    begun: isReady,
    calls: [{ method: `model.${TABLE}.write`, params: [[row.id], quantities], unless: isReady }, ...ending(erp, row)],
  });
}

/** In words; null if what was reported is what was booked. What is only assumed is as Tryton has it. */
function differenceOf(erp: Erp, booked: readonly Row[], { order, components }: ConfirmCommand): string | null {
  const sums = new Map<string, number>();
  for (const { fields } of booked) {
    const item = erp.item(fields["product"]);
    if (item === null) continue;
    sums.set(item.id, (sums.get(item.id) ?? 0) + erp.inUnitOf(item, fields["quantity"], fields["uom"]));
  }
  const used = new Map<string, number>();
  for (const { item, quantity, basis } of components) {
    if (basis === "reported") used.set(item, (used.get(item) ?? 0) + quantity);
  }
  for (const [item, quantity] of used) {
    const there = sums.get(item) ?? 0;
    if (Math.abs(there - quantity) <= 1e-6 * Math.max(1, quantity)) continue;
    const both = `Tryton booked ${clean(there)} of ${item} when order ${order} began, and ${clean(quantity)} were used`;
    return `${both}. Book the difference on the order in Tryton, then send this again.`;
  }
  return null;
}

function beside(erp: Erp, { row, item, command, reference }: Planned): Result<Write, string> {
  const isBack = command.kind === "reverse";
  const own = [...erp.of(MOVES, "production_output", row.id), ...erp.of(MOVES, "production_input", row.id)];
  const [made] = own.filter(({ fields }) => fields["product"] === item.product.id);
  const floor = row.fields["location"] ?? null;
  const store = made?.fields["to_location"] ?? null;
  if (made === undefined || store === null || floor === null) {
    return refuse(`Nobody knows where order ${command.order} puts what it makes: confirm it in Tryton.`);
  }
  const parts: JsonObject[] = [];
  for (const used of command.components) {
    const found = partOf(erp, used);
    if (!found.ok) return found;
    const like = own.find(({ fields }) => fields["product"] === found.value.product);
    const place = like?.fields["from_location"] ?? store;
    parts.push({ ...found.value, ...(isBack ? ends(floor, place) : ends(place, floor)) });
  }
  const unit = item.template.fields["default_uom"] ?? null;
  const goods = {
    product: item.product.id,
    uom: unit,
    quantity: inUnit(erp, item, { quantity: command.quantity, unit }),
    lot: made.fields["lot"] ?? null,
    ...(isBack ? ends(store, floor) : ends(floor, store)),
  };
  const created = (moves: readonly JsonObject[]): Json => [["create", moves.map((move) => ({ ...move }))]];
  // What comes out has a price, which Tryton works out when it books.
  const currency = erp.all("company.company")[0]?.fields["currency"] ?? null;
  const priced = (moves: readonly JsonObject[]) => moves.map((move) => ({ ...move, unit_price: ZERO, currency }));
  const mark = BESIDE + reference;
  const production: JsonObject = {
    reference: mark,
    warehouse: row.fields["warehouse"] ?? null,
    location: floor,
    inputs: created(isBack ? [goods] : parts),
    outputs: created(priced(isBack ? parts : [goods])),
    ...(isBack ? {} : { product: item.product.id, uom: unit, quantity: goods.quantity }),
  };
  const is = (field: string, value: Json, ...or: Json[]): Wanted => ({
    table: TABLE,
    where: ["reference", mark],
    field,
    value,
    or,
  });
  const button = (name: string, ...states: string[]): Call => ({
    method: `model.${TABLE}.${name}`,
    params: [CREATED],
    unless: states.slice(0, 1).map((state) => is("state", state, ...states.slice(1))),
  });
  const words = isBack ? "taken back from" : "made besides by";
  return ok({
    what: `${command.quantity} of ${item.id} ${words} order ${command.order}`,
    expected: expect(TABLE, [row]),
    done: [is("state", "done")],
    begun: [is("reference", mark)],
    calls: [
      { method: `model.${TABLE}.create`, params: [[production]], unless: [is("reference", mark)] },
      button("wait", "waiting", ...AHEAD),
      button("assign_try", ...AHEAD),
      { ...button("assign_force", ...AHEAD), isOptional: true },
      button("run", "running", "done"),
      button("done", "done"),
    ],
  });
}

/** A decimal, as Tryton wants it. */
const ZERO: Json = { __class__: "Decimal", decimal: "0" };

const ends = (from: Json, to: Json): JsonObject => ({ from_location: from, to_location: to });

function partOf(erp: Erp, used: Used): Result<JsonObject, string> {
  const item = erp.items.find(({ id }) => id === used.item);
  if (item === undefined) return refuse(`There is no item ${used.item}.`);
  const lot = lotOf(erp, item, used.lot);
  if (!lot.ok) return lot;
  const unit = item.template.fields["default_uom"] ?? null;
  const quantity = inUnit(erp, item, { quantity: used.quantity, unit });
  return ok({ product: item.product.id, uom: unit, quantity, ...(lot.value === null ? {} : { lot: lot.value }) });
}

function lotOf(erp: Erp, item: Item, number: string | null): Result<Row["id"] | null, string> {
  if (number === null) return ok(null);
  const lots = erp.of("stock.lot", "number", number);
  const lot = lots.find(({ fields }) => fields["product"] === item.product.id);
  return lot === undefined ? refuse(`Item ${item.id} has no lot ${number} in Tryton.`) : ok(lot.id);
}

function outputsOf(erp: Erp, row: Row, item: Item): Result<Row, string> {
  const outputs = erp
    .of(MOVES, "production_output", row.id)
    .filter((move) => isOpen(move) && move.fields["product"] === item.product.id);
  const [output] = outputs;
  if (output !== undefined && outputs.length === 1) return ok(output);
  return refuse(`The output of production order ${numberOf(row)} is split: confirm it in Tryton.`);
}

/** The moves of the components, as they were used: the first of a component is changed, others are added or emptied. */
function inputValues(erp: Erp, inputs: readonly Row[], { order, components }: ConfirmCommand): Result<Json, string> {
  const [first] = inputs;
  if (first === undefined)
    return components.length === 0 ? ok([]) : refuse(`Order ${order} has no components in Tryton.`);
  const left = [...inputs];
  const changes: Json[] = [];
  for (const used of components) {
    const part = partOf(erp, used);
    if (!part.ok) return part;
    const k = left.findIndex(({ fields }) => fields["product"] === part.value.product);
    const [move] = k === -1 ? [] : left.splice(k, 1);
    const item = erp.item(part.value.product);
    if (move === undefined || item === null) {
      const like = inputs.find(({ fields }) => fields["product"] === part.value.product) ?? first;
      const { from_location = null, to_location = null } = like.fields;
      changes.push(["create", [{ ...part.value, from_location, to_location }]]);
      continue;
    }
    const quantity = inUnit(erp, item, { quantity: used.quantity, unit: move.fields["uom"] });
    changes.push(["write", [move.id], { quantity, ...("lot" in part.value ? { lot: part.value.lot ?? null } : {}) }]);
  }
  for (const { id } of left) changes.push(["write", [id], { quantity: 0 }]);
  return ok(changes);
}

/** Rounded as Tryton's unit is. */
function inUnit(erp: Erp, item: Item, { quantity, unit }: { quantity: number; unit: unknown }): number {
  const digits = Number(erp.row("product.uom", unit)?.fields["digits"] ?? 6);
  return Number((quantity / erp.inUnitOf(item, 1, unit)).toFixed(Math.min(12, Math.max(0, digits))));
}

function works(erp: Erp, row: Row) {
  const rows = erp.of("production.work", "production", row.id);
  return { rows, expected: expect("production.work", rows) };
}

/** Tryton books no order whose work has not ended. */
function ending(erp: Erp, row: Row): Call[] {
  const table = "production.work";
  const is = ({ id }: Row, value: string, ...or: string[]): Wanted[] => [
    { table, where: ["id", id], field: "state", value, or },
  ];
  const calls: Call[] = works(erp, row).rows.flatMap((work) => {
    const state = work.fields["state"];
    if (state === "finished" || state === "done") return [];
    const start: Call = {
      method: `model.${table}.start`,
      params: [[work.id]],
      unless: is(work, "running", "finished", "done"),
    };
    const stop: Call = { method: `model.${table}.stop`, params: [[work.id]], unless: is(work, "finished", "done") };
    return state === "running" ? [stop] : [start, stop];
  });
  return [...calls, { ...press(row, "done"), unless: [wanted(row, "state", "done")] }];
}

const press = (row: Row, button: string): Call => ({ method: `model.${TABLE}.${button}`, params: [[row.id]] });

function wanted({ id }: Row, field: string, value: string | readonly string[]): Wanted {
  const [first, ...or] = typeof value === "string" ? [value] : value;
  return { table: TABLE, where: ["id", id], field, value: first ?? null, ...(or.length === 0 ? {} : { or }) };
}

const expect = (table: string, rows: readonly Row[]): Expected[] =>
  rows.map(({ id, stamp, fields }) => ({ table, id, stamp, precondition: fields["_timestamp"] ?? null }));
