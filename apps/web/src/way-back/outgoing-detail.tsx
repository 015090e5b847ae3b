import type { OutgoingAction, OutgoingCommand } from "@lockstep/protocol/outgoing";
import { type ReactNode, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { type Figure, Figures, Moment } from "../ui/figures.tsx";
import { JsonText } from "../ui/json-text.tsx";
import { Problem } from "../ui/problem.tsx";
import { settleOutgoing } from "./outgoing-api.ts";

interface DetailProps {
  readonly command: OutgoingCommand;
  readonly title: string;
  readonly state: ReactNode;
  readonly onSettled: () => void;
}

/** One command: why it stands where it does, what a person can do, and what it says. */
export function OutgoingDetail({ command, title, state, onSettled }: DetailProps): ReactNode {
  const { heldWhy, reason, actions } = command;
  const why = command.state === "held" ? heldWhy : reason;
  return (
    <>
      <h2>{title}</h2>
      <p>{state}</p>
      {why !== null && <p>{why}</p>}
      {actions.length > 0 && <Settle command={command} onSettled={onSettled} />}
      <Figures of={useFigures(command)} />
      <JsonText label={t("outgoing.content")} text={JSON.stringify(command.command, null, 2)} />
    </>
  );
}

function useFigures(command: OutgoingCommand): readonly Figure[] {
  const zone = useZone();
  const at = (instant: string | null): ReactNode => <Moment at={instant} zone={zone} withZone />;
  const { askedBy, decidedBy, decidedNote, rulesVersion, heldBy, reversedBy } = command;
  const reverses = (command.command["reverses"] ?? []) as readonly string[];
  const note = decidedNote === null ? "" : `: ${decidedNote}`;
  const by = askedBy === "system" ? t("outgoing.facts") : askedBy;
  const version = rulesVersion === null ? "–" : t("outgoing.rulesVersion", { n: rulesVersion });
  return [
    { label: t("outgoing.to"), value: command.connector },
    { label: t("outgoing.id"), value: command.commandId },
    { label: t("outgoing.asked"), value: at(command.askedAt) },
    { label: t("outgoing.by"), value: by },
    { label: t("outgoing.rules"), value: heldBy === null ? version : `${version}, ${heldBy}` },
    ...(decidedBy === null
      ? []
      : [
          {
            label: t("outgoing.decided"),
            value: `${decidedBy === "system" ? t("outgoing.itself") : decidedBy}${note}`,
          },
        ]),
    { label: t("outgoing.sent"), value: at(command.sentAt) },
    { label: t("outgoing.attempts"), value: String(command.attempts) },
    { label: t("outgoing.settled"), value: at(command.settledAt) },
    { label: t("outgoing.seen"), value: at(command.evidencedAt) },
    ...(reversedBy === null ? [] : [{ label: t("outgoing.reversedBy"), value: reversedBy }]),
    ...(reverses.length === 0 ? [] : [{ label: t("outgoing.reverses"), value: reverses.join(", ") }]),
  ];
}

interface SettleProps {
  readonly command: OutgoingCommand;
  readonly onSettled: () => void;
}

function Settle({ command, onSettled }: SettleProps): ReactNode {
  const [note, setNote] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  async function settle(what: OutgoingAction): Promise<void> {
    setBusy(true);
    try {
      await settleOutgoing(what, command, note);
      onSettled();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form className="form" onSubmit={(event) => event.preventDefault()}>
      <Problem text={problem} />
      <label className="form-field">
        <span>{t("outgoing.note")}</span>
        <input className="field" value={note} maxLength={2_000} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="form-buttons">
        {command.actions.map((what) => (
          <button
            key={what}
            type="button"
            disabled={isBusy}
            className={what === "decline" ? "button" : "button button-main"}
            onClick={() => void settle(what)}
          >
            {t(`outgoing.${what}`)}
          </button>
        ))}
      </div>
    </form>
  );
}
