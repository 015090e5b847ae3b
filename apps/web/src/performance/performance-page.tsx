import type { CardOfPerformance } from "@lockstep/protocol/generated/schema";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { READ_PERFORMANCE } from "../api/performance-documents.ts";
import { TableCard } from "../charts/table-card.tsx";
import { Panel } from "../detail/panel.tsx";
import { percent, quantity } from "../format/numbers.ts";
import { formatTime } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import "../i18n/leader-texts.ts";
import "../i18n/performance-texts.ts";
import "../leader/leader.css";
import { weeksBack } from "../leader/periods.ts";
import { useKept } from "../live/use-kept.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow, usePlant, useView, useZone } from "../shell/context.tsx";
import { Choice } from "../ui/choice.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Moment } from "../ui/figures.tsx";
import { Notice } from "../ui/notice.tsx";
import { EstimatesCard } from "./estimates-card.tsx";
import { Figures } from "./figures.tsx";
import "./performance.css";
import type { Performance, PerformanceAnswer } from "./performance-answer.ts";
import { type PerformanceSearch, SPANS } from "./performance-search.ts";
import {
  answerOf,
  head,
  kindsFile,
  kindsShown,
  limitText,
  minutesText,
  rateRows,
  ratesFile,
  ratesShown,
  stagesFile,
  stagesShown,
  systemsText,
} from "./words.ts";

const WEEKS = 4;
/** What it looks at are weeks: what one card adds is not seen at once. */
const READ_EVERY_MS = 30_000;

/** Do people come in time, and does the tower call them too much? */
export function PerformancePage(): ReactNode {
  const { weeks = WEEKS } = useSearch({ from: "/performance" });
  const navigate = useNavigate();
  const { site } = useView();
  const range = weeksBack(useNow(), useZone(site), weeks);
  const asked = { ...range, site: site ?? null };
  const answer = useKept(useLiveQuery(READ_PERFORMANCE, asked, READ_EVERY_MS), `${site} ${weeks}`);
  return (
    <main className="leader live-page" id="main">
      <div className="leader-choices">
        <h1>{t("performance.title")}</h1>
        <div className="leader-choice">
          {t("performance.span")}
          <Choice
            label={t("performance.span")}
            value={String(weeks)}
            options={SPANS.map((n) => ({ value: String(n), text: t("performance.weeks", { n }) }))}
            onChange={(chosen) => {
              const search: PerformanceSearch = { weeks: SPANS.find((span) => span === Number(chosen)) };
              void navigate({ to: "/performance", search: { site, ...search } });
            }}
          />
        </div>
        <Link to="/leader" search={{ site }} className="open">
          {t("performance.toLeader")}
        </Link>
      </div>
      <Panel answer={answer} pick={({ alarmPerformance }) => alarmPerformance && answer.data}>
        {(data) => <Shown data={data} />}
      </Panel>
    </main>
  );
}

function Shown({ data }: { readonly data: PerformanceAnswer }): ReactNode {
  const { alarmPerformance: of, linesSaved, estimateAccuracy } = data;
  const { site } = useView();
  const zone = useZone(site);
  const plant = usePlant();
  if (of === null) return null;
  if (of.since === null) {
    return (
      <Notice title={t("performance.none")}>
        <p>{t("performance.noneHint")}</p>
      </Notice>
    );
  }
  const siteName = (id: string): string => plant?.sites.find((one) => one.id === id)?.name ?? id;
  return (
    <>
      <p className="performance-answer">{answerOf(of)}</p>
      <p className="chart-note">{t("performance.since", { time: formatTime(of.since, zone, "full") })}</p>
      <Figures of={of} saved={linesSaved} />
      <div className="performance-cards">
        <Rates of={of} siteName={siteName} />
        <Stages of={of} />
        {estimateAccuracy !== null && <EstimatesCard of={estimateAccuracy} />}
        <Kinds of={of} />
        <Worst of={of} />
        <Standing of={of} />
        <Chattering of={of} />
      </div>
      <p className="chart-note">{of.definition}</p>
    </>
  );
}

interface Of {
  readonly of: Performance;
}

function Rates({ of, siteName }: Of & { readonly siteName: (id: string) => string }): ReactNode {
  const { site } = useView();
  const { roles } = of;
  const rows = rateRows(of, siteName, site !== undefined);
  const most = Math.max(0, ...roles.map(({ rate }) => rate.most ?? 0));
  const bearable = {
    ...{ perTen: limitText(of, "PER_TEN_MINUTES"), most: limitText(of, "MOST"), flood: limitText(of, "FLOOD_SHARE") },
  };
  return (
    <TableCard
      title={t("performance.roles.title", { most })}
      note={t("performance.roles.note", bearable)}
      name="new-cards"
      keys={rows.map(({ who }) => who)}
      shown={ratesShown(rows)}
      file={ratesFile(rows)}
    />
  );
}

function Stages({ of: { stages } }: Of): ReactNode {
  const acknowledged = stages.find(({ stage }) => stage === "ACKNOWLEDGED");
  const median = minutesText(acknowledged?.medianMinutes ?? null);
  return (
    <TableCard
      title={t("performance.stages.title", { n: acknowledged?.n ?? 0, median })}
      note={t("performance.stages.note")}
      name="response-times"
      keys={stages.map(({ stage }) => stage)}
      shown={stagesShown(stages)}
      file={stagesFile(stages)}
    />
  );
}

function Kinds({ of }: Of): ReactNode {
  const { kinds, falseFlags } = of;
  const { site } = useView();
  const over = kinds.filter(({ overBudget }) => overBudget.length > 0);
  return (
    <TableCard
      title={t("performance.kinds.title", { n: over.length })}
      note={t("performance.kinds.note", { rate: limitText(of, "FALSE_FLAG_RATE") })}
      name="kinds-of-causes"
      keys={kinds.map(({ kind }) => kind)}
      shown={kindsShown(kinds)}
      file={kindsFile(kinds)}
    >
      {falseFlags.systems.length > 0 && <p className="chart-note">{systemsText(falseFlags.systems)}</p>}
      {over.length > 0 && (
        <ul className="perf-proposed">
          {over.map(({ kind }) => (
            <li key={kind}>
              <Link to="/escalation" search={{ site, kind: [kind] }} className="open">
                {t("performance.kinds.policy", { kind: word("kind", kind) })}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </TableCard>
  );
}

function Worst({ of: { worst } }: Of): ReactNode {
  const { causes, share, nodes } = worst;
  const title = t("performance.worst.title", { causes, n: nodes.length, share: percent(share) });
  return (
    <Cards
      title={title}
      note={t("performance.worst.note")}
      n={nodes.length}
      rows={nodes}
      figure={{ key: "cards", head: head("cards"), width: 80, align: "end", cell: ({ cards }) => quantity(cards) }}
    />
  );
}

function Standing({ of: { standing } }: Of): ReactNode {
  const { site } = useView();
  const zone = useZone(site);
  return (
    <Cards
      title={t("performance.standing.title", { n: standing.n })}
      n={standing.n}
      rows={standing.nodes}
      figure={{ key: "since", head: head("since"), width: 140, cell: ({ since }) => <Moment at={since} zone={zone} /> }}
    />
  );
}

function Chattering({ of: { chattering } }: Of): ReactNode {
  return (
    <Cards
      title={t("performance.chattering.title", { n: chattering.n })}
      n={chattering.n}
      rows={chattering.nodes}
      figure={{ key: "n", head: head("comings"), width: 120, align: "end", cell: ({ comings }) => quantity(comings) }}
    />
  );
}

interface CardsProps<Row extends { readonly card: CardOfPerformance }> {
  readonly title: string;
  readonly note?: string;
  /** In all; there may be fewer rows. */
  readonly n: number;
  readonly rows: readonly Row[];
  readonly figure: Column<Row>;
}

/** Cards to open. */
function Cards<Row extends { readonly card: CardOfPerformance }>({
  title,
  note,
  n,
  rows,
  figure,
}: CardsProps<Row>): ReactNode {
  const { site } = useView();
  const navigate = useNavigate();
  const columns: readonly Column<Row>[] = [
    { key: "card", head: head("card"), width: 200, grow: 2, cell: ({ card }) => card.title },
    { key: "kind", head: head("kind"), width: 130, grow: 1, cell: ({ card }) => word("kind", card.kind) },
    figure,
  ];
  return (
    <section className="chart" aria-label={title}>
      <h2>{title}</h2>
      {note !== undefined && <p className="chart-note">{note}</p>}
      {rows.length > 0 && (
        <DataGrid
          label={title}
          columns={columns}
          rows={rows}
          idOf={({ card }) => card.id}
          onOpen={({ card }) => void navigate({ to: "/", search: { site, at: card.id } })}
        />
      )}
      {n > rows.length && <p className="chart-note">{t("performance.first", { shown: rows.length, n })}</p>}
    </section>
  );
}
