import { expect, test } from "vitest";
import { readConfiguration } from "./configuration.ts";
import type { Offered } from "./contract.ts";
import { handedOver } from "./kept-messages.ts";

const offered: readonly Offered[] = [
  { value: { id: "a" }, from: { place: "topic", text: "{}" } },
  { value: { id: "b" } },
  { text: "{", refused: { rule: "not-json", reason: "It is no JSON." } },
];

test("what facts were made of is handed over unless a connector keeps no messages; what is refused stays whole", () => {
  expect(handedOver({}, offered)).toEqual(offered);
  expect(handedOver({ keepMessages: true }, offered)).toEqual(offered);
  expect(handedOver({ keepMessages: false }, offered)).toEqual([
    { value: { id: "a" } },
    { value: { id: "b" } },
    { text: "{", refused: { rule: "not-json", reason: "It is no JSON." } },
  ]);
});

const data = { resource: { level: "n" }, since: { time: true }, state: { metric: "S" } };

test.each([
  { id: "a", kind: "mqtt-json", facts: "facts" },
  {
    ...{ id: "a", kind: "sparkplug-b", hostId: "h" },
    mappings: [{ name: "m", from: "p/+n", type: "mes.resource-state", data }],
  },
  { id: "a", kind: "b2mml-folder", folder: "/drop" },
  { id: "a", kind: "tryton", url: "http://t", database: "d", user: "u", password: `\${env:P}`, timeZone: "UTC" },
])("it is said connector by connector: $kind", (connector) => {
  const read = readConfiguration({ connectors: [{ ...connector, keepMessages: false }] });
  expect(read).toMatchObject({ ok: true, value: [{ keepMessages: false }] });
  expect(readConfiguration({ connectors: [{ ...connector, keepMessages: "no" }] })).toEqual({
    ok: false,
    error: expect.stringContaining("connectors[0].keepMessages must be boolean") as string,
  });
});
