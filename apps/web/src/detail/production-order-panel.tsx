import type { ReactNode } from "react";
import type { Operation, ProductionOrderDetail } from "../api/answers.ts";
import { READ_PRODUCTION_ORDER } from "../api/detail-documents.ts";
import { quantity } from "../format/numbers.ts";
import { formatNear, formatSpan, zoneAbbreviation } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import "../i18n/outgoing-texts.ts";
import { FiguresOf, from } from "../lineage/from.tsx";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow, useSiteName, useZone } from "../shell/context.tsx";
import { StateChip } from "../ui/chips.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Figures, Moment } from "../ui/figures.tsx";
import { OperationsGantt } from "./gantt.tsx";
import { FactsBehind, Open, Panel, PanelHead, Section } from "./panel.tsx";
import { Threats } from "./threats.tsx";

export function ProductionOrderPanel({ id }: { readonly id: string }): ReactNode {
  const answer = useLiveQuery(READ_PRODUCTION_ORDER, { id });
  return (
    <Panel answer={answer} pick={(data) => data.productionOrder}>
      {(order) => (
        <FiguresOf of="PRODUCTION_ORDER" id={id}>
          <ProductionOrder order={order} />
        </FiguresOf>
      )}
    </Panel>
  );
}

function ProductionOrder({ order }: { readonly order: ProductionOrderDetail }): ReactNode {
  const zone = useZone(order.site);
  const siteName = useSiteName();
  const now = useNow();
  const point = { kind: "point", id: `${order.item}@${order.site}` } as const;
  return (
    <>
      <PanelHead
        title={t("order.title", { id: order.id })}
        what={
          <Open place={point}>
            {t("order.makes", {
              quantity: quantity(order.quantity),
              uom: order.uom,
              item: order.itemName,
              site: siteName(order.site),
            })}
          </Open>
        }
      />
      <Figures
        of={[
          { label: t("order.status"), value: word("orderStatus", order.status) },
          {
            label: t("order.stillToMake"),
            value: from("STILL_TO_MAKE", `${quantity(order.stillToMake)} ${order.uom}`),
          },
          { label: t("outgoing.inProcess"), value: `${quantity(order.inProcess)} ${order.uom}` },
          {
            label: t("grid.plannedFinish"),
            value: from("PLANNED", <Moment at={order.plannedFinish} zone={zone} withZone />),
          },
          {
            label: t("grid.projectedFinish"),
            value: from("PROJECTED", <Moment at={order.projectedFinish} zone={zone} withZone />),
          },
          { label: t("grid.lateBy"), value: from("PROJECTED", lateness(order)) },
        ]}
      />
      <Section title={t("order.operations")} hint={String(order.operations.length)}>
        {order.operations.length === 0 ? (
          <p>{t("order.noOperations")}</p>
        ) : (
          <>
            <OperationsGantt
              operations={order.operations}
              now={now}
              zone={zone}
              summary={t("order.ganttSummary", {
                n: order.operations.length,
                planned: formatNear(order.plannedFinish, now, zone),
                projected: formatNear(order.projectedFinish, now, zone),
              })}
            />
            <Operations of={order.operations} zone={zone} abbreviation={zoneAbbreviation(now, zone)} />
          </>
        )}
      </Section>
      <Threats subjectType="PRODUCTION_ORDER" subject={order.id} />
      <FactsBehind facts={order.facts} />
    </>
  );
}

interface OperationsProps {
  readonly of: readonly Operation[];
  readonly zone: string;
  readonly abbreviation: string;
}

function Operations({ of, zone, abbreviation }: OperationsProps): ReactNode {
  const moment = (at: string | null): ReactNode => <Moment at={at} zone={zone} />;
  const columns: readonly Column<Operation>[] = [
    { key: "seq", head: t("grid.op"), width: 44, align: "end", cell: (one) => one.seq },
    {
      key: "resource",
      head: t("grid.resource"),
      width: 120,
      grow: 1,
      cell: (one) =>
        one.resource === null ? (
          "–"
        ) : (
          <Open place={{ kind: "resource", id: one.resource }}>{one.resourceName ?? one.resource}</Open>
        ),
    },
    {
      key: "state",
      head: t("grid.state"),
      width: 96,
      cell: (one) => <StateChip>{word("operation", one.state)}</StateChip>,
    },
    {
      key: "ps",
      head: `${t("grid.plannedStart")} ${abbreviation}`,
      width: 152,
      cell: (one) => from("PLANNED", moment(one.plannedStart)),
    },
    {
      key: "js",
      head: `${t("grid.projectedStart")} ${abbreviation}`,
      width: 152,
      cell: (one) => from("PROJECTED", moment(one.projectedStart)),
    },
    {
      key: "pf",
      head: `${t("grid.plannedFinish")} ${abbreviation}`,
      width: 152,
      cell: (one) => from("PLANNED", moment(one.plannedFinish)),
    },
    {
      key: "jf",
      head: `${t("grid.projectedFinish")} ${abbreviation}`,
      width: 152,
      cell: (one) => from("PROJECTED", moment(one.projectedFinish)),
    },
    {
      key: "bound",
      head: t("grid.bound"),
      width: 130,
      cell: (one) => (one.boundBy === null ? "–" : word("bound", one.boundBy)),
    },
    {
      key: "left",
      head: t("grid.remaining"),
      width: 62,
      align: "end",
      cell: (one) => (one.remainingHours === null ? "–" : from("PROJECTED", one.remainingHours.toFixed(1))),
    },
    {
      key: "good",
      head: t("grid.good"),
      width: 76,
      align: "end",
      cell: (one) => from("STILL_TO_MAKE", quantity(one.good)),
    },
    {
      key: "lying",
      head: t("outgoing.lying"),
      width: 84,
      align: "end",
      cell: (one) => from("STILL_TO_MAKE", quantity(one.inProcess)),
    },
    {
      key: "scrap",
      head: t("grid.scrap"),
      width: 66,
      align: "end",
      cell: (one) => from("STILL_TO_MAKE", quantity(one.scrap)),
    },
  ];
  return <DataGrid label={t("order.operations")} columns={columns} rows={of} idOf={(one) => String(one.seq)} />;
}

function lateness(order: ProductionOrderDetail): string {
  if (order.projectedFinish === null) return "–";
  const late = Date.parse(order.projectedFinish) - Date.parse(order.plannedFinish);
  return late >= 60_000 ? formatSpan(late) : t("grid.onTime");
}
