import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import { shown } from "@lockstep/domain/facts/schema-check";
import { parseInstant } from "@lockstep/domain/instant-text";
import type { JsonMapping, MqttConfig, MqttJson, SparkplugB, SparkplugMapping } from "./configuration.ts";
import { isPointer } from "./mapping/json-pointer.ts";
import { ORIGINS, type Rule, valueBy } from "./mapping/rule.ts";
import { readTopicPattern } from "./mqtt/topic-pattern.ts";

type Origin = (typeof ORIGINS)[number];

/** What of a connector's mappings cannot work, in one line from the place where it stands; null if all can. */
export function checkMappings(config: MqttConfig): string | null {
  const names = (config.mappings ?? []).map(({ name }) => name);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined) return `mappings has two of the name ${twice}: give each one of its own`;
  return config.kind === "mqtt-json" ? checkJson(config) : checkSparkplug(config);
}

function checkJson({ mappings = [], topics = [], facts, edge }: MqttJson): string | null {
  if (mappings.length === 0 && facts === undefined && edge === undefined) {
    return "mappings or facts must say what its messages mean, or edge";
  }
  for (const topic of facts === undefined ? topics : [...topics, facts]) {
    const pattern = readTopicPattern(topic);
    if (!pattern.ok) return `topics: ${pattern.error}`;
  }
  return first(mappings, (mapping) => checkJsonMapping(mapping));
}

function checkJsonMapping(mapping: JsonMapping): string | null {
  const pattern = readTopicPattern(mapping.topic);
  if (!pattern.ok) return `topic: ${pattern.error}`;
  const allowed: readonly Origin[] = ["pointer", "level", "constant", "time"];
  const told = [mapping.time, mapping.id].map((rule, k) =>
    rule === undefined
      ? null
      : checkRule(rule, k === 0 ? "time" : "id", { allowed: ["pointer", "level"], pattern: pattern.value }),
  );
  const shape = isFactType(mapping.type) ? FACT_TYPES[mapping.type].shape : "entity";
  if (shape !== "entity" && mapping.time === undefined) {
    return `time is missing: of a ${mapping.type} it must be known when it happened, or it would count twice`;
  }
  return told.find((wrong) => wrong !== null) ?? checkData(mapping, { allowed, pattern: pattern.value });
}

function checkSparkplug({ mappings = [], edge, groups }: SparkplugB): string | null {
  if (mappings.length === 0 && edge === undefined) return "mappings must say what its metrics mean, or edge";
  return first(mappings, (mapping) => {
    const pattern = readTopicPattern(mapping.from);
    if (!pattern.ok) return `from: ${pattern.error}`;
    const levels = mapping.from.split("/").length;
    if (levels !== 2 && levels !== 3) return "from must be group/node or group/node/device";
    const unheard = checkGroup(mapping.from, groups);
    if (unheard !== null) return unheard;
    if (!Object.values(mapping.data).some(({ metric }) => metric !== undefined)) return "data must name a metric";
    return checkData(mapping, { allowed: ["metric", "level", "constant", "time"], pattern: pattern.value });
  });
}

/** Of a group that is not listened to nothing ever comes. */
export function checkGroup(from: string, groups: SparkplugB["groups"]): string | null {
  const group = from.split("/")[0] ?? "";
  if (groups === undefined || group.startsWith("+") || groups.includes(group)) return null;
  return `from: the group ${group} is none of groups, ${groups.join(", ")}: add it there`;
}

function first<T extends { name: string }>(mappings: readonly T[], check: (mapping: T) => string | null) {
  for (const mapping of mappings) {
    const wrong = check(mapping);
    if (wrong !== null) return `mappings, ${mapping.name}: ${wrong}`;
  }
  return null;
}

/** Where a rule may take its value from. */
export interface Bounds {
  readonly allowed: readonly Origin[];
  readonly pattern: { readonly names?: readonly string[] };
}

function checkData({ type, data }: JsonMapping | SparkplugMapping, bounds: Bounds): string | null {
  if (!isFactType(type)) return `type must be one of ${Object.keys(FACT_TYPES).join(", ")}`;
  const schema = FACT_TYPES[type].schema as FieldSchema;
  const fields = Object.keys(schema.properties ?? {});
  for (const [path, rule] of Object.entries(data)) {
    const field = path.split("/")[0] ?? "";
    if (!fields.includes(field)) return `data.${path}: a ${type} has no field ${field}, but ${fields.join(", ")}`;
    if (!/^[A-Za-z]+(\/[A-Za-z]+)*$/.test(path)) return `data.${path} is no field`;
    const wrong = checkRule(rule, `data.${path}`, bounds) ?? checkStated(rule, `data.${path}`, fieldAt(schema, path));
    if (wrong !== null) return wrong;
  }
  const paths = Object.keys(data).map((path) => path.split("/"));
  const missing = missingIn(schema, paths, "data");
  return missing === null ? null : `${missing} is missing: a ${type} must have it`;
}

/** Of a schema of facts what is looked at here. */
interface FieldSchema {
  readonly type?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly anyOf?: readonly { readonly const?: unknown }[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
}

const fieldAt = (schema: FieldSchema, path: string): FieldSchema | undefined =>
  path.split("/").reduce<FieldSchema | undefined>((inner, name) => inner?.properties?.[name], schema);

/** What a mapping says itself, by a constant or its codes, that no such fact may say. */
function checkStated(rule: Rule, where: string, field: FieldSchema = {}): string | null {
  const { codes = {}, ...plain } = rule;
  const rules = rule.constant === undefined ? Object.values(codes).map((constant) => ({ ...plain, constant })) : [rule];
  for (const stated of rules) {
    const read = valueBy(stated, where, () => undefined);
    if (!read.ok) return read.error.reason;
    const wrong = notOf(field, read.value);
    if (wrong !== null) return `${where}: ${shown(read.value)} ${wrong}`;
  }
  return null;
}

function notOf({ anyOf, type, format }: FieldSchema, value: unknown): string | null {
  const choices = (anyOf ?? []).map((one) => one.const).filter((choice) => choice !== undefined);
  if (choices.length > 0) return choices.some((choice) => choice === value) ? null : `is none of ${choices.join(", ")}`;
  if ((type === "number" || type === "boolean") && typeof value !== type) return `is no ${type}`;
  if (type === "string" && typeof value !== "string") return 'is no text: put it in quotes, or take it as: "text"';
  if (format === "instant" && parseInstant(String(value)) === null) return "is no instant with an offset";
  return null;
}

/** The first field that a fact must have and no path leads to. */
function missingIn(schema: FieldSchema, paths: readonly (readonly string[])[], where: string): string | null {
  for (const name of schema.required ?? []) {
    const field = schema.properties?.[name];
    const own = paths.filter(([first]) => first === name);
    if (own.length === 0 && field?.default === undefined) return `${where}.${name}`;
  }
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const below = paths.filter(([first, ...rest]) => first === name && rest.length > 0).map((path) => path.slice(1));
    const missing = below.length === 0 ? null : missingIn(field, below, `${where}.${name}`);
    if (missing !== null) return missing;
  }
  return null;
}

export function checkRule(rule: Rule, where: string, { allowed, pattern }: Bounds): string | null {
  const origins = ORIGINS.filter((origin) => rule[origin] !== undefined);
  const [origin] = origins;
  if (origins.length !== 1 || origin === undefined) return `${where} must have exactly one of ${allowed.join(", ")}`;
  if (!allowed.includes(origin)) return `${where} cannot come from a ${origin}, but from ${allowed.join(", ")}`;
  if (rule.pointer !== undefined && !isPointer(rule.pointer)) {
    return `${where}: ${rule.pointer} is no JSON pointer, such as /lines/0/quantity`;
  }
  if (rule.level !== undefined && pattern.names !== undefined && !pattern.names.includes(rule.level)) {
    return `${where}: no level of the topic is called +${rule.level}`;
  }
  return null;
}

export const isFactType = (type: string): type is FactType => Object.hasOwn(FACT_TYPES, type);
