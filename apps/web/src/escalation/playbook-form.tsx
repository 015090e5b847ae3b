import { useApolloClient } from "@apollo/client/react";
import type { CauseKind, Playbook, Role } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { PUT_PLAYBOOK } from "../api/playbook-documents.ts";
import { t, word } from "../i18n/i18n.ts";
import { useCommand } from "../steward/use-command.ts";
import { CALLED_ROLES } from "./choices.ts";
import {
  type DraftStep,
  draftStepsOf,
  expectedVersionOf,
  movedUp,
  stepInputOf,
  withOneMoreStep,
} from "./playbook-draft.ts";
import { PutForm } from "./put-form.tsx";
import { Remove, RosterField, RosterPick, WrongContext } from "./roster-field.tsx";

interface FormProps {
  readonly site: string;
  readonly kind: CauseKind;
  readonly playbook: Playbook | null;
  readonly onClose: () => void;
  readonly onPut: () => void;
}

/** What is to be done about a kind at one plant. The server says what is wrong with it, and where. */
export function PlaybookForm({ site, kind, playbook, onClose, onPut }: FormProps): ReactNode {
  const client = useApolloClient();
  const { isSending, problem, field, say, send } = useCommand();
  // What it is made from: one that somebody else puts in force meanwhile is not written over.
  const [expectedVersion] = useState(() => expectedVersionOf(playbook, site));
  const [name, setName] = useState(playbook?.name ?? word("kind", kind));
  const [steps, setSteps] = useState(() => draftStepsOf(playbook));
  const [reason, setReason] = useState("");
  const put = async (): Promise<void> => {
    const input = { site, kind, name, steps: stepInputOf(steps) };
    const done = await send({ input, expectedVersion, reason }, (commandId) =>
      client.mutate({ mutation: PUT_PLAYBOOK, variables: { playbook: input, expectedVersion, reason, commandId } }),
    );
    if (done !== null) onPut();
  };
  // What the server found is in a row of the list as it was sent.
  const edit = (next: readonly DraftStep[]): void => {
    say(null);
    setSteps(next);
  };
  const wrong = field === null || problem === null ? null : { field, message: problem };
  return (
    <PutForm {...{ problem, isSending, reason, setReason, onClose }} isWide onSubmit={put}>
      {playbook !== null && playbook.site !== site && <p>{t("playbooks.formShared")}</p>}
      <WrongContext value={wrong}>
        <RosterField label={t("playbooks.name")} path="name" value={name} onChange={setName} />
        <fieldset className="ro-part">
          <legend>
            {t("playbooks.steps")} <span className="count">{steps.length}</span>
          </legend>
          {steps.map((step, place) => (
            <StepRow
              key={step.key}
              step={step}
              place={place}
              onChange={(next) => edit(steps.with(place, next))}
              onUp={() => edit(movedUp(steps, place))}
              onRemove={() => edit(steps.filter(({ key }) => key !== step.key))}
            />
          ))}
          <button type="button" className="button" onClick={() => edit(withOneMoreStep(steps))}>
            {t("escalation.addStep")}
          </button>
        </fieldset>
      </WrongContext>
    </PutForm>
  );
}

interface RowProps {
  readonly step: DraftStep;
  /** From 0. */
  readonly place: number;
  readonly onChange: (step: DraftStep) => void;
  readonly onUp: () => void;
  readonly onRemove: () => void;
}

function StepRow({ step, place, onChange, onUp, onRemove }: RowProps): ReactNode {
  const path = `steps.${place}`;
  const known: readonly Role[] = CALLED_ROLES;
  const roles = known.includes(step.ownerRole) ? known : [step.ownerRole, ...known];
  return (
    <div className="ro-row">
      <RosterField
        label={t("playbooks.stepMinutes")}
        path={`${path}.minutes`}
        type="number"
        value={step.minutes}
        onChange={(minutes) => onChange({ ...step, minutes })}
      />
      <RosterPick
        label={t("playbooks.stepOwner")}
        path={`${path}.ownerRole`}
        value={step.ownerRole}
        options={roles.map((role) => ({ value: role, text: word("role", role) }))}
        onChange={(role) => onChange({ ...step, ownerRole: role as Role })}
      />
      <RosterField
        isWide
        label={t("playbooks.stepText")}
        path={`${path}.text`}
        value={step.text}
        onChange={(text) => onChange({ ...step, text })}
      />
      <button
        type="button"
        className="button"
        disabled={place === 0}
        aria-label={t("playbooks.up", { n: place + 1 })}
        onClick={onUp}
      >
        ↑
      </button>
      <Remove what={t("playbook.stepName", { n: place + 1, text: step.text })} onRemove={onRemove} />
    </div>
  );
}
