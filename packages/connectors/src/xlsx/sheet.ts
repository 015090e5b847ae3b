import { ok, type Result } from "@lockstep/domain/result";
import type { TableRow } from "../csv/table.ts";
import { type Book, type CellText, cellText, type StoredCell } from "./cell-text.ts";
import { textCollector } from "./shared-strings.ts";
import { type Attributes, stop, walkXml } from "./walk-xml.ts";

/** What a sheet may have; the same holds for a file of text. */
export interface SheetLimits {
  readonly rows: number;
  /** Beside those: a head, and titles above it. */
  readonly rowsAbove?: number;
  readonly columns: number;
  /** Of all cells, each with the mark that would part it from the next. */
  readonly characters: number;
}

/** The rows of a sheet that have something in them, with their own numbers. */
export function readSheet(xml: Uint8Array, book: Book, limits: SheetLimits): Result<readonly TableRow[], string> {
  const rows = rowGatherer(limits);
  const inline = textCollector();
  let cell: { -readonly [K in keyof StoredCell]: StoredCell[K] } | null = null;
  let isValue = false;
  const walked = walkXml(xml, {
    open(name, attributes) {
      inline.open(name);
      isValue = name === "v";
      if (name === "row") rows.begin(attributes);
      else if (name === "c") {
        rows.turnTo(attributes);
        inline.begin();
        const { t: type = "n", s: style = "0" } = attributes;
        cell = { type, style: Number(style), value: "", inline: "", hasFormula: false };
      } else if (name === "f" && cell !== null) cell.hasFormula = true;
    },
    close(name) {
      inline.close(name);
      isValue = false;
      if (name === "row") rows.end();
      if (name !== "c" || cell === null) return;
      rows.add(cellText({ ...cell, inline: inline.end() }, book));
      cell = null;
    },
    text(piece) {
      if (isValue && cell !== null) cell.value += piece;
      else inline.add(piece);
    },
  });
  return walked.ok ? ok(rows.all) : walked;
}

/** A row or cell without a place of its own stands behind the one before. */
function rowGatherer(limits: SheetLimits) {
  const all: TableRow[] = [];
  let number = 0;
  let at = -1;
  let cells: string[] = [];
  let decimals: number[] = [];
  let characters = 0;
  return {
    all,
    begin({ r }: Attributes): void {
      number = r === undefined ? number + 1 : Number(r);
      at = -1;
      cells = [];
      decimals = [];
    },
    turnTo({ r }: Attributes): void {
      at = r === undefined ? at + 1 : columnOf(r);
    },
    add({ text, isDecimal }: CellText): void {
      if (text === "") return;
      if (at >= limits.columns) stop(tooMany("columns", limits.columns));
      characters += text.length + 1 + Math.max(0, at - cells.length);
      if (characters > limits.characters) stop(TOO_MUCH);
      while (cells.length < at) cells.push("");
      cells[at] = text;
      if (isDecimal) decimals.push(at);
    },
    end(): void {
      if (cells.length === 0) return;
      if (all.length >= limits.rows + (limits.rowsAbove ?? 0)) stop(tooMany("rows", limits.rows));
      all.push(decimals.length === 0 ? { number, cells } : { number, cells, decimals });
    },
  };
}

const tooMany = (what: string, most: number): string =>
  `The sheet has more than ${most} ${what}: leave out those not needed, or bring it in as several files.`;
const TOO_MUCH =
  "The sheet holds more text than a file may: leave out what is not needed, or bring it in as several files.";

/** `A1` is in column 0, `AB7` in 27. */
function columnOf(place: string): number {
  let column = 0;
  for (const letter of place.replace(/[^A-Z]/g, "")) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
