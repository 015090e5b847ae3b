import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Request } from "express";

export interface BadBody {
  readonly status: 400 | 413 | 415;
  readonly code: string;
  readonly message: string;
}

export interface JsonBody {
  readonly text: string;
  readonly value: unknown;
}

/** Reads a whole body as JSON, up to a limit. */
export async function readJson(
  request: Request,
  { mostBytes, what }: { readonly mostBytes: number; readonly what: string },
): Promise<Result<JsonBody, BadBody>> {
  const packed = checkPlain(request);
  if (!packed.ok) return packed;
  const tooLarge = {
    status: 413,
    code: "TOO_LARGE",
    message: `${what} may have ${mostBytes} bytes: send less at once, or one fact a line as application/x-ndjson.`,
  } as const;
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) return refuse(tooLarge);
  const bytes = await readBytes(request, mostBytes);
  return bytes === null ? refuse(tooLarge) : parse(bytes);
}

/** Packed bodies are not unpacked: what a limit lets in could be any size then. */
export function checkPlain(request: Request): Result<null, BadBody> {
  const encoding = request.headers["content-encoding"];
  if (encoding === undefined || encoding === "identity") return ok(null);
  const message = `The body is encoded as ${encoding}: send it as it is.`;
  return refuse({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message });
}

/** Null: there are more than that. */
export async function readBytes(request: Request, mostBytes: number): Promise<Buffer | null> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request.iterator({ destroyOnReturn: false })) {
    length += part.length;
    if (length > mostBytes) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function parse(bytes: Buffer): Result<JsonBody, BadBody> {
  const bad = (message: string) => refuse({ status: 400, code: "BAD_REQUEST", message } as const);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return bad("The body is not UTF-8: send it in that encoding.");
  }
  try {
    return ok({ text, value: JSON.parse(text) });
  } catch {
    return bad("The body is no JSON: check that it is complete.");
  }
}
