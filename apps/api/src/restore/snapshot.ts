import { deserialize, serialize } from "node:v8";
import { piecesOf, readPieces } from "@lockstep/store/facts/fact-bytes";
import type { PackedFacts } from "@lockstep/store/facts/packed-facts";
import type { WorkflowState } from "@lockstep/workflow/model";
import type { FeedTally } from "../view/feeds.ts";

/** Raise it with every change of what a snapshot holds: others are then left alone, and the log is read instead. */
export const VERSION = 11;

/** Everything up to one position of the log. */
export interface Remembered extends About {
  readonly facts: readonly PackedFacts[];
}

export interface About {
  /** Which rules the facts were checked by. */
  readonly rules: string;
  readonly feeds: readonly (readonly [string, FeedTally])[];
  readonly workflow: WorkflowState;
  /** How many audited records the workflow's state is made of. */
  readonly auditNumber: number;
}

/** As it is kept, in pieces. */
export function packSnapshot({ facts, ...about }: Remembered): Iterable<Uint8Array> {
  return piecesOf({ about: new Uint8Array(serialize({ version: VERSION, ...about })), chunks: facts });
}

/** Null if it was made by another version of this program. */
export function unpackSnapshot(payload: Uint8Array): Remembered | null {
  try {
    const pieces = readPieces(payload);
    if (pieces === null) return null;
    const { version, ...about } = deserialize(pieces.about) as About & { readonly version: number };
    return version === VERSION ? { facts: pieces.chunks, ...about } : null;
  } catch {
    return null;
  }
}
