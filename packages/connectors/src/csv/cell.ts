import { shown } from "@lockstep/domain/facts/schema-check";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone, type Zone } from "@lockstep/domain/zone";
import { exact } from "../mapping/exact.ts";
import { readDecimal } from "./decimal.ts";
import type { Field } from "./fields.ts";
import type { CsvMapping, FieldRule } from "./mapping.ts";
import { clockText, isDateAlone, isNoDate, readDate, readInstant, readWallTime } from "./moment.ts";
import { spreadsheetError } from "./spreadsheet-errors.ts";

/** Why a cell has no value: the rule's stable name, and in plain words what is wrong and what to do. */
export interface CellTrouble {
  readonly rule: string;
  readonly reason: string;
  /** The column at fault, where it is not the field's own. */
  readonly column?: string;
}

/** A row as its mapping asks for it. */
export interface RowReader {
  /** The trimmed text of a column. */
  cell(column: string): string;
  /** Of a workbook: the cell is a number with a decimal point. */
  isDecimal(column: string): boolean;
  /** The zone that the row's wall times are of, or why there is none. */
  zone(): Result<Zone, CellTrouble>;
  /** The unit that the row's item, or that of a list's element, is kept in, if the item is known. */
  unitOfItem(list: string | null): string | undefined;
}

/** A field, where it is read from, and in which row. */
export interface Asked {
  readonly field: Field;
  readonly rule: FieldRule;
  readonly row: RowReader;
  readonly mapping: CsvMapping;
}

/** The value of a field in one row; undefined where the row does not tell. */
export function readField(asked: Asked): Result<unknown, CellTrouble> {
  const { field, rule, row, mapping } = asked;
  const written = writtenIn(row, rule);
  if (!written.ok) return written;
  const raw = written.value;
  const text = meantBy(raw, rule);
  if (text === "") return ok(undefined);
  switch (field.kind) {
    case "text":
      return ok(text);
    case "number":
      return numberOf(text, asked);
    case "money":
      return moneyOf(text, asked);
    case "instant":
      return isNoDate(text) ? ok(undefined) : instantOf(text, asked);
    case "date":
      return isNoDate(text) ? ok(undefined) : told("date", raw, readDate(text, mapping.dates));
    case "wall-time":
      return told("time-of-day", raw, readWallTime(clockText(text, row.isDecimal(rule.column ?? ""))));
    case "boolean":
      return booleanOf(text);
    case "choice":
      return choiceOf(text, field);
    case "time-zone":
      return isZone(text) ? ok(text) : wrong("time-zone", raw, "is no time zone: write one such as Europe/Berlin");
  }
}

/** What stands there: of a number that is made of several columns all of them, or none. */
function writtenIn(row: RowReader, { constant, column = "", andColumns = [] }: FieldRule): Result<string, CellTrouble> {
  const parts: string[] = [];
  for (const one of [column, ...andColumns]) {
    const text = (constant ?? row.cell(one)).trim();
    const at = one === column ? {} : { column: one };
    const failed = spreadsheetError(text);
    if (failed !== null) return refuse({ rule: "spreadsheet-error", reason: failed, ...at });
    if (text === "" && andColumns.length > 0) {
      const reason = `${one} is empty, and it is part of what tells one movement from another: fill it in.`;
      return refuse({ rule: "required-field", reason, ...at });
    }
    parts.push(text);
  }
  return ok(parts.join("/"));
}

/** A word as it was declared, whatever its case; any other stands for itself. */
export function meantBy(raw: string, { words }: FieldRule): string {
  if (words === undefined) return raw;
  if (Object.hasOwn(words, raw)) return words[raw] ?? raw;
  const lower = raw.toLowerCase();
  return Object.entries(words).find(([word]) => word.toLowerCase() === lower)?.[1] ?? raw;
}

function numberOf(text: string, { field, rule, row, mapping }: Asked): Result<number, CellTrouble> {
  const read = readDecimal(text, mapping.decimal);
  if (!read.ok) return wrong("number", text, read.error);
  const unit = unitFactor(rule, row.unitOfItem(field.list), row);
  if (!unit.ok) return unit;
  const value = Number(read.value) * (rule.factor ?? 1) * unit.value;
  if (!Number.isFinite(value)) return wrong("number", text, "is too large to be a quantity: correct it");
  if (rule.timePer === undefined) return ok(exact(value));
  if (value <= 0) return wrong("number", text, "is no time that a piece takes: it must be more than 0");
  return ok(exact(IN_AN_HOUR[rule.timePer] / value));
}

const IN_AN_HOUR = { second: 3_600, minute: 60, hour: 1 } as const;

function unitFactor(
  { unitColumn, units = {} }: FieldRule,
  own: string | undefined,
  row: RowReader,
): Result<number, CellTrouble> {
  if (unitColumn === undefined) return ok(1);
  const unit = row.cell(unitColumn);
  const factor = Object.hasOwn(units, unit) ? units[unit] : undefined;
  if (factor !== undefined) return ok(factor);
  if (unit === "" || (own !== undefined && plainUnit(unit) === plainUnit(own))) return ok(1);
  const kept = own === undefined ? "the item is not known yet" : `the item is kept in ${own}`;
  const reason = `${shown(unit)} is another unit, and ${kept}: say how much of the item's unit one ${unit} is.`;
  return refuse({ rule: "unit", reason, column: unitColumn });
}

/** What every system calls otherwise and is one and the same. */
const PIECES = new Set(["pc", "pcs", "pce", "ea", "each", "st", "stk", "stck", "stück", "h87", "ud", "un", "unit"]);

function plainUnit(unit: string): string {
  const lower = unit.toLowerCase().replace(/\.$/, "");
  return PIECES.has(lower) ? "pc" : lower;
}

function moneyOf(text: string, { rule, row, mapping }: Asked): Result<unknown, CellTrouble> {
  const read = readDecimal(text, mapping.decimal);
  if (!read.ok) return wrong("money", text, read.error);
  const told = rule.currencyColumn === undefined ? "" : row.cell(rule.currencyColumn);
  const currency = (told === "" ? (rule.currency ?? "") : told).toUpperCase();
  if (!/^[A-Z]{3}$/.test(currency)) {
    const reason = `${shown(currency)} is no currency: give its three letters, such as EUR.`;
    return refuse({
      rule: "money",
      reason,
      ...(rule.currencyColumn === undefined ? {} : { column: rule.currencyColumn }),
    });
  }
  const per = piecesOf(rule, row, mapping);
  if (!per.ok) return per;
  if (rule.factor === undefined && per.value === 1) return ok({ amount: withCents(read.value), currency });
  const scaled = exact((Number(read.value) * (rule.factor ?? 1)) / per.value);
  return ok({ amount: withCents(scaled.toFixed(9).replace(/\.?0+$/, "")), currency });
}

/** How many pieces a price is for. */
function piecesOf({ perColumn }: FieldRule, row: RowReader, { decimal }: CsvMapping): Result<number, CellTrouble> {
  const text = perColumn === undefined ? "" : row.cell(perColumn);
  if (perColumn === undefined || text === "") return ok(1);
  const read = readDecimal(text, decimal);
  const pieces = read.ok ? Number(read.value) : Number.NaN;
  if (pieces >= 0) return ok(pieces === 0 ? 1 : pieces);
  const why = read.ok ? "is no number of pieces that a price is for: correct it" : read.error;
  return refuse({ rule: "number", reason: `${shown(text)} ${why}.`, column: perColumn });
}

/** 12.5 is written 12.50, and 12 is 12.00: however many zeros the file has, the same sum is the same text. */
function withCents(plain: string): string {
  const [integer = "", fraction = ""] = plain.split(".");
  return `${integer}.${fraction.padEnd(2, "0")}`;
}

function instantOf(text: string, { rule, row, mapping }: Asked): Result<string, CellTrouble> {
  const zone = row.zone();
  if (!zone.ok) return zone;
  const read = (whole: string): Result<string, string> => readInstant(whole, mapping.dates, zone.value);
  const time = rule.timeColumn === undefined ? "" : row.cell(rule.timeColumn);
  if (rule.timeColumn === undefined || time === "") return told("date", text, read(text));
  const alone = read(text);
  if (!alone.ok) return told("date", text, alone);
  const whole = read(`${text} ${clockText(time, row.isDecimal(rule.timeColumn))}`);
  return whole.ok ? whole : refuse({ rule: "time-of-day", reason: whyNoTime(text, time), column: rule.timeColumn });
}

function whyNoTime(date: string, time: string): string {
  if (!isDateAlone(date)) return `${shown(date)} has its time of day already: leave the column of its time of day out.`;
  return spreadsheetError(time) ?? `${shown(time)} is no time of day: write it like 14:30.`;
}

const YES = new Set(["true", "yes", "y", "1", "x", "ja", "j", "wahr", "si", "sí", "s"]);
const NO = new Set(["false", "no", "n", "0", "nein", "falsch"]);

function booleanOf(text: string): Result<boolean, CellTrouble> {
  const lower = text.toLowerCase();
  if (YES.has(lower)) return ok(true);
  return NO.has(lower) ? ok(false) : wrong("yes-or-no", text, "is neither yes nor no: say what it means");
}

function choiceOf(text: string, { choices }: Field): Result<string, CellTrouble> {
  const found = choices.find((choice) => choice === text.toLowerCase());
  if (found !== undefined) return ok(found);
  return wrong("choice", text, `is none of ${choices.join(", ")}: say which of them it means`);
}

const wrong = (rule: string, text: string, why: string): Result<never, CellTrouble> =>
  refuse({ rule, reason: `${shown(text)} ${why}.` });

const told = (rule: string, text: string, read: Result<string, string>): Result<string, CellTrouble> =>
  read.ok ? read : wrong(rule, text, read.error);
