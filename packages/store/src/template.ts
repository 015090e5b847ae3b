import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

export const TEMPLATE_FILE = fileURLToPath(new URL("../template/database.tar.br", import.meta.url));

const BLOCK_BYTES = 512;

/** An empty, migrated data folder as a tar archive: without it the first start takes seconds to create one. */
export const readTemplate = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(brotliDecompressSync(readFileSync(TEMPLATE_FILE)));

/** Writes out the template. The folder must not exist. */
export function unpackTemplate(folder: string): void {
  mkdirSync(folder, { mode: 0o700 });
  for (const entry of entriesOf(readTemplate())) {
    const path = join(folder, entry.name);
    if (entry.isFolder) mkdirSync(path, { recursive: true, mode: 0o700 });
    else {
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, entry.content, { mode: 0o600 });
    }
  }
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
  readonly content: Uint8Array;
}

/**
 * The plain part of the ustar format, which is what the embedded database dumps: folders, and files with short names.
 */
function* entriesOf(archive: Uint8Array): Generator<Entry> {
  for (let at = 0; at + BLOCK_BYTES <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK_BYTES);
    const prefix = textAt(header, 345, 155);
    const name = textAt(header, 0, 100);
    const size = Number.parseInt(textAt(header, 124, 12).trim() || "0", 8);
    const start = at + BLOCK_BYTES;
    const path = prefix === "" ? name : `${prefix}/${name}`;
    yield { name: path, isFolder: textAt(header, 156, 1) === "5", content: archive.subarray(start, start + size) };
    at = start + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
  }
}

function textAt(header: Uint8Array, start: number, length: number): string {
  const text = Buffer.from(header.subarray(start, start + length)).toString("utf8");
  const end = text.indexOf("\0");
  return end === -1 ? text : text.slice(0, end);
}
