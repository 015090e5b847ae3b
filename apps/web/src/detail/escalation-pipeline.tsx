import type { EscalationStep } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { READ_ESCALATION } from "../api/escalation-documents.ts";
import { channelWords, roleWord } from "../escalation/words.ts";
import { t } from "../i18n/i18n.ts";
import "../i18n/escalation-texts.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { StateChip } from "../ui/chips.tsx";
import { Moment } from "../ui/figures.tsx";
import { Section } from "./panel.tsx";

/** Who was called for an exception, and who will be if nothing happens. */
export function EscalationPipeline({ id, zone }: { readonly id: string; readonly zone: string }): ReactNode {
  const { data, old, refusal, again } = useLiveQuery(READ_ESCALATION, { id });
  const escalation = data?.exception?.escalation;
  if (data === null && refusal !== null)
    return (
      <Section title={t("escalation.pipeline")}>
        <p>{t("escalation.pipelineFailed", { why: refusal.message })}</p>
        <button type="button" className="button" onClick={again}>
          {t("detail.retry")}
        </button>
      </Section>
    );
  if (escalation === undefined) return null;
  const { policyVersion, steps } = escalation;
  return (
    <Section
      title={t("escalation.pipeline")}
      hint={policyVersion === null ? undefined : t("escalation.policyVersion", { n: policyVersion })}
    >
      {steps.length === 0 ? (
        <p>{t("escalation.noPipeline")}</p>
      ) : (
        <ol className="timeline" data-old={old}>
          {steps.map((step, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            <li key={place}>
              {step.at === null ? <span>–</span> : <Moment at={step.at} zone={zone} withZone />}
              <Step step={step} />
            </li>
          ))}
        </ol>
      )}
    </Section>
  );
}

/** What goes as it ought to needs no reason. */
const saysWhy = ({ state, people }: EscalationStep): boolean =>
  state !== "TOLD" && (state !== "PLANNED" || people.length === 0);

function Step({ step }: { readonly step: EscalationStep }): ReactNode {
  const isMissed = step.state === "UNREACHABLE";
  const names = step.people.map(({ name }) => name).join(", ");
  const channels = step.state === "TOLD" ? channelWords([...new Set(step.people.flatMap((one) => one.channels))]) : "";
  return (
    <span>
      <StateChip tone={isMissed ? "strong" : "plain"}>{t(`escalation.is.${step.state}`)}</StateChip>{" "}
      <strong>{roleWord(step.role)}</strong> {names} {channels}
      {saysWhy(step) && ` ${step.reason}`}
    </span>
  );
}
