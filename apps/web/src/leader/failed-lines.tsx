import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { quantity } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { lineFrom, otifFrom } from "../lineage/keys.ts";
import { useTrailTo, useZone } from "../shell/context.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Moment, Money } from "../ui/figures.tsx";
import { Notice } from "../ui/notice.tsx";
import type { Failure } from "./leader-answer.ts";
import type { CardProps } from "./leader-page.tsx";
import { narrowedTo } from "./why-card.tsx";
import { kindText } from "./words.ts";

/** Down to the order lines: one opens on the board. */
export function FailedLines({ data, asked, search, change }: CardProps): ReactNode {
  const zone = useZone();
  const trailTo = useTrailTo();
  const navigate = useNavigate();
  const { nodes, totalCount } = data.otifFailures;
  const chosen = [search.week, pickedName({ data, search })].filter((one) => one !== undefined);
  const columns: readonly Column<Failure>[] = [
    { key: "line", head: t("leader.line"), width: 120, grow: 1, cell: ({ line }) => line },
    { key: "customer", head: t("leader.why.CUSTOMER"), width: 130, grow: 1, cell: (one) => one.customerName },
    { key: "item", head: t("leader.why.ITEM"), width: 130, grow: 1, cell: (one) => one.itemName },
    { key: "date", head: t("leader.date"), width: 120, cell: ({ date }) => <Moment at={date} zone={zone} /> },
    {
      key: "quantity",
      head: t("leader.quantity"),
      width: 110,
      align: "end",
      cell: ({ line, inWindow, ordered }) => (
        <FigureFrom from={lineFrom(line)}>{`${quantity(inWindow)} / ${quantity(ordered)}`}</FigureFrom>
      ),
    },
    {
      key: "missing",
      head: t("leader.missing"),
      width: 100,
      align: "end",
      cell: ({ line, missing }) => <Money value={missing} from={lineFrom(line)} />,
    },
    {
      key: "cause",
      head: t("leader.cause"),
      width: 200,
      grow: 2,
      cell: ({ cause }) => `${kindText(cause.kind)}${cause.subject === null ? "" : ` · ${cause.subject}`}`,
    },
  ];
  return (
    <section className="chart leader-lines" id="failed-lines">
      <h2>
        {chosen.length === 0 ? t("leader.lines") : t("leader.lines.some", { of: chosen.join(", ") })}{" "}
        <FigureFrom from={otifFrom(asked, "FAILED", narrowedBy(search))} className="count from">
          {totalCount}
        </FigureFrom>
      </h2>
      {chosen.length > 0 && (
        <button
          type="button"
          className="button button-small"
          onClick={() => change({ pick: undefined, week: undefined })}
        >
          {t("leader.lines.all")}
        </button>
      )}
      {nodes.length === 0 ? (
        <Notice title={t("leader.lines.none")} />
      ) : (
        <DataGrid
          label={t("leader.lines")}
          columns={columns}
          rows={nodes}
          idOf={({ counted }) => counted}
          onOpen={({ line }) => void navigate({ to: "/", search: trailTo({ kind: "line", id: line }) })}
        />
      )}
      {totalCount > nodes.length && (
        <p className="chart-note">{t("leader.lines.more", { shown: nodes.length, n: totalCount })}</p>
      )}
    </section>
  );
}

/** As the list itself is narrowed. */
function narrowedBy({ pick, week, why = "CAUSE" }: CardProps["search"]) {
  return { week, ...(pick === undefined ? {} : narrowedTo(why, pick)) };
}

function pickedName({ data, search }: Pick<CardProps, "data" | "search">): string | undefined {
  const { pick, why = "CAUSE" } = search;
  if (pick === undefined || why === "CAUSE") return pick === undefined ? undefined : kindText(pick);
  return data.otifPareto.bars.find(({ key }) => key === pick)?.name ?? pick;
}
