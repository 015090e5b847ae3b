import type { ReactNode } from "react";
import { formatSpan } from "../format/time.ts";
import { type MessageId, t } from "../i18n/i18n.ts";

/** What is said at once: a reason, and how many minutes it will take; null: that is not known. */
export interface QuickAnswer {
  readonly note: string;
  readonly minutes: number | null;
}

const HOUR = 60;

interface Known {
  readonly label: MessageId;
  readonly minutes: readonly number[];
  /** Beside that somebody is on it, which says nothing of what it waits for. */
  readonly reasons: readonly MessageId[];
  /** For each of these reasons. */
  readonly soon: readonly number[];
}

const ANSWERS: Record<string, Known> = {
  RESOURCE: {
    label: "act.quick.RESOURCE",
    minutes: [15, 30, HOUR, 2 * HOUR, 4 * HOUR],
    reasons: ["act.reason.repaired", "act.reason.part", "act.reason.maintenance"],
    soon: [15, 30, HOUR],
  },
  HOLD: {
    label: "act.quick.HOLD",
    minutes: [HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR],
    reasons: ["act.reason.laboratory", "act.reason.decision"],
    soon: [HOUR, 4 * HOUR, 8 * HOUR],
  },
  PURCHASE_ORDER_LINE: {
    label: "act.quick.PURCHASE_ORDER_LINE",
    minutes: [4 * HOUR, 8 * HOUR, 24 * HOUR, 48 * HOUR],
    reasons: ["act.reason.confirmed", "act.reason.asked"],
    soon: [8 * HOUR, 24 * HOUR, 48 * HOUR],
  },
};
/** Where no moment is to be estimated. */
const OTHERWISE: readonly MessageId[] = ["act.onIt", "act.reason.waiting"];

interface QuickAnswersProps {
  readonly subjectType: string;
  readonly busy: boolean;
  readonly onAnswer: (answer: QuickAnswer) => void;
  /** For this reason another moment is to be typed. */
  readonly onOther: (note: string) => void;
}

/** The second of two taps: each of them sends a reason and an estimate at once. */
export function QuickAnswers({ subjectType, busy, onAnswer, onOther }: QuickAnswersProps): ReactNode {
  const known = ANSWERS[subjectType];
  return (
    <>
      {known === undefined ? (
        <fieldset className="quick">
          <legend>{t("act.quick")}</legend>
          {OTHERWISE.map((reason) => (
            <button
              key={reason}
              type="button"
              className="button"
              disabled={busy}
              onClick={() => onAnswer({ note: t(reason), minutes: null })}
            >
              {t(reason)}
            </button>
          ))}
        </fieldset>
      ) : (
        <>
          <fieldset className="quick">
            <legend>{t(known.label)}</legend>
            {known.minutes.map((minutes) => (
              <In key={minutes} {...{ minutes, busy, onAnswer }} note={t("act.onIt")} />
            ))}
            <button
              type="button"
              className="button"
              disabled={busy}
              onClick={() => onAnswer({ note: t("act.onIt"), minutes: null })}
            >
              {t("act.quickUnknown")}
            </button>
          </fieldset>
          {known.reasons.map((reason) => (
            <fieldset key={reason} className="quick">
              <legend>{t(reason)}</legend>
              {known.soon.map((minutes) => (
                <In key={minutes} {...{ minutes, busy, onAnswer }} note={t(reason)} isNamed />
              ))}
              <button
                type="button"
                className="button"
                aria-label={`${t(reason)}: ${t("act.quickOther")}`}
                disabled={busy}
                onClick={() => onOther(t(reason))}
              >
                {t("act.quickOther")}
              </button>
            </fieldset>
          ))}
        </>
      )}
      <p className="form-or">{t("act.or")}</p>
    </>
  );
}

interface InProps {
  readonly note: string;
  readonly minutes: number;
  readonly busy: boolean;
  readonly onAnswer: (answer: QuickAnswer) => void;
  /** Its name says the reason as well: there are others of the same time. */
  readonly isNamed?: boolean;
}

function In({ note, minutes, busy, onAnswer, isNamed = false }: InProps): ReactNode {
  const text = t("time.in", { span: formatSpan(minutes * 60_000) });
  return (
    <button
      type="button"
      className="button"
      disabled={busy}
      aria-label={isNamed ? `${note}: ${text}` : undefined}
      onClick={() => onAnswer({ note, minutes })}
    >
      {text}
    </button>
  );
}
