import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Result } from "@lockstep/domain/result";
import { MOST_MESSAGE_BYTES, type Offered } from "../contract.ts";
import { refusedText } from "../refused-text.ts";
import { MOST_B2MML_BYTES, type NotRead } from "./read-message.ts";

/** A file that was dropped. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: number;
  /** Null: it is no text in UTF-8 or UTF-16. Of one that is too large, its beginning. */
  readonly text: string | null;
}

/** The text that is to be read of a file; or, where there is none, what is offered instead. */
export function textToRead({ bytes, text }: DroppedFile): string | readonly Offered[] {
  if (bytes > MOST_B2MML_BYTES) {
    const reason = `The file has ${bytes} bytes; it may have ${MOST_B2MML_BYTES}: write it in parts.`;
    return [refusedText((text ?? "").slice(0, MOST_MESSAGE_BYTES), { rule: "too-large", reason })];
  }
  if (text !== null) return text;
  const reason = "The file is no text in UTF-8 or UTF-16: write it in one of them.";
  return [refusedText(`(${bytes} bytes)`, { rule: "not-text", reason })];
}

/** What a file means, as it was read. */
export function offeredOf(
  { name }: DroppedFile,
  text: string,
  read: Result<readonly CloudEvent[], NotRead>,
): readonly Offered[] {
  if (!read.ok) return [refusedText(text || "(empty)", read.error)];
  const from = { place: `file ${name}`, text };
  return read.value.map((value) => ({ value, from }));
}
