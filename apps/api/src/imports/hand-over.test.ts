import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { StoreAway } from "@lockstep/store/reach";
import { afterEach, beforeEach, expect, test } from "vitest";
import { engineHere } from "../testing/engine-here.ts";
import { item } from "../testing/facts.ts";
import { soon } from "../testing/soon.ts";
import { startTower } from "../testing/tower.ts";
import type { Guard } from "../writer/incoming.ts";
import { handOver } from "./hand-over.ts";

let tower: Awaited<ReturnType<typeof startTower>>;
beforeEach(async () => {
  tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
}, 60_000);
afterEach(() => tower.close());

const items = (count: number, of = "I"): CloudEvent[] => Array.from({ length: count }, (_, k) => item(`${of}-${k}`));
const incomingOf = (value: CloudEvent) => ({ value });
const handedOver = (facts: CloudEvent[], guard: Guard | null = null) =>
  handOver(facts, { writer: tower.writer, connector: "csv:test", guard, incomingOf });

test("of a large file a part waits for the log, and what others send is behind that alone", async () => {
  tower.holdLog();
  const facts = items(4_000);
  const file = handedOver(facts);
  await soon(() => tower.writer.backlog).toBe(1_000);
  expect(facts, "what is on its way is held no more").toHaveLength(3_000);
  const other = tower.take(items(1, "OTHER"));
  tower.letLogGoOn();
  // It may be decided together with the part after.
  expect(await other).toBeLessThanOrEqual(2_001);
  expect(await file).toMatchObject({ accepted: 4_000, duplicates: 0, refused: null, seq: 4_001 });
  expect(await handedOver(items(4_000))).toMatchObject({ accepted: 0, duplicates: 4_000, seq: 4_001 });
}, 60_000);

test("while the log is behind with what others send, nothing is added to it", async () => {
  tower.holdLog();
  const others = tower.writer.take(items(20_001, "OTHER").map(incomingOf), "test");
  const facts = items(10);
  const file = handedOver(facts);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect([facts.length, tower.writer.backlog]).toEqual([10, 20_001]);
  tower.letLogGoOn();
  await others;
  expect(await file).toMatchObject({ accepted: 10 });
}, 60_000);

test("nothing is taken of what is behind a part that was refused", async () => {
  const guard: Guard = (incoming) => (JSON.stringify(incoming).includes('"I-2600"') ? "This is not yours." : null);
  expect(await handedOver(items(4_000), guard)).toMatchObject({ accepted: 2_000, refused: "This is not yours." });
  expect([tower.writer.backlog, tower.writer.seq]).toEqual([0, 2_000]);
}, 60_000);

test("where the log cannot be written any more it fails, and the same again brings in the rest", async () => {
  const { store } = tower;
  const append = store.append.bind(store);
  let appended = 0;
  store.append = async (commit) => {
    appended += 1;
    if (appended === 3) throw new StoreAway();
    return append(commit);
  };
  await expect(handedOver(items(4_000))).rejects.toThrow(StoreAway);
  const { seq, backlog } = tower.writer;
  expect(seq).toBeGreaterThan(0);
  expect([seq < 4_000, backlog]).toEqual([true, 0]);
  expect(await handedOver(items(4_000))).toMatchObject({ accepted: 4_000 - seq, duplicates: seq, seq: 4_000 });
}, 60_000);
