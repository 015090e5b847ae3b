import { useApolloClient } from "@apollo/client/react";
import type { EscalationPolicy } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { PUT_POLICY } from "../api/escalation-documents.ts";
import { t } from "../i18n/i18n.ts";
import { usePlant } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";
import { Choice } from "../ui/choice.tsx";
import { PutForm } from "./put-form.tsx";
import { inputOf, type Step, stepsOf, targetsOf, withOneMore } from "./steps.ts";

interface FormProps {
  readonly policy: EscalationPolicy;
  /** The plant that is looked at: what is for every plant is changed for this one, unless that is chosen. */
  readonly site: string;
  readonly onClose: () => void;
  readonly onPut: () => void;
}

/** Another policy of the same kind and severity, for every plant or for one. The server says what is wrong with it. */
export function PolicyForm({ policy, site: shown, onClose, onPut }: FormProps): ReactNode {
  const client = useApolloClient();
  const plant = usePlant();
  const { isSending, problem, send } = useCommand();
  const [site, setSite] = useState<string | undefined>(policy.site ?? shown);
  const [steps, setSteps] = useState(() => stepsOf(policy.steps));
  const [settle, setSettle] = useState(String(policy.settleSeconds));
  const [lapse, setLapse] = useState(String(policy.lapseMinutes));
  const [reason, setReason] = useState("");
  const put = async (): Promise<void> => {
    const { kind, severity, clock } = policy;
    const input = {
      ...{ site: site ?? null, kind, severity, clock, settleSeconds: Number(settle), lapseMinutes: Number(lapse) },
      steps: inputOf(steps),
    };
    const done = await send({ input, reason }, (commandId) =>
      client.mutate({ mutation: PUT_POLICY, variables: { policy: input, reason, commandId } }),
    );
    if (done !== null) onPut();
  };
  return (
    <PutForm {...{ problem, isSending, reason, setReason, onClose }} onSubmit={put}>
      <Choice
        label={t("escalation.plant")}
        any={t("escalation.anyPlant")}
        value={site}
        options={(plant?.sites ?? []).map(({ id, name }) => ({ value: id, text: name }))}
        onChange={setSite}
      />
      {steps.map((step, place) => (
        <StepFields
          key={step.key}
          step={step}
          n={place + 1}
          onChange={(changed) => setSteps((before) => before.map((one) => (one.key === step.key ? changed : one)))}
          onRemove={() => setSteps((before) => before.filter(({ key }) => key !== step.key))}
        />
      ))}
      <div className="form-buttons">
        <button type="button" className="button" onClick={() => setSteps(withOneMore)}>
          {t("escalation.addStep")}
        </button>
      </div>
      <NumberField label={t("escalation.settle")} min={0} value={settle} onChange={setSettle} />
      <NumberField label={t("escalation.lapseMinutes")} min={1} value={lapse} onChange={setLapse} />
    </PutForm>
  );
}

interface StepProps {
  readonly step: Step;
  /** From 1. */
  readonly n: number;
  readonly onChange: (step: Step) => void;
  readonly onRemove: () => void;
}

function StepFields({ step, n, onChange, onRemove }: StepProps): ReactNode {
  const { value, options } = targetsOf(step);
  return (
    <div className="esc-choices">
      <NumberField
        inRow
        label={t("escalation.stepMinutes", { n })}
        min={0}
        value={step.minutes}
        onChange={(minutes) => onChange({ ...step, minutes })}
      />
      <Choice
        label={t("escalation.stepRole", { n })}
        value={value}
        options={options}
        onChange={(to) => onChange({ ...step, ...options.find((one) => one.value === to)?.target })}
      />
      <button type="button" className="button" aria-label={t("escalation.removeStep", { n })} onClick={onRemove}>
        ×
      </button>
    </div>
  );
}

interface NumberProps {
  readonly label: string;
  readonly min: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** It stands beside others in a row, where the label is only heard. */
  readonly inRow?: boolean;
}

/** Required: what is emptied would else be sent as 0. */
function NumberField({ label, min, value, onChange, inRow = false }: NumberProps): ReactNode {
  return (
    <label className={inRow ? undefined : "form-field"}>
      <span className={inRow ? "visually-hidden" : undefined}>{label}</span>
      <input
        className="field esc-number"
        type="number"
        required
        min={min}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
