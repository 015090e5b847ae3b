import type { Channel } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { Choice } from "../ui/choice.tsx";
import { CHANNELS } from "./choices.ts";
import { type Callable, moved, type Step, targetsOf, withOneMore } from "./steps.ts";

interface StepsProps {
  readonly steps: readonly Step[];
  /** Those who can be called by name. */
  readonly callable: Callable;
  readonly onChange: (steps: readonly Step[]) => void;
}

/** Whom to call after how long and over what, one after the other. */
export function StepsFields({ steps, callable, onChange }: StepsProps): ReactNode {
  return (
    <>
      {steps.map((step, place) => (
        <StepFields
          key={step.key}
          {...{ step, callable, n: place + 1, isLast: place === steps.length - 1 }}
          onChange={(changed) => onChange(steps.map((one) => (one.key === step.key ? changed : one)))}
          onMove={(by) => onChange(moved(steps, place, by))}
          onRemove={() => onChange(steps.filter(({ key }) => key !== step.key))}
        />
      ))}
      {steps.length === 0 && <p>{t("escalation.wouldNone")}</p>}
      <div className="form-buttons">
        <button type="button" className="button" onClick={() => onChange(withOneMore(steps))}>
          {t("escalation.addStep")}
        </button>
      </div>
    </>
  );
}

interface StepProps {
  readonly step: Step;
  readonly callable: Callable;
  /** From 1. */
  readonly n: number;
  readonly isLast: boolean;
  readonly onChange: (step: Step) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function StepFields({ step, callable, n, isLast, onChange, onMove, onRemove }: StepProps): ReactNode {
  const { value, options } = targetsOf(step, callable);
  return (
    <fieldset className="esc-choices esc-step">
      <legend className="visually-hidden">{t("escalation.stepN", { n })}</legend>
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
      <span className="esc-step-buttons">
        <button
          type="button"
          className="button"
          aria-label={t("escalation.stepUp", { n })}
          disabled={n === 1}
          onClick={() => onMove(-1)}
        >
          ↑
        </button>
        <button
          type="button"
          className="button"
          aria-label={t("escalation.stepDown", { n })}
          disabled={isLast}
          onClick={() => onMove(1)}
        >
          ↓
        </button>
        <button type="button" className="button" aria-label={t("escalation.removeStep", { n })} onClick={onRemove}>
          ×
        </button>
      </span>
      <Channels n={n} chosen={step.channels} onChange={(channels) => onChange({ ...step, channels })} />
    </fieldset>
  );
}

interface ChannelsProps {
  readonly n: number;
  readonly chosen: readonly Channel[];
  readonly onChange: (channels: readonly Channel[]) => void;
}

/** What the app tells, a person's devices tell, too: they are no choice of their own. */
function Channels({ n, chosen, onChange }: ChannelsProps): ReactNode {
  return (
    <span className="ro-days">
      {CHANNELS.map((channel) => (
        <label key={channel}>
          <input
            type="checkbox"
            aria-label={t("escalation.stepChannel", { n, channel: t(`escalation.channel.${channel}`) })}
            checked={chosen.includes(channel)}
            onChange={({ target }) =>
              onChange(CHANNELS.filter((one) => (one === channel ? target.checked : chosen.includes(one))))
            }
          />
          {t(`escalation.channel.${channel}`)}
        </label>
      ))}
    </span>
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
export function NumberField({ label, min, value, onChange, inRow = false }: NumberProps): ReactNode {
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
