import { HOUR, type Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { byCodeUnit, type Stated, type World } from "@lockstep/domain/world";
import { endOfDayIfMidnight, zoneOf } from "@lockstep/domain/zone";
import { OTIF_DEFINITIONS, type OtifDefinition } from "./otif-definitions.ts";
import { type OtifGrouping, periodOf } from "./otif-periods.ts";

export interface OtifInput {
  readonly world: Pick<World, "clock" | "salesOrderLines" | "shipments" | "sites" | "items">;
  readonly firstPromiseOf: (line: string) => Instant | null;
  /** The company's; prices in another one count 0. */
  readonly currency: string;
}

export interface OtifQuestion {
  readonly definition: string;
  /** Lines whose date is at or after `from` and before `to`. */
  readonly from: Instant;
  readonly to: Instant;
  readonly by: OtifGrouping | null;
  /** Null: all. */
  readonly sites: readonly string[] | null;
}

export interface OtifFigure {
  /** Null: no data. */
  readonly value: number | null;
  /** Lines that it is of. */
  readonly n: number;
  /** Lines kept, or units in time. */
  readonly met: number;
  /** Out of so many lines or units. */
  readonly of: number;
  readonly fineMinor: number;
}

export interface OtifPoint extends OtifFigure {
  /** A day (2026-03-02), week (2026-W10), month (2026-03), customer, site or item. */
  readonly key: string;
  /** Of a period in one time zone; else null. */
  readonly from: Instant | null;
  readonly to: Instant | null;
}

export interface OtifSeries extends OtifFigure {
  readonly definition: OtifDefinition;
  /** By key; only groups that have lines. */
  readonly points: readonly OtifPoint[];
}

/** What became of one line whose window has closed. */
export interface LineOutcome {
  readonly line: string;
  readonly customer: string;
  readonly site: string;
  readonly item: string;
  readonly timeZone: string;
  /** The date that it is measured by, as told. */
  readonly date: Instant;
  readonly ordered: number;
  readonly inWindow: number;
  readonly isMet: boolean;
  readonly fineMinor: number;
}

export function otifSeries(input: OtifInput, question: OtifQuestion): Result<OtifSeries, { readonly message: string }> {
  const definition = OTIF_DEFINITIONS.find(({ id }) => id === question.definition);
  if (definition === undefined) {
    const known = OTIF_DEFINITIONS.map(({ id }) => id).join(", ");
    return refuse({ message: `There is no OTIF definition "${question.definition}": choose one of ${known}.` });
  }
  const outcomes = lineOutcomes(input, definition).filter(
    ({ date, site }) => date >= question.from && date < question.to && (question.sites?.includes(site) ?? true),
  );
  const { by } = question;
  const points = by === null ? [] : pointsOf(outcomes, by, definition);
  return ok({ definition, ...figureOf(outcomes, definition), points });
}

/** Every line whose window has closed, by id; cancelled ones are excluded. */
export function lineOutcomes(input: OtifInput, definition: OtifDefinition): LineOutcome[] {
  const shipments = new Map<string, Stated<"wms.shipment">[]>();
  for (const shipment of input.world.shipments.values()) {
    const list = shipments.get(shipment.data.salesOrderLine);
    if (list) list.push(shipment);
    else shipments.set(shipment.data.salesOrderLine, [shipment]);
  }
  return [...input.world.salesOrderLines].flatMap(([id, line]) => {
    const outcome = outcomeOf(input, definition, { id, line, shipments: shipments.get(id) ?? [] });
    return outcome ? [outcome] : [];
  });
}

interface LineWithShipments {
  readonly id: string;
  readonly line: Stated<"erp.sales-order-line">;
  readonly shipments: readonly Stated<"wms.shipment">[];
}

function outcomeOf(input: OtifInput, definition: OtifDefinition, given: LineWithShipments): LineOutcome | null {
  const { world } = input;
  const { id, shipments } = given;
  const { data } = given.line;
  const timeZone = world.sites.get(data.site)?.data.timeZone ?? "UTC";
  const date = definition.basis === "requested" ? data.requestedAt : (input.firstPromiseOf(id) ?? data.promisedAt);
  const due = endOfDayIfMidnight(zoneOf(timeZone), date);
  const closes = due + definition.late;
  if (data.status === "cancelled" || closes > world.clock) return null;
  const opens = definition.early === null ? Number.NEGATIVE_INFINITY : due - definition.early;
  let inWindow = 0;
  for (const shipment of shipments) {
    const at = deliveredAt(given.line, shipment);
    if (at !== null && at >= opens && at <= closes && at <= world.clock) inWindow += shipment.data.quantity;
  }
  const isMet = inWindow >= data.quantity * (1 - definition.under) - 1e-9 * data.quantity;
  const missing = Math.max(0, data.quantity - inWindow);
  const fineMinor = Math.round(definition.fine * missing * priceMinor(input, data));
  const { customer, site, item, quantity: ordered } = data;
  return { line: id, customer, site, item, timeZone, date, ordered, inWindow, isMet, fineMinor };
}

/** A closed line's goods have arrived, also where nobody has said when. */
function deliveredAt({ data: line }: Stated<"erp.sales-order-line">, { data }: Stated<"wms.shipment">): Instant | null {
  if (data.deliveredAt !== undefined) return data.deliveredAt;
  return line.status === "closed" ? data.shippedAt + line.transitHours * HOUR : null;
}

function priceMinor({ world, currency }: OtifInput, line: Stated<"erp.sales-order-line">["data"]): number {
  const price = line.unitPrice ?? world.items.get(line.item)?.data.unitPrice;
  return price?.currency === currency ? Number(price.amount) * 100 : 0;
}

function figureOf(outcomes: readonly LineOutcome[], { level }: OtifDefinition): OtifFigure {
  const n = outcomes.length;
  let met = 0;
  let of = 0;
  let fineMinor = 0;
  for (const { isMet, inWindow, ordered, fineMinor: fine } of outcomes) {
    met += level === "line" ? Number(isMet) : Math.min(inWindow, ordered);
    of += level === "line" ? 1 : ordered;
    fineMinor += fine;
  }
  return { value: n === 0 ? null : met / of, n, met, of, fineMinor };
}

function pointsOf(outcomes: readonly LineOutcome[], by: OtifGrouping, definition: OtifDefinition): OtifPoint[] {
  const groups = new Map<string, { readonly outcomes: LineOutcome[]; readonly zones: Set<string> }>();
  for (const outcome of outcomes) {
    const { key } = groupOf(outcome, by);
    const group = groups.get(key) ?? { outcomes: [], zones: new Set<string>() };
    groups.set(key, group);
    group.outcomes.push(outcome);
    group.zones.add(outcome.timeZone);
  }
  return [...groups]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([key, { outcomes: own, zones }]) => {
      const [first] = own;
      const { from, to } = first && zones.size === 1 ? groupOf(first, by) : { from: null, to: null };
      return { key, from, to, ...figureOf(own, definition) };
    });
}

function groupOf(outcome: LineOutcome, by: OtifGrouping): Pick<OtifPoint, "key" | "from" | "to"> {
  if (by === "day" || by === "week" || by === "month") return periodOf(by, outcome.date, zoneOf(outcome.timeZone));
  return { key: outcome[by], from: null, to: null };
}

/** The first promise that was ever told for a line, by what is known at a clock. */
export function firstPromises(
  ledger: Pick<Ledger, "factsOf">,
  clock: Instant,
  mode: "live" | "manual",
): OtifInput["firstPromiseOf"] {
  return (line) => {
    for (const fact of ledger.factsOf("erp.sales-order-line", line)) {
      const isInEffect = mode === "live" || fact.time <= clock;
      if (fact.type === "erp.sales-order-line" && !fact.deleted && isInEffect) return fact.data.promisedAt;
    }
    return null;
  };
}
