import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { orderOfOperation } from "@lockstep/domain/world";
import type { Ran } from "@lockstep/workflow/adherence/adherence";
import { beganAt, endedAt } from "@lockstep/workflow/adherence/began-at";
import type { KnownView } from "../view/view.ts";
import { type PlannedById, presentPlan } from "./plan-baseline.ts";
import { reportsOf } from "./plan-reports.ts";

/** What a report says was made more than the one before it, on its resource; negative where that is taken back. */
export interface MadeStep {
  readonly operation: string;
  readonly order: string;
  readonly item: string;
  readonly resource: string;
  readonly at: Instant;
  readonly good: number;
  readonly scrap: number;
  /** Pieces an hour by plan; null: no rate is known for that resource. */
  readonly rate: number | null;
}

/** All that was reported of a site's operations after one instant and up to another, also of orders that no plan had. */
export function* madeSteps(view: KnownView, ledger: Ledger, { site, from, to }: Asked): Iterable<MadeStep> {
  const present = presentPlan(view, ledger, site);
  for (const operation of ledger.keysOf("mes.operation")) {
    // They are in order of time.
    if ((ledger.factsOf("mes.operation", operation).at(-1)?.time ?? 0) <= from) continue;
    const order = orderOfOperation(operation, view.world.productionOrders);
    const known = view.world.productionOrders.get(order)?.data;
    if (known === undefined || known.site !== site) continue;
    let before = { good: 0, scrap: 0 };
    for (const { time: at, data } of reportsOf(view, ledger, operation)) {
      const { good, scrap, resource } = data;
      const more = { good: good - before.good, scrap: scrap - before.scrap };
      before = { good, scrap };
      if (at <= from || at > to || (more.good === 0 && more.scrap === 0)) continue;
      yield { operation, order, item: known.item, resource, at, ...more, rate: rateOf(present, operation, resource) };
    }
  }
}

interface Asked {
  readonly site: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** The plan's rate is that of its own resource, or of the alternate that it runs on: on any other one nobody knows it. */
function rateOf(present: PlannedById, operation: string, resource: string): number | null {
  const planned = present.get(operation);
  if (planned === undefined || planned.resource === resource) return planned?.rate ?? null;
  return planned.alternates.find((one) => one.resource === resource)?.ratePerHour ?? null;
}

/** Where and when operations began and ended, by the reports of the view; null: nothing was said of it. Each is read once. */
export function ranBy(view: KnownView, ledger: Ledger): (operation: string) => Ran | null {
  const found = new Map<string, Ran | null>();
  return (operation) => {
    const known = found.get(operation);
    if (known !== undefined) return known;
    const ran = ranOf(view, ledger, operation);
    found.set(operation, ran);
    return ran;
  };
}

function ranOf(view: KnownView, ledger: Ledger, operation: string): Ran | null {
  const reports = reportsOf(view, ledger, operation);
  const last = reports.at(-1);
  if (last === undefined) return null;
  const startedAt = beganAt(reports);
  return {
    resource: last.data.resource,
    startedAt: startedAt !== null && startedAt <= view.clock ? startedAt : null,
    finishedAt: endedAt(reports),
  };
}
