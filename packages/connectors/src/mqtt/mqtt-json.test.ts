import { present } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import { describe, expect, test } from "vitest";
import type { MqttJson } from "../configuration.ts";
import type { Offered } from "../contract.ts";
import { NO_CONTEXT } from "../edge/edge-context.ts";
import { testContract, toldBy } from "../testing/contract-kit.ts";
import { message, NOON } from "../testing/messages.ts";
import { createMqttJson, jsonFilters } from "./mqtt-json.ts";

const config: MqttJson = {
  id: "line",
  kind: "mqtt-json",
  source: "/mes/plant-a",
  facts: "lockstep/facts/#",
  topics: ["plant/#"],
  mappings: [
    {
      name: "state",
      topic: "plant/+site/line/+line/state",
      type: "mes.resource-state",
      time: { pointer: "/ts" },
      data: {
        resource: { level: "line" },
        since: { time: true },
        state: { pointer: "/state", codes: { RUN: "running", STOP: "down" } },
        reason: { pointer: "/reason", optional: true },
      },
    },
    {
      name: "count",
      topic: "plant/+site/line/+line/count",
      type: "mes.operation",
      time: { pointer: "/ts" },
      id: { pointer: "/n" },
      data: {
        order: { pointer: "/order" },
        seq: { constant: 1 },
        resource: { level: "line" },
        state: { constant: "running" },
        good: { pointer: "/good", rollover: 1_000 },
        scrap: { constant: 0 },
      },
    },
    {
      name: "plain",
      topic: "plant/+site/line/+line/plain",
      payload: "text",
      type: "mes.resource-state",
      data: { resource: { level: "line" }, since: { time: true }, state: { pointer: "" } },
    },
  ],
};

type Mapped = NonNullable<MqttJson["mappings"]>[number];
const withScrap = (mapping: Mapped): Mapped => ({
  ...mapping,
  data: { ...mapping.data, scrap: { pointer: "/scrap", rollover: 1_000 } },
});

const state = (payload: object | string) =>
  message("plant/A/line/LINE-1/state", typeof payload === "string" ? payload : JSON.stringify(payload));
const count = (n: number, order: string, good: number) =>
  message("plant/A/line/LINE-1/count", JSON.stringify({ ts: NOON + n, n, order, good }));
const NAMED = { n: 1, order: "WO-1", good: 6 };
const read = (...messages: ReturnType<typeof message>[]): readonly Offered[] => {
  const connector = createMqttJson(config);
  return messages.flatMap((one) => connector.handle({ kind: "message", at: NOON, message: one }).offered);
};

testContract("of plain JSON", {
  create: (told) => createMqttJson(config, () => ({ ...NO_CONTEXT, told })),
  message: (bytes, where) => message(["plant/A/line/L/state", "lockstep/facts/x", "plant/x"][where % 3] ?? "", bytes),
  good: [
    state({ ts: NOON, state: "RUN" }),
    state({ ts: NOON + 1_000, state: "STOP", reason: "jam" }),
    ...[count(1, "WO-1", 990), count(2, "WO-1", 5), count(3, "WO-1", 600), count(4, "WO-1", 1)],
  ],
  bad: state("{"),
});

test("it subscribes to facts, to what it should watch, and to what it has mappings for", () => {
  expect(jsonFilters(config)).toEqual([
    "lockstep/facts/#",
    "plant/#",
    "plant/+/line/+/state",
    "plant/+/line/+/count",
    "plant/+/line/+/plain",
  ]);
});

test("a message becomes a fact that keeps the rules of facts", () => {
  const sent = state({ ts: NOON, state: "STOP", reason: "jam" });
  const [offered] = read(sent);
  expect(offered).toEqual({
    from: { place: sent.topic, text: sent.text },
    value: {
      specversion: "1.0",
      id: expect.stringMatching(/^state\/[0-9a-f]{32}$/) as string,
      source: "/mes/plant-a",
      type: "mes.resource-state",
      time: "2026-03-02T12:00:00.000Z",
      data: { resource: "LINE-1", since: "2026-03-02T12:00:00.000Z", state: "down", reason: "jam" },
    },
  });
  const { value } = offered as { value: unknown };
  expect(checkEvent(value, { seq: 1, receivedAt: NOON, mode: "live" }).ok).toBe(true);
});

test("counters that roll over are totals of their order, and the id is the one that was declared", () => {
  const facts = read(count(1, "WO-1", 990), count(2, "WO-1", 5), count(3, "WO-2", 7)) as {
    value: { id: string; data: { good: number } };
  }[];
  expect(facts.map(({ value }) => [value.id, value.data.good])).toEqual([
    ["count/1", 990],
    ["count/2", 1_005],
    ["count/3", 7],
  ]);
});

test("a reading that the counter cannot have is refused with why, and what is counted goes on as if it had not been", () => {
  const [, ...rest] = read(...[990, 1_000, 70_000, -1, 5].map((good, k) => count(k, "WO-1", good)));
  const [atIt, beyond, below, next] = rest;
  expect(atIt).toMatchObject({
    refused: {
      rule: "beyond-rollover",
      reason:
        "data.good is 1000, and a counter of 1000 values is from 0 to below that: correct the rollover, or what the counter sends.",
    },
  });
  expect([beyond, below]).toMatchObject([
    { refused: { rule: "beyond-rollover" } },
    { refused: { rule: "beyond-rollover" } },
  ]);
  expect(next).toMatchObject({ value: { data: { good: 1_005 } } });
});

test("where one of two counters is refused, the other has not counted either", () => {
  const [mapping] = (config.mappings ?? []).filter(({ name }) => name === "count");
  const twice = { ...config, mappings: mapping === undefined ? [] : [withScrap(mapping)] };
  const connector = createMqttJson(twice);
  const told = [
    { good: 100, scrap: 1 },
    { good: 900, scrap: 5_000 },
    { good: 100, scrap: 2 },
  ].map((counts, n) => {
    const text = JSON.stringify({ ts: NOON + n, n, order: "WO-1", ...counts });
    return connector.handle({ kind: "message", at: NOON, message: message("plant/A/line/LINE-1/count", text) }).offered;
  });
  expect(told.flat()).toMatchObject([
    { value: { data: { good: 100, scrap: 1 } } },
    { refused: { rule: "beyond-rollover" } },
    { value: { data: { good: 100, scrap: 2 } } },
  ]);
});

test("a restart between any two messages changes no total, also where the last ones come again", () => {
  const goods = [990, 5, 600, 1, 700, 100];
  const sent = goods.map((good, k) => count(k, "WO-1", good));
  const whole = read(...sent);
  expect(whole.map((one) => (one as { value: { data: { good: number } } }).value.data.good)).toEqual([
    ...[990, 1_005, 1_600, 2_001, 2_700, 3_100],
  ]);
  for (let cut = 1; cut < sent.length; cut += 1) {
    for (const again of [0, 1, 2]) {
      const from = Math.max(0, cut - again);
      const connector = createMqttJson(config, () => ({ ...NO_CONTEXT, told: toldBy(whole.slice(0, cut)) }));
      const rest = sent.slice(from).map((one) => connector.handle({ kind: "message", at: NOON, message: one }));
      expect(rest.flatMap(({ offered }) => offered)).toEqual(whole.slice(from));
    }
  }
});

describe("of two messages of one time", () => {
  const begin = (told: readonly Offered[] = []) => {
    const connector = createMqttJson(config, () => ({ ...NO_CONTEXT, told: toldBy(told) }));
    return (...messages: ReturnType<typeof message>[]) =>
      messages.flatMap((one) => connector.handle({ kind: "message", at: NOON, message: one }).offered);
  };
  const stop = state({ ts: NOON, state: "STOP" });
  const run = state({ ts: NOON, state: "RUN" });
  const timesOf = (offered: readonly Offered[]) =>
    offered.map((one) => Date.parse((one as { value: { time: string } }).value.time) - NOON);

  test("the last is told a millisecond later, with the time that was given", () => {
    const [first, last] = begin()(stop, run);
    expect(first).toMatchObject({ value: { time: "2026-03-02T12:00:00.000Z", data: { state: "down" } } });
    expect(last).toMatchObject({
      value: {
        time: "2026-03-02T12:00:00.001Z",
        rawtime: "2026-03-02T12:00:00.000Z",
        data: { since: "2026-03-02T12:00:00.000Z", state: "running" },
      },
    });
  });

  test("the first that comes again is as it was, whether the log has it by then or not", () => {
    const say = begin();
    const told = say(stop, run);
    expect(say(stop, run, stop)).toEqual([...told, ...told.slice(0, 1)]);
    expect(begin(told)(stop, run, stop)).toEqual([...told, ...told.slice(0, 1)]);
    expect(begin(told.slice(0, 1))(stop, run)).toEqual(told);
  });

  test("what has a later time is told after both; what has an earlier one, of its own", () => {
    const counts = (...of: (readonly [n: number, ts: number])[]) =>
      of.map(([n, ts]) =>
        message("plant/A/line/L/count", JSON.stringify({ ts: NOON + ts, n, order: "WO-1", good: ts + 10 })),
      );
    const sent = counts([1, 0], [2, 0], [3, 0], [4, 1], [5, -1], [6, 9], [7, 4]);
    expect(timesOf(begin()(...sent))).toEqual([0, 1, 2, 3, -1, 9, 4]);
    const before = begin()(...sent.slice(0, 4));
    expect(timesOf(begin(before)(...counts([8, 1], [9, 2])))).toEqual([4, 5]);
  });

  test("of a clock that is ahead nothing goes on", () => {
    const connector = createMqttJson(config, () => ({ ...NO_CONTEXT, latest: NOON + 300_000 }));
    const say = (ts: number, word: string) =>
      connector.handle({ kind: "message", at: NOON, message: state({ ts, state: word }) }).offered;
    expect(timesOf([NOON + 9e9, NOON, NOON].flatMap((ts, k) => say(ts, k === 1 ? "RUN" : "STOP")))).toEqual([
      9e9, 0, 1,
    ]);
  });
});

test("an id that is told of another time than before is no message that comes again", () => {
  const [, again] = read(
    count(1, "WO-1", 5),
    message("plant/A/line/LINE-1/count", JSON.stringify({ ...NAMED, ts: NOON + 9 })),
  );
  expect(again).toMatchObject({ value: { id: "count/1", time: "2026-03-02T12:00:00.009Z" } });
});

test("a message with an id of its own, and no time, is of its first receipt when it comes again", () => {
  const [mapping] = (config.mappings ?? []).filter(({ name }) => name === "count");
  const { time: _, ...timeless } = present(mapping, () => "no such mapping");
  const connector = createMqttJson({ ...config, mappings: [timeless] });
  const told = [0, 1].flatMap(
    (k) => connector.handle({ kind: "message", at: NOON + k, message: count(1, "WO-1", 5) }).offered,
  );
  expect(told[1]).toEqual(told[0]);
});

describe("a message without a time of its own", () => {
  const plain = (retained: boolean) => message("plant/A/line/LINE-1/plain", "idle\n", retained);

  test("is of the time of its receipt", () => {
    expect(read(plain(false))).toMatchObject([
      { value: { time: "2026-03-02T12:00:00.000Z", data: { state: "idle", since: "2026-03-02T12:00:00.000Z" } } },
    ]);
  });

  test("says nothing if the broker has kept it: nobody knows since when it is so", () => {
    expect(read(plain(true))).toEqual([]);
  });
});

describe("facts as they are", () => {
  const fact = {
    specversion: "1.0",
    id: "1",
    source: "/s",
    type: "master.site",
    time: "2026-03-02T06:00:00Z",
    data: {},
  };

  test("one is handed on as its text, of a list each", () => {
    const text = JSON.stringify(fact);
    expect(read(message("lockstep/facts", text))).toEqual([{ text }]);
    expect(read(message("lockstep/facts/a/b", JSON.stringify([fact, 7])))).toEqual([{ value: fact }, { value: 7 }]);
  });
});

test.each([
  [message("plant/A/line/LINE-1/count", `{"ts":${NOON},"n":"","order":"WO-1","good":1}`), "empty-text", {}],
  [state("{"), "not-json", { topic: "plant/A/line/LINE-1/state", payload: "{" }],
  [state({ ts: NOON }), "missing-value", { payload: `{"ts":${NOON}}` }],
  [state({ ts: "noon", state: "RUN" }), "wrong-value", {}],
  [state({ ts: NOON, state: "FLY" }), "unknown-code", {}],
  [message("plant/A/oven", "{}"), "unmapped-topic", { topic: "plant/A/oven", payload: "{}" }],
  [message("plant/A/oven", new Uint8Array([0xff, 0x00, 0x61])), "not-utf8", { topic: "plant/A/oven", base64: "/wBh" }],
])("%j is kept whole under a rule", (bad, rule, kept) => {
  const [offered] = read(bad) as { text: string; refused: { rule: string } }[];
  expect(offered?.refused.rule).toBe(rule);
  expect(JSON.parse(offered?.text ?? "")).toMatchObject(kept);
});

test("a message that is nested too deep is kept whole, and says so", () => {
  const deep = state(`{"ts":${NOON},"state":${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
  expect(read(deep)).toMatchObject([
    {
      text: JSON.stringify({ topic: deep.topic, payload: deep.text }),
      refused: { rule: "too-deep", reason: "The message is nested more than 1000 levels deep: send it flatter." },
    },
  ]);
});
