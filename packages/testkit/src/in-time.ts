import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect } from "vitest";

/**
 * What is to be done within so many milliseconds, counted as this machine counts them: one that is busy is late with everything,
 * and where that took longer, a process that does nothing but wait for as long must have taken longer still.
 */
export async function inTime<T>(ms: number, what: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const waiting = spawn(process.execPath, ["-e", `setTimeout(() => {}, ${ms})`], { stdio: "ignore" });
  const waited = once(waiting, "exit").then(() => performance.now() - began);
  try {
    const done = await what();
    const took = performance.now() - began;
    if (took > ms) expect(took, `of ${ms} ms`).toBeLessThan(await waited);
    return done;
  } finally {
    waiting.kill("SIGKILL");
  }
}
