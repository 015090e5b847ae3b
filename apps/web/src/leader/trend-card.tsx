import type { ReactNode } from "react";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { ControlChart, type ControlPoint } from "../charts/control-chart.tsx";
import { percent } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { type OtifAsked, otifFrom } from "../lineage/keys.ts";
import type { ChartRow } from "./leader-answer.ts";
import { inPercent, shareOf } from "./words.ts";

interface TrendCardProps {
  readonly chart: ChartRow;
  readonly asked: OtifAsked;
  readonly level: string;
  readonly week: string | undefined;
  readonly onPick: (week: string) => void;
}

/** Is it really changing? */
export function TrendCard({ chart, asked, level, week, onPick }: TrendCardProps): ReactNode {
  const points: ControlPoint[] = chart.points.map((point) => {
    return { ...point, isSignal: chart.signals.some(({ from, to }) => from <= point.key && point.key <= to) };
  });
  const named = t("leader.version", { definition: asked.definition, version: chart.version });
  const { centre, sigmaZ, finding, n } = chart;
  const note =
    centre === null
      ? named
      : sigmaZ === null
        ? t("leader.chart.noteBare", { definition: named, n, finding })
        : t("leader.chart.note", { definition: named, centre: percent(centre), n, sigma: sigmaZ.toFixed(2) });
  const [first, last] = [points[0], points.at(-1)];
  const summary = t("leader.chart.summary", {
    ...{ n: points.length, first: first?.key ?? "–", last: last?.key ?? "–", finding },
    value: last === undefined ? "–" : shareOf(last.value, last.n, level),
  });
  const rows = points.map(({ key, value, n: of, lower, upper, isSignal, isRunning }) => {
    const state = isSignal ? t("leader.signal") : isRunning ? t("leader.running") : null;
    return [key, inPercent(value), of, inPercent(lower), inPercent(upper), state];
  });
  const columns = ["leader.week", "leader.share", "leader.n", "leader.lower", "leader.upper", "leader.signal"] as const;
  return (
    <div className="leader-wide">
      <ChartFrame
        title={titleOf(chart)}
        note={note}
        name="otif-weeks"
        from={otifFrom(asked, "ALL", { week })}
        fromCell={(row) => otifFrom(asked, "ALL", { week: points[row]?.key })}
        table={{ columns: columns.map((id) => t(id)), rows }}
      >
        {(width) => (
          <ControlChart
            width={width}
            points={points}
            centre={sigmaZ === null ? null : centre}
            summary={summary}
            labels={{
              upper: t("leader.chart.upper"),
              centre: t("leader.chart.centre"),
              lower: t("leader.chart.lower"),
            }}
            format={percent}
            picked={week}
            nameOf={({ key, value, n: of }) => t("leader.chart.point", { key, value: percent(value), n: of })}
            onPick={onPick}
          />
        )}
      </ChartFrame>
    </div>
  );
}

function titleOf({ centre, sigmaZ, signals, finding, points }: ChartRow): string {
  if (centre === null) return t(points.length === 0 ? "leader.noData" : "leader.chart.early");
  if (sigmaZ === null) return finding;
  return signals.length === 0 ? t("leader.chart.within") : t("leader.chart.signal", { what: finding });
}
