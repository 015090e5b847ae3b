import { expect, test } from "vitest";
import type { SparkplugB } from "../configuration.ts";
import type { Offered } from "../contract.ts";
import { testContract } from "../testing/contract-kit.ts";
import { message, NOON, sparkplug } from "../testing/messages.ts";
import { NO_CONTEXT } from "./edge-context.ts";
import { createSparkplugEdge } from "./sparkplug-edge.ts";

const config: SparkplugB = {
  id: "cell",
  kind: "sparkplug-b",
  hostId: "tower",
  edge: {
    machines: [
      {
        name: "filler",
        from: "plant1/+node/+device",
        resource: { level: "device" },
        operation: 10,
        signals: [
          {
            name: "state",
            is: "state",
            value: { metric: "State" },
            states: { "1": { state: "running" }, "2": { state: "down", reason: "jam" } },
          },
          { name: "good", is: "good", value: { metric: "Good" }, mostPerHour: 3_600, modulus: 65_536 },
          { name: "order", is: "order", value: { metric: "Order" } },
        ],
      },
    ],
  },
};

const topic = (kind: string, device = "") => `spBv1.0/plant1/${kind}/edge1${device === "" ? "" : `/${device}`}`;
const nbirth = () =>
  message(
    topic("NBIRTH"),
    sparkplug({ timestamp: NOON, seq: 0, metrics: [{ name: "bdSeq", datatype: 8, longValue: 1 }] }),
  );
const dbirth = (seq: number, good: number) =>
  message(
    topic("DBIRTH", "LINE-1"),
    sparkplug({
      timestamp: NOON,
      seq,
      metrics: [
        { name: "State", alias: 1, datatype: 3, intValue: 1 },
        { name: "Good", alias: 2, datatype: 7, intValue: good },
        { name: "Order", alias: 3, datatype: 12, stringValue: "WO-1" },
      ],
    }),
  );
const ddata = (seq: number, second: number, metrics: object[]) =>
  message(topic("DDATA", "LINE-1"), sparkplug({ timestamp: NOON + second * 1_000, seq, metrics }));

const create = () => createSparkplugEdge(config, () => NO_CONTEXT);
const read = (...messages: ReturnType<typeof message>[]): readonly Offered[] => {
  const connector = create();
  connector.handle({ kind: "up", at: NOON });
  return messages.flatMap(
    (one, k) => connector.handle({ kind: "message", at: NOON + k * 1_000, message: one }).offered,
  );
};

testContract("of Sparkplug B with an edge", {
  create,
  message: (bytes, where) =>
    message([topic("NBIRTH"), topic("DBIRTH", "L"), topic("DDATA", "L")][where % 3] ?? "", bytes),
  good: [nbirth(), dbirth(1, 5), ddata(2, 1, [{ alias: 1, intValue: 2 }])],
  bad: message(topic("NBIRTH"), new Uint8Array([0xff, 0xff])),
});

test("the metrics of a device are the signals of its resource", () => {
  const offered = read(
    nbirth(),
    dbirth(1, 65_535),
    ddata(2, 5, [{ alias: 2, intValue: 2 }]),
    ddata(3, 6, [{ alias: 1, intValue: 2 }]),
  );
  expect(offered.map((one) => ("value" in one ? one.value : one))).toMatchObject([
    { type: "mes.resource-state", source: "/edge/cell/LINE-1", data: { state: "running" } },
    { type: "mes.operation", data: { order: "WO-1", good: 0 } },
    { type: "mes.resource-state", data: { state: "down", reason: "jam", since: "2026-03-02T12:00:06.000Z" } },
    { type: "mes.operation", data: { order: "WO-1", good: 3 }, rawgood: "2" },
  ]);
});

test("a value that is told late fills a gap, and changes nothing that is now", () => {
  const connector = create();
  const happen = (at: number, one: ReturnType<typeof message>) =>
    connector.handle({ kind: "message", at: NOON + at * 1_000, message: one }).offered;
  happen(0, nbirth());
  happen(0, dbirth(1, 5));
  happen(100, ddata(2, 100, [{ alias: 1, intValue: 1 }]));
  const late = (second: number, state: number) => ({
    alias: 1,
    intValue: state,
    timestamp: NOON + second * 1_000,
    isHistorical: true,
  });
  expect(happen(101, ddata(3, 101, [late(30, 2), late(50, 1)]))).toEqual([]);
  const { offered } = connector.handle({ kind: "time", at: NOON + 110_000 });
  expect(offered.map((one) => ("value" in one ? one.value : one))).toMatchObject([
    { time: "2026-03-02T12:00:30.000Z", data: { state: "down" } },
    { time: "2026-03-02T12:00:50.000Z", data: { state: "running" } },
  ]);
});

test("a code that is not listed is kept, and a metric without a value says nothing", () => {
  const offered = read(
    nbirth(),
    dbirth(1, 5),
    ddata(2, 1, [{ alias: 1, intValue: 7 }]),
    ddata(3, 2, [{ alias: 2, isNull: true }]),
  );
  expect(offered.filter((one) => "refused" in one)).toMatchObject([
    { text: expect.stringContaining("plant1/edge1/LINE-1/State") as string, refused: { rule: "unknown-code" } },
  ]);
});

test("a machine is in trouble while its device or node is gone or not to be believed, though it was heard of since", () => {
  const connector = create();
  let trouble: string | null = null;
  const happen = (at: number, one?: ReturnType<typeof message>) => {
    const happening = { at: NOON + at * 1_000 };
    const { health } = connector.handle(
      one === undefined ? { kind: "time", ...happening } : { kind: "message", ...happening, message: one },
    );
    for (const change of health) if (change.source === "/edge/cell/LINE-1") trouble = change.trouble;
    return trouble;
  };
  const running = (seq: number, second: number) => ddata(seq, second, [{ alias: 1, intValue: 1 }]);
  happen(0, nbirth());
  expect(happen(1, dbirth(1, 5))).toBeNull();
  expect(happen(2, message(topic("DDEATH", "LINE-1"), sparkplug({ timestamp: NOON, seq: 2 })))).toContain("is gone");
  expect(happen(3, dbirth(3, 5))).toBeNull();
  happen(4, running(6, 4));
  expect(happen(10)).toContain("missing or out of order");
  expect(happen(40, running(7, 40))).toContain("missing or out of order");
  happen(41, nbirth());
  expect(happen(42, dbirth(1, 5))).toBeNull();
  const died = sparkplug({ metrics: [{ name: "bdSeq", datatype: 8, longValue: 1 }] });
  expect(happen(43, message(topic("NDEATH"), died))).toContain("The edge node plant1/edge1 is gone");
  expect(happen(400)).toContain("The edge node plant1/edge1 is gone");
  happen(401, nbirth());
  expect(happen(402, dbirth(1, 5))).toBeNull();
  expect(happen(800)).toContain("has said nothing since");
});
