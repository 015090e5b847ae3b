import type { ReactNode } from "react";
import "../styles/import.css";
import { t } from "../i18n/i18n.ts";
import { Notice, Placeholder } from "../ui/notice.tsx";
import { Problem } from "../ui/problem.tsx";
import { CommittedStep } from "./committed-step.tsx";
import { DropZone } from "./drop-zone.tsx";
import { DryRunStep } from "./dry-run-step.tsx";
import { FileList } from "./file-list.tsx";
import { MappingStep } from "./mapping-step.tsx";
import { Needs } from "./needs.tsx";
import { type Import, useImport } from "./use-import.ts";

/** From files to facts, step by step: which file, what its columns mean, what it would change, taken. */
export function ImportPage(): ReactNode {
  const work = useImport();
  if (work.refusal !== null) {
    const isForbidden = work.refusal.code === "FORBIDDEN";
    return (
      <main className="page-notice" id="main">
        <h1 className="visually-hidden">{t("import.title")}</h1>
        <Notice title={isForbidden ? t("page.forbidden") : t("page.unreachable")} tone="failed">
          <p>{isForbidden ? t("import.forbidden") : work.refusal.message}</p>
          {!isForbidden && (
            <button type="button" className="button" onClick={work.retry}>
              {t("detail.retry")}
            </button>
          )}
        </Notice>
      </main>
    );
  }
  return (
    <main className="import" id="main">
      <aside className="import-side">
        <h1>{t("import.title")}</h1>
        <p className="import-lead">{t("import.lead")}</p>
        <DropZone onFiles={work.add} reading={work.reading} />
        <FileList work={work} />
        {work.overview !== null && <Needs {...work.overview} />}
      </aside>
      <section className="import-work" aria-live="off">
        {work.overview === null ? <Placeholder rows={6} label={t("detail.loading")} /> : <Work work={work} />}
      </section>
    </main>
  );
}

function Work({ work }: { readonly work: Import }): ReactNode {
  const { chosen, overview } = work;
  if (chosen === null || overview === null) {
    return (
      <Notice title={t("import.none")}>
        <p>{t("import.noneHint")}</p>
      </Notice>
    );
  }
  if (chosen.problem !== null || chosen.upload === null || chosen.mapping === null) {
    return (
      <Notice title={chosen.name} tone="failed">
        <p>{chosen.problem}</p>
      </Notice>
    );
  }
  return (
    <>
      <h2 className="import-file">
        {chosen.name}{" "}
        <small>
          {chosen.upload.sheets.length > 1 && `${chosen.upload.sheet} · `}
          {t("import.rows", { n: chosen.upload.rowCount })}
        </small>
      </h2>
      <Problem text={work.failure} />
      {chosen.committed !== null ? (
        <CommittedStep work={work} committed={chosen.committed} missing={overview.missing} />
      ) : chosen.dryRun !== null ? (
        <DryRunStep key={chosen.key} work={work} file={chosen} dryRun={chosen.dryRun} uploadId={chosen.upload.id} />
      ) : (
        <MappingStep
          key={`${chosen.key}|${chosen.mapping.type}|${chosen.upload.sheet}`}
          work={work}
          file={chosen}
          upload={chosen.upload}
          mapping={chosen.mapping}
        />
      )}
    </>
  );
}
