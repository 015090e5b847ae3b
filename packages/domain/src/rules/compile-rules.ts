import type { Receipt } from "../check-event.ts";
import type { FactType } from "../facts/catalogue.ts";
import type { AnyFact } from "../facts/fact.ts";
import { type Refusal, shown } from "../facts/schema-check.ts";
import { isoOf, MINUTE } from "../instant.ts";
import { isObject, type JsonObject } from "../json.ts";
import { stepsOf, valuesAt } from "./field-path.ts";
import { itemsOf, type Lookup, sitesOf, unitsOf } from "./names-of.ts";
import { type Condition, ruleName, type SiteRule } from "./site-rule.ts";

/** A fact that our own rules let through, with its event as it came: a declared rule may look at any field. */
export interface Message {
  readonly fact: AnyFact;
  readonly event: JsonObject;
}

/** The first declared rule that keeps a message out, by the order of the set; null: none does. */
export type RuleCheck = (message: Message, at: Receipt) => Refusal | null;

/** What one rule says about a message, in words that follow the field; null: nothing. */
type Judge = (message: Message, at: Receipt) => string | null;

/** The quarantine rules that are on, found by the type of a message. Null: there are none. */
export function compileRules(rules: readonly SiteRule[]): RuleCheck | null {
  const byType = new Map<FactType, { readonly name: string; readonly judge: Judge }[]>();
  for (const rule of rules) {
    if (!rule.isOn || rule.kind !== "quarantine") continue;
    const compiled = { name: ruleName(rule), judge: judgeOf(rule) };
    for (const type of new Set(rule.where.types)) byType.set(type, [...(byType.get(type) ?? []), compiled]);
  }
  if (byType.size === 0) return null;
  return (message, at) => {
    const ofType = byType.get(message.fact.type);
    if (ofType === undefined) return null;
    for (const { name, judge } of ofType) {
      const reason = judge(message, at);
      if (reason !== null) return { rule: name, reason };
    }
    return null;
  };
}

/** Of a tombstone nothing but its time and its names is looked at. */
export function judgeOf(rule: SiteRule, applies: Applies = scopeOf(rule)): Judge {
  const look = lookOf(rule.condition);
  const ofTombstones = rule.condition.is === "time-too-old" || rule.condition.is === "time-too-new";
  const about = `(rule ${rule.id}, version ${rule.version}: ${rule.text})`;
  return (message, at) => {
    if ((message.fact.deleted && !ofTombstones) || !applies(message.fact, at)) return null;
    const found = look(message, at);
    return found === null ? null : `${found} ${about}`;
  };
}

type Applies = (fact: AnyFact, at: Pick<Receipt, "connector">) => boolean;

/** Whether a rule looks at a fact of one of its types at all. What sees one message looks nothing up. */
export function scopeOf({ where }: Pick<SiteRule, "where">, lookup?: Lookup): Applies {
  const [sources, connectors] = [new Set(where.sources), new Set(where.connectors)];
  const [sites, items, units] = [new Set(where.sites), new Set(where.items), new Set(where.units)];
  return (fact, { connector }) =>
    (sources.size === 0 || sources.has(fact.source)) &&
    (connectors.size === 0 || (connector !== undefined && connectors.has(connector))) &&
    (sites.size === 0 || sitesOf(fact, lookup).some((site) => sites.has(site))) &&
    (items.size === 0 || itemsOf(fact, lookup).some((item) => items.has(item))) &&
    (units.size === 0 || (lookup !== undefined && unitsOf(fact, lookup).some((unit) => units.has(unit))));
}

type Look = (message: Message, at: Receipt) => string | null;

function lookOf(condition: Condition): Look {
  switch (condition.is) {
    case "number-outside":
      return lookAtNumber(condition);
    case "text-not-among":
      return lookAtText(condition);
    case "field-missing":
      return lookForField(condition);
    case "time-too-old":
    case "time-too-new":
      return lookAtTime(condition);
    default:
      // What looks at more than one message is no quarantine rule: its findings are made elsewhere.
      return () => null;
  }
}

type Of<K extends Condition["is"]> = Condition & { readonly is: K };

function lookAtNumber({ field, min, max }: Of<"number-outside">): Look {
  const isOutside = (value: unknown): value is number =>
    typeof value === "number" && ((min !== null && value < min) || (max !== null && value > max));
  const find = finder(field, isOutside, (at, value) =>
    max !== null && value > max
      ? `${at} must be at most ${max}; it is ${value}: correct it, or have the rule changed.`
      : `${at} must be at least ${min}; it is ${value}: correct it, or have the rule changed.`,
  );
  return ({ fact }) => find(fact.data);
}

function lookAtText({ field, values }: Of<"text-not-among">): Look {
  const allowed = new Set(values);
  const few = values.length > 6 ? `${values.slice(0, 6).join(", ")} and ${values.length - 6} more` : values.join(", ");
  const isForeign = (value: unknown): value is string => typeof value === "string" && !allowed.has(value);
  const find = finder(
    field,
    isForeign,
    (at, value) => `${at} must be one of ${few}; it is ${shown(value)}: correct it, or have the rule changed.`,
  );
  return ({ event }) => find(event["data"]);
}

/** What is said of the first value at a path that is wrong; null: none is. */
function finder<T>(
  field: string,
  isWrong: (value: unknown) => value is T,
  say: (at: string, value: T) => string,
): (data: unknown) => string | null {
  const steps = stepsOf(field);
  const [name] = steps;
  const among = (data: unknown): string | null => {
    for (const { at, value } of valuesAt(data, steps)) if (isWrong(value)) return say(at, value);
    return null;
  };
  if (steps.length > 1 || name === undefined) return among;
  // Nearly every rule looks at a field of the fact itself: nothing is made for a value that is as it should be.
  return (data) => {
    const value = typeof data === "object" && data !== null ? data[name as keyof typeof data] : undefined;
    if (Array.isArray(value)) return among(data);
    return isWrong(value) ? say(field, value) : null;
  };
}

function lookForField({ field }: Of<"field-missing">): Look {
  const steps = stepsOf(field);
  const [leaf = "", way] = [steps.at(-1), steps.slice(0, -1)];
  return ({ event }) => {
    for (const { value, at } of valuesAt(event["data"], way)) {
      const found = isObject(value) && Object.hasOwn(value, leaf) ? value[leaf] : null;
      if (found === null || found === "") return `${at}.${leaf} is missing: add it, or have the rule changed.`;
    }
    return null;
  };
}

function lookAtTime({ is, minutes }: Of<"time-too-old" | "time-too-new">): Look {
  return ({ fact: { time } }, { receivedAt, mode }) => {
    if (mode === "manual") return null;
    const late = receivedAt - time;
    const tooFar = is === "time-too-old" ? late > minutes * MINUTE : -late > minutes * MINUTE;
    if (!tooFar) return null;
    const side = is === "time-too-old" ? "before" : "ahead of";
    const off = `more than ${minutes} minutes ${side} its receipt at ${isoOf(receivedAt)}`;
    return `time is ${isoOf(time)}, ${off}: check the clock of the source, or have the rule changed.`;
  };
}
