import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectorTo, keepCommandsOfTwoSites } from "../testing/commands-of-two-sites.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let tower: ServerProcess;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-sites-"));
  writeFileSync(join(folder, "connectors.yaml"), connectorTo("books"));
  await keepCommandsOfTwoSites({ dataFolder: folder }, "books");
  tower = await startServerProcess({ LOCKSTEP_DATA: folder, BOOKS_TOKEN: "s3cret" });
}, 60_000);
afterAll(async () => {
  await tower?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function commandsOf(token: string): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${tower.url}/connectors/books/commands`, { headers });
  const { commands } = (await response.json()) as { readonly commands: readonly { readonly commandId: string }[] };
  return commands.map(({ commandId }) => commandId).sort();
}

test("who runs connectors at one site is shown commands of that site, and those that they asked for", async () => {
  expect(await commandsOf("dev:carl:integrator")).toEqual(["by-ann", "of-a", "of-b"]);
  expect(await commandsOf("dev:carl:integrator:PLANT-B")).toEqual(["of-b"]);
  expect(await commandsOf("dev:ann:integrator:PLANT-A")).toEqual(["by-ann", "of-a"]);
  const headers = { authorization: "Bearer dev:carl:integrator:PLANT-B" };
  const status = async (id: string) =>
    (await fetch(`${tower.url}/connectors/books/commands/${id}`, { headers })).status;
  expect([await status("of-b"), await status("of-a"), await status("by-ann")]).toEqual([200, 404, 404]);
});
