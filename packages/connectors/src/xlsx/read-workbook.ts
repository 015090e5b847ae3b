import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { TableRow } from "../csv/table.ts";
import { type Archive, DAMAGED, openArchive } from "./archive.ts";
import type { Book } from "./cell-text.ts";
import { readSharedStrings } from "./shared-strings.ts";
import { readSheet, type SheetLimits } from "./sheet.ts";
import { readStyles } from "./styles.ts";
import { attribute, walkXml } from "./walk-xml.ts";

export interface Workbook {
  /** Names of those that can be seen, in their order. */
  readonly sheets: readonly string[];
  /** The one that was read. */
  readonly sheet: string;
  readonly rows: readonly TableRow[];
}

export interface Wanted {
  /** Null: the first that has a head and a row. */
  readonly sheet: string | null;
  readonly limits: SheetLimits;
}

/** One sheet of an .xlsx file, or in plain words why it cannot be read and what to do. */
export function readWorkbook(bytes: Uint8Array, { sheet, limits }: Wanted): Result<Workbook, string> {
  const archive = openArchive(bytes);
  if (!archive.ok) return archive;
  const contents = contentsOf(archive.value);
  if (!contents.ok) return contents;
  const { sheets } = contents.value;
  const names = sheets.map(({ name }) => name);
  if (sheet !== null && !names.includes(sheet)) {
    return refuse(`The workbook has no sheet ${sheet}: choose one of ${names.join(", ")}.`);
  }
  const book = bookOf(archive.value, contents.value);
  if (!book.ok) return book;
  for (const { name, path } of sheets.filter((one) => sheet === null || one.name === sheet)) {
    const part = archive.value.part(path);
    const rows = part.ok ? readSheet(part.value, book.value, limits) : part;
    if (!rows.ok) return rows;
    if (rows.value.length > 1 || sheet !== null) return ok({ sheets: names, sheet: name, rows: rows.value });
  }
  return refuse("No sheet of the workbook has a row below its head: choose a workbook with a head and rows.");
}

interface Contents {
  readonly sheets: readonly { readonly name: string; readonly path: string }[];
  readonly is1904: boolean;
  readonly strings: string | null;
  readonly styles: string | null;
}

const NOT_XLSX =
  "This is an archive, and no .xlsx workbook: open it in a spreadsheet and save it as .xlsx, or the sheet as CSV.";

function contentsOf(archive: Archive): Result<Contents, string> {
  if (!archive.has("_rels/.rels")) return refuse(NOT_XLSX);
  const own = relationsOf(archive, "");
  if (!own.ok) return own;
  const main = own.value.find(({ type }) => type.endsWith("/officeDocument"))?.path;
  if (main === undefined || !main.endsWith(".xml") || !archive.has(main)) return refuse(NOT_XLSX);
  const relations = relationsOf(archive, main);
  const part = archive.part(main);
  if (!relations.ok) return relations;
  if (!part.ok) return part;
  const found: { name: string; id: string; isHidden: boolean }[] = [];
  let is1904 = false;
  const walked = walkXml(part.value, {
    open(name, attributes) {
      if (name === "workbookPr") is1904 = /^(1|true|on)$/.test(attributes["date1904"] ?? "");
      if (name !== "sheet") return;
      const isHidden = (attributes["state"] ?? "visible") !== "visible";
      found.push({ name: attributes["name"] ?? "", id: attribute(attributes, "id") ?? "", isHidden });
    },
  });
  if (!walked.ok) return walked;
  const sheets = found.flatMap(({ name, id, isHidden }) => {
    const relation = relations.value.find((one) => one.id === id);
    // A sheet that is a chart alone has no cells.
    return isHidden || relation?.type.endsWith("/worksheet") !== true ? [] : [{ name, path: relation.path }];
  });
  const pathOf = (type: string): string | null =>
    relations.value.find((one) => one.type.endsWith(`/${type}`))?.path ?? null;
  if (sheets.length === 0) return refuse("The workbook has no sheet that can be seen: show the one that is meant.");
  return ok({ sheets, is1904, strings: pathOf("sharedStrings"), styles: pathOf("styles") });
}

function bookOf(archive: Archive, { strings, styles, is1904 }: Contents): Result<Book, string> {
  const read = <T>(path: string | null, how: (xml: Uint8Array) => Result<readonly T[], string>) => {
    const part = path === null ? null : archive.part(path);
    if (part === null) return ok<readonly T[]>([]);
    return part.ok ? how(part.value) : part;
  };
  const [texts, forms] = [read(strings, readSharedStrings), read(styles, readStyles)];
  if (!texts.ok) return texts;
  return forms.ok ? ok({ strings: texts.value, forms: forms.value, is1904 }) : forms;
}

interface Relation {
  readonly id: string;
  readonly type: string;
  /** Within the archive. */
  readonly path: string;
}

/** What a part, or with an empty path the archive, refers to. */
function relationsOf(archive: Archive, path: string): Result<readonly Relation[], string> {
  const slash = path.lastIndexOf("/") + 1;
  const folder = path.slice(0, slash);
  const part = archive.part(`${folder}_rels/${path.slice(slash)}.rels`);
  if (!part.ok) return refuse(DAMAGED);
  const relations: Relation[] = [];
  const walked = walkXml(part.value, {
    open(name, { Id: id = "", Type: type = "", Target: target = "" }) {
      if (name === "Relationship") relations.push({ id, type, path: pathFrom(folder, target) });
    },
  });
  return walked.ok ? ok(relations) : walked;
}

function pathFrom(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
