import type { AnyFact } from "@lockstep/domain/facts/fact";
import { isoOf } from "@lockstep/domain/instant";
import type { LineageFact, RawMessage } from "@lockstep/protocol/generated/schema";
import type { LineageFound } from "@lockstep/protocol/rows";
import type { RawOfFact, Store } from "@lockstep/store/store";
import { recordOf } from "../query/facts-behind.ts";

interface From {
  readonly store: Pick<Store, "rawOf" | "ruleSetPlaces">;
  readonly connectorOf: (fact: AnyFact) => string;
}

/** Facts with what they were received as, and by which rules they were judged: one question to the store for all of them. */
export async function withMessages(
  found: readonly LineageFound[],
  { store, connectorOf }: From,
): Promise<readonly LineageFact[]> {
  // Who brought them in is asked before anything is waited for: the view moves on.
  const rows = found.map((one) => ({ ...one, connector: connectorOf(one.fact) }));
  const [raws, places] = await Promise.all([store.rawOf(found.map(({ fact }) => fact.seq)), store.ruleSetPlaces()]);
  const kept = new Map(raws.map((raw) => [raw.seq, raw]));
  return rows.map(({ fact, role, of, connector }) => ({
    role,
    kind: of.kind,
    subject: of.id,
    fact: recordOf(fact),
    connector,
    // A set holds for what comes after its command.
    ruleSetVersion: places.findLast(({ seq }) => seq < fact.seq)?.version ?? 0,
    ...receivedAs(fact, connector, kept.get(fact.seq)),
  }));
}

function receivedAs(
  fact: AnyFact,
  connector: string,
  raw: RawOfFact | undefined,
): Pick<LineageFact, "origin" | "message" | "readings"> {
  const message = raw === undefined ? null : messageOf(raw, connector, fact);
  const readings = readingsOf(fact);
  // Of many readings it is the one that made the fact.
  if (readings !== null) return { origin: "READINGS", message, readings };
  if (message !== null) return { origin: "MESSAGE", message, readings };
  return { origin: isTranslated(connector) ? "NOT_KEPT" : "EVENT", message: null, readings: null };
}

function messageOf({ sha256, place, bytes, body: text }: RawOfFact, connector: string, fact: AnyFact): RawMessage {
  return { sha256, connector, receivedAt: isoOf(fact.receivedAt), place, bytes, text };
}

/** Of a fact that was made of machines' signals: it says itself of which. */
function readingsOf({ canonical }: AnyFact): LineageFact["readings"] {
  if (!canonical.includes('"rawcount"')) return null;
  const { rawfirst, rawlast, rawcount } = JSON.parse(canonical) as Readonly<Record<string, unknown>>;
  const isNamed = typeof rawfirst === "string" && typeof rawlast === "string" && typeof rawcount === "number";
  return isNamed ? { first: rawfirst, last: rawlast, count: rawcount } : null;
}

/** Whether a connector may have made the event of something else; what is sent as an event over HTTP is the event. */
const isTranslated = (connector: string): boolean => /^(b2mml|csv|epcis|mqtt|tryton):/.test(connector);
