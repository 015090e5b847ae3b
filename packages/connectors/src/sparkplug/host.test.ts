import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import { isoOf } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import type { SparkplugB } from "../configuration.ts";
import type { Answer, Offered } from "../contract.ts";
import { type MappingContext, NO_CONTEXT } from "../edge/edge-context.ts";
import type { MqttCommand, MqttMessage } from "../mqtt/message.ts";
import { testContract, toldBy } from "../testing/contract-kit.ts";
import { message, NOON, sparkplug } from "../testing/messages.ts";
import { decodePayload } from "./decode.ts";
import { createSparkplugHost, hostState, sparkplugFilters } from "./host.ts";

const config: SparkplugB = {
  id: "cell",
  kind: "sparkplug-b",
  hostId: "tower",
  mappings: [
    {
      name: "count",
      from: "plant1/+node",
      type: "mes.operation",
      data: {
        order: { metric: "Order" },
        seq: { constant: 1 },
        resource: { level: "node" },
        state: { constant: "running" },
        good: { metric: "Good", rollover: 100 },
        scrap: { constant: 0 },
      },
    },
    {
      name: "state",
      from: "plant1/+node/+device",
      type: "mes.resource-state",
      data: {
        resource: { level: "device" },
        since: { time: true },
        state: { metric: "State", codes: { "1": "running", "2": "down" } },
      },
    },
  ],
};

const topic = (kind: string, device = "") => `spBv1.0/plant1/${kind}/edge1${device === "" ? "" : `/${device}`}`;
const GOOD = 7;
const nbirth = (good = 0, bdSeq = 3, at = NOON) =>
  message(
    topic("NBIRTH"),
    sparkplug({
      timestamp: at,
      seq: 0,
      metrics: [
        { name: "bdSeq", datatype: 8, longValue: bdSeq },
        { name: "Order", alias: 9, datatype: 12, stringValue: "WO-1" },
        { name: "Good", alias: GOOD, datatype: 7, intValue: good },
      ],
    }),
  );
const ndeath = (bdSeq: number) =>
  message(topic("NDEATH"), sparkplug({ metrics: [{ name: "bdSeq", datatype: 8, longValue: bdSeq }] }));
const ndata = (seq: number, good: number, more: object = {}, at = NOON + good) =>
  message(topic("NDATA"), sparkplug({ timestamp: at, seq, metrics: [{ alias: GOOD, intValue: good, ...more }] }));
const dbirth = (seq: number, state = 1) =>
  message(
    topic("DBIRTH", "PRESS"),
    sparkplug({ timestamp: NOON, seq, metrics: [{ name: "State", alias: 20, datatype: 5, intValue: state }] }),
  );
const ddata = (seq: number, state: number, alias = 20) =>
  message(topic("DDATA", "PRESS"), sparkplug({ timestamp: NOON + seq, seq, metrics: [{ alias, intValue: state }] }));

testContract("of Sparkplug B", {
  create: (told) => createSparkplugHost(config, undefined, () => ({ ...NO_CONTEXT, told })),
  message: (bytes, where) => message(topic(["NDATA", "NBIRTH", "NDEATH"][where % 3] ?? ""), bytes),
  good: [nbirth(), ndata(1, 1), ndata(2, 90), ndata(3, 4)],
  bad: message(topic("NDATA"), new Uint8Array([0xff, 0xff])),
});

function start(change: Partial<SparkplugB> = {}, context: Partial<MappingContext> = {}) {
  const host = createSparkplugHost({ ...config, ...change }, undefined, () => ({ ...NO_CONTEXT, ...context }));
  const answers: Answer<MqttCommand>[] = [host.handle({ kind: "up", at: NOON })];
  const at = (after: number, ...messages: MqttMessage[]): void => {
    for (const one of messages) answers.push(host.handle({ kind: "message", at: NOON + after, message: one }));
  };
  return {
    at,
    time: (after: number) => answers.push(host.handle({ kind: "time", at: NOON + after })),
    down: (after: number) => answers.push(host.handle({ kind: "down", at: NOON + after })),
    up: (after: number) => answers.push(host.handle({ kind: "up", at: NOON + after })),
    get values() {
      return answers.flatMap(({ offered }) => offered.flatMap((one) => ("value" in one ? [one.value as Told] : [])));
    },
    get from() {
      return answers.flatMap(({ offered }) => offered.flatMap((one) => ("from" in one ? [one.from] : [])));
    },
    get refused() {
      return answers.flatMap(({ offered }) => offered.flatMap((one) => ("refused" in one ? [one.refused.rule] : [])));
    },
    get refusedOf() {
      return answers.flatMap(({ offered }) => offered.flatMap((one) => ("refused" in one ? [one.about?.source] : [])));
    },
    get good() {
      return this.values.flatMap(({ data }) => data.good ?? []);
    },
    get rebirths() {
      return answers.flatMap(({ commands }) => commands.filter((one) => one.topic === "spBv1.0/plant1/NCMD/edge1"));
    },
    get states() {
      return answers.flatMap(({ commands }) => commands.filter((one) => one.topic === "spBv1.0/STATE/tower"));
    },
    /** The present trouble by source. */
    get trouble() {
      return Object.fromEntries(answers.flatMap(({ health }) => health.map((one) => [one.source, one.trouble])));
    },
    get ignored() {
      return answers.reduce((sum, { ignored }) => sum + ignored, 0);
    },
    get wakeAt() {
      return answers.at(-1)?.wakeAt;
    },
  };
}

interface Told {
  readonly id: string;
  readonly source: string;
  readonly time: string;
  readonly data: { readonly good?: number; readonly state?: string; readonly since?: string };
}

describe("data", () => {
  test("of a counter that cannot be so far is refused, and the next goes on from the one before", () => {
    const host = start();
    host.at(0, nbirth());
    for (const [k, good] of [90, 100, 4].entries()) host.at(k + 1, ndata(k + 1, good, {}, NOON + k + 1));
    expect(host.good).toEqual([0, 90, 104]);
    expect(host.refused).toEqual(["beyond-rollover"]);
  });

  test("by alias, with the type of the birth, past 255, in exact values", () => {
    const host = start();
    host.at(0, nbirth());
    for (let k = 1; k <= 600; k += 1) host.at(k, ndata(k % 256, k % 100, {}, NOON + k));
    expect(host.good).toEqual(Array.from({ length: 601 }, (_, k) => k));
    expect(host.values[600]).toMatchObject({ source: "/sparkplug/plant1/edge1", time: "2026-03-02T12:00:00.600Z" });
    expect(host.rebirths).toEqual([]);
    expect(host.refused).toEqual([]);
  });

  test("is handed over with what each metric of its mapping said, and when, also in an earlier message", () => {
    const host = start();
    host.at(1, nbirth());
    host.at(2, ndata(1, 5));
    expect(host.from.at(-1)).toEqual({
      place: "sparkplug plant1/edge1",
      text: JSON.stringify([
        { metric: "Good", value: 5, at: isoOf(NOON + 5) },
        { metric: "Order", value: "WO-1", at: isoOf(NOON) },
      ]),
    });
  });

  test("that says nothing new is no fact", () => {
    const host = start();
    host.at(0, nbirth(), ndata(1, 5), ndata(2, 5), nbirth(5));
    expect(host.good).toEqual([0, 5]);
  });

  test("before any birth is of no use, and a birth is asked for once in a while", () => {
    const host = start();
    host.at(0, ndata(7, 1), ndata(8, 2));
    host.at(29_999, ndata(9, 3));
    expect(host.rebirths).toHaveLength(1);
    host.at(30_000, ndata(10, 4));
    expect(host.rebirths).toHaveLength(2);
    expect(host.values).toEqual([]);
    const sent = decodePayload(host.rebirths[0]?.payload as Uint8Array);
    expect(sent).toMatchObject({
      value: { metrics: [{ name: "Node Control/Rebirth", datatype: 11, booleanValue: true }] },
    });
  });

  test("with an alias that the last birth has not told is quarantined, and a birth is asked for", () => {
    const host = start();
    host.at(0, nbirth(), dbirth(1), ddata(2, 2, 99));
    expect(host.refused).toEqual(["unknown-alias"]);
    expect(host.refusedOf).toEqual(["/sparkplug/plant1/edge1/PRESS"]);
    expect(host.rebirths).toHaveLength(1);
  });

  test("has aliases of the last birth alone", () => {
    const host = start();
    const metrics = [{ name: "Good", alias: 70, datatype: 7, intValue: 1 }];
    host.at(0, nbirth(), message(topic("NBIRTH"), sparkplug({ seq: 0, metrics })), ndata(1, 5));
    expect(host.refused).toEqual(["unknown-alias"]);
    expect(host.good).toEqual([0]);
  });

  test("without a sequence number is quarantined", () => {
    const host = start();
    host.at(0, nbirth(), message(topic("NDATA"), sparkplug({ metrics: [{ alias: GOOD, intValue: 1 }] })));
    expect(host.refused).toEqual(["no-sequence"]);
  });
});

describe("what was said before hides nothing that is right", () => {
  const RUNNING = 1;
  const DOWN = 2;
  /** The state of the device by the time that it gives, from a metric of its own time. */
  const says = (seq: number, state: number, after: number) =>
    message(
      topic("DDATA", "PRESS"),
      sparkplug({ seq, metrics: [{ alias: 20, intValue: state, timestamp: NOON + after }] }),
    );
  const born = (state: number, after: number) => [
    nbirth(),
    message(
      topic("DBIRTH", "PRESS"),
      sparkplug({
        timestamp: NOON + after,
        seq: 1,
        metrics: [{ name: "State", alias: 20, datatype: 5, intValue: state }],
      }),
    ),
  ];
  const at = (state: string, after: number) => `${state} ${isoOf(NOON + after)}`;
  const states = ({ values }: ReturnType<typeof start>) => values.map(({ data, time }) => `${data.state} ${time}`);
  const onlyState = { mappings: config.mappings?.slice(1) ?? [] };

  test("a time that has not come, which quarantine takes: the same with the right time is said, and once", () => {
    const latest = NOON + 300_000;
    const host = start(onlyState, { latest });
    host.at(0, ...born(RUNNING, 0));
    host.at(1_000, says(2, DOWN, 3_601_000), says(3, DOWN, 3_601_500));
    host.at(2_000, says(4, DOWN, 2_000), says(5, DOWN, 2_500));
    host.at(3_000, ...born(DOWN, 3_000));
    expect(states(host)).toEqual([at("running", 0), at("down", 3_601_000), at("down", 2_000)]);
  });

  test("a time long gone, which what is said now goes before: the same with the right time is said, and once", () => {
    const host = start(onlyState);
    const year1971 = Date.UTC(1971, 0, 1) - NOON;
    host.at(0, ...born(RUNNING, 0));
    host.at(1_000, ...born(DOWN, year1971));
    host.at(1_500, says(2, DOWN, year1971 + 500));
    host.at(2_000, says(3, DOWN, 2_000));
    host.at(3_000, ...born(DOWN, 3_000));
    expect(states(host)).toEqual([at("running", 0), at("down", year1971), at("down", 2_000)]);
  });

  test("a time that is near enough to be taken, but has not come", () => {
    const host = start(onlyState, { latest: NOON + 300_000 });
    host.at(0, ...born(RUNNING, 0));
    host.at(1_000, says(2, DOWN, 241_000));
    host.at(2_000, says(3, DOWN, 2_000), says(4, RUNNING, 3_000));
    expect(states(host)).toEqual([at("running", 0), at("down", 241_000), at("down", 2_000), at("running", 3_000)]);
  });

  test("what the log has not taken within a minute is said again; what it has, is not", () => {
    const log: Offered[] = [];
    const host = start(onlyState, { told: { ...NO_CONTEXT.told, of: (_, id) => taken(id) } });
    const taken = (id: string) => toldBy(log).of(host.values[0]?.source ?? "", id);
    host.at(0, ...born(RUNNING, 0));
    for (const value of host.values) log.push({ value });
    host.at(60_000, says(2, RUNNING, 60_000), says(3, DOWN, 60_001), says(4, DOWN, 60_002));
    host.at(120_000, says(5, DOWN, 120_000));
    expect(states(host)).toEqual([at("running", 0), at("down", 60_001), at("down", 120_000)]);
  });

  test("what was told late, of a time between: what was so since is said after it", () => {
    const host = start(onlyState);
    host.at(0, ...born(RUNNING, 0), says(2, RUNNING, 2_000), says(3, RUNNING, 3_000));
    const late = { alias: 20, intValue: DOWN, timestamp: NOON + 1_000, isHistorical: true };
    host.at(4_000, message(topic("DDATA", "PRESS"), sparkplug({ seq: 4, metrics: [late] })), says(5, RUNNING, 4_000));
    expect(states(host)).toEqual([at("running", 0), at("down", 1_000), at("running", 3_000)]);
  });

  test("what was told late, of a time after it", () => {
    const host = start(onlyState);
    host.at(0, ...born(RUNNING, 0));
    const late = { alias: 20, intValue: DOWN, timestamp: NOON + 1_000, isHistorical: true };
    host.at(2_000, message(topic("DDATA", "PRESS"), sparkplug({ seq: 2, metrics: [late] })), says(3, RUNNING, 2_000));
    expect(states(host)).toEqual([at("running", 0), at("down", 1_000), at("running", 2_000)]);
  });
});

describe("a missing message", () => {
  test("that comes late is put in its place", () => {
    const host = start();
    host.at(0, nbirth(), ndata(1, 1), ndata(3, 3), ndata(4, 4));
    expect(host.good).toEqual([0, 1]);
    expect(host.wakeAt).toBe(NOON + 2_000);
    host.at(1_000, ndata(2, 2));
    expect(host.good).toEqual([0, 1, 2, 3, 4]);
    expect(host.wakeAt).toBeNull();
    expect(host.rebirths).toEqual([]);
  });

  test("that never comes is given up after a while: the rest counts, one birth is asked for, and that is seen", () => {
    const host = start();
    host.at(0, nbirth(), ndata(1, 1), ndata(3, 3));
    host.time(1_999);
    expect(host.rebirths).toEqual([]);
    host.time(2_000);
    host.at(2_100, ndata(4, 4), ndata(5, 5));
    expect(host.good).toEqual([0, 1, 3, 4, 5]);
    expect(host.rebirths).toHaveLength(1);
    expect(host.trouble["/sparkplug/plant1/edge1"]).toContain("missing");
    host.at(3_000, nbirth(5));
    expect(host.trouble["/sparkplug/plant1/edge1"]).toBeNull();
  });
});

describe("a number that is out of order", () => {
  const trouble = (host: ReturnType<typeof start>) => [
    host.trouble["/sparkplug/plant1/edge1"],
    host.trouble["/sparkplug/plant1/edge1/PRESS"],
  ];

  test("and always the same: everything is used, births are asked for once in a while, and that is seen", () => {
    const host = start();
    host.at(0, nbirth(), dbirth(1));
    for (let k = 1; k <= 5; k += 1) host.at(k, ndata(1, k));
    expect(host.good).toEqual([0, 1, 2, 3, 4, 5]);
    expect(host.rebirths).toHaveLength(1);
    expect(trouble(host)).toEqual([
      expect.stringContaining("out of order") as string,
      expect.stringContaining("out of order") as string,
    ]);
    host.at(100, nbirth(5), dbirth(1));
    expect(trouble(host)).toEqual([null, null]);
    host.at(200, ndata(1, 6));
    expect(host.rebirths).toHaveLength(1);
    expect(host.wakeAt).toBe(NOON + 30_001);
    host.time(30_001);
    expect(host.rebirths).toHaveLength(2);
    expect(host.wakeAt).toBeNull();
  });

  test("because the node began again without a birth: everything is used", () => {
    const host = start();
    host.at(0, nbirth());
    for (let k = 1; k <= 22; k += 1) host.at(k, ndata(k, k));
    for (let k = 0; k < 15; k += 1) host.at(30 + k, ndata(k, 30 + k));
    expect(host.good.slice(23)).toEqual(Array.from({ length: 15 }, (_, k) => 30 + k));
    expect(host.rebirths).toHaveLength(1);
    expect(host.trouble["/sparkplug/plant1/edge1"]).toContain("out of order");
  });

  test("because the very same message came twice: it is dropped, counted, and no trouble", () => {
    const host = start();
    host.at(0, nbirth(), ndata(1, 1), ndata(2, 2), ndata(1, 1), ndata(4, 4), ndata(4, 4), ndata(3, 3), ndata(3, 3));
    expect(host.good).toEqual([0, 1, 2, 3, 4]);
    expect(host.ignored).toBe(3);
    expect(host.rebirths).toEqual([]);
    expect(host.trouble["/sparkplug/plant1/edge1"]).toBeNull();
  });

  test("because the very birth came twice: it is dropped, unless another was asked for", () => {
    const host = start();
    host.at(0, nbirth(), dbirth(1), ndata(2, 2), nbirth(), ndata(3, 3), ddata(4, 2));
    expect(host.good).toEqual([0, 2, 3]);
    expect(host.values.at(-1)?.data.state).toBe("down");
    expect(host.ignored).toBe(1);
    expect(host.rebirths).toEqual([]);
    expect(trouble(host)).toEqual([null, null]);
    host.at(1, ndata(9, 9));
    host.time(2_001);
    expect(host.rebirths).toHaveLength(1);
    host.at(2_100, nbirth(), ndata(1, 11));
    expect(host.good.slice(-1)).toEqual([11]);
    expect(host.ignored).toBe(1);
    expect(trouble(host)[0]).toBeNull();
  });

  test("because it comes after it was given up: it is of its own time, and changes nothing that is now", () => {
    const host = start({ mappings: config.mappings?.slice(1) ?? [] });
    host.at(0, nbirth(), dbirth(1), ddata(3, 1));
    host.time(2_000);
    host.at(2_600, ddata(2, 2), ddata(4, 1));
    expect(host.values.map(({ data, time }) => `${data.state} ${time}`)).toEqual([
      "running 2026-03-02T12:00:00.000Z",
      "down 2026-03-02T12:00:00.002Z",
      "running 2026-03-02T12:00:00.003Z",
    ]);
    expect(host.rebirths).toHaveLength(1);
  });
});

describe("a death", () => {
  test("of this birth makes the node and its devices stale, until they are born again", () => {
    const host = start();
    host.at(0, nbirth(), dbirth(1));
    host.at(500, ndeath(3));
    const since = "since 2026-03-02T12:00:00.500Z";
    expect(host.trouble["/sparkplug/plant1/edge1"]).toContain(since);
    expect(host.trouble["/sparkplug/plant1/edge1/PRESS"]).toContain(since);
    host.at(600, nbirth(0, 4));
    expect(host.trouble["/sparkplug/plant1/edge1"]).toBeNull();
    expect(host.trouble["/sparkplug/plant1/edge1/PRESS"]).toContain(since);
    host.at(700, dbirth(1));
    expect(host.trouble["/sparkplug/plant1/edge1/PRESS"]).toBeNull();
  });

  test("of an earlier birth says nothing", () => {
    const host = start();
    host.at(0, nbirth(0, 4), ndeath(3), ndata(1, 1));
    expect(host.trouble["/sparkplug/plant1/edge1"]).toBeNull();
    expect(host.good).toEqual([0, 1]);
  });

  test("of a device is that of the device alone", () => {
    const host = start();
    host.at(0, nbirth(), dbirth(1), message(topic("DDEATH", "PRESS"), sparkplug({ seq: 2, metrics: [] })), ndata(3, 3));
    expect(host.trouble["/sparkplug/plant1/edge1/PRESS"]).toContain("is gone");
    expect(host.trouble["/sparkplug/plant1/edge1"]).toBeNull();
    expect(host.good).toEqual([0, 3]);
  });
});

describe("what is told late", () => {
  test("changes nothing that is now: a mapping that needs more than was told with it says nothing", () => {
    const host = start();
    host.at(0, nbirth(), ndata(1, 50), ndata(2, 20, { isHistorical: true }), ndata(3, 50));
    expect(host.good).toEqual([0, 50]);
  });

  test("is a fact of its own time", () => {
    const host = start();
    const late = { alias: 20, intValue: 2, timestamp: NOON - 60_000, isHistorical: true };
    host.at(
      0,
      nbirth(),
      dbirth(1),
      message(topic("DDATA", "PRESS"), sparkplug({ seq: 2, metrics: [late] })),
      ddata(3, 1),
    );
    expect(host.values.flatMap(({ data, time }) => (data.since === undefined ? [] : [[data.state, time]]))).toEqual([
      ["running", "2026-03-02T12:00:00.000Z"],
      ["down", "2026-03-02T11:59:00.000Z"],
    ]);
  });
});

describe("the host's own state", () => {
  test("is told with the time of the connection, and again if someone says otherwise", () => {
    const host = start();
    const online = hostState("tower", true, NOON);
    expect(host.states).toEqual([online]);
    expect(JSON.parse(String(online.payload))).toEqual({ online: true, timestamp: NOON });
    host.at(1, message("spBv1.0/STATE/tower", '{"online":false,"timestamp":1}'));
    host.at(2, message("spBv1.0/STATE/tower", '{"online":true,"timestamp":1}'));
    expect(host.states).toEqual([online, online]);
  });

  test("a lost connection makes everything stale, and when it stands again births are asked for", () => {
    const host = start();
    host.at(0, nbirth());
    host.down(10);
    expect(host.trouble["/sparkplug/plant1/edge1"]).toContain("connection to the broker is lost");
    host.up(20);
    expect(host.rebirths).toHaveLength(1);
    host.at(30, ndata(1, 1));
    expect(host.good).toEqual([0]);
    expect(host.rebirths).toHaveLength(1);
  });
});

describe("among many edge nodes", () => {
  const of = (name: string, kind: string, payload: object) =>
    message(`spBv1.0/plant1/${kind}/${name}`, sparkplug({ timestamp: NOON, ...payload }));

  // Asked again where the machine had something else to do meanwhile.
  test("a message costs no more than among few", { retry: 3 }, () => {
    const host = createSparkplugHost(config);
    const say = (one: MqttMessage) => host.handle({ kind: "message", at: NOON, message: one });
    for (let k = 0; k < 20_000; k += 1) say(of(`n${k}`, "NBIRTH", { seq: 0, metrics: [] }));
    say(nbirth());
    // Some wait for what is missing.
    for (let k = 0; k < 1_000; k += 1) say(of(`n${k}`, "NDATA", { seq: 2, metrics: [] }));
    const began = performance.now();
    for (let k = 1; k <= 1_000; k += 1) say(ndata(k % 256, k));
    expect(performance.now() - began).toBeLessThan(1_000);
    const { commands, wakeAt } = host.handle({ kind: "time", at: NOON + 2_000 });
    expect(commands).toHaveLength(1_000);
    expect(wakeAt).toBeNull();
  });

  test("only so many that were never born are known; that there are more is a finding until it is over", () => {
    const host = createSparkplugHost(config);
    const say = (at: number, one: MqttMessage) => host.handle({ kind: "message", at: NOON + at, message: one });
    say(0, nbirth());
    const answers = Array.from({ length: 3_000 }, (_, k) => say(1, of(`x${k}`, "NDATA", { seq: 1, metrics: [] })));
    expect(answers.flatMap(({ commands }) => commands)).toHaveLength(1_000);
    expect(answers.reduce((sum, { ignored }) => sum + ignored, 0)).toBe(3_000);
    const found = answers.flatMap(({ noticed = [] }) => noticed);
    expect(found).toMatchObject([{ rule: "unknown-edge-nodes", subject: "cell" }]);
    expect(found[0]?.text).toContain("more than 1000 edge nodes");
    // Who is born is heard, however many others there are.
    say(2, of("x2999", "NBIRTH", { seq: 0, metrics: [{ name: "Order", datatype: 12, stringValue: "WO-2" }] }));
    const { offered } = say(3, of("x2999", "NDATA", { seq: 1, metrics: [{ name: "Good", datatype: 7, intValue: 1 }] }));
    expect(offered).toHaveLength(1);
    expect(say(30_001, of("x2000", "NDATA", { seq: 2, metrics: [] })).commands).toHaveLength(1);
    expect(say(600_001, ndata(1, 1)).noticed).toMatchObject([{ rule: "unknown-edge-nodes", text: null }]);
    expect(say(600_002, ndata(2, 2)).noticed).toEqual([]);
  });

  test("only so many that were never born are told to be gone", () => {
    const host = createSparkplugHost(config);
    const answers = Array.from({ length: 1_200 }, (_, k) =>
      host.handle({ kind: "message", at: NOON, message: of(`x${k}`, "NDEATH", { metrics: [] }) }),
    );
    expect(answers.flatMap(({ health }) => health)).toHaveLength(1_000);
    expect(answers.reduce((sum, { ignored }) => sum + ignored, 0)).toBe(200);
  });
});

test("it subscribes to what edge nodes say, not to what they are told", () => {
  expect(sparkplugFilters({ ...config, groups: ["plant1"] })).toEqual([
    "spBv1.0/STATE/tower",
    "spBv1.0/plant1/NBIRTH/+",
    "spBv1.0/plant1/NDATA/+",
    "spBv1.0/plant1/NDEATH/+",
    "spBv1.0/plant1/DBIRTH/+/+",
    "spBv1.0/plant1/DDATA/+/+",
    "spBv1.0/plant1/DDEATH/+/+",
  ]);
});

describe("of two that are told under one time", () => {
  /** What is in force once the log has them all: of the state the present one, of the count the good pieces. */
  const inForce = (values: readonly Told[]) => {
    const ledger = createLedger();
    for (const [k, value] of values.entries()) {
      const checked = checkEvent(value, { seq: k + 1, receivedAt: NOON + 60_000, mode: "live" });
      if (checked.ok) ledger.add(checked.value);
    }
    const { resourceStates } = ledger.worldAt(NOON + 60_000, "live");
    const count = ledger.factsOf("mes.operation", "WO-1/1").at(-1)?.data as Told["data"] | undefined;
    return { state: resourceStates.get("PRESS")?.at(-1)?.data.state, good: count?.good };
  };
  const says = (seq: number, state: number, at: number) =>
    message(
      topic("DDATA", "PRESS"),
      sparkplug({ timestamp: NOON + at, seq, metrics: [{ alias: 20, intValue: state }] }),
    );

  test("the last is in force, and told a millisecond later, however often they take turns", () => {
    const host = start();
    host.at(0, nbirth(), dbirth(1), says(2, 2, 500), says(3, 1, 500), says(4, 2, 500));
    expect(inForce(host.values).state).toBe("down");
    expect(host.values.slice(-2).map(({ time }) => time)).toEqual([isoOf(NOON + 501), isoOf(NOON + 502)]);
    host.at(1, says(5, 1, 500));
    expect(inForce(host.values).state).toBe("running");
    host.at(2, says(6, 2, 501));
    expect(inForce(host.values).state).toBe("down");
  });

  test("a burst of counts ends with the last, and the next time goes after it", () => {
    const host = start();
    host.at(0, nbirth());
    for (let k = 1; k <= 50; k += 1) host.at(k, ndata(k, k, {}, NOON + 7));
    expect(inForce(host.values).good).toBe(50);
    host.at(60, ndata(51, 51, {}, NOON + 8));
    expect(inForce(host.values).good).toBe(51);
  });

  test("one that is late, of that very time, goes before", () => {
    const host = start();
    host.at(0, nbirth(), dbirth(1), says(2, 1, 500));
    const late = { alias: 20, intValue: 2, timestamp: NOON + 500, isHistorical: true };
    host.at(1, says(3, 2, 600), message(topic("DDATA", "PRESS"), sparkplug({ seq: 4, metrics: [late] })));
    expect(inForce(host.values).state).toBe("down");
  });

  test("after a restart the next goes on behind what is in the log, and a birth that says the same is no new fact", () => {
    const before = start();
    before.at(0, nbirth(), dbirth(1), says(2, 2, 500), says(3, 1, 500));
    const offered = before.values.map((value) => ({ value }));
    const after = start({}, { told: toldBy(offered) });
    const born = (state: number) =>
      message(
        topic("DBIRTH", "PRESS"),
        sparkplug({
          timestamp: NOON + 500,
          seq: 1,
          metrics: [{ name: "State", alias: 20, datatype: 5, intValue: state }],
        }),
      );
    after.at(0, nbirth(), born(1));
    expect(offered.map(({ value }) => value)).toEqual(expect.arrayContaining(after.values.slice(-1)));
    after.at(1, says(2, 2, 500));
    expect(inForce([...before.values, ...after.values]).state).toBe("down");
  });
});

test("a reading of an earlier time than the last moves no counter: 90, 4, then 95 of before, then 10 is 110", () => {
  const host = start();
  host.at(0, nbirth(90));
  host.at(1, ndata(1, 4, {}, NOON + 20), ndata(2, 95, {}, NOON + 10), ndata(3, 10, {}, NOON + 30));
  expect(host.good).toEqual([90, 104, 95, 110]);
  // Nobody knows what the total was before all that is known.
  host.at(2, ndata(4, 50, {}, NOON - 5), ndata(5, 98, {}, NOON - 10));
  expect(host.good).toEqual([90, 104, 95, 110, 50]);
  expect(host.ignored).toBe(1);
});

test("a counter that has rolled over goes on from its last fact after a restart: 90, 4 is 104, and then 10 is 110", () => {
  const offered = (host: ReturnType<typeof createSparkplugHost>, ...messages: readonly MqttMessage[]) =>
    messages.flatMap((one) => host.handle({ kind: "message", at: NOON, message: one }).offered);
  const goodOf = (one: Offered | undefined) => (one as { value: { data: { good: number } } }).value.data.good;
  const before = offered(createSparkplugHost(config), nbirth(90), ndata(1, 4));
  expect(before.map(goodOf)).toEqual([90, 104]);
  const after = createSparkplugHost(config, undefined, () => ({ ...NO_CONTEXT, told: toldBy(before) }));
  expect(offered(after, nbirth(10, 3, NOON + 5)).map(goodOf)).toEqual([110]);
});
