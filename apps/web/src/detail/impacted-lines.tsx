import type { LiveImpact } from "@lockstep/protocol/live";
import { type ReactNode, useMemo } from "react";
import { percent, quantity } from "../format/numbers.ts";
import { formatSpan, zoneAbbreviation } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { useChangeView, useSnapshot, useView } from "../shell/context.tsx";
import { openPlace } from "../shell/view.ts";
import { LineState } from "../ui/chips.tsx";
import { type Column, DataGrid } from "../ui/data-grid.tsx";
import { Moment, Money } from "../ui/figures.tsx";
import { Open } from "./panel.tsx";

export function ImpactedLines({
  impacted,
  zone,
}: {
  readonly impacted: readonly LiveImpact[];
  readonly zone: string;
}): ReactNode {
  const { state } = useSnapshot();
  const view = useView();
  const change = useChangeView();
  const lines = state?.lines;
  const abbreviation = zoneAbbreviation(state?.now ?? new Date(0).toISOString(), zone);
  const columns = useMemo<readonly Column<LiveImpact>[]>(() => {
    const of = (hit: LiveImpact) => lines?.get(hit.line);
    return [
      {
        key: "line",
        head: t("grid.line"),
        width: 172,
        cell: (hit) => <Open place={{ kind: "line", id: hit.line }}>{hit.line}</Open>,
      },
      { key: "state", head: t("grid.state"), width: 84, cell: (hit) => <LineState state={hit.state} /> },
      {
        key: "value",
        head: t("grid.value"),
        width: 78,
        align: "end",
        cell: (hit) => figure(hit, "VALUE_AT_RISK", <LineValue money={of(hit)?.valueAtRisk} />),
      },
      {
        key: "act",
        head: `${t("grid.actBy")} ${abbreviation}`,
        width: 142,
        cell: (hit) => (hit.lost ? <strong>{t("grid.lost")}</strong> : <Moment at={hit.actBy} zone={zone} />),
      },
      {
        key: "late",
        head: t("grid.lateBy"),
        width: 108,
        align: "end",
        cell: (hit) =>
          hit.lateByMinutes === null || hit.lateByMinutes <= 0
            ? "–"
            : figure(hit, "SLACK", formatSpan(hit.lateByMinutes * 60_000)),
      },
      {
        key: "customer",
        head: t("grid.customer"),
        width: 130,
        grow: 1,
        cell: (hit) => <Text of={of(hit)?.customerName} />,
      },
      { key: "item", head: t("grid.item"), width: 190, grow: 2, cell: (hit) => <Text of={of(hit)?.itemName} /> },
      {
        key: "promised",
        head: `${t("grid.promised")} ${abbreviation}`,
        width: 142,
        cell: (hit) => figure(hit, "PROMISED_AT", <Moment at={of(hit)?.promisedAt ?? null} zone={zone} />),
      },
      {
        key: "projected",
        head: `${t("grid.projected")} ${abbreviation}`,
        width: 142,
        cell: (hit) => figure(hit, "PROJECTED", <Moment at={of(hit)?.projectedDelivery ?? null} zone={zone} />),
      },
      {
        key: "pLate",
        head: t("grid.pLate"),
        width: 80,
        align: "end",
        cell: (hit) => figure(hit, "P_LATE", percent(of(hit)?.pLate ?? null).replace(" %", "")),
      },
      {
        key: "short",
        head: t("grid.short"),
        width: 70,
        align: "end",
        cell: (hit) => (hit.shortQuantity === 0 ? "–" : figure(hit, "SHORT_QUANTITY", quantity(hit.shortQuantity))),
      },
    ];
  }, [lines, zone, abbreviation]);
  return (
    <DataGrid
      label={t("detail.impacted")}
      columns={columns}
      rows={impacted}
      idOf={(hit) => hit.line}
      onOpen={(hit) => change({ open: openPlace(view.open ?? [], { kind: "line", id: hit.line }) })}
    />
  );
}

const figure = ({ line }: LiveImpact, name: string, value: ReactNode): ReactNode => (
  <FigureFrom from={{ of: "SALES_ORDER_LINE", id: line, figure: name }}>{value}</FigureFrom>
);

function LineValue({
  money,
}: {
  readonly money: { readonly amount: string | null; readonly currency: string | null } | undefined;
}): ReactNode {
  return money ? <Money value={money} from={null} /> : "–";
}

/** What may be cut off is whole on hover. */
function Text({ of }: { readonly of: string | undefined }): ReactNode {
  return <span title={of}>{of ?? "–"}</span>;
}
