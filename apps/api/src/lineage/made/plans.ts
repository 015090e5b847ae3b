import { DAY, HOUR } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { pointId } from "@lockstep/domain/world";
import type { AdherenceGrouping, LineageFigure, OeeGrouping } from "@lockstep/protocol/generated/schema";
import { type AdherenceBehind, adherenceBehind } from "@lockstep/workflow/adherence/behind";
import { oeeSumsOf } from "@lockstep/workflow/oee/oee";
import { badInput } from "../../errors.ts";
import { heldAgainst, MOST_DAYS, TOLERANCE_MINUTES } from "../../query/adherence.ts";
import type { PublishedWeek } from "../../query/adherence-plans.ts";
import { awaitedAt } from "../../query/lead-times.ts";
import type { Moment } from "../../query/moment.ts";
import { inputOf, linesAsked } from "../../query/oee.ts";
import type { Window } from "../../query/plan-baseline.ts";
import { windowOf } from "../../query/plan-window.ts";
import { watchedByWeek } from "../../query/survival.ts";
import { itemOf, resourceName, supplierName } from "../../wire/names.ts";
import { upper } from "../../wire/words.ts";
import { type FigureId, rangeIn, readFigureId } from "../figure-id.ts";
import { basisOf, countOf, type MadeOf, type Part, shareOf, totalOf } from "../made-of.ts";
import { eachOnce, orderThing, type Subject, subject } from "../subject.ts";
import type { Found } from "../walk.ts";

const LOOKS = "The id is a site, from and to: P/2026-03-01T00:00:00Z/2026-03-08T00:00:00Z.";
const MOST_LEAD_TIME_DAYS = 366;
const GROUPINGS: readonly (AdherenceGrouping & OeeGrouping)[] = ["RESOURCE", "SITE", "DAY", "SHIFT", "SHIFT_OF_DAY"];

export function windowIn(moment: Moment, id: FigureId, mostDays: number): Window | null {
  return windowOf(moment, { site: id.path[0] ?? "", ...rangeIn(id, 1, LOOKS) }, mostDays);
}

function groupingIn(id: FigureId): (typeof GROUPINGS)[number] {
  const asked = id.get("by") ?? "SITE";
  const by = GROUPINGS.find((one) => one === asked);
  if (by === undefined) throw badInput(`by is ${asked}: ask for one of ${GROUPINGS.join(", ")}.`);
  return by;
}

/** One row of adherence: the operations that were due, and what was made. */
export function adherenceSubject(moment: Moment, ledger: Ledger, text: string, figure: LineageFigure): Subject | null {
  const id = readFigureId(text);
  const window = windowIn(moment, id, MOST_DAYS);
  if (window === null) return null;
  const by = groupingIn(id);
  const item = id.get("item");
  const held = { window, by, resource: null, toleranceMinutes: TOLERANCE_MINUTES };
  const { input, grouping, plans } = heldAgainst(moment.view, ledger, held);
  const key = id.get("key") ?? (by === "SITE" ? window.site : "");
  const made = adherenceMade(adherenceBehind(input, grouping, key), { moment, text, item }, figure);
  const orders = made.parts.flatMap((part) => (part.of === "OPERATION" ? [orderThing(orderIn(part.id))] : []));
  return subject(eachOnce(orders), { value: totalOf(made), made, also: publications(ledger, plans) });
}

interface AdherenceAsked {
  readonly moment: Moment;
  readonly text: string;
  readonly item: string | null;
}

function adherenceMade(
  { planned, made, starts, finishes, begun }: AdherenceBehind,
  { moment, text, item }: AdherenceAsked,
  figure: LineageFigure,
): MadeOf {
  const part = (id: string, more: Partial<Part>): Part => operationPart(moment, id, more);
  const isAsked = (one: { readonly item: string }): boolean => item === null || one.item === item;
  switch (figure) {
    case "STARTS":
      return shareOf(
        starts.map(({ operation, startKept }) => part(operation.id, { ...kept(startKept), at: operation.start })),
      );
    case "FINISHES":
      return shareOf(
        finishes.map(({ operation, finishKept }) => part(operation.id, { ...kept(finishKept), at: operation.finish })),
      );
    case "SEQUENCE":
      return basisOf(begun.map(({ id, start }) => part(id, { at: start })));
    case "MIX":
      return mixOf(moment, text, { planned, made });
    case "VOLUME": {
      const pieces = new Map<string, { value: number; weight: number }>();
      const of = (id: string) => {
        const known = pieces.get(id) ?? { value: 0, weight: 0 };
        pieces.set(id, known);
        return known;
      };
      for (const one of planned.filter(isAsked)) of(one.id).weight += one.quantity;
      for (const one of made.filter(isAsked)) of(one.operation).value += one.quantity;
      return shareOf([...pieces].map(([id, one]) => part(id, one)));
    }
    default:
      return countOf(planned.map(({ id, finish }) => part(id, { at: finish })));
  }
}

const kept = (isKept: boolean | null) => ({ value: Number(isKept === true), weight: 1 });

/** Item by item the lesser of what was planned and what was made; each is a volume of its own. */
function mixOf({ view }: Moment, text: string, { planned, made }: Pick<AdherenceBehind, "planned" | "made">): MadeOf {
  const items = new Map<string, { planned: number; made: number }>();
  const of = (item: string) => {
    const known = items.get(item) ?? { planned: 0, made: 0 };
    items.set(item, known);
    return known;
  };
  for (const { item, quantity } of planned) of(item).planned += quantity;
  for (const { item, quantity } of made) of(item).made += quantity;
  return shareOf(
    [...items].map(([item, one]): Part => {
      const id = `${text}${text.includes("?") ? "&" : "?"}${new URLSearchParams({ item }).toString()}`;
      const value = Math.max(0, Math.min(one.planned, one.made));
      return { of: "ADHERENCE", id, figure: "VOLUME", name: itemOf(view.world, item).name, value, weight: one.planned };
    }),
  );
}

/** ORDER/SEQ; of an order without operations, the order itself. */
export const orderIn = (operation: string): string => {
  const cut = operation.lastIndexOf("/");
  return cut < 0 ? operation : operation.slice(0, cut);
};

export function operationPart({ view }: Moment, id: string, more: Partial<Part>): Part {
  const order = view.world.productionOrders.get(orderIn(id))?.data;
  const name = order === undefined ? id : `${id} · ${itemOf(view.world, order.item).name}`;
  return { of: "OPERATION", id, figure: "ALL", name, ...more };
}

/** The facts by which plans were published. */
export function publications(ledger: Ledger, plans: readonly Pick<PublishedWeek, "plan">[]): readonly Found[] {
  return [...new Set(plans.map(({ plan }) => plan.id))].flatMap((id): readonly Found[] => {
    const fact = ledger.factsOf("erp.plan-published", id).at(-1);
    return fact === undefined ? [] : [{ fact, role: "published", of: { kind: "plan", id } }];
  });
}

/** One row of OEE: the line's time, and what was reported in it. */
export function oeeSubject(moment: Moment, ledger: Ledger, text: string, figure: LineageFigure): Subject | null {
  const id = readFigureId(text);
  const window = windowIn(moment, id, MOST_DAYS);
  if (window === null) return null;
  const by = groupingIn(id);
  const { view } = moment;
  const asked = linesAsked(view, ledger, { window, by });
  const key = id.get("key") ?? (by === "SITE" ? window.site : "");
  const parts: Part[] = [];
  let reports = 0;
  for (const line of asked.ids) {
    const input = inputOf(view, asked.steps, { resource: line, working: asked.calendars.workingOf(line) });
    const spans = [...asked.spansOf(line)].flatMap(([name, span]) => (name === key ? [span] : []));
    const time = { apt: 0, pbt: 0 };
    for (const span of spans) {
      const { apt, pbt } = oeeSumsOf({ ...input, produced: [] }, span);
      time.apt += apt;
      time.pbt += pbt;
      for (const { operation, at, good, scrap, rate, resource } of asked.steps) {
        if (resource !== line) continue;
        const one = oeeSumsOf({ ...input, running: [], produced: [{ at, good, scrap, ratePerHour: rate }] }, span);
        if (one.reports === 0) continue;
        reports += 1;
        const weighed = reportOf(figure, one);
        if (weighed !== null) parts.push(operationPart(moment, operation, { ...inHours(weighed), at }));
      }
    }
    const weighed = timeOf(figure, time);
    if (time.pbt > 0 && weighed !== null) {
      const name = resourceName(view.world, line);
      parts.unshift({ of: "RESOURCE", id: line, figure: "ALL", name, ...inHours(weighed) });
    }
  }
  // Without a report that counts, nothing is known of what was made.
  const isKnown = reports > 0 || figure === "AVAILABILITY";
  const made = isKnown ? shareOf(parts) : basisOf(parts);
  const orders = parts.flatMap((part) => (part.of === "OPERATION" ? [orderThing(orderIn(part.id))] : []));
  const lines = parts.flatMap((part) => (part.of === "RESOURCE" ? [{ kind: "resource" as const, id: part.id }] : []));
  return subject(eachOnce([...lines, ...orders]), { value: totalOf(made), made });
}

interface Weighed {
  readonly value: number;
  readonly weight: number;
}

const inHours = ({ value, weight }: Weighed): Weighed => ({ value: value / HOUR, weight: weight / HOUR });

/** What a report adds above and below the line of the fraction. */
function reportOf(figure: LineageFigure, { good, produced }: { good: number; produced: number }): Weighed | null {
  if (figure === "AVAILABILITY") return null;
  if (figure === "QUALITY") return { value: good, weight: produced };
  return { value: figure === "EFFECTIVENESS" ? produced : good, weight: 0 };
}

/** What the time of a line adds. */
function timeOf(figure: LineageFigure, { apt, pbt }: { apt: number; pbt: number }): Weighed | null {
  if (figure === "QUALITY") return null;
  if (figure === "AVAILABILITY") return { value: apt, weight: pbt };
  return { value: 0, weight: figure === "EFFECTIVENESS" ? apt : pbt };
}

/** How long published plans live: their orders, each with how long it held. */
export function survivalSubject(moment: Moment, ledger: Ledger, text: string, figure: LineageFigure): Subject | null {
  const id = readFigureId(text);
  const weeks = id.get("weeks");
  const byWeek = watchedByWeek(moment, ledger, {
    site: id.path[0] ?? "",
    ...{ weeks: weeks === null ? null : Number(weeks), resource: id.get("resource") },
  });
  if (byWeek === null) return null;
  const [week, assumption] = [id.get("week"), id.get("assumption")];
  const shown = byWeek.filter(({ one }) => week === null || one.week === week);
  const orders = shown
    .flatMap(({ orders: own }) => own)
    .filter(({ broken }) => figure !== "BROKEN" || broken !== null)
    .filter(({ broken }) => assumption === null || (broken !== null && upper(broken.assumption) === assumption));
  const parts = orders.map(({ id: order, watched, broken, plannedFinish }): Part => {
    const why = broken === null ? "" : ` · ${broken.assumption}`;
    const held = { value: watched.after / HOUR, weight: Number(watched.isFailed) };
    return {
      of: "PRODUCTION_ORDER",
      id: order,
      figure: "PLANNED",
      name: `${order}${why}`,
      ...held,
      at: broken?.at ?? plannedFinish,
    };
  });
  const made: MadeOf =
    figure === "BROKEN" ? { ...countOf(parts), unit: "HOURS" } : { makeUp: "HALF_LIFE", unit: "HOURS", parts };
  const also = publications(
    ledger,
    shown.map(({ one }) => one),
  );
  return subject(eachOnce(orders.map((one) => orderThing(one.id))), { value: totalOf(made), made, also });
}

/** How long a supplier takes for an item: each receipt, and what is overdue. */
export function leadTimeSubject(moment: Moment, ledger: Ledger, text: string, figure: LineageFigure): Subject | null {
  const id = readFigureId(text);
  const window = windowIn(moment, id, MOST_LEAD_TIME_DAYS);
  if (window === null) return null;
  const { world } = moment.view;
  const [item, supplier] = [id.get("item"), id.get("supplier")];
  const awaited = [...awaitedAt(moment.view, window).values()]
    .filter((one) => (item === null || one.item === item) && (supplier === null || one.supplier === supplier))
    .flatMap((one) => one.awaited.map((own) => ({ ...own, supplier: one.supplier })))
    .filter(({ hasCome }) => (figure === "RECEIVED" ? hasCome : figure === "OVERDUE" ? !hasCome : true));
  const parts = awaited.map(
    ({ line, supplier: by, orderedAt, until, hasCome }): Part => ({
      ...{ of: "PURCHASE_ORDER_LINE", id: line, figure: "ALL", name: `${line} · ${supplierName(world, by)}` },
      ...{ value: Math.max(0, until - orderedAt) / DAY, weight: Number(hasCome), at: until },
    }),
  );
  const isCount = figure === "RECEIVED" || figure === "OVERDUE";
  const made: MadeOf = isCount ? { ...countOf(parts), unit: "DAYS" } : { makeUp: "HALF_LIFE", unit: "DAYS", parts };
  const stated =
    item === null || supplier === null
      ? []
      : ledger.factsOf("master.sourcing", `${pointId(item, window.site)}/${supplier}`);
  const said = stated.at(-1);
  return subject(eachOnce(parts.map(({ id: line }) => ({ kind: "purchase-order-line", id: line }))), {
    ...{
      value: figure === "PLANNED" ? null : totalOf(made),
      made: figure === "PLANNED" ? basisOf(parts, "DAYS") : made,
    },
    also: said === undefined ? [] : [{ fact: said, role: "sourcing", of: { kind: "supplier", id: supplier ?? "" } }],
  });
}
