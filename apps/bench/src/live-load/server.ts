import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startPostgres } from "@lockstep/testkit/services";

const MAIN = join(import.meta.dirname, "../../../api/src/main.ts");

export interface LoadedServer {
  readonly url: string;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface ServerOrder {
  readonly store: "postgres" | "embedded";
  readonly clock: "manual" | "live";
}

/**
 * The server in a process of its own, on an empty log: PostgreSQL waits for the disk, as in production. `LIVE_LOAD_NODE`
 * holds options for its Node, such as `--cpu-prof`.
 */
export async function startServer({ store, clock }: ServerOrder): Promise<LoadedServer> {
  const postgres = store === "postgres" ? await startPostgres({ fsync: true }) : null;
  const folder = mkdtempSync(join(tmpdir(), "lockstep-live-load-"));
  const env = { PORT: "0", MQTT_PORT: "0", LOCKSTEP_DEMO: "0", LOCKSTEP_CLOCK: clock, LOG_LEVEL: "info" };
  const home = postgres === null ? { LOCKSTEP_DATA: folder } : { DATABASE_URL: postgres.url };
  const child = spawn(process.execPath, [...(process.env["LIVE_LOAD_NODE"]?.split(" ") ?? []), MAIN], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...env, ...home },
  });
  const ended = once(child, "close");
  // Whoever ends the load ends what it loads.
  const endChild = (): boolean => child.kill("SIGKILL");
  process.once("exit", endChild);
  const lines: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.once("exit", () => reject(new Error(`the server has ended: ${lines.at(-1) ?? ""}`)));
    createInterface({ input: child.stderr }).on("line", (text) => {
      lines.push(text);
      if (!text.startsWith("{")) return;
      const line = JSON.parse(text) as { readonly msg: string; readonly url?: string; readonly level: number };
      if (line.level >= 40) process.stderr.write(`  server: ${text.slice(0, 500)}\n`);
      if (line.msg === "ready" && line.url !== undefined) resolve(line.url);
    });
  });
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGTERM");
      await ended;
      process.off("exit", endChild);
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
