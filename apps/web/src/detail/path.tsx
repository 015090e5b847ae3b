import type { ReactNode } from "react";
import type { PathStep } from "../api/answers.ts";
import { READ_PATH } from "../api/detail-documents.ts";
import { t, word } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { Open } from "./panel.tsx";
import { placeOfStep } from "./places.ts";

/** The explanation: every step from the order line to the cause, each to be opened. */
export function ExplanationPath({ line }: { readonly line: string }): ReactNode {
  const { data, old, refusal, again } = useLiveQuery(READ_PATH, { id: line });
  if (!data) {
    if (!refusal) return <Placeholder rows={3} label={t("detail.loading")} />;
    return (
      <Notice title={t("detail.failed")} tone="failed">
        <p>{refusal.message}</p>
        <button type="button" className="button" onClick={again}>
          {t("detail.retry")}
        </button>
      </Notice>
    );
  }
  const path = data.orderLine?.path ?? [];
  if (path.length === 0) return <p>{t("detail.noPath")}</p>;
  return (
    <div data-old={old}>
      <PathSteps path={path} subjectType={data.orderLine?.cause?.subjectType ?? ""} />
    </div>
  );
}

export function PathSteps({
  path,
  subjectType,
}: {
  readonly path: readonly PathStep[];
  readonly subjectType: string;
}): ReactNode {
  return (
    <ol className="path">
      {path.map((step, index) => (
        <li key={`${step.what}|${step.id}`} className={step.what === "CAUSE" ? "path-cause" : undefined}>
          <span className="path-what">{word("step", step.what)}</span>
          <span className="path-text">
            <Open place={placeOfStep(step, subjectType)}>{step.text}</Open>
            {index === path.length - 1 && <span className="path-domino">{t("detail.firstDomino")}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
