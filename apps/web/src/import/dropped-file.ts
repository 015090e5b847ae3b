import type {
  Committed,
  DryRun,
  Guess,
  KeptMapping,
  Mapping,
  Needed,
  Overview,
  Upload,
} from "@lockstep/protocol/imports";

/** A file on its way: from what its columns mean, over what it would change, to taken. */
export interface DroppedFile {
  readonly key: string;
  readonly name: string;
  /** When it was last written, ISO 8601; of cells that were pasted, null. */
  readonly writtenAt: string | null;
  readonly upload: Upload | null;
  readonly source: string;
  readonly mapping: Mapping | null;
  /** Whose mapping this is; null: guessed. */
  readonly kept: KeptMapping | null;
  /** Somebody has changed what was guessed. */
  readonly isTouched: boolean;
  readonly isDateOrderOpen: boolean;
  readonly isDecimalMarkOpen: boolean;
  readonly asOf: string | null;
  readonly dryRun: DryRun | null;
  readonly committed: Committed | null;
  /** Why it cannot be read. */
  readonly problem: string | null;
}

export type FileState = "map" | "try" | "done" | "failed";

export function stateOf({ problem, committed, dryRun }: DroppedFile): FileState {
  if (problem !== null) return "failed";
  if (committed !== null) return "done";
  return dryRun === null ? "map" : "try";
}

/**
 * `orders-2026-03-02 (1).csv` is of the source `orders`: what changes from one export to the next is left out. Of a workbook
 * with several sheets each is a source.
 */
export function sourceOf(fileName: string, sheet?: string): string {
  const stem = fileName.replace(/\.[A-Za-z0-9]{1,5}$/, "").replace(/\s*\(\d+\)$/, "");
  const plain = stem
    .replace(/[ _.-]*\d{4}[-_.]?\d{2}[-_.]?\d{2}([-_T ]?\d{2,6})?$/, "")
    .replace(/[^\p{L}\d ._-]+/gu, "-")
    .replace(/^[^\p{L}\d]+/u, "");
  const whole = plain === "" ? "table" : plain;
  const named = sheet === undefined ? whole : `${whole}-${sheet.trim().replace(/[^\p{L}\d ._-]+/gu, "-")}`;
  return named.toLowerCase().slice(0, 100).trim();
}

export function newFile(name: string, writtenAt: string | null): DroppedFile {
  return {
    key: crypto.randomUUID(),
    name,
    writtenAt,
    upload: null,
    source: sourceOf(name),
    mapping: null,
    kept: null,
    isTouched: false,
    isDateOrderOpen: false,
    isDecimalMarkOpen: false,
    asOf: writtenAt,
    dryRun: null,
    committed: null,
    problem: null,
  };
}

/** What is known of its source is used where the file has the columns for it, else what is guessed. */
export function withUpload(file: DroppedFile, upload: Upload, overview: Overview | null): DroppedFile {
  const columns = new Set(upload.columns.map(({ name }) => name));
  const { sheet } = upload.mapping;
  const source = sheet === undefined ? file.source : sourceOf(file.name, sheet);
  const known = overview?.mappings.find((one) => one.source === source);
  const kept = known !== undefined && columnsOf(known.mapping).every((name) => columns.has(name)) ? known : null;
  const mapping = { ...(kept?.mapping ?? upload.mapping), ...(sheet === undefined ? {} : { sheet }) };
  const open = kept === null ? openIn(upload) : NOTHING_OPEN;
  return { ...file, upload, source, mapping, kept, isTouched: false, ...open, dryRun: null };
}

type Open = Pick<DroppedFile, "isDateOrderOpen" | "isDecimalMarkOpen">;

const NOTHING_OPEN: Open = { isDateOrderOpen: false, isDecimalMarkOpen: false };

/** What nothing in the file tells, and somebody must choose. */
export const openIn = ({ isDateOrderAmbiguous, isDecimalMarkAmbiguous }: Guess): Open => ({
  isDateOrderOpen: isDateOrderAmbiguous,
  isDecimalMarkOpen: isDecimalMarkAmbiguous,
});

/** The sheet that somebody chose for this workbook before, where it is not the one that is open. Null: none. */
export function sheetKeptFor(
  { name }: DroppedFile,
  { sheets, mapping }: Upload,
  overview: Overview | null,
): string | null {
  if (mapping.sheet === undefined) return null;
  const chosen = sheets.filter((sheet) =>
    overview?.mappings.some((kept) => kept.source === sourceOf(name, sheet) && kept.mapping.sheet === sheet),
  );
  return chosen.includes(mapping.sheet) ? null : (chosen[0] ?? null);
}

const columnsOf = ({ fields }: Mapping): readonly string[] =>
  Object.values(fields).flatMap(({ column, andColumns = [], ...beside }) =>
    [column, ...andColumns, beside.unitColumn, beside.timeColumn, beside.perColumn, beside.currencyColumn].filter(
      (name) => name !== undefined,
    ),
  );

/** What others are built on first: then nothing is called missing that only was not in yet. */
export function inBestOrder(files: readonly DroppedFile[], ready: readonly Needed[]): readonly DroppedFile[] {
  const order = ready.map(({ type }) => type);
  const rank = ({ mapping }: DroppedFile): number => {
    const at = order.indexOf(mapping?.type ?? "");
    return at === -1 ? order.length : at;
  };
  return [...files].sort((a, b) => rank(a) - rank(b));
}
