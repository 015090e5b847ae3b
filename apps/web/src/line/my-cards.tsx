import { Link } from "@tanstack/react-router";
import { type ReactNode, useMemo } from "react";
import { ExceptionCard } from "../board/exception-card.tsx";
import { selectExceptions } from "../board/select.ts";
import { t } from "../i18n/i18n.ts";
import { useActing } from "../shell/acting.ts";
import { usePlant, useSiteName, useSnapshot } from "../shell/context.tsx";
import { Placeholder } from "../ui/notice.tsx";

interface MyCardsProps {
  readonly line: string;
  readonly site: string | null;
}

/** What threatens promises from this line: what can still be saved soonest is the first. */
export function MyCards({ line, site }: MyCardsProps): ReactNode {
  const { state, phase, changedIn } = useSnapshot();
  const acting = useActing();
  const resources = usePlant()?.resources;
  const siteName = useSiteName();
  const rows = useMemo(
    () => (state === null ? null : selectExceptions(state, { line, order: "time" }).standing),
    [state, line],
  );
  if (state === null && phase.kind === "stale") return <p className="line-empty">{t("line.cardsLater")}</p>;
  if (rows === null || state === null) return <Placeholder rows={3} label={t("list.loading")} />;
  const atSite = [...state.exceptions.values()].filter(
    (row) => row.present && (site === null || row.sites.includes(site)),
  ).length;
  const placeOf = (sites: readonly string[]): string =>
    [resources?.find((one) => one.id === line)?.name ?? line, ...sites.map(siteName)].join(", ");
  return (
    <>
      {rows.length === 0 ? (
        <div className="line-empty">
          <p className="notice-title">{t("line.noCards")}</p>
          <p>{t("line.noCardsHint")}</p>
        </div>
      ) : (
        <ul className="line-cards">
          {rows.map((row) => (
            <li key={row.id}>
              <ExceptionCard
                row={row}
                place={placeOf(row.sites)}
                changed={changedIn.get(row.id)}
                sending={acting.sending.has(row.id)}
                gone={false}
                onAcknowledge={(one) => acting.start({ action: "ACKNOWLEDGE", row: one })}
              />
            </li>
          ))}
        </ul>
      )}
      <p className="line-all">
        {t("line.others", { n: atSite })}{" "}
        <Link to="/" search={{ site: site ?? undefined }} className="button">
          {t("line.all")}
        </Link>
      </p>
    </>
  );
}
