// The thread that the embedded database runs in: its work would hold up everything else.
import { parentPort, workerData } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import type { Answer, Calls, EmbeddedOptions, Request } from "./embedded-protocol.ts";
import { createLogWriter } from "./log-writer.ts";
import { CASING, FROM_NEWER, isFromNewer, MIGRATIONS_FOLDER } from "./migrations.ts";
import { plainError } from "./plain-error.ts";
import { createTables } from "./tables.ts";
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
  const database =
    folder === null ? await PGlite.create({ loadDataDir: new Blob([readTemplate()]) }) : await PGlite.create(folder);
  const db = drizzle(database, { casing: CASING });
  if (await isFromNewer(db)) throw new Error(`it ${FROM_NEWER}`);
  await migrate(db, { migrationsFolder: MIGRATIONS_FOLDER });
  const writer = await createLogWriter(() => db);
  return { ...createTables(db), commit: writer.commit, close: () => database.close() };
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
