import type { ConnectorConfig } from "@lockstep/connectors/configuration";
import { expect, test } from "vitest";
import { FACTS } from "./connectors-file.ts";
import { declaredOf, ownOf, rowOfCommands } from "./declared-of.ts";

const TRYTON = {
  ...{ id: "erp", kind: "tryton", url: "http://erp:8000", database: "erp", user: "reader", password: "x" },
  timeZone: "UTC",
} as const satisfies ConnectorConfig;
const BOOKS = { id: "books", kind: "http-out", url: "http://books", back: { version: 1 } } as ConnectorConfig;
const TABLES = { id: "orders", kind: "csv-folder", folder: "/x" } as const satisfies ConnectorConfig;

test("commands stand on the row of the ERP that is read, or of the target that is told, and on no other", () => {
  expect(rowOfCommands(TRYTON)).toBe("/tryton/erp/erp");
  expect(rowOfCommands({ ...TRYTON, source: "/erp/main" })).toBe("/erp/main/erp");
  expect(rowOfCommands(BOOKS)).toBe("/http-out/books");
  expect(rowOfCommands(TABLES)).toBeNull();
});

test("a row has the system that it is of: what is only told is none that tells", () => {
  const systems = (config: ConnectorConfig) => declaredOf(config, "/b2mml").sources.map(({ system }) => system);
  expect(systems(TRYTON)).toEqual(["MASTER", "ERP", "WMS"]);
  expect(systems(BOOKS)).toEqual(["TARGET"]);
  expect(systems(TABLES)).toEqual(["MIXED"]);
  const fields = { id: { column: "A" }, name: { column: "B" } };
  const mapping = { type: "master.customer", fields, decimal: ".", dates: "ymd", zone: "UTC" };
  expect(systems({ ...TABLES, mapping })).toEqual(["MASTER"]);
});

test("what a connector cannot read is its source's, or its own where sources name themselves", () => {
  const state = { name: "state", topic: "a/+line", type: "mes.resource-state", data: {} };
  const own = (config: ConnectorConfig) => ownOf(config, "/b2mml/plant-a");
  expect(own({ id: "line", kind: "mqtt-json", source: "/mes", mappings: [state] })).toEqual({
    source: "/mes",
    type: "mes.resource-state",
  });
  expect(own({ id: "cell", kind: "sparkplug-b", hostId: "tower" })).toEqual({
    source: "/mqtt/cell",
    type: "mes.operation",
  });
  expect(own({ id: "files", kind: "b2mml-folder", folder: "/x" })?.source).toBe("/b2mml/plant-a");
  expect(own(FACTS)).toEqual({ source: "/mqtt/facts" });
  expect([own(TRYTON), own(BOOKS), own(TABLES)]).toEqual([undefined, undefined, undefined]);
});
