import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone, type Zone, zoneOf } from "@lockstep/domain/zone";
import { exact } from "../mapping/exact.ts";
import { put } from "../mapping/fact-mapping.ts";
import { type Asked, type CellTrouble, meantBy, type RowReader, readField } from "./cell.ts";
import { type Field, fieldsOf, ID_FIELD, TIME_FIELD } from "./fields.ts";
import { type CsvMapping, type FieldRule, SITE_ZONE } from "./mapping.ts";
import { cellIn, type Table, type TableRow } from "./table.ts";
import { keyColumnsOf, totalsOf } from "./totals.ts";

/** A row that makes no fact. */
export interface BadRow {
  readonly row: number;
  /** Null: of the whole row. */
  readonly column: string | null;
  readonly value: string | null;
  readonly rule: string;
  /** In plain words, with what to do. */
  readonly reason: string;
}

/** What one fact will say, from one row or, where rows are elements of its list, from several. */
export interface Draft {
  /** Row numbers. */
  readonly rows: readonly number[];
  readonly data: Readonly<Record<string, unknown>>;
  /** ISO 8601, where the table tells when it happened. */
  readonly time: string | null;
  /** Of a movement. */
  readonly id: string | null;
}

/** What is known besides the table. */
export interface Known {
  zoneOfSite(site: string): string | undefined;
  unitOfItem(item: string): string | undefined;
}

export interface ReadTable {
  readonly drafts: readonly Draft[];
  /** In order of rows. */
  readonly bad: readonly BadRow[];
}

const ROWS_A_STEP = 100;

/**
 * Reads a table as its mapping says; `checkAgainst` has let both through. A generator, so that whoever drives it can do
 * something else between two steps.
 */
export function* readTable(table: Table, mapping: CsvMapping, known: Known): Generator<undefined, ReadTable> {
  const plan = planOf(table, mapping, known);
  const found: Found = { groups: new Map(), bad: [] };
  for (const [k, row] of table.rows.entries()) {
    if (k % ROWS_A_STEP === 0) yield undefined;
    readRow(row, plan, found);
  }
  const drafts: Draft[] = [];
  let k = 0;
  for (const group of found.groups.values()) {
    if (k++ % ROWS_A_STEP === 0) yield undefined;
    const draft = draftOf(group, plan, found.bad);
    if (draft !== null) drafts.push(draft);
  }
  found.bad.sort((a, b) => a.row - b.row);
  return { drafts, bad: found.bad };
}

interface Found {
  /** Rows by the key that they have in common. */
  readonly groups: Map<string, Group>;
  readonly bad: BadRow[];
}

/** What rows are read with. */
interface Reading {
  readonly columns: readonly string[];
  readonly mapping: CsvMapping;
  readonly known: Known;
}

interface Plan extends Reading {
  /** What parts the cells, where that may have gone wrong. */
  readonly delimiter: Table["delimiter"];
  readonly type: CsvMapping["type"];
  readonly keyPaths: readonly string[];
  readonly fields: readonly { readonly field: Field; readonly rule: FieldRule }[];
  readonly lists: readonly string[];
  readonly isMovement: boolean;
  /** What stands below the table and sums it up. */
  readonly totals: ReturnType<typeof totalsOf>;
  /** Of stock: pallets in one bin are rows of one count. */
  readonly summed: string | null;
}

const SUMMED: { readonly [T in FactType]?: string } = {
  "wms.stock-count": "quantity",
  "erp.stock-on-hand": "quantity",
};

function planOf(table: Table, mapping: CsvMapping, known: Known): Plan {
  const { columns, delimiter } = table;
  const fields = fieldsOf(mapping.type).flatMap((field) => {
    const rule = mapping.fields[field.path];
    return rule === undefined ? [] : [{ field, rule }];
  });
  const { key, shape } = FACT_TYPES[mapping.type];
  const lists = new Set(fields.flatMap(({ field }) => field.list ?? []));
  return {
    type: mapping.type,
    keyPaths: key,
    fields,
    lists: [...lists],
    columns,
    delimiter,
    mapping,
    known,
    isMovement: shape === "movement",
    totals: totalsOf(table, mapping),
    summed: SUMMED[mapping.type] ?? null,
  };
}

interface ReadRow {
  readonly number: number;
  readonly values: ReadonlyMap<string, unknown>;
  readonly isBad: boolean;
}

interface Group {
  readonly rows: ReadRow[];
}

function readRow(row: TableRow, plan: Plan, { groups, bad }: Found): void {
  const values = new Map<string, unknown>();
  const troubles: BadRow[] = [];
  const reader = readerOf(row, plan);
  const used = new Set(plan.lists.filter((list) => hasElement(list, plan, reader)));
  for (const { field, rule } of plan.fields) {
    if (field.list !== null && !used.has(field.list)) continue;
    const asked = { field, rule, row: reader, mapping: plan.mapping };
    const read = readField(asked);
    if (read.ok && read.value !== undefined) values.set(field.path, read.value);
    else if (!read.ok) troubles.push(badRow(row, read.error, asked));
    else if (field.isRequired) troubles.push(badRow(row, missing(field), asked));
  }
  const totals = plan.totals.get(row);
  if (totals?.isPlain === true || (totals !== undefined && troubles.length > 0)) {
    bad.push(rowOfTotals(row, plan));
    return;
  }
  // Of a row whose cells are not where they belong, nothing else that is wrong with it means anything.
  const whole = damaged(row) ?? tooManyCells(row, plan);
  bad.push(...(whole === null ? troubles : [whole]));
  const key = keyOf(values, plan, row);
  const group = groups.get(key) ?? { rows: [] };
  groups.set(key, group);
  group.rows.push({ number: row.number, values, isBad: whole !== null || troubles.length > 0 });
}

/** It holds nothing back: no fact is made of it. */
function rowOfTotals({ number }: TableRow, { mapping }: Plan): BadRow {
  const keys = keyColumnsOf(mapping);
  const what = keys.length === 0 ? "what it is about" : keys.join(", ");
  const reason = `Row ${number} looks like a row of totals; left out: if it is none, fill in ${what}.`;
  return { row: number, column: null, value: null, rule: "row-of-totals", reason };
}

function damaged({ number, isDamaged }: TableRow): BadRow | null {
  if (isDamaged !== true) return null;
  const reason = `Row ${number} has a NUL byte, which no text has, and was damaged when it was written or on its way: correct this row, and bring it in again.`;
  return { row: number, column: null, value: null, rule: "nul-byte", reason };
}

/** Of a workbook, what stands beside the table is a note, and shifts nothing. */
function tooManyCells({ number, cells }: TableRow, { columns, delimiter }: Plan): BadRow | null {
  const count = cells.findLastIndex((cell) => cell.trim() !== "") + 1;
  if (delimiter === null || count <= columns.length) return null;
  const reason = `Row ${number} has ${count} cells, the head has ${columns.length}: put a text that holds the separator in quotes.`;
  return { row: number, column: null, value: null, rule: "too-many-cells", reason };
}

/** A row without anything of a list is no element of it. */
const hasElement = (list: string, { fields }: Plan, { cell }: RowReader): boolean =>
  fields.some(({ field, rule }) => field.list === list && rule.column !== undefined && cell(rule.column) !== "");

function keyOf(values: ReadonlyMap<string, unknown>, { keyPaths, isMovement }: Plan, row: TableRow): string {
  if (isMovement) return JSON.stringify([values.get(ID_FIELD) ?? row.number]);
  const parts = keyPaths.map((name) => values.get(name) ?? null);
  // Of a row without a key nobody knows what it belongs to; a lot may be missing.
  const isWhole = keyPaths.every((name) => name === "lot" || values.has(name) || isInner(name, values));
  return JSON.stringify(isWhole ? parts : [...parts, row.number]);
}

const isInner = (name: string, values: ReadonlyMap<string, unknown>): boolean =>
  [...values.keys()].some((path) => path.startsWith(`${name}/`));

const missing = ({ path }: Field): CellTrouble => ({
  rule: "required-field",
  reason: `${path} is empty, and every row needs it: fill it in, or give one value for all rows.`,
});

function badRow(row: TableRow, { rule: name, reason, column }: CellTrouble, { rule, row: reader }: Asked): BadRow {
  const at = column ?? rule.column ?? null;
  return {
    row: row.number,
    column: at,
    value: at === null ? (rule.constant ?? null) : reader.cell(at),
    rule: name,
    reason,
  };
}

/** A row as it is read with a mapping. */
export function readerOf(row: TableRow, { columns, mapping, known }: Reading): RowReader {
  const columnAt = placesOf(columns);
  const cell = (column: string): string => cellIn(row, columnAt.get(column) ?? -1, mapping.decimal);
  const text = (path: string): string => {
    const rule = mapping.fields[path];
    if (rule === undefined) return "";
    return meantBy(rule.constant ?? cell(rule.column ?? ""), rule);
  };
  return {
    cell,
    isDecimal: (column) => row.decimals?.includes(columnAt.get(column) ?? -1) === true,
    zone: () => zoneFor(mapping, text, known),
    unitOfItem: (list) => known.unitOfItem(text(list === null ? "item" : `${list}/item`)),
  };
}

const places = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

function placesOf(columns: readonly string[]): ReadonlyMap<string, number> {
  const known = places.get(columns) ?? new Map(columns.map((column, k) => [column, k]));
  places.set(columns, known);
  return known;
}

const SITE_PATHS = ["site", "toSite", "target/site", "to/site", "from/site"];

function zoneFor({ zone }: CsvMapping, text: (path: string) => string, known: Known): Result<Zone, CellTrouble> {
  if (zone !== SITE_ZONE) return ok(zoneOf(zone));
  const site = SITE_PATHS.map(text).find((one) => one !== "") ?? "";
  const name = known.zoneOfSite(site);
  if (name !== undefined && isZone(name)) return ok(zoneOf(name));
  const who = site === "" ? "The row names no site" : `The site ${site} is not known yet`;
  return refuse({
    rule: "time-zone",
    reason: `${who}, so nobody knows the zone of its dates: bring in the sites first, or choose a time zone for the file.`,
  });
}

/** Null, with its rows among the bad ones, if any of them is bad or they contradict each other. */
function draftOf({ rows }: Group, plan: Plan, bad: BadRow[]): Draft | null {
  const [first] = rows;
  if (first === undefined) return null;
  if (plan.isMovement && rows.length > 1) {
    bad.push(...sameNumber(rows, plan));
    return null;
  }
  const broken = rows.find(({ isBad }) => isBad);
  if (broken !== undefined) {
    for (const { number } of rows.filter(({ isBad }) => !isBad)) bad.push(heldBack(number, broken.number));
    return null;
  }
  const contradiction = rows.length === 1 ? null : contradictionIn(rows, plan);
  if (contradiction !== null) {
    bad.push(...contradiction);
    return null;
  }
  const data: Record<string, unknown> = {};
  for (const [path, value] of first.values) if (isPlain(path, plan)) put(data, path.split("/"), value);
  if (plan.summed !== null) data[plan.summed] = sumOf(rows, plan.summed);
  for (const list of plan.lists) {
    const elements = rows.map((row) => elementOf(list, row)).filter((element) => element !== null);
    // Of a production order a missing list means that of its routing or BOM, an empty one that there is nothing.
    if (elements.length > 0) data[list] = elements;
  }
  const [time, id] = [first.values.get(TIME_FIELD), first.values.get(ID_FIELD)];
  return {
    rows: rows.map(({ number }) => number),
    data,
    time: time === undefined ? null : String(time),
    id: id === undefined ? null : String(id),
  };
}

/** Each of them has moved something: to keep one would lose the others, and to add them up what each is of. */
function sameNumber(rows: readonly ReadRow[], { mapping }: Plan): readonly BadRow[] {
  const [first, second] = rows;
  return rows.map(({ number, values }) => {
    const id = textOf(values.get(ID_FIELD));
    const [one, other] = [first?.number, number === first?.number ? second?.number : number];
    const reason = `Rows ${one} and ${other} have the same number ${id} and are movements of their own: name the column that tells the lines of a document apart as well.`;
    return {
      row: number,
      column: mapping.fields[ID_FIELD]?.column ?? null,
      value: id,
      rule: "same-number-twice",
      reason,
    };
  });
}

const heldBack = (row: number, because: number): BadRow => ({
  row,
  column: null,
  value: null,
  rule: "held-back",
  reason: `It belongs together with row ${because}, which is bad: correct that one, and this one comes with it.`,
});

const sumOf = (rows: readonly ReadRow[], path: string): number =>
  exact(rows.reduce((sum, { values }) => sum + Number(values.get(path)), 0));

const isPlain = (path: string, { lists }: Plan): boolean =>
  path !== TIME_FIELD && path !== ID_FIELD && !lists.some((list) => path.startsWith(`${list}/`));

/** Rows of one fact must say the same of everything but its lists; without a list they must say the same altogether. */
function contradictionIn(rows: readonly ReadRow[], plan: Plan): readonly BadRow[] | null {
  const [first, ...others] = rows;
  if (first === undefined) return null;
  for (const other of others) {
    for (const { field, rule } of plan.fields) {
      if (field.list !== null || field.path === plan.summed) continue;
      const [one, two] = [first.values.get(field.path), other.values.get(field.path)].map((value) =>
        JSON.stringify(value),
      );
      if (one === two) continue;
      const reason = `Rows ${first.number} and ${other.number} are about the same, and say of ${field.path} ${one ?? "nothing"} and ${two ?? "nothing"}: keep one of them.`;
      return rows.map(({ number }) => ({
        row: number,
        column: rule.column ?? null,
        value: textOf((number === first.number ? first : other).values.get(field.path)),
        rule: "same-key-twice",
        reason,
      }));
    }
  }
  return null;
}

const textOf = (value: unknown): string | null =>
  value === undefined ? null : typeof value === "string" ? value : JSON.stringify(value);

function elementOf(list: string, { values }: ReadRow): Readonly<Record<string, unknown>> | null {
  const element: Record<string, unknown> = {};
  for (const [path, value] of values) {
    if (path.startsWith(`${list}/`)) put(element, path.slice(list.length + 1).split("/"), value);
  }
  return Object.keys(element).length === 0 ? null : element;
}
