import { fieldsOf, TABLE_TYPES } from "./fields.ts";
import { CURRENCY_WORDS, HEADER_WORDS, TIME_PER_WORDS, UNIT_WORDS } from "./header-words.ts";
import { plain, wordsIn } from "./plain-name.ts";

let names: ReadonlySet<string> | null = null;

/** Whether some table's column is called so, whatever its type. */
export function isColumnName(text: string): boolean {
  names ??= allNames();
  return names.has(plain(text));
}

function allNames(): ReadonlySet<string> {
  const lists = [
    ...Object.values(HEADER_WORDS).flatMap((words) => Object.values(words)),
    ...Object.values(TIME_PER_WORDS),
  ];
  const words = [...lists, UNIT_WORDS, CURRENCY_WORDS].flatMap(wordsIn);
  return new Set([...words, ...TABLE_TYPES.flatMap((type) => fieldsOf(type).map(({ path }) => plain(path)))]);
}
