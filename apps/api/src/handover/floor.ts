import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit, operationId } from "@lockstep/domain/world";
import type { DueItem, Floor, MadeItem, Place, StopItem } from "@lockstep/workflow/handover/model";
import { isOpen } from "../query/order-lines.ts";
import { type PlannedOperation, presentPlan } from "../query/plan-baseline.ts";
import { reportsOf } from "../query/plan-reports.ts";
import { stretchesOf } from "../query/plan-stops.ts";
import type { View } from "../view/view.ts";
import { resourceName } from "../wire/names.ts";

/** The stretch that is told of, and the shift that it is told to. */
export interface Told {
  readonly since: Instant;
  readonly until: Instant;
  readonly next: { readonly from: Instant; readonly to: Instant } | null;
}

/** What stood, what was made, and what is due next, at a place. */
export function floorAt(view: View, ledger: Ledger, place: Place, told: Told): Floor {
  const resources = resourcesAt(view, place);
  return {
    stops: stopsOf(view, resources, told),
    made: madeBy(view, ledger, { site: place.site, resources, told }),
    due: dueAt(view, place.site, told),
  };
}

/** By name. */
function resourcesAt({ world }: View, { site, resource }: Place): readonly string[] {
  const own = [...world.resources].filter(([, { data }]) => data.site === site).map(([id]) => id);
  const name = (id: string): string => resourceName(world, id);
  return own
    .filter((id) => resource === null || id === resource)
    .sort((a, b) => byCodeUnit(name(a), name(b)) || byCodeUnit(a, b));
}

const stopsOf = (view: View, resources: readonly string[], { since, until }: Told): readonly StopItem[] =>
  resources
    .flatMap((resource) =>
      stretchesOf(view, resource, "down").map(({ from, to, reason }) => ({
        ...{ resource, name: resourceName(view.world, resource), from, to, reason },
      })),
    )
    .filter(({ from, to }) => from < until && (to ?? until) > since)
    .sort((a, b) => a.from - b.from);

interface Made {
  readonly site: string;
  readonly resources: readonly string[];
  readonly told: Told;
}

function madeBy(view: View, ledger: Ledger, { site, resources, told }: Made): readonly MadeItem[] {
  const sums = new Map(resources.map((id) => [id, { good: 0, scrap: 0, planned: 0 }]));
  for (const { id: order, site: at, operations } of view.projection.productionOrders.values()) {
    if (at !== site) continue;
    for (const { seq } of operations) addReports(sums, reportsOf(view, ledger, operationId(order, seq)), told);
  }
  for (const planned of presentPlan(view, ledger, site).values()) {
    const sum = sums.get(planned.resource ?? "");
    if (sum !== undefined) sum.planned += plannedWithin(planned, told);
  }
  return [...sums]
    .filter(([, { good, scrap, planned }]) => good !== 0 || scrap !== 0 || planned !== 0)
    .map(([resource, sum]) => ({ resource, name: resourceName(view.world, resource), ...sum }));
}

type Sums = ReadonlyMap<string, { good: number; scrap: number }>;

/** Reports count from the start of their operation: what each says more than the one before was made between them. */
function addReports(sums: Sums, reports: ReturnType<typeof reportsOf>, { since, until }: Told): void {
  let before = { good: 0, scrap: 0 };
  for (const { time, data } of reports) {
    const sum = sums.get(data.resource);
    if (sum !== undefined && time >= since && time < until) {
      sum.good += data.good - before.good;
      sum.scrap += data.scrap - before.scrap;
    }
    before = data;
  }
}

/** The pieces of an operation that fall into the stretch if it is made evenly. */
function plannedWithin({ start, finish, quantity }: PlannedOperation, { since, until }: Told): number {
  const within = Math.min(finish, until) - Math.max(start, since);
  if (within < 0 || finish < start) return 0;
  return finish === start ? (start >= since && start < until ? quantity : 0) : (quantity * within) / (finish - start);
}

/** The end of a day is promised for the shift that runs then. */
function dueAt({ lines }: View, site: string, { next }: Told): readonly DueItem[] {
  if (next === null) return [];
  return [...lines.rows.values()]
    .filter((row) => row.site === site && isOpen(row))
    .map((row) => ({
      ...{ line: row.id, item: row.itemName, customer: row.customerName, quantity: row.openQuantity, state: row.state },
      promisedAt: Date.parse(row.promisedAt),
      projectedDelivery: row.projectedDelivery === null ? null : Date.parse(row.projectedDelivery),
    }))
    .filter(({ promisedAt }) => promisedAt > next.from && promisedAt <= next.to)
    .sort((a, b) => a.promisedAt - b.promisedAt || byCodeUnit(a.line, b.line));
}
