import type { LiveException } from "@lockstep/protocol/live";
import { createContext, useContext } from "react";

export type Action = "ACKNOWLEDGE" | "ASSIGN" | "SHELVE" | "RESOLVE" | "FLAG_FALSE" | "COMMENT" | "SPLIT";
export const ACTIONS: readonly Action[] = [
  "ACKNOWLEDGE",
  "ASSIGN",
  "SHELVE",
  "RESOLVE",
  "FLAG_FALSE",
  "COMMENT",
  "SPLIT",
];

export interface Ask {
  readonly action: Action;
  readonly row: LiveException;
}

interface Acting {
  /** Opens the form of that action. */
  readonly start: (ask: Ask) => void;
  /** Opens what does the same to many; it stays over every page until it is closed. */
  readonly startMany: (rows: readonly LiveException[]) => void;
  readonly isManyOpen: boolean;
  /** Exceptions that something has been sent for and not been answered yet. */
  readonly sending: ReadonlySet<string>;
  readonly setSending: (id: string, on: boolean) => void;
}

export const ActingContext = createContext<Acting | null>(null);
export function useActing(): Acting {
  const acting = useContext(ActingContext);
  if (!acting) throw new Error("no acting around this component");
  return acting;
}
