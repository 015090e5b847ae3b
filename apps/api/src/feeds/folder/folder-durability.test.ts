import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentOf, SCHEDULE } from "@lockstep/connectors/testing/b2mml";
import { afterEach, expect, test } from "vitest";
import { fact, site } from "../../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../../testing/server-process.ts";
import { soon } from "../../testing/soon.ts";

const FILES = 80;
const ROWS = 1_000;
const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

test("files that were dropped are taken once, though the server is killed meanwhile", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-dropped-"));
  undo.push(() => rmSync(folder, { recursive: true, force: true }));
  const tables = join(folder, "tables");
  const connectors = join(folder, "connectors.yaml");
  writeFileSync(
    connectors,
    `b2mml: { timeZone: UTC, units: { CS: 12, g: 1 } }
connectors:
  - { id: files, kind: b2mml-folder, folder: "${folder}", pollSeconds: 0.2 }
  - { id: orders, kind: csv-folder, folder: "${tables}", pollSeconds: 0.2 }\n`,
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
  await takesTableOnce(server, tables);
}, 90_000);

/** What its columns mean was kept when somebody brought the first file in; then it is killed in the middle of the second. */
async function takesTableOnce(server: ServerProcess, folder: string): Promise<void> {
  const head = "Order,Line,Customer,Item,Plant,Quantity,Promised,Status\n";
  const row = (k: number, quantity: number | string): string =>
    `SO-${k},1,C,80009901,ACME-HH,${quantity},2026-03-05,open`;
  const heard = await server.ask<{ feeds: readonly object[] }>("{ feeds { id accepted } }");
  expect(heard.data?.feeds).toContainEqual({ id: "/csv/orders", accepted: 0 });
  const { body: file } = await server.post<{ id: string; mapping: object }>(
    "/imports?name=a.csv",
    head + row(0, 1),
    {},
  );
  const order = JSON.stringify({ source: "orders", mapping: file.mapping });
  const committed = await server.post<{ seq: number }>(`/imports/${file.id}/commit`, order, {
    "content-type": "application/json",
  });
  const { seq } = committed.body;
  const rows = Array.from({ length: ROWS }, (_, k) => row(k, k === 7 ? "many" : 2));
  writeFileSync(join(folder, "in", "b.csv"), head + rows.join("\n"));
  const taken = async (): Promise<number> => ((await ordersAndFacts(server)).seq ?? 0) - seq;
  await soon(taken, { interval: 1 }).toBeGreaterThan(0);
  await server.end("SIGKILL");
  // Where this machine was late with looking, all of it is taken already, and what was bad lies where it belongs.
  expect(readdirSync(join(folder, "done"))).toEqual([]);
  expect([...readdirSync(join(folder, "in")), ...readdirSync(join(folder, "failed"))]).toContain("b.csv");
  await server.restart();
  await soon(() => readdirSync(join(folder, "failed"))).toEqual(["b.csv", "b.csv.reason.txt"]);
  expect(readFileSync(join(folder, "failed", "b.csv.reason.txt"), "utf8")).toContain("Row 9 of b.csv: Quantity: ");
  const after = { orders: FILES, seq: seq + ROWS, quarantined: 1 };
  await soon(() => ordersAndFacts(server)).toEqual(after);
  const told = await server.ask<{ feeds: readonly object[] }>("{ feeds { id quarantined } }");
  expect(told.data?.feeds).toContainEqual({ id: "/csv/orders", quarantined: 1 });
  // What was bad is corrected; all else is known already.
  writeFileSync(join(folder, "in", "b.csv"), head + rows.map((one, k) => (k === 7 ? row(k, 2) : one)).join("\n"));
  await soon(() => readdirSync(join(folder, "done"))).toEqual(["b.csv"]);
  await soon(() => ordersAndFacts(server)).toEqual({ ...after, seq: after.seq + 1 });
}

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
