import type { OutRuleShape, OutRulesPreview } from "@lockstep/protocol/outgoing";
import { type ReactNode, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { useCommand } from "../steward/use-command.ts";
import { Problem } from "../ui/problem.tsx";
import { OutPreview } from "./out-preview.tsx";
import { newOutRule, OUT_RULES, type OutRuleForm, outFormsOf, outShapeOf, yamlOf } from "./out-rule-form.ts";
import { OutRuleRow } from "./out-rule-row.tsx";
import { type OutRuleSet, previewOutRules } from "./out-rules-api.ts";

/** The rules that hold back what a system is told: others are tried on the last day's commands, and declared in the file. */
export function OutRules({ of: { connector, version, rules } }: { readonly of: OutRuleSet }): ReactNode {
  const [forms, setForms] = useState(() => outFormsOf(rules));
  const [seen, setSeen] = useState<{ readonly text: string; readonly preview: OutRulesPreview } | null>(null);
  const { isSending, problem, say, send } = useCommand();
  const shapes = forms.map(outShapeOf);
  const text = JSON.stringify(shapes);
  const preview = seen?.text === text ? seen.preview : null;
  const isChanged = text !== JSON.stringify(outFormsOf(rules).map(outShapeOf));
  const change = (at: number, next: OutRuleForm | null): void =>
    setForms(forms.flatMap((form, k) => (k !== at ? form : (next ?? []))));
  const look = async (): Promise<void> => {
    const wrong = shapes.find((shape) => "found" in shape);
    if (wrong !== undefined) return say(t("rules.outNotNumber", { found: wrong.found }));
    const answer = await send(["preview", text], () => previewOutRules(connector, shapes.filter(isShape)));
    if (answer !== null) setSeen({ text, preview: answer });
  };
  return (
    <>
      <h2>{t("rules.outOf", { connector })}</h2>
      <p className="steward-hint">{t("rules.outDeclared", { n: version })}</p>
      <ol className="rules-out">
        {forms.map((form, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a rule has no name of its own, and its place is what it is judged by
          <OutRuleRow key={k} form={form} onChange={(next) => change(k, next)} />
        ))}
      </ol>
      <label className="form-field">
        <span>{t("rules.outAdd")}</span>
        <select
          className="choice"
          value=""
          onChange={(event) => {
            const rule = OUT_RULES.find((one) => one === event.target.value);
            if (rule !== undefined) setForms([...forms, newOutRule(rule)]);
          }}
        >
          <option value="">{t("rules.outChoose")}</option>
          {OUT_RULES.map((rule) => (
            <option key={rule} value={rule}>
              {t(`rules.out.${rule}`)}
            </option>
          ))}
        </select>
      </label>
      <section className="rules-proposal" aria-label={t("rules.outTry")}>
        <Problem text={problem} />
        <div className="form-buttons">
          <button type="button" className="button button-main" disabled={isSending} onClick={() => void look()}>
            {isSending ? t("rules.previewing") : t("rules.preview")}
          </button>
          {isChanged && (
            <button type="button" className="button" onClick={() => setForms(outFormsOf(rules))}>
              {t("rules.outBack")}
            </button>
          )}
        </div>
        {preview !== null && <OutPreview of={preview} />}
        {preview !== null && isChanged && (
          <>
            <p>{t("rules.outDeclare", { connector })}</p>
            <pre className="rules-yaml">{yamlOf(shapes.filter(isShape), version + 1)}</pre>
          </>
        )}
      </section>
    </>
  );
}

const isShape = (shape: ReturnType<typeof outShapeOf>): shape is OutRuleShape => "rule" in shape;
