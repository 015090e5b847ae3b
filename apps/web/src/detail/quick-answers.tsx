import type { ReactNode } from "react";
import { formatSpan } from "../format/time.ts";
import { type MessageId, t } from "../i18n/i18n.ts";

/** "On it", with how many minutes it will take, or without an estimate. */
export interface QuickAnswer {
  readonly minutes: number | null;
}

const HOUR = 60;
const ANSWERS: Record<string, { readonly label: MessageId; readonly minutes: readonly number[] }> = {
  RESOURCE: { label: "act.quick.RESOURCE", minutes: [15, 30, HOUR, 2 * HOUR, 4 * HOUR] },
  HOLD: { label: "act.quick.HOLD", minutes: [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR] },
  PURCHASE_ORDER_LINE: { label: "act.quick.PURCHASE_ORDER_LINE", minutes: [4 * HOUR, 8 * HOUR, 24 * HOUR, 48 * HOUR] },
};

interface QuickAnswersProps {
  readonly subjectType: string;
  readonly busy: boolean;
  readonly onAnswer: (answer: QuickAnswer) => void;
}

/** The second of two taps: each of them sends a reason and an estimate at once. */
export function QuickAnswers({ subjectType, busy, onAnswer }: QuickAnswersProps): ReactNode {
  const known = ANSWERS[subjectType];
  return (
    <>
      <fieldset className="quick">
        <legend>{t(known?.label ?? "act.quick")}</legend>
        {known?.minutes.map((minutes) => (
          <button key={minutes} type="button" className="button" disabled={busy} onClick={() => onAnswer({ minutes })}>
            {t("time.in", { span: formatSpan(minutes * 60_000) })}
          </button>
        ))}
        <button type="button" className="button" disabled={busy} onClick={() => onAnswer({ minutes: null })}>
          {t(known ? "act.quickUnknown" : "act.onIt")}
        </button>
      </fieldset>
      <p className="form-or">{t("act.or")}</p>
    </>
  );
}
