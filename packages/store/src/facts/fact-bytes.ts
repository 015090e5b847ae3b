import type { PackedFacts } from "./packed-facts.ts";

/** "Lock", as bytes in the order in which a number is read here. */
const MAGIC = 0x6b_63_6f_4c;
const NUMBER_BYTES = 4;

interface Sizes {
  readonly about: number;
  readonly chunks: readonly { readonly count: number; readonly rows: number; readonly blocks: readonly number[] }[];
}

export interface FactBytes {
  /** What is kept beside the facts; only who wrote it understands it. */
  readonly about: Uint8Array;
  readonly chunks: readonly PackedFacts[];
}

/** Packed facts as one run of bytes, piece by piece, none of them copied. */
export function* piecesOf({ about, chunks }: FactBytes): Iterable<Uint8Array> {
  const sizes: Sizes = {
    about: about.length,
    chunks: chunks.map(({ count, rows, texts }) => ({
      count,
      rows: rows.length,
      blocks: texts.blocks.map(({ length }) => length),
    })),
  };
  const head = new TextEncoder().encode(JSON.stringify(sizes));
  yield bytesOf(Uint32Array.of(MAGIC, head.length));
  yield head;
  yield about;
  for (const { rows, texts } of chunks) {
    yield rows;
    yield bytesOf(texts.lengths);
    yield* texts.blocks;
  }
}

/** Null if it is anything else, or has another length than it says. What is found shares the bytes given. */
export function readPieces(bytes: Uint8Array): FactBytes | null {
  const take = createTaker(bytes);
  const start = take(2 * NUMBER_BYTES);
  const [magic, headLength] = start === null ? [] : new Uint32Array(start.slice().buffer);
  if (magic !== MAGIC || headLength === undefined) return null;
  const head = take(headLength);
  if (head === null) return null;
  const sizes = JSON.parse(new TextDecoder().decode(head)) as Sizes;
  const about = take(sizes.about);
  const chunks: PackedFacts[] = [];
  for (const { count, rows: rowBytes, blocks: blockBytes } of sizes.chunks) {
    const rows = take(rowBytes);
    const lengths = take(count * NUMBER_BYTES);
    const blocks = blockBytes.map(take);
    if (rows === null || lengths === null || !blocks.every((block) => block !== null)) return null;
    chunks.push({ count, rows, texts: { lengths: new Uint32Array(lengths.slice().buffer), blocks } });
  }
  return about === null || take(1) !== null ? null : { about, chunks };
}

function createTaker(bytes: Uint8Array): (length: number) => Uint8Array | null {
  let from = 0;
  return (length) => {
    if (from + length > bytes.length) return null;
    from += length;
    return bytes.subarray(from - length, from);
  };
}

const bytesOf = (numbers: Uint32Array): Uint8Array =>
  new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength);
