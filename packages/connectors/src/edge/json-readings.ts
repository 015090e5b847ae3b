import { present } from "@lockstep/domain/assert";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Offered } from "../contract.ts";
import { atPointer } from "../mapping/json-pointer.ts";
import { type Lookup, type Rule, valueBy } from "../mapping/rule.ts";
import { readJson } from "../mqtt/json-text.ts";
import { type MqttMessage, refusedMessage, refuseTooLarge } from "../mqtt/message.ts";
import { readTopicPattern, type TopicPattern } from "../mqtt/topic-pattern.ts";
import type { EdgeReading } from "./edge.ts";
import type { EdgeSection, MachineKind } from "./edge-config.ts";
import { createSignalValue } from "./signal-value.ts";

/** Readings in JSON or text on topics. */
export interface JsonReadings {
  readonly filters: readonly string[];
  /** Whether anything of it is declared to be published there. */
  isFor(topic: string): boolean;
  read(message: MqttMessage, receivedAt: Instant): { readings: readonly EdgeReading[]; offered: readonly Offered[] };
}

interface Place {
  readonly machine: MachineKind;
  readonly levels: ReadonlyMap<string, string>;
  readonly signals: readonly { readonly signal: number; readonly value: ReturnType<typeof createSignalValue> }[];
}

/** So many topics are known by heart. */
const MOST_TOPICS = 10_000;

export function createJsonReadings(section: EdgeSection): JsonReadings {
  const declared = section.machines.map((machine) => ({ machine, patterns: patternsOf(machine) }));
  const byTopic = new Map<string, readonly Place[]>();

  function placesOf(topic: string): readonly Place[] {
    const known = byTopic.get(topic);
    if (known !== undefined) return known;
    const places = declared.flatMap(({ machine, patterns }) =>
      patterns.flatMap(({ pattern, signals }): Place[] => {
        const levels = pattern.match(topic);
        return levels === null ? [] : [{ machine, levels, signals }];
      }),
    );
    if (byTopic.size >= MOST_TOPICS) byTopic.clear();
    byTopic.set(topic, places);
    return places;
  }

  function read(message: MqttMessage, receivedAt: Instant) {
    const readings: EdgeReading[] = [];
    const offered: Offered[] = [];
    for (const place of placesOf(message.topic)) {
      const trouble = readPlace(place, message, receivedAt, readings);
      if (trouble !== null) offered.push(trouble);
    }
    return { readings, offered };
  }

  return {
    filters: [...new Set(declared.flatMap(({ patterns }) => patterns.map(({ pattern }) => pattern.filter)))],
    isFor: (topic) => placesOf(topic).length > 0,
    read,
  };
}

function readPlace(place: Place, message: MqttMessage, receivedAt: Instant, readings: EdgeReading[]): Offered | null {
  const { machine, levels, signals } = place;
  const tooLarge = refuseTooLarge(message);
  if (tooLarge !== null) return tooLarge;
  // Nobody knows since when it is so.
  if (message.retained && machine.time === undefined) return null;
  const body = bodyOf(message, machine);
  if (!body.ok) return refusedMessage(message, body.error);
  const lookup: Lookup = ({ pointer, level }) =>
    pointer === undefined ? levels.get(level ?? "") : atPointer(body.value, pointer);
  const resource = valueBy({ ...machine.resource, as: "text" }, "resource", lookup);
  if (!resource.ok) return refusedMessage(message, resource.error);
  const at = machine.time === undefined ? ok(receivedAt) : timeOf(machine.time, lookup);
  if (!at.ok) return refusedMessage(message, at.error);
  const before = readings.length;
  let trouble: Refusal | null = null;
  for (const { signal, value } of signals) {
    const read = value(lookup);
    if (!read.ok) trouble ??= read.error;
    else if (read.value !== undefined) {
      const { topic } = message;
      readings.push({ machine, resource: String(resource.value), signal, value: read.value, at: at.value, topic });
    }
  }
  if (trouble === null) return null;
  // One value that cannot be read must not hide what the others say.
  const rest = readings.length === before ? "" : " The message's other values were used.";
  return refusedMessage(message, { ...trouble, reason: `${trouble.reason}${rest}` });
}

function bodyOf({ text }: MqttMessage, { payload }: MachineKind): Result<unknown, Refusal> {
  if (text === null)
    return refuse({ rule: "not-utf8", reason: "The message is not UTF-8: send text in that encoding." });
  if (payload === "text") return ok(text.trim());
  return readJson(text, "declare the machine's payload as text");
}

function timeOf(rule: Rule, lookup: Lookup): Result<Instant, Refusal> {
  const read = valueBy({ as: "instant", ...rule }, "time", lookup);
  if (!read.ok) return read;
  const instant = typeof read.value === "string" ? parseInstant(read.value) : null;
  if (instant !== null) return ok(instant);
  return refuse({ rule: "missing-value", reason: "time has no value: without it nobody knows when this was read." });
}

/** Signals of one topic are read together. */
function patternsOf(machine: MachineKind) {
  const byTopic = new Map<string, { signal: number; value: ReturnType<typeof createSignalValue> }[]>();
  for (const [signal, declared] of machine.signals.entries()) {
    const topic = declared.topic ?? machine.topic ?? "";
    byTopic.set(topic, [...(byTopic.get(topic) ?? []), { signal, value: createSignalValue(declared) }]);
  }
  return [...byTopic].map(([topic, signals]) => ({ pattern: patternOf(topic), signals }));
}

/** Checked when the configuration was read. */
function patternOf(topic: string): TopicPattern {
  const pattern = readTopicPattern(topic);
  return present(pattern.ok ? pattern.value : null, () => `unchecked topic ${topic}`);
}
