import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { READ_SAVED } from "../api/leader-documents.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { timeFrom } from "../lineage/keys.ts";
import { useKept } from "../live/use-kept.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useView, useZone } from "../shell/context.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Moment } from "../ui/figures.tsx";
import { ReadFailed } from "../ui/read-failed.tsx";
import type { SavedLine, SavedLines } from "./leader-answer.ts";
import { kindText, savedTitle } from "./words.ts";

/** What acting was good for: the lines that were called late and came in time, with who did what about their cause. */
export function SavedCard({ from, to }: { readonly from: string; readonly to: string }): ReactNode {
  const { site = null } = useView();
  const answer = useKept(useLiveQuery(READ_SAVED, { from, to, site }), `${site} ${from}`);
  const saved = answer.data?.linesSaved ?? null;
  return (
    <section className="chart leader-wide" data-old={answer.old}>
      {saved === null ? (
        <h2>{t("leader.saved.head")}</h2>
      ) : (
        <>
          <h2>
            <FigureFrom from={timeFrom("LINES_SAVED", { from, to, site }, "ALL")}>{savedTitle(saved)}</FigureFrom>
          </h2>
          {saved.called > 0 && (
            <p className="chart-note">
              <FigureFrom from={timeFrom("LINES_SAVED", { from, to, site }, "CALLED")}>
                {t("leader.saved.note", counts(saved))}
              </FigureFrom>
            </p>
          )}
          {saved.nodes.length > 0 && <Lines saved={saved} />}
        </>
      )}
      <ReadFailed answer={answer} />
    </section>
  );
}

const counts = ({ called, late, came, saved }: SavedLines) => ({ called, late, came, saved });

function Lines({ saved: { nodes, saved } }: { readonly saved: SavedLines }): ReactNode {
  const { site } = useView();
  const zone = useZone();
  const navigate = useNavigate();
  const columns: readonly Column<SavedLine>[] = [
    { key: "line", head: t("leader.line"), width: 150, grow: 1, cell: ({ line }) => line },
    { key: "closes", head: t("leader.date"), width: 130, cell: (one) => <Moment at={one.closesAt} zone={zone} /> },
    {
      key: "called",
      head: t("leader.saved.calledAt"),
      width: 130,
      cell: (one) => <Moment at={one.calledAt} zone={zone} />,
    },
    { key: "kind", head: t("leader.cause"), width: 150, grow: 1, cell: ({ kind }) => kindText(kind) },
    {
      key: "act",
      head: t("leader.saved.act"),
      width: 200,
      grow: 1,
      cell: ({ by, action }) => t("leader.saved.did", { by, what: t(`leader.saved.${action}`) }),
    },
    { key: "at", head: t("leader.saved.at"), width: 130, cell: ({ at }) => <Moment at={at} zone={zone} /> },
  ];
  return (
    <>
      <DataGrid
        label={t("leader.saved.head")}
        columns={columns}
        rows={nodes}
        idOf={({ line, closesAt }) => `${line} ${closesAt}`}
        onOpen={({ exception }) => void navigate({ to: "/", search: { site, at: exception } })}
      />
      {saved > nodes.length && (
        <p className="chart-note">{t("leader.saved.more", { shown: nodes.length, n: saved })}</p>
      )}
    </>
  );
}
