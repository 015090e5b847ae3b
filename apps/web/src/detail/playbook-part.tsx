import { useApolloClient } from "@apollo/client/react";
import type { ExceptionPlaybook, ExceptionPlaybookStep } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useId, useState } from "react";
import { READ_EXCEPTION_PLAYBOOK, TICK_STEP, UNTICK_STEP } from "../api/playbook-documents.ts";
import { t, word } from "../i18n/i18n.ts";
import "../i18n/playbook-texts.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useCommand } from "../steward/use-command.ts";
import { StateChip } from "../ui/chips.tsx";
import { Moment } from "../ui/figures.tsx";
import { Problem } from "../ui/problem.tsx";
import { Section } from "./panel.tsx";
import styles from "./playbook.module.css";

/** What is to be done about an exception, each step to be ticked by whoever has done it. */
export function PlaybookPart({ id, zone }: { readonly id: string; readonly zone: string }): ReactNode {
  const { data, old, refusal, again } = useLiveQuery(READ_EXCEPTION_PLAYBOOK, { id });
  if (data === null && refusal !== null)
    return (
      <Section title={t("playbook.title")}>
        <p>{t("playbook.failed", { why: refusal.message })}</p>
        <button type="button" className="button" onClick={again}>
          {t("detail.retry")}
        </button>
      </Section>
    );
  if (data === null || data.exception === null) return null;
  const { playbook } = data.exception;
  if (playbook === null)
    return (
      <Section title={t("playbook.title")}>
        <p>{t("playbook.none")}</p>
      </Section>
    );
  return <Checklist id={id} playbook={playbook} zone={zone} isOld={old} onDone={again} />;
}

interface ChecklistProps {
  readonly id: string;
  readonly playbook: ExceptionPlaybook;
  readonly zone: string;
  readonly isOld: boolean;
  readonly onDone: () => void;
}

function Checklist({ id, playbook, zone, isOld, onDone }: ChecklistProps): ReactNode {
  const client = useApolloClient();
  const { isSending, problem, send } = useCommand();
  const [note, setNote] = useState("");
  const { name, version, steps, mayTick } = playbook;
  const turn = async (step: number, isDone: boolean): Promise<void> => {
    const said = note.trim() || null;
    const done = await send({ step, isDone, said }, (commandId) =>
      isDone
        ? client.mutate({ mutation: UNTICK_STEP, variables: { id, step, commandId } })
        : client.mutate({ mutation: TICK_STEP, variables: { id, step, note: said, commandId } }),
    );
    if (done !== null && !isDone) setNote("");
    onDone();
  };
  const done = steps.filter(({ doneBy }) => doneBy !== null).length;
  return (
    <Section title={t("playbook.title")} hint={t("playbook.progress", { done, n: steps.length, name, version })}>
      <Problem text={problem} zone={zone} />
      {steps.length === 0 && <p>{t("playbook.noSteps")}</p>}
      <ol className={styles["steps"]} data-old={isOld} aria-busy={isSending}>
        {steps.map((step, place) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={place}
            step={step}
            zone={zone}
            isDisabled={!mayTick || isSending}
            onTurn={() => void turn(place, step.doneBy !== null)}
          />
        ))}
      </ol>
      {mayTick && done < steps.length && (
        <label className={`form-field ${styles["note"] ?? ""}`}>
          <span>{t("playbook.note")}</span>
          <input className="field" value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
      )}
      {!mayTick && steps.length > 0 && <p className="remark">{t("playbook.mayNot")}</p>}
    </Section>
  );
}

interface StepProps {
  readonly step: ExceptionPlaybookStep;
  readonly zone: string;
  readonly isDisabled: boolean;
  readonly onTurn: () => void;
}

function Step({ step, zone, isDisabled, onTurn }: StepProps): ReactNode {
  const about = useId();
  const { text, ownerRole, dueAt, doneBy, doneAt, note, overdue } = step;
  return (
    <li>
      <label className={styles["step"]} data-done={doneBy !== null}>
        <input
          type="checkbox"
          checked={doneBy !== null}
          disabled={isDisabled}
          aria-describedby={about}
          onChange={onTurn}
        />
        <span>{text}</span>
      </label>
      <p id={about} className={styles["about"]}>
        {doneBy === null ? (
          <>
            {word("role", ownerRole)}, {t("playbook.due")} <Moment at={dueAt} zone={zone} withZone />{" "}
            {overdue && <StateChip tone="strong">{t("playbook.overdue")}</StateChip>}
          </>
        ) : (
          <>
            {t("playbook.doneBy", { by: doneBy })} <Moment at={doneAt} zone={zone} withZone />
          </>
        )}
        {note !== null && <q>{note}</q>}
      </p>
    </li>
  );
}
