import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { Problem } from "../ui/problem.tsx";

interface PutFormProps {
  readonly children: ReactNode;
  readonly problem: string | null;
  readonly isSending: boolean;
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly onClose: () => void;
  readonly onSubmit: () => Promise<void>;
  /** It takes all the room that there is. */
  readonly isWide?: boolean;
}

/** Puts something else in force, with the reason for it. */
export function PutForm({
  children,
  problem,
  isSending,
  reason,
  setReason,
  onClose,
  onSubmit,
  isWide = false,
}: PutFormProps): ReactNode {
  return (
    <form
      className={isWide ? "form esc-form esc-form-wide" : "form esc-form"}
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
      aria-busy={isSending}
    >
      <Problem text={problem} />
      {children}
      <label className="form-field">
        <span>{t("escalation.reason")}</span>
        <input className="field" name="reason" value={reason} onChange={(event) => setReason(event.target.value)} />
        <small>{t("escalation.reasonHint")}</small>
      </label>
      <div className="form-buttons">
        <button type="button" className="button" onClick={onClose}>
          {t("escalation.cancel")}
        </button>
        <button type="submit" className="button button-main" disabled={isSending}>
          {t("escalation.put")}
        </button>
      </div>
    </form>
  );
}
