import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import "../i18n/detail-texts.ts";
import { t, word } from "../i18n/i18n.ts";
import { useSnapshot, useView } from "../shell/context.tsx";
import { type Place, placeOf, type View } from "../shell/view.ts";
import { ExceptionPanel } from "./exception-panel.tsx";
import { LinePanel } from "./line-panel.tsx";
import { HoldPanel, PurchasePanel, ResourcePanel, SupplyPanel, TransferPanel } from "./other-panels.tsx";
import { ProductionOrderPanel } from "./production-order-panel.tsx";
import { StockingPointPanel } from "./stocking-point-panel.tsx";

export function DetailPane(): ReactNode {
  const view = useView();
  const last = view.open?.at(-1);
  const place = last === undefined ? null : placeOf(last);
  const scroller = useRef<HTMLDivElement>(null);
  const shown = `${view.at ?? ""}|${last ?? ""}`;
  useEffect(() => {
    if (shown !== "") scroller.current?.scrollTo({ top: 0 });
  }, [shown]);
  return (
    <>
      <Breadcrumbs />
      <div className="detail" ref={scroller}>
        {place ? (
          <PlacePanel key={last} place={place} />
        ) : (
          view.at !== undefined && <ExceptionPanel key={view.at} id={view.at} />
        )}
      </div>
    </>
  );
}

function PlacePanel({ place }: { readonly place: Place }): ReactNode {
  switch (place.kind) {
    case "line":
      return <LinePanel id={place.id} />;
    case "order":
      return <ProductionOrderPanel id={place.id} />;
    case "point":
      return <StockingPointPanel id={place.id} />;
    case "resource":
      return <ResourcePanel id={place.id} />;
    case "purchase":
      return <PurchasePanel id={place.id} />;
    case "transfer":
      return <TransferPanel id={place.id} />;
    case "hold":
      return <HoldPanel id={place.id} />;
    case "supply":
      return <SupplyPanel id={place.id} />;
  }
}

const WORD: Record<Place["kind"], string> = {
  line: "SALES_ORDER_LINE",
  order: "PRODUCTION_ORDER",
  point: "STOCKING_POINT",
  resource: "RESOURCE",
  purchase: "PURCHASE_ORDER_LINE",
  transfer: "TRANSFER_ORDER",
  hold: "HOLD",
  supply: "",
};

/** Where one is, and the way back: the exception first, then what was opened from there. */
function Breadcrumbs(): ReactNode {
  const view = useView();
  const { state } = useSnapshot();
  const trail = view.open ?? [];
  const row = view.at === undefined ? undefined : state?.exceptions.get(view.at);
  const head: View = { ...view, at: undefined, open: undefined };
  return (
    <nav className="crumbs" aria-label={t("detail.where")}>
      <Link to="/" search={head} className="button button-quiet button-small crumbs-close">
        <span className="crumbs-back">
          <span aria-hidden="true">←</span> {t("detail.back")}
        </span>
        <span className="crumbs-shut">
          <span aria-hidden="true">✕</span> {t("detail.close")}
        </span>
      </Link>
      <ol>
        {view.at !== undefined && (
          <Crumb view={{ ...view, open: undefined }} here={trail.length === 0}>
            {row ? word("kind", row.kind) : t("nav.board")}
          </Crumb>
        )}
        {trail.map((text, index) => {
          const place = placeOf(text);
          if (!place) return null;
          return (
            <Crumb key={text} view={{ ...view, open: trail.slice(0, index + 1) }} here={index === trail.length - 1}>
              <span className="crumb-kind">
                {place.kind === "supply" ? word("step", "SUPPLY") : word("subject", WORD[place.kind])}
              </span>{" "}
              {place.id}
            </Crumb>
          );
        })}
      </ol>
    </nav>
  );
}

function Crumb({
  view,
  here,
  children,
}: {
  readonly view: View;
  readonly here: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <li className="crumb">
      <Link to="/" search={view} aria-current={here ? "page" : undefined}>
        {children}
      </Link>
    </li>
  );
}
