import { once } from "node:events";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { TableRow } from "@lockstep/connectors/csv/table";
import type { Workbook } from "@lockstep/connectors/xlsx/read-workbook";
import type { SheetLimits } from "@lockstep/connectors/xlsx/sheet";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { WorkbookReply, WorkbookRequest } from "./workbook-thread.ts";

const MOST_MS = 60_000;
const MOST_HEAP_MB = 1_024;
/** So many rows are handed over in one go: some milliseconds. */
const ROWS_AT_ONCE = 500;

const TOO_LONG =
  "The workbook takes more than a minute to read: leave out what is not needed, or save the sheet as CSV.";
const TOO_LARGE = "The workbook needs too much memory to read: leave out what is not needed, or save the sheet as CSV.";

export interface Apart {
  readonly sheet: string | null;
  readonly limits: SheetLimits;
  readonly mostMs?: number;
  readonly mostHeapMb?: number;
}

/**
 * As `readWorkbook` would, in a thread that is there for this one: a large workbook takes seconds, in which everybody else is
 * answered, and what takes too long or too much memory is ended.
 */
export async function readWorkbookApart(
  bytes: Uint8Array,
  { sheet, limits, mostMs = MOST_MS, mostHeapMb = MOST_HEAP_MB }: Apart,
): Promise<Result<Workbook, string>> {
  const worker = new Worker(new URL("./workbook-worker.ts", import.meta.url), {
    workerData: limits,
    resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
  });
  // It holds up nobody who ends; what goes wrong is told to who asks.
  worker.on("error", () => {}).unref();
  const signal = AbortSignal.timeout(mostMs);
  const ask = async (request: WorkbookRequest): Promise<WorkbookReply> => {
    const answered = once(worker, "message", { signal });
    worker.postMessage(request);
    const [reply] = (await answered) as [WorkbookReply];
    return reply;
  };
  try {
    const read = await ask({ kind: "read", bytes, sheet });
    if (read.kind === "not-read") return refuse(read.reason);
    if (read.kind !== "read") throw new Error(`an answer ${read.kind}`);
    const rows: TableRow[] = [];
    while (rows.length < read.rows) {
      await nextTurn();
      const page = await ask({ kind: "rows", from: rows.length, to: rows.length + ROWS_AT_ONCE });
      if (page.kind !== "rows" || page.rows.length === 0) throw new Error("rows that were read are not there");
      for (const row of page.rows) rows.push(row);
    }
    return ok({ sheets: read.sheets, sheet: read.sheet, rows });
  } catch (error) {
    if (signal.aborted) return refuse(TOO_LONG);
    if ((error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY") return refuse(TOO_LARGE);
    throw error;
  } finally {
    await worker.terminate();
  }
}
