import { useApolloClient } from "@apollo/client/react";
import type { ReactNode } from "react";
import { READ_ACTS } from "../api/lineage-documents.ts";
import { formatTime } from "../format/time.ts";
import { t, word } from "../i18n/i18n.ts";
import { FigureFrom } from "./figure-from.tsx";
import { exceptionFrom } from "./keys.ts";
import type { LineageActs } from "./lineage-answer.ts";
import { MoreButton } from "./more-button.tsx";
import type { LineageSubject } from "./subject.ts";
import { useMore } from "./use-more.ts";

interface ActsProps {
  readonly subject: LineageSubject;
  readonly of: LineageActs;
  readonly zone: string;
}

/** What was done about the exceptions that a figure is of, by whom and when, with its place in the log. */
export function Acts({ subject, of, zone }: ActsProps): ReactNode {
  const client = useApolloClient();
  const { nodes, goOn, isFailed } = useMore(of, async (after) => {
    const answer = await client.query({ query: READ_ACTS, variables: { ...subject, after } });
    return answer.data?.lineage?.acts ?? null;
  });
  if (of.totalCount === 0) return null;
  return (
    <section className="section" aria-label={t("lineage.acts")}>
      <h3>
        {t("lineage.acts")}
        <span className="section-hint">{t("lineage.factsShown", { shown: nodes.length, total: of.totalCount })}</span>
      </h3>
      <ul className="lineage-acts">
        {nodes.map(({ exception, title, seq, at, by, action, note }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: what was done keeps its place
          <li key={place}>
            <span className="lineage-role">
              <strong>{by === "system" ? t("timeline.bySystem") : by}</strong> {word("timeline", action)}
              {note !== null && <q>{note}</q>}
            </span>
            <span className="lineage-where">
              {formatTime(at, zone, "full")} · #{seq}
              {subject.of !== "EXCEPTION" && (
                <>
                  {" · "}
                  <FigureFrom from={exceptionFrom(exception)}>{title}</FigureFrom>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      <MoreButton goOn={goOn} isFailed={isFailed} />
    </section>
  );
}
