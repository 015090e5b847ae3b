import { lstat, mkdir, open, readdir, rename, writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { contentHash } from "@lockstep/domain/content-hash";
import type { Instant } from "@lockstep/domain/instant";

/** A file as it was when it was looked at: one that is still written to is another a moment later. */
export interface Look {
  readonly name: string;
  readonly bytes: number;
  /** When it was last written. */
  readonly writtenAt: Instant;
  readonly stamp: string;
}

/**
 * A folder with three in it: files are put into `in`, and are in `done` or `failed` once what they mean is durable. Only
 * one process may take from it.
 */
export interface DropFolder {
  /** Makes what is not there. */
  prepare(): Promise<void>;
  /** Those that are there to be taken, by name: no folders, links, hidden files and files with another ending. */
  look(): Promise<readonly Look[]>;
  /** Its first bytes, all of them if there are no more; null: it is not as it was when it was looked at. */
  read(look: Look, mostBytes: number): Promise<Uint8Array | null>;
  /** Out of `in`; with a reason into `failed`, which lies beside it. False: it is not as it was, and stays. */
  away(look: Look, reason: string | null): Promise<boolean>;
}

/** `endings` are in small letters, with their dot. */
export function dropFolder(folder: string, endings: readonly string[]): DropFolder {
  const within = join(folder, "in");
  const places = { done: join(folder, "done"), failed: join(folder, "failed") };
  const lookAt = async (name: string): Promise<Look | null> => {
    const stat = await lstat(join(within, name)).catch(gone);
    if (stat === null || !stat.isFile()) return null;
    return {
      name,
      bytes: stat.size,
      writtenAt: Math.floor(stat.mtimeMs),
      stamp: `${stat.ino}/${stat.size}/${stat.mtimeMs}`,
    };
  };
  const isStill = async ({ name, stamp }: Look): Promise<boolean> => (await lookAt(name))?.stamp === stamp;
  return {
    async prepare() {
      for (const place of [within, places.done, places.failed]) await mkdir(place, { recursive: true });
    },
    async look() {
      const names = (await readdir(within)).filter((name) => isDropped(name, endings)).sort();
      const looks: Look[] = [];
      for (const name of names) {
        const look = await lookAt(name);
        if (look !== null) looks.push(look);
      }
      return looks;
    },
    async read(look, mostBytes) {
      const file = await open(join(within, look.name), "r");
      try {
        const bytes = new Uint8Array(Math.min(look.bytes, mostBytes));
        let length = 0;
        while (length < bytes.length) {
          const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
          if (bytesRead === 0) return null;
          length += bytesRead;
        }
        return (await isStill(look)) ? bytes : null;
      } finally {
        await file.close();
      }
    },
    async away(look, reason) {
      if (!(await isStill(look))) return false;
      const place = reason === null ? places.done : places.failed;
      const name = await freeName(place, look);
      // First why, then the file: whoever sees it there finds the reason beside it.
      if (reason !== null) await writeFile(join(place, `${name}.reason.txt`), `${reason}\n`);
      await rename(join(within, look.name), join(place, name));
      return true;
    },
  };
}

/**
 * Whoever writes a file calls it otherwise until it is complete, such as `.orders.xml` or `orders.xml.tmp`. Beside a
 * workbook that somebody has open lies `~$orders.xlsx`.
 */
const isDropped = (name: string, endings: readonly string[]): boolean =>
  !name.startsWith(".") && !name.startsWith("~$") && endings.some((ending) => name.toLowerCase().endsWith(ending));

/** What was dropped under that name before stays. */
async function freeName(place: string, { name, stamp }: Look): Promise<string> {
  if ((await lstat(join(place, name)).catch(gone)) === null) return name;
  const ending = extname(name);
  return `${name.slice(0, -ending.length)}.${contentHash(stamp).slice(0, 8)}${ending}`;
}

function gone(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
