import type { AuditRecord } from "@lockstep/protocol/generated/schema";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { FormEvent, ReactNode } from "react";
import { zoneAbbreviation } from "../format/time.ts";
import "../i18n/audit-texts.ts";
import { t } from "../i18n/i18n.ts";
import { SaveButton } from "../pack/save-button.tsx";
import { useNow, useZone } from "../shell/context.tsx";
import { PagedList } from "../steward/paged-list.tsx";
import type { Column } from "../ui/data-grid.tsx";
import { Moment } from "../ui/figures.tsx";
import { Notice } from "../ui/notice.tsx";
import styles from "./audit.module.css";
import { AuditDetail } from "./audit-detail.tsx";
import { type AuditVariables, filterOf } from "./audit-filter.ts";
import { type AuditSearch, FIELDS } from "./audit-search.ts";
import { Chain } from "./chain.tsx";
import { useAudit } from "./use-audit.ts";
import { aboutOf, becameOf } from "./words.ts";

/** What was done, by whom, and whether all of it is what was written. The address says what is looked for. */
export function AuditPage(): ReactNode {
  const search: AuditSearch = useSearch({ from: "/audit" });
  const navigate = useNavigate();
  const zone = useZone();
  const change = (to: AuditSearch): void => void navigate({ to: "/audit", search: { ...search, ...to } });
  const filter = filterOf(search, zone);
  const pages = useAudit(filter);
  const columns = useColumns();
  const mayRead = pages.refusal?.code !== "FORBIDDEN";
  return (
    <main className="steward" id="main">
      <h1 className="visually-hidden">{t("nav.audit")}</h1>
      <div className={styles["list"]}>
        {mayRead && <Asked key={JSON.stringify(filter)} search={search} change={change} pages={pages} />}
        <PagedList
          title={t("nav.audit")}
          hint={t("audit.hint")}
          empty={{ title: t("audit.empty"), hint: t("audit.emptyHint") }}
          pages={pages}
          columns={columns}
          idOf={({ number }) => String(number)}
          selected={search.record}
          onOpen={({ number }) => change({ record: String(number) })}
          tall
        />
        {mayRead && <Export filter={filter} />}
      </div>
      <section className="steward-detail">
        {mayRead && <Chain />}
        {mayRead && search.record === undefined && pages.rows !== null && pages.rows.length > 0 && (
          <Notice title={t("audit.select")} />
        )}
        {mayRead && search.record !== undefined && <AuditDetail key={search.record} number={Number(search.record)} />}
      </section>
    </main>
  );
}

function useColumns(): readonly Column<AuditRecord>[] {
  const zone = useZone();
  const now = useNow();
  return [
    { key: "number", head: t("audit.number"), width: 64, align: "end", cell: ({ number }) => number },
    {
      key: "at",
      head: `${t("audit.at")} ${zoneAbbreviation(now, zone)}`,
      width: 118,
      cell: ({ at }) => <Moment at={at} zone={zone} />,
    },
    { key: "by", head: t("audit.by"), width: 96, cell: ({ by }) => <span title={by}>{by}</span> },
    { key: "action", head: t("audit.action"), width: 132, cell: ({ action }) => <span title={action}>{action}</span> },
    {
      key: "subject",
      head: t("audit.subject"),
      width: 150,
      grow: 2,
      cell: (one) => <span title={one.subject}>{aboutOf(one)}</span>,
    },
    { key: "became", head: t("audit.became"), width: 132, cell: becameOf },
    {
      key: "note",
      head: t("audit.note"),
      width: 150,
      grow: 3,
      cell: ({ note }) => <span title={note ?? ""}>{note ?? "–"}</span>,
    },
  ];
}

interface AskedProps {
  readonly search: AuditSearch;
  readonly change: (to: AuditSearch) => void;
  readonly pages: { again(): void };
}

function Asked({ search, change, pages }: AskedProps): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const next = Object.fromEntries(FIELDS.map((name) => [name, String(given.get(name) ?? "").trim() || undefined]));
    // What was asked before is read anew.
    if (FIELDS.every((name) => next[name] === search[name])) pages.again();
    else change({ ...next, record: undefined });
  };
  const clear = (): void => change({ ...Object.fromEntries(FIELDS.map((name) => [name, undefined])) });
  return (
    <form className={styles["filter"]} onSubmit={submit} aria-label={t("audit.filter")}>
      {FIELDS.map((name) => (
        <label key={name}>
          <span>{t(`audit.field.${name}`)}</span>
          <input
            className="field"
            name={name}
            type={name === "since" || name === "until" ? "datetime-local" : "text"}
            defaultValue={search[name] ?? ""}
            autoComplete="off"
          />
        </label>
      ))}
      <button type="submit" className="button button-main">
        {t("audit.search")}
      </button>
      {FIELDS.some((name) => search[name] !== undefined) && (
        <button type="button" className="button" onClick={clear}>
          {t("audit.clear")}
        </button>
      )}
    </form>
  );
}

/** All that match, not only those that are shown. */
function Export({ filter }: { readonly filter: AuditVariables }): ReactNode {
  const asked = new URLSearchParams(Object.entries(filter).filter((one): one is [string, string] => one[1] !== null));
  return (
    <div className={styles["export"]}>
      <SaveButton
        text={t("audit.export")}
        busyText={t("audit.exporting")}
        path={`/audit.csv?${asked}`}
        name="audit.csv"
      />
    </div>
  );
}
