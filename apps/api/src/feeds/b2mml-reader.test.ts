import { once } from "node:events";
import type { Worker } from "node:worker_threads";
import { readB2mml } from "@lockstep/connectors/b2mml/read-message";
import {
  lots,
  performance as performed,
  plantMapping,
  plantNames,
  REQUEST,
  SCHEDULE,
  schedule,
} from "@lockstep/connectors/testing/b2mml";
import { afterAll, expect, test } from "vitest";
import { B2mmlStopped, createB2mmlReader } from "./b2mml-reader.ts";

const reader = createB2mmlReader(plantNames);
afterAll(() => reader.stop());

const ORDERS = 1_001;
/** More facts than are handed over at once. */
const large = schedule(
  SCHEDULE.replace(REQUEST, Array.from({ length: ORDERS }, (_, k) => REQUEST.replace(">WO-1<", `>WO-${k}<`)).join("")),
);

test("what is read in the thread is what would be read here, refusals too, in order, and everybody else has turns meanwhile", async () => {
  const messages = [schedule(), performed(), lots(), "<OperationsSchedule", "<Other/>", "", large];
  const order: number[] = [];
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 5);
  const read = await Promise.all(
    messages.map(async (text, k) => {
      const one = await reader.read(text);
      order.push(k);
      return one;
    }),
  );
  clearInterval(ticking);
  expect(order).toEqual(messages.map((_, k) => k));
  expect(turns).toBeGreaterThan(5);
  for (const [k, text] of messages.entries()) expect(read[k]).toEqual(readB2mml(text, { mapping: plantMapping }));
  const last = read.at(-1);
  expect(last?.ok && last.value.length).toBe(ORDERS);
});

test("only so many wait for their turn", async () => {
  expect(reader.hasRoom(Number.MAX_SAFE_INTEGER)).toBe(true);
  const reading = Array.from({ length: 16 }, () => reader.read(schedule()));
  expect(reader.hasRoom(1)).toBe(false);
  await Promise.all(reading);
  const one = reader.read(schedule());
  expect([reader.hasRoom(1), reader.hasRoom(67_108_864)]).toEqual([true, false]);
  await one;
});

test("one that is stopped reads no more, what waits too; a thread that cannot start says why", async () => {
  const stopped = createB2mmlReader(plantNames);
  const reading = [schedule(), lots()].map((text) => stopped.read(text).catch((error: unknown) => error));
  await stopped.stop();
  for (const error of await Promise.all(reading)) expect(error).toBeInstanceOf(B2mmlStopped);
  const broken = createB2mmlReader({ schemas: { V0701: "/nowhere" } });
  await expect(broken.read(schedule())).rejects.toThrow("/nowhere cannot be read");
  await broken.stop();
});

async function threadOf(start: () => Promise<unknown>): Promise<Worker> {
  const [[thread]] = await Promise.all([once(process, "worker"), start()]);
  return thread as Worker;
}

test("a thread that ends while nothing is asked of it is started anew with the next message", async () => {
  const own = createB2mmlReader(plantNames);
  const thread = await threadOf(() => own.read(schedule()));
  await thread.terminate();
  expect(await own.read(schedule())).toEqual(readB2mml(schedule(), { mapping: plantMapping }));
  await own.stop();
});

test("a thread that fails while nothing is asked of it ends nobody else", async () => {
  const own = createB2mmlReader(plantNames);
  const thread = await threadOf(() => own.read(schedule()));
  expect(() => thread.emit("error", new Error("out of memory"))).not.toThrow();
  expect((await own.read(schedule())).ok).toBe(true);
  await own.stop();
});

test("one that is stopped while what was read is handed over says so, and starts no other thread", async () => {
  const own = createB2mmlReader(plantNames);
  const threads: Worker[] = [];
  const started = (thread: Worker): void => {
    threads.push(thread);
    thread.on("message", () => void own.stop());
  };
  process.on("worker", started);
  await expect(own.read(schedule())).rejects.toBeInstanceOf(B2mmlStopped);
  process.off("worker", started);
  expect(threads).toHaveLength(1);
});
