import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { READ_PEGGING } from "../api/plan-documents.ts";
import { Open, Panel } from "../detail/panel.tsx";
import { quantity } from "../format/numbers.ts";
import { formatSpan } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import "../i18n/plan-texts.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { lineFrom } from "../lineage/keys.ts";
import type { LineageSubject } from "../lineage/subject.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useZone } from "../shell/context.tsx";
import type { Place } from "../shell/view.ts";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Moment } from "../ui/figures.tsx";
import { BOX, type DrawnEdge, layOutPegging } from "./pegging-layout.ts";
import type { Pegging, PeggingEdge, PeggingNode } from "./plan-answer.ts";
import "./pegging.css";
import { saveCsv } from "../ui/save-csv.ts";

/** What an order line is filled from, as a picture and as a table. */
export function PeggingTree({ line }: { readonly line: string }): ReactNode {
  const answer = useLiveQuery(READ_PEGGING, { line });
  return (
    <Panel answer={answer} pick={(data) => data.pegging}>
      {(pegging) => (pegging.edges.length === 0 ? <p>{t("pegging.none")}</p> : <Shown pegging={pegging} />)}
    </Panel>
  );
}

function Shown({ pegging }: { readonly pegging: Pegging }): ReactNode {
  const [isTable, setTable] = useState(false);
  return (
    <>
      <div className="pegging-actions">
        <button type="button" className="button button-small" onClick={() => setTable(!isTable)}>
          {t(isTable ? "plan.picture" : "plan.table")}
        </button>
        <button type="button" className="button button-small" onClick={() => save(pegging)}>
          {t("plan.csv")}
        </button>
      </div>
      {isTable ? <Table pegging={pegging} /> : <Picture pegging={pegging} />}
      {!pegging.isComplete && <p>{t("pegging.cut")}</p>}
    </>
  );
}

const slackText = ({ slackMinutes }: PeggingEdge): string => {
  if (slackMinutes === null) return t("pegging.never");
  const span = formatSpan(slackMinutes * 60_000);
  return t(slackMinutes < 0 ? "pegging.late" : "pegging.slack", { span });
};

const isLate = ({ slackMinutes }: PeggingEdge): boolean => slackMinutes === null || slackMinutes < 0;

/** The empty lot has no number. */
const nameOf = ({ kind, subject, itemName }: PeggingNode): string => {
  if (kind === "SHORT") return itemName;
  return subject === "" ? t("pegging.noLot") : subject;
};

const kindOf = ({ kind }: PeggingNode): string => t(`pegging.kind.${kind}` as "pegging.kind.LOT");

function Picture({ pegging }: { readonly pegging: Pegging }): ReactNode {
  const layout = useMemo(() => layOutPegging(pegging), [pegging]);
  const scroller = useRef<HTMLElement>(null);
  // It is read from the line on, which stands on the right.
  useEffect(() => scroller.current?.scrollTo({ left: scroller.current.scrollWidth }), []);
  const isLabelled = ({ edge }: DrawnEdge): boolean =>
    layout.drawn.length <= MOST_LABELS || isLate(edge) || edge.isOnPath;
  const late = pegging.edges.filter(isLate).length;
  const summary = t("pegging.summary", { n: pegging.nodes.length - 1, line: pegging.line, late });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section className="pegging" ref={scroller} tabIndex={0} aria-label={t("pegging.title")}>
      <div className="pegging-plot">
        <svg
          width={layout.width + 2}
          height={layout.height + 2}
          role="img"
          aria-label={summary}
          viewBox={`-1 -1 ${layout.width + 2} ${layout.height + 2}`}
        >
          {layout.drawn.map(({ edge, path, width }) => (
            <path
              key={`${edge.from} ${edge.to}`}
              d={path}
              className="pegging-edge"
              data-path={edge.isOnPath}
              strokeWidth={width}
            />
          ))}
          {layout.placed.map(({ node, x, y }) => (
            <g key={node.id} transform={`translate(${x} ${y})`}>
              <rect
                width={BOX.width}
                height={BOX.height}
                rx="4"
                className="pegging-box"
                data-first={node.isFirstDomino}
              />
              <text x="10" y="17" className="pegging-kind">
                {kindOf(node)}
                {node.isFirstDomino ? ` · ■ ${t("pegging.first")}` : ""}
              </text>
              <text x="10" y="34" className="pegging-name">
                {short(nameOf(node))}
              </text>
              <text x="10" y="50" className="pegging-kind">
                {short(
                  node.quantity === null ? node.itemName : `${quantity(node.quantity)} ${node.uom} ${node.itemName}`,
                )}
              </text>
            </g>
          ))}
          {layout.drawn.filter(isLabelled).map(({ edge, x, y }) => (
            <text key={`${edge.from} ${edge.to}`} x={x} y={y - 4} className="pegging-slack" data-late={isLate(edge)}>
              {`${quantity(atAGlance(edge.quantity))} · ${isLate(edge) ? "▲ " : ""}${slackOnEdge(edge)}`}
            </text>
          ))}
        </svg>
        {layout.placed.map(({ node, x, y }) => (
          <FigureFrom key={node.id} from={fromOf(node)} className="pegging-from" style={{ left: x + 1, top: y + 1 }}>
            <span className="visually-hidden">{`${kindOf(node)} ${nameOf(node)}`}</span>
          </FigureFrom>
        ))}
      </div>
    </section>
  );
}

/** Four digits: the table has all of them. */
const atAGlance = (n: number): number => Number(n.toPrecision(4));

/** More than these, and the words would stand on each other: then only where it is late, or where the cause lies. */
const MOST_LABELS = 12;

const slackOnEdge = ({ slackMinutes }: PeggingEdge): string =>
  slackMinutes === null ? t("pegging.never") : `${slackMinutes < 0 ? "−" : "+"}${formatSpan(slackMinutes * 60_000)}`;

const MOST_LETTERS = 26;
const short = (text: string): string => (text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text);

interface EdgeRow {
  readonly edge: PeggingEdge;
  readonly from: PeggingNode;
  readonly to: PeggingNode;
}

function rowsOf({ nodes, edges }: Pegging): readonly EdgeRow[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return edges.flatMap((edge) => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    return from === undefined || to === undefined ? [] : [{ edge, from, to }];
  });
}

function placeOf({ kind, subject, item, site }: PeggingNode): Place | null {
  switch (kind) {
    case "LINE":
      return { kind: "line", id: subject };
    case "ORDER":
      return { kind: "order", id: subject };
    case "PURCHASE":
      return { kind: "purchase", id: subject };
    case "TRANSFER":
      return { kind: "transfer", id: subject };
    default:
      return { kind: "point", id: `${item}@${site}` };
  }
}

/** Where what is said of a node comes from. */
function fromOf(node: PeggingNode): LineageSubject {
  const { subject, item, site } = node;
  switch (node.kind) {
    case "LINE":
      return lineFrom(subject);
    case "ORDER":
      return { of: "PRODUCTION_ORDER", id: subject, figure: "ALL" };
    case "PURCHASE":
      return { of: "PURCHASE_ORDER_LINE", id: subject, figure: "ALL" };
    case "TRANSFER":
      return { of: "TRANSFER_ORDER", id: subject, figure: "ALL" };
    default:
      return { of: "STOCKING_POINT", id: `${item}@${site}`, figure: "ALL" };
  }
}

function Table({ pegging }: { readonly pegging: Pegging }): ReactNode {
  const zone = useZone(pegging.nodes[0]?.site ?? null);
  const thing = (node: PeggingNode): ReactNode => (
    <Open place={placeOf(node)}>
      {kindOf(node)} {nameOf(node)}
    </Open>
  );
  const figure = (node: PeggingNode, said: ReactNode): ReactNode => <FigureFrom from={fromOf(node)}>{said}</FigureFrom>;
  const columns: readonly Column<EdgeRow>[] = [
    { key: "from", head: t("pegging.from"), width: 170, grow: 1, cell: ({ from }) => thing(from) },
    { key: "item", head: t("plan.item"), width: 120, grow: 1, cell: ({ from }) => from.itemName },
    { key: "to", head: t("pegging.to"), width: 150, grow: 1, cell: ({ to }) => thing(to) },
    {
      key: "quantity",
      head: t("grid.quantity"),
      width: 90,
      align: "end",
      cell: ({ edge, from }) => figure(from, quantity(edge.quantity)),
    },
    {
      key: "at",
      head: t("grid.available"),
      width: 130,
      cell: ({ edge, from }) => figure(from, <Moment at={edge.availableAt} zone={zone} />),
    },
    { key: "slack", head: t("pegging.spare"), width: 140, cell: ({ edge, from }) => figure(from, slackText(edge)) },
  ];
  return (
    <DataGrid
      label={t("pegging.title")}
      columns={columns}
      rows={rowsOf(pegging)}
      idOf={({ edge }) => `${edge.from} ${edge.to}`}
    />
  );
}

function save(pegging: Pegging): void {
  const columns = [
    "from_kind",
    "from",
    "item",
    "to_kind",
    "to",
    "quantity",
    "unit",
    "needed_at",
    "available_at",
    "slack_minutes",
  ];
  const rows = rowsOf(pegging).map(({ edge, from, to }) => [
    ...[from.kind, from.subject, from.itemName, to.kind, to.subject, edge.quantity, from.uom],
    ...[edge.needAt, edge.availableAt, edge.slackMinutes],
  ]);
  saveCsv(`pegging-${pegging.line.replaceAll("/", "-")}.csv`, { columns, rows });
}
