import type { ReactNode } from "react";
import { BarChart } from "../charts/bar-chart.tsx";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { moneyAtAGlance, percent } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import type { ForecastRow } from "./leader-answer.ts";
import { inPercent } from "./words.ts";

interface ForecastCardProps {
  readonly forecasts: readonly ForecastRow[];
  readonly level: string;
}

/** What will the week be? */
export function ForecastCard({ forecasts }: ForecastCardProps): ReactNode {
  const week = forecasts.find(({ period }) => period === "THIS_WEEK");
  const title =
    week === undefined || week.value === null
      ? t("leader.forecast.none")
      : t("leader.forecast.title", { share: percent(week.value) });
  const columns = [
    "leader.period",
    "leader.expected",
    "leader.lower",
    "leader.upper",
    "leader.n",
    "leader.closed",
    "leader.risk",
  ] as const;
  const rows = forecasts.map(({ period, value, lower, upper, n, closed, atRisk }) => {
    const figures = [value, lower, upper].map((share) => inPercent(share));
    return [t(`leader.period.${period}`), ...figures, n, closed, atRisk.amount === null ? "–" : Number(atRisk.amount)];
  });
  const due = forecasts.filter(({ value }) => value !== null);
  const bars = due.map(({ period, value, lower, upper, n, closed }) => ({
    key: period,
    name: `${t(`leader.period.${period}`)} (n ${n})`,
    size: value ?? 0,
    text: value !== null && lower === upper ? percent(value) : `${percent(lower)} – ${percent(upper)}`,
    known: t("leader.known", { closed, n }),
  }));
  return (
    <ChartFrame
      title={title}
      note={t("leader.forecast.note")}
      name="otif-forecast"
      table={{ columns: columns.map((id) => t(id)), rows }}
    >
      {(width) => (
        <>
          <BarChart
            width={width}
            bars={bars}
            picked={undefined}
            onPick={null}
            summary={title}
            nameOf={({ name }) => name}
          />
          <ul className="leader-list">
            {due.map(({ period, closed, n, atRisk }) => (
              <li key={period}>
                {t(`leader.period.${period}`)}: {t("leader.known", { closed, n })}, {t("leader.risk")}{" "}
                {moneyAtAGlance(atRisk)}
              </li>
            ))}
          </ul>
        </>
      )}
    </ChartFrame>
  );
}
