import { expect, test } from "vitest";
import { guessDelimiter, tableOf } from "./table.ts";

test.each([
  ["a,b,c\n1,2,3\n", ","],
  ["a;b;c\n1,5;2,5;3,5\n", ";"],
  ["a\tb\tc\n1,5\t2;5\t3\n", "\t"],
  ['name;note\n"x";"a, b, c, d"\n"y";"e, f, g, h"\n', ";"],
  ["a|b\n1|2\n", "|"],
  ["one\n2\n", ","],
] as const)("%j is parted by %j", (text, delimiter) => {
  expect(guessDelimiter(text)).toBe(delimiter);
});

test("titles above the head are passed over, and rows have the numbers that a spreadsheet shows", () => {
  const { columns, rows } = tableOf([
    ["Open orders", "", ""],
    [""],
    ["Order", "Item", "Qty"],
    ["1", "A", "2"],
    ["", ""],
    ["2", "B", ""],
  ]);
  expect(columns).toEqual(["Order", "Item", "Qty"]);
  expect(rows.map(({ number, cells }) => [number, cells[0]])).toEqual([
    [4, "1"],
    [6, "2"],
  ]);
});

test("columns that are called the same are told apart, and one without a name has its place", () => {
  expect(tableOf([["Date", "Date", " ", "Date (2)", "Date"], ["1"]]).columns).toEqual([
    "Date",
    "Date (2)",
    "Column 3",
    "Date (2) (2)",
    "Date (3)",
  ]);
});
