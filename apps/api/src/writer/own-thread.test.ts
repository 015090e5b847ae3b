import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { EngineLost, type EngineThread, startEngineThread } from "../engine-thread/engine-thread.ts";
import type { Moment } from "../query/moment.ts";
import { createQuarantineReader } from "../query/quarantine.ts";
import { engineHere } from "../testing/engine-here.ts";
import { item, MORNING, orderLine, site, troubledPlants } from "../testing/facts.ts";
import { startTower } from "../testing/tower.ts";

const SETTINGS = { mode: "manual", currency: "EUR" } as const;
const LATER = Date.parse(MORNING) + 60_000;
const moreLines = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, k) => orderLine({ order: `SO-${from + k}`, item: "FG-1", site: "PLANT-A" }));
/** Long enough for anything that needs no engine. */
const aWhile = async (): Promise<void> => {
  for (let k = 0; k < 50; k += 1) await turn();
};

describe("while the engine computes a long pass", () => {
  let engine: ReturnType<typeof engineHere>;
  let tower: Awaited<ReturnType<typeof startTower>>;
  beforeEach(async () => {
    engine = engineHere(SETTINGS);
    tower = await startTower(() => engine.thread);
    await tower.take(troubledPlants());
    await tower.writer.setClock(Date.parse(MORNING));
    engine.hold();
    await tower.take(moreLines(0, 10));
    await vi.waitFor(() => expect(engine.waiting).toBe(1));
  }, 60_000);
  afterEach(async () => {
    engine.goOn();
    await tower.close();
  });

  test("facts are taken, made durable and answered", async () => {
    const before = tower.writer.seq;
    expect(await tower.take(moreLines(10, 20))).toBe(before + 10);
    expect(await tower.take(moreLines(20, 30))).toBe(before + 20);
    expect(engine.waiting).toBe(1);
  });

  test("questions are answered at once from the view of the last pass, all of one moment", async () => {
    const { writer } = tower;
    const { seq } = writer.view;
    await tower.take(moreLines(10, 20));
    await writer.ready([]);
    expect(writer.view.seq).toBe(seq);
    expect(writer.seq).toBe(seq + 20);
    const { lines, projection, world } = writer.view;
    expect([lines.ids.length, lines.rows.size, projection.orderLines.size, world.salesOrderLines.size]).toEqual(
      Array(4).fill(3),
    );
  });

  test("everything answered for is in the next two passes, and each view is of the moment that its position names", async () => {
    const { writer, published } = tower;
    const first = writer.seq;
    const second = await tower.take(moreLines(10, 20));
    const seen: number[][] = [];
    const before = published.length;
    engine.goOn();
    await vi.waitFor(() => {
      if (published.length > before + seen.length) seen.push([writer.view.seq, writer.view.lines.ids.length]);
      expect(writer.view.seq).toBe(second);
    });
    expect(published.slice(before).map(({ fromSeq, toSeq }) => [fromSeq, toSeq])).toEqual([
      [first - 10, first],
      [first, second],
    ]);
    expect(published.slice(before).map(({ orderLines }) => orderLines.length)).toEqual([10, 10]);
    for (const [seq, lines] of seen) expect(lines).toBe((seq ?? 0) - troubledPlants().length + 3);
  });

  test("what lies in quarantine is counted and listed as of the position that the view names", async () => {
    const { writer, store } = tower;
    const first = writer.seq;
    const bad = ["one", "two", "three"].map((id) => ({ ...item(id), data: { id } }));
    const second = await tower.take(bad);
    const reader = createQuarantineReader({ store, stewards: [], view: () => writer.view });
    const shown = async () => {
      const moment = { view: writer.view } as Moment;
      const [all, open] = [await reader.page(moment, {}), await reader.page(moment, { filter: { state: "OPEN" } })];
      const { quarantine } = moment.view;
      return [quarantine.open, ...[all, open].flatMap(({ totalCount, nodes }) => [totalCount, nodes.length])];
    };
    engine.goOn();
    engine.hold();
    await vi.waitFor(() => expect(writer.view.seq).toBe(first));
    expect(await shown()).toEqual([0, 0, 0, 0, 0]);
    engine.goOn();
    await vi.waitFor(() => expect(writer.view.seq).toBe(second));
    expect(await shown()).toEqual([3, 3, 3, 3, 3]);
  });

  test("what it comes to is shown while facts are on their way to a slow disk, and they are in the next pass", async () => {
    const { writer } = tower;
    const durable = writer.seq;
    tower.holdLog();
    let isTaken = false;
    const taken = tower.take(moreLines(10, 20)).finally(() => {
      isTaken = true;
    });
    await aWhile();
    engine.goOn();
    await vi.waitFor(() => expect(writer.view.seq).toBe(durable));
    expect([isTaken, writer.seq]).toEqual([false, durable]);
    tower.letLogGoOn();
    expect(await taken).toBe(durable + 10);
    await vi.waitFor(() => expect(writer.view.seq).toBe(durable + 10));
    expect(writer.view.lines.ids.length).toBe(23);
  });

  test("a command and the clock wait for it; facts that come behind them do not", async () => {
    const { writer } = tower;
    let isMoved = false;
    const moved = writer.setClock(LATER).then((result) => {
      isMoved = true;
      return result;
    });
    const seq = await tower.take(moreLines(10, 20));
    await aWhile();
    expect(isMoved).toBe(false);
    engine.goOn();
    const result = await moved;
    expect(result.ok && [result.value.clock, result.value.seq >= seq - 10]).toEqual([LATER, true]);
  });

  test("what only the engine can make is made for the view that is shown with it", async () => {
    const { writer } = tower;
    let isReady = false;
    const ready = writer.ready(["findings", "parked", "points", "stateHash"]).then(() => {
      isReady = true;
      const { onRequest, seq } = writer.view;
      const waiting = onRequest.points().find("FG-1@PLANT-A")?.demands.length;
      return { seq, waiting, hash: onRequest.stateHash() };
    });
    await aWhile();
    expect(isReady).toBe(false);
    const { seq } = writer;
    engine.goOn();
    const told = await ready;
    expect(told.seq).toBe(seq);
    // Those of the plant, and the ten that the engine was told of then.
    expect(told.waiting).toBe(11);
    await writer.ready(["stateHash"]);
    expect(writer.view.onRequest.stateHash()).toBe(told.hash);
  });

  test("a comparison of what is shown with all facts waits for it, and finds no difference", async () => {
    const { writer } = tower;
    const verified = writer.verify();
    await tower.take(moreLines(10, 20));
    engine.goOn();
    expect(await verified).toMatchObject({ differences: [], isRight: true });
  });
});

test("the engine goes on with what is durable while what it has come to is shown", async () => {
  const engine = engineHere(SETTINGS);
  /** How much had been published when each pass was begun. */
  const begun: number[] = [];
  let shown = (): number => 0;
  const tower = await startTower(() => ({
    ...engine.thread,
    pass: (facts, order) => {
      begun.push(shown());
      return engine.thread.pass(facts, order);
    },
  }));
  const { published, writer } = tower;
  shown = () => published.length;
  await tower.take(troubledPlants());
  await writer.setClock(Date.parse(MORNING));
  engine.hold();
  // Of this nobody has any: another exception, which has to be durable before it is shown.
  await tower.take([item("FG-9"), orderLine({ order: "SO-9", item: "FG-9", site: "PLANT-A" })]);
  await vi.waitFor(() => expect(engine.waiting).toBe(1));
  await tower.take(moreLines(10, 20));
  // Longer than passes are apart.
  await new Promise((resolve) => setTimeout(resolve, 50));
  const before = published.length;
  const passes = begun.length;
  tower.holdLog();
  engine.goOn();
  await vi.waitFor(() => expect(begun.length).toBe(passes + 1));
  expect(published.length, "the next one has begun before the one before is shown").toBe(before);
  tower.letLogGoOn();
  await vi.waitFor(() => expect(writer.view.seq).toBe(writer.seq));
  expect(begun.slice(passes)).toEqual([before]);
  expect(published.slice(before).map(({ orderLines }) => orderLines.length)).toEqual([1, 10]);
  await tower.close();
});

test("who waits for the pass of an engine that is lost is answered by the one that takes its place", async () => {
  const engines: ReturnType<typeof engineHere>[] = [];
  const lost: (() => void)[] = [];
  const tower = await startTower(() => {
    const engine = engineHere(SETTINGS);
    engines.push(engine);
    const gone = new Promise<EngineLost>((resolve) => {
      lost.push(() => resolve(new EngineLost("gone")));
    });
    return {
      ...engine.thread,
      lost: gone,
      pass: (facts, order) =>
        Promise.race([engine.thread.pass(facts, order), gone.then((error) => Promise.reject(error))]),
    };
  });
  const { writer } = tower;
  await tower.take(troubledPlants());
  engines[0]?.hold();
  await tower.take(moreLines(0, 10));
  await vi.waitFor(() => expect(engines[0]?.waiting).toBe(1));
  const moved = writer.setClock(Date.parse(MORNING));
  await aWhile();
  lost[0]?.();
  const result = await moved;
  expect(result.ok && [result.value.clock, result.value.lines.ids.length]).toEqual([Date.parse(MORNING), 13]);
  expect(engines).toHaveLength(2);
  await tower.close();
});

describe("an engine's thread", () => {
  const started: EngineThread[] = [];
  const start = (): EngineThread => {
    const thread = startEngineThread(SETTINGS);
    started.push(thread);
    return thread;
  };
  afterEach(() => {
    started.length = 0;
  });
  const hashOf = async ({ writer }: Awaited<ReturnType<typeof startTower>>): Promise<string> => {
    await writer.ready(["stateHash"]);
    return writer.view.onRequest.stateHash();
  };

  test("that is gone is replaced by one that is told everything: the same state, and nothing is published twice", async () => {
    const tower = await startTower(start);
    const { writer, published, logged } = tower;
    await tower.take([...troubledPlants(), ...moreLines(0, 50)]);
    await writer.setClock(Date.parse(MORNING));
    const before = await hashOf(tower);
    const rows = [...writer.view.lines.rows.values()];
    const said = published.length;

    const taken = tower.take([site("PLANT-C")]);
    await started.at(-1)?.stop();
    await taken;
    await vi.waitFor(() => expect(started.length).toBe(2));
    await writer.setClock(Date.parse(MORNING));
    expect(writer.view.world.sites.has("PLANT-C")).toBe(true);
    expect([...writer.view.lines.rows.values()]).toEqual(rows);
    expect(published.slice(said).flatMap(({ orderLines, exceptions }) => [...orderLines, ...exceptions])).toEqual([]);
    const line = logged.find(({ msg }) => msg.includes("the engine was lost"));
    expect(line).toMatchObject({ level: 50 });
    expect(await tower.metrics.text()).toMatch(/^lockstep_pass_failures_total 1$/m);

    const fresh = await startTower(start);
    await fresh.take([...troubledPlants(), ...moreLines(0, 50)]);
    await fresh.writer.setClock(Date.parse(MORNING));
    expect(await hashOf(fresh)).toBe(before);
    await fresh.take([site("PLANT-C")]);
    await fresh.writer.setClock(LATER);
    await writer.setClock(LATER);
    expect(await hashOf(fresh)).toBe(await hashOf(tower));
    expect((await writer.verify()).differences).toEqual([]);
    await tower.close();
    await fresh.close();
  }, 60_000);

  test("is replaced also where it had nothing to do, and a question that waits for it is answered", async () => {
    const tower = await startTower(start);
    await tower.take([site("PLANT-A"), item("FG-1")]);
    await tower.writer.setClock(Date.parse(MORNING));
    await started.at(-1)?.stop();
    expect(await hashOf(tower)).toMatch(/^[0-9a-f]{64}$/);
    expect(started.length).toBe(2);
    await tower.close();
  }, 60_000);

  test("of which none lasts ends the writer with a clear reason", async () => {
    let isDoomed = false;
    const tower = await startTower(() => {
      const thread = start();
      if (isDoomed) void thread.stop();
      return thread;
    });
    isDoomed = true;
    await started.at(-1)?.stop();
    const error = await tower.lost;
    expect(error).toBeInstanceOf(EngineLost);
    expect(started.length).toBe(4);
    expect(tower.logged.filter(({ msg }) => msg.includes("the engine was lost")).length).toBe(3);
  }, 60_000);
});
