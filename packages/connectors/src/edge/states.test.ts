import { describe, expect, test } from "vitest";
import { toldMachine } from "../testing/told.ts";
import type { Signal } from "./edge-config.ts";
import { NO_CONTEXT } from "./edge-context.ts";

const STATE: Partial<Signal> = {
  is: "state",
  states: { "1": { state: "running" }, "2": { state: "down" }, "3": { state: "idle", reason: "starved" } },
};

describe("a state is told when it changes", () => {
  test("once, however often it is read, with the time at which it began", () => {
    const machine = toldMachine([STATE]);
    for (const [second, state] of [1, 1, 1, 2, 2, 2, 3, 3, 1].entries()) machine.tell(second, { state });
    expect(machine.facts).toHaveLength(4);
    expect(machine.states).toEqual([
      [0, "running"],
      [3, "down"],
      [6, "idle", "starved"],
      [8, "running"],
    ]);
  });

  test("and names the raw readings that it stands on", () => {
    const machine = toldMachine([STATE]);
    for (const [second, state] of [1, 1, 2].entries()) machine.tell(second, { state });
    expect(machine.facts.at(-1)).toMatchObject({
      source: "/edge/test/LINE-1",
      rawfirst: "line/signals@2026-03-02T12:00:01.000Z",
      rawlast: "line/signals@2026-03-02T12:00:02.000Z",
      rawcount: 2,
    });
  });
});

describe("with a debounce", () => {
  const machineOf = (kind = {}) => toldMachine([{ ...STATE, debounceSeconds: 3 }], { kind });

  test("what does not last has never been, and what lasts began when it was first read", () => {
    const machine = machineOf();
    for (const [second, state] of [1, 1, 1, 1, 2, 1, 1, 2, 2, 2, 2, 1, 1, 1, 1].entries()) {
      machine.tell(second, { state });
    }
    expect(machine.states).toEqual([
      [0, "running"],
      [7, "down"],
      [11, "running"],
    ]);
  });

  test("a state that is told once and then nothing lasts, too", () => {
    const machine = machineOf();
    machine.tell(0, { state: 2 });
    expect(machine.states).toEqual([]);
    expect(machine.edge.wakeAt).not.toBeNull();
    machine.wait(3);
    expect(machine.states).toEqual([[0, "down"]]);
  });

  test("of a sender that tells changes alone, each holds until the next", () => {
    const machine = machineOf();
    machine.tell(0, { state: 1 });
    machine.tell(60, { state: 2 });
    machine.tell(120, { state: 1 });
    machine.tell(180, { state: 1 });
    expect(machine.states).toEqual([
      [0, "running"],
      [60, "down"],
      [120, "running"],
    ]);
  });

  test("of a sender that tells every second, a blip before a gap is a blip", () => {
    const machine = machineOf({ everySeconds: 1 });
    for (const [second, state] of [1, 1, 1, 1, 2].entries()) machine.tell(second, { state });
    for (const second of [60, 61, 62, 63, 64]) machine.tell(second, { state: 1 }, second);
    expect(machine.states).toEqual([[0, "running"]]);
  });
});

describe("the reason of a stop", () => {
  const REASON: Partial<Signal> = { is: "reason" };

  test("that is told later is of the same stop; a corrected one, too", () => {
    const machine = toldMachine([STATE, REASON]);
    machine.tell(0, { state: 1, reason: "" });
    machine.tell(10, { state: 2 });
    machine.tell(40, { reason: "jam" });
    machine.tell(50, { reason: "seal head" });
    machine.tell(60, { reason: "" });
    machine.tell(61, { state: 1 });
    expect(machine.states).toEqual([
      [0, "running"],
      [10, "down", "seal head"],
      [61, "running"],
    ]);
  });

  test("another code of the table is another stop", () => {
    const states = { "1": { state: "down", reason: "jam" }, "2": { state: "down", reason: "seal head" } } as const;
    const machine = toldMachine([{ is: "state", states }]);
    machine.tell(0, { state: 1 });
    machine.tell(20, { state: 2 });
    expect(machine.states).toEqual([
      [0, "down", "jam"],
      [20, "down", "seal head"],
    ]);
  });
});

describe("a measured value tells the state by bands", () => {
  const SPEED: Partial<Signal> = {
    is: "state",
    name: "speed",
    spike: 20,
    deadband: 2,
    bands: [
      { below: 10, state: "idle", reason: "no speed" },
      { from: 10, state: "running" },
    ],
  };

  test("noise within the deadband and a single spike are no change; a change that stays is, from its first reading", () => {
    const machine = toldMachine([SPEED]);
    for (const [second, speed] of [11, 10.5, 9.5, 11, 80, 11, 50, 50, 1, 0, 0].entries()) {
      machine.tell(second, { speed });
    }
    expect(machine.states).toEqual([
      [0, "running"],
      [8, "idle", "no speed"],
    ]);
  });

  test("beside a state's code, the first that says something else than running counts", () => {
    const machine = toldMachine([STATE, SPEED]);
    machine.tell(0, { state: 1, speed: 50 });
    machine.tell(1, { state: 1, speed: 35 });
    machine.tell(2, { state: 1, speed: 20 });
    machine.tell(3, { state: 1, speed: 5 });
    machine.tell(4, { state: 2, speed: 0 });
    machine.tell(5, { state: 1, speed: 0 });
    expect(machine.states).toEqual([
      [0, "running"],
      [3, "idle", "no speed"],
      [4, "down"],
      [5, "idle", "no speed"],
    ]);
  });

  test("a value in none of its bands is refused once", () => {
    const machine = toldMachine([{ ...SPEED, bands: [{ from: 10, state: "running" }] }]);
    for (const [second, speed] of [5, 5, 5, 12].entries()) machine.tell(second, { speed });
    expect(machine.refused).toEqual(["outside-bands"]);
  });
});

test("an unknown code is refused once for each time that it comes up, and changes nothing", () => {
  const machine = toldMachine([STATE]);
  for (const [second, state] of [1, 9, 9, 9, 1, 9, 2].entries()) machine.tell(second, { state });
  expect(machine.refused).toEqual(["unknown-code", "unknown-code"]);
  expect(machine.states).toEqual([
    [0, "running"],
    [6, "down"],
  ]);
});

describe("what comes late", () => {
  test("by less than the lateness is put in its place", () => {
    const machine = toldMachine([STATE], { kind: { latenessSeconds: 2 } });
    machine.tell(0, { state: 1 });
    machine.tell(2, { state: 1 });
    machine.tell(1, { state: 2 }, 2);
    machine.tell(3, { state: 1 });
    machine.wait(10);
    expect(machine.states).toEqual([
      [0, "running"],
      [1, "down"],
      [2, "running"],
    ]);
  });

  test("fills the time of a lost connection with what happened in it", () => {
    const machine = toldMachine([{ ...STATE, debounceSeconds: 3 }], { kind: { everySeconds: 1 } });
    for (let second = 0; second <= 10; second += 1) machine.tell(second, { state: 1 });
    for (let second = 100; second <= 110; second += 1) machine.tell(second, { state: 1 });
    for (let second = 11; second < 100; second += 1) {
      machine.tell(second, { state: second >= 30 && second < 50 ? 2 : second === 70 ? 2 : 1 }, 110);
    }
    machine.wait(120);
    expect(machine.states).toEqual([
      [0, "running"],
      [30, "down"],
      [50, "running"],
    ]);
  });

  test("moves a stop that was heard of after the gap back to where it began", () => {
    const machine = toldMachine([STATE], { kind: { everySeconds: 1 } });
    for (let second = 0; second <= 10; second += 1) machine.tell(second, { state: 1 });
    for (let second = 60; second <= 70; second += 1) machine.tell(second, { state: 2 });
    expect(machine.states.at(-1)).toEqual([60, "down"]);
    for (let second = 11; second < 60; second += 1) machine.tell(second, { state: second < 40 ? 1 : 2 }, 70);
    machine.wait(80);
    expect(machine.states).toEqual([
      [0, "running"],
      [40, "down"],
    ]);
    machine.tell(81, { state: 2 });
    machine.tell(82, { state: 1 });
    expect(machine.states.at(-1)).toEqual([82, "running"]);
  });

  test("and ends otherwise than it goes on: how it goes on is told anew", () => {
    const machine = toldMachine([STATE], { kind: { everySeconds: 1 } });
    for (let second = 0; second <= 10; second += 1) machine.tell(second, { state: 1 });
    for (let second = 60; second <= 70; second += 1) machine.tell(second, { state: 1 });
    for (let second = 40; second < 59; second += 1) machine.tell(second, { state: 2 }, 70);
    machine.wait(80);
    expect(machine.states).toEqual([
      [0, "running"],
      [40, "down"],
      [60, "running"],
    ]);
  });

  test("outside of any gap is no news", () => {
    const machine = toldMachine([STATE], { kind: { everySeconds: 1 } });
    for (let second = 0; second <= 20; second += 1) machine.tell(second, { state: 1 });
    machine.tell(15, { state: 2 }, 20);
    machine.wait(40);
    expect(machine.states).toEqual([[0, "running"]]);
  });
});

test("a reading of a time that has not come is of its receipt, and its sender's clock is a finding", () => {
  const latest = Date.UTC(2026, 2, 2, 12, 5);
  const context = { ...NO_CONTEXT, latest };
  const machine = toldMachine([STATE], { context });
  machine.tell(0, { state: 1 });
  machine.tell(7_200, { state: 2 }, 10);
  machine.tell(7_201, { state: 2 }, 11);
  expect(machine.states).toEqual([
    [0, "running"],
    [10, "down"],
  ]);
  expect(machine.noticed).toMatchObject([
    { rule: "clock-ahead", subject: "LINE-1", text: expect.stringContaining("Put that clock") as string },
  ]);
});

test("a state is told again after so long without a fact, and silence is another thing", () => {
  const machine = toldMachine([STATE], { kind: { heartbeatSeconds: 60, silentAfterSeconds: 30 } });
  for (let second = 0; second <= 130; second += 1) machine.tell(second, { state: 1 });
  expect(machine.facts.map(({ time }) => time.slice(14, 19))).toEqual(["00:00", "01:00", "02:00"]);
  expect(machine.states).toEqual([[0, "running"]]);
  expect(machine.troubles.every((trouble) => trouble === null)).toBe(true);
  machine.wait(160);
  expect(machine.troubles.at(-1)).toBe(
    "LINE-1 has said nothing since 2026-03-02T12:02:10.000Z: what it said last may be so no more.",
  );
  machine.tell(170, { state: 1 });
  expect(machine.troubles.at(-1)).toBeNull();
});

describe("a signal that chatters", () => {
  test("is a finding from the third change in a minute, until it has been quiet; no state is made of it", () => {
    const machine = toldMachine([{ ...STATE, debounceSeconds: 5 }]);
    for (let second = 0; second < 20; second += 1) machine.tell(second, { state: 1 });
    for (let second = 20; second < 80; second += 1) machine.tell(second, { state: 1 + (second % 2) });
    expect(machine.noticed).toEqual([
      {
        rule: "chattering-signal",
        subjectType: "resource",
        subject: "LINE-1",
        text: expect.stringMatching(/^The signal state has changed to and fro since 2026-03-02T12:00:21/) as string,
      },
    ]);
    for (let second = 80; second < 700; second += 1) machine.tell(second, { state: 1 });
    expect(machine.noticed.at(-1)).toMatchObject({ rule: "chattering-signal", text: null });
    expect(machine.states).toEqual([[0, "running"]]);
  });

  test("whatever its sender's clock says", () => {
    const machine = toldMachine([STATE]);
    for (let second = 0; second < 10; second += 1) machine.tell(second, { state: 1 + (second % 2) }, 100_000 + second);
    expect(machine.noticed).toMatchObject([{ rule: "chattering-signal", text: expect.any(String) as string }]);
    machine.wait(100_700);
    expect(machine.noticed.at(-1)).toMatchObject({ text: null });
  });

  test("as often as is declared, and not when it changes that slowly", () => {
    const slow = toldMachine([STATE]);
    for (let k = 0; k < 20; k += 1) slow.tell(k * 31, { state: 1 + (k % 2) });
    expect(slow.noticed).toEqual([]);
    const declared = toldMachine([{ ...STATE, chattering: { changes: 5, withinSeconds: 600 } }]);
    for (let k = 0; k < 6; k += 1) declared.tell(k * 31, { state: 1 + (k % 2) });
    expect(declared.noticed).toHaveLength(1);
  });
});
