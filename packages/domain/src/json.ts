/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export type JsonObject = { readonly [name: string]: Json };

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What JSON can say but no reader may be asked to bear. `where` is like `data.lines[2].item`. */
export interface JsonTrouble {
  readonly kind: "too-deep" | "not-finite" | "unreadable-text";
  readonly where: string;
}

const MOST_DEPTH = 64;
const halfCharacter = /\p{Surrogate}/u;

/** Finds nesting beyond 64 levels, numbers beyond a double (1e999) and texts with half characters or NUL. */
export function findTrouble(value: unknown): JsonTrouble | null {
  return isSound(value, 0) ? null : troubleIn(value, "", 0);
}

function isSound(value: unknown, depth: number): boolean {
  if (typeof value === "string") return isReadable(value);
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || value === null) return true;
  if (depth >= MOST_DEPTH) return false;
  if (Array.isArray(value)) return value.every((inner) => isSound(inner, depth + 1));
  for (const name of Object.keys(value)) {
    if (!isReadable(name) || !isSound(value[name as keyof typeof value], depth + 1)) return false;
  }
  return true;
}

function troubleIn(value: unknown, where: string, depth: number): JsonTrouble | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : { kind: "not-finite", where };
  if (typeof value === "string") return isReadable(value) ? null : { kind: "unreadable-text", where };
  if (typeof value !== "object" || value === null) return null;
  if (depth >= MOST_DEPTH) return { kind: "too-deep", where };
  for (const [name, inner] of Object.entries(value)) {
    if (!isReadable(name)) return { kind: "unreadable-text", where };
    const step = Array.isArray(value) ? `[${name}]` : where === "" ? name : `.${name}`;
    const trouble = troubleIn(inner, `${where}${step}`, depth + 1);
    if (trouble) return trouble;
  }
  return null;
}

const isReadable = (text: string): boolean => !text.includes("\0") && !halfCharacter.test(text);

/** RFC 8785 canonical JSON, for a value without trouble. */
export function canonicalText(value: unknown): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? listText(value) : objectText(value);
  return JSON.stringify(value) ?? "null";
}

const listText = (list: readonly unknown[]): string => `[${list.map(canonicalText).join(",")}]`;

/** Names by code unit; what is undefined is not there. */
function objectText(object: object): string {
  let text = "{";
  for (const name of Object.keys(object).sort()) {
    const inner: unknown = object[name as keyof typeof object];
    if (inner === undefined) continue;
    if (text.length > 1) text += ",";
    text += `${JSON.stringify(name)}:${canonicalText(inner)}`;
  }
  return `${text}}`;
}

/** No form of ours comes near it, and what walks through a value bears it. */
export const MOST_LEVELS = 1_000;

/** Whether lists and objects are within each other more than so many times; however deep, it is told. */
export function isDeeperThan(most: number, value: unknown): boolean {
  const left = [{ value, depth: 0 }];
  for (let one = left.pop(); one !== undefined; one = left.pop()) {
    const { value: inner, depth } = one;
    if (typeof inner !== "object" || inner === null) continue;
    if (depth >= most) return true;
    for (const next of Object.values(inner) as unknown[]) left.push({ value: next, depth: depth + 1 });
  }
  return false;
}

/** A copy that shares nothing, for a value without trouble. */
export function cloneJson<T>(value: T): T {
  return copyOf(value) as T;
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const inner = copyOf(value[name as keyof typeof value]);
    if (name === "__proto__") Object.defineProperty(copy, name, { ...PLAIN, value: inner });
    else copy[name] = inner;
  }
  return copy;
}

/** Of a field as `=` makes it; to assign to `__proto__` would do something else. */
const PLAIN = { configurable: true, enumerable: true, writable: true };

/** A list, or an object by its names, of which some has been written. */
interface Open {
  readonly names: readonly string[] | null;
  readonly values: readonly unknown[];
  next: number;
}

/** A text that tells any two values apart, also those without a canonical text: too deep, not finite, half characters. */
export function looseText(value: unknown): string {
  let text = "";
  const open: Open[] = [];
  const begin = (one: unknown): void => {
    if (typeof one === "object" && one !== null) {
      open.push(opened(one));
      text += Array.isArray(one) ? "[" : "{";
    } else text += typeof one === "number" ? String(one) : (JSON.stringify(one) ?? "null");
  };
  begin(value);
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const { names, values, next } = last;
    if (next === values.length) {
      text += names === null ? "]" : "}";
      open.pop();
      continue;
    }
    if (next > 0) text += ",";
    if (names !== null) text += `${JSON.stringify(names[next])}:`;
    last.next += 1;
    begin(values[next]);
  }
  return text;
}

function opened(value: object): Open {
  if (Array.isArray(value)) return { names: null, values: value, next: 0 };
  const names = Object.keys(value).sort();
  return { names, values: names.map((name) => value[name as keyof typeof value] as unknown), next: 0 };
}

/** As `JSON.stringify` has it; of what is nested too deep for that, `looseText`. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return looseText(value);
  }
}
