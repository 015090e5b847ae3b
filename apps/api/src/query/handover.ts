import type { Ledger } from "@lockstep/domain/ledger";
import type {
  HandoverNow,
  QueryHandoverArgs,
  QueryHandoversArgs,
  Handover as Row,
} from "@lockstep/protocol/generated/schema";
import { isAt, waitingOf } from "@lockstep/workflow/handover/evolve-handovers";
import { handoverId, mayHandOver } from "@lockstep/workflow/handover/hand-over";
import type { Handover, Place } from "@lockstep/workflow/handover/model";
import { isRecent } from "@lockstep/workflow/handover/shifts";
import { handoverRow, sheetRow } from "../handover/handover-rows.ts";
import { changeNow, shiftsFor, writeSheet } from "../handover/write-sheet.ts";
import type { View } from "../view/view.ts";
import { actorOf } from "../wire/actions.ts";
import type { Moment } from "./moment.ts";
import { type Connection, pageOfRows } from "./paging.ts";

/** Null: there is no such place that the viewer may see. */
export function placeOf({ view, viewer }: Moment, site: string, resource: string | null): Place | null {
  if (!view.world.sites.has(site) || !viewer.scope.sees(site)) return null;
  return resource === null || isThere(view, site, resource) ? { site, resource } : null;
}

const isThere = ({ world }: View, site: string, resource: string): boolean =>
  world.resources.get(resource)?.data.site === site;

export function handoverNow(moment: Moment, ledger: Ledger, asked: QueryHandoverArgs): HandoverNow | null {
  const place = placeOf(moment, asked.site, asked.resource ?? null);
  if (place === null) return null;
  const { view, viewer } = moment;
  const { workflow, clock } = view;
  const shifts = shiftsFor({ view, workflow }, place, clock);
  const change = changeNow(workflow.handovers, place, shifts, clock);
  if (change === null) return null;
  const sheet = writeSheet({ view, workflow, ledger }, { place, shifts, change, until: clock });
  const signed = workflow.handovers.get(handoverId(place, change.shift.from));
  const waiting = waitingOf(workflow.handovers).find((one) => isAt(one, place));
  return {
    ...place,
    sheet: sheetRow(sheet, view),
    signed: signed === undefined ? null : handoverRow(moment, signed),
    waiting: waiting === undefined ? null : handoverRow(moment, waiting),
    mayHandOver: signed === undefined && isRecent(change.shift, clock) && mayHandOver(actorOf(viewer), place),
  };
}

const keyOf = ({ at, id }: Handover) => [-at, id];

export function handovers({ view, viewer }: Moment, { site, resource, ...page }: QueryHandoversArgs): Connection<Row> {
  const isOf = (one: Handover): boolean =>
    one.site === site && (resource === null || resource === undefined || one.resource === resource);
  const found = viewer.scope.sees(site) ? [...view.workflow.handovers.values()].filter(isOf) : [];
  const items = found.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
  return pageOfRows({ kind: "handovers", items, keyOf }, (one) => handoverRow({ view, viewer }, one), {
    first: page.first ?? null,
    after: page.after ?? null,
  });
}
