import type { ReactNode } from "react";
import type { Cause } from "../api/quarantine-documents.ts";
import { formatSpan } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useNow } from "../shell/context.tsx";
import { Shape, StateChip } from "../ui/chips.tsx";

const SEVERITY = { DUE: "HIGH", ESCALATED: "CRITICAL" } as const;

/** How far it is: open ones are plain, as nothing is wrong yet. */
function StageChip({ stage }: Pick<Cause, "stage">): ReactNode {
  const said = t(`quarantine.stage.${stage}`);
  if (stage === "OPEN") return <StateChip>{said}</StateChip>;
  const severity = SEVERITY[stage];
  return (
    <span className={`chip chip-${severity.toLowerCase()}`}>
      <Shape severity={severity} />
      {said}
    </span>
  );
}

/** Its stage, and how long until it is due, or since when. */
export function StageClock({ stage, dueAt }: Pick<Cause, "stage" | "dueAt">): ReactNode {
  const now = useNow();
  const left = Date.parse(dueAt) - Date.parse(now);
  return (
    <span className="stage-clock">
      <StageChip stage={stage} />
      <span>{t(left > 0 ? "quarantine.dueIn" : "quarantine.overdue", { span: formatSpan(left) })}</span>
    </span>
  );
}
