import type { LiveFeed } from "@lockstep/protocol/live";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { formatSpan, zoneAbbreviation } from "../format/time.ts";
import "../i18n/feeds-texts.ts";
import { type MessageId, t, word } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { feedFrom } from "../lineage/keys.ts";
import { useNow, useSnapshot, useView, useZone } from "../shell/context.tsx";
import { AsOfNow } from "../ui/as-of.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Moment } from "../ui/figures.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { BacklogOf, BacklogsLeft, useBacklogs } from "../way-back/backlog.tsx";
import { inOrder } from "./in-order.ts";
import { Troubles } from "./troubles.tsx";

const count = new Intl.NumberFormat("en-GB");
const rate = new Intl.NumberFormat("en-GB", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Every source with how far it can be believed, live. */
export function FeedsPage(): ReactNode {
  const { state, clockOffsetMs } = useSnapshot();
  const now = useNow();
  const zone = useZone();
  const { site } = useView();
  const isManual = clockOffsetMs === null;
  const ageOf = (feed: LiveFeed): number | null => ageAt(feed, now, isManual);
  const backlogs = useBacklogs();
  const rows = state === null ? null : inOrder(state.feeds.values());
  const columns: readonly Column<LiveFeed>[] = [
    { key: "source", head: t("feeds.source"), width: 150, grow: 1, cell: ({ id }) => <span title={id}>{id}</span> },
    {
      key: "status",
      head: t("feeds.status"),
      width: 84,
      cell: ({ status }) => (
        <span className="feed">
          <span className={`feed-mark feed-${status.toLowerCase()}`} aria-hidden="true" /> {word("feedStatus", status)}
        </span>
      ),
    },
    {
      key: "age",
      head: t("feeds.age"),
      width: 134,
      align: "end",
      cell: (feed) => <Age feed={feed} age={ageOf(feed)} />,
    },
    {
      key: "todo",
      head: t("feeds.todo"),
      width: 250,
      grow: 3,
      cell: (feed) => <ToDo feed={feed} age={ageOf(feed)} site={site} />,
    },
    { key: "system", head: t("feeds.system"), width: 76, cell: ({ system }) => system },
    {
      key: "backlog",
      head: t("feeds.backlog"),
      width: 70,
      align: "end",
      cell: ({ id }) => <BacklogOf of={backlogs.find(({ feed }) => feed === id)} />,
    },
    {
      key: "last",
      head: `${t("feeds.last")} ${zoneAbbreviation(now, zone)}`,
      width: 146,
      cell: ({ id, lastFactAt }) => fromFacts(id, lastFactAt === null ? "–" : <Moment at={lastFactAt} zone={zone} />),
    },
    {
      key: "rate",
      head: t("feeds.rate"),
      width: 80,
      align: "end",
      cell: ({ id, ratePerMinute }) => fromFacts(id, ratePerMinute === null ? "–" : rate.format(ratePerMinute)),
    },
    {
      key: "lag",
      head: t("feeds.lag"),
      width: 74,
      align: "end",
      cell: ({ id, lagSeconds }) => <span title={t("feeds.lagTitle")}>{fromFacts(id, span(lagSeconds))}</span>,
    },
    {
      key: "skew",
      head: t("feeds.skew"),
      width: 94,
      align: "end",
      cell: ({ id, skewSeconds }) => fromFacts(id, span(skewSeconds)),
    },
    {
      key: "taken",
      head: t("feeds.taken"),
      width: 76,
      align: "end",
      cell: (feed) => <FigureFrom from={feedFrom(feed.id, "RECEIVED")}>{count.format(feed.accepted)}</FigureFrom>,
    },
    {
      key: "refused",
      head: t("feeds.refused"),
      width: 98,
      align: "end",
      cell: ({ quarantined }) =>
        quarantined === 0 ? (
          count.format(0)
        ) : (
          <Link to="/quarantine" search={{ site }}>
            {count.format(quarantined)}
          </Link>
        ),
    },
    {
      key: "errors",
      head: t("feeds.errors"),
      width: 64,
      align: "end",
      cell: ({ errors }) => <span title={t("feeds.errorsTitle")}>{count.format(errors)}</span>,
    },
  ];
  return (
    <main className="steward steward-single" id="main">
      <h1 className="visually-hidden">{t("feeds.title")}</h1>
      <section className="steward-list live-panel">
        <h2>
          {t("feeds.title")} {rows && <span className="count">{rows.length}</span>}
        </h2>
        <p className="steward-hint">
          {t("feeds.hint")} {isManual && rows !== null && rows.length > 0 && t("feeds.manual")}
        </p>
        <p className="steward-hint">
          <Link to="/rules" search={{ site }}>
            {t("feeds.rules")}
          </Link>
        </p>
        <BacklogsLeft of={backlogs} />
        {rows === null && <Placeholder rows={5} label={t("detail.loading")} />}
        {rows?.length === 0 && (
          <Notice title={t("feeds.none")}>
            <p>{t("feeds.noneHint")}</p>
            <Link to="/import" search={{ site }} className="button button-main">
              {t("feeds.noneFiles")}
            </Link>
          </Notice>
        )}
        {rows !== null && rows.length > 0 && (
          <DataGrid label={t("feeds.title")} columns={columns} rows={rows} idOf={({ id }) => id} tall />
        )}
        <Troubles rows={rows ?? []} />
        <AsOfNow />
      </section>
    </main>
  );
}

/** By what the source has told, the newest first: when each was of, and when it came. */
const fromFacts = (id: string, figure: ReactNode): ReactNode => <FigureFrom from={feedFrom(id)}>{figure}</FigureFrom>;

const span = (seconds: number | null): string => (seconds === null ? "–" : formatSpan(seconds * 1000));

/** Where the clock is moved by hand, receipts are of another clock than now: the server's own figure stands. */
function ageAt({ lastHeardAt, ageSeconds }: LiveFeed, now: string, isManual: boolean): number | null {
  if (isManual) return ageSeconds === null ? null : ageSeconds * 1000;
  return lastHeardAt === null ? null : Math.max(0, Date.parse(now) - Date.parse(lastHeardAt));
}

function Age({ feed, age }: { readonly feed: LiveFeed; readonly age: number | null }): ReactNode {
  const { warnAfterSeconds: warn, errorAfterSeconds: error } = feed;
  if (age === null) return <span>{t("header.never")}</span>;
  const isLimited = warn !== null && error !== null;
  const title = isLimited ? t("feeds.ageTitle", { warn: span(warn), error: span(error) }) : t("feeds.noLimit");
  const said = isLimited ? t("feeds.ageLimit", { age: formatSpan(age), limit: span(warn) }) : formatSpan(age);
  return <span title={title}>{fromFacts(feed.id, said)}</span>;
}

interface ToDoProps {
  readonly feed: LiveFeed;
  readonly age: number | null;
  readonly site: string | undefined;
}

function ToDo({ feed, age, site }: ToDoProps): ReactNode {
  const { toDo, troubleKind, skewSeconds, lagSeconds, quarantined } = feed;
  const said = t(`feeds.do.${toDo}` as MessageId, {
    runbook: troubleKind === null ? "" : t(`feeds.trouble.${troubleKind}` as MessageId),
    age: age === null ? "–" : formatSpan(age),
    skew: span(skewSeconds),
    lag: span(lagSeconds),
    n: quarantined,
  });
  if (toDo !== "QUARANTINED") return <span title={said}>{said}</span>;
  return (
    <Link to="/quarantine" search={{ site }} title={said}>
      {said}
    </Link>
  );
}
