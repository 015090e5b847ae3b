import type { Upload } from "@lockstep/protocol/imports";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";

/** The first rows, as they stand in the file. */
export function FileItself({ upload }: { readonly upload: Upload }): ReactNode {
  return (
    <details className="file-itself">
      <summary>{t("import.fileItself")}</summary>
      <section className="import-scroll" aria-label={t("import.fileItself")}>
        <table className="fields">
          <thead>
            <tr>
              <th scope="col">{t("import.row", { n: "" })}</th>
              {upload.columns.map(({ name }) => (
                <th scope="col" key={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {upload.preview.map(({ row, cells }) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {upload.columns.map(({ name }, k) => (
                  <td key={name} className="fields-raw">
                    {cells[k]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
