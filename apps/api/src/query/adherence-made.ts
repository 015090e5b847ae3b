import type { Fact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { operationId, orderOfOperation, pointId } from "@lockstep/domain/world";
import type { Ran } from "@lockstep/workflow/adherence/adherence";
import { beganAt, endedAt } from "@lockstep/workflow/adherence/began-at";
import type { KnownView } from "../view/view.ts";
import { factsAt } from "./facts-at.ts";
import { isKnown } from "./order-progress.ts";
import { presentOf, presentPlan } from "./plan-baseline.ts";
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
  /** Pieces an hour by plan, also where that is another by now; null: no rate is known for that resource. */
  readonly rate: number | null;
}

/** All that was reported of a site's operations after one instant and up to another, also of orders that no plan had. */
export function* madeSteps(view: KnownView, ledger: Ledger, { site, from, to }: Asked): Iterable<MadeStep> {
  const rateOf = ratesBy(view, ledger, site);
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
      yield {
        operation,
        order,
        item: known.item,
        resource,
        at,
        ...more,
        rate: rateOf({ order, seq: data.seq }, resource),
      };
    }
  }
}

interface Asked {
  readonly site: string;
  readonly from: Instant;
  readonly to: Instant;
}

interface StepOf {
  readonly order: string;
  readonly seq: number;
}

/**
 * The plan's rate is that of its own resource, or of the alternate that it runs on. Where an order was planned elsewhere since, or is
 * cancelled, it is what the order said before, the latest first, else what the routing says; null: nobody knows it.
 */
function ratesBy(view: KnownView, ledger: Ledger, site: string): (step: StepOf, resource: string) => number | null {
  const present = presentPlan(view, ledger, site);
  const facts = factsAt(ledger, presentOf(view));
  return ({ order, seq }, resource) => {
    const planned = present.get(operationId(order, seq));
    const now = planned === undefined ? null : rateOn(planned, planned.rate, resource);
    if (now !== null) return now;
    const said = ledger.factsOf("erp.production-order", order) as readonly Fact<"erp.production-order">[];
    for (const fact of said.toReversed()) {
      if (fact.deleted || !isKnown(view, fact)) continue;
      const { operations = [], item, site: where } = fact.data;
      const routing = facts.find("master.routing", pointId(item, where))?.operations ?? [];
      for (const steps of [operations, routing]) {
        const step = steps.find((one) => one.seq === seq);
        const rate = step === undefined ? null : rateOn(step, step.ratePerHour, resource);
        if (rate !== null) return rate;
      }
    }
    return null;
  };
}

interface Placed {
  readonly resource: string | null;
  readonly alternates?: readonly { readonly resource: string; readonly ratePerHour: number }[] | undefined;
}

const rateOn = ({ resource, alternates = [] }: Placed, rate: number | null, on: string): number | null =>
  resource === on ? rate : (alternates.find((one) => one.resource === on)?.ratePerHour ?? null);

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
