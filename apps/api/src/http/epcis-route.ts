import { readCapture } from "@lockstep/connectors/epcis/capture";
import { HASHED_BEFORE } from "@lockstep/connectors/epcis/event-hash-before";
import type { EpcisMapping } from "@lockstep/connectors/epcis/mapping";
import { type Packed, packedBy, unitIn } from "@lockstep/connectors/epcis/packing";
import { contentHash } from "@lockstep/domain/content-hash";
import type { AnyFact, CloudEvent } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import type { RequestHandler } from "express";
import { Stopped, type Writer } from "../writer/contract.ts";
import type { Incoming } from "../writer/incoming.ts";
import { readJson } from "./body.ts";
import { createEpcisEvents } from "./epcis-events.ts";
import type { Phase } from "./phase.ts";
import { refuseWith, viewerOf } from "./refuse.ts";
import { guardOf, maySendAll, refuseRest } from "./send-check.ts";
import { hasRoom, incomingOf, MOST_BATCH_BYTES, mediaType, noneTaken, takeIn } from "./taking.ts";

export interface EpcisParts {
  readonly writer: () => Writer;
  readonly ledger: () => Ledger;
  readonly mapping: EpcisMapping;
  readonly phase: Phase;
}

const FORMS: ReadonlySet<string> = new Set(["application/json", "application/ld+json"]);

/**
 * `POST /epcis/capture`: an EPCIS 2.0 document in JSON-LD, taken in as `POST /facts` would the facts that it means, and
 * answered when they are durable. An event that means nothing that we know is quarantined whole.
 */
export function epcisRoute({ writer, ledger, mapping, phase }: EpcisParts): RequestHandler {
  const known = createEpcisEvents(ledger, mapping.source);
  // What an event was to be that is not read nobody knows: most of them move stock.
  const about = { source: mapping.source, type: "wms.stock-move" } as const;
  return async (request, response) => {
    if (!FORMS.has(mediaType(request))) {
      const message = `Send EPCIS events as ${[...FORMS].join(" or ")}; XML is not read.`;
      refuseWith(response, 415, { code: "UNSUPPORTED_MEDIA_TYPE", message });
      return;
    }
    const body = await readJson(request, { mostBytes: MOST_BATCH_BYTES, what: "An EPCIS document" });
    if (!body.ok) {
      refuseWith(response, body.error.status, body.error);
      return;
    }
    if (!hasRoom(writer(), response)) return;
    const capture = readCapture(body.value.value, {
      mapping,
      earlier: packedBefore(ledger()),
      hashedBefore: () => known.endingWith(HASHED_BEFORE),
      told: known.told,
    });
    if (!capture.ok) {
      const { isTooLarge, reason: message } = capture.error;
      if (isTooLarge) refuseWith(response, 413, { code: "TOO_LARGE", message });
      else refuseWith(response, 400, { code: "BAD_REQUEST", message });
      return;
    }
    const { offered, events, ignored } = capture.value;
    const incoming = offered.map(
      (one): Incoming => ("value" in one ? incomingOf(one.value, one.from) : { about, ...one }),
    );
    const viewer = viewerOf(response);
    const guard = guardOf(viewer, writer());
    if (!maySendAll(response, incoming, { guard, writer: writer() })) return;
    const sum = noneTaken(writer());
    const sent = known.send(offered.flatMap((one) => ("value" in one ? [one.value as CloudEvent] : [])));
    try {
      await takeIn(incoming, { writer: writer(), sum, connector: `epcis:${viewer.name}`, guard });
      if (refuseRest(response, sum)) return;
      const { accepted, duplicates, quarantined, seq } = sum;
      const parked = writer().countParked(accepted);
      writer().answered();
      const captureID = contentHash(body.value.text).slice(0, 32);
      const counts = { accepted: accepted.length, duplicates, quarantined, parked, seq };
      response.status(202).json({ captureID, events, ignored, ...counts });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      phase.refuse(response);
    } finally {
      sent();
    }
  };
}

/** What the log knows of the contents of units: looked through once, and only if a document leaves it open. */
function packedBefore(ledger: Ledger): (unit: string) => readonly Packed[] {
  let byUnit: Map<string, Packed[]> | null = null;
  return (unit) => {
    byUnit ??= packedIn(ledger.all());
    return byUnit.get(unit) ?? [];
  };
}

function packedIn(facts: Iterable<AnyFact>): Map<string, Packed[]> {
  const byUnit = new Map<string, Packed[]>();
  for (const fact of facts) {
    if (fact.type !== "wms.stock-move") continue;
    const { from, to } = fact.data;
    if (unitIn(from?.location ?? "") === null && unitIn(to?.location ?? "") === null) continue;
    for (const packed of packedBy(JSON.parse(fact.canonical) as CloudEvent, fact.time)) {
      const known = byUnit.get(packed.unit);
      if (known === undefined) byUnit.set(packed.unit, [packed]);
      else known.push(packed);
    }
  }
  return byUnit;
}
