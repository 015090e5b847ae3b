import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { halfLifeText } from "../adherence/words.ts";
import { READ_HALF_LIFE } from "../api/adherence-documents.ts";
import "../i18n/adherence-texts.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { survivalFrom } from "../lineage/keys.ts";
import { useKept } from "../live/use-kept.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { usePlant, useSiteName, useView } from "../shell/context.tsx";
import { ReadFailed } from "../ui/read-failed.tsx";

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
  const answer = useKept(useLiveQuery(READ_HALF_LIFE, { site }), site);
  const survival = answer.data?.planSurvival ?? null;
  return (
    <div data-old={answer.old}>
      <dt>{t("leader.halfLife")}</dt>
      <dd>{survival === null ? "–" : <FigureFrom from={survivalFrom(site)}>{halfLifeText(survival)}</FigureFrom>}</dd>
      <dd className="leader-small">
        <ReadFailed answer={answer} />
        {survival !== null && t("leader.halfLifeOf", { n: survival.n, plant: name(site) })}{" "}
        <Link to="/adherence" search={{ site }} className="open">
          {t("leader.halfLifeWhy")}
        </Link>
      </dd>
    </div>
  );
}
