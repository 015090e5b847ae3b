import { HOUR, type Instant, MINUTE } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import type { Ledger } from "@lockstep/domain/ledger";
import type { LineageFigure } from "@lockstep/protocol/generated/schema";
import type { Moment } from "../../query/moment.ts";
import { MOST_DAYS } from "../../query/plan.ts";
import { baselineOf } from "../../query/plan-baseline.ts";
import { type LostPart, lossesBehind, MOST_DAYS as MOST_LOSS_DAYS } from "../../query/plan-losses.ts";
import { type Spread, workBy, workIn } from "../../query/plan-progress.ts";
import { linesOverOperation } from "../../query/plan-threats.ts";
import { customerName, resourceName } from "../../wire/names.ts";
import { readFigureId } from "../figure-id.ts";
import { type MadeOf, moneyOf, type Part, totalOf } from "../made-of.ts";
import { eachOnce, orderThing, type Subject, subject } from "../subject.ts";
import type { Found } from "../walk.ts";
import { operationPart, orderIn, publications, windowIn } from "./plans.ts";

/** Planned and done work of a time, up to now or to `at`: operation by operation. */
export function progressSubject(moment: Moment, ledger: Ledger, text: string, figure: LineageFigure): Subject | null {
  const id = readFigureId(text);
  const window = windowIn(moment, id, MOST_DAYS);
  if (window === null) return null;
  const work = workIn(moment, ledger, { ...window, resource: id.get("resource"), order: id.get("order") });
  if (work === null) return null;
  const until = Math.min(parseInstant(id.get("at") ?? "") ?? moment.view.clock, window.to);
  const now = Math.min(moment.view.clock, window.to);
  const left = work.left.map(({ id: operation, expected }) => ({ id: operation, ...expected }));
  const hours = new Map<string, number>();
  const add = (spreads: readonly Work[], from: Instant, to: Instant): void => {
    for (const [operation, own] of byOperation(spreads)) {
      hours.set(operation, (hours.get(operation) ?? 0) + (workBy(own, from, [to])[0] ?? 0));
    }
  };
  if (figure === "PLANNED") add(work.plan, window.from, until);
  else add(work.done, window.from, figure === "DONE" ? until : now);
  if (figure === "FORECAST") add(left, Math.max(moment.view.clock, window.from), until);
  const parts = [...hours].flatMap(([operation, value]) =>
    value === 0 ? [] : [operationPart(moment, operation, { value })],
  );
  const made: MadeOf = { makeUp: "SUM", unit: "HOURS", parts };
  const things = eachOnce(parts.map((part) => orderThing(orderIn(part.id))));
  const also = work.baseline === null ? [] : publications(ledger, [work.baseline]);
  return subject(things, { value: totalOf(made), made, also });
}

type Work = Spread & { readonly id: string };

function byOperation<T extends { readonly id: string }>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const one of all) {
    const own = found.get(one.id);
    if (own === undefined) found.set(one.id, [one]);
    else own.push(one);
  }
  return found;
}

/** Minutes that were lost on a site's lines, or on one of them, in whole hours. */
export function lossesSubject(moment: Moment, ledger: Ledger, text: string): Subject | null {
  const id = readFigureId(text);
  const window = windowIn(moment, id, MOST_LOSS_DAYS);
  if (window === null) return null;
  const [resource, kind] = [id.get("resource"), id.get("kind")];
  const lost = lossesBehind(moment, ledger, { ...window, resource }).filter(
    (one) => kind === null || one.kind === kind,
  );
  const name = (one: LostPart): string => `${resourceName(moment.view.world, one.resource)} · ${one.kind}`;
  const parts = lost.map((one): Part => {
    const value = one.lost / MINUTE;
    if (one.operation === null)
      return { of: "RESOURCE", id: one.resource, figure: "STATE", name: name(one), value, at: one.at };
    return operationPart(moment, one.operation, { name: `${one.operation} · ${name(one)}`, value, at: one.at });
  });
  const made: MadeOf = { makeUp: "SUM", unit: "MINUTES", parts };
  const lines = resource === null ? lost.map((one) => one.resource) : [resource];
  return subject(
    eachOnce([
      ...lines.map((one) => ({ kind: "resource" as const, id: one })),
      ...lost.flatMap(({ operation }) => (operation === null ? [] : [orderThing(orderIn(operation))])),
    ]),
    { value: totalOf(made), made, also: statesIn(moment, ledger, { ...window, lines: new Set(lines) }) },
  );
}

interface StatesAsked {
  readonly from: Instant;
  readonly to: Instant;
  readonly lines: ReadonlySet<string>;
}

/** What was said of how lines stood in a time, also where they do not stand so now. */
function statesIn({ view }: Moment, ledger: Ledger, { from, to, lines }: StatesAsked): readonly Found[] {
  return [...lines].flatMap((id) => {
    const states = view.world.resourceStates.get(id) ?? [];
    const inTime = states.filter(({ data }, k) => data.since < to && (states[k + 1]?.data.since ?? view.clock) > from);
    return inTime.flatMap(({ data }): readonly Found[] => {
      const fact = ledger.factsOf("mes.resource-state", `${id}@${data.since}`).findLast(({ seq }) => seq <= view.seq);
      return fact === undefined ? [] : [{ fact, role: "state", of: { kind: "resource", id } }];
    });
  });
}

/** One operation of the plan; of its money, the order lines whose way to their cause goes over it. */
export function operationSubject(moment: Moment, ledger: Ledger, id: string, figure: LineageFigure): Subject | null {
  const { view, viewer } = moment;
  const order = view.world.productionOrders.get(orderIn(id)) ?? view.world.productionOrders.get(id);
  if (order === undefined || !viewer.scope.sees(order.data.site)) return null;
  const own = [orderThing(view.world.productionOrders.has(id) ? id : orderIn(id))];
  if (figure === "VALUE_AT_RISK") {
    const made = moneyOf(
      linesOverOperation(moment, id).map((line) => ({
        ...{ of: "SALES_ORDER_LINE", id: line.id, figure, value: line.valueAtRiskMinor, at: line.promisedAt },
        name: `${line.id} · ${customerName(view.world, line.customer)}`,
      })),
    );
    return subject(
      made.parts.map((part) => ({ kind: "sales-order-line", id: part.id })),
      {
        ...{ value: view.asMoney(totalOf(made) ?? 0), made },
      },
    );
  }
  const { plannedStart, plannedFinish, site } = order.data;
  const published =
    figure === "BASELINE"
      ? baselineOf(view, ledger, { site, from: plannedStart, to: Math.max(plannedFinish, plannedStart + HOUR) })
      : null;
  return subject(own, { also: published === null ? [] : publications(ledger, [published]) });
}
