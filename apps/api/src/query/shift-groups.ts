import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { Stretch } from "@lockstep/domain/working-time";
import { zoneOf } from "@lockstep/domain/zone";
import { cutByShifts, lineShifts, shiftAt } from "@lockstep/workflow/adherence/line-shifts";
import { periodOf } from "@lockstep/workflow/otif/periods";
import type { View } from "../view/view.ts";
import { siteTimeZone } from "../wire/names.ts";
import type { Calendars } from "./adherence-calendars.ts";
import type { Window } from "./plan-baseline.ts";

/** `SHIFT`: each by its dates; `SHIFT_OF_DAY`: all that keep the same hours by the clock on the wall. */
export type ByShift = "SHIFT" | "SHIFT_OF_DAY";

export const isByShift = (by: string): by is ByShift => by === "SHIFT" || by === "SHIFT_OF_DAY";

/** What the shifts of a site's lines are called, and when they are (A7). */
export interface ShiftGroups {
  keyAt(resource: string | null, at: Instant): string;
  /** A time of a line, or of the whole site, cut by its shifts; between shifts by days. */
  cut(resource: string | null, time: Stretch): Iterable<readonly [key: string, part: Stretch]>;
}

/** What a shift is, for the definition of a figure. */
export const SHIFT_TEXT =
  " A shift is one of the supervisors' roster that is in force now, else of the line's calendar, else the day.";

/** Between shifts, of all shifts that keep the same hours. */
export const BETWEEN = "";

export const shiftName = (by: ByShift, key: string): string =>
  by === "SHIFT_OF_DAY" && key === BETWEEN ? "between shifts" : key;

export function shiftGroups(view: View, calendars: Calendars, { site, from, to }: Window, by: ByShift): ShiftGroups {
  const zone = zoneOf(siteTimeZone(view.world, site));
  const known = new Map<string | null, readonly Stretch[]>();
  const shiftsOf = (resource: string | null): readonly Stretch[] => {
    const calendar = resource === null ? null : calendars.of(resource);
    const own =
      known.get(resource) ??
      lineShifts(view.workflow.escalation, { site, resource }, { calendar, asked: { from, to } });
    known.set(resource, own);
    return own;
  };
  const wall = (at: Instant): string => {
    const { hour, minute } = zone.wallClockAt(at);
    return [hour % 24, minute].map((part) => String(part).padStart(2, "0")).join(":");
  };
  const keyOf = (shift: Stretch | null, at: Instant): string => {
    if (by === "SHIFT_OF_DAY") return shift === null ? BETWEEN : `${wall(shift.from)}–${wall(shift.to)}`;
    return shift === null ? periodOf("day", at, zone).key : `${isoOf(shift.from)}/${isoOf(shift.to)}`;
  };
  return {
    keyAt: (resource, at) => keyOf(shiftAt(shiftsOf(resource), at), at),
    *cut(resource, time) {
      for (const { shift, part } of cutByShifts(shiftsOf(resource), time)) {
        if (shift !== null || by === "SHIFT_OF_DAY") yield [keyOf(shift, part.from), part];
        else
          for (let at = part.from; at < part.to; ) {
            const day = periodOf("day", at, zone);
            yield [day.key, { from: at, to: Math.min(day.to, part.to) }];
            at = day.to;
          }
      }
    },
  };
}
