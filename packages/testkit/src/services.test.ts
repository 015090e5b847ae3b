import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { findMosquitto, findPostgres, startMosquitto, startPostgres } from "./services.ts";

describe.skipIf(findPostgres() === undefined)("startPostgres", () => {
  test("answers SQL, and leaves no process and no folder behind", async () => {
    const server = await startPostgres();
    const psql = join(findPostgres() ?? "", "psql");
    expect(execFileSync(psql, ["-Atc", "select 6 * 7", server.url], { encoding: "utf8" })).toBe("42\n");
    await server.stop();
    expect(existsSync(server.socketFolder)).toBe(false);
    expect(() => execFileSync(psql, ["-Atc", "select 1", server.url], { stdio: "pipe" })).toThrow();
  }, 60_000);

  test("ends with the process that started it, also when that is killed", async () => {
    const script = `import("${import.meta.resolve("./services.ts")}").then(async (m) => {
      const server = await m.startPostgres();
      process.stdout.write(server.socketFolder);
    })`;
    const owner = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "inherit"] });
    const folder = await new Promise<string>((resolve) => owner.stdout.once("data", (text) => resolve(String(text))));
    expect(existsSync(folder)).toBe(true);
    owner.kill("SIGKILL");
    await expect.poll(() => existsSync(folder), { timeout: 10_000 }).toBe(false);
  }, 60_000);
});

describe.skipIf(findMosquitto() === undefined)("startMosquitto", () => {
  test("takes connections until it is stopped", async () => {
    const broker = await startMosquitto();
    const port = Number(new URL(broker.url).port);
    expect(await reaches(port)).toBe(true);
    await broker.stop();
    expect(await reaches(port)).toBe(false);
  }, 60_000);
});

function reaches(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.destroy());
    socket.once("error", () => resolve(false));
    socket.once("close", (failed) => resolve(!failed));
  });
}
