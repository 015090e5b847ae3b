import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { isoOf, LAST } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { type Static, Type } from "typebox";
import { exact } from "./exact.ts";

const Plain = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

/** Where a field of a fact comes from (exactly one of the first five), and what is done to it. */
export const Rule = Type.Object(
  {
    /** A JSON pointer into the payload. */
    pointer: Type.Optional(Type.String()),
    /** A named level of the topic. */
    level: Type.Optional(Type.String()),
    /** A metric of the Sparkplug edge node or device. */
    metric: Type.Optional(Type.String()),
    constant: Type.Optional(Plain),
    /** When it happened. */
    time: Type.Optional(Type.Literal(true)),
    /** What the foreign system's codes mean here; a code that is not among them is refused. */
    codes: Type.Optional(Type.Record(Type.String(), Plain)),
    as: Type.Optional(
      Type.Union([Type.Literal("text"), Type.Literal("number"), Type.Literal("boolean"), Type.Literal("instant")]),
    ),
    /** Of an instant that is given as a number since 1970. */
    unit: Type.Optional(Type.Union([Type.Literal("s"), Type.Literal("ms")])),
    /** Into the unit of the item: 0.001 for grams where it is kilograms. */
    scale: Type.Optional(Type.Number()),
    /** How many values a counter has before it begins again at 0, such as 65536. */
    rollover: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
    /** Left out where the foreign system says nothing. */
    optional: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type Rule = Static<typeof Rule>;

export const ORIGINS = ["pointer", "level", "metric", "constant", "time"] as const;

/** What a rule's origin holds; undefined if nothing. */
export type Lookup = (rule: Rule) => unknown;

/** The value of a field, undefined if an optional one is missing. Roll-over is not its matter. */
export function valueBy(rule: Rule, where: string, lookup: Lookup): Result<unknown, Refusal> {
  const raw = rule.constant ?? lookup(rule);
  if (raw === undefined || raw === null) {
    if (rule.optional === true) return ok(undefined);
    return refuse({ rule: "missing-value", reason: `${where} has no value: ${originOf(rule)} is not there.` });
  }
  const meant = rule.codes === undefined ? ok(raw) : meaningOf(raw, rule.codes, where);
  if (!meant.ok) return meant;
  const shaped = shape(meant.value, rule, where);
  if (!shaped.ok || rule.scale === undefined) return shaped;
  if (typeof shaped.value !== "number") return wrongType(where, "a number, as it is scaled", shaped.value);
  return ok(exact(shaped.value * rule.scale));
}

export function originOf(rule: Rule): string {
  const name = ORIGINS.find((origin) => rule[origin] !== undefined);
  return name === undefined ? "its origin" : `${name} ${String(rule[name])}`;
}

function meaningOf(raw: unknown, codes: NonNullable<Rule["codes"]>, where: string): Result<unknown, Refusal> {
  const code = String(raw);
  if (Object.hasOwn(codes, code)) return ok(codes[code]);
  const known = Object.keys(codes).join(", ");
  return refuse({ rule: "unknown-code", reason: `${where}: the code ${short(code)} is none of ${known}: declare it.` });
}

function shape(raw: unknown, { as, unit = "ms" }: Rule, where: string): Result<unknown, Refusal> {
  switch (as) {
    case "text":
      return typeof raw === "object" ? wrongType(where, "a text", raw) : ok(String(raw));
    case "number":
      return numberOf(raw, where);
    case "boolean":
      return typeof raw === "boolean" ? ok(raw) : wrongType(where, "true or false", raw);
    case "instant":
      return instantOf(raw, unit, where);
    default:
      return typeof raw === "bigint" ? wrongType(where, "a number below 2^53, or taken as text", raw) : ok(raw);
  }
}

function numberOf(raw: unknown, where: string): Result<unknown, Refusal> {
  if (typeof raw === "number" && Number.isFinite(raw)) return ok(raw);
  const isDecimal = typeof raw === "string" && /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?\s*$/.test(raw);
  if (isDecimal && Number.isFinite(Number(raw))) return ok(Number(raw));
  return wrongType(where, "a number", raw);
}

function instantOf(raw: unknown, unit: "s" | "ms", where: string): Result<unknown, Refusal> {
  if (typeof raw === "string") {
    return parseInstant(raw) === null ? wrongType(where, "an instant with an offset", raw) : ok(raw);
  }
  if (typeof raw !== "number") return wrongType(where, "an instant", raw);
  const at = Math.round(unit === "s" ? raw * 1_000 : raw);
  return at >= 0 && at <= LAST ? ok(isoOf(at)) : wrongType(where, "an instant from 1970 to 9999", raw);
}

const wrongType = (where: string, wanted: string, raw: unknown): Result<never, Refusal> =>
  refuse({ rule: "wrong-value", reason: `${where} must be ${wanted}; it is ${short(textOf(raw))}.` });

const textOf = (raw: unknown): string =>
  typeof raw === "object" ? (Array.isArray(raw) ? "a list" : "an object") : String(raw);

const short = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
