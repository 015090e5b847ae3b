import { type ReactNode, startTransition, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { ChartFrom, FigureFrom } from "../lineage/figure-from.tsx";
import type { LineageSubject } from "../lineage/subject.ts";
import { type CsvTable, saveCsv } from "../ui/save-csv.ts";
import "./charts.css";
import { useWidth } from "./use-width.ts";

interface ChartFrameProps {
  /** The finding, as a title. */
  readonly title: string;
  /** What is shown: definition and n. */
  readonly note: string;
  readonly table: CsvTable;
  /** Of the file, without its ending. */
  readonly name: string;
  /** Where the whole picture comes from. */
  readonly from: LineageSubject;
  /** Where the figures of the table's rows come from, column by column; without it, from where the picture does. */
  readonly fromCell?: (row: number, column: number) => LineageSubject | null;
  /** Draws it as wide as there is room. */
  readonly children: (width: number) => ReactNode;
}

/** A chart with its finding on top; the same as a table, and as a file. */
export function ChartFrame({ title, note, table, name, from, fromCell, children }: ChartFrameProps): ReactNode {
  const [isTable, setTable] = useState(false);
  const [frame, width] = useWidth();
  return (
    <figure className="chart" aria-label={title}>
      <h2>{title}</h2>
      <p className="chart-note">{note}</p>
      <div ref={frame} className="chart-body">
        {isTable ? (
          <TableOf table={table} label={title} from={fromCell ?? (() => from)} />
        ) : (
          width > 0 && children(width)
        )}
      </div>
      <div className="chart-tools">
        <button
          type="button"
          className="button button-quiet button-small"
          aria-pressed={isTable}
          onClick={() => startTransition(() => setTable(!isTable))}
        >
          {t(isTable ? "chart.asPicture" : "chart.asTable")}
        </button>
        <SaveTable name={name} table={table} />
        <ChartFrom from={from} />
      </div>
    </figure>
  );
}

interface SaveTableProps {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly table: CsvTable;
}

export const SaveTable = ({ name, table }: SaveTableProps): ReactNode => (
  <button type="button" className="button button-quiet button-small" onClick={() => saveCsv(`${name}.csv`, table)}>
    {t("chart.csv")}
  </button>
);

interface TableOfProps {
  readonly table: CsvTable;
  readonly label: string;
  readonly from: (row: number, column: number) => LineageSubject | null;
  /** Of the rows, where what they say can be the same. */
  readonly keys?: readonly string[];
  /** Figures stand at the end of their cells, from this column on also those that are said in words. */
  readonly figuresFrom?: number;
}

export function TableOf({ table, label, from, keys, figuresFrom = Number.POSITIVE_INFINITY }: TableOfProps): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="chart-table" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column, k) => (
              <th key={column} scope="col" className={k >= figuresFrom ? "cell-end" : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => (
            <tr key={keys?.[place] ?? row.join("|")}>
              {row.map((value, k) => (
                <td
                  key={table.columns[k]}
                  className={typeof value === "number" || k >= figuresFrom ? "cell-end" : undefined}
                >
                  <Cell value={value} from={typeof value === "number" || k >= figuresFrom ? from(place, k) : null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CellProps {
  readonly value: CsvTable["rows"][number][number];
  readonly from: LineageSubject | null;
}

function Cell({ value, from }: CellProps): ReactNode {
  const said = value ?? "–";
  return from === null ? said : <FigureFrom from={from}>{said}</FigureFrom>;
}
