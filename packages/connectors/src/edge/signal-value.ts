import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { type Result, refuse } from "@lockstep/domain/result";
import { type Lookup, type Rule, valueBy } from "../mapping/rule.ts";
import type { Signal } from "./edge-config.ts";
import type { Value } from "./reading.ts";

/** The value of a signal as its stage wants it: counters and measured values are numbers. Undefined: it has none. */
export function createSignalValue(signal: Signal): (lookup: Lookup) => Result<Value | undefined, Refusal> {
  const isNumber = signal.bands !== undefined || ["good", "scrap", "run-hours"].includes(signal.is);
  const rule: Rule = { ...(isNumber ? { as: "number" } : {}), ...signal.value };
  return (lookup) => {
    const read = valueBy(rule, signal.name, lookup);
    if (!read.ok || read.value === undefined || isValue(read.value)) return read as Result<Value | undefined, Refusal>;
    return refuse({ rule: "wrong-value", reason: `${signal.name} must be one value; it is a list or an object.` });
  };
}

const isValue = (value: unknown): value is Value => value !== null && typeof value !== "object";
