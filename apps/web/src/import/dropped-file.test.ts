import type { Mapping, Overview, Upload } from "@lockstep/protocol/imports";
import { expect, test } from "vitest";
import { inBestOrder, newFile, sheetKeptFor, sourceOf, stateOf, withUpload } from "./dropped-file.ts";

test.each([
  ["orders-2026-03-02.csv", "orders"],
  ["orders_20260302_0610.CSV", "orders"],
  ["Kundenaufträge (1).csv", "kundenaufträge"],
  ["stock 2026.03.02.txt", "stock"],
  ["ZSD_45#open.csv", "zsd_45-open"],
  ["2026-03-02.csv", "table"],
  ["parts.v2.csv", "parts.v2"],
])("%s is of the source %s", (name, source) => {
  expect(sourceOf(name)).toBe(source);
});

const mapping = (type: string, column = "A"): Mapping => ({
  type,
  fields: { id: { column } },
  decimal: ".",
  dates: "ymd",
  zone: "UTC",
});

const upload = (guessed: Mapping): Upload => ({
  id: "1",
  name: "x",
  rowCount: 1,
  columns: [{ name: "A", values: [], hasMore: false }],
  preview: [],
  types: [guessed.type],
  sheets: guessed.sheet === undefined ? [] : ["Items", "Plants"],
  sheet: guessed.sheet ?? null,
  mapping: guessed,
  isDateOrderAmbiguous: true,
  isDecimalMarkAmbiguous: true,
});

const overview = (kept: Mapping, source = "x"): Overview => ({
  types: [],
  ready: [],
  missing: [],
  seq: 0,
  mappings: [{ source, mapping: kept, changedAt: "2026-03-02T08:00:00Z", changedBy: "ina" }],
});

test("what is known of a source is used, if the file has the columns for it", () => {
  const file = newFile("x.csv", null);
  const known = withUpload(file, upload(mapping("master.item")), overview(mapping("master.site")));
  expect([known.mapping?.type, known.kept?.changedBy]).toEqual(["master.site", "ina"]);
  expect([known.isDateOrderOpen, known.isDecimalMarkOpen]).toEqual([false, false]);
  const other = withUpload(file, upload(mapping("master.item")), overview(mapping("master.site", "B")));
  expect([other.mapping?.type, other.kept]).toEqual(["master.item", null]);
  expect([other.isDateOrderOpen, other.isDecimalMarkOpen]).toEqual([true, true]);
});

test("a number that is made of several columns needs all of them", () => {
  const receipts = (andColumns: readonly string[]): Mapping => ({
    ...mapping("wms.receipt"),
    fields: { "@id": { column: "A", andColumns } },
  });
  const known = (andColumns: readonly string[]) =>
    withUpload(newFile("x.csv", null), upload(mapping("wms.receipt")), overview(receipts(andColumns))).kept?.mapping;
  expect([known(["A"]), known(["B"])]).toEqual([receipts(["A"]), undefined]);
});

test("of a workbook with several sheets each is a source, and the one that was chosen before is chosen again", () => {
  const file = newFile("Plant 2026-03-02.xlsx", null);
  const [items, plants] = [
    upload({ ...mapping("master.item"), sheet: "Items" }),
    upload({ ...mapping("master.site"), sheet: "Plants" }),
  ];
  const known = overview({ ...mapping("master.customer"), sheet: "Plants" }, "plant-plants");
  expect([
    sheetKeptFor(file, items, known),
    sheetKeptFor(file, plants, known),
    sheetKeptFor(file, items, null),
  ]).toEqual([...["Plants", null, null]]);
  expect(withUpload(file, plants, known)).toMatchObject({
    ...{ source: "plant-plants", mapping: { type: "master.customer", sheet: "Plants" }, kept: { changedBy: "ina" } },
  });
  expect(withUpload(file, items, known)).toMatchObject({
    source: "plant-items",
    mapping: { sheet: "Items" },
    kept: null,
  });
  expect(sheetKeptFor(file, upload(mapping("master.item")), known)).toBeNull();
});

test("files are worked on in the order in which nothing is missing that only was not in yet", () => {
  const types = ["erp.sales-order-line", "wms.shipment", "master.item", "master.site"];
  const files = types.map((type) => withUpload(newFile("x", null), upload(mapping(type)), null));
  const ready = ["master.site", "master.item", "erp.sales-order-line"].map(
    (type) => ({ type, need: "must", known: 0 }) as const,
  );
  expect(inBestOrder(files, ready).map((file) => file.mapping?.type)).toEqual([
    "master.site",
    "master.item",
    "erp.sales-order-line",
    "wms.shipment",
  ]);
});

test("a file that cannot be read stays so", () => {
  expect(stateOf({ ...newFile("x", null), problem: "no text" })).toBe("failed");
  expect(stateOf(newFile("x", null))).toBe("map");
});
