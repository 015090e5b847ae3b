import { useMutation } from "@apollo/client/react";
import { diffOf } from "@lockstep/domain/json-patch";
import { type FormEvent, type ReactNode, useMemo, useState } from "react";
import { DISCARD, type Quarantined, RESUBMIT } from "../api/quarantine-documents.ts";
import { t } from "../i18n/i18n.ts";
import { prettyJson } from "../ui/json-text.tsx";
import { Problem } from "../ui/problem.tsx";
import { ChangesTable, type ShownChange } from "./changes-table.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { useCommand } from "./use-command.ts";

interface FormsProps {
  readonly fact: Pick<Quarantined, "id" | "fact">;
  readonly onDone: () => void;
}

/** Correct the event, see what that changes, and send it again. */
export function CorrectForm({ fact, onDone }: FormsProps): ReactNode {
  const [text, setText] = useState(() => prettyJson(fact.fact));
  const [resubmit] = useMutation(RESUBMIT);
  const { isSending, problem, send } = useCommand();
  const edited = useMemo(() => changesIn(fact.fact, text), [fact.fact, text]);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const done = await send(["resubmit", fact.id, text], (commandId) =>
      resubmit({ variables: { id: fact.id, fact: text, commandId } }),
    );
    if (done !== null) onDone();
  };
  return (
    <form className="form" onSubmit={(event) => void onSubmit(event)}>
      <h3>{t("quarantine.correct")}</h3>
      <label className="form-field">
        <span>{t("quarantine.event")}</span>
        <textarea
          className="field field-code"
          rows={Math.min(16, text.split("\n").length + 1)}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      {edited.wrong !== null && <p className="steward-hint">{t("quarantine.notJson", { message: edited.wrong })}</p>}
      {edited.wrong === null && edited.changes.length === 0 && (
        <p className="steward-hint">{t("quarantine.noChanges")}</p>
      )}
      {edited.changes.length > 0 && <ChangesTable changes={edited.changes} />}
      <Problem text={problem} />
      <div className="form-buttons">
        <button type="submit" className="button button-main" disabled={isSending || edited.changes.length === 0}>
          {isSending ? t("act.sending") : t("quarantine.resend")}
        </button>
      </div>
    </form>
  );
}

/** Put it away with a reason. */
export function DiscardForm({ fact, onDone }: FormsProps): ReactNode {
  const [discard] = useMutation(DISCARD);
  return (
    <ReasonForm
      title={t("quarantine.discardOne")}
      button={t("quarantine.discard")}
      about={["discard", fact.id]}
      send={(reason, commandId) => discard({ variables: { id: fact.id, reason, commandId } })}
      onDone={onDone}
    />
  );
}

/** As the server will say it; where the text is no JSON, why. */
function changesIn(before: string, after: string): { changes: readonly ShownChange[]; wrong: string | null } {
  let value: unknown;
  try {
    value = JSON.parse(after);
  } catch (error) {
    return { changes: [], wrong: error instanceof Error ? error.message : String(error) };
  }
  const changes = diffOf(readJson(before), value).map((one) => ({
    path: one.path,
    from: textOf(one.from),
    value: textOf(one.value),
  }));
  return { changes, wrong: null };
}

const textOf = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
