import { expect, test } from "vitest";
import { isMissing, messageLines } from "./message-lines.ts";

const message = { id: "1", data: { uom: 7, rows: [{ a: 1 }, {}], none: [] } };
const marked = (field: string | null) =>
  messageLines(JSON.stringify(message), field).flatMap(({ text, isWrong }) => (isWrong ? [text.trim()] : []));

test("a message is written as JSON is, line by line", () => {
  const text = messageLines(JSON.stringify(message), null).map((line) => line.text);
  expect(JSON.parse(text.join("\n"))).toEqual(message);
  expect(text[0]).toBe("{");
  expect(text[3]).toBe('    "uom": 7,');
});

test("what is wrong is marked; where it is missing, what it should be in", () => {
  expect(marked(null)).toEqual([]);
  expect(marked("/data/uom")).toEqual(['"uom": 7,']);
  expect(marked("/data/rows/1")).toEqual(["{}"]);
  expect(marked("/data/rows/0/b")).toEqual(["{"]);
  expect(marked("/data/name")).toEqual(['"data": {']);
  expect(marked("/other/way")).toEqual(["{"]);
  expect(isMissing(JSON.stringify(message), "/data/name")).toBe(true);
  expect(isMissing(JSON.stringify(message), "/data/uom")).toBe(false);
});

test("what is no JSON stands as it came", () => {
  expect(messageLines("{ no\nJSON", "/data")).toEqual([
    { text: "{ no", isWrong: false },
    { text: "JSON", isWrong: false },
  ]);
  expect(isMissing("{", "/data")).toBe(false);
});
