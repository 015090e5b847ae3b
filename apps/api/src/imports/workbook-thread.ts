import type { TableRow } from "@lockstep/connectors/csv/table";

/** What is asked of the thread that reads a workbook, one after the other. */
export type WorkbookRequest =
  | { readonly kind: "read"; readonly bytes: Uint8Array; readonly sheet: string | null }
  /** Of the sheet that was read. */
  | { readonly kind: "rows"; readonly from: number; readonly to: number };

export type WorkbookReply =
  /** How many rows it has; they are asked for in portions. */
  | { readonly kind: "read"; readonly sheets: readonly string[]; readonly sheet: string; readonly rows: number }
  /** In plain words, with what to do. */
  | { readonly kind: "not-read"; readonly reason: string }
  | { readonly kind: "rows"; readonly rows: readonly TableRow[] };
