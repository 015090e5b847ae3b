import type { Data } from "@lockstep/domain/facts/fact";
import { aroundTheClock, type WorkingTime, workingTimeOf } from "@lockstep/domain/working-time";
import type { KnownView } from "../view/view.ts";

export interface Calendars {
  /** Null: around the clock. */
  readonly of: (resource: string) => Data<"master.calendar"> | null;
  readonly workingOf: (resource: string) => WorkingTime;
}

/** The calendars of lines at a view. */
export function calendarsOf({ world }: Pick<KnownView, "world">): Calendars {
  const of = (resource: string): Data<"master.calendar"> | null =>
    world.calendars.get(world.resources.get(resource)?.data.calendar ?? "")?.data ?? null;
  return {
    of,
    workingOf: (resource) => {
      const calendar = of(resource);
      return calendar === null ? aroundTheClock : workingTimeOf(calendar);
    },
  };
}
