import { randomBytes } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ok, type Result, refuse } from "@lockstep/domain/result";

export interface FolderLock {
  release(): void;
}

/** Who says to use the folder. The name of the file tells all, so that it is there whole or not at all. */
interface Owner {
  readonly file: string;
  readonly pid: number;
  /**
   * Since the machine's start, in its own ticks; 0 where it cannot be known. Tells a process from a later one with its
   * pid.
   */
  readonly startedAt: number;
  readonly host: string;
}

const ATTEMPTS = 5;
const OWNER_FILE = /^owner-(\d+)-(\d+)-([0-9a-f]+)-[0-9a-f]{8}[.]lock$/;

/**
 * Takes a folder for this process, or says who has it. Each comer first puts down a file of its own, then looks for
 * others: of two that come at once at least one sees the other, and gives way. A file is deleted only by its owner, or
 * by someone who saw that the owner is dead; as names are never used twice, that cannot hit a newcomer. Processes are
 * told apart by host name, pid and start: two containers that share a folder must not share a host name.
 */
export async function lockFolder(folder: string): Promise<Result<FolderLock, { message: string }>> {
  for (let attempt = 1; ; attempt += 1) {
    const file = putDown(folder);
    const release = () => rmSync(join(folder, file), { force: true });
    const other = findOther(folder, file);
    if (other === null) {
      process.once("exit", release);
      return ok({
        release: () => {
          process.off("exit", release);
          release();
        },
      });
    }
    release();
    if (attempt === ATTEMPTS) return refuse({ message: inUse(folder, other) });
    // The other may be about to give way, too.
    await sleep(10 + Math.random() * 20 * attempt);
  }
}

function putDown(folder: string): string {
  const nonce = randomBytes(4).toString("hex");
  const file = `owner-${process.pid}-${startOf(process.pid) ?? 0}-${hex(hostname())}-${nonce}.lock`;
  writeFileSync(join(folder, file), "", { flag: "wx" });
  return file;
}

function findOther(folder: string, own: string): Owner | null {
  for (const file of readdirSync(folder)) {
    const owner = file === own ? null : readOwner(file);
    if (owner === null) continue;
    if (owner.host !== hostname() || isAlive(owner)) return owner;
    rmSync(join(folder, file), { force: true });
  }
  return null;
}

function readOwner(file: string): Owner | null {
  const [, pid, startedAt, host] = OWNER_FILE.exec(file) ?? [];
  if (pid === undefined || startedAt === undefined || host === undefined) return null;
  return { file, pid: Number(pid), startedAt: Number(startedAt), host: Buffer.from(host, "hex").toString() };
}

function isAlive({ pid, startedAt }: Owner): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // Not permitted means that it is there.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  if (isZombie(pid)) return false;
  const started = startOf(pid);
  return started === null || startedAt === 0 || started === startedAt;
}

/** Killed, with no thread left, but nobody has asked yet how it ended; in a container that may never happen. */
function isZombie(pid: number): boolean {
  try {
    return statOf(pid)[0] === "Z" && readdirSync(`/proc/${pid}/task`).length <= 1;
  } catch {
    return false;
  }
}

function startOf(pid: number): number | null {
  try {
    return Number(statOf(pid)[19]);
  } catch {
    return null;
  }
}

/**
 * /proc/<pid>/stat from its 3rd field on, which is the state; the 22nd is the start. The 2nd may hold spaces, in
 * brackets.
 */
function statOf(pid: number): string[] {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  return text.slice(text.lastIndexOf(")") + 2).split(" ");
}

function inUse(folder: string, { pid, host, file }: Owner): string {
  if (host !== hostname()) {
    const remedy = `If that machine is gone for good, delete ${join(folder, file)} and start again.`;
    return `The data folder ${folder} is in use by process ${pid} on ${host}. ${remedy}`;
  }
  if (pid === process.pid) return `The data folder ${folder} is open in this process (${pid}) already.`;
  return `The data folder ${folder} is in use by process ${pid}. Stop that process first, or use another folder.`;
}

const hex = (text: string): string => Buffer.from(text).toString("hex");
