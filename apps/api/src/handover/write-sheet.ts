import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { handoverId } from "@lockstep/workflow/handover/hand-over";
import type { Place, Sheet } from "@lockstep/workflow/handover/model";
import { beginsAt, sheetOf, type Weigh } from "@lockstep/workflow/handover/sheet";
import { type Change, changeAt, type Shifts, shiftsAt } from "@lockstep/workflow/handover/shifts";
import type { WorkflowState } from "@lockstep/workflow/model";
import { currentSeen } from "@lockstep/workflow/weight";
import type { View } from "../view/view.ts";
import { siteTimeZone } from "../wire/names.ts";
import { titleOf } from "../wire/title.ts";
import { floorAt } from "./floor.ts";

/** What a sheet is made of: what people did may be a moment ahead of what is shown. */
export interface Known {
  readonly view: View;
  readonly workflow: WorkflowState;
  readonly ledger: Ledger;
}

export const shiftsFor = ({ view, workflow }: Omit<Known, "ledger">, place: Place, now: Instant): Shifts =>
  shiftsAt(workflow.escalation, {
    ...place,
    now,
    timeZone: siteTimeZone(view.world, place.site),
  });

/** What is to be handed over now; null: no shift has begun in the last days. */
export const changeNow = (handovers: WorkflowState["handovers"], place: Place, shifts: Shifts, now: Instant) =>
  changeAt(shifts, now, (from) => handovers.has(handoverId(place, from)));

export function writeSheet(
  { view, workflow, ledger }: Known,
  { place, shifts, change, until }: { place: Place; shifts: Shifts; change: Change; until: Instant },
): Sheet {
  const since = beginsAt(workflow, place, change);
  const { nextUntil } = change;
  const next = change.next === null || nextUntil === null ? null : { from: change.next.from, to: nextUntil };
  const floor = floorAt(view, ledger, place, { since, until, next });
  return sheetOf(workflow, { place, shifts, change, until, floor, weigh: weighAt(view, workflow, place.site) });
}

/** By the lines of one site alone, so that everybody who sees the site may see it. */
export const weighAt =
  (view: View, workflow: WorkflowState, site: string): Weigh =>
  (record) => {
    const title = titleOf(record, view.world);
    const source = view.exceptions.get(record.id);
    if (source === undefined) return { title, ...unseen(workflow, record, site) };
    const impacts = source.impacts.filter((one) => one.site === site);
    const times = impacts.flatMap(({ actBy, row }) => (actBy === null || row.lost ? [] : [actBy]));
    const ofSome = times.length === 0 ? null : Math.min(...times);
    return {
      title,
      valueAtRiskMinor: impacts.reduce((sum, { valueAtRiskMinor }) => sum + valueAtRiskMinor, 0),
      lines: impacts.length,
      actBy: impacts.length === source.impacts.length ? source.actBy : ofSome,
    };
  };

/** It is newer than what is shown: it weighs what it was seen with, where that is of this site alone. */
function unseen(workflow: WorkflowState, record: Parameters<Weigh>[0], site: string) {
  const { sites, valueAtRiskMinor, actBy } = currentSeen(workflow, record);
  const isAlone = sites.every((one) => one === site);
  return { lines: 0, valueAtRiskMinor: isAlone ? valueAtRiskMinor : 0, actBy: isAlone ? actBy : null };
}
