import type { ReactNode } from "react";
import { TableCard } from "../charts/table-card.tsx";
import { percent, quantity } from "../format/numbers.ts";
import { t } from "../i18n/i18n.ts";
import { type PlantAsked, plantFrom } from "../lineage/keys.ts";
import type { CsvTable } from "../ui/save-csv.ts";
import type { AdherenceTable, LineRow, OeeLine, OeeTable } from "./adherence-answer.ts";
import { inPercent, keptText, linesText, shiftsText } from "./words.ts";

/** What the rows are. */
type RowsOf = "line" | "shift";
type Column = RowsOf | "volume" | "mix" | "starts" | "finishes" | "sequence" | "operations" | OeeColumn;
type OeeColumn = "oee" | "availability" | "effectiveness" | "quality" | "reports";

const head = (column: Column): string => t(`adherence.column.${column}`);
const percentHead = (column: Column): string => t("adherence.file.percent", { column: head(column) });

interface LinesProps {
  readonly adherence: AdherenceTable;
  readonly asked: PlantAsked;
  readonly of?: RowsOf;
}

const BY = { line: "RESOURCE", shift: "SHIFT_OF_DAY" } as const satisfies Readonly<Record<RowsOf, string>>;
/** By column of each table. */
const ADHERENCE = ["ALL", "VOLUME", "MIX", "STARTS", "FINISHES", "SEQUENCE", "ALL"] as const;
const OEE = ["ALL", "ALL", "AVAILABILITY", "EFFECTIVENESS", "QUALITY", "QUALITY"] as const;

/** Which line, or which shift, keeps to the plan? */
export function LinesCard({ adherence, asked, of = "line" }: LinesProps): ReactNode {
  const { rows, definition } = adherence;
  const columns = [of, "volume", "mix", "starts", "finishes", "sequence", "operations"] as const;
  return (
    <TableCard
      {...{ title: linesText(rows, of), note: definition, name: fileName("schedule-adherence", of) }}
      from={(row, column) =>
        plantFrom("ADHERENCE", asked, ADHERENCE[column] ?? "ALL", { by: BY[of], key: rows[row]?.key })
      }
      keys={rows.map(({ key }) => key)}
      shown={{
        columns: columns.map(head),
        rows: rows.map((one) => [
          ...[nameOf(one, of), percent(one.volume), percent(one.mix), keptText(one.starts), keptText(one.finishes)],
          ...[keptText(one.sequence), quantity(one.operations)],
        ]),
      }}
      file={linesFile(rows, of)}
    />
  );
}

const fileName = (name: string, of: RowsOf): string => (of === "line" ? name : `${name}-by-shift`);

/** What lies between shifts has no hours of its own. */
const nameOf = ({ key, name }: Pick<LineRow, "key" | "name">, of: RowsOf): string =>
  of === "shift" && key === "" ? t("adherence.shift.between") : name;

const KEPT = ["starts", "finishes", "sequence"] as const;

/** As figures: of what was kept both counts, so that they can be summed. */
export const linesFile = (rows: readonly LineRow[], of: RowsOf = "line"): CsvTable => ({
  columns: [
    ...[head(of), percentHead("volume"), percentHead("mix")],
    ...KEPT.flatMap((one) => [
      t("adherence.file.kept", { column: head(one) }),
      t("adherence.file.of", { column: head(one) }),
    ]),
    head("operations"),
  ],
  rows: rows.map((row) => [
    ...[nameOf(row, of), inPercent(row.volume), inPercent(row.mix)],
    ...KEPT.flatMap((one) => [row[one].kept, row[one].n]),
    row.operations,
  ]),
});

interface OeeProps {
  readonly oee: OeeTable;
  readonly asked: PlantAsked;
  readonly of?: RowsOf;
}

/** What do the lines, or the shifts, get out of their time? */
export function OeeCard({ oee, asked, of = "line" }: OeeProps): ReactNode {
  const { total, rows, definition } = oee;
  const title =
    of === "shift"
      ? shiftsText(rows)
      : total.oee === null
        ? t("adherence.oee.none")
        : t("adherence.oee.title", { oee: percent(total.oee), hours: quantity(Math.round(total.pbt)) });
  const columns = [of, ...RATIOS, "reports"] as const;
  const found = rows.filter(({ finding }) => finding !== null);
  return (
    <TableCard
      {...{ title, note: definition, name: fileName("oee", of) }}
      from={(row, column) => plantFrom("OEE", asked, OEE[column] ?? "ALL", { by: BY[of], key: rows[row]?.key })}
      keys={rows.map(({ key }) => key)}
      shown={{
        columns: columns.map(head),
        rows: rows.map((row) => [nameOf(row, of), ...RATIOS.map((one) => percent(row[one])), reportsText(row)]),
      }}
      file={oeeFile(rows, of)}
    >
      {found.map(({ key, name, finding }) => (
        <p key={key} className="chart-note">
          {t("adherence.oee.finding", { line: nameOf({ key, name }, of), finding: finding ?? "" })}
        </p>
      ))}
    </TableCard>
  );
}

const RATIOS = ["oee", "availability", "effectiveness", "quality"] as const;

const reportsText = ({ n, withoutRate }: OeeLine): string =>
  withoutRate === 0 ? quantity(n) : t("adherence.oee.without", { n, without: withoutRate });

export const oeeFile = (rows: readonly OeeLine[], of: RowsOf = "line"): CsvTable => ({
  columns: [head(of), ...RATIOS.map(percentHead), head("reports"), t("adherence.file.withoutRate")],
  rows: rows.map((row) => [nameOf(row, of), ...RATIOS.map((one) => inPercent(row[one])), row.n, row.withoutRate]),
});
