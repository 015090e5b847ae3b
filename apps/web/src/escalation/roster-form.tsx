import { useApolloClient } from "@apollo/client/react";
import type { Roster } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { PUT_ROSTER } from "../api/escalation-documents.ts";
import { t } from "../i18n/i18n.ts";
import { useCommand } from "../steward/use-command.ts";
import { PutForm } from "./put-form.tsx";

interface FormProps {
  readonly site: string;
  readonly roster: Roster | null;
  readonly onClose: () => void;
  readonly onPut: () => void;
}

/** What a first roster may look like: to be written over. */
const beginning = (site: string): object => ({
  site,
  people: [{ id: "maria", name: "Maria Lopez", email: "maria@example.com" }],
  duties: [
    {
      person: "maria",
      role: "SUPERVISOR",
      resources: [],
      weekly: [1, 2, 3, 4, 5].map((day) => ({ day, start: "06:00", end: "14:00" })),
    },
  ],
  standIns: [],
  holidays: [],
});

/** The whole roster as text, as other systems write it, too. The server says what is wrong with it. */
export function RosterForm({ site, roster, onClose, onPut }: FormProps): ReactNode {
  const client = useApolloClient();
  const { isSending, problem, say, send } = useCommand();
  const [text, setText] = useState(() => JSON.stringify(roster === null ? beginning(site) : inputOf(roster), null, 2));
  const [reason, setReason] = useState("");
  const put = async (): Promise<void> => {
    let input: object;
    try {
      input = JSON.parse(text) as object;
    } catch (error) {
      say(t("escalation.rosterBad", { why: error instanceof Error ? error.message : String(error) }));
      return;
    }
    const done = await send({ text, reason }, (commandId) =>
      client.mutate({ mutation: PUT_ROSTER, variables: { roster: input, reason, commandId } }),
    );
    if (done !== null) onPut();
  };
  return (
    <PutForm {...{ problem, isSending, reason, setReason, onClose }} onSubmit={put}>
      <label className="form-field">
        <span>{t("escalation.rosterText")}</span>
        <textarea
          className="field field-code"
          rows={18}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
    </PutForm>
  );
}

const inputOf = ({ version: _, putAt: __, putBy: ___, reason: ____, ...input }: Roster): object => input;
