import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const MAIN = join(import.meta.dirname, "../../../api/src/main.ts");

export interface OwnServer {
  readonly url: string;
  /** Ends it and deletes its data. */
  close(): Promise<void>;
}

/** What is set for a plant's real server is nothing to one that plays: not its database, its systems, or whom it calls. */
export const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(LOCKSTEP_|DATABASE_URL$)/.test(name)));

/** A server of its own with an empty embedded store and a manual clock, on a free port; it goes with whoever started it. */
export async function startOwnServer(): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-weeks-"));
  const settings = { PORT: "0", MQTT_PORT: "0", LOCKSTEP_DEMO: "0", LOCKSTEP_CLOCK: "manual", LOG_LEVEL: "info" };
  const child = spawn(process.execPath, [MAIN], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...withoutSettings(process.env),
      ...settings,
      LOCKSTEP_DATA: folder,
      LOCKSTEP_AUTH: "dev",
      HOST: "127.0.0.1",
    },
  });
  const ended = once(child, "close");
  const kill = (): boolean => child.kill("SIGKILL");
  process.once("exit", kill);
  const url = await new Promise<string>((resolve, reject) => {
    let last = "";
    child.once("exit", () => reject(new Error(`the server has ended: ${last}`)));
    createInterface({ input: child.stderr }).on("line", (text) => {
      last = text;
      if (!text.startsWith("{")) return;
      const line = JSON.parse(text) as { readonly msg?: string; readonly url?: string };
      if (line.msg === "ready" && line.url !== undefined) resolve(line.url);
    });
  });
  return {
    url,
    async close() {
      child.kill("SIGTERM");
      await ended;
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
