import { useMutation } from "@apollo/client/react";
import { type FormEvent, type ReactNode, useState } from "react";
import { ASSIGN } from "../api/quarantine-documents.ts";
import { t } from "../i18n/i18n.ts";
import { usePlant } from "../shell/context.tsx";
import { Problem } from "../ui/problem.tsx";
import { useCommand } from "./use-command.ts";

interface AssignProps {
  /** A cause, or one fact. */
  readonly of: { readonly cause: string } | { readonly fact: string };
  readonly owner: string | null;
  readonly onDone: () => void;
}

/** Gives it to somebody, or to oneself. */
export function AssignForm({ of, owner, onDone }: AssignProps): ReactNode {
  const me = usePlant()?.viewer.name ?? "";
  const [to, setTo] = useState("");
  const [assign] = useMutation(ASSIGN);
  const { isSending, problem, say, send } = useCommand();
  const give = async (whom: string): Promise<void> => {
    if (whom.trim() === "") return say(t("act.whoNeeded"));
    const cause = "cause" in of ? of.cause : null;
    const ids = "fact" in of ? [of.fact] : null;
    const done = await send(["assign", of, whom], (commandId) =>
      assign({ variables: { cause, ids, to: whom.trim(), commandId } }),
    );
    if (done === null) return;
    setTo("");
    onDone();
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    void give(to);
  };
  return (
    <form className="form form-line quarantine-assign" onSubmit={onSubmit}>
      <label className="form-field">
        <span>{t("quarantine.who")}</span>
        <input
          className="field"
          value={to}
          placeholder={owner ?? t("quarantine.nobody")}
          autoComplete="off"
          onChange={(event) => setTo(event.target.value)}
        />
      </label>
      <span className="form-buttons">
        <button type="submit" className="button" disabled={isSending}>
          {t("quarantine.assign")}
        </button>
        {me !== "" && me !== owner && (
          <button type="button" className="button" disabled={isSending} onClick={() => void give(me)}>
            {t("quarantine.take")}
          </button>
        )}
      </span>
      <Problem text={problem} />
    </form>
  );
}
