import { Refused, rest } from "../api/rest.ts";
import type { Refusal } from "../live/contract.ts";

/** Sends a picture; the answer is what a command names it by, or why it was not taken. */
export async function sendPhoto(photo: Blob): Promise<string | Refusal> {
  try {
    const answer = await rest("POST", "/photos", photo);
    return ((await answer.json()) as { readonly photo: string }).photo;
  } catch (error) {
    if (error instanceof Refused) return { code: error.code, message: error.message };
    return { code: "UNREACHABLE", message: error instanceof Error ? error.message : String(error) };
  }
}
