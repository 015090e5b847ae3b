import type { OutRuleEffect, OutRulesPreview } from "@lockstep/protocol/outgoing";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import { Side, Sides } from "./sides.tsx";

/** The last day's commands as they were judged and as they would be; which would be otherwise, and why. */
export function OutPreview({ of }: { readonly of: OutRulesPreview }): ReactNode {
  const free = of.judged - of.held;
  const more = of.wouldBeHeld - of.held;
  return (
    <div role="status">
      <Sides of={t("rules.outMade")} since={of.since} until={of.until}>
        <Side label={t("rules.outFree")} was={free} by={-more} />
        <Side label={t("rules.outHeld")} was={of.held} by={more} />
        {of.rules.map(({ rule, held, wouldBeHeld }) => (
          <Side key={rule} label={t("rules.outHeldBy", { rule })} was={held} by={wouldBeHeld - held} />
        ))}
      </Sides>
      {!of.isWhole && <p className="steward-hint">{t("rules.outCut", { n: of.judged + of.unknown })}</p>}
      {of.unknown > 0 && <p className="steward-hint">{t("rules.outUnknown", { n: of.unknown })}</p>}
      {of.effects.length === 0 && <p>{t("rules.noDifference")}</p>}
      <Effects of={of.effects} effect="held" total={of.newlyHeld} />
      <Effects of={of.effects} effect="let-go" total={of.letGo} />
    </div>
  );
}

interface EffectsProps {
  readonly of: readonly OutRuleEffect[];
  readonly effect: OutRuleEffect["effect"];
  readonly total: number;
}

function Effects({ of, effect, total }: EffectsProps): ReactNode {
  if (total === 0) return null;
  const shown = of.filter((one) => one.effect === effect);
  return (
    <details open={total < 10}>
      <summary>{t(`rules.outEffect.${effect}`, { n: total })}</summary>
      {shown.length < total && <p className="steward-hint">{t("rules.outShown", { shown: shown.length, total })}</p>}
      <ul className="rules-examples">
        {shown.map(({ commandId, what, subject, rule, why }) => (
          <li key={commandId}>
            {subject === null ? (
              (what ?? commandId)
            ) : (
              <FigureFrom from={{ of: "PRODUCTION_ORDER", id: subject, figure: "ALL" }}>{what ?? commandId}</FigureFrom>
            )}
            <span className="card-small">
              {rule}: {why}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
