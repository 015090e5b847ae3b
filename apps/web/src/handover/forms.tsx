import { useApolloClient } from "@apollo/client/react";
import type { Handover, HandoverNow } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { ACCEPT_HANDOVER, HAND_OVER } from "../api/handover-documents.ts";
import { t } from "../i18n/i18n.ts";
import { useCommand } from "../steward/use-command.ts";
import { Problem } from "../ui/problem.tsx";

interface SigningProps {
  readonly zone: string;
  readonly title: string;
  readonly label: string;
  readonly hint: string;
  readonly button: string;
  /**
   * Sends it under this command. It is signed when the server has it: a time of this page would make another command of it when it
   * is sent again, and would be an old one where the page stands still.
   */
  readonly run: (note: string, commandId: string) => Promise<unknown>;
  readonly onSigned: () => void;
}

/** A note and a signature. Its key says what is signed: a note that is begun for one shift is none for the next. */
function Signing({ zone, title, label, hint, button, run, onSigned }: SigningProps): ReactNode {
  const { isSending, problem, send } = useCommand();
  const [note, setNote] = useState("");
  const sign = async (): Promise<void> => {
    const done = await send({ note }, (commandId) => run(note, commandId));
    if (done !== null) onSigned();
  };
  return (
    <form
      className="form ho-form ho-screen"
      aria-busy={isSending}
      onSubmit={(event) => {
        event.preventDefault();
        void sign();
      }}
    >
      <h3>{title}</h3>
      <Problem text={problem} zone={zone} />
      <label className="form-field">
        <span>{label}</span>
        <textarea className="field" rows={3} value={note} onChange={(event) => setNote(event.target.value)} />
        <small>{hint}</small>
      </label>
      <button type="submit" className="button button-main" disabled={isSending}>
        {button}
      </button>
    </form>
  );
}

export function HandOverForm({
  now,
  zone,
  onSigned,
}: {
  readonly now: HandoverNow;
  readonly zone: string;
  readonly onSigned: () => void;
}): ReactNode {
  const client = useApolloClient();
  const { site, resource, sheet } = now;
  return (
    <Signing
      key={sheet.shift.from}
      zone={zone}
      title={t("handover.leaving")}
      label={t("handover.leavingNote")}
      hint={t("handover.leavingHint")}
      button={t("handover.sign")}
      onSigned={onSigned}
      run={(note, commandId) =>
        client.mutate({
          mutation: HAND_OVER,
          variables: { site, resource: resource ?? null, shift: sheet.shift.from, note, at: null, commandId },
        })
      }
    />
  );
}

export function AcceptForm({
  handover,
  zone,
  onSigned,
}: {
  readonly handover: Handover;
  readonly zone: string;
  readonly onSigned: () => void;
}): ReactNode {
  const client = useApolloClient();
  const { id, by, sheet, cameAfter } = handover;
  return (
    <Signing
      key={id}
      zone={zone}
      title={t("handover.accept", { by })}
      label={t("handover.acceptNote")}
      hint={t("handover.acceptHint", { n: (sheet?.open.length ?? 0) + cameAfter.length })}
      button={t("handover.acceptButton")}
      onSigned={onSigned}
      run={(note, commandId) =>
        client.mutate({ mutation: ACCEPT_HANDOVER, variables: { id, note: note.trim() || null, at: null, commandId } })
      }
    />
  );
}
