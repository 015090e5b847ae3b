import { type ReactNode, useState } from "react";
import { t, word } from "../i18n/i18n.ts";
import { SEVERITIES } from "../live/severity.ts";
import { TYPE_NAMES } from "./fact-types.ts";
import { type ConditionKind, conditionsOf, FIELDS, type RuleForm } from "./rule-form.ts";

const OF_A_MESSAGE = ["sources", "connectors", "sites", "items"] as const;
const OF_THE_STATE = ["sources", "sites", "items", "units"] as const;

interface RuleEditorProps {
  readonly form: RuleForm;
  /** It is in force: its id stays. */
  readonly isKnown: boolean;
  readonly onChange: (form: RuleForm) => void;
  readonly onRemove: () => void;
}

/** One rule of the site's own: what it looks at, and when it speaks. */
export function RuleEditor({ form, isKnown, onChange, onRemove }: RuleEditorProps): ReactNode {
  const [isNarrow] = useState(
    [form.sources, form.connectors, form.sites, form.items, form.units].some((text) => text !== ""),
  );
  const set = (some: Partial<RuleForm>): void => onChange({ ...form, ...some });
  const setKind = (kind: RuleForm["kind"]): void => {
    const kinds = conditionsOf(kind);
    set({ kind, is: kinds.includes(form.is) ? form.is : (kinds[0] ?? form.is) });
  };
  return (
    <form className="form" onSubmit={(event) => event.preventDefault()}>
      <Text label={t("rules.text")} value={form.text} onChange={(text) => set({ text })} />
      {!isKnown && (
        <Text label={t("rules.id")} hint={t("rules.idHint")} value={form.id} onChange={(id) => set({ id })} />
      )}
      <div className="form-line rules-pair">
        <label className="form-field">
          <span>{t("rules.kind")}</span>
          <select
            className="field"
            value={form.kind}
            onChange={(event) => setKind(event.target.value as RuleForm["kind"])}
          >
            {(["QUARANTINE", "FINDING"] as const).map((kind) => (
              <option key={kind} value={kind}>
                {t(`rules.kind.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        {form.kind === "FINDING" && (
          <label className="form-field">
            <span>{t("rules.severity")}</span>
            <select className="field" value={form.severity} onChange={(event) => set({ severity: event.target.value })}>
              <option value="">{t("rules.ungraded")}</option>
              {SEVERITIES.map((severity) => (
                <option key={severity} value={severity}>
                  {word("severity", severity)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="rules-check">
          <input type="checkbox" checked={form.on} onChange={(event) => set({ on: event.target.checked })} />
          {t("rules.on")}
        </label>
      </div>
      <label className="form-field">
        <span>{t("rules.condition")}</span>
        <select
          className="field"
          value={form.is}
          onChange={(event) => set({ is: event.target.value as ConditionKind })}
        >
          {conditionsOf(form.kind).map((is) => (
            <option key={is} value={is}>
              {t(`rules.is.${is}`)}
            </option>
          ))}
        </select>
      </label>
      <div className="rules-fields">
        {FIELDS[form.is].map((name) => (
          <Text
            key={name}
            label={t(`rules.${name}`)}
            value={form[name]}
            onChange={(value) => set({ [name]: value })}
            {...(name === "field" ? { hint: t("rules.fieldHint") } : {})}
          />
        ))}
      </div>
      <Types of={form.types} onChange={(types) => set({ types })} />
      <details open={isNarrow}>
        <summary>{t("rules.where")}</summary>
        <div className="rules-fields">
          {(form.kind === "QUARANTINE" ? OF_A_MESSAGE : OF_THE_STATE).map((name) => (
            <Text
              key={name}
              label={t(`rules.${name}`)}
              value={form[name]}
              onChange={(value) => set({ [name]: value })}
            />
          ))}
        </div>
      </details>
      <div className="form-buttons">
        <button type="button" className="button" onClick={onRemove}>
          {t("rules.remove")}
        </button>
      </div>
    </form>
  );
}

interface TextProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function Text({ label, hint, value, onChange }: TextProps): ReactNode {
  return (
    <label className="form-field">
      <span>{label}</span>
      <input className="field" value={value} maxLength={4_000} onChange={(event) => onChange(event.target.value)} />
      {hint !== undefined && <small>{hint}</small>}
    </label>
  );
}

interface TypesProps {
  readonly of: readonly string[];
  readonly onChange: (types: readonly string[]) => void;
}

function Types({ of, onChange }: TypesProps): ReactNode {
  // As it begins: whoever is choosing is not interrupted.
  const [isOpen] = useState(of.length === 0);
  return (
    <details open={isOpen}>
      <summary>
        {t("rules.types")}: <strong>{of.join(", ") || "–"}</strong>
      </summary>
      <fieldset className="rules-types" aria-label={t("rules.types")}>
        {TYPE_NAMES.map((type) => (
          <label key={type} className="rules-check">
            <input
              type="checkbox"
              checked={of.includes(type)}
              onChange={(event) => onChange(event.target.checked ? [...of, type] : of.filter((one) => one !== type))}
            />
            {type}
          </label>
        ))}
      </fieldset>
    </details>
  );
}
