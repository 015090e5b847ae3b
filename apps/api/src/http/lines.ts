import type { Incoming } from "../writer/incoming.ts";

export const MOST_FACT_BYTES = 1_048_576;

const NEWLINE = 0x0a;
const RETURN = 0x0d;

/** Lines of a stream of bytes, those of one chunk together; a line beyond the limit is refused without being kept whole. */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncIterable<readonly Incoming[]> {
  const line = createLine();
  let isFirst = true;
  for await (const chunk of chunks) {
    const lines: Incoming[] = [];
    const push = (): void => {
      const incoming = line.end(isFirst);
      isFirst = false;
      if (incoming !== null) lines.push(incoming);
    };
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      line.add(chunk.subarray(from, at));
      push();
      from = at + 1;
    }
    line.add(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  const last = line.end(isFirst);
  if (last !== null) yield [last];
}

function createLine() {
  let parts: Uint8Array[] = [];
  let kept = 0;
  let length = 0;
  return {
    add(part: Uint8Array): void {
      length += part.length;
      const room = MOST_FACT_BYTES + 1 - kept;
      if (room <= 0 || part.length === 0) return;
      const piece = part.subarray(0, room);
      parts.push(piece);
      kept += piece.length;
    },
    /** Null for an empty line. */
    end(isFirst: boolean): Incoming | null {
      const total = length;
      const read = Buffer.concat(parts);
      // Windows ends a line with two characters, neither of which is the line's.
      const bytes = read.length === total && read.at(-1) === RETURN ? read.subarray(0, -1) : read;
      parts = [];
      kept = 0;
      length = 0;
      if (total > MOST_FACT_BYTES + 1 || bytes.length > MOST_FACT_BYTES) return tooLong(bytes, total);
      return textOf(bytes, isFirst);
    },
  };
}

function tooLong(bytes: Uint8Array, length: number): Incoming {
  const text = new TextDecoder().decode(bytes.subarray(0, MOST_FACT_BYTES));
  const reason = `The line is ${length} bytes long; a fact may have ${MOST_FACT_BYTES}: shorten its texts and lists. Its first part is kept.`;
  return { text, refused: { rule: "too-large", reason } };
}

function textOf(bytes: Uint8Array, isFirst: boolean): Incoming | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: !isFirst }).decode(bytes).trim();
    return text === "" ? null : { text };
  } catch {
    const reason = "The line is not UTF-8: send it in that encoding.";
    return { text: new TextDecoder().decode(bytes), refused: { rule: "not-utf8", reason } };
  }
}
