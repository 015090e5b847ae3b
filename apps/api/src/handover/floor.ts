import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import type { WorkingTime } from "@lockstep/domain/working-time";
import { byCodeUnit } from "@lockstep/domain/world";
import type { DueItem, Floor, MadeItem, Place, StopItem } from "@lockstep/workflow/handover/model";
import { calendarsOf } from "../query/adherence-calendars.ts";
import { madeSteps } from "../query/adherence-made.ts";
import { type PlannedOperation, presentPlan } from "../query/plan-baseline.ts";
import { stretchesOf } from "../query/plan-stops.ts";
import { isOpen } from "../view/site-totals.ts";
import type { View } from "../view/view.ts";
import { resourceName } from "../wire/names.ts";
import { createKeptFor } from "./kept-for.ts";

/** The stretch that is told of, and the shift that it is told to. */
export interface Told {
  readonly since: Instant;
  readonly until: Instant;
  readonly next: { readonly from: Instant; readonly to: Instant } | null;
}

/** A view is the same for everybody who looks at it, and every sheet reads all reports of its site. */
const keptFor = createKeptFor<View, Floor>();

/** What stood, what was made, and what is due next, at a place. */
export function floorAt(view: View, ledger: Ledger, place: Place, told: Told): Floor {
  const key = JSON.stringify([place.site, place.resource, told.since, told.until, told.next?.from, told.next?.to]);
  return keptFor(view, key, () => readFloor(view, ledger, place, told));
}

function readFloor(view: View, ledger: Ledger, place: Place, told: Told): Floor {
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
  for (const { resource, good, scrap } of madeSteps(view, ledger, { site, from: told.since, to: told.until })) {
    const sum = sums.get(resource);
    if (sum === undefined) continue;
    sum.good += good;
    sum.scrap += scrap;
  }
  const { workingOf } = calendarsOf(view);
  for (const planned of presentPlan(view, ledger, site).values()) {
    const resource = planned.resource ?? "";
    const sum = sums.get(resource);
    if (sum !== undefined) sum.planned += plannedWithin(planned, told, workingOf(resource));
  }
  return [...sums]
    .filter(([, { good, scrap, planned }]) => good !== 0 || scrap !== 0 || planned !== 0)
    .map(([resource, sum]) => ({ resource, name: resourceName(view.world, resource), ...sum }));
}

/** The pieces of an operation that fall into the stretch if it is made evenly while its resource works. */
function plannedWithin(
  { start, finish, quantity }: PlannedOperation,
  { since, until }: Told,
  working: WorkingTime,
): number {
  const from = Math.max(start, since);
  const to = Math.min(finish, until);
  if (to < from) return 0;
  if (finish === start) return start >= since && start < until ? quantity : 0;
  const work = working.between(start, finish);
  // By a calendar that has come since, it may have none: then by the clock.
  return work > 0 ? (quantity * working.between(from, to)) / work : (quantity * (to - from)) / (finish - start);
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
