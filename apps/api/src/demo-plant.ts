import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Log } from "./log.ts";

const PLANT = fileURLToPath(new URL("../../plant/src/main.ts", import.meta.url));
const RESTART_AFTER_MS = 5_000;

export interface DemoPlant {
  stop(): Promise<void>;
}

/** The demonstration plant as a process of the same group; it is started again if it ends by itself. */
export function startDemoPlant(url: string, log: Log, token: string | null): DemoPlant {
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isStopping = false;
  const start = (): void => {
    child = spawn(process.execPath, [PLANT, "--url", url], {
      stdio: ["ignore", "ignore", "inherit"],
      env: token === null ? process.env : { ...process.env, LOCKSTEP_TOKEN: `Bearer ${token}` },
    });
    child.once("error", (error) => log.error(error, "the demonstration plant cannot be started"));
    child.once("exit", (code) => {
      child = null;
      if (isStopping) return;
      log.warn({ code }, "the demonstration plant has ended; starting it again");
      timer = setTimeout(start, RESTART_AFTER_MS);
    });
  };
  start();
  return {
    stop() {
      isStopping = true;
      if (timer !== null) clearTimeout(timer);
      const ending = child;
      if (ending === null || ending.exitCode !== null) return Promise.resolve();
      return new Promise((resolve) => {
        const hard = setTimeout(() => ending.kill("SIGKILL"), 2_000);
        ending.once("exit", () => {
          clearTimeout(hard);
          resolve();
        });
        ending.kill("SIGTERM");
      });
    },
  };
}
