import type { FactType } from "@lockstep/domain/facts/catalogue";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone } from "@lockstep/domain/zone";
import { Ajv, type ErrorObject } from "ajv";
import { type Static, Type } from "typebox";
import { type Field, fieldsOf, ID_FIELD, isTableType } from "./fields.ts";
import type { Table } from "./table.ts";

const closed = { additionalProperties: false };
const Column = Type.String({ minLength: 1, maxLength: 1_000 });
const Factor = Type.Number({ exclusiveMinimum: 0 });

/** Where a field's value is from: a column, or the same for every row; and what is done to it. */
const FieldRule = Type.Object(
  {
    column: Type.Optional(Column),
    /** Of `@id`: the columns that tell the lines of one document apart; the id is all of them, with `/` in between. */
    andColumns: Type.Optional(Type.Array(Column, { maxItems: 8 })),
    constant: Type.Optional(Type.String({ maxLength: 1_000 })),
    /** What the file's words mean here, whatever their case. */
    words: Type.Optional(Type.Record(Type.String(), Type.String())),
    /** Into the unit that the field is in: 60 where the file says hours and the field minutes. */
    factor: Type.Optional(Factor),
    /** The file says how long one piece takes, in this unit, and the field how many there are in an hour. */
    timePer: Type.Optional(Type.Union([Type.Literal("second"), Type.Literal("minute"), Type.Literal("hour")])),
    /** The column of the unit: it must be the item's own, or one of `units`. */
    unitColumn: Type.Optional(Column),
    /** How much of the item's unit one of this unit is: `{ "G": 0.001 }` where it is kilograms. */
    units: Type.Optional(Type.Record(Type.String(), Factor)),
    /** Of a date that has its time of day in another column. */
    timeColumn: Type.Optional(Column),
    /** Of money: the column of how many pieces it is for; where that is empty or 0, as SAP has it, for one. */
    perColumn: Type.Optional(Column),
    /** Of money: ISO 4217, the same for every row, or a column. */
    currency: Type.Optional(Type.String({ pattern: "^[A-Z]{3}$" })),
    currencyColumn: Type.Optional(Column),
  },
  closed,
);
export type FieldRule = Static<typeof FieldRule>;

/** What a table means: kept for its source, and offered again for the next file. */
const CsvMapping = Type.Object(
  {
    type: Type.String(),
    /** By the field's path. */
    fields: Type.Record(Type.String(), FieldRule),
    decimal: Type.Union([Type.Literal("."), Type.Literal(",")]),
    dates: Type.Union([Type.Literal("ymd"), Type.Literal("dmy"), Type.Literal("mdy")]),
    /** IANA; or `site`: the zone of the site that the row is of. */
    zone: Type.String({ minLength: 1, maxLength: 100 }),
    /** The file is all that there is: what its source told before and it no longer names is taken out. */
    isComplete: Type.Optional(Type.Boolean()),
    /** Columns that the head has several of: the first one is meant, as somebody who saw them has said. */
    alike: Type.Optional(Type.Array(Column, { maxItems: 500 })),
    /** Of a workbook with several: the one that is read. */
    sheet: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
  },
  closed,
);
export type CsvMapping = Omit<Static<typeof CsvMapping>, "type"> & { readonly type: FactType };

/** How a source of tables may be called. */
export const TABLE_SOURCE = /^[\p{L}\d][\p{L}\d ._-]*$/u;

export const SITE_ZONE = "site";

const ajv = new Ajv({ strict: true });

/** A mapping that someone sent, or in one line what is wrong with it and what to do. */
export function readMapping(value: unknown): Result<CsvMapping, string> {
  if (!ajv.validate(CsvMapping, value)) return refuse(whyNot(ajv.errors ?? []));
  const mapping = value as CsvMapping;
  if (!isTableType(mapping.type)) return refuse(`A table cannot be made into ${mapping.type}: choose another type.`);
  if (mapping.zone !== SITE_ZONE && !isZone(mapping.zone)) {
    return refuse(`${mapping.zone} is no time zone: choose one such as Europe/Berlin.`);
  }
  return checkFields(mapping);
}

function whyNot(errors: readonly ErrorObject[]): string {
  const [error] = errors;
  const where = error?.instancePath.split("/").slice(1).join(".") ?? "";
  const what = `The mapping${where === "" ? "" : `'s ${where}`}`;
  const allowed = errors.filter(
    ({ keyword, instancePath }) => keyword === "const" && instancePath === error?.instancePath,
  );
  if (allowed.length === 0) return `${what} ${error?.message ?? "is wrong"}: correct it.`;
  const values = allowed.map(({ params }) => JSON.stringify(params["allowedValue"]));
  return `${what} must be ${values.slice(0, -1).join(", ")} or ${values.at(-1)}: choose one of them.`;
}

function checkFields(mapping: CsvMapping): Result<CsvMapping, string> {
  const paths = new Set(fieldsOf(mapping.type).map(({ path }) => path));
  for (const [path, { column, constant, andColumns }] of Object.entries(mapping.fields)) {
    if (!paths.has(path)) return refuse(`A ${mapping.type} has no field ${path}: leave it out.`);
    if ((column === undefined) === (constant === undefined)) {
      return refuse(`The field ${path} must have a column or a constant, and not both: choose one.`);
    }
    if (andColumns !== undefined && (path !== ID_FIELD || column === undefined)) {
      return refuse(
        `Only ${ID_FIELD} is made of several columns, its column and andColumns: leave them out of ${path}.`,
      );
    }
  }
  return ok(mapping);
}

/** Why this table cannot be read with this mapping, and what to do; null: it can. */
export function checkAgainst(table: Table, mapping: CsvMapping): string | null {
  const there = new Set(table.columns);
  for (const [path, rule] of Object.entries(mapping.fields)) {
    const missing = columnsOf(rule).find((column) => !there.has(column));
    if (missing !== undefined) {
      return `The file has no column ${missing}, which ${path} is read from: choose another one for it.`;
    }
  }
  return openIn(mapping);
}

/** Of the columns that it names, those that a table has several of. */
export const alikeIn = ({ alike }: Pick<Table, "alike">, mapping: CsvMapping): readonly string[] => {
  const named = new Set(columnsIn(mapping));
  return alike.filter((column) => named.has(column));
};

/** Why nobody knows which columns of this table are meant, where nobody sees them, and what to do; null: it is known. */
export function doubtIn(table: Pick<Table, "alike">, mapping: CsvMapping): string | null {
  const column = alikeIn(table, mapping).find((one) => mapping.alike?.includes(one) !== true);
  if (column === undefined) return null;
  return `The file has several columns ${column}, and nobody has said which is meant: give them different names, or bring the file in on the page Files, where each can be chosen; a declared mapping says alike: [${column}] where it is the first.`;
}

/** What it leaves open, whatever the table, and what to do; null: nothing. */
export function openIn(mapping: CsvMapping): string | null {
  const open = fieldsOf(mapping.type).filter((field) => isMissing(field, mapping));
  if (open.length === 0) return null;
  return `Choose a column, or give a value, for ${open.map(({ path }) => path).join(", ")}.`;
}

/** All columns that it names. */
export const columnsIn = ({ fields }: CsvMapping): readonly string[] => Object.values(fields).flatMap(columnsOf);

const columnsOf = ({ column, andColumns = [], ...beside }: FieldRule): readonly string[] =>
  [column, ...andColumns, beside.unitColumn, beside.timeColumn, beside.perColumn, beside.currencyColumn].filter(
    (one) => one !== undefined,
  );

/** A list's fields are asked for only where the list is made of columns at all. */
function isMissing({ path, isRequired, list }: Field, { fields }: CsvMapping): boolean {
  if (!isRequired || fields[path] !== undefined) return false;
  return list === null || Object.keys(fields).some((other) => other.startsWith(`${list}/`));
}
