import type { MadeOf } from "@lockstep/connectors/contract";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { jsonText } from "@lockstep/domain/json";
import type { Request, Response } from "express";
import type { Writer } from "../writer/contract.ts";
import type { Guard, Incoming } from "../writer/incoming.ts";
import { isBehind } from "../writer/room.ts";
import { MOST_FACT_BYTES } from "./lines.ts";
import { refuseWith } from "./refuse.ts";

export const MOST_BATCH_BYTES = 16 * 1_048_576;
const CHUNK = 1_000;

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
export async function takeIn(incoming: readonly Incoming[], { writer, sum, connector, guard }: Taking): Promise<void> {
  const chunks: Promise<void>[] = [];
  for (let k = 0; k < incoming.length; k += CHUNK) {
    chunks.push(
      writer.take(incoming.slice(k, k + CHUNK), connector, guard).then((taken) => {
        for (const fact of taken.accepted) sum.accepted.push(fact);
        sum.duplicates += taken.duplicates;
        sum.quarantined += taken.quarantined;
        sum.seq = Math.max(sum.seq, taken.seq);
        sum.refused ??= taken.refused;
      }),
    );
  }
  await Promise.all(chunks);
}

/** A fact that is too large spoils its batch no more than any other bad one. */
export function incomingOf(value: unknown, from?: MadeOf): Incoming {
  const text = jsonText(value);
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_FACT_BYTES) return from === undefined ? { value } : { value, from };
  return {
    text,
    refused: {
      rule: "too-large",
      reason: `The fact has ${bytes} bytes; it may have ${MOST_FACT_BYTES}: shorten its texts and lists.`,
    },
  };
}
