import { zoneOf } from "@lockstep/domain/zone";
import type { PromiseCounts, SeverityCounts } from "@lockstep/protocol/generated/schema";
import type { OrderLineRow, OverviewRow } from "@lockstep/protocol/rows";
import { dayOf, type PromiseState, type SiteTotals } from "../view/site-totals.ts";
import type { View } from "../view/view.ts";
import { isOnBoardFor } from "../wire/exception-row.ts";
import { siteTimeZone } from "../wire/names.ts";
import { lower } from "../wire/words.ts";
import { sitesOfFact, sitesOfSubject } from "./belongs.ts";
import { visibleFindings, visibleParked } from "./findings.ts";
import type { Moment } from "./moment.ts";

/** The figures of the header, for one site or for all that the viewer may see. */
export function overview(moment: Moment, site: string | null): OverviewRow {
  const { view, viewer } = moment;
  const touches = (sites: readonly string[]): boolean => site === null || sites.includes(site);
  const parked = visibleParked(moment).filter(({ fact }) => touches(sitesOfFact(fact)));
  const findings = visibleFindings(moment).filter(({ subjectType, subject }) =>
    touches(sitesOfSubject(subjectType, subject, view.world)),
  );
  return {
    site,
    ...standing(moment, site),
    parkedFacts: parked.length,
    openQuarantine: viewer.scope.sites === null ? view.quarantine.open : 0,
    findings: findings.length,
  };
}

type Standing = Pick<OverviewRow, "totalAtRisk" | "openExceptions" | "promisesToday" | "openOrderLines">;

/** Those that follow from order lines and exceptions. */
export function standing(moment: Moment, site: string | null): Standing {
  const { view, viewer } = moment;
  const touches = (sites: readonly string[]): boolean => site === null || sites.includes(site);
  const sites = [...view.totals].filter(([id]) => viewer.scope.sees(id) && touches([id]));
  const sum = (numberOf: (totals: SiteTotals) => number): number =>
    sites.reduce((all, [, totals]) => all + numberOf(totals), 0);
  return {
    totalAtRisk: view.asMoney(sum(({ atRiskMinor }) => atRiskMinor)),
    openExceptions: openBySeverity(moment, site),
    promisesToday: promisesToday(moment, sites),
    openOrderLines: sum(({ open }) => open),
  };
}

/** Those whose cause stands. Every page asks each second, and there may be thousands: no row is made to be counted. */
function openBySeverity({ view, viewer }: Moment, site: string | null): SeverityCounts {
  const counts = { critical: 0, high: 0, medium: 0, low: 0 };
  for (const source of view.exceptions.values()) {
    const isAsked = site === null || (source.touches.includes(site) && viewer.scope.sees(site));
    if (source.row.present && isAsked && isOnBoardFor(source, viewer)) counts[lower(source.row.severity)] += 1;
  }
  return counts;
}

/** What is promised for the site's present day and still open, and what left on it. */
function promisesToday({ view }: Moment, sites: readonly (readonly [string, SiteTotals])[]): PromiseCounts {
  const today = sites.map(([id, { days }]) => days.get(todayAt(view, id)));
  const count = (state: PromiseState): number => today.reduce((all, states) => all + (states?.get(state) ?? 0), 0);
  const counts = {
    onTrack: count("ON_TRACK"),
    atRisk: count("AT_RISK"),
    late: count("LATE"),
    short: count("SHORT"),
    done: count("DONE"),
  };
  return { total: Object.values(counts).reduce((all, one) => all + one, 0), ...counts };
}

/** Of these lines those that are promised for the present day of their site and open, and those that left on it. */
export const promisedToday = ({ view }: Moment, lines: readonly OrderLineRow[]): readonly OrderLineRow[] =>
  lines.filter((line) => dayOf(line, view.known) === todayAt(view, line.site));

const todayAt = ({ world, clock }: View, site: string): number => zoneOf(siteTimeZone(world, site)).localDayAt(clock);
