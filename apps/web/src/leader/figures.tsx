import type { ReactNode } from "react";
import { percent } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { Money } from "../ui/figures.tsx";
import { HalfLife } from "./half-life.tsx";
import type { LeaderAnswer } from "./leader-answer.ts";
import { ResponseTime } from "./response-time.tsx";
import { shareOf } from "./words.ts";

interface FiguresProps {
  readonly data: LeaderAnswer;
  readonly compared: LeaderAnswer["otifComparison"][number] | undefined;
}

/** The figures that are read first. */
export function Figures({ data, compared }: FiguresProps): ReactNode {
  const { overview, otifPareto } = data;
  const week = data.otifForecast.find(({ period }) => period === "THIS_WEEK");
  return (
    <dl className="leader-figures">
      <div>
        <dt>{t("leader.now")}</dt>
        <dd>{percent(compared?.value ?? null)}</dd>
        <dd className="leader-small">
          {compared ? shareOf(compared.value, compared.n, compared.level) : t("leader.noData")}
        </dd>
      </div>
      <div>
        <dt>{t("leader.thisWeek")}</dt>
        <dd>{percent(week?.value ?? null)}</dd>
        <dd className="leader-small">
          {week === undefined || week.value === null
            ? t("leader.forecast.none")
            : t("leader.interval", { lower: percent(week.lower), upper: percent(week.upper) })}
        </dd>
      </div>
      <HalfLife />
      <ResponseTime />
      <div>
        <dt>{t("leader.atRisk")}</dt>
        <dd>
          <Money value={overview.totalAtRisk} />
        </dd>
        <dd className="leader-small">{t("leader.openLines", { n: overview.openOrderLines })}</dd>
      </div>
      <div>
        <dt>{t("leader.missed")}</dt>
        <dd>
          <Money value={otifPareto.missing} />
        </dd>
        <dd className="leader-small">{t("leader.failedLines", { n: otifPareto.failed })}</dd>
      </div>
    </dl>
  );
}
