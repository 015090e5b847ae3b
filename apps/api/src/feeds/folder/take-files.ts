import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Instant } from "@lockstep/domain/instant";

/** A file that was dropped, as it was read. */
export interface DroppedBytes {
  readonly name: string;
  /** Its whole size. */
  readonly size: number;
  /** Of one that is too large, its beginning. */
  readonly bytes: Uint8Array;
  readonly writtenAt: Instant;
}

/** What became of a file, once that is durable. */
export interface Became {
  readonly offered: number;
  readonly refused: readonly Refusal[];
  /** Why it lies in `failed`, with what to do; null: it lies in `done`. */
  readonly reason: string | null;
}

/** Files of one kind, and what is made of them. */
export interface FileKind {
  /** Of all their facts. */
  readonly source: string;
  readonly endings: readonly string[];
  readonly mostBytes: number;
  /** So many are taken together. */
  readonly filesAtOnce: number;
  /** In their order; null: it was stopped, and they are to be taken when it is started again. */
  take(files: readonly DroppedBytes[], stopping: AbortSignal): Promise<readonly Became[] | null>;
}

/** A mistake in the program costs a file, and nobody else anything. */
export const FAILED = "connector-failed";
