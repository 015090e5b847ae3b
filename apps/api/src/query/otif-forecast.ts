import { HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import { type Zone, zoneOf } from "@lockstep/domain/zone";
import { chanceOfDelay } from "@lockstep/engine/normal";
import type { OrderLineView } from "@lockstep/engine/views";
import type { OtifForecast, OtifPeriod, QueryOtifForecastArgs } from "@lockstep/protocol/generated/schema";
import { type Chance, chancesOf, forecastOf } from "@lockstep/workflow/otif/forecast";
import type { Judged } from "@lockstep/workflow/otif/judge";
import { mondayOf } from "@lockstep/workflow/otif/periods";
import type { Moment } from "./moment.ts";
import { asked } from "./otif.ts";
import { rangeFor } from "./otif-range.ts";

const METHOD =
  "Closed windows count as they ended, each open line with its chance of being late. The number of lines that will be kept " +
  "is Poisson-binomial (Hong 2013); the interval holds eight of ten. Lines are taken to fail independently of each other: " +
  "where one cause hits many, it is wider in truth.";

interface Period {
  readonly period: OtifPeriod;
  readonly firstDay: (today: number) => number;
  readonly days: number;
}

const THIS_WEEK: Period = { period: "THIS_WEEK", firstDay: mondayOf, days: 7 };
const PERIODS: readonly Period[] = [
  { period: "TODAY", firstDay: (today) => today, days: 1 },
  THIS_WEEK,
  { period: "NEXT_WEEK", firstDay: (today) => mondayOf(today) + 7, days: 7 },
];

/** Days and weeks are those of the site; of several sites, of the first. */
export function otifForecast(moment: Moment, args: QueryOtifForecastArgs): readonly OtifForecast[] {
  const zone = zoneFor(moment, args.site ?? null);
  const today = zone.localDayAt(moment.view.clock);
  return PERIODS.map((one) => forecast(moment, args, aheadOf(one, zone, today)));
}

/** What one of the forecasts is made of. */
export function forecastBehind(moment: Moment, args: QueryOtifForecastArgs, asked: OtifPeriod): Foreseen {
  const zone = zoneFor(moment, args.site ?? null);
  const one = PERIODS.find(({ period }) => period === asked) ?? THIS_WEEK;
  return foreseen(moment, args, aheadOf(one, zone, zone.localDayAt(moment.view.clock)));
}

function aheadOf({ period, firstDay, days }: Period, zone: Zone, today: number): Ahead {
  const first = firstDay(today);
  return { period, from: zone.instantOf(first, 0), to: zone.instantOf(first + days, 0) };
}

interface Ahead {
  readonly period: OtifPeriod;
  readonly from: Instant;
  readonly to: Instant;
}

/** One line or order that is counted: its lines, with what weighs and its chances. */
export interface Counted {
  readonly lines: readonly Judged[];
  readonly chances: readonly Chance[];
}

export interface Foreseen {
  readonly version: number;
  readonly closed: number;
  readonly counted: readonly Counted[];
  /** What can still be lost of lines whose window is open; minor units. */
  readonly open: readonly { readonly line: Judged; readonly atRiskMinor: number }[];
}

function foreseen(moment: Moment, { definition, site }: QueryOtifForecastArgs, { from, to }: Ahead): Foreseen {
  const { view } = moment;
  const { family, cube } = asked(view.otif, { definition, from, to });
  const range = rangeFor(moment, { from, to }, site);
  const closed = [...cube.all(range)].map(({ lines }) => lines);
  const open = view.otif.ledger
    .pending(definition, range)
    .filter((lines) => range.sites?.includes(lines.at(-1)?.facts.data.site ?? "") ?? true);
  const restKept = (line: Judged): number => chanceOf(line, view.projection.orderLines.get(line.facts.id));
  const counted = [...closed, ...open].map((lines) => ({
    lines,
    chances: chancesOf(lines, { clock: view.clock, restKept }),
  }));
  const atRiskOf = ({ facts }: Judged): number => view.projection.orderLines.get(facts.id)?.valueAtRiskMinor ?? 0;
  const openLines = open.flat().filter(({ closesAt }) => closesAt > view.clock);
  return {
    version: family.head.version,
    closed: closed.length,
    counted,
    open: openLines.map((line) => ({ line, atRiskMinor: atRiskOf(line) })),
  };
}

function forecast(moment: Moment, args: QueryOtifForecastArgs, ahead: Ahead): OtifForecast {
  const { version, closed, counted, open } = foreseen(moment, args, ahead);
  const said = forecastOf(counted.flatMap(({ chances }) => chances));
  const { period, from, to } = ahead;
  return {
    period,
    from: isoOf(from),
    to: isoOf(to),
    definition: args.definition,
    version,
    value: said?.value ?? null,
    lower: said?.lower ?? null,
    upper: said?.upper ?? null,
    n: counted.length,
    closed,
    atRisk: moment.view.asMoney(open.reduce((all, { atRiskMinor }) => all + atRiskMinor, 0)),
    method: METHOD,
  };
}

/**
 * The chance that what has not come of a line comes within its window. The projection knows its own promise and delivery;
 * this may be another date, or the time of shipping.
 */
function chanceOf({ definition, closesAt, facts, inWindow, tooEarly }: Judged, row: OrderLineView | undefined): number {
  const isAllThere = definition.partials === "first-delivery" && inWindow + tooEarly > 0;
  if (isAllThere || row === undefined || row.projectedDelivery === null) return 0;
  if (row.state === "short" || row.state === "cancelled" || row.state === "delivered") return 0;
  const transit = definition.event === "ship" ? facts.data.transitHours * HOUR : 0;
  // All of it is on its way, and nothing of it has come in time.
  if (row.state === "shipped" && (definition.event === "ship" || tooEarly > 0)) return 0;
  return 1 - chanceOfDelay((closesAt - row.projectedDelivery + transit) / HOUR, row.sigmaHours ?? 0);
}

function zoneFor({ view, viewer }: Moment, site: string | null): Zone {
  const known = site ?? [...view.world.sites.keys()].filter((id) => viewer.scope.sees(id)).sort()[0];
  return zoneOf(known === undefined ? "UTC" : (view.world.sites.get(known)?.data.timeZone ?? "UTC"));
}
