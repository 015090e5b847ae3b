import type { ReactNode } from "react";
import { percent } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { saveCsv } from "../ui/save-csv.ts";
import type { AdherenceAnswer, OeeLine } from "./adherence-answer.ts";
import { keptText, linesText } from "./words.ts";

/** Which line keeps to the plan? */
export function LinesCard({
  adherence,
}: {
  readonly adherence: NonNullable<AdherenceAnswer["scheduleAdherence"]>;
}): ReactNode {
  const { rows, definition } = adherence;
  const columns = ["line", "volume", "mix", "starts", "finishes", "sequence", "operations"] as const;
  return (
    <TableCard
      {...{ title: linesText(rows), note: definition, name: "schedule-adherence" }}
      columns={columns.map((one) => t(`adherence.column.${one}`))}
      rows={rows.map((one) => [
        ...[one.name, percent(one.volume), percent(one.mix), keptText(one.starts), keptText(one.finishes)],
        ...[keptText(one.sequence), String(one.operations)],
      ])}
    />
  );
}

/** What do the lines get out of their time? */
export function OeeCard({ oee }: { readonly oee: NonNullable<AdherenceAnswer["oee"]> }): ReactNode {
  const { total, rows, definition } = oee;
  const title =
    total.oee === null
      ? t("adherence.oee.none")
      : t("adherence.oee.title", { oee: percent(total.oee), hours: total.pbt.toFixed(0) });
  const columns = ["line", "oee", "availability", "effectiveness", "quality", "reports"] as const;
  const row = (one: OeeLine): readonly string[] => [
    ...[one.name, percent(one.oee), percent(one.availability), percent(one.effectiveness), percent(one.quality)],
    one.withoutRate === 0 ? String(one.n) : t("adherence.oee.without", { n: one.n, without: one.withoutRate }),
  ];
  const found = rows.filter(({ finding }) => finding !== null);
  return (
    <TableCard
      {...{ title, note: definition, name: "oee" }}
      columns={columns.map((one) => t(`adherence.column.${one}`))}
      rows={rows.map(row)}
    >
      {found.map(({ key, name, finding }) => (
        <p key={key} className="chart-note">
          {t("adherence.oee.finding", { line: name, finding: finding ?? "" })}
        </p>
      ))}
    </TableCard>
  );
}

interface TableCardProps {
  readonly title: string;
  readonly note: string;
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly children?: ReactNode;
}

/** What is read as a table from the beginning. */
function TableCard({ title, note, name, columns, rows, children }: TableCardProps): ReactNode {
  return (
    <section className="chart" aria-label={title}>
      <h2>{title}</h2>
      <p className="chart-note">{note}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section className="chart-table" tabIndex={0} aria-label={title}>
        <table>
          <thead>
            <tr>
              {columns.map((column, k) => (
                <th key={column} scope="col" className={k > 0 ? "cell-end" : undefined}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row[0]}>
                {row.map((value, k) => (
                  <td key={columns[k]} className={k > 0 ? "cell-end" : undefined}>
                    {value}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {children}
      <div className="chart-tools">
        <button
          type="button"
          className="button button-quiet button-small"
          onClick={() => saveCsv(`${name}.csv`, { columns, rows })}
        >
          {t("chart.csv")}
        </button>
      </div>
    </section>
  );
}
