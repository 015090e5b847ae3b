import type { Response } from "express";
import { developer, type Viewer } from "../identity/viewer.ts";

/** The one form of an error over HTTP. */
export function refuseWith(
  response: Response,
  status: number,
  { code, message }: { readonly code: string; readonly message: string },
): void {
  if (response.headersSent) return;
  // What is still being sent is read and dropped: a connection closed on it would lose the answer.
  response.req.resume();
  response.status(status).json({ error: { code, message } });
}

export function setViewer(response: Response, viewer: Viewer): void {
  response.locals["viewer"] = viewer;
}

export function viewerOf(response: Response): Viewer {
  return (response.locals["viewer"] as Viewer | undefined) ?? developer;
}
