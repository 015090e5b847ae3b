import { DAY, type Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { isLive } from "../life.ts";
import { type ExceptionRecord, SYSTEM, type TimelineEntry, type WorkflowState } from "../model.ts";
import { bySeverity, currentSeen } from "../weight.ts";
import { isAt } from "./evolve-handovers.ts";
import type { Deed, Floor, Handover, OpenItem, Place, Sheet } from "./model.ts";
import type { Change, Shifts } from "./shifts.ts";

export interface Writing {
  readonly place: Place;
  readonly change: Change;
  readonly shifts: Shifts;
  readonly until: Instant;
  readonly floor: Floor;
  readonly weigh: Weigh;
}

/** What an exception is called, and what it weighs at the site that is handed over: nobody is told of other sites' lines. */
export type Weigh = (record: ExceptionRecord) => Pick<OpenItem, "title" | "valueAtRiskMinor" | "actBy" | "lines">;

/** All that is left to the next shift, as it is known. */
export function sheetOf(state: WorkflowState, writing: Writing): Sheet {
  const { place, change, shifts, until, floor, weigh } = writing;
  const since = beginsAt(state, place, change);
  return {
    ...{ shift: change.shift, next: change.next, isRostered: shifts.isRostered, since, until, ...floor },
    // What has opened since it was signed comes after it.
    open: openAt(state, place, weigh).filter(({ openedAt }) => openedAt <= until),
    done: doneAt(state, writing, since),
  };
}

/** Where the sheet before ended, if it is of the day before or later: what was done about the change of shifts is on one of them. */
export function beginsAt(state: WorkflowState, place: Place, { shift }: Pick<Change, "shift">): Instant {
  const before = [...state.handovers.values()].findLast((one) => isAt(one, place) && one.shiftFrom < shift.from);
  return before === undefined || before.at < shift.from - DAY ? shift.from : before.at;
}

/** Every exception there that somebody still has to do something about, or has put off: the most urgent first, and last those whose cause is gone. */
export function openAt(state: WorkflowState, place: Place, weigh: Weigh): readonly OpenItem[] {
  return [...state.records.values()]
    .filter((record) => isLive(record.state) && isIn(state, record, place))
    .map((record) => itemOf(state, record, weigh))
    .sort(
      (a, b) =>
        Number(b.present) - Number(a.present) ||
        bySeverity(a, b) ||
        (a.actBy ?? Infinity) - (b.actBy ?? Infinity) ||
        b.valueAtRiskMinor - a.valueAtRiskMinor ||
        byCodeUnit(a.exception, b.exception),
    );
}

/** What is open there by now and was not on the sheet. */
export function cameAfter(state: WorkflowState, handover: Handover, weigh: Weigh): readonly OpenItem[] {
  const handed = new Set(handover.sheet?.open.map(({ exception }) => exception));
  return openAt(state, handover, weigh).filter(({ exception }) => !handed.has(exception));
}

function isIn(state: WorkflowState, record: ExceptionRecord, { site, resource }: Place): boolean {
  const seen = currentSeen(state, record);
  if (resource === null) return seen.sites.includes(site);
  return seen.resource === resource || (record.subjectType === "resource" && record.subject === resource);
}

function itemOf(state: WorkflowState, record: ExceptionRecord, weigh: Weigh): OpenItem {
  const { id: exception, present, openedAt, owner, acknowledgedBy, estimate } = record;
  const { severity } = currentSeen(state, record);
  const said = record.timeline.findLast(({ by, note }) => by !== SYSTEM && note !== null);
  return {
    ...{ exception, ...weigh(record), state: record.state, present, severity },
    ...{ openedAt, owner, acknowledgedBy, estimate, note: said?.note ?? null },
  };
}

/** What is told of besides what people did. */
const ALSO: ReadonlySet<TimelineEntry["action"]> = new Set(["recovered", "reopened", "lapsed"]);

function doneAt(state: WorkflowState, { place, until, weigh }: Writing, since: Instant): readonly Deed[] {
  const isDone = ({ at, by, action }: TimelineEntry): boolean =>
    at >= since && at < until && (by !== SYSTEM || ALSO.has(action));
  return [...state.records.values()]
    .filter((record) => record.timeline.some(isDone) && isIn(state, record, place))
    .flatMap((record) =>
      record.timeline.filter(isDone).map(({ action, at, by, note }) => ({
        exception: record.id,
        title: weigh(record).title,
        action,
        at,
        by,
        note,
      })),
    )
    .sort((a, b) => a.at - b.at || byCodeUnit(a.exception, b.exception));
}
