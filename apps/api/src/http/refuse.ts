import type { Response } from "express";
import { type Code, RETRY_SECONDS } from "../errors.ts";
import { developer, type Viewer } from "../identity/viewer.ts";

const STATUS: Readonly<Record<Code, number>> = {
  ...{ BAD_USER_INPUT: 400, UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, CONFLICT: 409, UNAVAILABLE: 503 },
};
const STATUSES = new Map<unknown, number>(Object.entries(STATUS));

/** Under which status a refusal is answered; 500: what is none. */
export const statusOf = (code: unknown): number => STATUSES.get(code) ?? 500;

/** The one form of an error over HTTP. */
export function refuseWith(
  response: Response,
  status: number,
  { code, message }: { readonly code: string; readonly message: string },
): void {
  if (response.headersSent) return;
  // What is still being sent is read and dropped: a connection closed on it would lose the answer.
  response.req.resume();
  // Of an answer that was begun.
  for (const name of ["content-disposition", "lockstep-as-of", "lockstep-seq"]) response.removeHeader(name);
  if (status === 503 && !response.hasHeader("retry-after")) response.setHeader("retry-after", RETRY_SECONDS);
  if (status === 408) response.setHeader("connection", "close");
  response.status(status).json({ error: { code, message } });
}

export function setViewer(response: Response, viewer: Viewer): void {
  response.locals["viewer"] = viewer;
}

export function viewerOf(response: Response): Viewer {
  return (response.locals["viewer"] as Viewer | undefined) ?? developer;
}
