import type { WouldCallStep } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { StateChip } from "../ui/chips.tsx";
import { Moment } from "../ui/figures.tsx";
import { Table } from "./table.tsx";
import { channelWords, roleWord } from "./words.ts";

interface WouldStepsProps {
  readonly steps: readonly WouldCallStep[];
  readonly zone: string;
}

/** Whom steps would call now, and which of them nobody. */
export function WouldSteps({ steps, zone }: WouldStepsProps): ReactNode {
  if (steps.length === 0) return <p>{t("escalation.wouldNone")}</p>;
  return (
    <Table heads={[t("escalation.after"), t("escalation.role"), t("escalation.people"), t("escalation.why")]}>
      {steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <tr key={place}>
          <td>{t("escalation.minutes", { n: step.afterMinutes })}</td>
          <td>{roleWord(step.role)}</td>
          <td>
            {step.isReachable ? (
              step.people.map(({ id, name, channels }) => (
                <div key={id}>{channels.length === 0 ? name : `${name}: ${channelWords(channels)}`}</div>
              ))
            ) : (
              <StateChip tone="strong">{t("escalation.nobody")}</StateChip>
            )}
          </td>
          <td>
            {step.reason} {step.from !== null && <Moment at={step.from} zone={zone} withZone />}
          </td>
        </tr>
      ))}
    </Table>
  );
}
