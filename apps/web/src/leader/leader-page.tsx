import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { READ_LEADER } from "../api/leader-documents.ts";
import { Panel } from "../detail/panel.tsx";
import "../i18n/leader-texts.ts";
import "../i18n/pack-texts.ts";
import { t } from "../i18n/i18n.ts";
import type { OtifAsked } from "../lineage/keys.ts";
import { useKept } from "../live/use-kept.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { ExportLinks, questionOf } from "../pack/export-links.tsx";
import { SaveButton } from "../pack/save-button.tsx";
import { useNow, useView, useZone } from "../shell/context.tsx";
import type { View } from "../shell/view.ts";
import { Choice } from "../ui/choice.tsx";
import { Later, Next } from "../ui/later.tsx";
import { Notice } from "../ui/notice.tsx";
import { FailedLines } from "./failed-lines.tsx";
import { Figures } from "./figures.tsx";
import { ForecastCard } from "./forecast-card.tsx";
import { ForesightCard } from "./foresight-card.tsx";
import "./leader.css";
import { ComparisonCard } from "./comparison-card.tsx";
import type { LeaderAnswer } from "./leader-answer.ts";
import { leaderAsked, WEEKS } from "./leader-question.ts";
import { type LeaderSearch, leaderSearchOf, SPANS } from "./leader-search.ts";
import { SavedCard } from "./saved-card.tsx";
import { TrendCard } from "./trend-card.tsx";
import { WaterfallCard } from "./waterfall-card.tsx";
import { WeeklyCard } from "./weekly-card.tsx";
import { WhyCard } from "./why-card.tsx";

/** What a leader looks at for two minutes: is it changing, what will the week be, why do we miss. The address is the view. */
export function LeaderPage(): ReactNode {
  const search = leaderSearchOf({ ...useSearch({ from: "/leader" }) });
  const navigate = useNavigate();
  const { site } = useView();
  // Of the address as it is then: two changes within one frame are both made.
  const change = (to: LeaderSearch): void =>
    void navigate({
      to: "/leader",
      search: (before: View) => ({ site: before.site, ...leaderSearchOf({ ...before }), ...to }),
    });
  const asked = leaderAsked(search, { site, now: useNow(), zone: useZone() });
  const { definition, from, to } = asked;
  const answer = useKept(useLiveQuery(READ_LEADER, asked), site ?? "");
  return (
    <main className="leader live-page" id="main">
      {answer.data === null && <h1>{t("leader.title")}</h1>}
      <Panel answer={answer} pick={(data) => data}>
        {(data) => <Shown {...{ data, search, change, definition, range: { from, to } }} />}
      </Panel>
    </main>
  );
}

export interface CardProps {
  readonly data: LeaderAnswer;
  readonly asked: OtifAsked;
  readonly search: LeaderSearch;
  readonly change: (to: LeaderSearch) => void;
}

interface ShownProps extends Omit<CardProps, "asked"> {
  readonly definition: string;
  readonly range: { readonly from: string; readonly to: string };
}

function Shown({ data, search, change, definition, range }: ShownProps): ReactNode {
  const { site } = useView();
  const zone = useZone();
  const chosen = data.otifDefinitions.findLast((one) => one.id === definition && one.customer === null);
  const level = chosen?.level ?? "LINE";
  const names = [...new Set(data.otifDefinitions.map(({ id }) => id))];
  const compared = data.otifComparison.find((one) => one.definition === definition);
  const asked = { definition, ...range, site: site ?? null };
  const isEmpty = (compared?.n ?? 0) === 0 && data.otifForecast.every(({ n }) => n === 0);
  return (
    <>
      <div className="leader-choices">
        <h1>{t("leader.title")}</h1>
        <div className="leader-choice">
          {t("leader.definition")}
          <Choice
            label={t("leader.definition")}
            value={definition}
            options={names.map((value) => ({ value, text: value }))}
            onChange={(by) => change({ by, pick: undefined, week: undefined })}
          />
        </div>
        <div className="leader-choice">
          {t("leader.span")}
          <Choice
            label={t("leader.span")}
            value={String(search.weeks ?? WEEKS)}
            options={SPANS.map((n) => ({ value: String(n), text: t("leader.weeks", { n }) }))}
            onChange={(weeks) => change({ weeks: Number(weeks), week: undefined })}
          />
        </div>
        <SaveButton
          text={t("pack.make")}
          busyText={t("pack.busy")}
          path={`/packs/otif.pdf${questionOf({ definition, ...range, site, zone })}`}
          name="otif.pdf"
        />
        <p className="leader-definition">
          {chosen && (
            <>
              <strong>{t("leader.version", { definition, version: chosen.version })}</strong>{" "}
              {t("leader.describe", { description: chosen.description })}{" "}
              <Link to="/definitions" search={{ site, id: definition }} className="open">
                {t("leader.define")}
              </Link>
            </>
          )}
        </p>
      </div>
      <Figures data={data} compared={compared} asked={asked} />
      {isEmpty ? (
        <Notice title={t("leader.noData")}>
          <p>{t("leader.noDataHint")}</p>
        </Notice>
      ) : (
        <div className="leader-cards">
          <Next>
            <TrendCard
              chart={data.otifControlChart}
              asked={asked}
              level={level}
              week={search.week}
              onPick={(week) => change({ week: week === search.week ? undefined : week })}
            />
            <WhyCard data={data} asked={asked} search={search} change={change} />
            <ForecastCard forecasts={data.otifForecast} asked={asked} />
            <WaterfallCard waterfall={data.otifWaterfall} asked={asked} />
            <ForesightCard foresight={data.foresight} asked={asked} />
            <Later>
              <ComparisonCard compared={data.otifComparison} asked={asked} />
              <FailedLines data={data} asked={asked} search={search} change={change} />
              <SavedCard {...range} />
              <div className="leader-wide">
                <ExportLinks tables={["otif-failures", "otif-outcomes"]} of={{ definition, ...range, site }} />
              </div>
              <WeeklyCard key={site ?? ""} site={site ?? null} />
            </Later>
          </Next>
        </div>
      )}
    </>
  );
}
