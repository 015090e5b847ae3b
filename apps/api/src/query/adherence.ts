import { DAY, isoOf, MINUTE } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { zoneOf } from "@lockstep/domain/zone";
import type {
  AdherenceGrouping,
  AdherenceOperation,
  AdherenceRow,
  KeptShare,
  QueryScheduleAdherenceArgs,
  ScheduleAdherence,
} from "@lockstep/protocol/generated/schema";
import {
  ADHERENCE_VERSION,
  type Adherence,
  type AdherenceInput,
  adherenceOf,
  type BaselineOperation,
  type Due,
  dueOperations,
  type Grouping,
  type Kept,
  type MadePieces,
  type Place,
  type Ran,
} from "@lockstep/workflow/adherence/adherence";
import { isFinishedIn } from "@lockstep/workflow/adherence/week-plans";
import { periodOf } from "@lockstep/workflow/otif/periods";
import { badInput } from "../errors.ts";
import type { KnownView, View } from "../view/view.ts";
import { itemOf, resourceName, siteName, siteTimeZone } from "../wire/names.ts";
import { isoOrNull, versionText } from "../wire/words.ts";
import { calendarsOf } from "./adherence-calendars.ts";
import { madeSteps, ranBy } from "./adherence-made.ts";
import {
  byOrder,
  lastOperations,
  lastSteps,
  type PublishedWeek,
  publishedRow,
  publishedWeeks,
} from "./adherence-plans.ts";
import type { Moment } from "./moment.ts";
import { isFinishedBy, madeOf, ranInOnePiece } from "./order-progress.ts";
import { pageOf } from "./paging.ts";
import { presentPlan, type Window } from "./plan-baseline.ts";
import { windowOf } from "./plan-window.ts";
import { isByShift, SHIFT_TEXT, shiftGroups, shiftName } from "./shift-groups.ts";

export const MOST_DAYS = 92;
/** What the schema says, also to one who asks with null. */
export const TOLERANCE_MINUTES = 60;
const MOST_TOLERANCE_MINUTES = (7 * DAY) / MINUTE;

/** Schedule adherence against the published plans (A1 to A7). */
export function scheduleAdherence(
  moment: Moment,
  ledger: Ledger,
  asked: QueryScheduleAdherenceArgs,
): ScheduleAdherence | null {
  const window = windowOf(moment, asked, MOST_DAYS);
  if (window === null) return null;
  const toleranceMinutes = asked.toleranceMinutes ?? TOLERANCE_MINUTES;
  if (toleranceMinutes < 0 || toleranceMinutes > MOST_TOLERANCE_MINUTES) {
    throw badInput(`toleranceMinutes is ${toleranceMinutes}: ask for 0 to ${MOST_TOLERANCE_MINUTES}.`);
  }
  const { view } = moment;
  const by = asked.by ?? "RESOURCE";
  const resource = asked.resource ?? null;
  const { input, grouping, plans } = heldAgainst(view, ledger, { window, by, resource, toleranceMinutes });
  const [total] = adherenceOf(input, { keyOf: () => "", everyStep: resource !== null });
  const all = dueOperations(input);
  const { nodes, pageInfo, totalCount } = pageOf(
    {
      kind: "scheduleAdherence",
      items: all,
      keyOf: ({ operation }) => [operation.start, operation.id, operation.finish],
    },
    asked,
  );
  return {
    asOf: isoOf(view.clock),
    definition:
      definitionOf(toleranceMinutes, by === "RESOURCE" || resource !== null) +
      (isByShift(by) ? SHIFT_TEXT : "") +
      versionText(ADHERENCE_VERSION),
    version: ADHERENCE_VERSION,
    toleranceMinutes,
    plans: plans.map(publishedRow),
    total: rowOf(total ?? nothing, total === undefined ? "" : siteName(view.world, window.site)),
    rows: adherenceOf(input, grouping).map((one) => rowOf(one, nameOf(view, by, one.key))),
    behind: { nodes: nodes.map(operationRow), pageInfo, totalCount },
  };
}

interface Held extends By {
  readonly toleranceMinutes: number;
}

/** What is held against which plans, and how it is grouped. */
export function heldAgainst(view: View, ledger: Ledger, { window, by, resource, toleranceMinutes }: Held) {
  const plans = publishedWeeks(view, ledger, window);
  const input = { ...adherenceInput(view, ledger, { window, plans, resource }), tolerance: toleranceMinutes * MINUTE };
  return { input, grouping: groupingOf(view, { window, by, resource }), plans };
}

const definitionOf = (minutes: number, everyStep: boolean): string =>
  "Held against the plan as it was published. Volume: made / planned to be finished. Mix: the lesser of both, item by item, / planned. " +
  `${everyStep ? "Every step counts with its line." : "The last step of each order counts."} ` +
  `Starts and finishes: within ${minutes} min of the plan, of those due. Sequence: the longest row that began in the ` +
  "planned order, of those that began on their line. Cancelled and re-planned ones count as published; what is not due yet does not.";

const nothing: Adherence = {
  ...{ key: "", planned: 0, made: 0, asPlanned: 0, operations: 0 },
  ...{ starts: { n: 0, kept: 0 }, finishes: { n: 0, kept: 0 }, sequence: { n: 0, kept: 0 } },
};

interface Inputs {
  readonly window: Window;
  readonly plans: readonly PublishedWeek[];
  readonly resource: string | null;
}

/** All that is held against the plans of a time, of one line or of all. */
export function adherenceInput(
  view: KnownView,
  ledger: Ledger,
  { window, plans, resource }: Inputs,
): Omit<AdherenceInput, "tolerance"> {
  const { site, from, to } = window;
  const isAsked = (one: { readonly resource: string | null }): boolean =>
    resource === null || one.resource === resource;
  // Of an order without operations the MES says where it ran.
  const inOnePiece = new Map<string, Ran>();
  const planned = plans.flatMap((plan): readonly BaselineOperation[] => {
    const operations = [...plan.baseline.values()];
    const last = lastOperations(operations);
    const isLeft = leftAt(view, ledger, plan);
    return operations.flatMap((one): readonly BaselineOperation[] => {
      if (!isFinishedIn(plan, one.finish) || !isLeft(one.order)) return [];
      const isWhole = one.id === one.order;
      const ran = isWhole ? ranInOnePiece(view, ledger, one.order) : null;
      // As long as nobody reports on it, nothing is known of it.
      if (isWhole && ran === null) return [];
      if (ran !== null) inOnePiece.set(one.id, ran);
      return [{ ...one, resource: ran?.resource ?? one.resource, isLast: last.has(one.id) }];
    });
  });
  const isLast = lastSteps(view, ledger, {
    published: plans.map(({ baseline }) => baseline),
    present: presentPlan(view, ledger, site),
  });
  const made = [...madeSteps(view, ledger, { site, from, to: Math.min(to, view.clock) })]
    .filter(isAsked)
    .map(({ good, ...one }): MadePieces => ({ ...one, quantity: good, isLast: isLast(one.operation, one.order) }));
  const ranOf = ranBy(view, ledger);
  return {
    planned: planned.filter(isAsked),
    made,
    ranOf: (id) => inOnePiece.get(id) ?? ranOf(id),
    from,
    to,
    now: view.clock,
  };
}

/** Whether something of an order was left to be made when its plan was published. */
function leftAt(view: KnownView, ledger: Ledger, { plan, baseline }: PublishedWeek): (order: string) => boolean {
  const orders = byOrder(baseline.values());
  const known = new Map<string, boolean>();
  return (order) => {
    const before = known.get(order);
    if (before !== undefined) return before;
    const operations = orders.get(order) ?? [];
    const quantity = operations[0]?.quantity ?? 0;
    const isLeft = !isFinishedBy(madeOf(view, ledger, { id: order, operations, quantity }), plan.publishedAt, quantity);
    known.set(order, isLeft);
    return isLeft;
  };
}

interface By {
  readonly window: Window;
  readonly by: AdherenceGrouping;
  readonly resource: string | null;
}

function groupingOf(view: View, { window, by, resource }: By): Grouping {
  const { site } = window;
  const zone = zoneOf(siteTimeZone(view.world, site));
  const shifts = isByShift(by) ? shiftGroups(view, calendarsOf(view), window, by) : null;
  const keyOf = (place: Place): string => {
    switch (by) {
      case "RESOURCE":
        return place.resource ?? "";
      case "ITEM":
        return place.item;
      case "SITE":
        return site;
      case "DAY":
        return periodOf("day", place.at, zone).key;
      case "SHIFT":
      case "SHIFT_OF_DAY":
        // A shift goes by the moment it begins and the one it ends, on whatever line.
        return shifts?.keyAt(place.resource, place.at) ?? "";
    }
  };
  return { keyOf, everyStep: by === "RESOURCE" || resource !== null };
}

function nameOf(view: View, by: AdherenceGrouping, key: string): string {
  if (by === "RESOURCE") return resourceName(view.world, key);
  if (by === "ITEM") return itemOf(view.world, key).name;
  if (isByShift(by)) return shiftName(by, key);
  return by === "SITE" ? siteName(view.world, key) : key;
}

const shareOf = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const keptRow = ({ n, kept }: Kept): KeptShare => ({ n, kept, share: shareOf(kept, n) });

const rowOf = ({ key, planned, made, asPlanned, operations, ...kept }: Adherence, name: string): AdherenceRow => ({
  ...{ key, name, operations, planned, made },
  volume: shareOf(made, planned),
  mix: shareOf(asPlanned, planned),
  starts: keptRow(kept.starts),
  finishes: keptRow(kept.finishes),
  sequence: keptRow(kept.sequence),
});

const operationRow = ({ operation, ran, startKept, finishKept }: Due): AdherenceOperation => ({
  ...{ id: operation.id, order: operation.order, item: operation.item, resource: operation.resource },
  quantity: operation.quantity,
  plannedStart: isoOf(operation.start),
  plannedFinish: isoOf(operation.finish),
  startedAt: isoOrNull(ran?.startedAt),
  finishedAt: isoOrNull(ran?.finishedAt),
  ...{ startKept, finishKept },
});
