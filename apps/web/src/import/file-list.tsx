import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { StateChip } from "../ui/chips.tsx";
import { stateOf } from "./dropped-file.ts";
import { typeName } from "./texts.ts";
import type { Import } from "./use-import.ts";

export function FileList({ work }: { readonly work: Import }): ReactNode {
  const { files, chosen, choose, remove } = work;
  if (files.length === 0) return null;
  return (
    <section className="import-files">
      <h2>{t("import.files")}</h2>
      <ul>
        {files.map((file) => (
          <li key={file.key} data-state={stateOf(file)}>
            <button
              type="button"
              className="import-pick"
              aria-current={file.key === chosen?.key ? "true" : undefined}
              onClick={() => choose(file.key)}
            >
              <span className="import-pick-name">{file.name}</span>
              <span className="import-pick-type">{file.mapping === null ? "" : typeName(file.mapping.type)}</span>
              <StateChip tone={stateOf(file) === "failed" ? "strong" : "plain"}>
                {t(`import.fileState.${stateOf(file)}`)}
              </StateChip>
            </button>
            <button
              type="button"
              className="button button-quiet button-small"
              aria-label={t("import.remove", { name: file.name })}
              onClick={() => remove(file.key)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
