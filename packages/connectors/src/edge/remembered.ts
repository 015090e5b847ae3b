import type { AnyFact, Fact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import type { Remembered, RememberedOperation, RememberedState } from "./edge-context.ts";
import { RAW_NAMES } from "./operation-count.ts";

/** The last facts of an edge about one resource, as what it goes on from. */
export function rememberedOf(
  state: Fact<"mes.resource-state"> | null,
  operation: Fact<"mes.operation"> | null,
): Remembered {
  return {
    state: state === null ? null : stateOf(state),
    operation: operation === null ? null : operationOf(operation),
  };
}

function stateOf(fact: Fact<"mes.resource-state">): RememberedState {
  const { state, since, reason = null } = fact.data;
  const attributes = attributesOf(fact);
  return { state, reason, since, readAt: readAt(attributes, fact), signals: textOf(attributes["rawsignals"]) };
}

function operationOf(fact: Fact<"mes.operation">): RememberedOperation {
  const { order, seq, state, good, scrap, startedAt = null, runHours = null } = fact.data;
  const attributes = attributesOf(fact);
  const readings = Object.values(RAW_NAMES).flatMap((name) => {
    const reading = Number(attributes[name] ?? Number.NaN);
    return Number.isFinite(reading) ? [[name, reading] as const] : [];
  });
  return {
    order,
    seq,
    state,
    good,
    scrap,
    startedAt,
    runHours,
    time: fact.time,
    readAt: readAt(attributes, fact),
    counters: Object.fromEntries(readings),
  };
}

type Attributes = Readonly<Record<string, unknown>>;

const attributesOf = ({ canonical }: AnyFact): Attributes => JSON.parse(canonical) as Attributes;
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** `topic@2026-03-02T12:00:00.000Z` */
function readAt({ rawlast }: Attributes, { time }: AnyFact): Instant {
  const text = textOf(rawlast);
  return parseInstant(text.slice(text.lastIndexOf("@") + 1)) ?? time;
}
