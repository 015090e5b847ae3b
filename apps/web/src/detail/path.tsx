import { type ReactNode, useState } from "react";
import type { PathStep } from "../api/answers.ts";
import { READ_PATH } from "../api/detail-documents.ts";
import { t, word } from "../i18n/i18n.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { Phrase } from "../ui/phrase.tsx";
import { foldQueues } from "./fold-queues.ts";
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

interface PathStepsProps {
  readonly path: readonly PathStep[];
  readonly subjectType: string;
}

/** Long queues before one resource are folded to their first and last order, so that the way stays in one view. */
export function PathSteps({ path, subjectType }: PathStepsProps): ReactNode {
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  return (
    <ol className="path">
      {foldQueues(path).map((part) =>
        part.folded && !unfolded.has(part.from) ? (
          <li key={`fold|${part.from}`} className="path-fold">
            <span className="path-what" />
            <button
              type="button"
              className="path-more"
              onClick={() => setUnfolded((before) => new Set([...before, part.from]))}
            >
              {t("detail.pathMore", { n: part.steps.length })}
            </button>
          </li>
        ) : (
          part.steps.map((step, index) => (
            <Step
              key={`${step.what}|${step.id}`}
              step={step}
              subjectType={subjectType}
              last={part.from + index === path.length - 1}
            />
          ))
        ),
      )}
    </ol>
  );
}

interface StepProps {
  readonly step: PathStep;
  readonly subjectType: string;
  readonly last: boolean;
}

function Step({ step, subjectType, last }: StepProps): ReactNode {
  return (
    <li className={step.what === "CAUSE" ? "path-cause" : undefined}>
      <span className="path-what">{word("step", step.what)}</span>
      <span className="path-text">
        <Open place={placeOfStep(step, subjectType)}>
          <Phrase of={step.text} />
        </Open>
        {last && <span className="path-domino">{t("detail.firstDomino")}</span>}
      </span>
    </li>
  );
}
