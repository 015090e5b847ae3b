import { useApolloClient } from "@apollo/client/react";
import type { EscalationPolicy } from "@lockstep/protocol/generated/schema";
import { type FormEvent, type ReactNode, useState } from "react";
import { PUT_POLICY } from "../api/escalation-documents.ts";
import { t } from "../i18n/i18n.ts";
import { usePlant, useView } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";
import { Choice } from "../ui/choice.tsx";
import { Problem } from "../ui/problem.tsx";
import { CALLED_ROLES } from "./choices.ts";
import { roleWord } from "./words.ts";

interface FormProps {
  readonly policy: EscalationPolicy;
  readonly onClose: () => void;
  readonly onPut: () => void;
}

interface Step {
  readonly key: number;
  readonly minutes: string;
  readonly to: string;
  readonly channels: readonly string[];
}

/** Another policy of the same kind and severity, for every plant or for one. The server says what is wrong with it. */
export function PolicyForm({ policy, onClose, onPut }: FormProps): ReactNode {
  const client = useApolloClient();
  const plant = usePlant();
  const view = useView();
  const { isSending, problem, send } = useCommand();
  const [site, setSite] = useState<string | undefined>(policy.site ?? view.site);
  const [steps, setSteps] = useState<readonly Step[]>(() =>
    policy.steps.map(({ afterMinutes, role, person, channels }, key) => ({
      ...{ key, minutes: String(afterMinutes), to: role ?? person ?? "", channels },
    })),
  );
  const [settle, setSettle] = useState(String(policy.settleSeconds));
  const [lapse, setLapse] = useState(String(policy.lapseMinutes));
  const [reason, setReason] = useState("");
  const change = (key: number, more: Partial<Step>): void =>
    setSteps((before) => before.map((one) => (one.key === key ? { ...one, ...more } : one)));
  const put = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { kind, severity, clock } = policy;
    const input = {
      ...{ site: site ?? null, kind, severity, clock, settleSeconds: Number(settle), lapseMinutes: Number(lapse) },
      steps: steps.map(({ minutes, to, channels }) => ({
        ...{ afterMinutes: Number(minutes), channels },
        ...(CALLED_ROLES.some((role) => role === to) ? { role: to } : { person: to }),
      })),
    };
    const done = await send({ input, reason }, (commandId) =>
      client.mutate({ mutation: PUT_POLICY, variables: { policy: input, reason, commandId } }),
    );
    if (done !== null) onPut();
  };
  return (
    <form className="form esc-form" onSubmit={(event) => void put(event)} aria-busy={isSending}>
      <Problem text={problem} />
      <Choice
        label={t("escalation.plant")}
        any={t("escalation.anyPlant")}
        value={site}
        options={(plant?.sites ?? []).map(({ id, name }) => ({ value: id, text: name }))}
        onChange={setSite}
      />
      {steps.map((step, place) => (
        <div key={step.key} className="esc-choices">
          <input
            className="field esc-number"
            type="number"
            min={0}
            aria-label={t("escalation.stepMinutes", { n: place + 1 })}
            value={step.minutes}
            onChange={(event) => change(step.key, { minutes: event.target.value })}
          />
          <Choice
            label={t("escalation.stepRole", { n: place + 1 })}
            value={step.to}
            options={CALLED_ROLES.map((role) => ({ value: role, text: roleWord(role) }))}
            onChange={(to) => change(step.key, { to: to ?? step.to })}
          />
          <button
            type="button"
            className="button"
            aria-label={t("escalation.removeStep", { n: place + 1 })}
            onClick={() => setSteps((before) => before.filter(({ key }) => key !== step.key))}
          >
            ×
          </button>
        </div>
      ))}
      <div className="form-buttons">
        <button
          type="button"
          className="button"
          onClick={() =>
            setSteps((before) => [
              ...before,
              {
                key: Math.max(-1, ...before.map(({ key }) => key)) + 1,
                minutes: before.at(-1)?.minutes ?? "0",
                to: "PLANNER",
                channels: ["IN_APP", "EMAIL", "WEBHOOK"],
              },
            ])
          }
        >
          {t("escalation.addStep")}
        </button>
      </div>
      <label className="form-field">
        <span>{t("escalation.settle")}</span>
        <input
          className="field esc-number"
          type="number"
          min={0}
          value={settle}
          onChange={(event) => setSettle(event.target.value)}
        />
      </label>
      <label className="form-field">
        <span>{t("escalation.lapseMinutes")}</span>
        <input
          className="field esc-number"
          type="number"
          min={1}
          value={lapse}
          onChange={(event) => setLapse(event.target.value)}
        />
      </label>
      <label className="form-field">
        <span>{t("escalation.reason")}</span>
        <input className="field" name="reason" value={reason} onChange={(event) => setReason(event.target.value)} />
        <small>{t("escalation.reasonHint")}</small>
      </label>
      <div className="form-buttons">
        <button type="button" className="button" onClick={onClose}>
          {t("escalation.cancel")}
        </button>
        <button type="submit" className="button button-main" disabled={isSending}>
          {t("escalation.put")}
        </button>
      </div>
    </form>
  );
}
