import { present } from "@lockstep/domain/assert";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { JsonMapping, MqttJson } from "../configuration.ts";
import { type Connector, NOTHING, type Offered } from "../contract.ts";
import { type MappingContext, NO_CONTEXT } from "../edge/edge-context.ts";
import { type Counters, createCounters } from "../mapping/counters.ts";
import { dataBy, hashedId } from "../mapping/fact-mapping.ts";
import { atPointer } from "../mapping/json-pointer.ts";
import { type Lookup, valueBy } from "../mapping/rule.ts";
import type { ToldFact } from "../mapping/told-before.ts";
import { createToldTimes, type ToldTimes, toldAt } from "../mapping/told-times.ts";
import { readJson } from "./json-text.ts";
import { type MqttCommand, type MqttMessage, refusedMessage, refuseTooLarge } from "./message.ts";
import { readTopicPattern, type TopicPattern } from "./topic-pattern.ts";

/** What it subscribes to. */
export function jsonFilters({ mappings = [], topics = [], facts }: MqttJson): readonly string[] {
  const own = facts === undefined ? [] : [facts];
  return [
    ...new Set([...own, ...topics, ...mappings.map(({ topic }) => topic)].map((topic) => patternOf(topic).filter)),
  ];
}

/** JSON or text on topics, made into facts by declared mappings; and facts that come as they are. */
export function createMqttJson(
  config: MqttJson,
  context: () => MappingContext = () => NO_CONTEXT,
): Connector<MqttMessage, MqttCommand> {
  const { mappings = [], facts, source = `/mqtt/${config.id}` } = config;
  const prepared = mappings.map((mapping) => ({ mapping, pattern: patternOf(mapping.topic) }));
  const factsPattern = facts === undefined ? null : patternOf(facts);
  const counters = createCounters();
  const times = createToldTimes();
  const lately = createLately();

  function read(message: MqttMessage, at: Instant): readonly Offered[] {
    const tooLarge = refuseTooLarge(message);
    if (tooLarge !== null) return [tooLarge];
    if (message.text === null) return [refusedMessage(message, NOT_UTF8)];
    if (factsPattern?.match(message.topic)) return readFacts(message.text);
    const text = message.text;
    const meant = prepared.flatMap(({ mapping, pattern }) => {
      const levels = pattern.match(message.topic);
      return levels === null ? [] : [{ mapping, levels }];
    });
    if (meant.length === 0) return [refusedMessage(message, UNMAPPED)];
    return meant.flatMap(({ mapping, levels }) => {
      const offered = translate(mapping, {
        levels,
        text,
        message,
        at,
        source,
        counters,
        times,
        lately,
        known: context(),
      });
      if (!offered.ok) return [refusedMessage(message, offered.error)];
      return offered.value === null ? [] : [offered.value];
    });
  }

  return {
    handle(happening) {
      if (happening.kind !== "message") return NOTHING;
      const offered = read(happening.message, happening.at);
      return { ...NOTHING, offered, ignored: offered.length === 0 ? 1 : 0 };
    },
  };
}

const NOT_UTF8: Refusal = { rule: "not-utf8", reason: "The message is not UTF-8: send text in that encoding." };
const UNMAPPED: Refusal = {
  rule: "unmapped-topic",
  reason: "No mapping is for this topic: declare one, or subscribe to less.",
};

const EMPTY_ID: Refusal = {
  rule: "empty-text",
  reason: "id must not be empty: give each message one of its own, or declare none.",
};

/** One event as it came, so that it is compared and kept as it came; of a list each element. */
function readFacts(text: string): readonly Offered[] {
  if (!/^\s*\[/.test(text)) return [{ text }];
  const list = parsed(text);
  return list.ok && Array.isArray(list.value) ? list.value.map((value: unknown) => ({ value })) : [{ text }];
}

interface Told {
  readonly levels: ReadonlyMap<string, string>;
  readonly text: string;
  readonly message: MqttMessage;
  readonly at: Instant;
  readonly source: string;
  readonly counters: Counters;
  readonly times: ToldTimes;
  readonly lately: Lately;
  readonly known: MappingContext;
}

/** What was told last, by id: it may not be in the log yet when its message comes again. */
interface Lately {
  of(id: string): ToldFact | null;
  tell(fact: ToldFact): void;
}

const MOST_LATELY = 10_000;

function createLately(): Lately {
  const facts = new Map<string, ToldFact>();
  return {
    of: (id) => facts.get(id) ?? null,
    tell(fact) {
      facts.set(fact.id, fact);
      const [oldest] = facts.keys();
      if (facts.size > MOST_LATELY && oldest !== undefined) facts.delete(oldest);
    },
  };
}

/** Null: it was kept by the broker, and does not say since when it is so; or it is late, and a counter's total not known. */
function translate(mapping: JsonMapping, told: Told): Result<Offered | null, Refusal> {
  if (told.message.retained && mapping.time === undefined) return ok(null);
  const body = mapping.payload === "text" ? ok(told.text.trim()) : parsed(told.text);
  if (!body.ok) return body;
  const outer: Lookup = ({ pointer, level }) =>
    pointer === undefined ? told.levels.get(level ?? "") : atPointer(body.value, pointer);
  const time = timeOf(mapping, outer, told.at);
  if (!time.ok) return time;
  const read = idOf(mapping, outer, told);
  if (!read.ok) return read;
  const id = read.value;
  const { source, counters, known, lately } = told;
  const type = mapping.type as FactType;
  const before = lately.of(id) ?? known.told.of(source, id);
  const raw = mapping.time === undefined ? (before?.raw ?? time.value) : time.value;
  const lookup: Lookup = (rule) => (rule.time === true ? new Date(raw).toISOString() : outer(rule));
  const scope = told.message.topic;
  const { latest } = known;
  const counting = { counters, scope, source, at: raw, latest, again: before?.data ?? null, told: known.told };
  const data = dataBy({ ...mapping, type }, lookup, counting);
  if (!data.ok) return data;
  if (data.value === null) return ok(null);
  const telling = { source, type, data: data.value, raw, idAt: () => id };
  // A message that comes again says nothing after what was said since.
  const value = before?.raw === raw ? toldAt(telling, before.time) : told.times.tell(telling, known);
  if (before === null)
    lately.tell({ id, data: data.value, time: present(parseInstant(value.time), () => value.time), raw });
  return ok({ value, from: { place: told.message.topic, text: told.text } });
}

function timeOf({ time }: JsonMapping, lookup: Lookup, at: Instant): Result<Instant, Refusal> {
  if (time === undefined) return ok(at);
  const read = valueBy({ as: "instant", ...time }, "time", lookup);
  if (!read.ok) return read;
  const instant = typeof read.value === "string" ? parseInstant(read.value) : null;
  if (instant !== null) return ok(instant);
  return refuse({ rule: "missing-value", reason: "time has no value: without it nobody knows when this happened." });
}

function idOf(mapping: JsonMapping, lookup: Lookup, { message, text, at }: Told): Result<string, Refusal> {
  const { id, name, time } = mapping;
  if (id === undefined) {
    const receipt = time === undefined ? [at] : [];
    return ok(hashedId(name, [message.topic, text, ...receipt]));
  }
  const read = valueBy({ ...id, as: "text" }, "id", lookup);
  if (read.ok && read.value === "") return refuse(EMPTY_ID);
  return read.ok ? ok(`${name}/${String(read.value)}`) : read;
}

const parsed = (text: string): Result<unknown, Refusal> => readJson(text, "declare its payload as text");

/** Checked when the configuration was read. */
function patternOf(topic: string): TopicPattern {
  const pattern = readTopicPattern(topic);
  return present(pattern.ok ? pattern.value : null, () => `unchecked topic ${topic}`);
}
