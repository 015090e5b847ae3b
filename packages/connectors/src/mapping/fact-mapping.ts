import { contentHash } from "@lockstep/domain/content-hash";
import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { keyOf } from "@lockstep/domain/facts/keys";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Counters, Total } from "./counters.ts";
import { atPointer } from "./json-pointer.ts";
import { type Lookup, type Rule, valueBy } from "./rule.ts";
import type { ToldBefore } from "./told-before.ts";

/** How a foreign message becomes facts of one type. */
export interface FactMapping {
  /** Part of the facts' ids: another name makes other facts of the same messages. */
  readonly name: string;
  readonly type: FactType;
  /** By field; of an inner one with its path, as in `target/resource`. */
  readonly data: Readonly<Record<string, Rule>>;
}

/** Inner objects are made along the paths. */
export type FactValues = Readonly<Record<string, unknown>>;

/** How counters are counted: `scope` tells those of different origin apart. */
export interface CountedBy {
  readonly counters: Counters;
  readonly scope: string;
  readonly source: string;
  /** Of when the fact is. */
  readonly at: Instant;
  /** When the value of a field was read, where that may be before. */
  readonly readAt?: (rule: Rule) => Instant;
  readonly latest: Instant;
  /** The data of the fact that was made of the very same message before; null: none was. */
  readonly again: object | null;
  readonly told: ToldBefore;
}

/**
 * The data of a fact, or why there is none; null: it would tell a counter's total of a time of which nobody knows it.
 * Nothing is counted of a message that is refused.
 */
export function dataBy(mapping: FactMapping, lookup: Lookup, counting: CountedBy): Result<FactValues | null, Refusal> {
  const read = valuesBy(mapping, lookup);
  if (!read.ok) return read;
  const data: Record<string, unknown> = {};
  for (const { path, rule, value } of read.value) {
    const told = totalOf(value, path, rule, { mapping, data, ...counting });
    if (told === null) return ok(null);
    put(data, path.split("/"), told);
  }
  return ok(data);
}

interface ReadValue {
  readonly path: string;
  readonly rule: Rule;
  readonly value: unknown;
}

/** Counters last: what they count is named by the other fields. */
function valuesBy({ data }: FactMapping, lookup: Lookup): Result<readonly ReadValue[], Refusal> {
  const rules = Object.entries(data).sort(([, a], [, b]) => Number(isCounter(a)) - Number(isCounter(b)));
  const values: ReadValue[] = [];
  for (const [path, rule] of rules) {
    const where = `data.${path.replaceAll("/", ".")}`;
    const read = valueBy(rule, where, lookup);
    if (!read.ok) return read;
    const impossible = beyondRollover(read.value, rule, where);
    if (impossible !== null) return refuse(impossible);
    if (read.value !== undefined) values.push({ path, rule, value: read.value });
  }
  return ok(values);
}

/** A counter begins again at 0 before it gets there: what it goes on from would be wrong ever after. */
function beyondRollover(value: unknown, { rollover }: Rule, where: string): Refusal | null {
  if (rollover === undefined || typeof value !== "number" || (value >= 0 && value < rollover)) return null;
  const reason = `${where} is ${value}, and a counter of ${rollover} values is from 0 to below that: correct the rollover, or what the counter sends.`;
  return { rule: "beyond-rollover", reason };
}

const isCounter = (rule: Rule): boolean => rule.rollover !== undefined;

interface Counted extends CountedBy {
  readonly mapping: FactMapping;
  readonly data: FactValues;
}

/**
 * Each entity has a count of its own: that of the next order begins anew. After a restart it goes on from its facts. Null:
 * it is late, and nobody knows the total.
 */
function totalOf(value: unknown, path: string, rule: Rule, counted: Counted): unknown {
  if (rule.rollover === undefined || typeof value !== "number") return value;
  const { mapping, data, counters, scope, at, readAt, latest, again } = counted;
  const entity = FACT_TYPES[mapping.type].key.map((field) => data[field]);
  const isNamed = entity.every((field) => field !== undefined);
  return counters.total(JSON.stringify([scope, mapping.name, path, entity]), value, {
    modulus: rule.rollover,
    at: readAt?.(rule) ?? at,
    toldAt: at,
    latest,
    told: numberAt(again, path),
    before: () => (isNamed ? totalsBefore(path, counted) : []),
  });
}

/** Of the facts of one mapping, those since the last that tells nothing of it. */
function totalsBefore(path: string, { mapping, data, source, told }: Counted): readonly Total[] {
  const { name, type } = mapping;
  const key = keyOf({ type, data } as Parameters<typeof keyOf>[0], source, "");
  let totals: Total[] = [];
  for (const fact of told.all(source, type, key)) {
    if (!fact.id.startsWith(`${name}/`)) continue;
    const total = numberAt(fact.data, path);
    if (total === null) totals = [];
    else totals.push({ at: fact.raw, total });
  }
  return totals;
}

function numberAt(data: object | null, path: string): number | null {
  const found = atPointer(data, `/${path}`);
  return typeof found === "number" ? found : null;
}

/** Puts a value in its place, in objects within objects. */
export function put(data: Record<string, unknown>, [first = "", ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    data[first] = value;
    return;
  }
  const inner = data[first];
  const next = typeof inner === "object" && inner !== null ? { ...inner } : {};
  put(next as Record<string, unknown>, rest, value);
  data[first] = next;
}

/** An id that the same words always have. */
export const hashedId = (name: string, parts: readonly unknown[]): string =>
  `${name}/${contentHash(JSON.stringify(parts)).slice(0, 32)}`;

interface About {
  readonly source: string;
  readonly id: string;
  readonly at: Instant;
}

export const eventOf = ({ type }: Pick<FactMapping, "type">, { source, id, at }: About, data: object): CloudEvent => ({
  specversion: "1.0",
  id,
  source,
  type,
  time: isoOf(at),
  data,
});
