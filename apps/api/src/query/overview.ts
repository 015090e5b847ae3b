import type { Instant } from "@lockstep/domain/instant";
import { zoneOf } from "@lockstep/domain/zone";
import type { PromiseCounts, SeverityCounts } from "@lockstep/protocol/generated/schema";
import type { OrderLineRow, OverviewRow } from "@lockstep/protocol/rows";
import { isOnBoard } from "../wire/exception-row.ts";
import { siteTimeZone } from "../wire/names.ts";
import { sitesOfFact, sitesOfSubject } from "./belongs.ts";
import { visibleExceptions } from "./exceptions.ts";
import { visibleFindings, visibleParked } from "./findings.ts";
import type { Moment } from "./moment.ts";
import { isOpen, visibleLines } from "./order-lines.ts";

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
  const { view } = moment;
  const touches = (sites: readonly string[]): boolean => site === null || sites.includes(site);
  const lines = visibleLines(moment).filter((line) => touches([line.site]));
  const open = lines.filter(isOpen);
  const atRisk = open.reduce((sum, { id }) => sum + (view.projection.orderLines.get(id)?.valueAtRiskMinor ?? 0), 0);
  return {
    totalAtRisk: view.asMoney(atRisk),
    openExceptions: openBySeverity(moment, touches),
    promisesToday: promisesToday(moment, lines),
    openOrderLines: open.length,
  };
}

function openBySeverity(moment: Moment, touches: (sites: readonly string[]) => boolean): SeverityCounts {
  const shown = visibleExceptions(moment).filter((row) => row.present && isOnBoard(row) && touches(row.sites));
  const count = (severity: string): number => shown.filter((row) => row.severity === severity).length;
  return { critical: count("CRITICAL"), high: count("HIGH"), medium: count("MEDIUM"), low: count("LOW") };
}

/** What is promised for the site's present day and still open, and what left on it. */
function promisesToday(moment: Moment, lines: readonly OrderLineRow[]): PromiseCounts {
  const states = promisedToday(moment, lines).map((line) => (isOpen(line) ? line.state : "DONE"));
  const count = (state: string): number => states.filter((one) => one === state).length;
  return {
    total: states.length - count("CANCELLED"),
    onTrack: count("ON_TRACK"),
    atRisk: count("AT_RISK"),
    late: count("LATE"),
    short: count("SHORT"),
    done: count("DONE"),
  };
}

export function promisedToday(moment: Moment, lines: readonly OrderLineRow[]): readonly OrderLineRow[] {
  const isToday = todayAt(moment);
  const leftAt = lastShipments(moment);
  return lines.filter((line) =>
    // The end of a day is the beginning of the next.
    isOpen(line) ? isToday(line.site, Date.parse(line.promisedAt) - 1) : isToday(line.site, leftAt.get(line.id) ?? NaN),
  );
}

function todayAt({ view }: Moment): (site: string, at: Instant) => boolean {
  const days = new Map<string, { readonly from: Instant; readonly until: Instant }>();
  const dayOf = (site: string) => {
    const known = days.get(site);
    if (known !== undefined) return known;
    const zone = zoneOf(siteTimeZone(view.world, site));
    const today = zone.localDayAt(view.clock);
    const day = { from: zone.instantOf(today, 0), until: zone.instantOf(today + 1, 0) };
    days.set(site, day);
    return day;
  };
  return (site, at) => dayOf(site).from <= at && at < dayOf(site).until;
}

function lastShipments({ view }: Moment): ReadonlyMap<string, Instant> {
  const last = new Map<string, Instant>();
  for (const { data } of view.world.shipments.values()) {
    last.set(data.salesOrderLine, Math.max(last.get(data.salesOrderLine) ?? data.shippedAt, data.shippedAt));
  }
  return last;
}
