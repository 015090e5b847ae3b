import { Link } from "@tanstack/react-router";
import { type ReactNode, useEffect } from "react";
import { READ_CHAIN } from "../api/plan-documents.ts";
import { quantity } from "../format/numbers.ts";
import { t, word } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { operationFrom } from "../lineage/keys.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { LineState, StateChip } from "../ui/chips.tsx";
import { Figures } from "../ui/figures.tsx";
import type { ChainStep, Plan } from "./plan-answer.ts";
import type { Bar } from "./plan-model.ts";
import { driftText, moneyText, spanText, timeOf, type Where } from "./words.ts";

interface DetailProps {
  readonly bar: Bar;
  readonly plan: Plan;
  readonly where: Where;
  /** What it waits for has been read. */
  readonly onChain: (steps: readonly ChainStep[]) => void;
  readonly onPick: (id: string | undefined) => void;
}

/** One operation: how it stands against the plan, what hangs on it, and what it waits for. */
export function BarDetail({ bar, plan, where, onChain, onPick }: DetailProps): ReactNode {
  const { data } = useLiveQuery(READ_CHAIN, { operation: bar.id });
  const chain = data?.planChain ?? null;
  useEffect(() => {
    if (chain !== null) onChain(chain);
  }, [chain, onChain]);
  const { site } = plan;
  const from = (figure: string, said: ReactNode): ReactNode => (
    <FigureFrom from={operationFrom(bar.id, figure)}>{said}</FigureFrom>
  );
  return (
    <aside className="plan-detail" aria-label={bar.id}>
      <div className="plan-detail-head">
        <h2>{bar.id}</h2>
        <button
          type="button"
          className="button button-quiet"
          aria-label={t("plan.close")}
          onClick={() => onPick(undefined)}
        >
          ✕
        </button>
      </div>
      <p>
        {bar.item.name} · {bar.resource?.name ?? t("plan.noResource")}{" "}
        <StateChip>{word("operation", bar.state)}</StateChip>
      </p>
      <p className="plan-drift">{from("BASELINE", driftText(bar))}</p>
      <Figures
        of={[
          {
            label: bar.state === "DONE" ? t("plan.actual") : t("plan.projected"),
            value: from("PROJECTED", spanText(bar.projected, where)),
          },
          { label: t("plan.inBaseline"), value: from("BASELINE", spanText(bar.baseline, where)) },
          { label: t("plan.planned"), value: from("PLANNED", spanText(bar.planned, where)) },
          {
            label: t("plan.made"),
            value: from(
              "DONE",
              t("plan.madeOf", {
                good: quantity(bar.good),
                quantity: quantity(bar.quantity),
                uom: bar.item.uom,
                scrap: quantity(bar.scrap),
              }),
            ),
          },
          ...(bar.hold === null ? [] : [{ label: t("plan.hold"), value: `${bar.hold.id}: ${bar.hold.reason}` }]),
        ]}
      />
      {bar.lines > 0 && (
        <p>
          <LineState state={bar.lineState ?? ""} />{" "}
          {from(
            "VALUE_AT_RISK",
            t("plan.promises", {
              n: bar.lines,
              state: word("lineState", bar.lineState ?? ""),
              money: moneyText(bar.valueAtRisk, where),
            }),
          )}
        </p>
      )}
      <h3>{t("plan.chain")}</h3>
      <Chain steps={chain} plan={plan} where={where} onPick={onPick} />
      <Link to="/" search={{ site, open: [`order:${bar.order}`] }} className="button button-main">
        {t("plan.openOrder", { id: bar.order })}
      </Link>
    </aside>
  );
}

function Chain({
  steps,
  plan,
  where,
  onPick,
}: Pick<DetailProps, "plan" | "where" | "onPick"> & { readonly steps: readonly ChainStep[] | null }): ReactNode {
  if (steps === null) return null;
  if (steps.length < 2) return <p>{t("plan.chainNone")}</p>;
  const nameOf = (id: string | null): string =>
    plan.resources.find((one) => one.id === id)?.name ?? id ?? t("plan.noResource");
  const isSeen = (id: string): boolean => plan.bars.id.includes(id);
  return (
    <ol className="plan-chain">
      {steps.map((step, k) => {
        const { kind, id, resource, itemName, finish, boundBy } = step;
        const time = finish === null ? t("pegging.never") : timeOf(Date.parse(finish), where);
        const text = t(`plan.chain.${kind}` as "plan.chain.LOT", {
          id,
          resource: nameOf(resource),
          item: itemName ?? "",
          time,
        });
        return (
          <li key={`${kind} ${id}`}>
            {kind === "OPERATION" && k > 0 && isSeen(id) ? (
              <button type="button" className="from" onClick={() => onPick(id)}>
                {text}
              </button>
            ) : (
              text
            )}
            {boundBy !== null && k < steps.length - 1 && (
              <span className="plan-bound"> {t("plan.waitsFor", { what: word("bound", boundBy) })}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
