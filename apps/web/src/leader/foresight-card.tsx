import type { ReactNode } from "react";
import { CalibrationChart } from "../charts/calibration-chart.tsx";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { FEW, percent, quantity } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { type OtifAsked, timeFrom } from "../lineage/keys.ts";
import type { HorizonRow, LeaderAnswer } from "./leader-answer.ts";
import { inPercent } from "./words.ts";

const DAY_AHEAD = 24;

interface ForesightCardProps {
  readonly foresight: LeaderAnswer["foresight"];
  readonly asked: OtifAsked;
}

/** By column of the table. */
const FIGURES = ["ALL", "ALL", "LATE", "CALLED", "PRECISION", "RECALL", "BRIER", "LATE"] as const;

/** Can the forecast be relied on? */
export function ForesightCard({ foresight, asked }: ForesightCardProps): ReactNode {
  const { horizons, late, warned, warningHours } = foresight;
  const day = horizons.find(({ hours }) => hours === DAY_AHEAD);
  const isScored = day !== undefined && day.n > 0;
  const columns = [
    "leader.horizon",
    "leader.n",
    "leader.late",
    "leader.called",
    "leader.precision",
    "leader.recall",
    "leader.brier",
    "leader.naive",
  ] as const;
  const rows = horizons.map((one) => [
    ...[one.hours, one.n, one.late, one.called, inPercent(one.precision), inPercent(one.recall)],
    ...[rounded(one.brier), rounded(one.naiveBrier)],
  ]);
  const note = isScored
    ? t("leader.good.note", {
        ...{ brier: rounded(day.brier) ?? "–", naive: rounded(day.naiveBrier) ?? "–", n: day.n },
        ...{ hours: quantity(warningHours === null ? null : Number(warningHours.toFixed(1))), warned, late },
      })
    : t("leader.good.noneNote");
  const points = day?.calibration ?? [];
  return (
    <ChartFrame
      title={titleOf(day)}
      note={note}
      name="otif-foresight"
      from={
        isScored
          ? timeFrom("FORESIGHT", asked, "BRIER", { hours: String(DAY_AHEAD) })
          : timeFrom("FORESIGHT", asked, "LATE")
      }
      fromCell={(row, column) =>
        timeFrom("FORESIGHT", asked, FIGURES[column] ?? "ALL", { hours: String(horizons[row]?.hours ?? DAY_AHEAD) })
      }
      table={{ columns: columns.map((id) => t(id)), rows }}
    >
      {(width) =>
        points.length > 0 && (
          <CalibrationChart
            width={Math.min(width, 420)}
            points={points}
            summary={t("leader.good.summary", { n: points.length })}
            labels={{ said: t("leader.good.said"), was: t("leader.good.was") }}
          />
        )
      }
    </ChartFrame>
  );
}

function titleOf(day: HorizonRow | undefined): string {
  if (day === undefined || day.n === 0) return t("leader.good.none");
  if (day.recall === null) return t("leader.good.noLate");
  if (day.late < FEW)
    return t("leader.good.counts", { caught: Math.round(day.recall * day.late), late: day.late, called: day.called });
  return t("leader.good.title", { recall: percent(day.recall), precision: percent(day.precision) });
}

const rounded = (value: number | null): number | null => (value === null ? null : Number(value.toFixed(3)));
