import { isoOf } from "@lockstep/domain/instant";
import { isObject, type Json, type JsonObject } from "@lockstep/domain/json";

/** One thing that an audited record says, and what was said of it before. */
export interface AuditedChange {
  /** Where it stands, like `policy.steps.1.role`. */
  readonly what: string;
  /** Null: nothing was said before. */
  readonly before: string | null;
  /** Null: it is said no more. */
  readonly after: string | null;
}

/** What every record says in columns of its own. */
const COLUMNS: ReadonlySet<string> = new Set([
  ...["type", "exceptionId", "id", "at", "by", "before", "after", "note", "commandId", "actor"],
]);
/** Instants, as epoch milliseconds. */
const INSTANTS: ReadonlySet<string> = new Set([
  ...["estimate", "until", "actBy", "dueAt", "since", "at", "from", "to", "lateAfter", "openedAt", "promisedAt"],
  ...["projectedDelivery", "notBefore", "heldUntil"],
]);
/** Why it was done is of that time alone. */
const REASONS: ReadonlySet<string> = new Set(["reason", "because", "wrongSystem"]);

/**
 * [U1] What a record says beside its columns, each with what the latest earlier record of the same thing said of it; what is the
 * same is left out. `earlier` are events of the same subject, the newest first.
 */
export function changesOf(event: Json, earlier: readonly Json[]): readonly AuditedChange[] {
  if (!isObject(event)) return [];
  const saidBefore = earlier.filter((one): one is JsonObject => isObject(one) && scopeOf(one) === scopeOf(event));
  return Object.entries(event).flatMap(([name, value]) => {
    if (COLUMNS.has(name)) return [];
    const before = REASONS.has(name) ? undefined : saidBefore.find((one) => one[name] !== undefined)?.[name];
    return differences(leavesOf(name, before ?? null), leavesOf(name, value));
  });
}

/** [U3] What a record says that none of these earlier events says anything of: it is to be looked for further back. */
export function notSaidBefore(event: Json, earlier: readonly Json[]): readonly string[] {
  if (!isObject(event)) return [];
  const saidBefore = earlier.filter((one): one is JsonObject => isObject(one) && scopeOf(one) === scopeOf(event));
  return Object.keys(event).filter(
    (name) => !COLUMNS.has(name) && !REASONS.has(name) && saidBefore.every((one) => one[name] === undefined),
  );
}

/** [U2] A policy is compared with the one before it for the same site, kind and severity. */
function scopeOf(event: JsonObject): string {
  const { policy } = event;
  return isObject(policy ?? null) ? JSON.stringify(["site", "kind", "severity"].map((one) => partOf(policy, one))) : "";
}

const partOf = (value: Json | undefined, name: string): Json =>
  value !== undefined && isObject(value) ? (value[name] ?? null) : null;

function differences(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): AuditedChange[] {
  const places = [...new Set([...after.keys(), ...before.keys()])];
  return places
    .map((what) => ({ what, before: before.get(what) ?? null, after: after.get(what) ?? null }))
    .filter((one) => one.before !== one.after);
}

/** Every value by its place; what is null, or an empty list, is not said. */
function leavesOf(place: string, value: Json): ReadonlyMap<string, string> {
  const leaves = new Map<string, string>();
  const walk = (where: string, name: string, one: Json): void => {
    if (one === null) return;
    if (typeof one === "object") {
      for (const [key, inner] of Object.entries(one)) walk(`${where}.${key}`, key, inner as Json);
    } else leaves.set(where, textOf(name, one));
  };
  walk(place, place, value);
  return leaves;
}

const textOf = (name: string, value: string | number | boolean): string =>
  typeof value === "number" && INSTANTS.has(name) ? isoOf(value) : String(value);
