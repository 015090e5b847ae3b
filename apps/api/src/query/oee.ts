import { HOUR, isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import type { WorkingTime } from "@lockstep/domain/working-time";
import { byCodeUnit } from "@lockstep/domain/world";
import { zoneOf } from "@lockstep/domain/zone";
import type { Oee, OeeGrouping, OeeReport, OeeRow, QueryOeeArgs } from "@lockstep/protocol/generated/schema";
import {
  addOee,
  noOeeSums,
  OEE_VERSION,
  type OeeInput,
  type OeeSums,
  oeeOf,
  oeeSumsOf,
  type Span,
} from "@lockstep/workflow/oee/oee";
import { periodOf } from "@lockstep/workflow/otif/periods";
import type { View } from "../view/view.ts";
import { resourceName, siteName, siteTimeZone } from "../wire/names.ts";
import { versionText } from "../wire/words.ts";
import { MOST_DAYS } from "./adherence.ts";
import { calendarsOf } from "./adherence-calendars.ts";
import { type MadeStep, madeSteps } from "./adherence-made.ts";
import type { Moment } from "./moment.ts";
import { pageOf } from "./paging.ts";
import { byName } from "./plan.ts";
import type { Window } from "./plan-baseline.ts";
import { windowOf } from "./plan-window.ts";
import { isByShift, SHIFT_TEXT, shiftGroups, shiftName } from "./shift-groups.ts";

const DEFINITION =
  "ISO 22400-2. Availability: actual production time (APT) / planned busy time (PBT). Effectiveness: planned run time per item (PRI) × " +
  "produced quantity / APT. Quality: PRI × good / PRI × produced. OEE = PRI × good / PBT; over lines Σ PRI × good / Σ PBT. " +
  "Planned busy time is the line's calendar and what it ran outside of it, from when its states are known up to now.";

/** What the lines of a site get out of their time (A20 to A23). */
export function oee(moment: Moment, ledger: Ledger, asked: QueryOeeArgs): Oee | null {
  const window = windowOf(moment, asked, MOST_DAYS);
  if (window === null) return null;
  const { view } = moment;
  const by = asked.by ?? "RESOURCE";
  const name = (id: string): string => resourceName(view.world, id);
  const { ids, steps, calendars, spansOf } = linesAsked(view, ledger, { window, by });
  const total = noOeeSums();
  const groups = new Map<string, OeeSums>();
  for (const id of ids) {
    const input = inputOf(view, steps, { resource: id, working: calendars.workingOf(id) });
    for (const [key, span] of spansOf(id)) {
      const sums = oeeSumsOf(input, span);
      addOee(total, sums);
      const group = groups.get(key) ?? noOeeSums();
      groups.set(key, group);
      addOee(group, sums);
    }
  }
  const here = new Set(ids);
  // One operation may have said several things at one moment.
  const items = steps
    .filter(({ resource }) => here.has(resource))
    .sort(byKey)
    .map((step, number) => ({ step, number }));
  const { nodes, pageInfo, totalCount } = pageOf(
    { kind: "oee", items, keyOf: ({ step, number }) => [step.at, step.operation, number] },
    asked,
  );
  const named = (key: string): string =>
    by === "RESOURCE"
      ? name(key)
      : by === "SITE"
        ? siteName(view.world, key)
        : isByShift(by)
          ? shiftName(by, key)
          : key;
  return {
    asOf: isoOf(view.clock),
    definition: DEFINITION + (isByShift(by) ? SHIFT_TEXT : "") + versionText(OEE_VERSION),
    version: OEE_VERSION,
    total: rowOf("", siteName(view.world, window.site), total),
    rows: inOrder(by, groups).map(([key, sums]) => rowOf(key, named(key), sums)),
    behind: { nodes: nodes.map(({ step }) => reportRow(step)), pageInfo, totalCount },
  };
}

/** The lines of a site, what was made on them, and how their time is cut. */
export function linesAsked(
  view: View,
  ledger: Ledger,
  { window, by }: { readonly window: Window; readonly by: OeeGrouping },
) {
  const until = Math.min(window.to, view.clock);
  const calendars = calendarsOf(view);
  const shifts = isByShift(by) ? shiftGroups(view, calendars, { ...window, to: until }, by) : null;
  const whole = { from: window.from, to: until };
  const here = [...view.world.resources].filter(([, { data }]) => data.site === window.site).map(([id]) => id);
  return {
    ids: byName(here, (id) => resourceName(view.world, id)),
    steps: [...madeSteps(view, ledger, { ...window, to: until })],
    calendars,
    spansOf: (id: string): Iterable<readonly [string, Span]> => {
      if (shifts !== null) return shifts.cut(id, whole);
      if (by === "DAY") return daysOf(view, window, until);
      return [[by === "RESOURCE" ? id : window.site, whole]];
    },
  };
}

/** Lines and days come in order; shifts come line by line, and those in which nothing was planned or done are left out. */
const inOrder = (by: OeeGrouping, groups: ReadonlyMap<string, OeeSums>): readonly (readonly [string, OeeSums])[] =>
  isByShift(by)
    ? [...groups]
        .filter(([, sums]) => Object.values(sums).some((sum: number) => sum !== 0))
        .sort(([a], [b]) => byCodeUnit(a, b))
    : [...groups];

const byKey = (a: MadeStep, b: MadeStep): number => a.at - b.at || byCodeUnit(a.operation, b.operation);

function* daysOf(view: View, { site, from, to }: Window, until: number): Iterable<readonly [string, Span]> {
  const zone = zoneOf(siteTimeZone(view.world, site));
  for (let at = from; at < Math.min(to, until); ) {
    const day = periodOf("day", at, zone);
    yield [day.key, { from: at, to: Math.min(day.to, until) }];
    at = day.to;
  }
}

interface Line {
  readonly resource: string;
  readonly working: WorkingTime;
}

/** What a line ran and made. */
export function inputOf(view: View, steps: readonly MadeStep[], { resource, working }: Line): OeeInput {
  const states = view.world.resourceStates.get(resource) ?? [];
  const running = states.flatMap(({ data }, k): readonly Span[] =>
    data.state === "running" ? [{ from: data.since, to: states[k + 1]?.data.since ?? view.clock }] : [],
  );
  const produced = steps
    .filter((one) => one.resource === resource)
    .map(({ at, good, scrap, rate }) => ({ at, good, scrap, ratePerHour: rate }));
  return { working, running, produced, knownSince: states[0]?.data.since ?? null };
}

function rowOf(key: string, name: string, sums: OeeSums): OeeRow {
  const { isRateTooLow, ...factors } = oeeOf(sums);
  const { apt, pbt, produced, good, reports, withoutRate } = sums;
  return {
    ...{ key, name, ...factors, n: reports, withoutRate },
    ...{ apt: apt / HOUR, pbt: pbt / HOUR, produced: produced / HOUR, good: good / HOUR },
    finding: isRateTooLow
      ? "It made more than its planned run time per item allows: look at the rates of its routings before this figure."
      : null,
  };
}

const reportRow = ({ operation, resource, at, good, scrap, rate }: MadeStep): OeeReport => ({
  ...{ operation, resource, at: isoOf(at), good, scrap, ratePerHour: rate },
});
