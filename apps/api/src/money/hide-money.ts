import { isObject } from "@lockstep/domain/json";

/** A place that holds money by its name, in a fact, an audited record or a rule: data.unitPrice.amount, valueAtRiskMinor. */
export const isMoneyPath = (path: string): boolean =>
  /amount|minor\b|price|cost|margin|money|value.?at.?risk/i.test(path);

/** The same with every amount of money null, also where its currency is missing, and numbers that are named as minor units. */
export function withoutMoney<T>(value: T): T {
  return hidden(value) as T;
}

function hidden(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hidden);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, one]) =>
    key === "amount" || key.endsWith("Minor") ? [key, null] : [key, hidden(one)],
  );
  return Object.fromEntries(entries);
}

/** The same of JSON text; what cannot be read is not shown at all. */
export function jsonWithoutMoney(text: string): string {
  try {
    return JSON.stringify(hidden(JSON.parse(text) as unknown));
  } catch {
    return "–";
  }
}

const CURRENCIES = new Set(Intl.supportedValuesOf("currency"));
const NUMBER = String.raw`-?\d+(?:[.,]\d+)*(?:[kmbt](?![a-z])|bn)?`;
const NUMBERS = /-?\d+(?:[.,]\d+)*/g;
const IN_JSON = /("amount"\s*:\s*)(?:"[^"]*"|[^,}\s]+)/g;
const AMOUNT = new RegExp(
  String.raw`(?:(?<before>[A-Z]{3}|\p{Sc})[\s\u00a0]?${NUMBER})|(?:${NUMBER}[\s\u00a0]?(?<after>[A-Z]{3}\b|\p{Sc}))`,
  "gu",
);
const MOVED = /the value at risk is (?:more|less)(?: by [^,;]*)?/g;

/** The words without the amounts in them; of what names a place that holds money, without any number. */
export function wordsWithoutMoney(text: string): string {
  if (/\.amount\b|Minor\b/.test(text)) return text.replace(NUMBERS, "–");
  return text
    .replace(IN_JSON, "$1null")
    .replace(MOVED, "the value at risk is another")
    .replace(AMOUNT, (found: string, ...rest: readonly unknown[]) => {
      const { before, after } = rest.at(-1) as { readonly before?: string; readonly after?: string };
      const sign = before ?? after ?? "";
      return sign.length < 3 || CURRENCIES.has(sign) ? "–" : found;
    });
}
