/** How a number is shown: a date is a number to a spreadsheet, and only its form tells. */
export type NumberForm =
  | { readonly kind: "number" }
  /** With zeros in front, up to so many digits. */
  | { readonly kind: "digits"; readonly digits: number }
  | { readonly kind: "moment"; readonly hasDate: boolean; readonly hasTime: boolean }
  /** Hours and minutes, of which there may be more than a day has. */
  | { readonly kind: "elapsed" };

export const PLAIN: NumberForm = { kind: "number" };
const DATE: NumberForm = { kind: "moment", hasDate: true, hasTime: false };
const TIME: NumberForm = { kind: "moment", hasDate: false, hasTime: true };
const BOTH: NumberForm = { kind: "moment", hasDate: true, hasTime: true };
const ELAPSED: NumberForm = { kind: "elapsed" };

/** ECMA-376 part 1, 18.8.30: forms that have a number and no text; those of East Asia from 27 on. */
const BUILT_IN: readonly (readonly [from: number, to: number, NumberForm])[] = [
  [14, 17, DATE],
  [18, 21, TIME],
  [22, 22, BOTH],
  [27, 31, DATE],
  [32, 35, TIME],
  [36, 36, DATE],
  [45, 45, TIME],
  [46, 46, ELAPSED],
  [47, 47, TIME],
  [50, 54, DATE],
  [55, 56, TIME],
  [57, 58, DATE],
];

/** `code` as it is declared in the workbook, such as `dd.mm.yyyy hh:mm`; undefined: the built-in form of that number. */
export function formOf(id: number, code: string | undefined): NumberForm {
  if (code === undefined) return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? PLAIN;
  const [positive = ""] = withoutLiterals(code).split(";");
  if (/\[(h+|m+|s+)\]/i.test(positive)) return ELAPSED;
  const letters = positive.replace(/\[[^\]]*\]/g, "").trim();
  if (/^0+$/.test(letters)) return letters.length === 1 ? PLAIN : { kind: "digits", digits: letters.length };
  if (/general|standard/i.test(letters)) return PLAIN;
  const hasTime = /[hs]/i.test(letters);
  const hasDate = /[yd]/i.test(letters) || (!hasTime && /m/i.test(letters));
  return hasDate || hasTime ? { kind: "moment", hasDate, hasTime } : PLAIN;
}

/** Text in quotes, behind a backslash, or there for its width alone stands for itself. */
const withoutLiterals = (code: string): string => code.replace(/"[^"]*"|\\.|[_*]./g, "");
