import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";
import { assert, present } from "@lockstep/domain/assert";

/** Few enough that one text is found without unpacking much. */
const TEXTS_A_BLOCK = 256;
/** How many blocks stay unpacked, over all texts: who asks for one text mostly asks for its neighbours, too. */
const BLOCKS_OPEN = 64;

export interface PackedTexts {
  /** Each text's bytes in UTF-8, in order. */
  readonly lengths: Uint32Array;
  readonly blocks: readonly Uint8Array[];
}

const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const compress = promisify(zstdCompress);

export async function packTexts(texts: readonly string[]): Promise<PackedTexts> {
  const lengths = Uint32Array.from(texts, (text) => Buffer.byteLength(text));
  const packing: Promise<Buffer>[] = [];
  for (let from = 0; from < texts.length; from += TEXTS_A_BLOCK) {
    packing.push(compress(texts.slice(from, from + TEXTS_A_BLOCK).join(""), FAST));
  }
  return { lengths, blocks: (await Promise.all(packing)).map((block) => new Uint8Array(block)) };
}

interface Open {
  readonly owner: PackedTexts;
  readonly block: number;
  readonly bytes: Buffer;
}

/** The one used longest ago first. */
const open: Open[] = [];

/** Looks texts up by their place. */
export function createTexts(packed: PackedTexts): (place: number) => string {
  const { lengths } = packed;
  return (place) => {
    assert(place < lengths.length, () => `there is no text ${place} of ${lengths.length}`);
    const block = Math.floor(place / TEXTS_A_BLOCK);
    const bytes = openBlock(packed, block);
    let from = 0;
    for (let k = block * TEXTS_A_BLOCK; k < place; k += 1) from += lengths[k] ?? 0;
    return bytes.toString("utf8", from, from + (lengths[place] ?? 0));
  };
}

function openBlock(owner: PackedTexts, block: number): Buffer {
  const place = open.findLastIndex((one) => one.owner === owner && one.block === block);
  const [known] = place < 0 ? [] : open.splice(place, 1);
  const opened = known ?? { owner, block, bytes: unpackBlock(owner, block) };
  open.push(opened);
  if (open.length > BLOCKS_OPEN) open.shift();
  return opened.bytes;
}

const unpackBlock = ({ blocks }: PackedTexts, block: number): Buffer =>
  zstdDecompressSync(present(blocks[block], () => `there is no block ${block} of ${blocks.length}`));
