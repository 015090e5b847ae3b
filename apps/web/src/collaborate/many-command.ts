import type { LiveException } from "@lockstep/protocol/live";
import { MOST_AT_ONCE } from "@lockstep/protocol/many";
import type { ManyVariables } from "../api/collaborate-documents.ts";
import { type Draft, prepare } from "../detail/prepare-command.ts";
import type { MessageId } from "../i18n/i18n.ts";

/** What is the same for many; what needs a reason of its own for each is not among it. */
export const MANY_ACTIONS = ["ACKNOWLEDGE", "ASSIGN", "SHELVE", "COMMENT", "MERGE"] as const;
export type ManyAction = (typeof MANY_ACTIONS)[number];

/** Those that can take it as they stand; of a merge, but for the one that stays. */
export const takers = (rows: readonly LiveException[], action: ManyAction, into: string): readonly LiveException[] =>
  rows.filter(({ id, nextActions }) => nextActions.includes(action) && (action !== "MERGE" || id !== into));

export interface ManyDraft extends Draft {
  /** Of a merge, the one that stays. */
  readonly into: string;
}

interface Given {
  readonly draft: ManyDraft;
  readonly instantOf: (wallTime: string) => string | null;
}

/** What is sent; or what is missing. */
export function prepareMany(
  rows: readonly LiveException[],
  action: ManyAction,
  given: Given,
): Omit<ManyVariables, "commandId"> | MessageId {
  const { into } = given.draft;
  // A merge asks for the same as a split does: why.
  const { variables, problem } = prepare(action === "MERGE" ? "SPLIT" : action, { row: { id: "" }, ...given });
  if (problem !== null) return problem;
  const said = (name: string): string | null => variables[name] ?? null;
  return {
    ids: takers(rows, action, into).map(({ id }) => id),
    action,
    note: said("note") ?? said("text"),
    ...{ to: said("to"), into: action === "MERGE" ? into : null, reason: said("reason"), until: said("until") },
  };
}

/** The commands that it takes, each with the same id however often it is sent. */
export function partsOf({ ids, commandId, ...what }: ManyVariables): readonly ManyVariables[] {
  return Array.from({ length: Math.ceil(ids.length / MOST_AT_ONCE) }, (_, k) => ({
    ...what,
    ids: ids.slice(k * MOST_AT_ONCE, (k + 1) * MOST_AT_ONCE),
    commandId: `${commandId}:${k}`,
  }));
}
