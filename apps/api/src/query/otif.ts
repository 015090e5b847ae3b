import type { Data, Fact } from "@lockstep/domain/facts/fact";
import { DAY, type Instant, isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit } from "@lockstep/domain/world";
import { dayOfDate, endOfDayIfMidnight, type Zone, zoneOf } from "@lockstep/domain/zone";
import type { OtifGrouping, OtifPoint, OtifSeries, QueryOtifArgs } from "@lockstep/protocol/generated/schema";
import { badInput } from "../errors.ts";
import { type OtifDefinition, type OtifLine, otifDefinition, otifDefinitionIds, otifSum } from "../otif/definitions.ts";
import type { Moment } from "./moment.ts";

type SalesLine = Data<"erp.sales-order-line">;

interface Line extends OtifLine {
  readonly data: SalesLine;
  readonly zone: Zone;
}

/** How much was on time and in full of what was due from one instant to before another; by nothing: one figure alone. */
export function otif(moment: Moment, ledger: Ledger, { definition: id, from, to, by }: QueryOtifArgs): OtifSeries {
  const definition = otifDefinition(id);
  if (definition === undefined)
    throw badInput(`There is no definition "${id}": use ${otifDefinitionIds().join(", ")}.`);
  if (from >= to) throw badInput("from must be before to.");
  const lines = dueLines(moment, ledger, definition).filter(({ due }) => from <= due && due < to);
  const { n, met } = otifSum(definition, lines, moment.view.clock);
  const description = definition.description;
  const points = by ? pointsOf(definition, lines, { by, now: moment.view.clock }) : [];
  const { version } = definition;
  return {
    definition: id,
    version,
    description,
    from: isoOf(from),
    to: isoOf(to),
    value: share(met, n),
    n: Math.round(n),
    points,
  };
}

/** No data is no figure. */
const share = (met: number, n: number): number | null => (n === 0 ? null : met / n);

function dueLines({ view, viewer }: Moment, ledger: Ledger, definition: OtifDefinition): readonly Line[] {
  const deliveries = new Map<string, { at: Instant; quantity: number }[]>();
  for (const { data } of view.world.shipments.values()) {
    if (data.deliveredAt === undefined || data.deliveredAt > view.clock) continue;
    const known = deliveries.get(data.salesOrderLine) ?? [];
    deliveries.set(data.salesOrderLine, [...known, { at: data.deliveredAt, quantity: data.quantity }]);
  }
  return [...view.world.salesOrderLines].flatMap(([id, { data }]) => {
    if (data.status === "cancelled" || !viewer.scope.sees(data.site)) return [];
    const zone = zoneOf(view.world.sites.get(data.site)?.data.timeZone ?? "UTC");
    const stated = definition.basis === "requested" ? data.requestedAt : firstPromise(ledger, id, data);
    const due = endOfDayIfMidnight(zone, stated);
    const dayOfDue = zone.instantOf(zone.localDayAt(due - 1), 0);
    return [{ data, zone, due, dayOfDue, ordered: data.quantity, deliveries: deliveries.get(id) ?? [] }];
  });
}

function firstPromise(ledger: Ledger, id: string, { promisedAt }: SalesLine): Instant {
  const first = ledger.factsOf("erp.sales-order-line", id).find(({ deleted }) => !deleted);
  return (first as Fact<"erp.sales-order-line"> | undefined)?.data.promisedAt ?? promisedAt;
}

interface Group {
  readonly key: string;
  readonly from: Instant | null;
  readonly to: Instant | null;
}

function pointsOf(
  definition: OtifDefinition,
  lines: readonly Line[],
  { by, now }: { readonly by: OtifGrouping; readonly now: Instant },
): readonly OtifPoint[] {
  const groups = new Map<string, { readonly group: Group; readonly lines: Line[] }>();
  for (const line of lines) {
    const group = groupOf(line, by);
    const known = groups.get(group.key);
    if (known) known.lines.push(line);
    else groups.set(group.key, { group, lines: [line] });
  }
  return [...groups.values()]
    .sort((a, b) => byCodeUnit(a.group.key, b.group.key))
    .map(({ group, lines: own }) => {
      const { n, met } = otifSum(definition, own, now);
      const at = (instant: Instant | null): string | null => (instant === null ? null : isoOf(instant));
      return { key: group.key, from: at(group.from), to: at(group.to), value: share(met, n), n: Math.round(n), met };
    });
}

function groupOf(line: Line, by: OtifGrouping): Group {
  switch (by) {
    case "CUSTOMER":
      return { key: line.data.customer, from: null, to: null };
    case "SITE":
      return { key: line.data.site, from: null, to: null };
    case "ITEM":
      return { key: line.data.item, from: null, to: null };
    case "DAY":
    case "WEEK":
    case "MONTH":
      return periodOf(line, by);
  }
}

/** The local day, week from Monday, or month that the line is due in; named by its first day. */
function periodOf({ due, zone }: Line, by: "DAY" | "WEEK" | "MONTH"): Group {
  const day = zone.localDayAt(due - 1);
  const first = { DAY: day, WEEK: day - ((day + 3) % 7), MONTH: dayOfDate(`${dateOf(day).slice(0, 7)}-01`) }[by];
  const next = { DAY: first + 1, WEEK: first + 7, MONTH: nextMonth(first) }[by];
  return { key: dateOf(first), from: zone.instantOf(first, 0), to: zone.instantOf(next, 0) };
}

const dateOf = (localDay: number): string => isoOf(localDay * DAY).slice(0, 10);
const nextMonth = (first: number): number => dayOfDate(`${dateOf(first + 31).slice(0, 7)}-01`);
