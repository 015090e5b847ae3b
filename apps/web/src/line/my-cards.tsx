import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { ExceptionCard } from "../board/exception-card.tsx";
import { selectExceptions } from "../board/select.ts";
import { t } from "../i18n/i18n.ts";
import { useActing } from "../shell/acting.ts";
import { usePlant, useSiteName, useSnapshot } from "../shell/context.tsx";
import { Placeholder } from "../ui/notice.tsx";
import { type KeptCard, keepCards, keptCards } from "./kept.ts";

/** As often as that this tablet writes down what it shows. */
const KEEP_EVERY_MS = 5_000;

interface MyCardsProps {
  readonly line: string;
  readonly site: string | null;
}

/** What threatens promises from this line: what can still be saved soonest is the first. */
export function MyCards({ line, site }: MyCardsProps): ReactNode {
  const { state, phase } = useSnapshot();
  const resources = usePlant()?.resources;
  const siteName = useSiteName();
  const rows = useMemo(
    () => (state === null ? null : selectExceptions(state, { line, order: "time" }).standing),
    [state, line],
  );
  const placeOf = (sites: readonly string[]): string =>
    [resources?.find((one) => one.id === line)?.name ?? line, ...sites.map(siteName)].join(", ");
  const cards = rows?.map((row): KeptCard => ({ row, place: placeOf(row.sites) })) ?? null;
  useKeeping(line, phase.kind === "live" && resources !== undefined ? cards : null);
  const isLost = state === null && phase.kind === "stale";
  const known = useMemo(() => (isLost ? keptCards(line) : null), [isLost, line]);
  if (known !== null) return <Cards cards={known} />;
  if (isLost) return <p className="line-empty">{t("line.cardsLater")}</p>;
  if (cards === null || state === null) return <Placeholder rows={3} label={t("list.loading")} />;
  const atSite = [...state.exceptions.values()].filter(
    (row) => row.present && (site === null || row.sites.includes(site)),
  ).length;
  return (
    <>
      <Cards cards={cards} />
      <p className="line-all">
        {t("line.others", { n: atSite })}{" "}
        <Link to="/" search={{ site: site ?? undefined }} className="button">
          {t("line.all")}
        </Link>
      </p>
    </>
  );
}

function Cards({ cards }: { readonly cards: readonly KeptCard[] }): ReactNode {
  const { changedIn } = useSnapshot();
  const acting = useActing();
  if (cards.length === 0) {
    return (
      <div className="line-empty">
        <p className="notice-title">{t("line.noCards")}</p>
        <p>{t("line.noCardsHint")}</p>
      </div>
    );
  }
  return (
    <ul className="line-cards">
      {cards.map(({ row, place }) => (
        <li key={row.id}>
          <ExceptionCard
            row={row}
            place={place}
            changed={changedIn.get(row.id)}
            sending={acting.sending.has(row.id)}
            gone={false}
            onAcknowledge={(one) => acting.start({ action: "ACKNOWLEDGE", row: one })}
          />
        </li>
      ))}
    </ul>
  );
}

/** Opened without a network, the tablet still knows its cards: as they were shown last, but for some seconds. */
function useKeeping(line: string, cards: readonly KeptCard[] | null): void {
  const keptAt = useRef(0);
  useEffect(() => {
    if (cards === null) return;
    const timer = setTimeout(
      () => {
        keptAt.current = Date.now();
        keepCards(line, cards);
      },
      Math.max(0, keptAt.current + KEEP_EVERY_MS - Date.now()),
    );
    return () => clearTimeout(timer);
  });
}
