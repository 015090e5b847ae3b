import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { MOST_MESSAGE_BYTES, type RefusedText } from "./contract.ts";

const FIRST_PART = 65_536;

/** A message as quarantine keeps it: whole, or of a very large one its first part. */
export function refusedText(text: string, { rule, reason }: Refusal, about?: RefusedText["about"]): RefusedText {
  // Never more than three bytes a character.
  const isTooLong = text.length > MOST_MESSAGE_BYTES / 3;
  const kept = isTooLong ? cleaned(text.slice(0, FIRST_PART)) : cleaned(text);
  const refused = { rule, reason: isTooLong ? `${reason} Its first part is kept.` : reason };
  return about === undefined ? { text: kept, refused } : { text: kept, refused, about };
}

/** Without what no text may hold that is stored. */
const cleaned = (text: string): string => text.replaceAll("\0", "\uFFFD").replace(/\p{Surrogate}/gu, "\uFFFD");
