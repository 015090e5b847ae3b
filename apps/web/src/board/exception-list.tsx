import type { LiveException } from "@lockstep/protocol/live";
import { Link } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { ManyButton } from "../collaborate/many-button.tsx";
import { t } from "../i18n/i18n.ts";
import { knowsNothing } from "../live/frames.ts";
import { nextShown, type Shown } from "../live/order.ts";
import { useActing } from "../shell/acting.ts";
import { useChangeView, usePlant, useSnapshot, useView } from "../shell/context.tsx";
import { clearedFilters, isFiltered } from "../shell/view.ts";
import { AsOfNow } from "../ui/as-of.tsx";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { useCoarsePointer } from "../ui/use-coarse-pointer.ts";
import { ClearedRow } from "./cleared-row.tsx";
import { ExceptionCard } from "./exception-card.tsx";
import { OrderChoice, WhoseChoice } from "./filter-bar.tsx";
import { type Selected, selectExceptions } from "./select.ts";

/** A finger wants a taller button, which has a row of its own. */
const CARD_PX = { fine: 148, coarse: 204 };
const CLEARED_ROW_PX = 56;

/** Stands among the ids for the row that folds the cleared ones. */
const CLEARED = "·cleared";

export function ExceptionList(): ReactNode {
  const { state, phase, changedIn, version } = useSnapshot();
  // Who types on is not kept waiting by the list of what they have typed until now.
  const view = useDeferredValue(useView());
  const change = useChangeView();
  const { sending, start } = useActing();
  const acknowledge = useCallback((row: LiveException) => start({ action: "ACKNOWLEDGE", row }), [start]);
  const placeOf = usePlaceNames();
  const scroller = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState(false);
  const [released, setReleased] = useState(0);
  const remembered = useRef(new Map<string, LiveException>());

  const plant = usePlant();
  const viewer = plant?.viewer.name ?? null;
  // That no promise of such a plant is threatened would be saying too much.
  const isUnknown = view.site !== undefined && plant?.sites.some(({ id }) => id === view.site) === false;
  const { standing, cleared } = useMemo<Selected>(
    () => (state ? selectExceptions(state, view, viewer) : { standing: [], cleared: [] }),
    [state, view, viewer],
  );
  const group = JSON.stringify([
    view.site,
    view.line,
    view.customer,
    view.kind,
    view.severity,
    view.q,
    view.mine,
    view.order,
    released,
  ]);
  const shown = useFrozenOrder(group, standing, hovered || view.at !== undefined);
  for (const row of standing) remembered.current.set(row.id, row);
  // What clears under the pointer stays in its place until the order is free again.
  const gone = useMemo(() => {
    const inPlace = new Set(shown.ids);
    return cleared.map((row) => row.id).filter((id) => !inPlace.has(id));
  }, [cleared, shown.ids]);
  const unfolded = view.cleared === "shown" || (view.at !== undefined && gone.includes(view.at));
  const ids = useMemo(
    () => [...shown.ids, ...(gone.length === 0 ? [] : [CLEARED]), ...(unfolded ? gone : [])],
    [shown.ids, gone, unfolded],
  );

  const cardPx = useCoarsePointer() ? CARD_PX.coarse : CARD_PX.fine;
  const sizeOf = (index: number): number => (ids[index] === CLEARED ? CLEARED_ROW_PX : cardPx);
  const virtual = useVirtualizer({
    count: ids.length,
    getScrollElement: () => scroller.current,
    estimateSize: sizeOf,
    overscan: 6,
    getItemKey: (index) => ids[index] ?? index,
    initialRect: { width: 400, height: 800 },
  });
  useKeepInSight(view.at, ids, (index) => virtual.scrollToIndex(index, { align: "auto" }));
  useAnnounceIndex(ids, (index) => virtual.scrollToIndex(index));

  if (!state) {
    return phase.kind === "loading" ? <Placeholder rows={6} label={t("list.loading")} /> : null;
  }
  const total = [...state.exceptions.values()].reduce((sum, row) => sum + (row.present ? 1 : 0), 0);
  const waiting = shown.fresh > 0 || shown.moved;
  // Also on what lies over the list: it would be gone, and a card in its place, before it is pressed.
  const holding = { onPointerEnter: () => setHovered(true), onPointerLeave: () => setHovered(false) };
  return (
    <>
      <div className="list-head">
        <h2 className="list-count">
          <span aria-live="polite">
            {standing.length === total
              ? t("list.count", { n: standing.length })
              : t("list.countOf", { n: standing.length, total })}
          </span>
          <AsOfNow />
        </h2>
        <button
          type="button"
          className="pill"
          hidden={!waiting}
          {...holding}
          onClick={() => {
            setReleased((n) => n + 1);
            scroller.current?.scrollTo({ top: 0 });
          }}
        >
          {shown.fresh > 0 ? t("list.new", { n: shown.fresh }) : t("list.moved")}
        </button>
        <ManyButton rows={standing} />
        <WhoseChoice />
        <OrderChoice />
      </div>
      {shown.ids.length === 0 && (
        <Empty
          filtered={isUnknown || isFiltered(view)}
          nothingKnown={knowsNothing(state)}
          onClear={() => change(isUnknown ? { ...clearedFilters, site: undefined } : clearedFilters)}
        />
      )}
      {ids.length > 0 && (
        <div className={shown.ids.length === 0 ? "list list-short" : "list"} ref={scroller} {...holding}>
          <ul style={{ height: virtual.getTotalSize() }} aria-label={t("list.label")}>
            {virtual.getVirtualItems().map((item) => {
              const id = ids[item.index] ?? "";
              const place = { transform: `translateY(${item.start}px)`, height: sizeOf(item.index) };
              if (id === CLEARED) {
                return (
                  <li key={id} style={place}>
                    <ClearedRow ids={gone} open={unfolded} />
                  </li>
                );
              }
              const row = state.exceptions.get(id) ?? remembered.current.get(id);
              if (!row) return null;
              const changed = changedIn.get(id);
              return (
                <li key={id} aria-setsize={ids.length} aria-posinset={item.index + 1} style={place}>
                  <ExceptionCard
                    row={row}
                    place={placeOf(row)}
                    changed={changed !== undefined && version - changed < 8 ? changed : undefined}
                    sending={sending.has(id)}
                    gone={!state.exceptions.has(id)}
                    onAcknowledge={acknowledge}
                  />
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </>
  );
}

interface EmptyProps {
  readonly filtered: boolean;
  /** No source has ever told anything: that no promise is threatened would be saying too much. */
  readonly nothingKnown: boolean;
  readonly onClear: () => void;
}

function Empty({ filtered, nothingKnown, onClear }: EmptyProps): ReactNode {
  if (nothingKnown) {
    return (
      <Notice title={t("list.nothingKnown")}>
        <p>{t("list.nothingKnownHint")}</p>
        <Link to="/import" className="button button-main">
          {t("list.bringFiles")}
        </Link>
      </Notice>
    );
  }
  if (!filtered) {
    return (
      <Notice title={t("list.empty")}>
        <p>{t("list.emptyHint")}</p>
      </Notice>
    );
  }
  return (
    <Notice title={t("list.noMatch")}>
      <button type="button" className="button" onClick={onClear}>
        {t("filter.clear")}
      </button>
    </Notice>
  );
}

/** The order as it is to be shown: what was decided for the last picture decides whether this one may differ. */
function useFrozenOrder(group: string, wanted: readonly LiveException[], frozen: boolean): Shown {
  const last = useRef<Shown | null>(null);
  const shown = useMemo(
    () => nextShown(last.current, { group, ids: wanted.map((row) => row.id) }, frozen),
    [group, wanted, frozen],
  );
  useEffect(() => {
    last.current = shown;
  }, [shown]);
  return shown;
}

/** A link that opens an exception far down the list shows it there, too. */
function useKeepInSight(at: string | undefined, ids: readonly string[], show: (index: number) => void): void {
  const done = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (at === undefined || done.current === at) return;
    const index = ids.indexOf(at);
    if (index < 0) return;
    done.current = at;
    show(index);
  }, [at, ids, show]);
}

/** j and k ask for the card before or after; it may not be rendered yet. */
function useAnnounceIndex(ids: readonly string[], show: (index: number) => void): void {
  useEffect(() => {
    const onStep = (event: Event): void => {
      if (!(event instanceof CustomEvent) || typeof event.detail !== "number") return;
      const focused = document.activeElement?.getAttribute("data-exception");
      const open = new URLSearchParams(window.location.search).get("at");
      const from = ids.indexOf(focused ?? open ?? "");
      const to = from < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, from + event.detail));
      const id = ids[to] === CLEARED ? ids[to + Math.sign(event.detail)] : ids[to];
      if (id === undefined) return;
      show(to);
      // What is on the page takes the focus at once, so that the next key finds it there.
      if (!focusOn(id)) requestAnimationFrame(() => focusOn(id));
    };
    window.addEventListener("lockstep:step", onStep);
    return () => window.removeEventListener("lockstep:step", onStep);
  }, [ids, show]);
}

function focusOn(id: string): boolean {
  const link = document.querySelector<HTMLElement>(`[data-exception="${CSS.escape(id)}"]`);
  link?.focus();
  return link !== null;
}

function usePlaceNames(): (row: LiveException) => string {
  const plant = usePlant();
  return useMemo(() => {
    const sites = new Map(plant?.sites.map((site) => [site.id, site.name]));
    const resources = new Map(plant?.resources.map((resource) => [resource.id, resource.name]));
    return (row) => {
      if (row.resource !== null) return resources.get(row.resource) ?? row.resource;
      return row.sites.map((site) => sites.get(site) ?? site).join(", ");
    };
  }, [plant]);
}
