import type { ReactNode } from "react";
import type { LineageSubject } from "../lineage/subject.ts";
import type { CsvTable } from "../ui/save-csv.ts";
import { SaveTable, TableOf } from "./chart-frame.tsx";

interface TableCardProps {
  readonly title: string;
  readonly note: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** As people read it. */
  readonly shown: CsvTable;
  /** As other programs calculate with it. */
  readonly file: CsvTable;
  /** Where the figure of a row and a column comes from; null: it is none. */
  readonly from: (row: number, column: number) => LineageSubject | null;
  /** The column from which on there are figures: the second, if nothing is said. */
  readonly figuresFrom?: number;
  readonly children?: ReactNode;
}

/** What is read as a table from the beginning. */
export function TableCard(props: TableCardProps): ReactNode {
  const { title, note, name, keys, shown, file, from, figuresFrom = 1, children } = props;
  return (
    <figure className="chart" aria-label={title}>
      <h2>{title}</h2>
      <p className="chart-note">{note}</p>
      <TableOf table={shown} label={title} keys={keys} figuresFrom={figuresFrom} from={from} />
      {children}
      <div className="chart-tools">
        <SaveTable name={name} table={file} />
      </div>
    </figure>
  );
}
