import type { LogWriter } from "./log-writer.ts";
import type { Seen } from "./seen-tables.ts";
import type { Tables } from "./tables.ts";

/** What the thread of the embedded database is told when it starts; null keeps everything in memory. */
export interface EmbeddedOptions {
  readonly folder: string | null;
}

/** What can be asked of the thread. Everything that goes across is plain data. */
export type Calls = Tables & Seen & Pick<LogWriter, "commit"> & { readonly close: () => Promise<void> };

export interface Request {
  readonly id: number;
  readonly name: keyof Calls;
  readonly args: readonly unknown[];
}

/** The first one, with id 0, tells whether the database is open. */
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };
