import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";

export interface ShownChange {
  readonly path: string;
  /** JSON text; null: nothing. */
  readonly from?: string | null | undefined;
  readonly value?: string | null | undefined;
}

/** What a correction changes, field by field. */
export function ChangesTable({ changes }: { readonly changes: readonly ShownChange[] }): ReactNode {
  return (
    <div className="quarantine-changes">
      <table>
        <caption>{t("quarantine.changes")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("quarantine.path")}</th>
            <th scope="col">{t("quarantine.was")}</th>
            <th scope="col">{t("quarantine.becomes")}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ path, from, value }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the steps of a patch have no other name, and may repeat
            <tr key={place}>
              <th scope="row">{path === "" ? "/" : path}</th>
              <td>{from ? <del>{from}</del> : "–"}</td>
              <td>{value ? <ins>{value}</ins> : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
