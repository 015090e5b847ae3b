import { promisify } from "node:util";
import { deserialize, serialize } from "node:v8";
import { gunzip, gzip } from "node:zlib";
import type { Instant } from "@lockstep/domain/instant";
import type { WorkflowState } from "@lockstep/workflow/model";
import type { FeedTally } from "../view/feeds.ts";

/** Raise it with every change of what a snapshot holds: others are then left alone, and the log is read instead. */
const VERSION = 1;

/** A fact as it is kept: its rules are checked again when it is read. */
export interface KeptFact {
  readonly canonical: string;
  readonly seq: number;
  readonly receivedAt: Instant;
  readonly connector: string;
}

/** Everything up to one position of the log. */
export interface Remembered {
  readonly facts: readonly KeptFact[];
  readonly feeds: readonly (readonly [string, FeedTally])[];
  readonly workflow: WorkflowState;
  /** How many audited records the workflow's state is made of. */
  readonly auditNumber: number;
}

const FAST = { level: 1 };

/** What is remembered is read before this returns; only the packing takes its time. */
export function packSnapshot(remembered: Remembered): Promise<Uint8Array> {
  return promisify(gzip)(serialize({ version: VERSION, ...remembered }), FAST);
}

/** Null if it was made by another version of this program. */
export async function unpackSnapshot(payload: Uint8Array): Promise<Remembered | null> {
  try {
    const { version, ...remembered } = deserialize(await promisify(gunzip)(payload)) as Remembered & {
      version: number;
    };
    return version === VERSION ? remembered : null;
  } catch {
    return null;
  }
}
