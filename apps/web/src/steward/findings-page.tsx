import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Finding, Parked } from "../api/answers.ts";
import { READ_FINDINGS, READ_PARKED } from "../api/steward-documents.ts";
import { Open } from "../detail/panel.tsx";
import { placeOfFinding } from "../detail/places.ts";
import { zoneAbbreviation } from "../format/time.ts";
import "../i18n/findings-texts.ts";
import { t } from "../i18n/i18n.ts";
import { useNow, useView, useZone } from "../shell/context.tsx";
import { SeverityChip } from "../ui/chips.tsx";
import type { Column } from "../ui/data-grid.tsx";
import { Moment } from "../ui/figures.tsx";
import { PagedList } from "./paged-list.tsx";
import { RuleLink } from "./rule-link.tsx";
import { usePages } from "./use-pages.ts";

const FINDINGS: readonly Column<Finding>[] = [
  { key: "rule", head: t("grid.rule"), width: 170, cell: ({ rule }) => <RuleLink rule={rule} /> },
  {
    key: "severity",
    head: t("filter.severity"),
    width: 96,
    cell: ({ severity }) => (severity === null ? "–" : <SeverityChip severity={severity} />),
  },
  {
    key: "subject",
    head: t("grid.subject"),
    width: 220,
    cell: (one) => <Subject of={one} />,
  },
  {
    key: "text",
    head: t("grid.text"),
    width: 260,
    grow: 1,
    cell: (one) => <span title={one.text}>{one.text}</span>,
  },
];

function Subject({ of: { subjectType, subject } }: { readonly of: Finding }): ReactNode {
  const { site } = useView();
  if (subjectType !== "quarantine-cause") return <Open place={placeOfFinding(subjectType, subject)}>{subject}</Open>;
  return (
    <Link to="/quarantine" search={{ site, cause: subject }} className="open">
      {subject}
    </Link>
  );
}

/** What the facts say about themselves, and which of them still wait. */
export function FindingsPage(): ReactNode {
  const findings = usePages(READ_FINDINGS, (data) => data.findings);
  const parked = usePages(READ_PARKED, (data) => data.parked);
  const zone = useZone();
  const now = useNow();
  const waiting: readonly Column<Parked>[] = [
    { key: "seq", head: t("grid.seq"), width: 76, align: "end", cell: (one) => one.seq },
    { key: "type", head: t("grid.type"), width: 200, cell: (one) => one.type },
    { key: "source", head: t("grid.source"), width: 150, cell: (one) => one.source },
    {
      key: "time",
      head: `${t("grid.happened")} ${zoneAbbreviation(now, zone)}`,
      width: 150,
      cell: (one) => <Moment at={one.time} zone={zone} />,
    },
    { key: "waits", head: t("grid.waitsFor"), width: 220, grow: 1, cell: (one) => one.waitsFor.join(", ") },
  ];
  return (
    <main className="steward steward-single" id="main">
      <h1 className="visually-hidden">{t("nav.findings")}</h1>
      <PagedList
        title={t("steward.findingsTitle")}
        hint={t("steward.findingsHint")}
        empty={{ title: t("steward.findingsEmpty"), hint: t("steward.findingsEmptyHint") }}
        pages={findings}
        columns={FINDINGS}
        tall
        idOf={(one) => one.id}
      />
      <PagedList
        title={t("steward.parkedTitle")}
        hint={t("steward.parkedHint")}
        empty={{ title: t("steward.parkedEmpty"), hint: t("steward.parkedEmptyHint") }}
        pages={parked}
        columns={waiting}
        idOf={(one) => String(one.seq)}
      />
    </main>
  );
}
