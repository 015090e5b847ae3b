import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { FigureFrom } from "../lineage/figure-from.tsx";
import type { LineageSubject } from "../lineage/subject.ts";
import type { PlanSearch } from "./plan-search.ts";

interface FindingHeadProps {
  readonly finding: string;
  readonly from: LineageSubject;
  readonly search: PlanSearch;
  readonly change: (to: PlanSearch) => void;
  readonly onSave: () => void;
  /** What else can be chosen there. */
  readonly children?: ReactNode;
}

/** What the picture says, and the same as a table and as a file. */
export function FindingHead({ finding, from, search, change, onSave, children }: FindingHeadProps): ReactNode {
  const isTable = search.show === "table";
  return (
    <div className="plan-finding">
      <h2>
        <FigureFrom from={from}>{finding}</FigureFrom>
      </h2>
      <span className="plan-actions">
        {children}
        <button type="button" className="button" onClick={() => change({ show: isTable ? undefined : "table" })}>
          {isTable ? t("plan.picture") : t("plan.table")}
        </button>
        <button type="button" className="button" onClick={onSave}>
          {t("plan.csv")}
        </button>
      </span>
    </div>
  );
}
