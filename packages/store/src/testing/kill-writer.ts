import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { StoreOptions } from "../store.ts";

export const bodyOf = (seq: number): string => `{"seq":${seq},"text":"${String(seq).repeat(40)}"}`;
export const eventIdOf = (incarnation: string, seq: number): string => `${incarnation}/${seq}`;

/** What a writer said before it was killed. */
export interface Said {
  /** The last position that it found when it opened the store; null if it did not get that far. */
  readonly found: number | null;
  /** The last position that it was told is durable; null if none. */
  readonly acknowledged: number | null;
}

/** Starts a process that appends without end, and kills it at a random moment. Throws if it ends by itself. */
export async function runAndKill(options: StoreOptions, incarnation: number): Promise<Said> {
  const { child, ended, told } = startWriter(options, incarnation);
  let found: number | null = null;
  let acknowledged: number | null = null;
  const isOpen = new Promise<void>((resolve) => {
    createInterface({ input: child.stdout ?? process.stdin }).on("line", (line) => {
      const [word, seq] = line.split(" ");
      if (word === "open") found = Number(seq);
      else acknowledged = Number(seq);
      if (word === "acked") resolve();
    });
  });
  // One in four while it opens the store, the others while it appends.
  if (incarnation % 4 === 3) await Promise.race([sleep(Math.random() * 1_500), ended]);
  else await Promise.race([isOpen.then(() => sleep(Math.random() * 400)), ended]);
  if (child.exitCode !== null) throw new Error(`the writer ended by itself: ${told()}`);
  child.kill("SIGKILL");
  await ended;
  return { found, acknowledged };
}

/** What a writer says for itself when it may not have the store. */
export async function runToItsEnd(
  options: StoreOptions,
): Promise<{ readonly code: number | null; readonly said: string }> {
  const { child, ended, told } = startWriter(options, 0);
  await ended;
  return { code: child.exitCode, said: told() };
}

function startWriter(options: StoreOptions, incarnation: number) {
  const file = fileURLToPath(new URL("./endless-writer.ts", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [file, JSON.stringify(options), String(incarnation)], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let text = "";
  child.stderr?.on("data", (data) => {
    text += String(data);
  });
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  return { child, ended, told: () => text };
}
