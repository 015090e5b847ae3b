import { type FormEvent, type ReactNode, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { Problem } from "../ui/problem.tsx";
import { useCommand } from "./use-command.ts";

interface ReasonFormProps<T> {
  readonly title: string;
  readonly button: string;
  /** What it is that is sent: the same, with the same reason, is the same command. */
  readonly about: readonly unknown[];
  readonly send: (reason: string, commandId: string) => Promise<T>;
  readonly onDone: (answer: T) => void;
}

/** A command that needs a reason, and nothing else. */
export function ReasonForm<T>({ title, button, about, send, onDone }: ReasonFormProps<T>): ReactNode {
  const [reason, setReason] = useState("");
  const command = useCommand();
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const why = reason.trim();
    if (why === "") return command.say(t("act.reasonNeeded"));
    const done = await command.send([...about, why], (commandId) => send(why, commandId));
    if (done !== null) onDone(done);
  };
  return (
    <form className="form" onSubmit={(event) => void onSubmit(event)}>
      <h3>{title}</h3>
      <Problem text={command.problem} />
      <div className="form form-line">
        <label className="form-field">
          <span>{t("act.reason")}</span>
          <input className="field" value={reason} onChange={(event) => setReason(event.target.value)} />
        </label>
        <button type="submit" className="button" disabled={command.isSending}>
          {command.isSending ? t("act.sending") : button}
        </button>
      </div>
    </form>
  );
}
