import { DAY, type Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { moneyExact } from "@lockstep/domain/number-text";
import { zoneOf } from "@lockstep/domain/zone";
import type { OtifFailureKind } from "@lockstep/protocol/generated/schema";
import { lastWeek } from "@lockstep/workflow/digest/due-weeklies";
import type { WeeklyFigures } from "@lockstep/workflow/digest/weekly-figures";
import { type WeeklyText, weeklyText } from "@lockstep/workflow/digest/weekly-text";
import { periodOf } from "@lockstep/workflow/otif/periods";
import { everySite, scopeOf } from "../identity/scope.ts";
import type { Viewer } from "../identity/viewer.ts";
import { kindText } from "../pack/pack-words.ts";
import { savedIn } from "../query/foresight.ts";
import type { Moment } from "../query/moment.ts";
import { otifPareto } from "../query/otif-failures.ts";
import { kindWord, otifControlChart } from "../query/otif-figures.ts";
import { otifForecast } from "../query/otif-forecast.ts";
import { sites } from "../query/people.ts";
import { planSurvival } from "../query/survival.ts";
import type { View } from "../view/view.ts";
import { siteName } from "../wire/names.ts";

/** As many weeks as the leader's page shows, so that the limits are the same. */
const WEEKS = 13;
/** No more are named; the digest says what is left over. */
const MOST = { causes: 3, saved: 3 } as const;

export interface WeeklyQuestion {
  /** Null: all that the viewer sees. */
  readonly site: string | null;
  /** Whose Monday it is. */
  readonly timeZone: string;
}

export interface Weekly extends WeeklyText {
  readonly week: string;
}

/** The digest of the week before now, from the answers that the leader's page is made of. */
export function weeklyDigest(moment: Moment, ledger: Ledger, { site, timeZone }: WeeklyQuestion): Weekly | null {
  const { view } = moment;
  const [family] = view.otif.ledger.families;
  if (family === undefined) return null;
  const { id, version, level } = family.head;
  const week = lastWeek(timeZone, view.clock);
  const shown = { definition: id, ...weeksShown(timeZone, view.clock), site };
  const chart = otifControlChart(moment, { ...shown, by: "WEEK" });
  const own = chart.points.find(({ key }) => key === week.key);
  const causes = otifPareto(moment, { ...shown, by: "CAUSE", filter: { week: week.key }, first: MOST.causes });
  const forecast = otifForecast(moment, { definition: id, site }).find(({ period }) => period === "THIS_WEEK");
  const { called, came, saved } = savedIn(moment, { from: week.from, to: week.to, site });
  const figures: WeeklyFigures = {
    place: placeOf(moment, site),
    week: week.key,
    definition: { id, version, level: level.toUpperCase() },
    value: own?.value ?? null,
    n: own?.n ?? 0,
    isRunning: own?.isRunning ?? false,
    chart: {
      centre: chart.centre ?? null,
      sigmaZ: chart.sigmaZ ?? null,
      signals: chart.signals.filter(({ to }) => to === week.key).map(({ text }) => text),
    },
    forecast: forecastOf(forecast),
    causes: causes.bars.map(({ key, failed, missing }) => ({
      ...{ name: kindText(key as OtifFailureKind), failed, missing: moneyExact(missing) },
    })),
    otherCauses: causes.other && {
      ...{ failed: causes.other.failed, missing: moneyExact(causes.other.missing) },
    },
    saved: {
      ...{ called, came, count: saved.length },
      named: saved.slice(0, MOST.saved).map(({ line, kind, by }) => ({ line, cause: kindText(kindWord(kind)), by })),
    },
    halfLives: plantsOf(moment, site).flatMap((plant) => halfLifeOf(moment, ledger, plant)),
  };
  return { week: week.key, ...weeklyText(figures) };
}

function placeOf({ view, viewer }: Moment, site: string | null): string {
  if (site !== null) return siteName(view.world, site);
  return viewer.scope.sites === null ? "all plants" : "your plants";
}

function weeksShown(timeZone: string, now: Instant): { readonly from: Instant; readonly to: Instant } {
  const zone = zoneOf(timeZone);
  const { to } = periodOf("week", now, zone);
  // In the middle of the first week, whatever clocks have done meanwhile.
  const { from } = periodOf("week", to - (WEEKS * 7 - 3.5) * DAY, zone);
  return { from, to };
}

type Said = ReturnType<typeof otifForecast>[number] | undefined;

function forecastOf(said: Said): WeeklyFigures["forecast"] {
  const { value, lower, upper } = said ?? {};
  if (said === undefined || value == null || lower == null || upper == null) return null;
  return { value, lower, upper, n: said.n, atRisk: moneyExact(said.atRisk) };
}

const plantsOf = (moment: Moment, site: string | null): readonly string[] =>
  site === null ? sites(moment).map(({ id }) => id) : [site];

function halfLifeOf(moment: Moment, ledger: Ledger, site: string): WeeklyFigures["halfLives"] {
  const found = planSurvival(moment, ledger, { site, first: 0 });
  if (found === null) return [];
  const { n, halfLifeHours, horizonHours } = found;
  const plant = siteName(moment.view.world, site);
  return [{ plant, n, hours: halfLifeHours ?? null, watchedHours: horizonHours }];
}

/** What the tower itself says: nothing of other sites than the one that it is of. */
export function weeklyOf(view: View, ledger: Ledger, asked: WeeklyQuestion): Weekly | null {
  const viewer: Viewer = {
    name: "system",
    roles: new Set(),
    scope: asked.site === null ? everySite : scopeOf([asked.site]),
  };
  return weeklyDigest({ view, viewer }, ledger, asked);
}
