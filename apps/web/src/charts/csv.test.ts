import { expect, test } from "vitest";
import { csvOf } from "./csv.ts";

test("a table becomes lines of a file, with what needs quotes in quotes", () => {
  const table = {
    columns: ["Week", "Share"],
    rows: [
      ["2026-W10", 92.4],
      ['a "b", c', null],
    ] as const,
  };
  expect(csvOf(table)).toBe('Week,Share\r\n2026-W10,92.4\r\n"a ""b"", c",');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx", '=HYPERLINK("x")'])(
  "%j is no formula any more; a number stays one",
  (text) => {
    expect(csvOf({ columns: [text], rows: [[-1]] })).toMatch(/^"?'/);
    expect(csvOf({ columns: ["n"], rows: [[-1]] })).toBe("n\r\n-1");
  },
);
