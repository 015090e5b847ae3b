// The thread that the embedded database runs in: its work would hold up everything else.
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import type { Answer, Calls, EmbeddedOptions, Request } from "./embedded-protocol.ts";
import { plainError } from "./plain-error.ts";
import { readTemplate } from "./template.ts";

const say = (answer: Answer): void => parentPort?.postMessage(answer);

try {
  const calls = await open(workerData);
  parentPort?.on("message", (request: Request) => void answer(calls, request));
  say({ id: 0, ok: true, value: null });
} catch (error) {
  say({ id: 0, ok: false, message: plainError(error).message });
}

async function open({ folder }: EmbeddedOptions): Promise<Calls> {
  const starting = folder === null ? PGlite.create({ loadDataDir: new Blob([readTemplate()]) }) : PGlite.create(folder);
  // Loaded while the database starts: each takes about as long as the other.
  const [database, { openCalls }] = await Promise.all([starting, import("./embedded-calls.ts")]);
  return openCalls(database);
}

async function answer(calls: Calls, { id, name, args }: Request): Promise<void> {
  const call = calls[name] as (...args: readonly unknown[]) => Promise<unknown>;
  try {
    say({ id, ok: true, value: await call(...args) });
  } catch (error) {
    say({ id, ok: false, message: plainError(error).message });
  }
  if (name === "close") parentPort?.close();
}
