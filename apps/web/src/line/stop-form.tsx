import { type FormEvent, type ReactNode, useState } from "react";
import type { MyLine } from "../api/answers.ts";
import { formatSpan } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import type { Report } from "./use-report.ts";

const MINUTES = [15, 30, 60, 120, 240] as const;

interface StopFormProps {
  readonly line: MyLine;
  readonly now: string;
  readonly isSending: boolean;
  readonly onSay: (report: Report) => void;
  readonly onBack: () => void;
}

/** Two taps: why, and until when. */
export function StopForm({ line, now, isSending, onSay, onBack }: StopFormProps): ReactNode {
  const [reason, setReason] = useState<string | null>(null);
  const [isTyping, setTyping] = useState(false);
  const [typed, setTyped] = useState("");
  const sayFor = (minutes: number | null): void =>
    onSay({
      state: "DOWN",
      reason,
      expectedUpAt: minutes === null ? null : new Date(Date.parse(now) + minutes * 60_000).toISOString(),
    });
  if (reason === null) {
    return (
      <fieldset className="line-ask">
        <legend>{t("line.why")}</legend>
        {line.stopReasons.map((one) => (
          <button key={one.reason} type="button" className="button" onClick={() => setReason(one.reason)}>
            {one.reason}
          </button>
        ))}
        {!isTyping && (
          <button type="button" className="button" onClick={() => setTyping(true)}>
            {t("line.other")}
          </button>
        )}
        <button type="button" className="button button-quiet" onClick={onBack}>
          {t("line.back")}
        </button>
        {isTyping && (
          <form
            className="line-other"
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              if (typed.trim() !== "") setReason(typed.trim());
            }}
          >
            <input
              className="field"
              aria-label={t("line.other")}
              maxLength={200}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              // biome-ignore lint/a11y/noAutofocus: it was asked for by the tap before
              autoFocus
            />
            <button type="submit" className="button button-main" disabled={typed.trim() === ""}>
              {t("line.otherSay")}
            </button>
          </form>
        )}
      </fieldset>
    );
  }
  const typical = line.stopReasons.find((one) => one.reason === reason)?.typicalMinutes ?? null;
  return (
    <fieldset className="line-ask">
      <legend>
        {reason} · {t("line.until")}
      </legend>
      {typical !== null && (
        <button type="button" className="button" disabled={isSending} onClick={() => sayFor(typical)}>
          {t("line.typical", { span: formatSpan(typical * 60_000) })}
        </button>
      )}
      {MINUTES.map((minutes) => (
        <button key={minutes} type="button" className="button" disabled={isSending} onClick={() => sayFor(minutes)}>
          {t("time.in", { span: formatSpan(minutes * 60_000) })}
        </button>
      ))}
      <button type="button" className="button" disabled={isSending} onClick={() => sayFor(null)}>
        {t("line.notKnown")}
      </button>
      <button type="button" className="button button-quiet" onClick={() => setReason(null)}>
        {t("line.back")}
      </button>
    </fieldset>
  );
}
