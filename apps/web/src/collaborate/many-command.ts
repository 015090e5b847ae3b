import type { LiveException } from "@lockstep/protocol/live";
import type { ManyVariables } from "../api/collaborate-documents.ts";
import type { MessageId } from "../i18n/i18n.ts";

/** What is the same for many; what needs a reason of its own for each is not among it. */
export const MANY_ACTIONS = ["ACKNOWLEDGE", "ASSIGN", "SHELVE", "COMMENT"] as const;
export type ManyAction = (typeof MANY_ACTIONS)[number];

export interface ManyDraft {
  readonly action: ManyAction;
  readonly note: string;
  readonly to: string;
  readonly reason: string;
  /** Null: what was typed is no time. */
  readonly until: string | null;
}

/** Those that can take it as they stand. */
export const takers = (rows: readonly LiveException[], action: ManyAction): readonly LiveException[] =>
  rows.filter(({ nextActions }) => nextActions.includes(action));

/** What is sent; or what is missing. */
export function prepareMany(
  rows: readonly LiveException[],
  { action, note, to, reason, until }: ManyDraft,
): Omit<ManyVariables, "commandId"> | MessageId {
  const ids = takers(rows, action).map(({ id }) => id);
  const nothing = { ids, action, note: null, to: null, reason: null, until: null };
  switch (action) {
    case "ACKNOWLEDGE":
      return { ...nothing, note: note.trim() || null };
    case "ASSIGN":
      return to.trim() === "" ? "act.whoNeeded" : { ...nothing, to: to.trim() };
    case "SHELVE":
      if (until === null) return "act.untilNeeded";
      return reason.trim() === "" ? "act.reasonNeeded" : { ...nothing, until, reason: reason.trim() };
    case "COMMENT":
      return note.trim() === "" ? "act.textNeeded" : { ...nothing, note: note.trim() };
  }
}
