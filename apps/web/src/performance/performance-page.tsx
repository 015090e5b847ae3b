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
import { FigureFrom } from "../lineage/figure-from.tsx";
import { exceptionFrom, type TimeAsked, timeFrom } from "../lineage/keys.ts";
import type { LineageSubject } from "../lineage/subject.ts";
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
        {(data) => <Shown data={data} asked={asked} />}
      </Panel>
    </main>
  );
}

interface ShownProps {
  readonly data: PerformanceAnswer;
  readonly asked: TimeAsked;
}

function Shown({ data, asked }: ShownProps): ReactNode {
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
      <Figures of={of} saved={linesSaved} asked={asked} />
      <div className="performance-cards">
        <Rates of={of} asked={asked} siteName={siteName} />
        <Stages of={of} asked={asked} />
        {estimateAccuracy !== null && <EstimatesCard of={estimateAccuracy} asked={asked} />}
        <Kinds of={of} asked={asked} />
        <Worst of={of} asked={asked} />
        <Standing of={of} asked={asked} />
        <Chattering of={of} asked={asked} />
      </div>
      <p className="chart-note">{of.definition}</p>
    </>
  );
}

interface Of {
  readonly of: Performance;
  readonly asked: TimeAsked;
}

const cardsFrom = (asked: TimeAsked, figure: string, narrowed = {}) =>
  timeFrom("ALARM_PERFORMANCE", asked, figure, narrowed);

function Rates({ of, asked, siteName }: Of & { readonly siteName: (id: string) => string }): ReactNode {
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
      from={(row, column) => cardsFrom(asked, column === 1 ? "CARDS" : "FLOOD", rows[row]?.narrowed)}
      keys={rows.map(({ who }) => who)}
      shown={ratesShown(rows)}
      file={ratesFile(rows)}
    />
  );
}

function Stages({ of: { stages }, asked }: Of): ReactNode {
  const acknowledged = stages.find(({ stage }) => stage === "ACKNOWLEDGED");
  const median = minutesText(acknowledged?.medianMinutes ?? null);
  return (
    <TableCard
      title={t("performance.stages.title", { n: acknowledged?.n ?? 0, median })}
      note={t("performance.stages.note")}
      name="response-times"
      from={(row) => cardsFrom(asked, "RESPONSE", { stage: stages[row]?.stage })}
      keys={stages.map(({ stage }) => stage)}
      shown={stagesShown(stages)}
      file={stagesFile(stages)}
    />
  );
}

/** By column of the table. */
const KIND_FIGURES = ["CARDS", "CARDS", "FALSE_FLAGS", "FLOOD", "FLOOD"] as const;

function Kinds({ of, asked }: Of): ReactNode {
  const { kinds, falseFlags } = of;
  const { site } = useView();
  const over = kinds.filter(({ overBudget }) => overBudget.length > 0);
  return (
    <TableCard
      title={t("performance.kinds.title", { n: over.length })}
      note={t("performance.kinds.note", { rate: limitText(of, "FALSE_FLAG_RATE") })}
      name="kinds-of-causes"
      from={(row, column) => cardsFrom(asked, KIND_FIGURES[column] ?? "FLOOD", { kind: kinds[row]?.kind })}
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

function Worst({ of: { worst }, asked }: Of): ReactNode {
  const { causes, share, nodes } = worst;
  const title = t("performance.worst.title", { causes, n: nodes.length, share: percent(share) });
  return (
    <Cards
      title={title}
      from={cardsFrom(asked, "WORST")}
      fromRow={({ card }) => cardsFrom(asked, "CARDS", { card: card.id })}
      note={t("performance.worst.note")}
      n={nodes.length}
      rows={nodes}
      figure={{ key: "cards", head: head("cards"), width: 80, align: "end", cell: ({ cards }) => quantity(cards) }}
    />
  );
}

function Standing({ of: { standing }, asked }: Of): ReactNode {
  const { site } = useView();
  const zone = useZone(site);
  return (
    <Cards
      title={t("performance.standing.title", { n: standing.n })}
      from={cardsFrom(asked, "STANDING")}
      fromRow={({ card }) => exceptionFrom(card.id)}
      n={standing.n}
      rows={standing.nodes}
      figure={{ key: "since", head: head("since"), width: 140, cell: ({ since }) => <Moment at={since} zone={zone} /> }}
    />
  );
}

function Chattering({ of: { chattering }, asked }: Of): ReactNode {
  return (
    <Cards
      title={t("performance.chattering.title", { n: chattering.n })}
      from={cardsFrom(asked, "CHATTERING")}
      fromRow={({ card }) => exceptionFrom(card.id)}
      n={chattering.n}
      rows={chattering.nodes}
      figure={{ key: "n", head: head("comings"), width: 120, align: "end", cell: ({ comings }) => quantity(comings) }}
    />
  );
}

interface CardsProps<Row extends { readonly card: CardOfPerformance }> {
  readonly title: string;
  readonly from: LineageSubject;
  readonly fromRow: (row: Row) => LineageSubject;
  readonly note?: string;
  /** In all; there may be fewer rows. */
  readonly n: number;
  readonly rows: readonly Row[];
  readonly figure: Column<Row>;
}

/** Cards to open. */
function Cards<Row extends { readonly card: CardOfPerformance }>({
  title,
  from,
  fromRow,
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
    { ...figure, cell: (row) => <FigureFrom from={fromRow(row)}>{figure.cell(row)}</FigureFrom> },
  ];
  return (
    <section className="chart" aria-label={title}>
      <h2>
        <FigureFrom from={from}>{title}</FigureFrom>
      </h2>
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
