import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { createStore } from "./create-store.ts";
import { startThread } from "./embedded-thread.ts";
import { lockFolder } from "./folder-lock.ts";
import { isDamage, wordsOf } from "./plain-error.ts";
import type { Store, StoreRefusal } from "./store.ts";
import { unpackTemplate } from "./template.ts";

/** The PostgreSQL that PGlite is; another one's files it cannot read. */
export const EMBEDDED_MAJOR = "18";

/**
 * Opens the embedded database in a thread of its own. It hands each commit to the operating system but does not wait
 * for the disk: what was appended survives any process killed at any moment, but not a power cut or a crash of the
 * machine.
 */
export async function openEmbedded(
  options: { readonly dataFolder: string } | { readonly inMemory: true },
): Promise<Result<Store, StoreRefusal>> {
  if ("inMemory" in options) return openInMemory();
  const { dataFolder } = options;
  try {
    makeFolder(dataFolder);
    const lock = await lockFolder(dataFolder);
    if (!lock.ok) return lock;
    const opened = await openFolder(dataFolder, lock.value.release);
    if (!opened.ok) lock.value.release();
    return opened;
  } catch (error) {
    return refuse({ message: `The data folder ${dataFolder} cannot be used: ${wordsOf(error)}` });
  }
}

/** Level by level: where nothing can be made, as in /proc, Node's own `recursive` tries for ever. */
function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!isFolder(folder)) throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

async function openInMemory(): Promise<Result<Store, StoreRefusal>> {
  try {
    return ok(await open(null, () => {}));
  } catch (error) {
    return refuse({ message: `The database in memory cannot be opened: ${wordsOf(error)}` });
  }
}

async function openFolder(dataFolder: string, release: () => void): Promise<Result<Store, StoreRefusal>> {
  try {
    const folder = prepare(dataFolder);
    const major = readFileSync(join(folder, "PG_VERSION"), "utf8").trim();
    if (major === EMBEDDED_MAJOR) return ok(await open(folder, release));
    const why = `was written by PostgreSQL ${major}, and this version of Lockstep embeds ${EMBEDDED_MAJOR}`;
    const remedy = "Start the version that wrote it, or use another folder.";
    return refuse({ message: `The data folder ${dataFolder} ${why}. ${remedy}` });
  } catch (error) {
    if (!isDamage(error))
      return refuse({ message: `The data folder ${dataFolder} cannot be opened: ${wordsOf(error)}` });
    const remedy = "Restore a backup of it, or use another folder.";
    return refuse({
      message: `The database in the data folder ${dataFolder} is damaged and does not start. ${remedy}`,
    });
  }
}

/** A folder that a crash left half written is never taken for a database: it gets its name when it is whole. */
function prepare(dataFolder: string): string {
  const folder = join(dataFolder, "database");
  const fresh = join(dataFolder, "database.new");
  rmSync(fresh, { recursive: true, force: true });
  if (existsSync(folder)) return folder;
  unpackTemplate(fresh);
  renameSync(fresh, folder);
  return folder;
}

async function open(folder: string | null, release: () => void): Promise<Store> {
  const { commit, close, ...tables } = await startThread({ folder });
  return createStore({
    durability: folder === null ? "nothing" : "process",
    withoutRowPolicies: null,
    isAway: () => false,
    tables,
    writer: { commit },
    close: () => close().finally(release),
  });
}
