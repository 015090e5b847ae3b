import type { OutgoingAction, OutgoingAnswer, OutgoingCommand } from "@lockstep/protocol/outgoing";
import { restJson } from "../api/rest.ts";

/** Which commands are looked at, the newest first. */
export interface OutgoingQuestion {
  readonly only: "open" | "all";
  /** Undefined: of all sites that the viewer sees. */
  readonly site: string | undefined;
  readonly first: number;
}

export const readOutgoing = ({ only, site, first }: OutgoingQuestion): Promise<OutgoingAnswer> => {
  const asked = new URLSearchParams({ only, first: String(first), ...(site === undefined ? {} : { site }) });
  return restJson("GET", `/outgoing?${asked}`);
};

export const settleOutgoing = (
  what: OutgoingAction,
  { connector, commandId }: OutgoingCommand,
  note: string,
): Promise<OutgoingCommand> =>
  restJson("POST", `/outgoing/${what}`, { connector, commandId, note: note.trim() === "" ? null : note });
