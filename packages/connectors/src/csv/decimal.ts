import { ok, type Result, refuse } from "@lockstep/domain/result";

export type DecimalMark = "." | ",";

/** What may stand between thousands: the other mark, spaces of every width, an apostrophe. */
const groups = { ".": "[,'’\\s\\u00a0\\u202f]", ",": "[.'’\\s\\u00a0\\u202f]" } as const;

const whole = { ".": formOf("."), ",": formOf(",") } as const;

function formOf(mark: DecimalMark): RegExp {
  const group = groups[mark];
  return new RegExp(`^(\\d{1,3}(?:${group}\\d{3})+|\\d*)(?:\\${mark}(\\d*))?$`);
}

/**
 * A number as people and ERPs write it, as plain decimal text: sign in front or, as SAP has it, behind; thousands in
 * threes; a percent sign. Never guesses: with the comma as the mark, `1.5` is refused.
 */
export function readDecimal(text: string, mark: DecimalMark): Result<string, string> {
  const trimmed = text.trim().replace(/^\+/, "").replace("−", "-");
  const isPercent = trimmed.endsWith("%");
  const [sign, digits] = signOf(isPercent ? trimmed.slice(0, -1).trim() : trimmed);
  const match = whole[mark].exec(digits);
  const integer = (match?.[1] ?? "").replace(/\D/g, "");
  const fraction = match?.[2] ?? "";
  if (match === null || integer + fraction === "") return refuse(whyNot(trimmed, mark));
  const plain = tidy(integer, fraction);
  const value = isPercent ? hundredth(plain) : plain;
  return ok(value === "0" ? value : sign + value);
}

function signOf(text: string): readonly ["" | "-", string] {
  if (text.startsWith("-")) return ["-", text.slice(1).trim()];
  if (text.endsWith("-")) return ["-", text.slice(0, -1).trim()];
  return ["", text];
}

function tidy(integer: string, fraction: string): string {
  const front = integer.replace(/^0+(?=\d)/, "") || "0";
  const behind = fraction.replace(/0+$/, "");
  return behind === "" ? front : `${front}.${behind}`;
}

function hundredth(plain: string): string {
  const [integer = "", fraction = ""] = plain.split(".");
  const padded = integer.padStart(3, "0");
  return tidy(padded.slice(0, -2), padded.slice(-2) + fraction);
}

function whyNot(text: string, mark: DecimalMark): string {
  const other = mark === "," ? "." : ",";
  const isOther = /\d/.test(text) && whole[other].test(signOf(text)[1]);
  if (!isOther) return "is no number: correct it in the file";
  const name = mark === "," ? "comma" : "point";
  return `is no number with a decimal ${name}: correct it, or choose the other decimal mark for this file`;
}

/** Which mark these numbers are written with; null if none of them tells. */
export function guessMark(texts: Iterable<string>): DecimalMark | null {
  let comma = 0;
  let point = 0;
  for (const text of texts) {
    const digits = text.trim().replace(/[-+%\s]/g, "");
    if (!/^[\d.,'’]+$/.test(digits)) continue;
    const last = Math.max(digits.lastIndexOf(","), digits.lastIndexOf("."));
    if (last === -1) continue;
    const isBoth = digits.includes(",") && digits.includes(".");
    const isOnce = digits.indexOf(digits.charAt(last)) === last;
    // One mark with three digits behind it may be either, but where there can be no thousands before it.
    const isThousands = /^[1-9]\d{0,2}$/.test(digits.slice(0, last));
    if (!isBoth && isOnce && isThousands && digits.length - last - 1 === 3) continue;
    const isMark = isOnce;
    if ((digits.charAt(last) === ",") === isMark) comma += 1;
    else point += 1;
  }
  if (comma === point) return null;
  return comma > point ? "," : ".";
}

/** Whether a number is one with a decimal point and with a comma: another one each time. */
export const isWithEitherMark = (text: string): boolean =>
  /[.,]/.test(text) && readDecimal(text, ".").ok && readDecimal(text, ",").ok;
