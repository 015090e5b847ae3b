/** RFC 6455, 5.2. */
const TEXT = 1;
const CLOSE = 8;
const PING = 9;
const FIN = 0x80;
const MASKED = 0x80;

export interface FrameReader {
  /** The next bytes of the connection. */
  read(chunk: Buffer): void;
}

export interface Heard {
  /** The beginning of a message, and how long all of it was. */
  readonly message: (head: string, bytes: number) => void;
  readonly ping: (payload: Buffer) => void;
  readonly closed: () => void;
}

/**
 * Reads what a server sends over a WebSocket: of each message no more than its first `most` bytes, so that thousands of sockets cost
 * the reader next to nothing. Unmasked, as servers send; no extension.
 */
export function createFrameReader(most: number, heard: Heard): FrameReader {
  let header: Buffer = Buffer.alloc(0);
  let opcode = 0;
  let isFinal = true;
  /** Of the frame that is being read. */
  let left = 0;
  let message = NOTHING;
  /** May come between the parts of a message. */
  let control = NOTHING;

  const isControl = (): boolean => opcode >= CLOSE;

  const end = (): void => {
    if (opcode === CLOSE) heard.closed();
    else if (opcode === PING) heard.ping(Buffer.concat(control.head));
    else if (isFinal && !isControl()) heard.message(Buffer.concat(message.head).toString(), message.bytes);
    if (isControl()) control = NOTHING;
    else if (isFinal) message = NOTHING;
  };

  const keep = (part: Buffer): void => {
    left -= part.length;
    if (isControl()) control = withPart(control, part, part.length);
    else message = withPart(message, part, most - message.kept);
  };

  return {
    read(chunk) {
      let at = 0;
      while (at < chunk.length) {
        if (left > 0) {
          const part = chunk.subarray(at, at + left);
          at += part.length;
          keep(part);
          if (left === 0) end();
          continue;
        }
        const size = headerSize(header, chunk, at);
        const more = chunk.subarray(at, at + size - header.length);
        header = header.length === 0 ? more : Buffer.concat([header, more]);
        at += more.length;
        if (header.length < size || size < headerSize(header, chunk, at)) continue;
        const first = header[0] ?? 0;
        opcode = first & 15;
        isFinal = (first & FIN) !== 0;
        left = lengthIn(header);
        header = Buffer.alloc(0);
        if (left === 0) end();
      }
    },
  };
}

interface Kept {
  readonly head: readonly Buffer[];
  readonly kept: number;
  readonly bytes: number;
}

const NOTHING: Kept = { head: [], kept: 0, bytes: 0 };

function withPart({ head, kept, bytes }: Kept, part: Buffer, room: number): Kept {
  const wanted = Math.min(part.length, room);
  if (wanted <= 0) return { head, kept, bytes: bytes + part.length };
  // A copy: the connection's buffer is not held on to for it.
  return { head: [...head, Buffer.from(part.subarray(0, wanted))], kept: kept + wanted, bytes: bytes + part.length };
}

/** As far as it can be told from what is there. */
function headerSize(header: Buffer, chunk: Buffer, at: number): number {
  const second = header[1] ?? chunk[at + 1 - header.length];
  if (second === undefined) return 2;
  const length = second & 127;
  return length === 127 ? 10 : length === 126 ? 4 : 2;
}

function lengthIn(header: Buffer): number {
  const length = (header[1] ?? 0) & 127;
  if (length === 127) return Number(header.readBigUInt64BE(2));
  return length === 126 ? header.readUInt16BE(2) : length;
}

/** A message as a client sends it: masked, with the mask 0, which leaves the text as it is. */
export function clientFrame(text: string, opcode = TEXT): Buffer {
  const payload = Buffer.from(text);
  const head = payload.length < 126 ? Buffer.alloc(6) : Buffer.alloc(8);
  head[0] = FIN | opcode;
  head[1] = MASKED | (payload.length < 126 ? payload.length : 126);
  if (payload.length >= 126) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}
