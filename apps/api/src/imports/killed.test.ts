import type { Committed, Upload } from "@lockstep/protocol/imports";
import { expect, test } from "vitest";
import { startServerProcess } from "../testing/server-process.ts";

const ROWS = 10_000;
const FILE = ["Item;Name;Unit", ...Array.from({ length: ROWS }, (_, k) => `I-${k};Item ${k};pc`)].join("\n");

test("a commit in whose middle the server is killed is gone on with by the same file: each row once", {
  timeout: 180_000,
}, async () => {
  const server = await startServerProcess();
  const seq = async (): Promise<number> =>
    (await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }")).data?.asOf.seq ?? 0;
  /** Durable, shown or not. */
  const accepted = async (): Promise<number> => {
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    return Number(/^lockstep_facts_total\{outcome="accepted"\} (\d+)$/m.exec(metrics)?.[1] ?? 0);
  };
  const commit = async (): Promise<Committed> => {
    const file = (await server.post<Upload>("/imports?name=items.csv", FILE, {})).body;
    const order = JSON.stringify({ source: "items", mapping: file.mapping });
    const json = { "content-type": "application/json" };
    return (await server.post<Committed>(`/imports/${file.id}/commit`, order, json)).body;
  };
  try {
    const first = commit().catch(() => null);
    await expect.poll(accepted, { timeout: 60_000, interval: 5 }).toBeGreaterThan(0);
    await server.end("SIGKILL");
    expect(await first).toBeNull();
    await server.restart();
    const before = await seq();
    expect(before).toBeLessThan(ROWS);
    expect(await commit()).toMatchObject({
      accepted: ROWS - before,
      duplicates: before,
      counts: { unchanged: before },
    });
    expect(await commit()).toMatchObject({ accepted: 0, duplicates: ROWS });
  } finally {
    await server.close();
  }
});
