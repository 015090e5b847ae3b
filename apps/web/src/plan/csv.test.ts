import { expect, test } from "vitest";
import { csvOf } from "./csv.ts";

test("fields are quoted where they must be, and nothing is 0 that is not known", () => {
  expect(
    csvOf(
      ["a", "b"],
      [
        ['say "x"', null],
        ["one, two", 0],
        ["line\nbreak", Number.POSITIVE_INFINITY],
      ],
    ),
  ).toBe('a,b\r\n"say ""x""",\r\n"one, two",0\r\n"line\nbreak",\r\n');
});

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\tx"])(
  "what a spreadsheet would take for a formula stays a text: %j",
  (text) => {
    expect(csvOf(["a"], [[text]])).toContain(`'${text}`);
  },
);

test("a number may be negative", () => {
  expect(csvOf(["a"], [[-5]])).toBe("a\r\n-5\r\n");
});
