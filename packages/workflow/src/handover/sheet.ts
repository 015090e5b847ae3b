import { DAY, type Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { isLive } from "../life.ts";
import { type ExceptionRecord, SYSTEM, type TimelineEntry, type WorkflowState } from "../model.ts";
import { bySeverity, causesOf, currentSeen } from "../weight.ts";
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
    done: doneAt(state, writing, { since, before: beforeIt(state, place, change.shift.from)?.sheet ?? null }),
  };
}

/** Where the sheet before ended, if it is of the day before or later: what was done about the change of shifts is on one of them. */
export const beginsAt = (state: WorkflowState, place: Place, { shift }: Pick<Change, "shift">): Instant =>
  beforeIt(state, place, shift.from)?.at ?? shift.from;

function beforeIt(state: WorkflowState, place: Place, from: Instant): Handover | null {
  const before = [...state.handovers.values()].findLast((one) => isAt(one, place) && one.shiftFrom < from);
  return before === undefined || before.at < from - DAY ? null : before;
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
  const isOn = seen.resource === resource || (record.subjectType === "resource" && record.subject === resource);
  return isOn || causesOf(state, record).some((cause) => cause.resource === resource);
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

/** That somebody wants to be told is nothing that was done. */
const NOTHING_DONE: ReadonlySet<TimelineEntry["action"]> = new Set(["watched", "unwatched"]);

interface After {
  readonly since: Instant;
  readonly before: Sheet | null;
}

/** What has come since the sheet before, also what was done in its time and had not arrived when it was signed. */
function doneAt(state: WorkflowState, { place, until, weigh }: Writing, { since, before }: After): readonly Deed[] {
  const told = new Set(before?.done.map(deedKey));
  const from = before?.since ?? since;
  return [...state.records.values()]
    .filter((record) => isIn(state, record, place))
    .flatMap((record) =>
      record.timeline
        .filter(({ at, by, action }) => at >= from && at < until && isDeed(by, action))
        .map(({ action, at, by, note }) => ({
          exception: record.id,
          title: weigh(record).title,
          action,
          at,
          by,
          note,
        })),
    )
    .filter((deed) => deed.at >= since || !told.has(deedKey(deed)))
    .sort((a, b) => a.at - b.at || byCodeUnit(a.exception, b.exception));
}

const isDeed = (by: string, action: TimelineEntry["action"]): boolean =>
  by === SYSTEM ? ALSO.has(action) : !NOTHING_DONE.has(action);

const deedKey = ({ exception, action, at, by }: Pick<Deed, "exception" | "action" | "at" | "by">): string =>
  JSON.stringify([exception, action, at, by]);
