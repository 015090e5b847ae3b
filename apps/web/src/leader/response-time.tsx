import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { READ_RESPONSE } from "../api/performance-documents.ts";
import { shareOrCount } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import "../i18n/performance-texts.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { timeFrom } from "../lineage/keys.ts";
import { useKept } from "../live/use-kept.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { minutesText } from "../performance/words.ts";
import { useNow, useView, useZone } from "../shell/context.tsx";
import { ReadFailed } from "../ui/read-failed.tsx";
import { weeksBack } from "./periods.ts";

const WEEKS = 4;
const READ_EVERY_MS = 30_000;

/** How long people took to take a card, and whether that was in time. */
export function ResponseTime(): ReactNode {
  const { site } = useView();
  const range = weeksBack(useNow(), useZone(site), WEEKS);
  const asked = { ...range, site: site ?? null };
  const answer = useKept(useLiveQuery(READ_RESPONSE, asked, READ_EVERY_MS), site ?? "");
  const of = answer.data?.alarmPerformance ?? null;
  const median = of?.stages.find(({ stage }) => stage === "ACKNOWLEDGED")?.medianMinutes ?? null;
  const inTime = of === null ? null : shareOrCount(of.acknowledged.share, of.acknowledged.n, "ORDER");
  return (
    <div data-old={answer.old}>
      <dt>{t("performance.figure.response")}</dt>
      <dd>
        <FigureFrom from={timeFrom("ALARM_PERFORMANCE", asked, "RESPONSE", { stage: "ACKNOWLEDGED" })}>
          {minutesText(median)}
        </FigureFrom>
      </dd>
      <dd className="leader-small">
        <ReadFailed answer={answer} />
        {inTime !== null && (
          <FigureFrom from={timeFrom("ALARM_PERFORMANCE", asked, "ACKNOWLEDGED")}>
            {t("performance.inTime", { share: inTime.text, n: of?.acknowledged.n, weeks: WEEKS })}
          </FigureFrom>
        )}{" "}
        <Link to="/performance" search={{ site }} className="open">
          {t("performance.more")}
        </Link>
      </dd>
    </div>
  );
}
