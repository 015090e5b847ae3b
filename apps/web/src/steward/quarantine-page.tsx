import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { type Cause, type Quarantined, READ_CAUSES, READ_QUARANTINE } from "../api/quarantine-documents.ts";
import { zoneAbbreviation } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import "../i18n/quarantine-texts.ts";
import { useNow, useZone } from "../shell/context.tsx";
import { StateChip } from "../ui/chips.tsx";
import type { Column } from "../ui/data-grid.tsx";
import { Moment } from "../ui/figures.tsx";
import { Notice } from "../ui/notice.tsx";
import { Lines, Value } from "./blocked.tsx";
import { CauseDetail } from "./cause-detail.tsx";
import { FactDetail } from "./fact-detail.tsx";
import { PagedList } from "./paged-list.tsx";
import "./quarantine.css";
import type { QuarantineSearch } from "./quarantine-search.ts";
import { StageClock } from "./stage-clock.tsx";
import { usePages } from "./use-pages.ts";

const count = new Intl.NumberFormat("en-GB");

/** What broke a rule, by its causes: who has it, how long it may lie, what it blocks, and how it is put right. */
export function QuarantinePage(): ReactNode {
  const search: QuarantineSearch = useSearch({ from: "/quarantine" });
  const navigate = useNavigate();
  const open = (to: QuarantineSearch): void =>
    void navigate({ to: "/quarantine", search: { ...search, cause: undefined, fact: undefined, ...to } });
  const causes = usePages(READ_CAUSES, ({ quarantineCauses }) => quarantineCauses);
  const facts = usePages(READ_QUARANTINE, ({ quarantine }) => quarantine);
  const again = (): void => {
    causes.again();
    facts.again();
  };
  const isNothing = search.cause === undefined && search.fact === undefined;
  return (
    <main className={isNothing ? "steward quarantine" : "steward quarantine quarantine-open"} id="main">
      <h1 className="visually-hidden">{t("nav.quarantine")}</h1>
      <div className="quarantine-lists">
        <PagedList
          title={t("quarantine.causesTitle")}
          hint={t("quarantine.causesHint")}
          empty={{ title: t("quarantine.empty"), hint: t("quarantine.emptyHint") }}
          pages={causes}
          columns={CAUSES}
          tall
          idOf={({ id }) => id}
          selected={search.cause}
          onOpen={({ id }) => open({ cause: id })}
        />
        {facts.total > 0 && <AllFacts pages={facts} selected={search.fact} onOpen={(fact) => open({ fact })} />}
      </div>
      <section className="steward-detail">
        {search.fact !== undefined && <FactDetail key={search.fact} id={search.fact} onDone={again} />}
        {search.fact === undefined && search.cause !== undefined && (
          <CauseDetail key={search.cause} id={search.cause} onFact={(fact) => open({ fact })} onDone={again} />
        )}
        {isNothing && causes.rows !== null && causes.rows.length > 0 && <Notice title={t("quarantine.select")} />}
      </section>
    </main>
  );
}

const CAUSES: readonly Column<Cause>[] = [
  {
    key: "clock",
    head: t("quarantine.clock"),
    width: 158,
    cell: ({ stage, dueAt }) => <StageClock stage={stage} dueAt={dueAt} />,
  },
  { key: "facts", head: t("quarantine.facts"), width: 64, align: "end", cell: ({ open }) => count.format(open) },
  {
    key: "lines",
    head: t("quarantine.lines"),
    width: 56,
    align: "end",
    cell: (one) => <Lines {...one} cause={one.id} />,
  },
  {
    key: "value",
    head: t("quarantine.value"),
    width: 84,
    align: "end",
    cell: (one) => <Value {...one} cause={one.id} />,
  },
  {
    key: "what",
    head: t("quarantine.what"),
    width: 190,
    grow: 1,
    cell: ({ reason, factType, connector, rule }) => (
      <span className="quarantine-what" title={`${rule}: ${reason}`}>
        <span>{reason}</span>
        <span className="card-small">
          {factType ?? t("quarantine.noType")} · {connector}
        </span>
      </span>
    ),
  },
  { key: "owner", head: t("quarantine.owner"), width: 96, cell: ({ owner }) => owner ?? t("quarantine.nobody") },
];

interface AllFactsProps {
  readonly pages: ReturnType<typeof usePages<never, Quarantined>>;
  readonly selected: string | undefined;
  readonly onOpen: (id: string) => void;
}

function AllFacts({ pages, selected, onOpen }: AllFactsProps): ReactNode {
  const zone = useZone();
  const now = useNow();
  const columns: readonly Column<Quarantined>[] = [
    {
      key: "received",
      head: `${t("grid.received")} ${zoneAbbreviation(now, zone)}`,
      width: 134,
      cell: (one) => <Moment at={one.receivedAt} zone={zone} />,
    },
    {
      key: "state",
      head: t("grid.state"),
      width: 120,
      cell: ({ state }) => (
        <StateChip tone={state === "OPEN" ? "strong" : "plain"}>{t(`quarantine.state.${state}`)}</StateChip>
      ),
    },
    {
      key: "reason",
      head: t("grid.reason"),
      width: 220,
      grow: 1,
      cell: ({ reason }) => <span title={reason}>{reason}</span>,
    },
    { key: "connector", head: t("grid.connector"), width: 110, cell: ({ connector }) => connector },
  ];
  return (
    <PagedList
      title={t("quarantine.allTitle")}
      hint={t("quarantine.allHint")}
      empty={{ title: t("quarantine.allEmpty"), hint: t("quarantine.emptyHint") }}
      pages={pages}
      columns={columns}
      idOf={({ id }) => id}
      selected={selected}
      onOpen={({ id }) => onOpen(id)}
    />
  );
}
