import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { type TSchema, Type } from "typebox";
import { isLocalDate, parseInstant } from "../instant-text.ts";
import { ok, type Result, refuse } from "../result.ts";
import { isZone } from "../zone.ts";
import { FACT_TYPES, type FactType } from "./catalogue.ts";

/** Why something was not accepted: the rule's stable name, and in plain words which field is wrong and what to do. */
export interface Refusal {
  readonly rule: string;
  readonly reason: string;
}

const ajv = new Ajv({ useDefaults: true, allErrors: false, verbose: true, strict: true });
const zoneNames = new Set<string>();

ajv.addFormat("instant", (text: string) => parseInstant(text) !== null);
ajv.addFormat("local-date", isLocalDate);
ajv.addFormat("iana-zone", (name: string) => {
  if (zoneNames.has(name)) return true;
  const known = isZone(name);
  if (known) zoneNames.add(name);
  return known;
});

const whole = new Map<FactType, ValidateFunction>();
const keysAlone = new Map<FactType, ValidateFunction>();

/** Checks `data` against the schema of its type and fills in the defaults: `data` is changed. */
export function checkData(type: FactType, data: unknown): Result<null, Refusal> {
  return run(
    cached(whole, type, () => FACT_TYPES[type].schema),
    data,
  );
}

/** Checks that a tombstone's `data` has the key fields of its type. */
export function checkKey(type: FactType, data: unknown): Result<null, Refusal> {
  return run(
    cached(keysAlone, type, () => keySchemaOf(type)),
    data,
  );
}

/** The schema of the key fields of a type alone. */
export function keySchemaOf(type: FactType): TSchema {
  const { key, schema } = FACT_TYPES[type];
  const properties: Record<string, TSchema> = schema.properties;
  return Type.Object(Object.fromEntries(Object.entries(properties).filter(([name]) => isIn(key, name))));
}

const isIn = (names: readonly string[], name: string): boolean => names.includes(name);

function cached(known: Map<FactType, ValidateFunction>, type: FactType, schema: () => TSchema): ValidateFunction {
  const compiled = known.get(type) ?? ajv.compile(schema());
  known.set(type, compiled);
  return compiled;
}

function run(validate: ValidateFunction, data: unknown): Result<null, Refusal> {
  return validate(data) ? ok(null) : refuse(explain(validate.errors ?? []));
}

/** Null is no way to say nothing. */
const HOW_TO_GIVE = "give it a value, or leave it out if it is optional";

/** The last error is the outermost one: of a choice, it is the choice itself. */
function explain(errors: readonly ErrorObject[]): Refusal {
  const error = errors.at(-1);
  if (error === undefined) return { rule: "schema", reason: "The data does not have the form of its type." };
  const where = `data${pathOf(error.instancePath)}`;
  const found = error.data === null ? `it is null: ${HOW_TO_GIVE}` : `it is ${shown(error.data)}`;
  switch (error.keyword) {
    case "required":
      return { rule: "required-field", reason: `${where}.${error.params["missingProperty"]} is missing: add it.` };
    case "type":
      return { rule: "field-type", reason: `${where} must be ${aTypeOf(error.params["type"])}; ${found}.` };
    case "anyOf":
      return { rule: "enum", reason: `${where} must be one of ${choicesOf(error.schema)}; ${found}.` };
    case "format":
      return explainFormat(String(error.params["format"]), where, found);
    case "pattern":
      return explainPattern(where, found);
    case "minLength":
      return {
        rule: "empty-text",
        reason: `${where} must not be empty: ${HOW_TO_GIVE}.`,
      };
    case "maxLength":
      return {
        rule: "long-text",
        reason: `${where} must have at most ${error.params["limit"]} characters: shorten it.`,
      };
    default:
      return { rule: "schema", reason: `${where} ${error.message ?? "is wrong"}; ${found}.` };
  }
}

function explainFormat(format: string, where: string, found: string): Refusal {
  if (format === "instant") {
    const form = "an RFC 3339 instant with an offset on a day that exists, such as 2026-03-02T06:10:00Z";
    return { rule: "instant", reason: `${where} must be ${form}; ${found}.` };
  }
  if (format === "iana-zone") {
    return { rule: "time-zone", reason: `${where} must be a known IANA time zone, such as Europe/Berlin; ${found}.` };
  }
  return { rule: "local-date", reason: `${where} must be a date that exists, such as 2026-03-02; ${found}.` };
}

function explainPattern(where: string, found: string): Refusal {
  if (where.endsWith(".amount")) {
    const form = 'a decimal number as text, such as "12.50"';
    return { rule: "money", reason: `${where} must be ${form}; ${found}.` };
  }
  if (where.endsWith(".currency")) {
    return { rule: "money", reason: `${where} must be a currency's three capital letters, such as EUR; ${found}.` };
  }
  return { rule: "wall-time", reason: `${where} must be a time of day from 00:00 to 24:00, such as 06:00; ${found}.` };
}

const pathOf = (pointer: string): string =>
  pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`))
    .join("");

const aTypeOf = (type: unknown): string =>
  ({ object: "an object", array: "a list", string: "a text", number: "a number", boolean: "true or false" })[
    String(type)
  ] ?? String(type);

function choicesOf(schema: unknown): string {
  const choices = Array.isArray(schema) ? schema : [];
  return choices.map((choice: { const?: unknown }) => String(choice.const)).join(", ");
}

/** A value as people read it, cut short. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
