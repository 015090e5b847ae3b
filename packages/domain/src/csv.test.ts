import { expect, test } from "vitest";
import { csvOf } from "./csv.ts";

test("fields are quoted where they must be, and nothing is 0 that is not known", () => {
  const rows = [
    ['say "x"', null],
    ["one, two; three", 0],
    ["line\nbreak", Number.POSITIVE_INFINITY],
  ];
  expect(csvOf(["a", "b"], rows)).toBe('a,b\r\n"say ""x""",\r\n"one, two; three",0\r\n"line\nbreak",\r\n');
});

test.each([
  ...[
    "=1+1",
    "+1",
    "-cmd",
    "@SUM(A1)",
    "\tx",
    '=HYPERLINK("x")',
    "\n=1+1",
    "\r\n=1+1",
    "  =1+1",
    "\u00a0@x",
    "\ufeff=1",
  ],
  ...["\u200b=1+1", "\u0001=1", "\u3000+x", "＝1+1", "＋cmd", "－cmd", "＠SUM(A1)", " ＝1"],
])("%j, which a spreadsheet would carry out, stays a text, in the head as well", (text) => {
  expect(csvOf([text], [[text]])).toMatch(/^"?'.*\r\n"?'/s);
});

test("a number may be negative, also where it came as text", () => {
  expect(csvOf(["a"], [[-5], ["-12,5"], [" -3"]])).toBe('a\r\n-5\r\n"-12,5"\r\n -3\r\n');
});
