import type { ReactNode } from "react";
import type { DeclaredRule, Hits } from "../api/rule-documents.ts";
import { t } from "../i18n/i18n.ts";
import { SeverityChip, StateChip } from "../ui/chips.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";

export interface RuleRow {
  readonly key: string;
  readonly id: string;
  readonly text: string;
  readonly kind: DeclaredRule["kind"];
  readonly severity: string | null;
  readonly whose: string;
  readonly isDeclared: boolean;
}

interface RuleListProps {
  readonly rows: readonly RuleRow[];
  readonly hits: readonly Hits[];
  readonly chosen: string | undefined;
  readonly onOpen: (key: string) => void;
}

const count = new Intl.NumberFormat("en-GB");

/** All rules that hold, and those that somebody is about to declare. */
export function RuleList({ rows, hits, chosen, onOpen }: RuleListProps): ReactNode {
  const byRule = new Map(hits.map((hit) => [`${hit.isDeclared} ${hit.rule}`, hit]));
  const hitOf = ({ id, isDeclared }: RuleRow): Hits | undefined => byRule.get(`${isDeclared} ${id}`);
  const columns: readonly Column<RuleRow>[] = [
    {
      key: "rule",
      head: t("rules.rule"),
      width: 200,
      grow: 1,
      cell: ({ id, text }) => (
        <span className="rules-what" title={text}>
          <span>{id}</span>
          <span className="card-small">{text.replaceAll("`", "")}</span>
        </span>
      ),
    },
    {
      key: "kind",
      head: t("rules.kind"),
      width: 112,
      cell: ({ kind, isDeclared }) => (
        <StateChip tone={isDeclared ? "strong" : "plain"}>{t(`rules.kind.${kind}`)}</StateChip>
      ),
    },
    {
      key: "severity",
      head: t("rules.severity"),
      width: 92,
      cell: ({ severity }) => (severity === null ? "–" : <SeverityChip severity={severity} />),
    },
    { key: "whose", head: t("rules.whose"), width: 140, cell: ({ whose }) => <span title={whose}>{whose}</span> },
    {
      key: "kept",
      head: t("rules.kept"),
      width: 124,
      align: "end",
      cell: (row) => (row.kind === "QUARANTINE" ? count.format(hitOf(row)?.quarantined ?? 0) : "–"),
    },
    {
      key: "found",
      head: t("rules.found"),
      width: 104,
      align: "end",
      cell: (row) => (row.kind === "FINDING" ? count.format(hitOf(row)?.findings ?? 0) : "–"),
    },
  ];
  return (
    <DataGrid
      label={t("nav.rules")}
      columns={columns}
      rows={rows}
      idOf={({ key, isDeclared }) => `${isDeclared} ${key}`}
      selected={
        chosen === undefined ? undefined : `${rows.some((row) => row.isDeclared && row.key === chosen)} ${chosen}`
      }
      onOpen={({ key }) => onOpen(key)}
      tall
    />
  );
}
