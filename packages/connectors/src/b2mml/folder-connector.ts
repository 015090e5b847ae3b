import { type Answer, type Connector, MOST_MESSAGE_BYTES, NOTHING, type Offered } from "../contract.ts";
import { MOST_B2MML_BYTES, type ReadOptions, readB2mml, refusedText } from "./read-message.ts";

/** A file that was dropped. */
export interface DroppedFile {
  readonly name: string;
  readonly bytes: number;
  /** Null: it is no text in UTF-8 or UTF-16. Of one that is too large, its beginning. */
  readonly text: string | null;
}

/** What files mean, one after the other. */
export function createB2mmlFolder(options: ReadOptions): Connector<DroppedFile, never> {
  return {
    handle(happening): Answer<never> {
      if (happening.kind !== "message") return NOTHING;
      return { ...NOTHING, offered: offeredOf(happening.message, options) };
    },
  };
}

function offeredOf({ name, bytes, text }: DroppedFile, options: ReadOptions): readonly Offered[] {
  if (bytes > MOST_B2MML_BYTES) {
    const reason = `The file has ${bytes} bytes; it may have ${MOST_B2MML_BYTES}: write it in parts.`;
    return [refusedText((text ?? "").slice(0, MOST_MESSAGE_BYTES), { rule: "too-large", reason })];
  }
  if (text === null) {
    const reason = "The file is no text in UTF-8 or UTF-16: write it in one of them.";
    return [refusedText(`(${bytes} bytes)`, { rule: "not-text", reason })];
  }
  const read = readB2mml(text, options);
  if (!read.ok) return [refusedText(text || "(empty)", read.error)];
  const from = { place: `file ${name}`, text };
  return read.value.map((value) => ({ value, from }));
}
