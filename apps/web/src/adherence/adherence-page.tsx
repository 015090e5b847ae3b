import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { READ_ADHERENCE, READ_LEAD_TIMES, READ_SHIFTS } from "../api/adherence-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { t } from "../i18n/i18n.ts";
import "../i18n/adherence-texts.ts";
import "../i18n/leader-texts.ts";
import { weeksBack } from "../leader/periods.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { type PlantAsked, survivalFrom } from "../lineage/keys.ts";
import { useKept } from "../live/use-kept.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow, usePlant, useView, useZone } from "../shell/context.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import type { AdherenceAnswer } from "./adherence-answer.ts";
import "./adherence.css";
import { LeadTimesCard } from "./lead-times-card.tsx";
import { LinesCard, OeeCard } from "./line-cards.tsx";
import { CurveCard, HazardCard, WeeksCard } from "./survival-cards.tsx";
import { answerOf, latestWeek, WEEKS } from "./words.ts";

/** A supplier is heard of seldom. */
const LEAD_TIME_WEEKS = 26;
/** For them the server counts all those weeks anew; of weeks, what one step adds is not seen. */
const SHIFTS_EVERY_MS = 60_000;

/** How long do plans live, what breaks them, and which line keeps to them? Of the plant that is chosen, else of the first. */
export function AdherencePage(): ReactNode {
  const plant = usePlant();
  const { site } = useView();
  const shown = site ?? plant?.sites[0]?.id;
  return (
    <main className="adherence live-page" id="main">
      {plant === null ? (
        <Placeholder rows={8} label={t("detail.loading")} />
      ) : shown === undefined ? (
        <Notice title={t("adherence.noPlant")} />
      ) : (
        <OfPlant site={shown} />
      )}
    </main>
  );
}

function OfPlant({ site }: { readonly site: string }): ReactNode {
  const range = weeksBack(useNow(), useZone(site), WEEKS);
  const asked = { site, ...range };
  const answer = useKept(useLiveQuery(READ_ADHERENCE, { site, weeks: WEEKS, ...range }), site);
  const shifts = useKept(useLiveQuery(READ_SHIFTS, { site, ...range }, SHIFTS_EVERY_MS), site);
  const suppliers = weeksBack(useNow(), useZone(site), LEAD_TIME_WEEKS);
  const leadTimes = useKept(useLiveQuery(READ_LEAD_TIMES, { site, ...suppliers }, SHIFTS_EVERY_MS), site);
  return (
    <>
      <Panel answer={answer} pick={({ planSurvival }) => planSurvival && answer.data}>
        {(data) => <Shown data={data} asked={asked} />}
      </Panel>
      <Panel answer={shifts} pick={(data) => data}>
        {({ scheduleAdherence, oee }) => (
          <div className="adherence-cards">
            {scheduleAdherence !== null && <LinesCard adherence={scheduleAdherence} asked={asked} of="shift" />}
            {oee !== null && <OeeCard oee={oee} asked={asked} of="shift" />}
          </div>
        )}
      </Panel>
      <Panel answer={leadTimes} pick={(data) => data.leadTimes}>
        {(found) => <LeadTimesCard found={found} asked={{ site, ...suppliers }} />}
      </Panel>
    </>
  );
}

interface ShownProps {
  readonly data: AdherenceAnswer;
  readonly asked: PlantAsked;
}

function Shown({ data, asked }: ShownProps): ReactNode {
  const { site } = asked;
  const { planSurvival: survival, scheduleAdherence, oee } = data;
  if (survival === null) return null;
  return (
    <>
      <h1>
        <FigureFrom from={survivalFrom(site, "ALL", { weeks: String(WEEKS), week: latestWeek(survival)?.plan.week })}>
          {answerOf(survival)}
        </FigureFrom>
      </h1>
      <p className="adherence-links">
        <Link to="/leader" search={{ site }} className="open">
          {t("adherence.toLeader")}
        </Link>{" "}
        <Link to="/plan" search={{ site }} className="open">
          {t("adherence.toPlan")}
        </Link>
      </p>
      {survival.n === 0 ? (
        <Nothing isPublished={survival.weeks.length > 0} />
      ) : (
        <div className="adherence-cards">
          <CurveCard survival={survival} site={site} />
          <HazardCard survival={survival} site={site} />
          <div className="adherence-wide">
            <WeeksCard survival={survival} site={site} />
          </div>
        </div>
      )}
      <div className="adherence-cards">
        {scheduleAdherence !== null && <LinesCard adherence={scheduleAdherence} asked={asked} />}
        {oee !== null && <OeeCard oee={oee} asked={asked} />}
      </div>
    </>
  );
}

/** A week was published but has no orders, or none was. */
function Nothing({ isPublished }: { readonly isPublished: boolean }): ReactNode {
  return isPublished ? (
    <Notice title={t("adherence.noOrders")}>
      <p>{t("adherence.noOrdersHint")}</p>
    </Notice>
  ) : (
    <Notice title={t("adherence.empty")}>
      <p>{t("adherence.emptyHint")}</p>
    </Notice>
  );
}
