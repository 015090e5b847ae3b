import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { ASKS, hasFigure, type OutRuleForm } from "./out-rule-form.ts";

interface RowProps {
  readonly form: OutRuleForm;
  /** Null: it is taken out. */
  readonly onChange: (form: OutRuleForm | null) => void;
}

/** One rule on the way out, with its figure. */
export function OutRuleRow({ form, onChange }: RowProps): ReactNode {
  const name = t(`rules.out.${form.rule}`);
  return (
    <li>
      <span className="rules-out-name">{name}</span>
      {form.rule === "approval" && (
        <select
          className="choice"
          aria-label={t("rules.outAsk")}
          value={form.ask}
          onChange={(event) => {
            const ask = ASKS.find((one) => one === event.target.value);
            if (ask !== undefined) onChange({ ...form, ask });
          }}
        >
          {ASKS.map((ask) => (
            <option key={ask} value={ask}>
              {t(`rules.outAsk.${ask}`)}
            </option>
          ))}
        </select>
      )}
      {hasFigure(form) && (
        <label className="rules-out-figure">
          <input
            className="field"
            inputMode="decimal"
            value={form.figure}
            aria-label={t("rules.outFigure", { rule: name })}
            onChange={(event) => onChange({ ...form, figure: event.target.value })}
          />
          {t(`rules.outUnit.${form.rule as "more-than-ordered" | "counter-jump" | "approval"}`)}
        </label>
      )}
      <button
        type="button"
        className="button button-quiet button-small"
        aria-label={t("rules.outRemove", { rule: name })}
        onClick={() => onChange(null)}
      >
        ×
      </button>
    </li>
  );
}
