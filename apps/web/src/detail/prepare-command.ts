import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import type { LiveException } from "@lockstep/protocol/live";
import { ACKNOWLEDGE, ASSIGN, COMMENT, FLAG_FALSE, RESOLVE, SHELVE, SPLIT } from "../api/action-documents.ts";
import type { Settled } from "../api/answers.ts";
import type { MessageId } from "../i18n/i18n.ts";
import type { Action } from "../shell/acting.ts";

/** What is put off is put off for so long, unless somebody says otherwise. */
export const SHELVED_FOR_MS = 2 * 3_600_000;

/** What a person has typed, as typed. */
export interface Draft {
  readonly note: string;
  readonly reason: string;
  readonly wrongSystem: string;
  readonly to: string;
  /** Wall times of the plant. */
  readonly estimate: string;
  readonly until: string;
}

interface Given {
  readonly row: Pick<LiveException, "id">;
  readonly draft: Draft;
  readonly instantOf: (wallTime: string) => string | null;
}

export interface Prepared {
  readonly document: TypedDocumentNode<Settled, OperationVariables>;
  /** Without the command's id. */
  readonly variables: OperationVariables;
  readonly problem: MessageId | null;
}

/** The mutation that a filled form stands for, and what is still missing in it. */
export function prepare(action: Action, { row, draft, instantOf }: Given): Prepared {
  const { id } = row;
  const note = orNull(draft.note);
  const reason = draft.reason.trim();
  const needsReason: MessageId | null = reason === "" ? "act.reasonNeeded" : null;
  switch (action) {
    case "ACKNOWLEDGE": {
      const estimate = draft.estimate === "" ? null : instantOf(draft.estimate);
      const problem = draft.estimate !== "" && estimate === null ? "act.badEstimate" : null;
      return made(ACKNOWLEDGE, { id, note, estimate }, problem);
    }
    case "ASSIGN":
      return made(ASSIGN, { id, to: draft.to.trim() }, draft.to.trim() === "" ? "act.whoNeeded" : null);
    case "SHELVE": {
      const until = instantOf(draft.until);
      return made(SHELVE, { id, until, reason }, until === null ? "act.untilNeeded" : needsReason);
    }
    case "RESOLVE":
      return made(RESOLVE, { id, reason, note }, needsReason);
    case "FLAG_FALSE":
      return made(FLAG_FALSE, { id, reason, wrongSystem: orNull(draft.wrongSystem) }, needsReason);
    case "SPLIT":
      return made(SPLIT, { id, reason }, needsReason);
    case "COMMENT":
      return made(COMMENT, { id, text: draft.note.trim() }, note === null ? "act.textNeeded" : null);
  }
}

function made<V extends OperationVariables>(
  document: TypedDocumentNode<Settled, V>,
  variables: OperationVariables,
  problem: MessageId | null,
): Prepared {
  return { document: document as TypedDocumentNode<Settled, OperationVariables>, variables, problem };
}

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
