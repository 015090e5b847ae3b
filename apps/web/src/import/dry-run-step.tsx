import type { BadRow, Counts, DryRun, PlannedRow, RowPage, Shown } from "@lockstep/protocol/imports";
import { SHOWN } from "@lockstep/protocol/imports";
import { type ReactNode, useState } from "react";
import { t } from "../i18n/i18n.ts";
import { Problem } from "../ui/problem.tsx";
import { saveBlob } from "../ui/save-blob.ts";
import { importApi } from "./api.ts";
import type { DroppedFile } from "./dropped-file.ts";
import { BadRows, PlannedRows } from "./planned-rows.tsx";
import { StepHeading } from "./step-heading.tsx";
import type { Import } from "./use-import.ts";

interface StepProps {
  readonly work: Import;
  readonly file: DroppedFile;
  readonly dryRun: DryRun;
  readonly uploadId: string;
}

/** Of bad ones the rows are counted, however many troubles each has. */
const countOf = (counts: Counts, show: Shown): number => (show === "bad" ? counts.badRows : counts[show]);

/** What the file would change, and every row that it would not; nothing is taken yet. */
export function DryRunStep({ work, file, dryRun, uploadId }: StepProps): ReactNode {
  const { counts } = dryRun;
  const there = SHOWN.filter((show) => countOf(counts, show) > 0);
  const [show, setShow] = useState<Shown>(there[0] ?? "new");
  const takes = counts.new + counts.changed + counts.gone;
  const facts = takes + counts.older + counts.unchanged;
  return (
    <div className="import-step">
      <StepHeading>{t("import.step.try")}</StepHeading>
      <p>{t("import.madeOf", { rows: counts.rows, name: file.name, facts })}</p>
      <fieldset className="tallies">
        <legend className="visually-hidden">{t("import.step.try")}</legend>
        {SHOWN.map((one) => (
          <button
            key={one}
            type="button"
            className={one === "bad" && counts.badRows > 0 ? "tally tally-bad" : "tally"}
            aria-pressed={one === show}
            disabled={countOf(counts, one) === 0}
            onClick={() => setShow(one)}
          >
            <b>{countOf(counts, one)}</b>
            <span>{one === "bad" ? t("import.count.bad", { n: counts.badRows }) : t(`import.count.${one}`)}</span>
          </button>
        ))}
      </fieldset>
      <Waiting dryRun={dryRun} />
      {counts.older > 0 && <p className="import-note">{t("import.olderHint", { n: counts.older })}</p>}
      {counts.badRows > 0 && <Errors uploadId={uploadId} name={file.name} n={counts.badRows} />}
      {there.length > 0 && (
        <Rows key={show} uploadId={uploadId} show={show} first={dryRun.pages[show]} total={counts[show]} />
      )}
      <div className="import-foot">
        <button type="button" className="button" onClick={() => work.change(file.key, { dryRun: null })}>
          {t("import.changeColumns")}
        </button>
        <button
          type="button"
          className="button button-main"
          disabled={work.busy !== null || facts === 0}
          onClick={() => work.commit(file.key)}
        >
          {work.busy === "commit"
            ? t("import.committing")
            : counts.badRows > 0
              ? t("import.commitWithout", { n: takes, bad: counts.badRows })
              : t("import.commit", { n: takes })}
        </button>
      </div>
    </div>
  );
}

function Waiting({ dryRun: { waiting } }: { readonly dryRun: DryRun }): ReactNode {
  if (waiting.facts === 0) return null;
  const shown = waiting.names.slice(0, 6).map(({ name }) => name);
  const more = waiting.nameCount - shown.length;
  const names = [...shown, ...(more > 0 ? [t("import.waitsMore", { n: more })] : [])].join(", ");
  return <p className="import-note">{t("import.waits", { n: waiting.facts, names })}</p>;
}

interface ErrorsProps {
  readonly uploadId: string;
  readonly name: string;
  readonly n: number;
}

function Errors({ uploadId, name, n }: ErrorsProps): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const download = async (): Promise<void> => {
    try {
      saveBlob(`${name.replace(/\.[^.]*$/, "")}-errors.csv`, await importApi.errors(uploadId));
      setProblem(null);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <div className="import-errors">
      <button type="button" className="button" onClick={() => void download()}>
        {t("import.download", { n })}
      </button>
      <span className="import-hint">{problem ?? t("import.mend")}</span>
    </div>
  );
}

interface RowsProps {
  readonly uploadId: string;
  readonly show: Shown;
  readonly first: RowPage["rows"];
  readonly total: number;
}

/** Page by page, all there are. */
function Rows({ uploadId, show, first, total }: RowsProps): ReactNode {
  const [rows, setRows] = useState(first);
  const [problem, setProblem] = useState<string | null>(null);
  const more = async (): Promise<void> => {
    try {
      const page = await importApi.rows(uploadId, show, rows.length);
      setRows([...rows, ...page.rows]);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <>
      <div className="import-scroll">
        {show === "bad" ? (
          <BadRows rows={rows as readonly BadRow[]} />
        ) : (
          <PlannedRows rows={rows as readonly PlannedRow[]} isNew={show === "new"} />
        )}
      </div>
      <Problem text={problem} />
      {rows.length < total && (
        <button type="button" className="button" onClick={() => void more()}>
          {t("import.showMore")} ({t("import.listOf", { shown: rows.length, total })})
        </button>
      )}
    </>
  );
}
