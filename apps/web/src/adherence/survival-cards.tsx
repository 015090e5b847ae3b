import type { ReactNode } from "react";
import { BarChart } from "../charts/bar-chart.tsx";
import { ChartFrame } from "../charts/chart-frame.tsx";
import { t } from "../i18n/i18n.ts";
import { FigureFrom, useOpenFrom } from "../lineage/figure-from.tsx";
import { survivalFrom } from "../lineage/keys.ts";
import type { SurvivalRow } from "./adherence-answer.ts";
import { SmallSurvival, SurvivalChart } from "./survival-chart.tsx";
import { assumptionText, halfLifeText, hoursText, inPercent, WEEKS, weekText } from "./words.ts";

interface CardProps {
  readonly survival: SurvivalRow;
  readonly site: string;
}

/** How long does a weekly plan live? */
export function CurveCard({ survival, site }: CardProps): ReactNode {
  const { curve, n, broken, horizonHours, halfLifeHours, definition, weeks } = survival;
  const title = t("adherence.curve.title", { half: halfLifeText(survival) });
  const note = t("adherence.curve.note", { n, broken, weeks: weeks.length, definition });
  const columns = ["hours", "atRisk", "broke", "censored", "within", "lower", "upper"] as const;
  return (
    <ChartFrame
      title={title}
      note={note}
      name="plan-survival"
      from={survivalFrom(site, "ALL", { weeks: String(WEEKS) })}
      table={{
        columns: columns.map((one) => t(`adherence.column.${one}`)),
        rows: curve.map((one) => [
          ...[Number(one.hours.toFixed(2)), one.atRisk, one.failed, one.censored],
          ...[inPercent(one.share), inPercent(one.lower), inPercent(one.upper)],
        ]),
      }}
    >
      {(width) => (
        <SurvivalChart
          width={width}
          curve={curve}
          horizonHours={horizonHours}
          halfLifeHours={halfLifeHours}
          summary={t("adherence.curve.summary", { n, broken, half: halfLifeText(survival) })}
          labels={{
            hours: t("adherence.curve.hours"),
            atRisk: t("adherence.curve.atRisk"),
            half: halfLifeHours === null ? "" : t("adherence.curve.half", { hours: hoursText(halfLifeHours) }),
          }}
        />
      )}
    </ChartFrame>
  );
}

/** Which assumption breaks first? */
export function HazardCard({ survival: { hazards, broken, days }, site }: CardProps): ReactNode {
  const open = useOpenFrom();
  const brokenFrom = (assumption?: string) => survivalFrom(site, "BROKEN", { weeks: String(WEEKS), assumption });
  const first = hazards[0];
  const day = days.reduce((most, one) => (one.n > most.n ? one : most), { day: 1, n: 0 });
  const title =
    first === undefined
      ? t("adherence.hazards.none")
      : t("adherence.hazards.title", { first: assumptionText(first.assumption), n: first.n, broken });
  const note =
    day.n === 0
      ? t("adherence.hazards.noteNone")
      : t("adherence.hazards.note", {
          day: t(`adherence.day.${day.day as 1 | 2 | 3 | 4 | 5 | 6 | 7}`),
          n: day.n,
          broken,
        });
  const bars = hazards.map(({ assumption, n, perHundredOrderDays }) => {
    const rate = perHundredOrderDays === null ? "–" : perHundredOrderDays.toFixed(1);
    return {
      key: assumption,
      name: assumptionText(assumption),
      size: n,
      text: t("adherence.hazards.bar", { n, rate }),
    };
  });
  return (
    <ChartFrame
      title={title}
      note={note}
      name="plan-hazards"
      from={brokenFrom()}
      fromCell={(row) => brokenFrom(hazards[row]?.assumption)}
      table={{
        columns: [t("adherence.column.assumption"), t("adherence.column.broke"), t("adherence.column.rate")],
        rows: hazards.map((one) => [
          ...[assumptionText(one.assumption), one.n],
          one.perHundredOrderDays === null ? null : Number(one.perHundredOrderDays.toFixed(2)),
        ]),
      }}
    >
      {(width) => (
        <BarChart
          width={width}
          bars={bars}
          onPick={(assumption) => open(brokenFrom(assumption))}
          picked={undefined}
          summary={`${title}. ${note}`}
          nameOf={({ name, text }) => `${name}: ${text}. ${t("header.from")}`}
        />
      )}
    </ChartFrame>
  );
}

/** Week by week, to one scale. */
export function WeeksCard({ survival: { weeks }, site }: CardProps): ReactNode {
  const weekFrom = (week: string | undefined, figure = "ALL") =>
    survivalFrom(site, figure, { weeks: String(WEEKS), week });
  const hours = weeks.reduce((most, { horizonHours }) => Math.max(most, horizonHours), 0);
  const halves = weeks.filter(({ halfLifeHours }) => halfLifeHours !== null).length;
  const columns = ["week", "plan", "n", "broke", "half"] as const;
  return (
    <ChartFrame
      title={t("adherence.weeks.title", { halves, weeks: weeks.length })}
      note={t("adherence.weeks.note", { hours: hoursText(hours) })}
      name="plan-weeks"
      from={survivalFrom(site, "ALL", { weeks: String(WEEKS) })}
      fromCell={(row, column) => weekFrom(weeks[row]?.plan.week, column === 3 ? "BROKEN" : "ALL")}
      table={{
        columns: columns.map((one) => t(`adherence.column.${one}`)),
        rows: weeks.map((one) => [one.plan.week, one.plan.plan, one.n, one.broken, halfLifeText(one)]),
      }}
    >
      {() => (
        <ul className="adherence-weeks">
          {weeks.map((week) => (
            <li key={week.plan.week}>
              <SmallSurvival curve={week.curve} hours={hours} summary={weekText(week)} />
              <strong>{week.plan.week}</strong>{" "}
              <FigureFrom from={weekFrom(week.plan.week)}>{halfLifeText(week)}</FigureFrom>
              <span className="adherence-small">{t("adherence.n", { n: week.n })}</span>
            </li>
          ))}
        </ul>
      )}
    </ChartFrame>
  );
}
