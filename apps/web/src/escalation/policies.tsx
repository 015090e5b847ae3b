import type { CauseKind, EscalationPolicy, UnreachableStep } from "@lockstep/protocol/generated/schema";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { t, word } from "../i18n/i18n.ts";
import { useSiteName } from "../shell/context.tsx";
import { SeverityChip, StateChip } from "../ui/chips.tsx";
import { draftOf, holding, type PolicyDraft, whatItDoes } from "./policy-draft.ts";
import { PolicyForm } from "./policy-form.tsx";
import type { Callable } from "./steps.ts";
import { Table } from "./table.tsx";
import { targetWord } from "./words.ts";

interface PoliciesProps {
  readonly policies: readonly EscalationPolicy[];
  /** The plant that is looked at. */
  readonly site: string;
  readonly mayChange: boolean;
  readonly unreachable: readonly UnreachableStep[];
  readonly callable: Callable;
  /** Of what kind it was asked to make a policy; left out: it was not. */
  readonly proposed: CauseKind | undefined;
  readonly onPut: () => void;
}

const keyOf = ({ site, kind, severity }: Pick<EscalationPolicy, "site" | "kind" | "severity">): string =>
  `${site ?? ""}|${kind ?? ""}|${severity}`;

/** Whom to call for what, one line a policy; a step that would find nobody is marked. */
export function Policies({
  policies,
  site,
  mayChange,
  unreachable,
  callable,
  proposed,
  onPut,
}: PoliciesProps): ReactNode {
  const another = (kind: CauseKind | undefined): PolicyDraft | null => {
    const scope = { site, kind, severity: "HIGH" } as const;
    const holds = holding(policies, scope);
    return holds === undefined ? null : { ...scope, ...whatItDoes(holds) };
  };
  const [draft, setDraft] = useState(() => (proposed === undefined ? null : another(proposed)));
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (proposed !== undefined) section.current?.scrollIntoView();
  }, [proposed]);
  const siteName = useSiteName();
  const lost = new Set(unreachable.map(({ policy, place }) => `${keyOf(policy)}|${place}`));
  return (
    <section className="esc-section" ref={section}>
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
                <button
                  type="button"
                  className="button"
                  onClick={() => setDraft({ ...draftOf(one), site: one.site ?? site })}
                >
                  {t("escalation.change")}
                </button>
              )}
            </td>
          </tr>
        ))}
      </Table>
      {mayChange && draft === null && (
        <button type="button" className="button" onClick={() => setDraft(another(undefined))}>
          {t("escalation.another")}
        </button>
      )}
      {mayChange && draft !== null && (
        <PolicyForm
          key={JSON.stringify([draft.site, draft.kind, draft.severity])}
          draft={draft}
          site={site}
          callable={callable}
          onClose={() => setDraft(null)}
          onPut={() => {
            setDraft(null);
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
          {targetWord(step)} {t("escalation.minutes", { n: step.afterMinutes })}{" "}
          {lost.has(`${keyOf(policy)}|${place}`) && <StateChip tone="strong">{t("escalation.unreachable")}</StateChip>}
        </li>
      ))}
    </ol>
  );
}
