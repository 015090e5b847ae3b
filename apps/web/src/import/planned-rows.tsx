import type { ReactNode } from "react";
import type { BadRow, PlannedRow } from "./api.ts";
import { fieldName, ti } from "./texts.ts";

interface PlannedRowsProps {
  readonly rows: readonly PlannedRow[];
  readonly isNew: boolean;
}

/** Each with the fields that would change: from what, to what. */
export function PlannedRows({ rows, isNew }: PlannedRowsProps): ReactNode {
  return (
    <table className="fields">
      <thead>
        <tr>
          <th scope="col">{ti("import.what")}</th>
          <th scope="col">{ti("import.change")}</th>
          <th scope="col" className="cell-end">
            {ti("import.rowsOf")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.key}</th>
            <td className="changes">
              {row.changes.map(({ field, from, to }) => (
                <span key={field} className="change">
                  <span className="change-field">{fieldName(field)}</span>{" "}
                  {!isNew && (
                    <>
                      <del>{shown(from)}</del> <span aria-hidden="true">→</span>{" "}
                    </>
                  )}
                  <ins>{shown(to)}</ins>
                </span>
              ))}
            </td>
            <td className="cell-end">{rangesOf(row.rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A list is told by its length and its ids, a sum of money as such. */
function shown(text: string | null): string {
  if (text === null) return "–";
  if (!/^[[{]/.test(text)) return text;
  const value: unknown = JSON.parse(text);
  if (Array.isArray(value)) return value.map((one) => wordsOf(one)).join("; ");
  return wordsOf(value);
}

function wordsOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return Object.values(value)
    .filter((inner) => inner !== 0)
    .map((inner) => (typeof inner === "object" ? wordsOf(inner) : String(inner)))
    .join(" ");
}

/** 2, 3, 4, 7 are 2–4, 7. */
function rangesOf(rows: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const row of rows) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === row - 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges.map(([from, to]) => (from === to ? String(from) : `${from}–${to}`)).join(", ");
}

export function BadRows({ rows }: { readonly rows: readonly BadRow[] }): ReactNode {
  return (
    <table className="fields">
      <thead>
        <tr>
          <th scope="col" className="cell-end">
            {ti("import.row", { n: "" })}
          </th>
          <th scope="col">{ti("import.badColumn")}</th>
          <th scope="col">{ti("import.badValue")}</th>
          <th scope="col">{ti("import.badReason")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, column, value, reason }) => (
          <tr key={`${row}|${column}|${reason}`}>
            <th scope="row" className="cell-end">
              {row}
            </th>
            <td>{column ?? "–"}</td>
            <td className="fields-raw">{value ?? "–"}</td>
            <td className="bad-reason">{reason}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
