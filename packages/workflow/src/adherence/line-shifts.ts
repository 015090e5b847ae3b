import type { Data } from "@lockstep/domain/facts/fact";
import { DAY, type Instant } from "@lockstep/domain/instant";
import { type Stretch, shiftsOf } from "@lockstep/domain/working-time";
import { zoneOf } from "@lockstep/domain/zone";
import type { EscalationState } from "../escalation/model.ts";
import type { Place } from "../handover/model.ts";
import { rosteredShifts } from "../handover/shifts.ts";

/**
 * The shifts that touch a time: of the roster that handovers go by, else of the line's calendar, else none. By their beginning,
 * and apart from each other: the later one begins where they overlap (A7).
 */
export function lineShifts(
  state: EscalationState,
  place: Place,
  { calendar, asked }: { readonly calendar: Data<"master.calendar"> | null; readonly asked: Stretch },
): readonly Stretch[] {
  // One that began the day before may reach into it.
  const about = { from: asked.from - DAY, to: asked.to };
  const rostered = rosteredShifts(state, place, about);
  const all = rostered.length > 0 ? rostered : calendar === null ? [] : ofCalendar(calendar, about);
  return all
    .map(({ from, to }, k) => ({ from, to: Math.min(to, all[k + 1]?.from ?? to) }))
    .filter(({ from, to }) => from < to && to > asked.from && from < asked.to);
}

function ofCalendar(calendar: Data<"master.calendar">, { from, to }: Stretch): readonly Stretch[] {
  const zone = zoneOf(calendar.timeZone);
  return shiftsOf(calendar, zone.localDayAt(from), zone.localDayAt(to));
}

/** The one that an instant lies in; null: between shifts. */
export function shiftAt(shifts: readonly Stretch[], at: Instant): Stretch | null {
  let [low, high] = [0, shifts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shifts[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const found = shifts[low - 1];
  return found !== undefined && at < found.to ? found : null;
}

/** A time cut where shifts begin and end: together the parts are all of it. Null: between shifts. */
export function* cutByShifts(
  shifts: readonly Stretch[],
  { from, to }: Stretch,
): Iterable<{ readonly shift: Stretch | null; readonly part: Stretch }> {
  let at = from;
  for (const shift of shifts) {
    const [begins, ends] = [Math.max(at, shift.from), Math.min(to, shift.to)];
    if (begins >= ends) continue;
    if (at < begins) yield { shift: null, part: { from: at, to: begins } };
    yield { shift, part: { from: begins, to: ends } };
    at = ends;
  }
  if (at < to) yield { shift: null, part: { from: at, to } };
}
