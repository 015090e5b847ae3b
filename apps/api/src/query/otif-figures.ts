import { byCodeUnit } from "@lockstep/domain/world";
import type {
  OtifChartPoint,
  OtifCompared,
  OtifControlChart,
  OtifFailureKind,
  OtifWaterfall,
  QueryOtifComparisonArgs,
  QueryOtifControlChartArgs,
  QueryOtifWaterfallArgs,
} from "@lockstep/protocol/generated/schema";
import { type ControlChart, controlChart } from "@lockstep/workflow/otif/control-chart";
import { figureOf } from "@lockstep/workflow/otif/sums";
import { waterfallOf } from "@lockstep/workflow/otif/waterfall";
import { badInput } from "../errors.ts";
import { isoOrNull, lower, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { asked } from "./otif.ts";
import { rangeFor } from "./otif-range.ts";

export const kindWord = (kind: string): OtifFailureKind => upper(kind) as OtifFailureKind;

/** The same lines under several definitions, in the order that they are asked for. */
export function otifComparison(moment: Moment, args: QueryOtifComparisonArgs): readonly OtifCompared[] {
  const { view } = moment;
  const ids = args.definitions ?? view.otif.ledger.families.map(({ id }) => id);
  return [...new Set(ids)].map((definition) => {
    const { family, cube } = asked(view.otif, { ...args, definition });
    const sums = cube.total(rangeFor(moment, args, args.site));
    const { version, description, level } = family.head;
    const { value, n } = figureOf(sums, level);
    const money = { fine: view.asMoney(sums.fineMinor), missing: view.asMoney(sums.missingMinor) };
    return { definition, version, description, level: upper(level), value, n, failed: sums.failed, ...money };
  });
}

const HUNDREDTH = 100;

export function otifWaterfall(moment: Moment, args: QueryOtifWaterfallArgs): OtifWaterfall {
  const { view } = moment;
  const { family, cube } = asked(view.otif, args);
  const range = rangeFor(moment, args, args.site);
  const total = cube.total(range);
  const waterfall = waterfallOf(total, cube.causes(range));
  const steps = (waterfall?.steps ?? []).map(({ kind, failed, lost, missingMinor }) => {
    return { kind: kindWord(kind), failed, lost: lost / HUNDREDTH, missing: view.asMoney(missingMinor) };
  });
  const result = waterfall === null ? null : waterfall.result / HUNDREDTH;
  return { definition: family.id, version: family.head.version, n: total.n, result, steps };
}

/** A period that has not ended in every zone yet moves no limit and is no signal. */
export function otifControlChart(moment: Moment, args: QueryOtifControlChartArgs): OtifControlChart {
  const { view } = moment;
  const by = lower(args.by ?? "WEEK");
  if (by !== "day" && by !== "week" && by !== "month")
    throw badInput("by must be DAY, WEEK or MONTH: it is a chart over time.");
  const { family, cube } = asked(view.otif, args);
  const { version, description, level } = family.head;
  const groups = [...cube.groups(rangeFor(moment, args, args.site), by)].sort(([a], [b]) => byCodeUnit(a, b));
  const periods = groups.flatMap(([key, { sums, from, to, lastDayEnds }]) => {
    const { value, n } = figureOf(sums, level);
    return value === null ? [] : [{ key, value, n, from, to, isRunning: (to ?? lastDayEnds) > view.clock }];
  });
  const ended = periods.filter(({ isRunning }) => !isRunning);
  const chart = controlChart(ended);
  const limits = new Map(ended.map(({ key }, k) => [key, chart?.limits[k] ?? null]));
  const points = periods.map(({ key, value, n, from, to, isRunning }): OtifChartPoint => {
    const limit = limits.get(key) ?? null;
    const bounds = {
      from: isoOrNull(from),
      to: isoOrNull(to),
      lower: limit?.lower ?? null,
      upper: limit?.upper ?? null,
    };
    return { key, value, n, isRunning, ...bounds };
  });
  const signals = (chart?.signals ?? []).map(({ rule, direction, from, to, text }) => {
    return { rule: upper(rule), isUp: direction === "up", from, to, text };
  });
  const n = ended.reduce((all, one) => all + one.n, 0);
  const figures = { n, centre: chart?.centre ?? null, sigmaZ: chart?.sigmaZ ?? null };
  return { definition: family.id, version, description, ...figures, points, signals, finding: findingOf(chart) };
}

function findingOf(chart: ControlChart | null): string {
  if (chart === null) return "No data.";
  if (chart.sigmaZ === null) {
    return chart.centre === 1
      ? "None has failed."
      : chart.centre === 0
        ? "All have failed."
        : "Too few periods to tell.";
  }
  // The latest says what is so now.
  const last = chart.signals.toSorted((a, b) => byCodeUnit(a.to, b.to)).at(-1);
  return last === undefined ? "Within normal variation." : last.text;
}
