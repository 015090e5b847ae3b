import type { BadRow, PlannedRow } from "@lockstep/protocol/imports";
import type { ReactNode } from "react";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useZone } from "../shell/context.tsx";
import { fieldName } from "./texts.ts";

interface PlannedRowsProps {
  readonly rows: readonly PlannedRow[];
  readonly isNew: boolean;
}

/** Each with the fields that would change: from what, to what. */
export function PlannedRows({ rows, isNew }: PlannedRowsProps): ReactNode {
  const zone = useZone();
  return (
    <table className="fields">
      <thead>
        <tr>
          <th scope="col">{t("import.what")}</th>
          <th scope="col">{t("import.change")}</th>
          <th scope="col" className="cell-end">
            {t("import.rowsOf")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">{row.key}</th>
            <td>
              <div className="changes">
                {row.changes.map(({ field, from, to }) => (
                  <span key={field} className="change">
                    <span className="change-field">{fieldName(field)}</span>{" "}
                    {!isNew && (
                      <>
                        <del>{shown(from, zone)}</del> <span aria-hidden="true">→</span>{" "}
                      </>
                    )}
                    <ins>{shown(to, zone)}</ins>
                  </span>
                ))}
              </div>
            </td>
            <td className="cell-end">{rangesOf(row.rows)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** A list and a sum of money are told by their values, an instant as wall time of the plant. */
function shown(text: string | null, zone: string): string {
  if (text === null) return "–";
  if (INSTANT.test(text)) return formatTime(text, zone, "full");
  if (!/^[[{]/.test(text)) return text;
  const value: unknown = JSON.parse(text);
  return Array.isArray(value)
    ? value.map((one) => elementOf(one)).join("; ")
    : partsOf(value)
        .map(([, part]) => part)
        .join(" ");
}

/** What it is comes without its name: HS-100, quantity per 1. */
function elementOf(value: unknown): string {
  const [first, ...others] = partsOf(value).sort(([a], [b]) => Number(isName(b)) - Number(isName(a)));
  const more = others.map(([name, part]) => `${fieldName(name).toLowerCase()} ${part}`);
  return [first?.[1] ?? "", ...more].join(", ");
}

const isName = (field: string): boolean => field === "item" || field === "resource";

/** A share or a time of 0 is what everybody takes for granted. */
function partsOf(value: unknown): [string, string][] {
  if (typeof value !== "object" || value === null) return [["", String(value)]];
  return Object.entries(value).flatMap(([name, inner]) =>
    inner === 0 ? [] : [[name, typeof inner === "object" ? JSON.stringify(inner) : String(inner)]],
  );
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
            {t("import.row", { n: "" })}
          </th>
          <th scope="col">{t("import.badColumn")}</th>
          <th scope="col">{t("import.badValue")}</th>
          <th scope="col">{t("import.badReason")}</th>
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
