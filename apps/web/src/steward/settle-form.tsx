import { useMutation } from "@apollo/client/react";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Quarantined } from "../api/answers.ts";
import { refusalOf } from "../api/client.ts";
import { DISCARD, RESUBMIT } from "../api/steward-documents.ts";
import { t } from "../i18n/i18n.ts";
import { prettyJson } from "../ui/json-text.tsx";

interface SettleProps {
  readonly fact: Quarantined;
  readonly onSettled: () => void;
}

/** Correct the event and send it again, or put it away with a reason. */
export function SettleForm({ fact, onSettled }: SettleProps): ReactNode {
  const [text, setText] = useState(() => prettyJson(fact.fact));
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [resubmit, resubmitting] = useMutation(RESUBMIT);
  const [discard, discarding] = useMutation(DISCARD);

  const settle = async (run: () => Promise<unknown>): Promise<void> => {
    setProblem(null);
    try {
      await run();
      onSettled();
    } catch (error) {
      const refusal = refusalOf(error);
      setProblem(refusal.code === "UNREACHABLE" ? t("act.offline") : refusal.message);
    }
  };
  const onResubmit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = whyNotJson(text);
    if (wrong !== null) setProblem(t("steward.notJson", { message: wrong }));
    else void settle(() => resubmit({ variables: { id: fact.id, fact: text, commandId: crypto.randomUUID() } }));
  };
  const onDiscard = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() === "") setProblem(t("act.reasonNeeded"));
    else
      void settle(() => discard({ variables: { id: fact.id, reason: reason.trim(), commandId: crypto.randomUUID() } }));
  };

  return (
    <>
      {problem !== null && (
        <p className="form-problem" role="alert">
          {problem}
        </p>
      )}
      <form className="form" onSubmit={onResubmit}>
        <label className="form-field">
          <span>{t("steward.fact")}</span>
          <textarea
            className="field field-code"
            rows={16}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <div className="form-buttons">
          <button type="submit" className="button button-main" disabled={resubmitting.loading}>
            {resubmitting.loading ? t("act.sending") : t("steward.resend")}
          </button>
        </div>
      </form>
      <form className="form form-line" onSubmit={onDiscard}>
        <label className="form-field">
          <span>{t("act.reason")}</span>
          <input className="field" value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        <button type="submit" className="button" disabled={discarding.loading}>
          {discarding.loading ? t("act.sending") : t("steward.discard")}
        </button>
      </form>
    </>
  );
}

function whyNotJson(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
