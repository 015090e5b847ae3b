import { Navigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { FIND_SUPPLY, READ_HOLD, READ_PURCHASE_LINE, READ_RESOURCE, READ_TRANSFER } from "../api/detail-documents.ts";
import { quantity } from "../format/numbers.ts";
import { t, word } from "../i18n/i18n.ts";
import { FiguresOf, from } from "../lineage/from.tsx";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useView, useZone } from "../shell/context.tsx";
import { type PlaceKind, textOfPlace } from "../shell/view.ts";
import { Figures, Moment } from "../ui/figures.tsx";
import { FactsBehind, Open, Panel, PanelHead } from "./panel.tsx";
import { Threats } from "./threats.tsx";

interface Props {
  readonly id: string;
}

export function ResourcePanel({ id }: Props): ReactNode {
  const answer = useLiveQuery(READ_RESOURCE, { id });
  const zone = useZone(answer.data?.resource?.site ?? null);
  return (
    <Panel answer={answer} pick={(data) => data.resource}>
      {(resource) => (
        <FiguresOf of="RESOURCE" id={id}>
          <PanelHead
            title={t("resource.title", { name: resource.name })}
            what={resource.site === null ? resource.id : `${resource.id} · ${resource.site}`}
          />
          <Figures
            of={[
              {
                label: t("resource.state"),
                value: from("STATE", resource.state === null ? "–" : word("resourceState", resource.state)),
              },
              { label: t("resource.since"), value: from("STATE", <Moment at={resource.since} zone={zone} withZone />) },
              { label: t("resource.reason"), value: resource.reason ?? "–" },
              {
                label: t("resource.upAt"),
                value: from(
                  "UP_AT",
                  <>
                    <Moment at={resource.upAt} zone={zone} withZone />
                    {resource.upBy !== null && t("detail.says", { by: resource.upBy })}
                    {resource.upAtAssumed && <span className="card-small"> {t("resource.assumed")}</span>}
                  </>,
                ),
              },
            ]}
          />
          <Threats subjectType="RESOURCE" subject={resource.id} />
          <FactsBehind facts={resource.facts} />
        </FiguresOf>
      )}
    </Panel>
  );
}

export function PurchasePanel({ id }: Props): ReactNode {
  const answer = useLiveQuery(READ_PURCHASE_LINE, { id });
  const zone = useZone(answer.data?.purchaseOrderLine?.site ?? null);
  return (
    <Panel answer={answer} pick={(data) => data.purchaseOrderLine}>
      {(line) => (
        <FiguresOf of="PURCHASE_ORDER_LINE" id={id}>
          <PanelHead
            title={t("purchase.title", { id: line.id })}
            what={t("purchase.of", {
              quantity: quantity(line.quantity),
              item: line.itemName,
              supplier: line.supplierName,
            })}
          />
          <Figures
            of={[
              {
                label: t("purchase.promised"),
                value: from("PROMISED_AT", <Moment at={line.promisedAt} zone={zone} withZone />),
              },
              { label: t("purchase.received"), value: from("RECEIVED", quantity(line.receivedQuantity)) },
              { label: t("purchase.status"), value: from("STATE", word("orderStatus", line.status.toUpperCase())) },
              {
                label: t("grid.item"),
                value: <Open place={{ kind: "point", id: `${line.item}@${line.site}` }}>{line.itemName}</Open>,
              },
            ]}
          />
          <Threats subjectType="PURCHASE_ORDER_LINE" subject={line.id} />
          <FactsBehind facts={line.facts} />
        </FiguresOf>
      )}
    </Panel>
  );
}

export function TransferPanel({ id }: Props): ReactNode {
  const answer = useLiveQuery(READ_TRANSFER, { id });
  const zone = useZone(answer.data?.transferOrder?.fromSite ?? null);
  return (
    <Panel answer={answer} pick={(data) => data.transferOrder}>
      {(order) => (
        <FiguresOf of="TRANSFER_ORDER" id={id}>
          <PanelHead
            title={t("transfer.title", { id: order.id })}
            what={t("transfer.of", {
              quantity: quantity(order.quantity),
              item: order.itemName,
              from: order.fromSite,
              to: order.toSite,
            })}
          />
          <Figures
            of={[
              {
                label: t("transfer.ship"),
                value: from("PLANNED", <Moment at={order.plannedShip} zone={zone} withZone />),
              },
              {
                label: t("transfer.receipt"),
                value: from("PLANNED", <Moment at={order.plannedReceipt} zone={zone} withZone />),
              },
              { label: t("transfer.status"), value: from("STATE", word("orderStatus", order.status.toUpperCase())) },
              {
                label: t("grid.from"),
                value: (
                  <Open
                    place={{ kind: "point", id: `${order.item}@${order.fromSite}` }}
                  >{`${order.item}@${order.fromSite}`}</Open>
                ),
              },
            ]}
          />
          <Threats subjectType="TRANSFER_ORDER" subject={order.id} />
          <FactsBehind facts={order.facts} />
        </FiguresOf>
      )}
    </Panel>
  );
}

export function HoldPanel({ id }: Props): ReactNode {
  const answer = useLiveQuery(READ_HOLD, { id });
  const zone = useZone();
  return (
    <Panel answer={answer} pick={(data) => data.hold}>
      {(hold) => (
        <FiguresOf of="HOLD" id={id}>
          <PanelHead title={t("hold.title", { id: hold.id })} what={hold.reason} />
          <Figures
            of={[
              { label: t("hold.target"), value: hold.target },
              { label: t("hold.state"), value: from("STATE", word("holdState", hold.state.toUpperCase())) },
              {
                label: t("hold.release"),
                value: from("ALL", <Moment at={hold.expectedReleaseAt} zone={zone} withZone />),
              },
            ]}
          />
          <Threats subjectType="HOLD" subject={hold.id} />
          <FactsBehind facts={hold.facts} />
        </FiguresOf>
      )}
    </Panel>
  );
}

/** Finds out what a supply's id is the id of and opens that in its place. */
export function SupplyPanel({ id }: Props): ReactNode {
  const view = useView();
  const answer = useLiveQuery(FIND_SUPPLY, { id });
  return (
    <Panel answer={answer} pick={(data) => data}>
      {(found) => {
        const kind: PlaceKind | null = found.productionOrder
          ? "order"
          : found.purchaseOrderLine
            ? "purchase"
            : found.transferOrder
              ? "transfer"
              : found.stockingPoint
                ? "point"
                : null;
        if (kind !== null) {
          return (
            <Navigate
              to="/"
              replace
              search={{ ...view, open: [...(view.open ?? []).slice(0, -1), textOfPlace({ kind, id })] }}
            />
          );
        }
        return <PanelHead title={t("supply.title", { id })} what={t("supply.stock")} />;
      }}
    </Panel>
  );
}
