import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentOf, SCHEDULE } from "@lockstep/connectors/testing/b2mml";
import { afterEach, expect, test } from "vitest";
import { fact, site } from "../../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../../testing/server-process.ts";
import { soon } from "../../testing/soon.ts";

const FILES = 80;
const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

test("files that were dropped are taken once, though the server is killed meanwhile", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-dropped-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const connectors = join(folder, "connectors.yaml");
  writeFileSync(
    connectors,
    `b2mml: { timeZone: UTC, units: { CS: 12, g: 1 } }
connectors: [{ id: files, kind: b2mml-folder, folder: "${folder}", pollSeconds: 0.2 }]\n`,
  );
  mkdirSync(join(folder, "in"));
  for (let k = 0; k < FILES; k += 1) {
    const text = documentOf("OperationsSchedule", SCHEDULE.replace(">WO-1<", `>WO-${k}<`));
    writeFileSync(join(folder, "in", `${String(k).padStart(4, "0")}.xml`), text);
  }
  const server = await startServerProcess({ LOCKSTEP_CONNECTORS: connectors });
  undo.push(() => server.close());
  // Twenty files are one commit: with some of them moved away, the facts of others are durable already.
  await soon(() => readdirSync(join(folder, "done")).length, { interval: 1 }).toBeGreaterThan(25);
  await server.end("SIGKILL");
  expect(readdirSync(join(folder, "in")).length).toBeGreaterThan(0);
  await server.restart();
  await soon(() => readdirSync(join(folder, "done")).length).toBe(FILES);
  expect([readdirSync(join(folder, "in")), readdirSync(join(folder, "failed"))]).toEqual([[], []]);
  await server.send([site("ACME-HH"), fact("master.item", "item", { id: "80009901", name: "Sauce", uom: "pc" })]);
  await server.setClock("2026-03-02T20:00:00Z");
  expect(await ordersAndFacts(server)).toEqual({ orders: FILES, seq: FILES + 2, quarantined: 0 });
}, 90_000);

async function ordersAndFacts(server: ServerProcess) {
  const { data } = await server.ask<{
    asOf: { seq: number };
    productionOrders: { totalCount: number };
    quarantine: { totalCount: number };
  }>("{ asOf { seq } productionOrders { totalCount } quarantine { totalCount } }");
  return {
    orders: data?.productionOrders.totalCount,
    seq: data?.asOf.seq,
    quarantined: data?.quarantine.totalCount,
  };
}
