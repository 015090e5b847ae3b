import { type DragEvent, type ReactNode, useId, useState } from "react";
import { t } from "../i18n/i18n.ts";
import type { Import } from "./use-import.ts";

interface DropZoneProps {
  readonly onFiles: Import["add"];
  readonly reading: readonly string[];
}

const WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const ACCEPTED = `.csv,.txt,.tsv,.tab,.xlsx,text/csv,text/plain,text/tab-separated-values,${WORKBOOK}`;

/** Files by drag, by the platform's own dialog, or cells from the clipboard. */
export function DropZone({ onFiles, reading }: DropZoneProps): ReactNode {
  const [isOver, setOver] = useState(false);
  const [isPasting, setPasting] = useState(false);
  const input = useId();
  const take = (files: FileList | null): void => {
    if (files === null || files.length === 0) return;
    onFiles(
      [...files].map((file) => ({
        name: file.name,
        body: file,
        writtenAt: new Date(file.lastModified).toISOString(),
      })),
    );
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  return (
    <section
      className={isOver ? "drop drop-over" : "drop"}
      aria-label={t("import.drop")}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p className="drop-title">{t("import.drop")}</p>
      <p className="drop-hint">{t("import.dropHint")}</p>
      <div className="drop-buttons">
        <label className="button" htmlFor={input}>
          {t("import.choose")}
          <input
            id={input}
            type="file"
            multiple
            accept={ACCEPTED}
            className="drop-input"
            onChange={(event) => {
              take(event.target.files);
              event.target.value = "";
            }}
          />
        </label>
        <button type="button" className="button" aria-expanded={isPasting} onClick={() => setPasting(!isPasting)}>
          {t("import.paste")}
        </button>
      </div>
      {isPasting && <Paste onFiles={onFiles} onClose={() => setPasting(false)} />}
      <p role="status" className="drop-status">
        {reading[0] === undefined ? "" : t("import.reading", { name: reading[0] })}
      </p>
    </section>
  );
}

function Paste({ onFiles, onClose }: { readonly onFiles: Import["add"]; readonly onClose: () => void }): ReactNode {
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const isReady = name.trim() !== "" && text.includes("\n");
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReady) return;
        onFiles([{ name: name.trim(), body: text, writtenAt: null }]);
        onClose();
      }}
    >
      <label className="form-field">
        <span>{t("import.pasteName")}</span>
        <input className="field" value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <label className="form-field">
        <span>{t("import.pasteLabel")}</span>
        <textarea
          className="field field-code"
          rows={6}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className="form-buttons">
        <button type="button" className="button" onClick={onClose}>
          {t("import.cancel")}
        </button>
        <button type="submit" className="button button-main" disabled={!isReady}>
          {t("import.pasteUse")}
        </button>
      </div>
    </form>
  );
}
