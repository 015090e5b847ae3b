import type { ReactNode } from "react";
import { percent } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { forecastFrom, type OtifAsked, otifFrom, overviewFrom } from "../lineage/keys.ts";
import { Money } from "../ui/figures.tsx";
import { HalfLife } from "./half-life.tsx";
import type { LeaderAnswer } from "./leader-answer.ts";
import { ResponseTime } from "./response-time.tsx";
import { shareOf } from "./words.ts";

interface FiguresProps {
  readonly data: LeaderAnswer;
  readonly compared: LeaderAnswer["otifComparison"][number] | undefined;
  readonly asked: OtifAsked;
}

/** The figures that are read first. */
export function Figures({ data, compared, asked }: FiguresProps): ReactNode {
  const { overview, otifPareto } = data;
  const week = data.otifForecast.find(({ period }) => period === "THIS_WEEK");
  return (
    <dl className="leader-figures">
      <div>
        <dt>{t("leader.now")}</dt>
        <dd>
          <FigureFrom from={otifFrom(asked)}>{percent(compared?.value ?? null)}</FigureFrom>
        </dd>
        <dd className="leader-small">
          {compared ? shareOf(compared.value, compared.n, compared.level) : t("leader.noData")}
        </dd>
      </div>
      <div>
        <dt>{t("leader.thisWeek")}</dt>
        <dd>
          <FigureFrom from={forecastFrom(asked, "THIS_WEEK")}>{percent(week?.value ?? null)}</FigureFrom>
        </dd>
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
          {overview.openOrderLines === 0 ? (
            "–"
          ) : (
            <Money value={overview.totalAtRisk} from={overviewFrom(asked.site, "VALUE_AT_RISK")} />
          )}
        </dd>
        <dd className="leader-small">
          <FigureFrom from={overviewFrom(asked.site, "OPEN_LINES")}>
            {t("leader.openLines", { n: overview.openOrderLines })}
          </FigureFrom>
        </dd>
      </div>
      <div>
        <dt>{t("leader.missed")}</dt>
        <dd>{compared?.n ? <Money value={otifPareto.missing} from={otifFrom(asked, "MISSING")} /> : "–"}</dd>
        <dd className="leader-small">
          <FigureFrom from={otifFrom(asked, "FAILED")}>{t("leader.failedLines", { n: otifPareto.failed })}</FigureFrom>
        </dd>
      </div>
    </dl>
  );
}
