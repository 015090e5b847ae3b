import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startPostgres } from "@lockstep/testkit/services";
import { build } from "../build.ts";

const MAIN = join(import.meta.dirname, "../../../api/dist/main.js");

export interface LoadedServer {
  readonly url: string;
  readonly pid: number;
  /** Resolves with the first line of its log that says this, and passes. */
  said(message: string, passes: (line: LogLine) => boolean): Promise<LogLine>;
  stop(): Promise<void>;
  /** As a power cut would, for the process. */
  kill(): Promise<void>;
}

/** One line of the server's log. */
export type LogLine = { readonly msg?: string; readonly url?: string; readonly level: number } & Readonly<
  Record<string, unknown>
>;

export interface ServerOrder {
  readonly store: "postgres" | "embedded";
  readonly clock: "manual" | "live";
  /** Where an embedded store is, and stays; else one of its own that goes with it. */
  readonly folder?: string;
  /** Any that is free, if it is left out. */
  readonly port?: string;
  /** With the demonstration plant. */
  readonly isDemo?: boolean;
}

/** What is set for a plant's real server is nothing to one that is loaded: not its database, its systems, or whom it calls. */
const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(LOCKSTEP_|DATABASE_URL$)/.test(name)));

/**
 * The server in a process of its own, on an empty log: PostgreSQL waits for the disk, as in production. `LIVE_LOAD_NODE`
 * holds options for its Node, such as `--cpu-prof`; it may use as much memory as `npm start` lets it.
 */
export async function startServer(order: ServerOrder): Promise<LoadedServer> {
  const { store, clock, folder: given, port = "0", isDemo = false } = order;
  build("server");
  const postgres = store === "postgres" ? await startPostgres({ fsync: true }) : null;
  const folder = given ?? mkdtempSync(join(tmpdir(), "lockstep-live-load-"));
  const env = { PORT: port, MQTT_PORT: "0", LOCKSTEP_CLOCK: clock, LOG_LEVEL: "info" };
  const demo = { LOCKSTEP_DEMO: isDemo ? "1" : "0" };
  const home = postgres === null ? { LOCKSTEP_DATA: folder } : { DATABASE_URL: postgres.url };
  const heap = [`--max-old-space-size=${Math.floor((totalmem() * 0.75) / 2 ** 20)}`, "--max-semi-space-size=64"];
  const child = spawn(process.execPath, [...heap, ...(process.env["LIVE_LOAD_NODE"]?.split(" ") ?? []), MAIN], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...withoutSettings(process.env), ...env, ...demo, ...home },
  });
  const ended = once(child, "close");
  // Whoever ends the load ends what it loads.
  const endChild = (): boolean => child.kill("SIGKILL");
  process.once("exit", endChild);
  const lines: string[] = [];
  const told: LogLine[] = [];
  const waiting = new Set<() => void>();
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`the server has ended: ${lines.at(-1) ?? ""}`)));
    createInterface({ input: child.stderr }).on("line", (text) => {
      lines.push(text);
      if (!text.startsWith("{")) return;
      const line = JSON.parse(text) as LogLine;
      told.push(line);
      for (const look of waiting) look();
      if (line.level >= 40) process.stderr.write(`  server: ${text.slice(0, 500)}\n`);
      if (line.msg === "ready" && line.url !== undefined) resolve(line.url);
    });
  });
  child.once("exit", (code, signal) => {
    if (!isEnding)
      process.stderr.write(`  the server has ended (${signal ?? code}): ${lines.slice(-12).join("\n  ")}\n`);
  });
  let isEnding = false;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    isEnding = true;
    child.kill(signal);
    await ended;
    process.off("exit", endChild);
    await postgres?.stop();
    if (given === undefined) rmSync(folder, { recursive: true, force: true });
  };
  return {
    url,
    pid: child.pid ?? 0,
    said: (message, passes) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = told.find((line) => line.msg === message && passes(line));
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
  };
}
