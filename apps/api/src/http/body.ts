import { MOST_LEVELS } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { scanJson } from "@lockstep/domain/scan-json";
import type { Express, Request } from "express";
import { inSteps } from "../in-steps.ts";
import { isStillIn, LET_IN_NO_MORE } from "./still-in.ts";

export interface BadBody {
  readonly status: 400 | 401 | 408 | 413 | 415;
  readonly code: string;
  readonly message: string;
}

export interface JsonBody {
  readonly text: string;
  readonly value: unknown;
}

interface Wanted {
  readonly mostBytes: number;
  readonly what: string;
  /** What is said of one that is longer, where that is not what is usual. */
  readonly tooLarge?: string;
}

/** For so long a body that is read whole may be silent; one that is taken as it comes, for twice as long. */
export const USUAL_PATIENCE_MS = 30_000;
const PATIENCE = "patience with bodies";
/** What is read whole comes at this rate at least, whatever its length. */
const LEAST_BYTES_A_SECOND = 65_536;

export function setPatience(app: Express, milliseconds: number): void {
  app.set(PATIENCE, milliseconds);
}

export const patienceWith = ({ app }: Request): number => Number(app.get(PATIENCE) ?? USUAL_PATIENCE_MS);

/** A body was given up: no more of it came. */
export class TooSlow extends Error {}

export const TOO_SLOW = {
  status: 408,
  code: "TIMEOUT",
  message: "The body has not come in time: send it again, in one go.",
} as const;

export const NO_JSON = {
  status: 400,
  code: "BAD_REQUEST",
  message: "The body is no JSON: check that it is complete.",
} as const;

export const TOO_DEEP = {
  ...NO_JSON,
  message: `The body is nested more than ${MOST_LEVELS} levels deep: send it flatter.`,
} as const;

/** Whether a text is JSON that nothing is to walk through. */
export const isTooDeep = async (text: unknown): Promise<boolean> =>
  typeof text === "string" && (await inSteps(scanJson(text))).depth > MOST_LEVELS;

/** Reads a whole body as JSON, up to a limit of length and one of depth. */
export async function readJson(request: Request, wanted: Wanted): Promise<Result<JsonBody, BadBody>> {
  const text = await readText(request, wanted);
  if (!text.ok) return text;
  const { isJson, depth } = await inSteps(scanJson(text.value));
  if (!isJson) return refuse(NO_JSON);
  if (depth > MOST_LEVELS) return refuse(TOO_DEEP);
  return ok({ text: text.value, value: JSON.parse(text.value) });
}

/** Reads a whole body as text, up to a limit. */
export async function readText(request: Request, wanted: Wanted): Promise<Result<string, BadBody>> {
  const { mostBytes, what } = wanted;
  const packed = checkPlain(request);
  if (!packed.ok) return packed;
  const usual = `${what} may have ${mostBytes} bytes: send less at once, or one fact a line as application/x-ndjson.`;
  const { tooLarge = usual } = wanted;
  const bytes = await readBytes(request, { mostBytes, tooLarge });
  if (!bytes.ok) return bytes;
  try {
    return ok(new TextDecoder("utf-8", { fatal: true }).decode(bytes.value));
  } catch {
    return refuse({ ...NO_JSON, message: "The body is not UTF-8: send it in that encoding." });
  }
}

/** Packed bodies are not unpacked: what a limit lets in could be any size then. */
export function checkPlain(request: Request): Result<null, BadBody> {
  const encoding = request.headers["content-encoding"];
  if (encoding === undefined || encoding === "identity") return ok(null);
  const message = `The body is encoded as ${encoding}: send it as it is.`;
  return refuse({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message });
}

/**
 * Reads a whole body, up to a limit, of which `tooLarge` tells; given up when it is silent or takes too long. Of no use where whoever
 * sends it is let in no more when all of it has come.
 */
export async function readBytes(
  request: Request,
  { mostBytes, tooLarge }: { readonly mostBytes: number; readonly tooLarge: string },
): Promise<Result<Buffer, BadBody>> {
  const tooMany = { status: 413, code: "TOO_LARGE", message: tooLarge } as const;
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return refuse(tooMany);
  const silentMs = patienceWith(request);
  const inAllMs = silentMs + (mostBytes / LEAST_BYTES_A_SECOND) * 1_000;
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of partsOf(request, { silentMs, inAllMs })) {
      length += part.length;
      if (length > mostBytes) return refuse(tooMany);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof TooSlow) return refuse(TOO_SLOW);
    throw error;
  }
  return isStillIn(request) ? ok(Buffer.concat(parts)) : refuse(LET_IN_NO_MORE);
}

/** The parts of a body that may go on for ever, but may not fall silent. Throws `TooSlow`. */
export const endlessParts = (request: Request): AsyncIterable<Buffer> =>
  partsOf(request, { silentMs: 2 * patienceWith(request), inAllMs: Number.POSITIVE_INFINITY });

interface Limits {
  /** Without a byte, while one is waited for. */
  readonly silentMs: number;
  readonly inAllMs: number;
}

async function* partsOf(request: Request, { silentMs, inAllMs }: Limits): AsyncGenerator<Buffer> {
  const parts = request.iterator({ destroyOnReturn: false });
  const endsAt = performance.now() + inAllMs;
  let isWaiting = false;
  try {
    for (;;) {
      isWaiting = true;
      const part = await within(Math.min(silentMs, endsAt - performance.now()), parts.next());
      isWaiting = false;
      if (part.done === true) return;
      yield part.value as Buffer;
    }
  } finally {
    // One that is waited for ends with the connection, which its answer closes.
    if (!isWaiting) await parts.return?.();
  }
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TooSlow()), Math.max(0, milliseconds));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
