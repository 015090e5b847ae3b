import { useApolloClient } from "@apollo/client/react";
import type { Roster } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { PUT_ROSTER } from "../api/escalation-documents.ts";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";
import { PutForm } from "./put-form.tsx";
import { RosterAbsences } from "./roster-absences.tsx";
import { type Draft, draftFrom, draftOf, emptyDraft, rosterOf } from "./roster-draft.ts";
import { RosterDuties } from "./roster-duties.tsx";
import { RosterField, WrongContext } from "./roster-field.tsx";
import { RosterPeople } from "./roster-people.tsx";

interface FormProps {
  readonly site: string;
  readonly roster: Roster | null;
  readonly onClose: () => void;
  readonly onPut: () => void;
}

/** The whole roster of a site, field by field or as text. The server says what is wrong with it, and where. */
export function RosterForm({ site, roster, onClose, onPut }: FormProps): ReactNode {
  const client = useApolloClient();
  const zone = useZone(site);
  const { isSending, problem, field, say, send } = useCommand();
  // What it is made from: a roster that somebody else puts in force meanwhile is not written over.
  const [expectedVersion] = useState(roster?.version ?? 0);
  const [draft, setDraft] = useState(() => (roster === null ? emptyDraft(site, zone) : draftOf(roster)));
  /** Null: it is edited field by field. */
  const [text, setText] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const read = (): Draft | null => {
    if (text === null) return draft;
    const found = draftFrom(text, draft.site);
    if (typeof found !== "string") return found;
    say(t("escalation.rosterBad", { why: found }));
    return null;
  };
  const put = async (): Promise<void> => {
    const found = read();
    if (found === null) return;
    const input = rosterOf(found);
    const done = await send({ input, expectedVersion, reason }, (commandId) =>
      client.mutate({ mutation: PUT_ROSTER, variables: { roster: input, expectedVersion, reason, commandId } }),
    );
    if (done !== null) onPut();
  };
  const turn = (): void => {
    const found = read();
    if (found === null) return;
    say(null);
    setDraft(found);
    setText(text === null ? JSON.stringify(rosterOf(found), null, 2) : null);
  };
  // What the server found is in a row of the list as it was sent: in another list it would stand beside another row.
  const edit = (next: Draft): void => {
    say(null);
    setDraft(next);
  };
  const wrong = field === null || problem === null || text !== null ? null : { field, message: problem };
  return (
    <PutForm {...{ problem, isSending, reason, setReason, onClose }} isWide onSubmit={put}>
      <button type="button" className="button" aria-pressed={text !== null} onClick={turn}>
        {t(text === null ? "escalation.asText" : "escalation.asForm")}
      </button>
      {text === null ? (
        <WrongContext value={wrong}>
          <RosterField
            label={t("escalation.timeZone")}
            path="timeZone"
            value={draft.timeZone}
            onChange={(timeZone) => edit({ ...draft, timeZone })}
          />
          <RosterPeople people={draft.people} onChange={(people) => edit({ ...draft, people })} />
          <RosterDuties draft={draft} onChange={(duties) => edit({ ...draft, duties })} />
          <RosterAbsences draft={draft} onChange={edit} />
        </WrongContext>
      ) : (
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
      )}
    </PutForm>
  );
}
