import { customType } from "drizzle-orm/pg-core";

/** PostgreSQL's text holds neither U+0000 nor half a surrogate pair, and what arrives from outside may hold both. */
const ESCAPE = "\u0010";
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced
const UNSTORABLE = /[\u0000\u0010]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: what begins an escape
const ESCAPED = /\u0010([0-9a-f]{4})/g;

export function toStorable(text: string): string {
  return text.replace(UNSTORABLE, (unit) => ESCAPE + unit.charCodeAt(0).toString(16).padStart(4, "0"));
}

export function fromStorable(text: string): string {
  if (!text.includes(ESCAPE)) return text;
  return text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** A text column that gives back every string that it was given. */
export const exactText = customType<{ data: string; driverData: string }>({
  dataType: () => "text",
  toDriver: toStorable,
  fromDriver: fromStorable,
});
