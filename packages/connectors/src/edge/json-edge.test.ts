import { present } from "@lockstep/domain/assert";
import { describe, expect, test } from "vitest";
import type { MqttJson } from "../configuration.ts";
import type { Offered } from "../contract.ts";
import { testContract } from "../testing/contract-kit.ts";
import { message, NOON } from "../testing/messages.ts";
import { NO_CONTEXT } from "./edge-context.ts";
import { createJsonEdge, jsonEdgeFilters } from "./json-edge.ts";

const config: MqttJson = {
  id: "lines",
  kind: "mqtt-json",
  facts: "lockstep/facts/#",
  edge: {
    machines: [
      {
        name: "line",
        topic: "plant/+line/signals",
        resource: { level: "line" },
        time: { pointer: "/t" },
        operation: 10,
        signals: [
          {
            name: "state",
            is: "state",
            value: { pointer: "/state" },
            states: { RUN: { state: "running" }, STOP: { state: "down", reason: "jam" } },
          },
          { name: "good", is: "good", value: { pointer: "/good" }, mostPerHour: 3_600 },
          { name: "order", is: "order", topic: "plant/+line/order", value: { pointer: "/order" } },
        ],
      },
      {
        name: "oven",
        topic: "oven/+oven/temperature",
        payload: "text",
        resource: { level: "oven" },
        signals: [
          {
            name: "heat",
            is: "state",
            value: { pointer: "" },
            bands: [{ below: 90, state: "off" }, { state: "running" }],
          },
        ],
      },
    ],
  },
};

const signals = (t: number, values: object) =>
  message("plant/LINE-1/signals", JSON.stringify({ t: NOON + t, ...values }));
const order = (t: number, text: string) => message("plant/LINE-1/order", JSON.stringify({ t: NOON + t, order: text }));
const oven = (text: string, retained = false) => message("oven/OVEN-1/temperature", text, retained);

const read = (...messages: ReturnType<typeof message>[]): readonly Offered[] => {
  const connector = createJsonEdge(config, () => NO_CONTEXT);
  return messages.flatMap((one, k) => connector.handle({ kind: "message", at: NOON + k, message: one }).offered);
};

testContract("of plain JSON with an edge", {
  create: () => createJsonEdge(config, () => NO_CONTEXT),
  message: (bytes, where) =>
    message(["plant/L/signals", "plant/L/order", "oven/O/temperature"][where % 3] ?? "", bytes),
  good: [order(0, "WO-1"), signals(0, { state: "RUN", good: 5 }), signals(1_000, { state: "STOP", good: 6 })],
  bad: message("plant/LINE-1/signals", "{"),
});

test("it subscribes to what its machines publish", () => {
  expect(jsonEdgeFilters(config)).toEqual([
    "lockstep/facts/#",
    "plant/+/signals",
    "plant/+/order",
    "oven/+/temperature",
  ]);
});

test("signals of several topics, and of one, become the facts of their resource", () => {
  const offered = read(
    order(0, "WO-1"),
    signals(0, { state: "RUN", good: 5 }),
    signals(1_000, { state: "STOP", good: 6 }),
  );
  expect(offered.map((one) => ("value" in one ? one.value : one))).toMatchObject([
    { type: "mes.resource-state", source: "/edge/lines/LINE-1", data: { resource: "LINE-1", state: "running" } },
    { type: "mes.operation", source: "/edge/lines/LINE-1", data: { order: "WO-1", seq: 10, good: 0 } },
    { type: "mes.resource-state", data: { state: "down", reason: "jam" } },
    {
      type: "mes.operation",
      data: { order: "WO-1", good: 1 },
      rawlast: "plant/LINE-1/signals@2026-03-02T12:00:01.000Z",
    },
  ]);
});

describe("a message of one value without a time", () => {
  test("is of its receipt", () => {
    expect(read(oven("180"), oven("20.5"))).toMatchObject([
      { value: { time: "2026-03-02T12:00:00.000Z", data: { resource: "OVEN-1", state: "running" } } },
      { value: { time: "2026-03-02T12:00:00.001Z", data: { resource: "OVEN-1", state: "off" } } },
    ]);
  });

  test("says nothing if the broker has kept it", () => {
    expect(read(oven("180", true))).toEqual([]);
  });
});

test.each([
  [signals(0, { state: "FLY" }), "missing-value", "good has no value"],
  [signals(0, { good: "many", state: "RUN" }), "wrong-value", "good must be a number"],
  [message("plant/LINE-1/signals", "{"), "not-json", "no JSON"],
  [message("plant/LINE-1/signals", new Uint8Array([0xff])), "not-utf8", "not UTF-8"],
  [message("plant/LINE-1/signals", "{}"), "missing-value", "time has no value"],
  [oven("hot"), "wrong-value", "heat must be a number"],
  [message("elsewhere", "{}"), "unmapped-topic", "No mapping"],
])("%j is kept whole under a rule", (bad, rule, reason) => {
  const refused = read(bad).filter((one) => "refused" in one);
  expect(refused[0]).toMatchObject({
    text: expect.stringContaining(bad.topic) as string,
    refused: { rule, reason: expect.stringContaining(reason) as string },
  });
});

test("an unknown code is kept with its topic and its time; a good value beside a bad one is used", () => {
  expect(read(signals(0, { state: "FLY", good: 4 }))).toMatchObject([
    {
      text: JSON.stringify({ topic: "plant/LINE-1/signals", value: "FLY", time: "2026-03-02T12:00:00.000Z" }),
      refused: { rule: "unknown-code" },
    },
  ]);
  expect(read(signals(0, { state: "RUN" }))).toMatchObject([
    { refused: { reason: expect.stringMatching(/is not there\. The message's other values were used\.$/) as string } },
    { value: { data: { state: "running" } } },
  ]);
});

test("of each fact the reading that made it is kept where the section says so, whole; else it is named alone", () => {
  const messages = [
    order(0, "WO-1"),
    signals(0, { state: "RUN", good: 5 }),
    signals(1_000, { state: "STOP", good: 6 }),
  ];
  expect(read(...messages).some((one) => "from" in one)).toBe(false);
  const keeping = { ...config, edge: { ...present(config.edge, () => "it has an edge"), keepMessages: true } };
  const connector = createJsonEdge(keeping, () => NO_CONTEXT);
  const offered = messages.flatMap(
    (one, k) => connector.handle({ kind: "message", at: NOON + k, message: one }).offered,
  );
  // Nothing else about them is different.
  expect(offered.map((one) => ("value" in one ? one.value : one))).toEqual(
    read(...messages).map((one) => ("value" in one ? one.value : one)),
  );
  const stopped = offered.find((one) => "value" in one && JSON.stringify(one.value).includes("jam"));
  expect(stopped).toMatchObject({
    value: { rawlast: "plant/LINE-1/signals@2026-03-02T12:00:01.000Z" },
    from: {
      place: "plant/LINE-1/signals@2026-03-02T12:00:01.000Z",
      text: '{"topic":"plant/LINE-1/signals","time":"2026-03-02T12:00:01.000Z","values":{"state":"STOP","good":6}}',
    },
  });
});

test("a message that is nested too deep is kept whole, and says so", () => {
  const deep = message("plant/L/signals", `{"t":${NOON},"state":${"[".repeat(100_000)}${"]".repeat(100_000)}}`);
  const { offered } = createJsonEdge(config, () => NO_CONTEXT).handle({ kind: "message", at: NOON, message: deep });
  expect(offered).toMatchObject([{ refused: { rule: "too-deep" } }]);
});
