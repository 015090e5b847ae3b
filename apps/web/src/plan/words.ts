import type { Instant } from "@lockstep/domain/instant";
import { moneyAtAGlance } from "../format/numbers.ts";
import { formatNear, formatSpan, formatTime } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import "../i18n/plan-texts.ts";
import { useSnapshot } from "../shell/context.tsx";
import { type Bar, DRIFT_SHOWN } from "./plan-model.ts";
import type { Span, Tick } from "./span.ts";

export interface Where {
  readonly zone: string;
  readonly now: string;
  readonly currency: string | null;
}

export const timeOf = (at: Instant, { zone, now }: Where): string => formatNear(new Date(at).toISOString(), now, zone);

/** A day by its name, else the time of day. */
export function tickText({ at, isDay }: Tick, zone: string): string {
  const iso = new Date(at).toISOString();
  return isDay ? formatTime(iso, zone, "day-minute").replace(/ \d\d:\d\d$/, "") : formatTime(iso, zone, "minute");
}

export const spanText = (span: Span | null, where: Where): string =>
  span === null
    ? "–"
    : t("plan.fromTo", {
        from: timeOf(span.from, where),
        to: formatNear(new Date(span.to).toISOString(), new Date(span.from).toISOString(), where.zone),
      });

export const moneyText = (amount: string | null, { currency }: Where): string =>
  amount === null ? "–" : moneyAtAGlance({ amount, currency });

/** How it stands against the baseline. */
export function driftText({ baseline, drift }: Bar): string {
  if (baseline === null) return t("plan.notInBaseline");
  if (drift === null) return t("plan.noProjection");
  if (Math.abs(drift) < DRIFT_SHOWN) return t("plan.asPlanned");
  return t(drift > 0 ? "plan.later" : "plan.earlier", { span: formatSpan(drift) });
}

/** All that is seen of a bar, in one sentence. */
export function sentenceOf(bar: Bar, where: Where): string {
  const parts = [
    t("plan.sentence", {
      id: bar.id,
      item: bar.item.name,
      resource: bar.resource?.name ?? t("plan.noResource"),
      state: word("operation", bar.state),
      span: spanText(bar.span, where),
    }),
    driftText(bar),
  ];
  if (bar.lines > 0) {
    const state = word("lineState", bar.lineState ?? "");
    parts.push(t("plan.promises", { n: bar.lines, state, money: moneyText(bar.valueAtRisk, where) }));
  }
  if (bar.hold !== null) parts.push(t("plan.onHold", { reason: bar.hold.reason }));
  if (bar.state === "PENDING" && bar.boundBy !== null)
    parts.push(t("plan.waitsFor", { what: word("bound", bar.boundBy) }));
  return parts.join("; ");
}

/** The company's: that of any figure of the page that has one. */
export function useCurrency(): string | null {
  const { state } = useSnapshot();
  for (const line of state?.lines.values() ?? []) return line.valueAtRisk.currency;
  for (const row of state?.exceptions.values() ?? []) return row.valueAtRisk.currency;
  return null;
}
