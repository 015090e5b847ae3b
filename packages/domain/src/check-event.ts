import { brokenRule } from "./facts/business-rules.ts";
import { FACT_TYPES, type FactType } from "./facts/catalogue.ts";
import { dataOf, keyDataOf } from "./facts/convert.ts";
import type { AnyFact } from "./facts/fact.ts";
import { keyOf } from "./facts/keys.ts";
import { checkData, checkKey, type Refusal, shown } from "./facts/schema-check.ts";
import { type Instant, isoOf, MINUTE } from "./instant.ts";
import { parseInstant } from "./instant-text.ts";
import { canonicalText, cloneJson, findTrouble, isObject, type JsonObject } from "./json.ts";
import { ok, type Result, refuse } from "./result.ts";

/** When and where in the log an event came in, and whether the clock is the wall's or moved by hand. */
export interface Receipt {
  readonly receivedAt: Instant;
  readonly seq: number;
  readonly mode: "live" | "manual";
  /** Who brings it in: declared rules may look at some connectors alone. */
  readonly connector?: string;
}

/** How far ahead of its receipt a fact may be under a live clock: clocks differ. */
export const FUTURE_TOLERANCE = 5 * MINUTE;

/**
 * A CloudEvent as a checked fact, or the rule that it breaks. Looks at this event alone: whether its key is taken, and
 * whether what it names is known, are the intake's and the ledger's questions.
 */
export function checkEvent(value: unknown, at: Receipt): Result<AnyFact, Refusal> {
  const event = soundEvent(value);
  return event.ok ? checkSoundEvent(event.value, canonicalText(event.value), at) : event;
}

/** A JSON object that can be stored and compared; anything else is no event. */
export function soundEvent(value: unknown): Result<JsonObject, Refusal> {
  const trouble = findTrouble(value);
  if (trouble) return refuse({ rule: trouble.kind, reason: troubleText[trouble.kind](trouble.where || "The event") });
  if (isObject(value)) return ok(value);
  return refuse({ rule: "not-an-event", reason: `A fact is a CloudEvents JSON object; this is ${shown(value)}.` });
}

const troubleText = {
  "too-deep": (where: string) => `${where} is nested more than 64 levels deep: send it flatter.`,
  "not-finite": (where: string) => `${where} is a number too large to hold: numbers must be finite.`,
  "unreadable-text": (where: string) => `${where} holds half of a character or a NUL, which no text may: clean it.`,
};

/** As `checkEvent`, for an event that `soundEvent` has let through and whose canonical text is at hand. */
export function checkSoundEvent(event: JsonObject, canonical: string, at: Receipt): Result<AnyFact, Refusal> {
  const envelope = checkEnvelope(event);
  if (!envelope.ok) return envelope;
  const { type, source, id, time, subject } = envelope.value;
  const wire = cloneJson(event["data"]);
  const checked = checkShape(type, wire);
  if (!checked.ok) return checked;
  const deleted = checked.value.deleted;
  const data = deleted ? keyDataOf(type, wire) : dataOf(type, wire);
  const broken = tooLarge(data) ?? brokenRule(type, data, deleted) ?? fromFuture(time, at);
  if (broken) return refuse(broken);
  const typed = { type, data } as Parameters<typeof keyOf>[0];
  const { receivedAt, seq } = at;
  const key = keyOf(typed, source, id);
  const named = subject === undefined ? {} : { subject };
  return ok({ type, source, id, time, ...named, key, deleted, data, canonical, receivedAt, seq } as AnyFact);
}

interface Envelope {
  readonly type: FactType;
  readonly source: string;
  readonly id: string;
  readonly time: Instant;
  readonly subject: string | undefined;
}

function checkEnvelope(event: JsonObject): Result<Envelope, Refusal> {
  const { specversion, id, source, type, time: text, subject } = event;
  if (specversion !== "1.0") return wrong("not-an-event", `specversion must be "1.0"; it is ${shown(specversion)}.`);
  if (!isName(source)) return wrong("envelope", `source must be ${aName}, who says so; it is ${shown(source)}.`);
  if (!isName(id)) return wrong("envelope", `id must be ${aName}, unique within its source; it is ${shown(id)}.`);
  if (typeof type !== "string" || !isFactType(type)) {
    const known = Object.keys(FACT_TYPES).join(", ");
    return wrong("unknown-type", `type must be one of ${known}; it is ${shown(type)}.`);
  }
  const time = typeof text === "string" ? parseInstant(text) : null;
  if (time === null) {
    const form = "an RFC 3339 instant with an offset on a day that exists, such as 2026-03-02T06:10:00Z";
    return wrong("instant", `time, when it happened, must be ${form}; it is ${shown(text)}.`);
  }
  if (subject !== undefined && subject !== null && typeof subject !== "string") {
    return wrong("envelope", `subject must be a text or left out; it is ${shown(subject)}.`);
  }
  return ok({ type, source, id, time, subject: subject ?? undefined });
}

const aName = "a text of 1 to 1,000 characters";
const isName = (value: unknown): value is string =>
  typeof value === "string" && value.length > 0 && value.length <= 1_000;
const isFactType = (type: string): type is FactType => Object.hasOwn(FACT_TYPES, type);
const wrong = (rule: string, reason: string) => refuse({ rule, reason });

/** Checks the data against its type's schema, of a tombstone the key alone; fills in the defaults of `wire`. */
function checkShape(type: FactType, wire: unknown): Result<{ deleted: boolean }, Refusal> {
  if (!isObject(wire)) {
    return wrong("required-field", `data must be an object with the fields of ${type}; it is ${shown(wire)}.`);
  }
  const { deleted } = wire;
  if (deleted !== undefined && typeof deleted !== "boolean") {
    return wrong("field-type", `data.deleted must be true or false; it is ${shown(deleted)}.`);
  }
  if (deleted !== true) {
    const checked = checkData(type, wire);
    return checked.ok ? ok({ deleted: false }) : checked;
  }
  if (FACT_TYPES[type].shape !== "entity") {
    const instead = "send the opposite movement, or a new count, instead";
    return wrong("only-entities-deleted", `A ${type} is no entity that could be deleted: ${instead}.`);
  }
  const checked = checkKey(type, wire);
  return checked.ok ? ok({ deleted: true }) : checked;
}

function fromFuture(time: Instant, { receivedAt, mode }: Receipt): Refusal | null {
  if (mode === "manual" || time <= receivedAt + FUTURE_TOLERANCE) return null;
  const ahead = `time is ${isoOf(time)}, more than 5 minutes ahead of its receipt at ${isoOf(receivedAt)}`;
  return { rule: "future", reason: `${ahead}: check the clock of the source, and send it again when it has happened.` };
}

/** [F5a] The first number, wherever in the data, that is larger than what can be counted exactly. */
function tooLarge(data: unknown, where = "data"): { readonly rule: string; readonly reason: string } | null {
  if (typeof data === "number") {
    if (Math.abs(data) <= Number.MAX_SAFE_INTEGER) return null;
    const reason = `${where} is ${shown(data)}, which is more than can be counted exactly: check its unit.`;
    return { rule: "too-large", reason };
  }
  if (typeof data !== "object" || data === null) return null;
  for (const name of Object.keys(data)) {
    const step = Array.isArray(data) ? `[${name}]` : `.${name}`;
    const found = tooLarge(data[name as keyof typeof data], `${where}${step}`);
    if (found !== null) return found;
  }
  return null;
}
