import { percent } from "@lockstep/domain/number-text";
import { limitsOf } from "../otif/control-chart.ts";
import type { WeeklyFigures } from "./weekly-figures.ts";

/**
 * What is more than the usual variation (D2): what the chart says of the week that has ended, and a forecast whose whole interval
 * lies outside of the limits that a week of so many would have.
 */
export function weeklySignals({ chart, forecast }: WeeklyFigures): readonly string[] {
  const { centre, sigmaZ, signals } = chart;
  if (forecast === null || centre === null || sigmaZ === null || forecast.n === 0) return signals;
  const { lower, upper } = limitsOf(centre, sigmaZ, forecast.n);
  const range = `${percent(forecast.lower)} to ${percent(forecast.upper)}`;
  if (forecast.upper < lower)
    return [...signals, `This week is forecast to be ${range}, below the lower limit of ${percent(lower)}.`];
  if (forecast.lower > upper)
    return [...signals, `This week is forecast to be ${range}, above the upper limit of ${percent(upper)}.`];
  return signals;
}
