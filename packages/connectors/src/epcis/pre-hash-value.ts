import { isoOf } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { canonicalLink } from "./digital-link.ts";

const CBV = "https://ref.gs1.org/cbv/";

const WORDS: readonly (readonly [string, string])[] = [
  ["urn:epcglobal:cbv:bizstep:", `${CBV}BizStep-`],
  ["urn:epcglobal:cbv:disp:", `${CBV}Disp-`],
  ["urn:epcglobal:cbv:btt:", `${CBV}BTT-`],
  ["urn:epcglobal:cbv:sdt:", `${CBV}SDT-`],
  ["urn:epcglobal:cbv:er:", `${CBV}ER-`],
];

/** A value in the one form that it has in a pre-hash string. */
export function plainValue(text: string): string {
  const trimmed = wordsOf(text.trim());
  return decimalText(trimmed) ?? canonicalLink(trimmed) ?? trimmed;
}

const wordsOf = (text: string): string =>
  text.includes("urn:epcglobal:cbv:") ? WORDS.reduce((said, [urn, uri]) => said.replaceAll(urn, uri), text) : text;

/** In UTC to the millisecond, and rounded to it; what is no instant stays as it is. */
export function timeValue(text: string): string {
  const trimmed = text.trim();
  const at = parseInstant(trimmed);
  if (at === null) return trimmed;
  const isNearerToNext = /\.\d{3}[5-9]/.test(trimmed);
  return isoOf(isNearerToNext ? at + 1 : at);
}

/** A number cannot be longer than that: whoever says so is not answered with a million zeros. */
const MOST_DIGITS = 400;

/** Without zeros that say nothing, sign of a plus, and exponent; null: it is no number. */
function decimalText(text: string): string | null {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
  const [, sign = "", before = "", behind = "", exponent = "0"] = found ?? [];
  if (found === null || before + behind === "") return null;
  const shift = Number(exponent);
  if (Math.abs(shift) > MOST_DIGITS) return null;
  const point = before.length + shift;
  const digits = before + behind;
  const wholes = (point > 0 ? digits.slice(0, point).padEnd(point, "0") : "").replace(/^0+/, "") || "0";
  const parts = (point < 0 ? "0".repeat(-point) + digits : digits.slice(point)).replace(/0+$/, "");
  const plain = parts === "" ? wholes : `${wholes}.${parts}`;
  return sign === "-" && plain !== "0" ? `-${plain}` : plain;
}
