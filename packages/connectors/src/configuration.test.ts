import { describe, expect, test } from "vitest";
import { readConfiguration } from "./configuration.ts";

const mapping = {
  name: "state",
  topic: "plant/+site/line/+line/state",
  type: "mes.resource-state",
  time: { pointer: "/ts", unit: "ms" },
  data: { resource: { level: "line" }, since: { time: true }, state: { pointer: "/state" } },
};
const json = { id: "line", kind: "mqtt-json", mappings: [mapping] };
const sparkplug = {
  id: "cell",
  kind: "sparkplug-b",
  hostId: "lockstep",
  mappings: [
    {
      name: "m",
      from: "plant1/+node",
      type: "mes.resource-state",
      data: { resource: { level: "node" }, since: { time: true }, state: { metric: "S" } },
    },
  ],
};

test("what is right is taken as it is", () => {
  const connectors = [json, sparkplug, { id: "facts", kind: "mqtt-json", facts: "lockstep/facts/#" }];
  expect(readConfiguration({ connectors })).toEqual({ ok: true, value: connectors });
});

const withMapping = (change: object) => ({ connectors: [{ ...json, mappings: [{ ...mapping, ...change }] }] });

const withData = (change: object) => withMapping({ data: { ...mapping.data, ...change } });

test.each<[string, unknown, string]>([
  ["no list", {}, "the file must have required property 'connectors'"],
  [
    "an unknown kind",
    { connectors: [{ ...json, kind: "mqtt" }] },
    "connectors[0].kind must be one of mqtt-json, sparkplug-b",
  ],
  ["an unknown setting", { connectors: [{ ...json, topic: "a" }] }, "connectors[0] has no setting topic"],
  ["an id that is no name", { connectors: [{ ...json, id: "a b" }] }, "connectors[0].id must be a plain name"],
  ["an id twice", { connectors: [json, json] }, "two connectors have the id line"],
  [
    "a password in an address",
    { connectors: [{ ...json, broker: { url: "mqtt://ann:secret@b" } }] },
    "hold no user or password",
  ],
  [
    "a password itself",
    { connectors: [{ ...json, broker: { url: "mqtt://b", passwordFrom: "secret" } }] },
    "must name an environment variable",
  ],
  ["nothing to listen to", { connectors: [{ id: "a", kind: "mqtt-json" }] }, "mappings or facts must say"],
  ["a type that there is not", withMapping({ type: "mes.state" }), "mappings, state: type must be one of"],
  ["a field that there is not", withMapping({ data: { line: { level: "line" } } }), "has no field line, but resource"],
  [
    "a level that there is not",
    withMapping({ data: { resource: { level: "cell" } } }),
    "no level of the topic is called +cell",
  ],
  [
    "two origins",
    withMapping({ data: { resource: { level: "line", constant: "L" } } }),
    "exactly one of pointer, level",
  ],
  ["a metric in JSON", withMapping({ data: { resource: { metric: "m" } } }), "cannot come from a metric"],
  ["a pointer that is none", withMapping({ data: { state: { pointer: "state" } } }), "state is no JSON pointer"],
  ["a field of the prototype", withMapping({ data: { "__proto__/x": { level: "line" } } }), "has no field __proto__"],
  ["movements without a time", withMapping({ type: "wms.receipt", time: undefined }), "time is missing"],
  [
    "an origin that is no node",
    { connectors: [{ ...sparkplug, mappings: [{ ...sparkplug.mappings[0], from: "a" }] }] },
    "from must be group/node",
  ],
  [
    "a code that means no such state",
    withData({ state: { pointer: "/s", codes: { RUN: "running", STOP: "dawn" } } }),
    'connectors[0].mappings, state: data.state: "dawn" is none of running, idle, setup, down, off',
  ],
  ["a constant that is no such state", withData({ state: { constant: "bogus" } }), '"bogus" is none of running'],
  ["a constant that is no time", withData({ since: { constant: "noon" } }), '"noon" is no instant with an offset'],
  ["a constant that is no text", withData({ reason: { constant: 7 } }), "data.reason: 7 is no text"],
  [
    "a field that must be there and is not",
    withMapping({ data: { resource: { level: "line" }, state: { pointer: "/s" } } }),
    "connectors[0].mappings, state: data.since is missing: a mes.resource-state must have it",
  ],
  [
    "a place without its location",
    withMapping({
      type: "wms.stock-move",
      data: {
        ...{ item: { pointer: "/i" }, quantity: { pointer: "/q" }, reason: { constant: "pick" } },
        "from/site": { constant: "S" },
      },
    }),
    "data.from.location is missing",
  ],
  [
    "a group that is not listened to",
    { connectors: [{ ...sparkplug, groups: ["plant2", "plant3"] }] },
    "mappings, m: from: the group plant1 is none of groups, plant2, plant3: add it there",
  ],
  [
    "two hosts of one name on one broker",
    { connectors: [sparkplug, { ...sparkplug, id: "other" }] },
    "two connectors are the Sparkplug host lockstep on one broker: give each a hostId of its own",
  ],
])("%s is refused in one line that says where", (_, value, reason) => {
  const read = readConfiguration(JSON.parse(JSON.stringify(value)));
  expect(read).toMatchObject({ ok: false, error: expect.stringContaining(reason) as string });
  expect(JSON.stringify(read)).not.toContain("secret");
});

describe("the section edge", () => {
  const state = { name: "state", is: "state", value: { pointer: "/state" }, states: { "1": { state: "running" } } };
  const good = { name: "good", is: "good", value: { pointer: "/good" }, mostPerHour: 100 };
  const machine = { name: "line", topic: "plant/+line", resource: { level: "line" }, signals: [state, good] };
  const withMachine = (change: object) => ({
    connectors: [{ id: "lines", kind: "mqtt-json", edge: { machines: [{ ...machine, ...change }] } }],
  });
  const withSignal = (change: object) => withMachine({ signals: [{ ...state, ...change }] });

  test("is taken as it is", () => {
    expect(readConfiguration(withMachine({}))).toEqual({ ok: true, value: withMachine({}).connectors });
  });

  test.each<[string, unknown, string]>([
    ["a role that there is not", withSignal({ is: "counter" }), "machines[0].signals[0].is"],
    ["an unknown setting", withSignal({ debounce: 3 }), "machines[0].signals[0] has no setting debounce"],
    [
      "a state that there is not",
      withSignal({ states: { "1": { state: "stopped" } } }),
      "state must be one of running, idle, setup, down, off",
    ],
    [
      "two counters of good",
      withMachine({ signals: [good, { ...good, name: "more" }] }),
      "good and more are both good",
    ],
    ["a name twice", withMachine({ signals: [good, { ...state, name: "good" }] }), "two signals have the name good"],
    ["no topic", withMachine({ topic: undefined }), "edge, line: topic is missing: say where state is published"],
    [
      "a resource from nowhere",
      withMachine({ resource: { level: "cell" } }),
      "resource: no level of the topic is called",
    ],
    ["a metric in JSON", withSignal({ value: { metric: "State" } }), "state: value cannot come from a metric"],
    ["a state without meanings", withSignal({ states: undefined }), "state: a state has either states or bands"],
    [
      "a counter without its rate",
      withMachine({ signals: [{ ...good, mostPerHour: undefined }] }),
      "mostPerHour is missing",
    ],
    ["a state that waits", withSignal({ minimumIntervalSeconds: 60 }), "use debounceSeconds"],
    ["a deadband of a code", withSignal({ deadband: 1 }), "only numbers have a deadband"],
    [
      "a deadband that is none",
      withSignal({ deadband: "two" }),
      'signals[0].deadband must be an amount, or a share such as "2 %"',
    ],
    [
      "Sparkplug with a topic",
      { connectors: [{ id: "c", kind: "sparkplug-b", hostId: "t", edge: { machines: [machine] } }] },
      "topic is plain JSON's",
    ],
    [
      "a machine that is to be heard of more often than it is said to be there",
      { connectors: [{ ...withMachine({}).connectors[0], expectEverySeconds: 5 }] },
      "expectEverySeconds must be 20 or more with an edge",
    ],
    ["Sparkplug without anything", { connectors: [{ id: "c", kind: "sparkplug-b", hostId: "t" }] }, "or edge"],
  ])("with %s is refused in one line that says where", (_, value, reason) => {
    expect(readConfiguration(JSON.parse(JSON.stringify(value)))).toMatchObject({
      ok: false,
      error: expect.stringContaining(reason) as string,
    });
  });
});

describe("what goes back", () => {
  const back = { version: 1, confirm: { when: "done" }, rules: [{ rule: "components-short" }] };
  const out = { id: "books", kind: "http-out", url: "https://books", writeBack: true, back };
  const erp = {
    ...{ id: "erp", kind: "tryton", url: "https://erp", database: "db", user: "u", timeZone: "UTC", writeBack: true },
    ...{ password: `\${env:ERP}`, locations: { HOLD: "blocked" }, back: { ...back, holds: { to: "HOLD" } } },
  };

  test("is taken where it is declared", () => {
    expect(readConfiguration({ connectors: [out, erp] })).toMatchObject({ ok: true });
  });

  test.each<[string, object, string]>([
    ["writing that is not allowed", { ...erp, writeBack: false }, "writeBack must be true"],
    ["a hold that holds nothing", { ...erp, locations: {} }, "HOLD, whose stock is available"],
    [
      "parts, which Tryton cannot book",
      { ...erp, back: { ...back, confirm: { when: "progress", every: 5 } } },
      "must be done",
    ],
    ["progress without steps", { ...out, back: { ...back, confirm: { when: "progress" } } }, "back.confirm.every"],
    ["no version", { ...out, back: { rules: [] } }, "version"],
    [
      "a time that is none",
      { ...out, back: { ...back, confirm: { when: "done", since: "monday" } } },
      "back.confirm.since",
    ],
    [
      "a limit that is missing",
      { ...out, back: { ...back, rules: [{ rule: "approval", ask: "over" }] } },
      "needs a quantity",
    ],
    ["a password in the file", { ...out, password: "secret" }, "must refer to a secret"],
  ])("is refused with what to do: %s", (_, connector, why) => {
    const read = readConfiguration({ connectors: [connector] });
    expect(read).toMatchObject({ ok: false, error: expect.stringContaining(why) as string });
  });
});
