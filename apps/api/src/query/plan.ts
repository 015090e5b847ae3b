import { type Instant, isNever, isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit, operationId } from "@lockstep/domain/world";
import type { OperationView, ProductionOrderView } from "@lockstep/engine/views";
import type { PlanBars, PlanDropped, PlanResource, QueryPlanArgs } from "@lockstep/protocol/generated/schema";
import type { HoldRow } from "@lockstep/protocol/rows";
import { badInput } from "../errors.ts";
import type { View } from "../view/view.ts";
import { itemOf, resourceName, siteTimeZone } from "../wire/names.ts";
import { resourceRow } from "../wire/plant-rows.ts";
import { upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { type Baseline, baselineOf, baselineRow, type PlannedOperation, type Window } from "./plan-baseline.ts";
import type { WholePlan } from "./plan-changes.ts";
import { type HoldOf, holdsOnOrders } from "./plan-holds.ts";
import { stopRows } from "./plan-stops.ts";
import { type Threat, threatsByOperation } from "./plan-threats.ts";
import { windowOf } from "./plan-window.ts";

export const MOST_DAYS = 31;
const MOST_OPERATIONS = 20_000;

/** All that a plan board shows, of one moment and in one go. */
export function plan(moment: Moment, ledger: Ledger, asked: QueryPlanArgs): WholePlan | null {
  const most = asked.most ?? 0;
  if (most < 1 || most > MOST_OPERATIONS) throw badInput(`most is ${most}: ask for 1 to ${MOST_OPERATIONS}.`);
  const window = windowOf(moment, asked, MOST_DAYS);
  return window && planIn(moment, ledger, { window, most });
}

interface Asked {
  readonly window: Window;
  readonly most: number;
}

function planIn(moment: Moment, ledger: Ledger, { window, most }: Asked): WholePlan {
  const { view } = moment;
  const baseline = baselineOf(view, ledger, window);
  const found = operationsIn(moment, window, baseline);
  const dropped = droppedIn(view, window, baseline);
  const resources = resourcesOf(moment, window, [...found, ...dropped]);
  const places = placesOf(resources);
  const sorted = found.sort((a, b) => a.from - b.from || byCodeUnit(a.id, b.id));
  const shown = byPlace(sorted.slice(0, most), places);
  const items = createPlaces<string>();
  const holds = createPlaces<HoldRow>();
  const bars = barsOf(shown, { moment, window, places, itemPlace: items.placeOf, holdPlace: holds.placeOf });
  const gone = droppedRow(dropped, { window, places, itemPlace: items.placeOf });
  return {
    site: window.site,
    timeZone: siteTimeZone(view.world, window.site),
    from: isoOf(window.from),
    to: isoOf(window.to),
    resources: resources.map((id) => resourceOf(view, id)),
    items: items.all().map((id) => ({ id, ...itemOf(view.world, id) })),
    bars,
    dropped: gone,
    stops: stopRows(view, resources, window),
    holds: holds.all().map(({ id, target, reason, expectedReleaseAt }) => ({ id, target, reason, expectedReleaseAt })),
    baseline: baselineRow(baseline),
    total: found.length,
    isComplete: shown.length === found.length,
  };
}

/** By the place of the resource, those without one first; otherwise in the order in which they come. */
function byPlace(found: readonly Found[], places: (resource: string | null) => number): readonly Found[] {
  const rows: Found[][] = [];
  for (const one of found) {
    const place = places(one.resource) + 1;
    const row = rows[place];
    if (row === undefined) rows[place] = [one];
    else row.push(one);
  }
  return rows.flat();
}

/** One operation, or an order without any. */
interface Found {
  readonly id: string;
  readonly order: ProductionOrderView;
  readonly operation: OperationView | null;
  readonly resource: string | null;
  /** The earliest of all that is said of its beginning. */
  readonly from: Instant;
  readonly baseline: PlannedOperation | null;
}

function operationsIn(moment: Moment, window: Window, baseline: Baseline | null): Found[] {
  const found: Found[] = [];
  for (const order of moment.view.projection.productionOrders.values()) {
    if (order.status === "cancelled" || !moment.viewer.scope.sees(order.site)) continue;
    if (order.operations.length === 0) look(order, null);
    for (const operation of order.operations) look(order, operation);
  }
  return found;

  function look(order: ProductionOrderView, operation: OperationView | null): void {
    const resource = operation?.resource ?? null;
    const isHere = order.site === window.site || siteOf(moment.view, resource) === window.site;
    if (!isHere) return;
    const id = operation === null ? order.id : operationId(order.id, operation.seq);
    const known = baseline?.operations.get(id) ?? null;
    const times = operation ?? order;
    const from = Math.min(
      times.plannedStart,
      times.projectedStart ?? times.plannedStart,
      known?.start ?? times.plannedStart,
    );
    const to = Math.max(
      times.plannedFinish,
      times.projectedFinish ?? times.plannedFinish,
      known?.finish ?? times.plannedFinish,
    );
    if (from < window.to && to > window.from) found.push({ id, order, operation, resource, from, baseline: known });
  }
}

const siteOf = (view: View, resource: string | null): string | null =>
  resource === null ? null : (view.world.resources.get(resource)?.data.site ?? null);

/** What was planned then and is there no more; of the same window. */
function droppedIn({ projection }: View, { from, to }: Window, baseline: Baseline | null): PlannedOperation[] {
  const isThere = ({ id, order }: PlannedOperation): boolean => {
    const now = projection.productionOrders.get(order);
    if (now === undefined || now.status === "cancelled") return false;
    return id === order
      ? now.operations.length === 0
      : now.operations.some(({ seq }) => operationId(order, seq) === id);
  };
  return [...(baseline?.operations.values() ?? [])].filter(
    (one) => one.start < to && one.finish > from && !isThere(one),
  );
}

interface OnResource {
  readonly resource: string | null;
}

/** The site's resources, and others that its orders run on; by name. */
function resourcesOf({ view }: Moment, { site }: Window, used: readonly OnResource[]): readonly string[] {
  const ids = new Set<string>();
  for (const [id, { data }] of view.world.resources) if (data.site === site) ids.add(id);
  for (const { resource } of used) if (resource !== null) ids.add(resource);
  return byName(ids, (id) => resourceName(view.world, id));
}

const collator = new Intl.Collator("en", { numeric: true });

/** Line 2 before Line 10. */
export const byName = (ids: Iterable<string>, name: (id: string) => string): readonly string[] =>
  [...ids].sort((a, b) => collator.compare(name(a), name(b)) || byCodeUnit(a, b));

function placesOf(resources: readonly string[]): (id: string | null) => number {
  const places = new Map(resources.map((id, k) => [id, k]));
  return (id) => (id === null ? -1 : (places.get(id) ?? -1));
}

/** Numbers things in the order in which they are named first. */
function createPlaces<T>() {
  const places = new Map<T, number>();
  return {
    placeOf(thing: T): number {
      const known = places.get(thing) ?? places.size;
      places.set(thing, known);
      return known;
    },
    all: (): readonly T[] => [...places.keys()],
  };
}

function resourceOf({ projection, world }: View, id: string): PlanResource {
  const stated = world.resources.get(id)?.data;
  const projected = projection.resources.get(id);
  const capacity = stated?.capacity ?? 1;
  if (projected === undefined) {
    const unknown = { state: null, since: null, reason: null, upAt: null, upAtAssumed: false };
    return { id, name: stated?.name ?? id, capacity, ...unknown };
  }
  const { site: _, ...row } = resourceRow(projected);
  return { ...row, capacity };
}

interface Columns {
  readonly moment: Moment;
  readonly window: Window;
  readonly places: (resource: string | null) => number;
  readonly itemPlace: (item: string) => number;
  readonly holdPlace: (hold: HoldRow) => number;
}

function barsOf(shown: readonly Found[], columns: Columns): PlanBars {
  const { moment, window, places, itemPlace, holdPlace } = columns;
  const threats = threatsByOperation(moment);
  const holdOf = rememberedHolds(holdsOnOrders(moment));
  const reported = shown.map((one) => reportOf(moment.view, one));
  const threat = shown.map(({ id }): Threat | null => threats.get(id) ?? null);
  const after = (at: Instant | null | undefined): number | null =>
    at === null || at === undefined || isNever(at) ? null : at - window.from;
  const times = shown.map(({ operation, order }) => operation ?? order);
  return {
    id: shown.map(({ id }) => id),
    order: shown.map(({ order }) => order.id),
    resource: shown.map(({ resource }) => places(resource)),
    item: shown.map(({ order }) => itemPlace(order.item)),
    state: shown.map(({ operation, order }) => (operation === null ? stateOfPiece(order) : upper(operation.state))),
    plannedStart: times.map(({ plannedStart }) => plannedStart - window.from),
    plannedFinish: times.map(({ plannedFinish }) => plannedFinish - window.from),
    projectedStart: times.map(({ projectedStart }) => after(projectedStart)),
    projectedFinish: times.map(({ projectedFinish }) => after(projectedFinish)),
    startedAt: reported.map((report) => after(report?.startedAt)),
    finishedAt: reported.map((report) => after(report?.finishedAt)),
    baselineStart: shown.map(({ baseline }) => after(baseline?.start)),
    baselineFinish: shown.map(({ baseline }) => after(baseline?.finish)),
    baselineResource: shown.map(({ baseline }) => places(baseline?.resource ?? null)),
    boundBy: shown.map(({ operation }) => (operation?.boundBy ? upper(operation.boundBy) : null)),
    quantity: shown.map(({ order }) => order.quantity),
    good: shown.map(({ operation }) => operation?.good ?? 0),
    scrap: shown.map(({ operation }) => operation?.scrap ?? 0),
    lineState: threat.map((one) => one && upper(one.worst)),
    lines: threat.map((one) => one?.lines ?? 0),
    valueAtRisk: threat.map((one) => one && moment.view.asMoney(one.valueAtRiskMinor).amount),
    hold: shown.map(({ order }) => {
      const hold = holdOf(order);
      return hold === null ? -1 : holdPlace(hold);
    }),
  };
}

/** The very same row for the same hold, so that it is counted once. */
function rememberedHolds(holdOf: HoldOf): HoldOf {
  const byId = new Map<string, HoldRow>();
  return (order) => {
    const found = holdOf(order);
    if (found === null) return null;
    const known = byId.get(found.id) ?? found;
    byId.set(found.id, known);
    return known;
  };
}

function reportOf({ known }: View, { order, id }: Found) {
  for (const fact of known.about(`order:${order.id}`)) {
    if (fact.type === "mes.operation" && fact.key === id) return fact.data;
  }
  return null;
}

/** Nobody reports the operations of an order that has none. */
const stateOfPiece = ({ status, stillToMake }: ProductionOrderView) =>
  status === "closed" || stillToMake === 0 ? "DONE" : "PENDING";

function droppedRow(
  dropped: readonly PlannedOperation[],
  { window, places, itemPlace }: Pick<Columns, "window" | "places" | "itemPlace">,
): PlanDropped {
  return {
    id: dropped.map(({ id }) => id),
    order: dropped.map(({ order }) => order),
    resource: dropped.map(({ resource }) => places(resource)),
    item: dropped.map(({ item }) => itemPlace(item)),
    baselineStart: dropped.map(({ start }) => start - window.from),
    baselineFinish: dropped.map(({ finish }) => finish - window.from),
  };
}
