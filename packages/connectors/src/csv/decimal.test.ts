import { expect, test } from "vitest";
import { guessMark, readDecimal } from "./decimal.ts";

const value = (text: string, mark: "." | ","): string | null => {
  const read = readDecimal(text, mark);
  return read.ok ? read.value : null;
};

test.each([
  ["1.234,5", ",", "1234.5"],
  ["1234,50", ",", "1234.5"],
  ["1,234.5", ".", "1234.5"],
  ["1'234.5", ".", "1234.5"],
  ["1 234 567", ",", "1234567"],
  ["1\u00a0234,5", ",", "1234.5"],
  ["-0,025", ",", "-0.025"],
  ["12,50-", ",", "-12.5"],
  ["+7", ".", "7"],
  [",5", ",", "0.5"],
  ["007", ".", "7"],
  ["1,5 %", ",", "0.015"],
  ["100%", ".", "1"],
  ["-0", ".", "0"],
] as const)("%s with the mark %s is %s", (text, mark, expected) => {
  expect(value(text, mark)).toBe(expected);
});

test.each([
  ["1.5", ","],
  ["1,5", "."],
  ["1.23.456", ","],
  ["12.34,5", ","],
  ["7x", "."],
  ["", "."],
  ["-", "."],
  ["1,2,3", ","],
  ["1e5", "."],
] as const)("%s with the mark %s is no number: nothing is guessed", (text, mark) => {
  expect(value(text, mark)).toBeNull();
});

test("what would be a number with the other mark is told so", () => {
  const read = readDecimal("1.5", ",");
  expect(read).toMatchObject({ ok: false, error: expect.stringContaining("choose the other decimal mark") });
  expect(readDecimal("7x", ",")).toMatchObject({ ok: false, error: "is no number: correct it in the file" });
});

test.each([
  [["1,5", "20"], ","],
  [["1.5", "2,000"], "."],
  [["1.200,000"], ","],
  [["1.234.567"], ","],
  [["1,234", "5"], null],
  [["0.125", "5"], "."],
  [["1234,567"], ","],
  [["12", "13"], null],
  [["A,5"], null],
] as const)("the mark of %j is %j", (texts, expected) => {
  expect(guessMark(texts)).toBe(expected);
});
