import type { ReactNode } from "react";
import { TableCard } from "../charts/table-card.tsx";
import { t } from "../i18n/i18n.ts";
import { type TimeAsked, timeFrom } from "../lineage/keys.ts";
import { estimateRows, estimatesFile, estimatesShown } from "./estimate-words.ts";
import type { Estimates } from "./performance-answer.ts";

/** How good people's estimates are; without one nothing is shown of it but that. */
export function EstimatesCard({ of, asked }: { readonly of: Estimates; readonly asked: TimeAsked }): ReactNode {
  const { people, isOwn, definition } = of;
  const count = (figure: "n" | "kept"): number => people.reduce((sum, one) => sum + one[figure], 0);
  const title = t(isOwn ? "performance.estimates.own" : "performance.estimates.title", {
    n: count("n"),
    kept: count("kept"),
  });
  if (people.length === 0) {
    return (
      <section className="chart" aria-label={title}>
        <h2>{title}</h2>
        <p className="chart-note">{definition}</p>
      </section>
    );
  }
  const rows = estimateRows(of);
  return (
    <TableCard
      title={title}
      note={definition}
      name="estimates"
      from={(row, column) => {
        const { narrowed = {} } = rows[row] ?? {};
        return timeFrom("ESTIMATES", asked, column === 2 ? "KEPT" : "ALL", narrowed);
      }}
      keys={rows.map(({ key }) => key)}
      shown={estimatesShown(rows)}
      file={estimatesFile(rows)}
    />
  );
}
