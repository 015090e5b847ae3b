import { HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import { type Zone, zoneOf } from "@lockstep/domain/zone";
import { normalTail } from "@lockstep/engine/normal";
import type { OrderLineView } from "@lockstep/engine/views";
import type { OtifForecast, OtifPeriod, QueryOtifForecastArgs } from "@lockstep/protocol/generated/schema";
import { type Chance, forecastOf } from "@lockstep/workflow/otif/forecast";
import type { Judged } from "@lockstep/workflow/otif/judge";
import { mondayOf } from "@lockstep/workflow/otif/periods";
import type { Moment } from "./moment.ts";
import { asked } from "./otif.ts";
import { rangeFor } from "./otif-range.ts";

const METHOD =
  "Closed windows count as they ended, each open line with its chance of being late. The number of lines that will be kept " +
  "is Poisson-binomial (Hong 2013); the interval holds eight of ten. Lines are taken to fail independently of each other: " +
  "where one cause hits many, it is wider in truth.";

const PERIODS: readonly {
  readonly period: OtifPeriod;
  readonly firstDay: (today: number) => number;
  readonly days: number;
}[] = [
  { period: "TODAY", firstDay: (today) => today, days: 1 },
  { period: "THIS_WEEK", firstDay: mondayOf, days: 7 },
  { period: "NEXT_WEEK", firstDay: (today) => mondayOf(today) + 7, days: 7 },
];

/** Days and weeks are those of the site; of several sites, of the first. */
export function otifForecast(moment: Moment, args: QueryOtifForecastArgs): readonly OtifForecast[] {
  const zone = zoneFor(moment, args.site ?? null);
  const today = zone.localDayAt(moment.view.clock);
  return PERIODS.map(({ period, firstDay, days }) => {
    const first = firstDay(today);
    const bounds = { from: zone.instantOf(first, 0), to: zone.instantOf(first + days, 0) };
    return forecast(moment, args, { period, ...bounds });
  });
}

interface Ahead {
  readonly period: OtifPeriod;
  readonly from: Instant;
  readonly to: Instant;
}

function forecast(
  moment: Moment,
  { definition, site }: QueryOtifForecastArgs,
  { period, from, to }: Ahead,
): OtifForecast {
  const { view } = moment;
  const { family, cube } = asked(view.otif, { definition, from, to });
  const range = rangeFor(moment, { from, to }, site);
  const total = cube.total(range);
  const { level, credit, version } = family.head;
  const open = [...view.otif.ledger.pending(definition)].filter(
    ({ date, facts }) => date >= from && date < to && (range.sites?.includes(facts.data.site) ?? true),
  );
  const scale = total.n === 0 ? 0 : total.size / total.n;
  const chances: Chance[] = [];
  for (const account of cube.all(range)) {
    const share = account.size === 0 ? 0 : account.credit / account.size;
    chances.push({ weight: weightOf(level, account.lines), kept: credit === "binary" ? Number(share === 1) : share });
  }
  let atRisk = 0;
  for (const judged of open) {
    const row = view.projection.orderLines.get(judged.facts.id);
    chances.push({ weight: weightOf(level, [judged]), kept: chanceOf(judged, row) });
    atRisk += row?.valueAtRiskMinor ?? 0;
  }
  const said = forecastOf(chances);
  return {
    period,
    from: isoOf(from),
    to: isoOf(to),
    definition,
    version,
    value: said?.value ?? null,
    lower: said?.lower ?? null,
    upper: said?.upper ?? null,
    n: chances.length,
    closed: scale === 0 ? 0 : total.n,
    atRisk: view.asMoney(atRisk),
    method: METHOD,
  };
}

function weightOf(level: string, lines: readonly Judged[]): number {
  const sum = (of: (line: Judged) => number): number => lines.reduce((all, line) => all + of(line), 0);
  if (level === "unit") return sum(({ ordered }) => ordered);
  return level === "value" ? sum(({ ordered, facts }) => ordered * facts.priceMinor) : 1;
}

/** The chance that a line is kept by its window's end; the projection knows its own promise, this may be another date. */
function chanceOf(judged: Judged, row: OrderLineView | undefined): number {
  if (judged.isMet) return 1;
  if (row === undefined || row.state === "short" || row.state === "cancelled" || row.projectedDelivery === null)
    return 0;
  const slack = judged.closesAt - row.projectedDelivery;
  if (row.sigmaHours === null || row.sigmaHours === 0) return slack >= 0 ? 1 : 0;
  return 1 - normalTail(slack / HOUR / row.sigmaHours);
}

function zoneFor({ view, viewer }: Moment, site: string | null): Zone {
  const known = site ?? [...view.world.sites.keys()].filter((id) => viewer.scope.sees(id)).sort()[0];
  return zoneOf(known === undefined ? "UTC" : (view.world.sites.get(known)?.data.timeZone ?? "UTC"));
}
