import type { Offered } from "@lockstep/connectors/contract";
import { type CsvMapping, checkAgainst, columnsIn, doubtIn, readMapping } from "@lockstep/connectors/csv/mapping";
import type { Stand } from "@lockstep/connectors/csv/plan";
import { refusedText } from "@lockstep/connectors/refused-text";
import { isPacked } from "@lockstep/connectors/xlsx/archive";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { incomingOf } from "../../http/taking.ts";
import { commitsInTurn } from "../../imports/in-turn.ts";
import { type OpenFile, openFile } from "../../imports/open-file.ts";
import { planImport } from "../../imports/plan-import.ts";
import { MOST_FILE_BYTES, textOf } from "../../imports/read-text.ts";
import { rowsOfFile } from "../../imports/rows-of-file.ts";
import { badRowsOf, becameOf } from "./bad-rows.ts";
import type { DroppedBytes, FileKind } from "./take-files.ts";

export interface TableFilesOptions {
  /** What a mapping is kept by. */
  readonly source: string;
  /** As it is now; null: there is none yet. */
  readonly mapping: () => Promise<CsvMapping | null>;
  readonly ledger: Ledger;
  /** For a file that was written then. */
  readonly standAt: (mapping: CsvMapping, writtenAt: Instant) => Stand;
  /** Resolves when they are durable. */
  readonly take: (offered: readonly Offered[]) => Promise<unknown>;
}

/** Sent together; the next ones when these are durable, so that others get their turn. */
const OFFERS_AT_ONCE = 250;

/** Tables of text and workbooks, row by row: what is good becomes facts, what is bad is refused by itself. */
export function tableFiles({ source, mapping, ledger, standAt, take }: TableFilesOptions): FileKind {
  async function takeWhole(file: DroppedBytes, stopping: AbortSignal): Promise<readonly Offered[] | null> {
    const known = await mapping();
    if (known === null) throw new Error(noMapping(source));
    const stand = standAt(known, file.writtenAt);
    const offered = await offersOfTable(file, { mapping: known, ledger, stand });
    for (let k = 0; k < offered.length; k += OFFERS_AT_ONCE) {
      if (stopping.aborted) return null;
      await take(offered.slice(k, k + OFFERS_AT_ONCE));
    }
    return offered;
  }
  return {
    source: `/csv/${source}`,
    endings: [".csv", ".xlsx"],
    mostBytes: MOST_FILE_BYTES,
    // What a row becomes follows from what is known: the file before must be durable.
    filesAtOnce: 1,
    async take([file], stopping) {
      if (file === undefined) return [];
      const offered = await commitsInTurn(() => takeWhole(file, stopping));
      return offered === null ? null : [becameOf(offered)];
    },
  };
}

const noMapping = (source: string): string =>
  `no mapping is kept for ${source}: bring in one of these files under this name on the page Files, or declare a mapping`;

/** A mapping that is kept, as JSON; null: it is not understood any more. */
export function keptMapping(text: string): CsvMapping | null {
  const read = readMapping(JSON.parse(text));
  return read.ok ? read.value : null;
}

export interface Planning {
  readonly mapping: CsvMapping;
  readonly ledger: Ledger;
  readonly stand: Stand;
}

/** What a file means, as far as it is understood, and each row of it that is not. */
export async function offersOfTable(file: DroppedBytes, planning: Planning): Promise<readonly Offered[]> {
  const { mapping } = planning;
  const about = aboutOf(planning);
  if (file.size > MOST_FILE_BYTES) {
    const reason = `The file has ${file.size} bytes; it may have ${MOST_FILE_BYTES}: write it in parts.`;
    return [refusedText(wholeOf(file), { rule: "too-large", reason }, about)];
  }
  const opened = await openFile(file.bytes, mapping.sheet ?? null, columnsIn(mapping));
  if (!opened.ok) return [refusedText(wholeOf(file), { rule: "not-a-table", reason: opened.error }, about)];
  const { table } = opened.value;
  const problem = checkAgainst(table, mapping) ?? doubtIn(table, mapping);
  if (problem !== null) return [refusedText(wholeOf(file), { rule: "not-as-mapped", reason: problem }, about)];
  return offersOfRows(file, opened.value, planning);
}

const aboutOf = ({ mapping, stand }: Planning) => ({ source: stand.source, type: mapping.type });

async function offersOfRows({ name }: DroppedBytes, opened: OpenFile, planning: Planning): Promise<readonly Offered[]> {
  const { plan, events } = await planImport({ ...planning, table: opened.table, whose: null });
  const madeOf = rowsOfFile({ name, ...opened });
  const good = events.map(({ event, rows }): Offered => incomingOf(event, madeOf(rows)));
  return [...good, ...badRowsOf(plan, { name, about: aboutOf(planning), madeOf })];
}

/** As it was received; a workbook has no text. */
function wholeOf({ name, size, bytes }: DroppedBytes): string {
  const text = isPacked(bytes) ? null : textOf(bytes);
  return text?.ok === true ? text.value || "(empty)" : `${name} (${size} bytes)`;
}
