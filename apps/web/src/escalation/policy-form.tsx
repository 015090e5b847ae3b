import { useApolloClient } from "@apollo/client/react";
import { useDebouncedValue } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { PUT_POLICY, READ_POLICY_DRAFT } from "../api/escalation-documents.ts";
import { Panel } from "../detail/panel.tsx";
import { t, word } from "../i18n/i18n.ts";
import { SEVERITIES } from "../live/severity.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { usePlant, useZone } from "../shell/context.tsx";
import { useCommand } from "../steward/use-command.ts";
import { Choice } from "../ui/choice.tsx";
import { CLOCKS, KINDS } from "./choices.ts";
import { type PolicyDraft, policyInput } from "./policy-draft.ts";
import { NumberField, StepsFields } from "./policy-fields.tsx";
import { PutForm } from "./put-form.tsx";
import type { Callable } from "./steps.ts";
import { WouldSteps } from "./would-steps.tsx";

const JUDGED_AFTER_MS = 300;

interface FormProps {
  /** What it begins with. */
  readonly draft: PolicyDraft;
  /** The plant that is looked at: there it is said whom the draft would call. */
  readonly site: string;
  readonly callable: Callable;
  readonly onClose: () => void;
  readonly onPut: () => void;
}

/** A policy for a plant or all, for a kind or all. The server says whom it would call now, and what is wrong with it. */
export function PolicyForm({ draft: first, site: shown, callable, onClose, onPut }: FormProps): ReactNode {
  const client = useApolloClient();
  const plant = usePlant();
  const { isSending, problem, send } = useCommand();
  const [draft, setDraft] = useState(first);
  const [reason, setReason] = useState("");
  const change = (patch: Partial<PolicyDraft>): void => setDraft((before) => ({ ...before, ...patch }));
  const put = async (): Promise<void> => {
    const input = policyInput(draft);
    const done = await send({ input, reason }, (commandId) =>
      client.mutate({ mutation: PUT_POLICY, variables: { policy: input, reason, commandId } }),
    );
    if (done !== null) onPut();
  };
  return (
    <PutForm {...{ problem, isSending, reason, setReason, onClose }} onSubmit={put}>
      <div className="esc-choices">
        <Choice
          label={t("escalation.plant")}
          any={t("escalation.anyPlant")}
          value={draft.site}
          options={(plant?.sites ?? []).map(({ id, name }) => ({ value: id, text: name }))}
          onChange={(site) => change({ site })}
        />
        <Choice
          label={t("escalation.kind")}
          any={t("escalation.anyKind")}
          value={draft.kind}
          options={KINDS.map((one) => ({ value: one, text: word("kind", one) }))}
          onChange={(to) => change({ kind: KINDS.find((one) => one === to) })}
        />
        <Choice
          label={t("escalation.severity")}
          value={draft.severity}
          options={SEVERITIES.map((one) => ({ value: one, text: word("severity", one) }))}
          onChange={(to) => change({ severity: SEVERITIES.find((one) => one === to) ?? draft.severity })}
        />
        <Choice
          label={t("escalation.clock")}
          value={draft.clock}
          options={CLOCKS.map((one) => ({ value: one, text: t(`escalation.clock.${one}`) }))}
          onChange={(to) => change({ clock: CLOCKS.find((one) => one === to) ?? draft.clock })}
        />
      </div>
      <StepsFields steps={draft.steps} callable={callable} onChange={(steps) => change({ steps })} />
      <NumberField
        label={t("escalation.settle")}
        min={0}
        value={draft.settle}
        onChange={(settle) => change({ settle })}
      />
      <NumberField
        label={t("escalation.lapseMinutes")}
        min={1}
        value={draft.lapse}
        onChange={(lapse) => change({ lapse })}
      />
      <Judged draft={draft} site={draft.site ?? shown} />
    </PutForm>
  );
}

/** Whom it would call if it were in force, as it is being typed. */
function Judged({ draft, site }: { readonly draft: PolicyDraft; readonly site: string }): ReactNode {
  const [settled] = useDebouncedValue(draft, JUDGED_AFTER_MS);
  const answer = useLiveQuery(READ_POLICY_DRAFT, { site, policy: policyInput(settled) });
  const zone = useZone(site);
  return (
    <section aria-label={t("escalation.draft")}>
      <h3>{t("escalation.draft")}</h3>
      <Panel answer={answer} pick={(data) => data.policyDraft}>
        {({ steps, problem }) => (
          <>
            {problem !== null && <p className="ro-wrong">{problem}</p>}
            <WouldSteps steps={steps} zone={zone} />
          </>
        )}
      </Panel>
    </section>
  );
}
