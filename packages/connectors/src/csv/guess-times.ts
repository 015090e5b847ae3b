import { columnValues } from "./column-values.ts";
import type { FieldRule } from "./mapping.ts";
import { clockText, isDateAlone, isNoDate, isTimeAlone } from "./moment.ts";
import { plain, wordsIn } from "./plain-name.ts";
import type { Table } from "./table.ts";

/** Whether a column has times of day and no dates: it tells when something was only together with a column of dates. */
export function hasTimesAlone(table: Table, column: string): boolean {
  const values = columnValues(table, column).filter((text) => !isNoDate(text));
  // 04.03.26 is a day rather than 26 seconds past 04:03.
  return values.length > 0 && values.every((text) => !isDateAlone(text) && isTimeAlone(clockText(text, false)));
}

/** Rules of instants that are made of a column of dates, with the column of their time of day where there is one. */
export function withTimeColumns(
  table: Table,
  fields: Readonly<Record<string, FieldRule>>,
  instants: readonly string[],
): Readonly<Record<string, FieldRule>> {
  const times = timesOf(table, fields, instants);
  const withTime = ([path, rule]: readonly [string, FieldRule]): readonly [string, FieldRule] => {
    const timeColumn = instants.includes(path) ? times.get(rule.column ?? "") : undefined;
    return [path, timeColumn === undefined ? rule : { ...rule, timeColumn }];
  };
  return Object.fromEntries(Object.entries(fields).map(withTime));
}

/** The column of times by that of the dates. */
function timesOf(
  table: Table,
  fields: Readonly<Record<string, FieldRule>>,
  instants: readonly string[],
): ReadonlyMap<string, string> {
  const taken = new Set(
    Object.values(fields).flatMap(({ column, unitColumn, currencyColumn }) => [column, unitColumn, currencyColumn]),
  );
  const dates = [...new Set(instants.flatMap((path) => fields[path]?.column ?? []))].filter((column) =>
    columnValues(table, column).every((text) => isNoDate(text) || isDateAlone(text)),
  );
  const found = new Map<string, string>();
  for (const time of table.columns.filter((column) => !taken.has(column) && hasTimesAlone(table, column))) {
    const date = dateOf(time, dates, table);
    if (date !== undefined && !found.has(date)) found.set(date, time);
  }
  return found;
}

/** The dates that are called alike or stand just before; of a column that is called a time, those that come first, too. */
function dateOf(time: string, dates: readonly string[], table: Table): string | undefined {
  const stem = without(TIMES, time);
  const alike = stem === null ? undefined : dates.find((date) => without(DATES, date) === stem);
  if (alike !== undefined) return alike;
  // 7.30 may be a price.
  const isClear = stem === "" || columnValues(table, time).every((text) => text.includes(":"));
  if (!isClear) return undefined;
  const before = table.columns[table.columns.indexOf(time) - 1];
  return dates.find((date) => date === before) ?? (stem === "" ? dates[0] : undefined);
}

const TIMES = "timeofday time uhrzeit zeit hora";
const DATES = "date datum fecha day tag dia";

/** `counttime` without its time is count; null: it is called otherwise. */
function without(words: string, column: string): string | null {
  const name = plain(column);
  const word = wordsIn(words).find((one) => name.endsWith(one));
  return word === undefined ? null : name.slice(0, name.length - word.length);
}
