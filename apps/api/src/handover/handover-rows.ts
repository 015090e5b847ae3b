import { isoOf } from "@lockstep/domain/instant";
import type {
  HandoverItem as ItemRow,
  OrderLineState,
  Handover as Row,
  HandoverSheet as SheetRow,
  HandoverShift as ShiftRow,
} from "@lockstep/protocol/generated/schema";
import { stateOf } from "@lockstep/workflow/handover/evolve-handovers";
import { mayHandOver } from "@lockstep/workflow/handover/hand-over";
import type { Handover, OpenItem, Sheet, Shift } from "@lockstep/workflow/handover/model";
import { cameAfter } from "@lockstep/workflow/handover/sheet";
import type { Moment } from "../query/moment.ts";
import type { View } from "../view/view.ts";
import { actorOf } from "../wire/actions.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import { weighAt } from "./write-sheet.ts";

export function handoverRow({ view, viewer }: Moment, handover: Handover): Row {
  const { id, site, resource, shiftFrom, at, by, note, lateAfter, sheet, accepted } = handover;
  const { workflow, clock } = view;
  const state = stateOf(workflow.handovers, handover, clock);
  const isWaiting = state === "waiting" || state === "late";
  const came = isWaiting ? cameAfter(workflow, handover, weighAt(view, workflow, site)) : (accepted?.cameAfter ?? []);
  const actor = actorOf(viewer);
  return {
    ...{ id, site, resource, by, note },
    shiftFrom: isoOf(shiftFrom),
    at: isoOf(at),
    sheet: sheet === null ? null : sheetRow(sheet, view),
    accepted: accepted === null ? null : { at: isoOf(accepted.at), by: accepted.by, note: accepted.note },
    cameAfter: came.map((item) => itemRow(item, isWaiting ? clock : (accepted?.at ?? clock), view)),
    state: upper(state),
    lateAfter: isoOf(lateAfter),
    mayAccept: isWaiting && by !== actor.name && mayHandOver(actor, handover),
  };
}

export function sheetRow(sheet: Sheet, view: View): SheetRow {
  const { shift, next, isRostered, since, until, open, done, stops, made, due } = sheet;
  return {
    ...{ shift: shiftRow(shift), next: next === null ? null : shiftRow(next), isRostered, made: [...made] },
    ...{ since: isoOf(since), until: isoOf(until) },
    open: open.map((item) => itemRow(item, until, view)),
    done: done.map(({ at, ...deed }) => ({ ...deed, at: isoOf(at) })),
    stops: stops.map(({ from, to, ...stop }) => ({ ...stop, from: isoOf(from), to: isoOrNull(to) })),
    due: due.map(({ promisedAt, projectedDelivery, state, ...line }) => ({
      ...line,
      state: state as OrderLineState,
      promisedAt: isoOf(promisedAt),
      projectedDelivery: isoOrNull(projectedDelivery),
    })),
  };
}

const shiftRow = ({ from, to, people }: Shift): ShiftRow => ({ from: isoOf(from), to: isoOf(to), people: [...people] });

function itemRow(item: OpenItem, then: number, { asMoney, workflow }: View): ItemRow {
  const { exception, title, present, lines, owner, acknowledgedBy, estimate, note, valueAtRiskMinor } = item;
  const now = workflow.records.get(exception)?.state;
  return {
    ...{ exception, title, present, lines, owner, acknowledgedBy, note },
    state: upper(item.state),
    stateNow: now === undefined ? null : upper(now),
    severity: upper(item.severity),
    valueAtRisk: asMoney(valueAtRiskMinor),
    actBy: isoOrNull(item.actBy),
    openedAt: isoOf(item.openedAt),
    estimate: isoOrNull(estimate),
    isOverdue: estimate !== null && estimate <= then,
  };
}
