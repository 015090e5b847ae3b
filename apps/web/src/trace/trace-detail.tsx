import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Open, Section } from "../detail/panel.tsx";
import { orderOfOperation } from "../detail/places.ts";
import { quantity } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import type { Place } from "../shell/view.ts";
import { Moment } from "../ui/figures.tsx";
import type { Trace, TraceEdge, TraceNode } from "./trace-answer.ts";
import { kindOf, nameOf, numberOf } from "./words.ts";

interface DetailProps {
  readonly trace: Trace;
  readonly node: TraceNode;
}

/** What is known of one box: what came and went, the facts that say so, and where to go on. */
export function TraceDetail({ trace, node }: DetailProps): ReactNode {
  const zone = useZone(node.site ?? undefined);
  const place = placeOf(node);
  return (
    <aside className="trace-detail" aria-label={t("trace.detail")}>
      <h2>
        {kindOf(node)} {numberOf(node)}
      </h2>
      <p>{nameOf(node)}</p>
      {node.at !== null && (
        <p>
          <Moment at={node.at} zone={zone} withZone />
        </p>
      )}
      {node.isHeld && <p className="trace-note">{t("trace.heldHint")}</p>}
      {trace.cuts
        .filter((cut) => cut.node === node.id)
        .map(({ reason }) => (
          <p key={reason} className="trace-note">
            {t(`trace.cut.${reason}`)}
          </p>
        ))}
      <p className="trace-links">
        {place !== null && <Open place={place}>{t("trace.open")}</Open>}
        {(node.kind === "LOT" || node.kind === "SERIAL") && node.id !== trace.start && (
          <Link to="/trace" search={startAt(node)}>
            {t("trace.fromHere")}
          </Link>
        )}
      </p>
      <Flows title={t("trace.from")} edges={trace.edges.filter(({ to }) => to === node.id)} end="from" trace={trace} />
      <Flows title={t("trace.to")} edges={trace.edges.filter(({ from }) => from === node.id)} end="to" trace={trace} />
    </aside>
  );
}

const startAt = ({ kind, item, lot, subject }: TraceNode) => ({
  item: item ?? undefined,
  ...(kind === "SERIAL" ? { serial: subject } : { lot: lot ?? undefined }),
});

function placeOf({ kind, subject, salesOrderLine }: TraceNode): Place | null {
  switch (kind) {
    case "PRODUCTION_ORDER":
      return { kind: "order", id: subject };
    case "OPERATION":
      return { kind: "order", id: orderOfOperation(subject) };
    case "PURCHASE_ORDER_LINE":
      return { kind: "purchase", id: subject };
    case "SHIPMENT":
      return salesOrderLine === null ? null : { kind: "line", id: salesOrderLine };
    default:
      return null;
  }
}

interface FlowsProps {
  readonly title: string;
  readonly edges: readonly TraceEdge[];
  readonly end: "from" | "to";
  readonly trace: Trace;
}

function Flows({ title, edges, end, trace }: FlowsProps): ReactNode {
  if (edges.length === 0) return null;
  const nodes = new Map(trace.nodes.map((node) => [node.id, node]));
  return (
    <Section title={title} hint={String(edges.length)}>
      <ul className="trace-flows">
        {edges.map((edge) => {
          const other = nodes.get(edge[end]);
          return (
            <li key={edge[end]}>
              {other && `${kindOf(other)} ${numberOf(other)}`}
              {edge.quantity !== null && ` · ${quantity(edge.quantity)} ${edge.uom ?? ""}`}
              {edge.facts.map((fact) => (
                <span key={fact.id} className="trace-fact" title={fact.id}>
                  {fact.type} · {fact.source}
                </span>
              ))}
              {edge.factCount > edge.facts.length && (
                <span className="trace-fact">{t("trace.more", { n: edge.factCount - edge.facts.length })}</span>
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
