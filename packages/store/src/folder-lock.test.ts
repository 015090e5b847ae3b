import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lockFolder } from "./folder-lock.ts";

const HOLDER = fileURLToPath(new URL("./testing/lock-holder.ts", import.meta.url));

describe("the lock on a data folder", { timeout: 30_000 }, () => {
  let folder: string;
  let children: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lockstep-lock-"));
  });
  afterEach(() => {
    for (const child of children) child.kill("SIGKILL");
    children = [];
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a program that says `held <pid>` once it has the lock. */
  async function startHolder(program: string, args: readonly string[]): Promise<{ child: ChildProcess; pid: number }> {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "inherit"] });
    children.push(child);
    const line = await new Promise<string>((resolve) => {
      createInterface({ input: child.stdout }).once("line", resolve);
    });
    expect(line).toMatch(/^held \d+$/);
    return { child, pid: Number(line.split(" ")[1]) };
  }

  const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once("exit", resolve));
  const lockFiles = (): string[] => readdirSync(folder).filter((name) => name.endsWith(".lock"));

  it("is let go of, and can be taken again", async () => {
    for (let round = 0; round < 2; round += 1) {
      const lock = await lockFolder(folder);
      if (!lock.ok) throw new Error(lock.error.message);
      expect(lockFiles()).toHaveLength(1);
      lock.value.release();
      expect(lockFiles()).toEqual([]);
    }
  });

  it("refuses while another process has it, in one line that says what to do", async () => {
    const { child, pid } = await startHolder(process.execPath, [HOLDER, folder]);
    const lock = await lockFolder(folder);
    const words = `is in use by process ${pid}. Stop that process first, or use another folder.`;
    expect(lock).toEqual({ ok: false, error: { message: `The data folder ${folder} ${words}` } });
    const end = ended(child);
    child.kill("SIGTERM");
    await end;
    expect(await lockFolder(folder)).toMatchObject({ ok: true });
  });

  it("is taken over from a killed process", async () => {
    const { child } = await startHolder(process.execPath, [HOLDER, folder]);
    const end = ended(child);
    child.kill("SIGKILL");
    await end;
    expect(lockFiles()).toHaveLength(1);
    expect(await lockFolder(folder)).toMatchObject({ ok: true });
    expect(lockFiles()).toHaveLength(1);
  });

  it.runIf(process.platform === "linux")("is taken over from a killed process that nobody has buried", async () => {
    // The shell turns into a program that never asks how its child ended.
    const script = `"${process.execPath}" "${HOLDER}" "${folder}" & exec sleep 60`;
    const { pid } = await startHolder("/bin/sh", ["-c", script]);
    process.kill(pid, "SIGKILL");
    while (!readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ")) await sleep(10);
    expect(await lockFolder(folder)).toMatchObject({ ok: true });
  });

  it.runIf(process.platform === "linux")("is taken over when the pid is another process's by now", async () => {
    const host = Buffer.from(hostname()).toString("hex");
    writeFileSync(join(folder, `owner-${process.ppid}-1-${host}-00000000.lock`), "");
    expect(await lockFolder(folder)).toMatchObject({ ok: true });
  });

  it("is left to a process of another machine, and says which file to delete if that is gone", async () => {
    const file = `owner-1-1-${Buffer.from("elsewhere").toString("hex")}-00000000.lock`;
    writeFileSync(join(folder, file), "");
    const lock = await lockFolder(folder);
    expect(lock).toMatchObject({
      ok: false,
      error: {
        message: expect.stringContaining(`in use by process 1 on elsewhere. If that machine is gone for good, delete`),
      },
    });
    expect(lockFiles()).toEqual([file]);
  });

  it("goes to one at most of many that come at once", async () => {
    for (let round = 0; round < 10; round += 1) {
      const locks = await Promise.all(Array.from({ length: 6 }, () => lockFolder(folder)));
      const held = locks.filter((lock) => lock.ok);
      expect(held.length).toBeLessThanOrEqual(1);
      expect(lockFiles()).toHaveLength(held.length);
      for (const lock of held) lock.value.release();
    }
  });
});
