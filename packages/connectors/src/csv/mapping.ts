import type { FactType } from "@lockstep/domain/facts/catalogue";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone } from "@lockstep/domain/zone";
import { Ajv } from "ajv";
import { type Static, Type } from "typebox";
import { type Field, fieldsOf, isTableType } from "./fields.ts";
import type { Table } from "./table.ts";

const closed = { additionalProperties: false };
const Column = Type.String({ minLength: 1, maxLength: 1_000 });
const Factor = Type.Number({ exclusiveMinimum: 0 });

/** Where a field's value is from: a column, or the same for every row; and what is done to it. */
const FieldRule = Type.Object(
  {
    column: Type.Optional(Column),
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
  if (!ajv.validate(CsvMapping, value)) {
    const [error] = ajv.errors ?? [];
    const where = error?.instancePath.split("/").slice(1).join(".") ?? "";
    return refuse(`The mapping${where === "" ? "" : `'s ${where}`} ${error?.message ?? "is wrong"}: correct it.`);
  }
  const mapping = value as CsvMapping;
  if (!isTableType(mapping.type)) return refuse(`A table cannot be made into ${mapping.type}: choose another type.`);
  if (mapping.zone !== SITE_ZONE && !isZone(mapping.zone)) {
    return refuse(`${mapping.zone} is no time zone: choose one such as Europe/Berlin.`);
  }
  return checkFields(mapping);
}

function checkFields(mapping: CsvMapping): Result<CsvMapping, string> {
  const paths = new Set(fieldsOf(mapping.type).map(({ path }) => path));
  for (const [path, { column, constant }] of Object.entries(mapping.fields)) {
    if (!paths.has(path)) return refuse(`A ${mapping.type} has no field ${path}: leave it out.`);
    if ((column === undefined) === (constant === undefined)) {
      return refuse(`The field ${path} must have a column or a constant, and not both: choose one.`);
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

/** What it leaves open, whatever the table, and what to do; null: nothing. */
export function openIn(mapping: CsvMapping): string | null {
  const open = fieldsOf(mapping.type).filter((field) => isMissing(field, mapping));
  if (open.length === 0) return null;
  return `Choose a column, or give a value, for ${open.map(({ path }) => path).join(", ")}.`;
}

const columnsOf = ({ column, unitColumn, timeColumn, currencyColumn }: FieldRule): readonly string[] =>
  [column, unitColumn, timeColumn, currencyColumn].filter((one) => one !== undefined);

/** A list's fields are asked for only where the list is made of columns at all. */
function isMissing({ path, isRequired, list }: Field, { fields }: CsvMapping): boolean {
  if (!isRequired || fields[path] !== undefined) return false;
  return list === null || Object.keys(fields).some((other) => other.startsWith(`${list}/`));
}
