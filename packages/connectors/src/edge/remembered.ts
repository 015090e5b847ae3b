import type { AnyFact, Fact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { byCodeUnit } from "@lockstep/domain/world";
import type { Remember, RememberedOperation, RememberedState } from "./edge-context.ts";
import { RAW_NAMES } from "./operation-count.ts";

interface Last {
  state: Fact<"mes.resource-state"> | null;
  operation: Fact<"mes.operation"> | null;
}

/** What each source said last of each resource, out of all facts: what a machine of an edge goes on from. */
export function rememberedIn(facts: Iterable<AnyFact>): Remember {
  const known = new Map<string, Last>();
  for (const fact of facts) {
    if ((fact.type !== "mes.operation" && fact.type !== "mes.resource-state") || fact.deleted) continue;
    const key = `${fact.source}\0${fact.data.resource}`;
    const last = known.get(key) ?? { state: null, operation: null };
    if (fact.type === "mes.operation") last.operation = later(last.operation, fact);
    else last.state = laterState(last.state, fact);
    known.set(key, last);
  }
  return (source, resource) => {
    const { state = null, operation = null } = known.get(`${source}\0${resource}`) ?? {};
    return {
      state: state === null ? null : stateOf(state),
      operation: operation === null ? null : operationOf(operation),
    };
  };
}

function later<T extends { readonly time: Instant; readonly id: string }>(before: T | null, fact: T): T {
  if (before === null) return fact;
  return (fact.time - before.time || byCodeUnit(fact.id, before.id)) > 0 ? fact : before;
}

function laterState(before: Last["state"], fact: Fact<"mes.resource-state">): Fact<"mes.resource-state"> {
  if (before === null || fact.data.since > before.data.since) return fact;
  return fact.data.since === before.data.since ? later(before, fact) : before;
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
    lot: textOf(attributes["lot"]),
    shift: textOf(attributes["shift"]),
    product: textOf(attributes["product"]),
    costCentre: textOf(attributes["costcentre"]),
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
