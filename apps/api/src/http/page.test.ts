import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLog } from "../log.ts";
import { pageRoute } from "./page.ts";

const CODE = "export const word = 'the same again and again';\n".repeat(400);

let server: Server;
let folder: string;
const get = (path: string, encoding: string): Promise<Response> => {
  const { port } = server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, { headers: { "accept-encoding": encoding } });
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-page-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "assets/index-1.js"), CODE);
  writeFileSync(join(folder, "index.html"), "<!doctype html>");
  const app = express().use(pageRoute(folder, createLog("silent"), async () => false));
  await new Promise<void>((resolve) => {
    server = app.listen(0, "127.0.0.1", () => resolve());
  });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

test("what the page is made of comes compressed to those who can read it, and is the same", async () => {
  const plain = await get("/assets/index-1.js", "identity");
  expect(plain.headers.get("content-encoding")).toBeNull();
  expect(await plain.text()).toBe(CODE);
  for (const encoding of ["br", "gzip"]) {
    const answer = await get("/assets/index-1.js", encoding);
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect(answer.headers.get("vary")).toContain("Accept-Encoding");
    expect(await answer.text(), "fetch reads it back").toBe(CODE);
  }
});
