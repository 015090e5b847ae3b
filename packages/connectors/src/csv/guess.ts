import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import { columnValues } from "./column-values.ts";
import { type Field, fieldsOf, TABLE_TYPES } from "./fields.ts";
import { withLineColumns } from "./guess-lines.ts";
import { guessTableMark } from "./guess-mark.ts";
import { hasTimesAlone, withTimeColumns } from "./guess-times.ts";
import {
  CHOICE_WORDS,
  CURRENCY_WORDS,
  FILE_WORDS,
  HEADER_WORDS,
  PER_WORDS,
  TIME_PER_WORDS,
  UNIT_WORDS,
} from "./header-words.ts";
import { type CsvMapping, type FieldRule, SITE_ZONE } from "./mapping.ts";
import { guessOrder } from "./moment.ts";
import { plain, wordsIn } from "./plain-name.ts";
import type { Table } from "./table.ts";

/** What may be taken for granted about the company. */
export interface Habits {
  /** Of sites that are known. */
  readonly sites: readonly string[];
  readonly currency: string;
  /** Where the person sits, for dates of sites that are not known. */
  readonly zone: string;
}

export interface Guess {
  readonly mapping: CsvMapping;
  /** Its dates can be read with the day or with the month first: somebody must choose. */
  readonly isDateOrderAmbiguous: boolean;
  /** Its numbers can be read with a decimal point or with a comma: somebody must choose. */
  readonly isDecimalMarkAmbiguous: boolean;
}

/** The types that a table may be of, the likeliest first. */
export function guessTypes(table: Table, fileName: string): readonly FactType[] {
  const words = new Set(
    fileName
      .toLowerCase()
      .split(/[^\p{L}\d]+/u)
      .flatMap((word) => [plain(word)]),
  );
  const whole = plain(fileName.replace(/\.[^.]*$/, ""));
  const score = (type: FactType): number => {
    const names = wordsIn(FILE_WORDS[type] ?? "");
    const isNamed =
      names.some((name) => words.has(name)) || names.some((name) => name.length > 4 && whole.includes(name));
    return scoreOf(type, table) + (isNamed ? 4 : 0);
  };
  const scores = new Map(TABLE_TYPES.map((type) => [type, score(type)]));
  return [...TABLE_TYPES].sort((a, b) => (scores.get(b) ?? 0) - (scores.get(a) ?? 0));
}

/** How much of the type the columns tell, and how much of the columns it has room for. */
function scoreOf(type: FactType, table: Table): number {
  const found = columnsFor(type, table);
  const fields = fieldsOf(type).filter(({ path }) => found.has(path));
  const asked = fieldsOf(type).filter(({ isRequired, list }) => isRequired && (list === null || LISTED.has(type)));
  const answered = asked.filter(({ path }) => found.has(path)).length;
  const unused = table.columns.length - new Set(found.values()).size;
  return (answered / Math.max(1, asked.length)) * 8 + fields.length - unused * 0.5;
}

/** Types whose list is what they are about. */
const LISTED = new Set<FactType>(["master.bom", "master.routing"]);

/** A mapping of a table to a type, as far as the names of its columns and their values tell. */
export function guessMapping(table: Table, type: FactType, habits: Habits): Guess {
  const found = columnsFor(type, table);
  const valuesOf = (column: string): readonly string[] => columnValues(table, column);
  const fields: Record<string, FieldRule> = {};
  for (const field of fieldsOf(type)) {
    const column = found.get(field.path);
    const rule = column === undefined ? standIn(field, type, found, habits) : ruleOf(field, column, table, habits);
    if (rule !== null) fields[field.path] = rule;
  }
  dropEmptyLists(type, fields, found);
  const isMovement = FACT_TYPES[type].shape === "movement";
  const instants = fieldsOf(type).flatMap(({ path, kind }) => (kind === "instant" ? path : []));
  const columnsOf = (...kinds: readonly Field["kind"][]): readonly string[] =>
    fieldsOf(type).flatMap(({ path, kind }) => (kinds.includes(kind) ? (fields[path]?.column ?? []) : []));
  const { mark, isAmbiguous } = guessTableMark(table, columnsOf("number", "money"));
  const dates = guessOrder(columnsOf("instant", "date").flatMap(valuesOf));
  const hasSite = fieldsOf(type).some(({ path }) => path === "site" || path === "toSite");
  const zone = hasSite ? SITE_ZONE : habits.zone;
  const timed = withTimeColumns(table, withLineColumns(table, fields, isMovement), instants);
  const mapping = { type, fields: timed, decimal: mark, dates: dates?.order ?? "ymd", zone } as const;
  return { mapping, isDateOrderAmbiguous: dates?.isAmbiguous ?? false, isDecimalMarkAmbiguous: isAmbiguous };
}

/** Each column once, for the field that its name fits best; the type's own words go first. */
function columnsFor(type: FactType, table: Table): ReadonlyMap<string, string> {
  const names = new Map(table.columns.map((column) => [column, plain(column)]));
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const take = ({ path, kind }: Field, words: string): void => {
    if (found.has(path)) return;
    const wanted = wordsIn(words);
    const free = table.columns.filter((column) => !taken.has(column));
    const isFit = (column: string): boolean => kind !== "instant" || !hasTimesAlone(table, column);
    const column = wanted
      .map((word) => free.find((one) => names.get(one) === word && isFit(one)))
      .find((one) => one !== undefined);
    if (column === undefined) return;
    found.set(path, column);
    taken.add(column);
  };
  const fields = [...fieldsOf(type)].sort((a, b) => Number(b.isRequired) - Number(a.isRequired));
  for (const field of fields) take(field, plain(field.path));
  // A parent's name may also be its component's: what is called by one name alone goes first.
  for (const field of fields.filter(({ list }) => list !== null)) take(field, HEADER_WORDS[type]?.[field.path] ?? "");
  for (const field of fields) take(field, HEADER_WORDS[type]?.[field.path] ?? "");
  for (const field of fields) take(field, HEADER_WORDS.any?.[field.path] ?? "");
  for (const field of fields) {
    if (field.path.endsWith("ratePerHour")) for (const words of Object.values(TIME_PER_WORDS)) take(field, words);
  }
  return found;
}

function ruleOf(field: Field, column: string, table: Table, habits: Habits): FieldRule {
  if (field.kind === "choice") return { column, ...wordsFor(field, columnValues(table, column)) };
  if (field.kind === "money") return { column, ...perFor(table), ...currencyFor(table, habits) };
  if (field.path.endsWith("ratePerHour")) return { column, ...timePerFor(column) };
  if (field.path.endsWith("scrapFraction") && isPercent(columnValues(table, column))) return { column, factor: 0.01 };
  const isMeasured = field.path === "quantity" || field.path === "components/quantityPer";
  const unit = isMeasured ? columnCalled(table, UNIT_WORDS) : undefined;
  return unit === undefined ? { column } : { column, unitColumn: unit };
}

function wordsFor({ choices }: Field, values: readonly string[]): { words?: Record<string, string> } {
  const words: Record<string, string> = {};
  for (const value of new Set(values)) {
    if (choices.includes(value.toLowerCase())) continue;
    const choice = choices.find((one) => wordsIn(CHOICE_WORDS[one] ?? "").includes(plain(value)));
    if (choice !== undefined) words[value] = choice;
  }
  return Object.keys(words).length === 0 ? {} : { words };
}

/** Nobody plans to lose all of it: a share of 1 or more is one in a hundred. */
const isPercent = (values: readonly string[]): boolean =>
  values.every((value) => !value.includes("%")) && values.some((value) => Number.parseFloat(value) >= 1);

/** SAP's prices are for as many pieces as the column beside them says. */
function perFor(table: Table): Pick<FieldRule, "perColumn"> {
  const perColumn = columnCalled(table, PER_WORDS);
  return perColumn === undefined ? {} : { perColumn };
}

function currencyFor(table: Table, { currency }: Habits): Pick<FieldRule, "currency" | "currencyColumn"> {
  const column = columnCalled(table, CURRENCY_WORDS);
  return column === undefined ? { currency } : { currency, currencyColumn: column };
}

function timePerFor(column: string): { timePer?: "second" | "minute" | "hour" } {
  const name = plain(column);
  for (const unit of ["second", "minute", "hour"] as const) {
    if (wordsIn(TIME_PER_WORDS[unit]).includes(name)) return { timePer: unit };
  }
  return {};
}

const columnCalled = (table: Table, words: string): string | undefined => {
  const wanted = wordsIn(words);
  return table.columns.find((column) => wanted.includes(plain(column)));
};

/** What a required field most likely is where no column tells it; null: somebody must say. */
function standIn(
  { path, isRequired, choices }: Field,
  type: FactType,
  found: ReadonlyMap<string, string>,
  { sites, zone }: Habits,
): FieldRule | null {
  if (!isRequired) return null;
  const other = found.get(SAME_AS[path] ?? "");
  if (other !== undefined) return { column: other };
  const first = choices.find((choice) => FIRST_CHOICES.has(choice));
  if (first !== undefined) return { constant: first };
  if (path === "site" && sites.length === 1) return { constant: sites[0] ?? "" };
  if (path === "timeZone") return { constant: zone };
  const usual = USUAL[`${type}:${path}`] ?? USUAL[path];
  return usual === undefined ? null : { constant: usual };
}

const SAME_AS: Readonly<Record<string, string>> = { name: "id", requestedAt: "promisedAt", promisedAt: "requestedAt" };
const FIRST_CHOICES = new Set(["open", "released", "available", "work-centre"]);
const USUAL: Readonly<Record<string, string>> = { location: "STOCK", uom: "pc", line: "1" };

/** A list of which nothing is in the table is none of its. */
function dropEmptyLists(type: FactType, fields: Record<string, FieldRule>, found: ReadonlyMap<string, string>): void {
  for (const { path, list } of fieldsOf(type)) {
    const isTold = list === null || [...found.keys()].some((one) => one.startsWith(`${list}/`));
    if (!isTold) delete fields[path];
  }
}
