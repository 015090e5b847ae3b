import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { READ_MERGED_AWAY } from "../api/line-documents.ts";
import { t } from "../i18n/i18n.ts";
import { exceptionFrom } from "../lineage/keys.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useSnapshot, useView } from "../shell/context.tsx";
import { SeverityChip } from "../ui/chips.tsx";
import { Money } from "../ui/figures.tsx";
import { Phrase } from "../ui/phrase.tsx";

/** What stands at this line and was merged into a card of another one: it is worked on there, and this says where. */
export function MergedAway({ line }: { readonly line: string }): ReactNode {
  const { data } = useLiveQuery(READ_MERGED_AWAY, { line });
  const { state } = useSnapshot();
  const view = useView();
  const wholeOf = (id: string | null) => (id === null ? undefined : state?.exceptions.get(id));
  const away = (data?.exceptions.nodes ?? []).filter(({ mergedInto }) => wholeOf(mergedInto)?.resource !== line);
  const left = (data?.exceptions.totalCount ?? 0) - (data?.exceptions.nodes.length ?? 0);
  if (away.length === 0) return null;
  return (
    <>
      <h3>{t("line.away", { n: away.length + left })}</h3>
      <ul className="line-cards line-away">
        {away.map(({ id, title, severity, valueAtRisk, mergedInto }) => (
          <li key={id}>
            <SeverityChip severity={severity} /> <Phrase of={title} />{" "}
            <Money value={valueAtRisk} from={exceptionFrom(id, "VALUE_AT_RISK")} />
            <p>
              {t("line.awayTo")}{" "}
              <Link to="/" search={{ site: view.site, at: mergedInto ?? id }} className="open">
                {wholeOf(mergedInto)?.title ?? t("line.awayElsewhere")}
              </Link>
            </p>
          </li>
        ))}
      </ul>
      {left > 0 && <p className="line-empty">{t("line.awayMore", { shown: away.length, n: away.length + left })}</p>}
    </>
  );
}
