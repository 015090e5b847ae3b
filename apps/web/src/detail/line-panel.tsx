import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { Allocation, OrderLineDetail } from "../api/answers.ts";
import { READ_LINE } from "../api/detail-documents.ts";
import { percent, quantity } from "../format/numbers.ts";
import { formatNear, formatSpan, zoneAbbreviation } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import { FiguresOf, From, from } from "../lineage/from.tsx";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow, useSnapshot, useView, useZone } from "../shell/context.tsx";
import { LineState, SeverityChip } from "../ui/chips.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { fetched } from "../ui/fetched.tsx";
import { Figures, Moment, Money } from "../ui/figures.tsx";
import { Placeholder } from "../ui/notice.tsx";
import { FactsBehind, Open, Panel, PanelHead, Section } from "./panel.tsx";
import { PathSteps } from "./path.tsx";
import { placeOfSupply } from "./places.ts";
import { PromiseRuler } from "./promise-ruler.tsx";

const PeggingTree = fetched(async () => (await import("../plan/pegging-tree.tsx")).PeggingTree);

export function LinePanel({ id }: { readonly id: string }): ReactNode {
  const answer = useLiveQuery(READ_LINE, { id });
  const { state } = useSnapshot();
  return (
    <Panel answer={answer} pick={(data) => data.orderLine}>
      {(line) => (
        <FiguresOf of="SALES_ORDER_LINE" id={id}>
          <Line line={{ ...line, ...state?.lines.get(id) }} />
        </FiguresOf>
      )}
    </Panel>
  );
}

function Line({ line }: { readonly line: OrderLineDetail }): ReactNode {
  const zone = useZone(line.site);
  const now = useNow();
  const abbreviation = zoneAbbreviation(now, zone);
  const slack = slackInWords(line.slackMinutes);
  return (
    <>
      <PanelHead
        title={t("line.title", { id: line.id })}
        what={t("line.for", {
          quantity: quantity(line.quantity),
          uom: line.uom,
          item: line.itemName,
          customer: line.customerName,
        })}
      />
      <div className="headline">
        <div>
          <From figure="VALUE_AT_RISK">
            <Money value={line.valueAtRisk} className="headline-money" from={null} />
          </From>
          <span className="card-small">{t("detail.atRisk")}</span>
        </div>
        <div>
          <From figure="SLACK">
            <strong className="headline-time">{slack}</strong>
          </From>
          <span className="card-small">{t("line.slack")}</span>
        </div>
        <From figure="STATE">
          <LineState state={line.state} />
        </From>
      </div>
      <Under line={line} />
      <PromiseRuler
        now={now}
        promisedAt={line.promisedAt}
        projectedDelivery={line.projectedDelivery}
        zone={zone}
        summary={t("line.picture", {
          promised: formatNear(line.promisedAt, now, zone),
          projected: formatNear(line.projectedDelivery, now, zone),
          slack,
        })}
      />
      <Figures
        of={[
          {
            label: t("line.promised"),
            value: from("PROMISED_AT", <Moment at={line.promisedAt} zone={zone} withZone />),
          },
          {
            label: t("line.projected"),
            value: from("PROJECTED", <Moment at={line.projectedDelivery} zone={zone} withZone />),
          },
          { label: t("line.pLate"), value: from("P_LATE", percent(line.pLate)) },
          { label: t("line.open"), value: from("OPEN_QUANTITY", `${quantity(line.openQuantity)} ${line.uom}`) },
          {
            label: t("line.short"),
            value: from(
              "SHORT_QUANTITY",
              line.shortQuantity === 0 ? "–" : `${quantity(line.shortQuantity)} ${line.uom}`,
            ),
          },
          { label: t("line.openValue"), value: from("OPEN_VALUE", <Money value={line.openValue} from={null} />) },
          {
            label: t("line.requested"),
            value: from("REQUESTED_AT", <Moment at={line.requestedAt} zone={zone} withZone />),
          },
        ]}
      />
      {line.path.length > 0 && (
        <Section title={from("CAUSE", t("detail.path"))} hint={t("detail.pathTimes", { zone: abbreviation })}>
          <PathSteps path={line.path} subjectType={line.cause?.subjectType ?? ""} />
        </Section>
      )}
      <Section title={t("line.allocations")} hint={String(line.allocations.length)}>
        {line.allocations.length === 0 ? (
          <p>{t("line.noAllocations")}</p>
        ) : (
          <Allocations of={line.allocations} zone={zone} abbreviation={abbreviation} />
        )}
      </Section>
      <Pegging line={line.id} />
      <FactsBehind facts={line.facts} />
    </>
  );
}

/** Loaded when it is unfolded. */
function Pegging({ line }: { readonly line: string }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="facts" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t("line.filledFrom")}</summary>
      {isOpen && <PeggingTree line={line} meanwhile={<Placeholder rows={4} label={t("detail.loading")} />} />}
    </details>
  );
}

function Under({ line }: { readonly line: OrderLineDetail }): ReactNode {
  const view = useView();
  if (!line.exception || line.exception.id === view.at) return null;
  return (
    <p className="line-under">
      <span className="card-small">{t("line.under")}</span> <SeverityChip severity={line.exception.severity} />
      <Link to="/" search={{ ...view, at: line.exception.id, open: undefined }} className="open">
        {line.exception.title}
      </Link>
    </p>
  );
}

interface AllocationsProps {
  readonly of: readonly Allocation[];
  readonly zone: string;
  readonly abbreviation: string;
}

function Allocations({ of, zone, abbreviation }: AllocationsProps): ReactNode {
  const columns: readonly Column<Allocation>[] = [
    { key: "kind", head: t("grid.kind"), width: 110, cell: (one) => word("supply", one.kind) },
    {
      key: "id",
      head: t("grid.id"),
      width: 140,
      grow: 1,
      cell: (one) => <Open place={placeOfSupply(one.kind, one.id)}>{one.id === "" ? "–" : one.id}</Open>,
    },
    {
      key: "quantity",
      head: t("grid.quantity"),
      width: 100,
      align: "end",
      cell: (one) => from("PROJECTED", quantity(one.quantity)),
    },
    {
      key: "at",
      head: `${t("grid.available")} ${abbreviation}`,
      width: 150,
      cell: (one) => from("PROJECTED", <Moment at={one.availableAt} zone={zone} />),
    },
  ];
  return (
    <DataGrid
      label={t("line.allocations")}
      columns={columns}
      rows={of}
      idOf={(one) => `${one.kind}|${one.id}|${one.availableAt ?? ""}|${one.quantity}`}
    />
  );
}

function slackInWords(minutes: number | null): string {
  if (minutes === null) return "–";
  const span = formatSpan(Math.abs(minutes) * 60_000);
  return minutes < 0 ? t("line.slackLate", { span }) : t("line.slackSpare", { span });
}
