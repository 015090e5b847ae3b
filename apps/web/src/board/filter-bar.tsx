import { memo, type ReactNode, useEffect, useRef, useState } from "react";
import { t, word } from "../i18n/i18n.ts";
import { SEVERITIES } from "../live/severity.ts";
import { useChangeView, usePlant, useSnapshot, useView } from "../shell/context.tsx";
import { clearedFilters, isFiltered, SORT_ORDERS, type View } from "../shell/view.ts";
import { Shape } from "../ui/chips.tsx";
import { Choice } from "../ui/choice.tsx";
import { useCoarsePointer } from "../ui/use-coarse-pointer.ts";

const KINDS = [
  "MACHINE_DOWN",
  "SUPPLIER_LATE",
  "NO_SUPPLY",
  "QUALITY_HOLD",
  "STOCK_MISMATCH",
  "SCRAP",
  "SLOW_RUNNING",
  "NOT_STARTED",
  "OVERLOAD",
  "PLAN_GAP",
  "UNCERTAIN",
  "NOT_SHIPPED",
  "NOT_RECEIVED",
  "TRANSFER_LATE",
  "CLOSED_SHORT",
];

/** As long as the lists of a plant's lines and customers are: not rendered anew with every frame of the board. */
export const FilterBar = memo(function FilterBar(): ReactNode {
  const view = useView();
  const change = useChangeView();
  const plant = usePlant();
  const coarse = useCoarsePointer();
  const [unfolded, setUnfolded] = useState(() => isNarrowed(view));
  const resources = (plant?.resources ?? []).filter((one) => view.site === undefined || one.site === view.site);
  return (
    <search className="filters" aria-label={t("filter.label")}>
      <div className="filter-row">
        <SearchBox />
        {coarse && (
          <button
            type="button"
            className="button"
            aria-expanded={unfolded}
            onClick={() => setUnfolded((before) => !before)}
          >
            {t("filter.label")}
          </button>
        )}
      </div>
      <div className="filter-row" hidden={coarse && !unfolded}>
        <Choice
          label={t("filter.line")}
          any={t("filter.anyLine")}
          value={view.line}
          options={resources.map((one) => ({ value: one.id, text: one.name }))}
          onChange={(line) => change({ line })}
        />
        <Choice
          label={t("filter.customer")}
          any={t("filter.anyCustomer")}
          value={view.customer}
          options={(plant?.customers ?? []).map((one) => ({ value: one.id, text: one.name }))}
          onChange={(customer) => change({ customer })}
        />
        <KindFilter />
      </div>
      <div className="filter-row" hidden={coarse && !unfolded}>
        <fieldset className="severity-filter">
          <legend className="visually-hidden">{t("filter.severity")}</legend>
          {SEVERITIES.map((severity) => (
            <SeverityToggle key={severity} severity={severity} />
          ))}
        </fieldset>
        {isFiltered(view) && (
          <button type="button" className="button button-quiet button-small" onClick={() => change(clearedFilters)}>
            {t("filter.clear")}
          </button>
        )}
      </div>
    </search>
  );
});

/** Something is set that the folded filters would hide. */
const isNarrowed = ({ line, customer, kind, severity }: View): boolean =>
  [line, customer, kind, severity].some((one) => one !== undefined);

function SeverityToggle({ severity }: { readonly severity: string }): ReactNode {
  const view = useView();
  const change = useChangeView();
  const chosen = view.severity ?? [];
  const on = chosen.includes(severity);
  return (
    <button
      type="button"
      className="toggle"
      aria-pressed={on}
      onClick={() => {
        const next = on ? chosen.filter((one) => one !== severity) : [...chosen, severity].sort();
        change({ severity: next.length === 0 ? undefined : next });
      }}
    >
      <Shape severity={severity} />
      {word("severity", severity)}
    </button>
  );
}

function KindFilter(): ReactNode {
  const view = useView();
  const change = useChangeView();
  const chosen = view.kind ?? [];
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: PointerEvent | KeyboardEvent): void => {
      if (!box.current?.open) return;
      if (event instanceof KeyboardEvent ? event.key === "Escape" : !box.current.contains(event.target as Node)) {
        box.current.open = false;
        // It has closed this list; it must not close what is open behind it as well.
        if (event instanceof KeyboardEvent) event.preventDefault();
      }
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("keydown", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("keydown", close);
    };
  }, []);
  return (
    <details className="kind-filter" ref={box}>
      <summary className={chosen.length > 0 ? "choice choice-set" : "choice"}>
        {chosen.length === 0
          ? t("filter.anyKind")
          : chosen.length === 1
            ? word("kind", chosen[0] ?? "")
            : t("filter.kinds", { n: chosen.length })}
      </summary>
      <fieldset className="kind-list">
        <legend className="visually-hidden">{t("filter.kind")}</legend>
        {KINDS.map((kind) => (
          <label key={kind}>
            <input
              type="checkbox"
              checked={chosen.includes(kind)}
              onChange={(event) => {
                const next = event.target.checked ? [...chosen, kind].sort() : chosen.filter((one) => one !== kind);
                change({ kind: next.length === 0 ? undefined : next });
              }}
            />
            {word("kind", kind)}
          </label>
        ))}
      </fieldset>
    </details>
  );
}

/** All, or only what the viewer has. */
export function WhoseChoice(): ReactNode {
  const view = useView();
  const change = useChangeView();
  return (
    <fieldset className="severity-filter whose">
      <legend className="visually-hidden">{t("filter.whose")}</legend>
      {([undefined, "yes"] as const).map((mine) => (
        <button
          key={mine ?? "all"}
          type="button"
          className="toggle"
          aria-pressed={view.mine === mine}
          onClick={() => change({ mine })}
        >
          {t(mine === undefined ? "filter.all" : "filter.mine")}
        </button>
      ))}
    </fieldset>
  );
}

/** In which order the exceptions stand. */
export function OrderChoice(): ReactNode {
  const view = useView();
  const change = useChangeView();
  const { state } = useSnapshot();
  const [first] = state?.exceptions.values() ?? [];
  // To who is shown no money, its order is that of time.
  const isBlind = first?.valueAtRisk.amount === null;
  return (
    <Choice
      label={t("filter.order")}
      value={view.order ?? (isBlind ? "time" : "money")}
      options={SORT_ORDERS.filter((order) => !isBlind || order !== "money").map((order) => ({
        value: order,
        text: t(`order.${order}`),
      }))}
      onChange={(value) => change({ order: SORT_ORDERS.find((order) => order === value && order !== "money") })}
    />
  );
}

/** The text goes into the address once the typing pauses. */
function SearchBox(): ReactNode {
  const view = useView();
  const change = useChangeView();
  const [text, setText] = useState(view.q ?? "");
  const sent = useRef(view.q ?? "");
  useEffect(() => {
    if ((view.q ?? "") !== sent.current) {
      sent.current = view.q ?? "";
      setText(sent.current);
    }
  }, [view.q]);
  useEffect(() => {
    if (text === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = text;
      change({ q: text === "" ? undefined : text });
    }, 200);
    return () => clearTimeout(timer);
  }, [text, change]);
  return (
    <input
      type="search"
      className="field"
      id="search"
      aria-label={t("filter.label")}
      placeholder={t("filter.search")}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
