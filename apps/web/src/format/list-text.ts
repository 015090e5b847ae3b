const NEEDS_QUOTES = /^$|^\s|\s$|^"|,/;

/** A list as it is typed: with commas between, and in quotes what holds one itself. */
export const listText = (list: readonly string[]): string =>
  list.map((one) => (NEEDS_QUOTES.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(", ");

const ENTRY = /\s*(?:"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))(?:,|$)/gy;

/** What was typed, as a list; what is empty without quotes does not count. */
export const listIn = (text: string): string[] =>
  [...text.matchAll(ENTRY)].flatMap(([, quoted, plain = ""]) => {
    if (quoted !== undefined) return [quoted.replaceAll('""', '"')];
    return plain.trim() === "" ? [] : [plain.trim()];
  });
