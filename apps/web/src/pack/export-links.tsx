import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import "../i18n/pack-texts.ts";
import "./pack.css";
import { SaveButton } from "./save-button.tsx";

type Exported = "order-lines" | "exceptions" | "production-orders" | "otif-outcomes" | "otif-failures";

interface ExportLinksProps {
  readonly tables: readonly Exported[];
  /** What of it is looked at; what is left open is all. */
  readonly of: Readonly<Record<string, string | undefined>>;
}

const FORMS = [
  ["csv", "CSV"],
  ["parquet", "Parquet"],
] as const;

/** Whole tables as files, made by the server: all rows, not only those that a page shows. */
export function ExportLinks({ tables, of }: ExportLinksProps): ReactNode {
  const question = questionOf(of);
  return (
    <ul className="pack-exports">
      {tables.map((table) => (
        <li key={table}>
          <span>{t(`pack.table.${table}`)}</span>
          {FORMS.map(([ending, form]) => (
            <SaveButton
              key={ending}
              text={form}
              label={t("pack.file", { table: t(`pack.table.${table}`), form })}
              busyText={t("pack.wait")}
              path={`/exports/${table}.${ending}${question}`}
              name={`${table}.${ending}`}
            />
          ))}
        </li>
      ))}
    </ul>
  );
}

/** With its question mark; empty where nothing is asked. */
export function questionOf(of: ExportLinksProps["of"]): string {
  const given = Object.entries(of).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}
