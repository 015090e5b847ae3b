import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import type { JsonMapping, MqttConfig, MqttJson, SparkplugB, SparkplugMapping } from "./configuration.ts";
import { isPointer } from "./mapping/json-pointer.ts";
import { ORIGINS, type Rule } from "./mapping/rule.ts";
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

function checkSparkplug({ mappings = [], edge }: SparkplugB): string | null {
  if (mappings.length === 0 && edge === undefined) return "mappings must say what its metrics mean, or edge";
  return first(mappings, (mapping) => {
    const pattern = readTopicPattern(mapping.from);
    if (!pattern.ok) return `from: ${pattern.error}`;
    const levels = mapping.from.split("/").length;
    if (levels !== 2 && levels !== 3) return "from must be group/node or group/node/device";
    if (!Object.values(mapping.data).some(({ metric }) => metric !== undefined)) return "data must name a metric";
    return checkData(mapping, { allowed: ["metric", "level", "constant", "time"], pattern: pattern.value });
  });
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
  const fields = Object.keys(FACT_TYPES[type].schema.properties);
  for (const [path, rule] of Object.entries(data)) {
    const field = path.split("/")[0] ?? "";
    if (!fields.includes(field)) return `data.${path}: a ${type} has no field ${field}, but ${fields.join(", ")}`;
    if (!/^[A-Za-z]+(\/[A-Za-z]+)*$/.test(path)) return `data.${path} is no field`;
    const wrong = checkRule(rule, `data.${path}`, bounds);
    if (wrong !== null) return wrong;
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
