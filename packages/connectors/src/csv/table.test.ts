import { expect, test } from "vitest";
import { guessDelimiter, tableOf } from "./table.ts";

test.each([
  ["a,b,c\n1,2,3\n", ","],
  ["a;b;c\n1,5;2,5;3,5\n", ";"],
  ["a\tb\tc\n1,5\t2;5\t3\n", "\t"],
  ['name;note\n"x";"a, b, c, d"\n"y";"e, f, g, h"\n', ";"],
  ["a|b\n1|2\n", "|"],
  ["one\n2\n", ","],
  ["Bericht, vom 4.3., Werk 1\nWerk;Artikel;Menge\nK;A;1,5\nK;B;2,5;\nK;C;3,5\n", ";"],
  ["Menge, alle;Foo;Bar\n1,5;A;B\n2,5;A;B;\n3,5;A;B\n", ";"],
] as const)("%j is parted by %j", (text, delimiter) => {
  expect(guessDelimiter(text)).toBe(delimiter);
});

test("what a mapping's columns stand under parts them", () => {
  const text = 'Note\n"x; y",Foo  A;Bar;,\n1,5;2;\n1,5;2;\n';
  expect(guessDelimiter(text)).toBe(";");
  expect(guessDelimiter(text, ["x; y", "Foo A;Bar;"])).toBe(",");
  expect(guessDelimiter(text, ["x; y", "Baz"])).toBe(";");
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

const headOf = (...lines: readonly string[]): readonly string[] =>
  tableOf(lines.map((line) => line.split(";"))).columns;

test("a title in cells of its own is none, where the names of columns stand below it", () => {
  const head = "Werk;Lagerplatz;Artikel;Bestand;ME;Status";
  const row = "KS1;A-01;PU-100;12;ST;frei";
  expect(headOf("Werk:;KS1;Datum:;04.03.2026", "", head, row)).toEqual(head.split(";"));
  expect(headOf("Werk;Datum", head, row)).toEqual(head.split(";"));
  // One row with stray separators makes no head of it either.
  expect(headOf("Item;Qty;Note", "A;1;a;b;c;d;e;f", "B;2;")).toEqual(["Item", "Qty", "Note"]);
});

test("where no name is known, the head is the first row that is half as wide as the widest", () => {
  expect(headOf("Foo", "Foo;Bar;Baz;Qux", "1;2;3;4")).toEqual(["Foo", "Bar", "Baz", "Qux"]);
});

test("lines of dashes part nothing", () => {
  const rule = "-".repeat(40);
  const { columns, rows } = tableOf([
    [rule],
    ["", "Material", "Werk", ""],
    ["", "-----", "---+---", ""],
    ["", "A-1", "-", ""],
    ["", "A-2", "KS1", ""],
    [rule],
  ]);
  expect(columns).toEqual(["Column 1", "Material", "Werk", "Column 4"]);
  expect(rows.map(({ number, cells }) => [number, cells[1]])).toEqual([
    [4, "A-1"],
    [5, "A-2"],
  ]);
});

test("a text that is written as a formula is that text", () => {
  const { columns, rows } = tableOf([
    ['="Item"', "Qty"],
    ['="0815"', '="a ""b"""'],
    ["=1+1", '="x"&"y"'],
  ]);
  expect(columns).toEqual(["Item", "Qty"]);
  expect(rows.map(({ cells }) => cells)).toEqual([
    ["0815", 'a "b"'],
    ["=1+1", '="x"&"y"'],
  ]);
});

test("columns that are called the same are told apart, and one without a name has its place", () => {
  const { columns, alike } = tableOf([["Date", "Date", " ", "Date (2)", "Date", ""], ["1"]]);
  expect(columns).toEqual(["Date", "Date (2)", "Column 3", "Date (2) (2)", "Date (3)", "Column 6"]);
  expect(alike).toEqual(["Date"]);
});
