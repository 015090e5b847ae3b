import { present } from "@lockstep/domain/assert";
import type { Instant } from "@lockstep/domain/instant";
import type { AnyEvent } from "../model.ts";
import type { Handover, Place } from "./model.ts";

export type Handovers = ReadonlyMap<string, Handover>;

/** So many whole sheets are kept at hand of each place; of older ones who, when and what was noted. */
export const SHEETS_KEPT = 30;

/** What an event does to the handovers, which stand in the order in which they were written. */
export function handoversAfter(handovers: Handovers, event: AnyEvent): Handovers {
  switch (event.type) {
    case "handed-over": {
      const { exceptionId: id, place, at, by, note, lateAfter, sheet } = event;
      const made: Handover = {
        ...{ id, ...place, shiftFrom: sheet.shift.from, at, by, note: note ?? "", lateAfter, sheet },
        ...{ accepted: null, toldLateAt: null },
      };
      return withoutOldSheets(new Map(handovers).set(id, made), place);
    }
    case "handover-accepted": {
      const { at, by, note, cameAfter } = event;
      return changed(handovers, event.exceptionId, { accepted: { at, by, note, cameAfter } });
    }
    case "handover-late":
      return changed(handovers, event.exceptionId, { toldLateAt: event.at });
    default:
      return handovers;
  }
}

function changed(handovers: Handovers, id: string, change: Partial<Handover>): Handovers {
  const before = present(handovers.get(id), () => `no ${id}`);
  return new Map(handovers).set(id, { ...before, ...change });
}

export const isAt = (a: Place, b: Place): boolean => a.site === b.site && a.resource === b.resource;

export type HandoverState = "waiting" | "late" | "accepted" | "not-accepted";

/** Where a handover stands: what nobody accepted before the next one of its place was written is left to that one. */
export function stateOf(handovers: Handovers, handover: Handover, now: Instant): HandoverState {
  if (handover.accepted !== null) return "accepted";
  if (laterThan(handovers, handover) !== undefined) return "not-accepted";
  return handover.lateAfter <= now ? "late" : "waiting";
}

/** The next one of the same place. */
export const laterThan = (handovers: Handovers, { shiftFrom, ...place }: Handover): Handover | undefined =>
  [...handovers.values()].find((one) => isAt(one, place) && one.shiftFrom > shiftFrom);

/** Those that can be accepted, the latest first: at each place that is the last one written, if nobody has accepted it. */
export function waitingOf(handovers: Handovers): readonly Handover[] {
  const last = new Map<string, Handover>();
  for (const one of handovers.values()) {
    const place = JSON.stringify([one.site, one.resource]);
    last.delete(place);
    last.set(place, one);
  }
  return [...last.values()].filter(({ accepted }) => accepted === null).reverse();
}

function withoutOldSheets(handovers: Map<string, Handover>, place: Place): Handovers {
  const own = [...handovers.values()].filter((one) => isAt(one, place) && one.sheet !== null);
  for (const old of own.slice(0, Math.max(0, own.length - SHEETS_KEPT))) {
    handovers.set(old.id, { ...old, sheet: null, accepted: old.accepted && { ...old.accepted, cameAfter: [] } });
  }
  return handovers;
}
