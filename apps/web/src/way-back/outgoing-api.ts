import type { OutgoingAction, OutgoingAnswer, OutgoingCommand } from "@lockstep/protocol/outgoing";
import { devToken } from "../api/identity.ts";

const headers = (): Record<string, string> => {
  const token = devToken();
  return token === null ? {} : { authorization: `Bearer ${token}` };
};

/** Rejects with what the server says against it. */
export const readOutgoing = (only: "open" | "all"): Promise<OutgoingAnswer> =>
  ask<OutgoingAnswer>(`/outgoing?only=${only}`, { headers: headers() });

export const settleOutgoing = (
  what: OutgoingAction,
  { connector, commandId }: OutgoingCommand,
  note: string,
): Promise<OutgoingCommand> =>
  ask<OutgoingCommand>(`/outgoing/${what}`, {
    method: "POST",
    headers: { ...headers(), "content-type": "application/json" },
    body: JSON.stringify({ connector, commandId, note: note.trim() === "" ? null : note }),
  });

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const answer = await fetch(path, init);
  if (answer.ok) return (await answer.json()) as T;
  const refused = (await answer.json().catch(() => null)) as { error?: { message: string } } | null;
  throw new Error(refused?.error?.message ?? String(answer.status));
}
