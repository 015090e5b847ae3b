import { expect, test } from "vitest";
import { startEngineThread } from "../engine-thread/engine-thread.ts";
import { MORNING, site } from "../testing/facts.ts";
import { startTower } from "../testing/tower.ts";

test("a command that cannot be decided fails for its sender alone, and nothing of it is written", async () => {
  const tower = await startTower(() => startEngineThread({ mode: "manual", currency: "EUR" }));
  try {
    await tower.take([site("PLANT-A")]);
    await tower.writer.setClock(Date.parse(MORNING));
    const before = tower.writer.seq;
    const broken = () => Promise.reject(new RangeError("Maximum call stack size exceeded"));
    const asked = { commandId: "c-1", argumentsHash: "x", decide: broken };
    await expect(tower.writer.command(asked)).rejects.toThrow("Maximum call stack");
    expect(tower.writer.seq).toBe(before);
    expect(await tower.take([site("PLANT-B")])).toBe(before + 1);
  } finally {
    await tower.close();
  }
}, 60_000);
