import type { TSchema } from "typebox";
import { assert, present } from "../assert.ts";
import { parseInstant } from "../instant-text.ts";
import { FACT_TYPES, type FactType } from "./catalogue.ts";
import type { Data } from "./fact.ts";
import { keySchemaOf } from "./schema-check.ts";

type Convert = (value: unknown) => unknown;

const whole = new Map<FactType, Convert>();
const keysAlone = new Map<FactType, Convert>();

/** Checked wire data as rules read it: instants as epoch milliseconds, unknown fields left out. */
export function dataOf<T extends FactType>(type: T, wire: unknown): Data<T> {
  return cached(whole, type, () => FACT_TYPES[type].schema)(wire) as Data<T>;
}

/** The key fields of a checked tombstone; everything else is left out. */
export function keyDataOf<T extends FactType>(type: T, wire: unknown): Data<T> {
  return cached(keysAlone, type, () => keySchemaOf(type))(wire) as Data<T>;
}

function cached(known: Map<FactType, Convert>, type: FactType, schema: () => TSchema): Convert {
  const made = known.get(type) ?? converter(schema());
  known.set(type, made);
  return made;
}

interface Shape {
  readonly format?: string;
  readonly properties?: Record<string, TSchema>;
  readonly patternProperties?: Record<string, TSchema>;
  readonly items?: TSchema;
}

function converter(schema: Shape): Convert {
  if (schema.format === "instant") return instant;
  if (schema.items) return listOf(converter(schema.items));
  if (schema.patternProperties) return record;
  if (schema.properties) return objectOf(schema.properties);
  return (value) => value;
}

function instant(value: unknown): number {
  return present(parseInstant(String(value)), () => `an unchecked instant: ${String(value)}`);
}

const listOf =
  (inner: Convert): Convert =>
  (value) => {
    assert(Array.isArray(value), () => "an unchecked list");
    return value.map(inner);
  };

/** Has no prototype, so that asking for any name finds only what the fact says. */
const record: Convert = (value) => {
  const numbers = Object.entries(value as object).filter(([, inner]) => typeof inner === "number");
  return Object.assign(Object.create(null), Object.fromEntries(numbers));
};

function objectOf(properties: Record<string, TSchema>): Convert {
  const fields = Object.entries(properties).map(([name, inner]) => [name, converter(inner)] as const);
  return (value) => {
    const from = value as Record<string, unknown>;
    const to: Record<string, unknown> = {};
    for (const [name, convert] of fields) if (from[name] !== undefined) to[name] = convert(from[name]);
    return to;
  };
}
