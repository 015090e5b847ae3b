import { assert } from "@lockstep/domain/assert";

/** The values of one field over many facts, as JSON: words that come again and again are said once. */
export type Column =
  | { readonly kind: "words"; readonly words: readonly string[]; readonly at: readonly number[] }
  | { readonly kind: "values"; readonly values: readonly unknown[] }
  /** Objects without a prototype. */
  | { readonly kind: "records"; readonly values: readonly object[] };

/** Beyond this share of different ones it is no longer worth it to number them. */
const MOST_DIFFERENT = 0.75;

export function columnOf(values: readonly unknown[]): Column {
  if (values.every((value) => typeof value === "string")) return textColumn(values);
  if (values.every(isRecord)) return { kind: "records", values };
  assert(!values.some(isRecord), () => "objects with and without a prototype in one field");
  return { kind: "values", values };
}

/** The very values again; equal words are the same string. */
export function valuesOf(column: Column): readonly unknown[] {
  switch (column.kind) {
    case "words":
      return column.at.map((k) => column.words[k]);
    case "records":
      return column.values.map((value) => Object.assign(Object.create(null), value));
    case "values":
      return column.values;
  }
}

function textColumn(values: readonly string[]): Column {
  const numbers = new Map<string, number>();
  const at = values.map((word) => {
    const known = numbers.get(word);
    if (known !== undefined) return known;
    numbers.set(word, numbers.size);
    return numbers.size - 1;
  });
  if (numbers.size > values.length * MOST_DIFFERENT) return { kind: "values", values };
  return { kind: "words", words: [...numbers.keys()], at };
}

const isRecord = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === null;
