import { describe, expect, test } from "vitest";
import { NOON } from "../testing/messages.ts";
import { after, toldMachine } from "../testing/told.ts";
import type { Signal } from "./edge-config.ts";
import { type EdgeContext, type KnownOperation, NO_CONTEXT } from "./edge-context.ts";

const STATE: Partial<Signal> = {
  is: "state",
  states: { "1": { state: "running" }, "2": { state: "down" }, "3": { state: "setup" }, "4": { state: "off" } },
};
const GOOD: Partial<Signal> = { is: "good", mostPerHour: 7_200, modulus: 1_000 };
const SCRAP: Partial<Signal> = { is: "scrap", mostPerHour: 7_200 };
const ORDER: Partial<Signal> = { is: "order" };
const ALL = [STATE, GOOD, SCRAP, ORDER];

const known = (more: Partial<KnownOperation> = {}): KnownOperation => ({
  quantity: 100,
  item: "FG-1",
  isDone: false,
  reported: null,
  ...more,
});
const contextOf = (more: Partial<EdgeContext>): EdgeContext => ({ ...NO_CONTEXT, ...more });

describe("what a machine counts is of the operation that runs there", () => {
  test("as a whole snapshot: totals, and since when it runs", () => {
    const machine = toldMachine(ALL);
    machine.tell(0, { state: 1, order: "WO-1", good: 995, scrap: 40 });
    machine.tell(30, { good: 10, scrap: 41 });
    machine.tell(60, { good: 20, scrap: 41 });
    expect(machine.facts.filter(({ type }) => type === "mes.operation")).toHaveLength(2);
    expect(machine.operations.get("WO-1/10")).toEqual({
      order: "WO-1",
      seq: 10,
      resource: "LINE-1",
      state: "running",
      startedAt: "2026-03-02T12:00:00.000Z",
      good: 25,
      scrap: 1,
    });
    expect(machine.facts.at(-1)).toMatchObject({ rawgood: "20", rawscrap: "41", rawcount: 4 });
  });

  test("from the reading at which the order changes on, of the next; it may come back", () => {
    const machine = toldMachine(ALL);
    machine.tell(0, { state: 1, order: "WO-1", good: 0, scrap: 0 });
    machine.tell(10, { good: 10 });
    machine.tell(20, { good: 18, order: "WO-2" });
    machine.tell(30, { good: 21 });
    machine.tell(40, { good: 25, order: "WO-1" });
    machine.tell(45, { good: 27 });
    machine.wait(400);
    const totals = [...machine.operations].map(([key, { good, state }]) => [key, good, state]);
    expect(totals).toEqual([
      ["WO-1/10", 20, "running"],
      ["WO-2/10", 7, "paused"],
    ]);
  });

  test("also when the order must last before it is believed: pieces since then are its own", () => {
    const machine = toldMachine([STATE, GOOD, { ...ORDER, debounceSeconds: 3 }]);
    const orders = ["WO-1", "WO-1", "WO-1", "WO-1", "??", "WO-1", "WO-2", "WO-2", "WO-2", "WO-2", "WO-2"];
    for (const [second, order] of orders.entries()) machine.tell(second, { state: 1, good: second, order });
    machine.wait(400);
    expect([...machine.operations].map(([key, { good }]) => [key, good])).toEqual([
      ["WO-1/10", 6],
      ["WO-2/10", 4],
    ]);
    expect(machine.operations.get("WO-2/10")).toMatchObject({ startedAt: "2026-03-02T12:00:06.000Z" });
  });

  test("set up first, then running; paused while the machine is off; down leaves it begun", () => {
    const machine = toldMachine(ALL);
    const states = (): unknown[] =>
      machine.facts.filter(({ type }) => type === "mes.operation").map(({ data }) => data["state"]);
    machine.tell(0, { state: 3, order: "WO-1", good: 5, scrap: 0 });
    machine.tell(10, { state: 1 });
    machine.tell(11, { good: 6 });
    machine.tell(20, { state: 2 });
    machine.tell(30, { state: 1 });
    machine.tell(40, { state: 4 });
    expect(states()).toEqual(["setup", "running", "running", "paused"]);
    expect(machine.operations.get("WO-1/10")).toMatchObject({ good: 1, startedAt: "2026-03-02T12:00:00.000Z" });
  });

  test("what was counted is told when the machine stops, and when it falls silent", () => {
    const machine = toldMachine(ALL);
    machine.tell(0, { state: 1, order: "WO-1", good: 0, scrap: 0 });
    machine.tell(5, { good: 5 });
    machine.tell(6, { state: 2 });
    expect(machine.operations.get("WO-1/10")).toMatchObject({ good: 5 });
    machine.tell(7, { state: 1, good: 6 });
    machine.tell(8, { good: 8 });
    expect(machine.operations.get("WO-1/10")).toMatchObject({ good: 6 });
    expect(machine.edge.wakeAt).toBe(after(68));
    machine.wait(68);
    expect(machine.operations.get("WO-1/10")).toMatchObject({ good: 8 });
    expect(machine.facts.at(-1)?.time).toBe("2026-03-02T12:00:08.000Z");
  });

  test("at most so often, and not for less than the deadband", () => {
    const machine = toldMachine([STATE, { ...GOOD, minimumIntervalSeconds: 10, deadband: 5, modulus: 100_000 }, ORDER]);
    for (let second = 0; second <= 100; second += 1) machine.tell(second, { state: 1, order: "WO-1", good: second });
    const told = machine.facts.filter(({ type }) => type === "mes.operation").map(({ data }) => data["good"]);
    expect(told).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    const slow = toldMachine([STATE, { ...GOOD, minimumIntervalSeconds: 10, deadband: 5 }, ORDER]);
    for (let second = 0; second <= 100; second += 1) {
      slow.tell(second, { state: 1, order: "WO-1", good: Math.floor(second / 10) });
    }
    expect(slow.facts.filter(({ type }) => type === "mes.operation").map(({ data }) => data["good"])).toEqual([0, 6]);
  });
});

describe("what the tower knows", () => {
  test("is what runs there if the machine does not say, until that is done", () => {
    let revision = 1;
    let there = { order: "WO-1", seq: 20, isReported: false };
    let isDone = false;
    const context = {
      ...NO_CONTEXT,
      get revision() {
        return revision;
      },
      operationOn: () => there,
      operation: () => known({ isDone }),
    };
    const machine = toldMachine([STATE, GOOD], { context });
    machine.tell(0, { state: 1, good: 0 });
    there = { order: "WO-9", seq: 10, isReported: false };
    revision += 1;
    machine.tell(10, { good: 10 });
    isDone = true;
    revision += 1;
    machine.tell(20, { good: 15 });
    machine.tell(30, { good: 22 });
    machine.wait(400);
    expect([...machine.operations].map(([key, { good, state }]) => [key, good, state])).toEqual([
      ["WO-1/20", 10, "done"],
      ["WO-9/10", 12, "running"],
    ]);
  });

  test("and says that nobody knows for whom the machine counts", () => {
    const machine = toldMachine([STATE, GOOD]);
    machine.tell(0, { state: 1, good: 0 });
    machine.tell(1, { good: 1 });
    machine.tell(2, { good: 2 });
    expect(machine.operations.size).toBe(0);
    expect(machine.noticed).toMatchObject([{ rule: "counts-without-operation", subject: "LINE-1" }]);
  });

  test.each([
    ["names no order", "", "let its order be told."],
    ["names an order of which the tower knows no operation", "WO-7", "send the order with its operations"],
  ])("and so it says of one that %s, until it is known", (_, order, todo) => {
    const machine = toldMachine(ALL, {
      seq: null,
      context: contextOf({ seqOf: (name) => (name === "WO-1" ? 10 : null) }),
    });
    machine.tell(0, { state: 1, order, good: 0, scrap: 0 });
    expect(machine.noticed).toEqual([]);
    for (let k = 1; k <= 12; k += 1) machine.tell(k, { good: k });
    expect(machine.operations.size).toBe(0);
    expect(machine.noticed).toMatchObject([
      { rule: "counts-without-operation", subject: "LINE-1", text: expect.stringContaining(todo) as string },
    ]);
    machine.tell(20, { order: "WO-1", good: 13 });
    expect(machine.noticed.slice(1)).toMatchObject([{ rule: "counts-without-operation", text: null }]);
  });

  test("tells which operation of an order is the machine's; what it counted until that is known is that one's", () => {
    let seq: number | null = null;
    let revision = 1;
    const context = {
      ...NO_CONTEXT,
      get revision() {
        return revision;
      },
      seqOf: () => seq,
    };
    const machine = toldMachine([STATE, GOOD, ORDER], { context, seq: null });
    machine.tell(0, { state: 1, good: 3, order: "WO-1" });
    machine.tell(5, { good: 7 });
    expect(machine.operations.size).toBe(0);
    seq = 30;
    revision += 1;
    machine.tell(6, { good: 8 });
    machine.wait(400);
    expect(machine.operations.get("WO-1/30")).toMatchObject({ good: 5, startedAt: "2026-03-02T12:00:00.000Z" });
  });

  test("of totals: an operation goes on from what was reported of it", () => {
    const reported = { startedAt: NOON - 3_600_000, good: 500, scrap: 7, runHours: null };
    const machine = toldMachine(ALL, { context: contextOf({ operation: () => known({ reported }) }) });
    machine.tell(0, { state: 1, order: "WO-1", good: 0, scrap: 0 });
    machine.tell(1, { good: 2, state: 2 });
    expect(machine.operations.get("WO-1/10")).toMatchObject({
      good: 502,
      scrap: 7,
      startedAt: "2026-03-02T11:00:00.000Z",
    });
  });

  test.each([
    ["done when its quantity is reached", undefined, 12, "done"],
    ["paused when it is not", undefined, 30, "paused"],
    ["what is declared, whatever was made", "done", 30, "done"],
  ] as const)("of quantities: an operation that another follows is %s", (_, changeover, quantity, state) => {
    const kind = changeover === undefined ? {} : { changeover };
    const machine = toldMachine(ALL, { kind, context: contextOf({ operation: () => known({ quantity }) }) });
    machine.tell(0, { state: 1, order: "WO-1", good: 0, scrap: 0 });
    machine.tell(10, { good: 12 });
    machine.tell(20, { order: "WO-2" });
    expect(machine.operations.get("WO-1/10")).toMatchObject({
      state,
      good: 12,
      ...(state === "done" ? { finishedAt: "2026-03-02T12:00:20.000Z" } : {}),
    });
  });
});

test("a fact says where, for what and in which shift, as it was then", () => {
  const place = { site: "PLANT-A", costCentre: "CC-7" };
  const machine = toldMachine([...ALL, { is: "shift" }, { is: "lot" }], {
    context: contextOf({ place: () => place, operation: () => known() }),
  });
  machine.tell(0, { state: 1, order: "WO-1", good: 0, scrap: 0, shift: "early", lot: "L-1" });
  machine.tell(10, { good: 10 });
  machine.tell(20, { good: 14, shift: "late" });
  machine.tell(30, { state: 2, good: 20 });
  const told = machine.facts.filter(({ type }) => type === "mes.operation");
  expect(
    told.map(({ data, shift, lot, plant, costcentre, product }) => [
      data["good"],
      shift,
      lot,
      plant,
      costcentre,
      product,
    ]),
  ).toEqual([
    [0, "early", "L-1", "PLANT-A", "CC-7", "FG-1"],
    [14, "early", "L-1", "PLANT-A", "CC-7", "FG-1"],
    [20, "late", "L-1", "PLANT-A", "CC-7", "FG-1"],
  ]);
});

test("the hours that a meter counts are the operation's", () => {
  const machine = toldMachine([STATE, GOOD, ORDER, { is: "run-hours" }]);
  machine.tell(0, { state: 1, order: "WO-1", good: 0, "run-hours": 1_000.5 });
  for (let k = 1; k <= 60; k += 1)
    machine.tell(k * 60, { good: k, "run-hours": 1_000.5 + Math.floor((k * 100) / 60) / 100 });
  expect(machine.operations.get("WO-1/10")).toMatchObject({ runHours: 1, good: 60 });
});

test("a counter that was set is a finding until another operation runs", () => {
  const machine = toldMachine(ALL);
  machine.tell(0, { state: 1, order: "WO-1", good: 0, scrap: 0 });
  for (const [k, good] of [1, 700, 701, 702].entries()) machine.tell(1 + k, { good });
  expect(machine.noticed).toMatchObject([
    { rule: "counter-was-set", text: expect.stringContaining("to 700") as string },
  ]);
  machine.tell(10, { order: "WO-2" });
  expect(machine.noticed.at(-1)).toMatchObject({ rule: "counter-was-set", text: null });
});
