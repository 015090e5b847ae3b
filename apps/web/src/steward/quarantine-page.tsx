import { type ReactNode, useState } from "react";
import type { Quarantined } from "../api/answers.ts";
import { READ_QUARANTINE } from "../api/steward-documents.ts";
import { zoneAbbreviation } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import { useNow, useZone } from "../shell/context.tsx";
import { StateChip } from "../ui/chips.tsx";
import type { Column } from "../ui/data-grid.tsx";
import { Figures, Moment } from "../ui/figures.tsx";
import { JsonText } from "../ui/json-text.tsx";
import { Notice } from "../ui/notice.tsx";
import { PagedList } from "./paged-list.tsx";
import { SettleForm } from "./settle-form.tsx";
import { usePages } from "./use-pages.ts";

/** The facts that broke a rule: why each did, and what can be done with it. */
export function QuarantinePage(): ReactNode {
  const pages = usePages(READ_QUARANTINE, (data) => data.quarantine);
  const [chosen, setChosen] = useState<string | null>(null);
  const zone = useZone();
  const now = useNow();
  const abbreviation = zoneAbbreviation(now, zone);
  const fact = pages.rows?.find((one) => one.id === chosen) ?? null;
  const columns: readonly Column<Quarantined>[] = [
    {
      key: "received",
      head: `${t("grid.received")} ${abbreviation}`,
      width: 150,
      cell: (one) => <Moment at={one.receivedAt} zone={zone} />,
    },
    {
      key: "state",
      head: t("grid.state"),
      width: 110,
      cell: (one) => (
        <StateChip tone={one.state === "OPEN" ? "strong" : "plain"}>{word("quarantineState", one.state)}</StateChip>
      ),
    },
    { key: "rule", head: t("grid.rule"), width: 190, cell: (one) => one.rule },
    {
      key: "reason",
      head: t("grid.reason"),
      width: 220,
      grow: 1,
      cell: (one) => <span title={one.reason}>{one.reason}</span>,
    },
    { key: "connector", head: t("grid.connector"), width: 110, cell: (one) => one.connector },
  ];
  return (
    <main className="steward" id="main">
      <h1 className="visually-hidden">{t("nav.quarantine")}</h1>
      <PagedList
        title={t("steward.quarantineTitle")}
        hint={t("steward.quarantineHint")}
        empty={{ title: t("steward.quarantineEmpty"), hint: t("steward.quarantineEmptyHint") }}
        pages={pages}
        tall
        columns={columns}
        idOf={(one) => one.id}
        selected={chosen ?? undefined}
        onOpen={(one) => setChosen(one.id)}
      />
      <section className="steward-detail">
        {fact === null ? (
          pages.rows !== null && pages.rows.length > 0 && <Notice title={t("steward.select")} />
        ) : (
          <>
            <h2>{fact.reason}</h2>
            <Figures
              of={[
                { label: t("grid.rule"), value: fact.rule },
                { label: t("grid.received"), value: <Moment at={fact.receivedAt} zone={zone} withZone /> },
                { label: t("grid.connector"), value: fact.connector },
                { label: t("grid.state"), value: word("quarantineState", fact.state) },
                ...(fact.settledBy === null
                  ? []
                  : [
                      {
                        label: t("steward.settledTitle"),
                        value: `${fact.settledBy}${fact.settledReason === null ? "" : `: ${fact.settledReason}`}`,
                      },
                    ]),
              ]}
            />
            {fact.state === "OPEN" ? (
              <SettleForm key={fact.id} fact={fact} onSettled={pages.again} />
            ) : (
              <JsonText label={t("steward.asReceived")} text={fact.fact} />
            )}
          </>
        )}
      </section>
    </main>
  );
}
