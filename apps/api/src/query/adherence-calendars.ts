import type { Data } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import { aroundTheClock, type WorkingTime, workingTimeOf } from "@lockstep/domain/working-time";
import type { View } from "../view/view.ts";
import { factsAt } from "./facts-at.ts";
import { presentOf } from "./plan-baseline.ts";

export interface Calendars {
  /** Null: around the clock. */
  readonly of: (resource: string) => Data<"master.calendar"> | null;
  readonly workingOf: (resource: string) => WorkingTime;
}

/** The calendars of lines at a view, from the facts themselves: a view is not told of calendars. */
export function calendarsOf(view: View, ledger: Ledger): Calendars {
  const facts = factsAt(ledger, presentOf(view));
  const of = (resource: string): Data<"master.calendar"> | null => {
    const id = view.world.resources.get(resource)?.data.calendar;
    return id === undefined ? null : facts.find("master.calendar", id);
  };
  return {
    of,
    workingOf: (resource) => {
      const calendar = of(resource);
      return calendar === null ? aroundTheClock : workingTimeOf(calendar);
    },
  };
}
