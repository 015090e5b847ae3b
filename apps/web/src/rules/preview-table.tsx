import type { ReactNode } from "react";
import type { Preview } from "../api/rule-documents.ts";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { Difference, Side, Sides } from "./sides.tsx";

/** What was received, as it was and as it would be; the first of what would be otherwise, each with where it comes from. */
export function PreviewTable({ of }: { readonly of: Preview }): ReactNode {
  const moved = of.keptOut - of.letIn;
  const found = of.findingsMade - of.findingsGone;
  return (
    <div role="status">
      <Sides of={t("rules.of")} since={of.since} until={of.until}>
        <Side label={t("rules.accepted")} was={of.accepted} by={-moved} />
        <Side label={t("rules.quarantined")} was={of.quarantined} by={moved} />
        <tr>
          <th scope="row">{t("rules.findings")}</th>
          <td>–</td>
          <td>
            <Difference by={found} />
          </td>
        </tr>
      </Sides>
      {of.rules.length === 0 && <p>{t("rules.noDifference")}</p>}
      {of.rules.map((one) => (
        <details key={one.rule} open={of.rules.length < 4}>
          <summary>
            {t("rules.byRule", {
              rule: one.rule,
              kept: one.keptOut,
              let: one.letIn,
              made: one.findingsMade,
              gone: one.findingsGone,
            })}
          </summary>
          {EFFECTS.map(({ effect, count: total }) => (
            <Left key={effect} effect={effect} total={one[total]} of={one.examples} />
          ))}
          <ul className="rules-examples">
            {one.examples.map((example) => (
              <Example key={`${example.effect} ${example.type} ${example.id} ${example.seq ?? ""}`} of={example} />
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

type Examples = Preview["rules"][number]["examples"];

const EFFECTS = [
  { effect: "KEPT_OUT", count: "keptOut" },
  { effect: "LET_IN", count: "letIn" },
  { effect: "FINDING_MADE", count: "findingsMade" },
  { effect: "FINDING_GONE", count: "findingsGone" },
] as const;

interface LeftProps {
  readonly effect: Examples[number]["effect"];
  readonly total: number;
  readonly of: Examples;
}

/** How many of an effect are listed, where that is not all. */
function Left({ effect, total, of }: LeftProps): ReactNode {
  const shown = of.filter((one) => one.effect === effect).length;
  if (shown >= total) return null;
  return <p className="steward-hint">{t("rules.shown", { shown, total, effect: t(`rules.effect.${effect}`) })}</p>;
}

/** A fact with what it is about, or what a finding is about: that opens where it comes from. */
function Example({ of: { effect, seq, id, type, text, of, subject } }: { readonly of: Examples[number] }): ReactNode {
  return (
    <li>
      <strong>{t(`rules.effect.${effect}`)}</strong> {type} {(seq !== null || of === null) && `${id} `}
      {of !== null && subject !== null && (
        <FigureFrom from={{ of, id: subject, figure: "ALL" }}>{seq === null ? id : subject}</FigureFrom>
      )}
      <span className="card-small">{text}</span>
    </li>
  );
}
