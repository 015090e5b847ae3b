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

type Task = { readonly text: string } | { readonly value: unknown };

/** A text that tells any two values apart, also those without a canonical text: too deep, not finite, half characters. */
export function looseText(value: unknown): string {
  const pieces: string[] = [];
  const tasks: Task[] = [{ value }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    if ("text" in task) pieces.push(task.text);
    else for (const next of tasksOf(task.value).reverse()) tasks.push(next);
  }
  return pieces.join("");
}

/** As `JSON.stringify` has it; of what is nested too deep for that, `looseText`. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return looseText(value);
  }
}

function tasksOf(value: unknown): Task[] {
  const comma = (k: number): Task[] => (k > 0 ? [{ text: "," }] : []);
  if (Array.isArray(value)) {
    return [{ text: "[" }, ...value.flatMap((inner, k) => [...comma(k), { value: inner }]), { text: "]" }];
  }
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    const name = (text: string): Task => ({ text: `${JSON.stringify(text)}:` });
    const inner = fields.flatMap(([key, field], k) => [...comma(k), name(key), { value: field }]);
    return [{ text: "{" }, ...inner, { text: "}" }];
  }
  return [{ text: typeof value === "number" ? String(value) : (JSON.stringify(value) ?? "null") }];
}
