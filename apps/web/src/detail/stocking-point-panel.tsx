import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Demand, StockingPointDetail, Supply } from "../api/answers.ts";
import { READ_STOCKING_POINT } from "../api/detail-documents.ts";
import { quantity } from "../format/numbers.ts";
import { zoneAbbreviation } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import { FiguresOf, from } from "../lineage/from.tsx";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useNow, useSiteName, useZone } from "../shell/context.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Figures, Moment } from "../ui/figures.tsx";
import { FactsBehind, Open, Panel, PanelHead, Section } from "./panel.tsx";
import { placeOfDemand, placeOfSupply } from "./places.ts";
import { Threats } from "./threats.tsx";

export function StockingPointPanel({ id }: { readonly id: string }): ReactNode {
  const answer = useLiveQuery(READ_STOCKING_POINT, { id });
  return (
    <Panel answer={answer} pick={(data) => data.stockingPoint}>
      {(point) => (
        <FiguresOf of="STOCKING_POINT" id={id}>
          <StockingPoint point={point} />
        </FiguresOf>
      )}
    </Panel>
  );
}

function StockingPoint({ point }: { readonly point: StockingPointDetail }): ReactNode {
  const zone = useZone(point.site);
  const siteName = useSiteName();
  const now = useNow();
  const abbreviation = zoneAbbreviation(now, zone);
  const moment = (at: string | null): ReactNode => <Moment at={at} zone={zone} />;
  const supplies: readonly Column<Supply>[] = [
    { key: "kind", head: t("grid.kind"), width: 96, cell: (one) => word("supply", one.kind) },
    {
      key: "id",
      head: t("grid.id"),
      width: 130,
      grow: 1,
      cell: (one) =>
        one.kind === "LOT" && one.id !== "" ? (
          <Link to="/trace" search={{ item: point.item, lot: one.id }} title={t("trace.fromHere")}>
            {one.id}
          </Link>
        ) : (
          <Open place={placeOfSupply(one.kind, one.id)}>{one.id === "" ? "–" : one.id}</Open>
        ),
    },
    {
      key: "quantity",
      head: t("grid.quantity"),
      width: 96,
      align: "end",
      cell: (one) => from("AVAILABLE", quantity(one.quantity)),
    },
    {
      key: "at",
      head: `${t("grid.available")} ${abbreviation}`,
      width: 150,
      cell: (one) => from("AVAILABLE", moment(one.availableAt)),
    },
    {
      key: "assumed",
      head: t("grid.certainty"),
      width: 90,
      cell: (one) => (one.assumed ? t("grid.assumed") : t("grid.stated")),
    },
    {
      key: "expires",
      head: `${t("grid.expires")} ${abbreviation}`,
      width: 150,
      cell: (one) => moment(one.expiresAt),
    },
  ];
  const demands: readonly Column<Demand>[] = [
    { key: "kind", head: t("grid.kind"), width: 96, cell: (one) => word("demand", one.kind) },
    {
      key: "id",
      head: t("grid.id"),
      width: 130,
      grow: 1,
      cell: (one) => <Open place={placeOfDemand(one.kind, one.id)}>{one.id}</Open>,
    },
    {
      key: "quantity",
      head: t("grid.quantity"),
      width: 96,
      align: "end",
      cell: (one) => from("AVAILABLE", quantity(one.quantity)),
    },
    {
      key: "need",
      head: `${t("grid.need")} ${abbreviation}`,
      width: 150,
      cell: (one) => from("AVAILABLE", moment(one.needAt)),
    },
    {
      key: "at",
      head: `${t("grid.available")} ${abbreviation}`,
      width: 150,
      cell: (one) => from("AVAILABLE", moment(one.availableAt)),
    },
    {
      key: "short",
      head: t("grid.short"),
      width: 76,
      align: "end",
      cell: (one) => (one.shortQuantity === 0 ? "–" : from("AVAILABLE", quantity(one.shortQuantity))),
    },
    {
      key: "priority",
      head: t("grid.priority"),
      width: 70,
      align: "end",
      cell: (one) => from("AVAILABLE", one.priority),
    },
  ];
  return (
    <>
      <PanelHead title={t("point.title", { item: point.itemName, site: siteName(point.site) })} what={point.id} />
      <Figures
        of={[
          { label: t("point.onHand"), value: from("ON_HAND", `${quantity(point.onHand)} ${point.uom}`) },
          {
            label: t("point.erpOnHand"),
            value: from("ERP_ON_HAND", point.erpOnHand === null ? "–" : `${quantity(point.erpOnHand)} ${point.uom}`),
          },
          {
            label: t("point.verdict"),
            value: from("VERDICT", point.verdict === null ? "–" : word("verdict", point.verdict)),
          },
        ]}
      />
      <Section title={from("AVAILABLE", t("point.supplies"))} hint={String(point.supplies.length)}>
        {point.supplies.length === 0 ? (
          <p>{t("point.noSupplies")}</p>
        ) : (
          <DataGrid
            label={t("point.supplies")}
            columns={supplies}
            rows={point.supplies}
            idOf={(one) => `${one.kind}|${one.id}|${one.availableAt ?? ""}|${one.quantity}`}
          />
        )}
      </Section>
      <Section title={t("point.demands")} hint={String(point.demands.length)}>
        {point.demands.length === 0 ? (
          <p>{t("point.noDemands")}</p>
        ) : (
          <DataGrid
            label={t("point.demands")}
            columns={demands}
            rows={point.demands}
            idOf={(one) => `${one.kind}|${one.id}`}
          />
        )}
      </Section>
      <Threats subjectType="STOCKING_POINT" subject={point.id} />
      <FactsBehind facts={point.facts} />
    </>
  );
}
