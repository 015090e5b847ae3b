import type { ReactNode } from "react";
import { BarChart } from "../charts/bar-chart.tsx";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { percent } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { useOpenFrom } from "../lineage/figure-from.tsx";
import { forecastFrom, type OtifAsked } from "../lineage/keys.ts";
import { Money } from "../ui/figures.tsx";
import type { ForecastRow } from "./leader-answer.ts";
import { inPercent } from "./words.ts";

interface ForecastCardProps {
  readonly forecasts: readonly ForecastRow[];
  readonly asked: OtifAsked;
}

const RISK_COLUMN = 6;

/** What will the week be? */
export function ForecastCard({ forecasts, asked }: ForecastCardProps): ReactNode {
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
  const open = useOpenFrom();
  return (
    <ChartFrame
      title={title}
      note={t("leader.forecast.note")}
      from={forecastFrom(asked, "THIS_WEEK")}
      fromCell={(row, column) =>
        forecastFrom(asked, forecasts[row]?.period ?? "", column === RISK_COLUMN ? "VALUE_AT_RISK" : "ALL")
      }
      name="otif-forecast"
      table={{ columns: columns.map((id) => t(id)), rows }}
    >
      {(width) => (
        <>
          <BarChart
            width={width}
            bars={bars}
            picked={undefined}
            onPick={(period) => open(forecastFrom(asked, period))}
            summary={title}
            nameOf={({ name, text }) => `${name}: ${text}. ${t("header.from")}`}
          />
          <ul className="leader-list">
            {due.map(({ period, closed, n, atRisk }) => (
              <li key={period}>
                {t(`leader.period.${period}`)}: {t("leader.known", { closed, n })}, {t("leader.risk")}{" "}
                <Money value={atRisk} from={forecastFrom(asked, period, "VALUE_AT_RISK")} />
              </li>
            ))}
          </ul>
        </>
      )}
    </ChartFrame>
  );
}
