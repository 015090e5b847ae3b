import { assert } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";

/**
 * Makes checked facts as the intake does, each with an id of its own. Their canonical text is left empty unless it is
 * wanted: it is the log's, the engine never reads it, and at a million lines it would be most of what is held.
 */
export type FactMaker = (type: FactType, time: Instant, data: object) => AnyFact;

export function createFactMaker(source: string, { withText = false } = {}): FactMaker {
  let seq = 0;
  return (type, time, data) => {
    seq += 1;
    const id = String(seq).padStart(9, "0");
    const event = { specversion: "1.0", id, source, type, time: isoOf(time), data };
    const checked = checkEvent(event, { receivedAt: time, seq, mode: "manual" });
    assert(
      checked.ok,
      () => `the generator made a wrong ${type}: ${JSON.stringify(checked)} of ${JSON.stringify(data)}`,
    );
    return withText ? checked.value : { ...checked.value, canonical: "" };
  };
}
