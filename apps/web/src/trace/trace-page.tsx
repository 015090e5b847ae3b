import { useNavigate, useSearch } from "@tanstack/react-router";
import type { FormEvent, ReactNode } from "react";
import { READ_TRACE } from "../api/trace-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { quantity } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import "../i18n/trace-texts.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useSiteName } from "../shell/context.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Trace, TraceNode } from "./trace-answer.ts";
import "./trace.css";
import { TraceDetail } from "./trace-detail.tsx";
import { TracePicture } from "./trace-picture.tsx";
import type { TraceSearch } from "./trace-search.ts";
import { kindOf, nameOf, numberOf, summaryOf } from "./words.ts";

/** Where a lot or a thing came from and went to: one question, one picture. The address says which. */
export function TracePage(): ReactNode {
  const search: TraceSearch = useSearch({ from: "/trace" });
  const navigate = useNavigate();
  const change = (to: TraceSearch): void => void navigate({ to: "/trace", search: { ...search, ...to } });
  return (
    <main className="trace live-page" id="main">
      <h1>{t("trace.title")}</h1>
      <Asked key={JSON.stringify([search.item, search.lot, search.serial])} search={search} change={change} />
      {search.item === undefined ? (
        <Notice title={t("trace.which")}>
          <p>{t("trace.whichHint")}</p>
        </Notice>
      ) : (
        <Answered item={search.item} search={search} change={change} />
      )}
    </main>
  );
}

interface Asking {
  readonly search: TraceSearch;
  readonly change: (to: TraceSearch) => void;
}

function Asked({ search, change }: Asking): ReactNode {
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const given = new FormData(event.currentTarget);
    const text = (name: string): string | undefined => String(given.get(name) ?? "").trim() || undefined;
    change({ item: text("item"), lot: text("lot"), serial: text("serial"), node: undefined });
  };
  return (
    <form className="trace-form" onSubmit={submit}>
      {(["item", "lot", "serial"] as const).map((name) => (
        <label key={name}>
          {t(`trace.${name}`)}
          <input name={name} defaultValue={search[name] ?? ""} required={name === "item"} autoComplete="off" />
        </label>
      ))}
      <label>
        {t("trace.direction")}
        <select
          value={search.direction ?? "BOTH"}
          onChange={({ target: { value } }) =>
            change({ direction: value === "BACKWARD" || value === "FORWARD" ? value : undefined })
          }
        >
          {(["BOTH", "BACKWARD", "FORWARD"] as const).map((one) => (
            <option key={one} value={one}>
              {t(`trace.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button button-main">
        {t("trace.show")}
      </button>
    </form>
  );
}

function Answered({ item, search, change }: Asking & { readonly item: string }): ReactNode {
  const { lot = null, serial = null, direction = "BOTH" } = search;
  const answer = useLiveQuery(READ_TRACE, { item, lot, serial, direction });
  return (
    <Panel answer={answer} pick={(data) => data}>
      {({ trace }) =>
        trace === null ? (
          <Notice title={t("trace.none")}>
            <p>{t("trace.noneHint")}</p>
          </Notice>
        ) : (
          <Shown trace={trace} search={search} change={change} />
        )
      }
    </Panel>
  );
}

function Shown({ trace, search, change }: Asking & { readonly trace: Trace }): ReactNode {
  const picked = trace.nodes.find(({ id }) => id === search.node);
  const isTable = search.show === "table";
  return (
    <>
      <div className="trace-head">
        <p>{summaryOf(trace)}</p>
        <button type="button" className="button" onClick={() => change({ show: isTable ? undefined : "table" })}>
          {t(isTable ? "trace.asPicture" : "trace.asTable")}
        </button>
      </div>
      <Limits trace={trace} />
      <div className="trace-body">
        {isTable ? (
          <Table trace={trace} picked={search.node} onPick={(node) => change({ node })} />
        ) : (
          <TracePicture trace={trace} picked={search.node} onPick={(node) => change({ node })} />
        )}
        {picked !== undefined && <TraceDetail trace={trace} node={picked} />}
      </div>
    </>
  );
}

/** What is not in the picture is said above it, each reason once. */
function Limits({ trace }: { readonly trace: Trace }): ReactNode {
  const siteName = useSiteName();
  const reasons = [...new Set(trace.cuts.map(({ reason }) => reason))];
  if (trace.isComplete) return null;
  return (
    <ul className="trace-limits">
      {reasons.map((reason) => (
        <li key={reason}>
          {t(`trace.cut.${reason}`)} {t("trace.cutAt", { n: trace.cuts.filter((cut) => cut.reason === reason).length })}
        </li>
      ))}
      {trace.sites !== null && <li>{t("trace.sites", { sites: trace.sites.map(siteName).join(", ") })}</li>}
    </ul>
  );
}

interface TableProps {
  readonly trace: Trace;
  readonly picked: string | undefined;
  readonly onPick: (id: string) => void;
}

function Table({ trace, picked, onPick }: TableProps): ReactNode {
  const flow = (node: TraceNode): string => {
    const counted = trace.edges.filter(({ from, to, quantity: n }) => {
      return n !== null && (node.distance < 0 ? from : to) === node.id;
    });
    const sum = counted.reduce((total, edge) => total + (edge.quantity ?? 0), 0);
    return counted.length === 0 ? "–" : `${quantity(sum)} ${counted[0]?.uom ?? ""}`;
  };
  const columns: readonly Column<TraceNode>[] = [
    { key: "steps", head: t("trace.steps"), width: 72, align: "end", cell: (one) => one.distance },
    { key: "kind", head: t("grid.kind"), width: 150, cell: kindOf },
    { key: "id", head: t("trace.number"), width: 180, grow: 1, cell: numberOf },
    { key: "name", head: t("trace.name"), width: 200, grow: 1, cell: nameOf },
    { key: "quantity", head: t("grid.quantity"), width: 130, align: "end", cell: flow },
    { key: "held", head: t("trace.held"), width: 80, cell: (one) => (one.isHeld ? t("trace.held") : "–") },
  ];
  const rows = [...trace.nodes].sort((a, b) => a.distance - b.distance);
  return (
    <DataGrid
      label={t("trace.title")}
      columns={columns}
      rows={rows}
      idOf={(one) => one.id}
      selected={picked}
      onOpen={(one) => onPick(one.id)}
    />
  );
}
