import type { EscalationPolicy, UnreachableStep } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useState } from "react";
import { t, word } from "../i18n/i18n.ts";
import { useSiteName } from "../shell/context.tsx";
import { SeverityChip, StateChip } from "../ui/chips.tsx";
import { PolicyForm } from "./policy-form.tsx";
import { Table } from "./table.tsx";
import { roleWord } from "./words.ts";

interface PoliciesProps {
  readonly policies: readonly EscalationPolicy[];
  /** The plant that is looked at. */
  readonly site: string;
  readonly mayChange: boolean;
  readonly unreachable: readonly UnreachableStep[];
  readonly onPut: () => void;
}

const keyOf = ({ site, kind, severity }: Pick<EscalationPolicy, "site" | "kind" | "severity">): string =>
  `${site ?? ""}|${kind ?? ""}|${severity}`;

/** Whom to call for what, one line a policy; a step that would find nobody is marked. */
export function Policies({ policies, site, mayChange, unreachable, onPut }: PoliciesProps): ReactNode {
  const [changed, setChanged] = useState<string | null>(null);
  const siteName = useSiteName();
  const lost = new Set(unreachable.map(({ policy, place }) => `${keyOf(policy)}|${place}`));
  const policy = policies.find((one) => keyOf(one) === changed);
  return (
    <section className="esc-section">
      <h2>{t("escalation.policies")}</h2>
      <p className="steward-hint">{t("escalation.policiesHint")}</p>
      <Table
        heads={[
          t("escalation.severity"),
          t("escalation.plant"),
          t("escalation.kind"),
          t("escalation.steps"),
          t("escalation.clock"),
          t("escalation.lapse"),
          t("escalation.version"),
        ]}
        action={t("escalation.change")}
      >
        {policies.map((one) => (
          <tr key={keyOf(one)}>
            <td>
              <SeverityChip severity={one.severity} over />
            </td>
            <td>{one.site === null ? t("escalation.anyPlant") : siteName(one.site)}</td>
            <td>{one.kind === null ? t("escalation.anyKind") : word("kind", one.kind)}</td>
            <td>
              <Steps policy={one} lost={lost} />
            </td>
            <td>{t(`escalation.clock.${one.clock}`)}</td>
            <td>{t("escalation.minutes", { n: one.lapseMinutes })}</td>
            <td>
              {one.putAt === null
                ? t("escalation.shipped")
                : t("escalation.byAt", { n: one.version, by: one.putBy, reason: one.reason })}
            </td>
            <td>
              {mayChange && (
                <button type="button" className="button" onClick={() => setChanged(keyOf(one))}>
                  {t("escalation.change")}
                </button>
              )}
            </td>
          </tr>
        ))}
      </Table>
      {policy && (
        <PolicyForm
          key={changed}
          policy={policy}
          site={site}
          onClose={() => setChanged(null)}
          onPut={() => {
            setChanged(null);
            onPut();
          }}
        />
      )}
    </section>
  );
}

function Steps({ policy, lost }: { readonly policy: EscalationPolicy; readonly lost: ReadonlySet<string> }): ReactNode {
  if (policy.steps.length === 0) return t("escalation.noSteps");
  return (
    <ol className="esc-steps">
      {policy.steps.map((step, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
        <li key={place}>
          {step.role === null ? step.person : roleWord(step.role)} {t("escalation.minutes", { n: step.afterMinutes })}{" "}
          {lost.has(`${keyOf(policy)}|${place}`) && <StateChip tone="strong">{t("escalation.unreachable")}</StateChip>}
        </li>
      ))}
    </ol>
  );
}
