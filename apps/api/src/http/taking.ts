import { setImmediate as nextTurn } from "node:timers/promises";
import type { MadeOf } from "@lockstep/connectors/contract";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { jsonText } from "@lockstep/domain/json";
import type { Request, Response } from "express";
import type { Taken, Writer } from "../writer/contract.ts";
import type { Guard, Incoming } from "../writer/incoming.ts";
import { isBehind, room } from "../writer/room.ts";
import { MOST_FACT_BYTES } from "./lines.ts";
import { refuseWith } from "./refuse.ts";

export const MOST_BATCH_BYTES = 16 * 1_048_576;
const CHUNK = 1_000;
/** So many are handed over at once, and the log is behind for others from then on if it is; the rest waits until few are left. */
export const FACTS_AT_ONCE = 25_000;
const FEW_LEFT = 5_000;
/** A chunk of fewer than that is one of long texts, or of none. */
const FEW = 100;

/** What has become of what one request sent. */
export interface Sum {
  readonly accepted: AnyFact[];
  duplicates: number;
  quarantined: number;
  seq: number;
  /** Why some of it was not taken, and nothing behind it; null: all of it was. */
  refused: string | null;
}

export const noneTaken = ({ seq }: Writer): Sum => ({
  accepted: [],
  duplicates: 0,
  quarantined: 0,
  seq,
  refused: null,
});

export const mediaType = (request: Request): string =>
  (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

export const BEHIND = {
  status: 429,
  code: "TOO_MANY_FACTS",
  message: "The log is behind: nothing was taken. Send it again in a second.",
} as const;

/** Whether the log can take more; if not, it has been answered. */
export function hasRoom(writer: Writer, response: Response): boolean {
  if (!isBehind(writer)) return true;
  response.setHeader("retry-after", "1");
  refuseWith(response, BEHIND.status, BEHIND);
  return false;
}

interface Taking {
  readonly writer: Writer;
  readonly sum: Sum;
  readonly connector: string;
  readonly guard: Guard | null;
}

/** Resolves when all of it is durable, and adds up what has become of it. */
export const takeIn = (incoming: readonly Incoming[], taking: Taking): Promise<void> =>
  takeChunks(chunksOf(incoming), taking);

/** The same for chunks that are made as they are taken, of which some may be empty. */
export async function takeChunks(
  chunks: Iterable<readonly Incoming[]>,
  { writer, sum, connector, guard }: Taking,
): Promise<void> {
  const taking: Promise<void>[] = [];
  let handedOver = 0;
  let failure: { readonly error: unknown } | null = null;
  for (const chunk of chunks) {
    if (chunk.length > 0) taking.push(writer.take(chunk, connector, guard).then((taken) => add(sum, taken), fail));
    handedOver += chunk.length;
    if (chunk.length < FEW || handedOver >= FACTS_AT_ONCE) await nextTurn();
    if (handedOver >= FACTS_AT_ONCE) await room(writer, FEW_LEFT);
    if (failure !== null || sum.refused !== null) break;
  }
  await Promise.all(taking);
  if (failure !== null) throw (failure as { readonly error: unknown }).error;

  function fail(error: unknown): void {
    failure ??= { error };
  }
}

function add(sum: Sum, taken: Taken): void {
  for (const fact of taken.accepted) sum.accepted.push(fact);
  sum.duplicates += taken.duplicates;
  sum.quarantined += taken.quarantined;
  sum.seq = Math.max(sum.seq, taken.seq);
  sum.refused ??= taken.refused;
}

/** Small enough that the process stays responsive while one is decided. */
export function* chunksOf(incoming: readonly Incoming[]): Generator<readonly Incoming[]> {
  for (let k = 0; k < incoming.length; k += CHUNK) yield incoming.slice(k, k + CHUNK);
}

/** A fact that is too large spoils what it came with no more than any other bad one. */
export function incomingOf(value: unknown, from?: MadeOf): Incoming {
  const text = jsonText(value);
  const isSmall = Buffer.byteLength(text) <= MOST_FACT_BYTES;
  return isSmall ? { value, ...(from === undefined ? {} : { from }) } : tooLarge(text);
}

export const incomingText = (text: string): Incoming => {
  const isSmall = text.length <= MOST_FACT_BYTES / 3 || Buffer.byteLength(text) <= MOST_FACT_BYTES;
  return isSmall ? { text } : tooLarge(text);
};

function tooLarge(text: string): Incoming {
  const bytes = Buffer.byteLength(text);
  const reason = `The fact has ${bytes} bytes; it may have ${MOST_FACT_BYTES}: shorten its texts and lists.`;
  return { text, refused: { rule: "too-large", reason } };
}
