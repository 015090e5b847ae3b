import { Refused, rest } from "../api/rest.ts";
import type { Refusal } from "../live/contract.ts";

/** Nobody has looked at it: the server starts, is asked for too much at once, or something before it answers in its place. */
const NOT_LOOKED_AT: ReadonlySet<string> = new Set(["UNAVAILABLE", "TOO_MANY_REQUESTS", "FAILED"]);

/**
 * Sends a picture; the answer is what a command names it by, or why it was not taken. What another try may take is as
 * unreachable as a server that does not answer.
 */
export async function sendPhoto(photo: Blob): Promise<string | Refusal> {
  try {
    const answer = await rest("POST", "/photos", photo);
    return ((await answer.json()) as { readonly photo: string }).photo;
  } catch (error) {
    if (error instanceof Refused && !NOT_LOOKED_AT.has(error.code)) return { code: error.code, message: error.message };
    return { code: "UNREACHABLE", message: error instanceof Error ? error.message : String(error) };
  }
}
