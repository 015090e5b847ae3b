import { useApolloClient, useMutation } from "@apollo/client/react";
import { type ReactNode, useState } from "react";
import { PREVIEW_RULES, type Preview, PUT_RULES_IN_FORCE, type RuleInput } from "../api/rule-documents.ts";
import { t } from "../i18n/i18n.ts";
import { ReasonForm } from "../steward/reason-form.tsx";
import { useCommand } from "../steward/use-command.ts";
import { Problem } from "../ui/problem.tsx";
import { PreviewTable } from "./preview-table.tsx";
import { inputOf, type RuleForm } from "./rule-form.ts";

interface ProposalProps {
  readonly forms: readonly RuleForm[];
  readonly differ: number;
  /** The version that the changes were begun on, and the one in force by now. */
  readonly basedOn: number;
  readonly inForce: number;
  readonly onDiscard: () => void;
  readonly onDone: (version: number) => void;
}

/** What is different from what is in force: first what it would have done, then put in force with a reason. */
export function Proposal({ forms, differ, basedOn, inForce, onDiscard, onDone }: ProposalProps): ReactNode {
  const client = useApolloClient();
  const [put] = useMutation(PUT_RULES_IN_FORCE);
  const { isSending, problem, say, send } = useCommand();
  const [seen, setSeen] = useState<{ readonly rules: string; readonly preview: Preview } | null>(null);
  const rules = inputsOf(forms);
  const text = JSON.stringify(rules);
  const preview = seen?.rules === text ? seen.preview : null;
  const look = async (): Promise<void> => {
    if ("wrong" in rules) return say(rules.wrong);
    const answer = await send(["preview", text], () =>
      client.query({ query: PREVIEW_RULES, variables: { rules: rules.inputs, since: null }, fetchPolicy: "no-cache" }),
    );
    if (answer?.data) setSeen({ rules: text, preview: answer.data.preview });
  };
  return (
    <section className="rules-proposal" aria-label={t("rules.changes", { n: differ })}>
      <h3>{t("rules.changes", { n: differ })}</h3>
      <p className="steward-hint">
        {basedOn === inForce ? t("rules.changesHint") : t("rules.nowOther", { n: inForce, before: basedOn })}
      </p>
      <Problem text={problem} />
      <div className="form-buttons">
        <button
          type="button"
          className={preview === null ? "button button-main" : "button"}
          disabled={isSending}
          onClick={() => void look()}
        >
          {isSending ? t("rules.previewing") : t("rules.preview")}
        </button>
        <button type="button" className="button" onClick={onDiscard}>
          {t("rules.discard")}
        </button>
      </div>
      {preview !== null && <PreviewTable of={preview} />}
      {preview !== null && "inputs" in rules && (
        <ReasonForm
          title={t("rules.putTitle")}
          button={t("rules.put")}
          about={["rules", basedOn, text]}
          send={(reason, commandId) => put({ variables: { rules: rules.inputs, basedOn, reason, commandId } })}
          onDone={({ data }) => data && onDone(data.put.version)}
        />
      )}
    </section>
  );
}

function inputsOf(forms: readonly RuleForm[]): { readonly inputs: readonly RuleInput[] } | { readonly wrong: string } {
  const inputs: RuleInput[] = [];
  for (const form of forms) {
    const input = inputOf(form);
    if ("found" in input) {
      return {
        wrong: `${input.rule}: ${t("rules.notNumber", { what: t(`rules.${input.what}`), found: input.found })}`,
      };
    }
    inputs.push(input);
  }
  return { inputs };
}
