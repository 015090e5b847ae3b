import { present } from "@lockstep/domain/assert";
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

/** Nobody has accepted it, and no later one of its place has taken it over: the latest first. */
export const waitingOf = (handovers: Handovers): readonly Handover[] =>
  [...handovers.values()]
    .filter((one) => one.accepted === null)
    .filter((one) => ![...handovers.values()].some((other) => isAt(one, other) && other.shiftFrom > one.shiftFrom))
    .reverse();

function withoutOldSheets(handovers: Map<string, Handover>, place: Place): Handovers {
  const own = [...handovers.values()].filter((one) => isAt(one, place) && one.sheet !== null);
  for (const old of own.slice(0, Math.max(0, own.length - SHEETS_KEPT))) handovers.set(old.id, { ...old, sheet: null });
  return handovers;
}
