import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { ID_CONFLICT } from "@lockstep/domain/intake";
import { canonicalText } from "@lockstep/domain/json";
import type { NotRead } from "./read-message.ts";

/**
 * Why a message cannot be taken whole: this fact of it would be held against another content of the same thing and time,
 * of which one stays. Null: it would not. A document that was published at another time is replaced, or replaces.
 */
export function conflictOf(fact: CloudEvent, before: CloudEvent | undefined): NotRead | null {
  if (before === undefined || before["correction"] !== fact["correction"]) return null;
  if (canonicalText(before) === canonicalText(fact)) return null;
  const reason =
    `A message before it says something else as ${fact.type} of the same time, ${fact.time}, and stays: send this one with a ` +
    "later PublishedDate, and it takes the place of that one.";
  return { kind: "not-understood", rule: ID_CONFLICT, reason };
}
