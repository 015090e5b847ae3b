import { NEVER_TOLD, type ToldEvent, toldAlso } from "@lockstep/connectors/epcis/told-event";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";

/** The events that facts are of, in the log or under way to it. */
export interface EpcisEvents {
  /** Their ids that end so: the log is looked through once, and no event gets such an id any more. */
  endingWith(end: string): ReadonlySet<string>;
  told(eventID: string): ToldEvent;
  /** These are under way; what is returned is called when they are durable, or never will be. */
  send(facts: readonly CloudEvent[]): () => void;
}

export function createEpcisEvents(ledger: () => Ledger, source: string): EpcisEvents {
  let known: Map<string, Set<string>> | null = null;
  const underWay = new Map<string, CloudEvent[]>();
  const idsByEvent = (): Map<string, Set<string>> => {
    known ??= idsIn(ledger(), source);
    return known;
  };

  function inForce(ids: Iterable<string>): CloudEvent[] {
    return [...ids].flatMap((id) => {
      const fact = ledger().find(source, id);
      return fact === undefined ? [] : [JSON.parse(fact.canonical) as CloudEvent];
    });
  }

  return {
    endingWith: (end) => new Set([...idsByEvent().keys()].filter((id) => id.endsWith(end))),
    told(eventID) {
      const ids = idsByEvent().get(eventID);
      if (ids === undefined) return NEVER_TOLD;
      return toldAlso({ facts: inForce(ids), ids }, underWay.get(eventID) ?? []);
    },
    send(facts) {
      const sent = new Set(facts);
      const events = new Set(facts.map(eventOf));
      for (const fact of facts) {
        const event = eventOf(fact);
        idsOf(idsByEvent(), event).add(fact.id);
        underWay.set(event, [...(underWay.get(event) ?? []), fact]);
      }
      return () => {
        for (const event of events) {
          const left = (underWay.get(event) ?? []).filter((fact) => !sent.has(fact));
          if (left.length === 0) underWay.delete(event);
          else underWay.set(event, left);
        }
      };
    },
  };
}

/** Of a fact that was made of one. */
const eventOf = ({ epcisevent }: CloudEvent): string => String(epcisevent);

function idsIn(ledger: Ledger, mapped: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { source, id, canonical } of ledger.all()) {
    if (source !== mapped || !canonical.includes('"epcisevent"')) continue;
    const { epcisevent } = JSON.parse(canonical) as CloudEvent;
    if (typeof epcisevent === "string") idsOf(found, epcisevent).add(id);
  }
  return found;
}

function idsOf(events: Map<string, Set<string>>, event: string): Set<string> {
  const ids = events.get(event) ?? new Set();
  events.set(event, ids);
  return ids;
}
