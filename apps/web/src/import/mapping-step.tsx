import type { Field, FieldRule, Mapping, Preview, Upload } from "@lockstep/protocol/imports";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { importApi } from "./api.ts";
import type { DroppedFile } from "./dropped-file.ts";
import { FieldRow } from "./field-row.tsx";
import { FileItself } from "./file-itself.tsx";
import { hasNumbers, ReadingOptions } from "./reading-options.tsx";
import { StepHeading } from "./step-heading.tsx";
import type { Import } from "./use-import.ts";

interface StepProps {
  readonly work: Import;
  readonly file: DroppedFile;
  readonly upload: Upload;
  readonly mapping: Mapping;
}

const PREVIEW_AFTER_MS = 250;

/** What each column means, with how the first rows are understood beside it. */
export function MappingStep({ work, file, upload, mapping }: StepProps): ReactNode {
  const fields = work.overview?.types.find(({ type }) => type === mapping.type)?.fields ?? [];
  const preview = usePreview(upload.id, mapping);
  const kinds = new Set(fields.flatMap(({ path, kind }) => (path in mapping.fields ? kind : [])));
  const [isAll, setAll] = useState(false);
  // What stands there when the step opens stays: a row that vanished while it is edited would be in the way.
  const [atFirst] = useState(() => new Set(Object.keys(mapping.fields)));
  const isShown = ({ path, isRequired, list }: Field): boolean =>
    atFirst.has(path) || path in mapping.fields || (isRequired && (list === null || isUsed(list, mapping)));
  const shown = isAll ? fields : fields.filter(isShown);
  const hidden = fields.length - fields.filter(isShown).length;
  const setRule = (path: string, rule: FieldRule | null): void => {
    const { [path]: _, ...others } = mapping.fields;
    work.changeMapping(file.key, { ...mapping, fields: rule === null ? others : { ...others, [path]: rule } });
  };
  return (
    <form
      className="import-step"
      onSubmit={(event) => {
        event.preventDefault();
        work.dryRun(file.key);
      }}
    >
      <StepHeading>{t("import.step.columns")}</StepHeading>
      <ReadingOptions work={work} file={file} upload={upload} mapping={mapping} kinds={kinds} />
      <div className="import-scroll">
        <table className="fields fields-mapped">
          <thead>
            <tr>
              <th scope="col">{t("import.field")}</th>
              <th scope="col">{t("import.from")}</th>
              {upload.preview.slice(0, 3).map(({ row }) => (
                <th scope="col" key={row}>
                  {t("import.row", { n: row })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((field) => (
              <FieldRow
                key={field.path}
                field={field}
                rule={mapping.fields[field.path]}
                columns={upload.columns}
                rowCount={upload.preview.length}
                understood={preview?.fields.find(({ path }) => path === field.path)?.values ?? null}
                onChange={(rule) => setRule(field.path, rule)}
              />
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 && (
        <button type="button" className="button button-quiet" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? t("import.fewerFields") : t("import.moreFields", { n: hidden })}
        </button>
      )}
      <FileItself upload={upload} />
      <div className="import-foot">
        <p className="import-problem" role="status">
          {preview?.problem ?? ""}
        </p>
        <button
          type="submit"
          className="button button-main"
          disabled={
            work.busy !== null ||
            file.isDateOrderOpen ||
            (file.isDecimalMarkOpen && hasNumbers(kinds)) ||
            (preview !== null && preview.problem !== null)
          }
        >
          {work.busy === "try" ? t("import.trying") : t("import.try")}
        </button>
      </div>
    </form>
  );
}

const isUsed = (list: string, { fields }: Mapping): boolean =>
  Object.keys(fields).some((path) => path.startsWith(`${list}/`));

/** The server reads the first rows anew whenever the mapping changes; the answer before stays until then. */
function usePreview(id: string, mapping: Mapping): Preview | null {
  const [preview, setPreview] = useState<Preview | null>(null);
  const text = useMemo(() => JSON.stringify(mapping), [mapping]);
  useEffect(() => {
    let isOld = false;
    const timer = setTimeout(() => {
      importApi.preview(id, JSON.parse(text) as Mapping).then(
        (answer) => {
          if (!isOld) setPreview(answer);
        },
        (error: unknown) => {
          if (!isOld) setPreview({ problem: error instanceof Error ? error.message : String(error), fields: [] });
        },
      );
    }, PREVIEW_AFTER_MS);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [id, text]);
  return preview;
}
