import { parentPort, workerData } from "node:worker_threads";
import type { TableRow } from "@lockstep/connectors/csv/table";
import { readWorkbook } from "@lockstep/connectors/xlsx/read-workbook";
import type { SheetLimits } from "@lockstep/connectors/xlsx/sheet";
import { present } from "@lockstep/domain/assert";
import type { WorkbookReply, WorkbookRequest } from "./workbook-thread.ts";

const port = present(parentPort, () => "this runs in a thread");
const limits = workerData as SheetLimits;
let rows: readonly TableRow[] = [];

port.on("message", (request: WorkbookRequest) => {
  port.postMessage(answer(request));
});

function answer(request: WorkbookRequest): WorkbookReply {
  if (request.kind === "rows") return { kind: "rows", rows: rows.slice(request.from, request.to) };
  const read = readWorkbook(request.bytes, { sheet: request.sheet, limits });
  if (!read.ok) return { kind: "not-read", reason: read.error };
  const { sheets, sheet } = read.value;
  rows = read.value.rows;
  return { kind: "read", sheets, sheet, rows: rows.length };
}
