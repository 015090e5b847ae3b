import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { halfLifeText } from "../adherence/words.ts";
import { READ_HALF_LIFE } from "../api/adherence-documents.ts";
import "../i18n/adherence-texts.ts";
import { t } from "../i18n/i18n.ts";
import { useKept } from "../live/use-kept.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { usePlant, useSiteName, useView } from "../shell/context.tsx";

/** How long half of a published plan lives: of the plant that is chosen, else of the first, which it names. */
export function HalfLife(): ReactNode {
  const plant = usePlant();
  const { site } = useView();
  const shown = site ?? plant?.sites[0]?.id;
  if (shown !== undefined) return <OfPlant site={shown} />;
  return (
    <div>
      <dt>{t("leader.halfLife")}</dt>
      <dd>–</dd>
    </div>
  );
}

function OfPlant({ site }: { readonly site: string }): ReactNode {
  const name = useSiteName();
  const { data, old, refusal, again } = useKept(useLiveQuery(READ_HALF_LIFE, { site }), site);
  const survival = data?.planSurvival ?? null;
  return (
    <div data-old={old}>
      <dt>{t("leader.halfLife")}</dt>
      <dd>{survival === null ? "–" : halfLifeText(survival)}</dd>
      {data === null && refusal !== null && (
        <dd className="leader-small" role="alert">
          {t("detail.failed")}: {refusal.message}{" "}
          <button type="button" className="button button-quiet button-small" onClick={again}>
            {t("detail.retry")}
          </button>
        </dd>
      )}
      <dd className="leader-small">
        {survival !== null && t("leader.halfLifeOf", { n: survival.n, plant: name(site) })}{" "}
        <Link to="/adherence" search={{ site }} className="open">
          {t("leader.halfLifeWhy")}
        </Link>
      </dd>
    </div>
  );
}
