import type { Data, Fact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit, pointId } from "@lockstep/domain/world";
import { isFinishedIn } from "@lockstep/workflow/adherence/week-plans";
import { type Assumption, brokenBy } from "@lockstep/workflow/survival/assumptions";
import type { Watched } from "@lockstep/workflow/survival/kaplan-meier";
import { type LostStep, lostTime } from "@lockstep/workflow/survival/lost-time";
import {
  breakOf,
  LATE_TOLERANCE,
  type PlanBreak,
  type PlanChange,
  watchedOf,
} from "@lockstep/workflow/survival/plan-break";
import type { KnownView } from "../view/view.ts";
import { byOrder, type PublishedWeek } from "./adherence-plans.ts";
import { type FactsAt, factsAt } from "./facts-at.ts";
import { isFinishedBy, isKnown, madeOf } from "./order-progress.ts";
import type { PlannedOperation } from "./plan-baseline.ts";
import { reportsOf } from "./plan-reports.ts";
import type { Lines } from "./survival-lines.ts";

/** An order of a published week, with what became of it. */
export interface WatchedOrder {
  readonly id: string;
  readonly published: PublishedWeek;
  readonly quantity: number;
  readonly plannedFinish: Instant;
  readonly resources: readonly string[];
  readonly watched: Watched;
  readonly broken: (PlanBreak & { readonly assumption: Assumption; readonly recorded: string | null }) | null;
}

type Order = Data<"erp.production-order">;

/** The orders of a published week, of one line or of all, by id (A10 to A15). */
export function watchedOrders(
  sources: Sources,
  published: PublishedWeek,
  resource: string | null,
): readonly WatchedOrder[] {
  const { view, ledger, causeAt } = sources;
  const { publishedAt } = published.plan;
  const then = factsAt(ledger, { clock: publishedAt, mode: "manual", seq: view.seq });
  const orders = [...byOrder(published.baseline.values())].filter(([, own]) => {
    const last = own.at(-1);
    return last !== undefined && isFinishedIn(published, last.finish);
  });
  const until = published.end + LATE_TOLERANCE;
  const found: WatchedOrder[] = [];
  for (const [id, operations] of orders.sort(([a], [b]) => byCodeUnit(a, b))) {
    const data = then.find("erp.production-order", id);
    const resources = [...new Set(operations.flatMap((one) => one.resource ?? []))];
    if (data === null || (resource !== null && !resources.includes(resource))) continue;
    const progress = madeOf(view, ledger, { id, operations, quantity: data.quantity });
    if (isFinishedBy(progress, publishedAt, data.quantity)) continue;
    const plan = publishedOf(data, then);
    const changes = changesOf(view, ledger, { id, publishedAt });
    const broke = breakOf({ published: plan, changes, progress }, view.clock);
    const recorded = broke === null ? null : causeAt(id, broke.at);
    found.push({
      ...{ id, published, resources, quantity: data.quantity, plannedFinish: plan.finish },
      watched: watchedOf(broke, { publishedAt, until, now: view.clock }),
      broken: broke && {
        ...{ ...broke, recorded },
        assumption: brokenBy({
          ...{ at: broke.at, recorded, demandChanged: broke.demandChanged },
          lost: lostTime(stepsOf(sources, operations), broke.at),
        }),
      },
    });
  }
  return found;
}

export interface Sources {
  readonly view: KnownView;
  readonly ledger: Ledger;
  readonly lines: Lines;
  /** The kind of cause with which the order line that an order is made for stood then; null: none was recorded. */
  readonly causeAt: (order: string, at: Instant) => string | null;
}

/** What a plan's steps and their reports are for the rule of lost time; a step without a line loses none. */
const stepsOf = ({ view, ledger, lines }: Sources, operations: readonly PlannedOperation[]): readonly LostStep[] =>
  operations.flatMap(({ id, order, resource, start, setup, rate }) =>
    resource === null
      ? []
      : [{ ...{ start, setup, rate, line: lines.of(resource, order) }, reports: reportsOf(view, ledger, id) }],
  );

const publishedOf = (data: Order, facts: FactsAt) => ({
  quantity: data.quantity,
  start: data.plannedStart,
  finish: data.plannedFinish,
  resources: resourcesOf(data, facts),
});

/** An order that names no operations runs where its routing says. */
function resourcesOf(data: Order, facts: FactsAt): readonly string[] {
  const own = data.operations ?? [];
  const steps = own.length > 0 ? own : (facts.find("master.routing", pointId(data.item, data.site))?.operations ?? []);
  return steps.toSorted((a, b) => a.seq - b.seq).map(({ resource }) => resource);
}

interface Since {
  readonly id: string;
  readonly publishedAt: Instant;
}

/** All that the ERP has said of an order since its plan was published, in order of time. */
function changesOf(view: KnownView, ledger: Ledger, { id, publishedAt }: Since): readonly PlanChange[] {
  const facts = ledger.factsOf("erp.production-order", id) as readonly Fact<"erp.production-order">[];
  return facts
    .filter((one) => one.time > publishedAt && isKnown(view, one))
    .map((one) => {
      const at = factsAt(ledger, { clock: one.time, mode: "manual", seq: view.seq });
      if (one.deleted) {
        const nothing = { quantity: 0, start: 0, finish: 0, resources: [] };
        return { ...nothing, at: one.time, status: "deleted" as const };
      }
      return { ...publishedOf(one.data, at), at: one.time, status: one.data.status };
    });
}
