import { zoneOf } from "@lockstep/domain/zone";
import { type MadeCell, workbookOf } from "@lockstep/testkit/workbook";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { guessMapping } from "../csv/guess.ts";
import type { CsvMapping } from "../csv/mapping.ts";
import { type Known, readTable } from "../csv/read-table.ts";
import { tableOfRows } from "../csv/table.ts";
import { readWorkbook } from "./read-workbook.ts";

const limits = { rows: 100, columns: 50, characters: 100_000 };
const read = (bytes: Uint8Array, sheet: string | null = null) => readWorkbook(bytes, { sheet, limits });

function rowsOf(bytes: Uint8Array, sheet: string | null = null) {
  const book = read(bytes, sheet);
  if (!book.ok) throw new Error(book.error);
  return book.value.rows;
}

/** What stands in A2, below a head. */
const shown = (cell: MadeCell, options = {}): string | undefined =>
  rowsOf(workbookOf({ S: [["Head"], [cell, "x"]] }, options))[1]?.cells[0];

describe("a cell is what a person sees in it, exactly", () => {
  test.each<[string, MadeCell, string]>([
    ["a whole number of an id column", 4711, "4711"],
    ["one that was written with a point", { v: "4711.0" }, "4711"],
    ["a large one without an exponent", { v: "1E+05" }, "100000"],
    ["a larger one", { v: "1.2E22" }, "12000000000000000000000"],
    ["a small one", { v: "1.5000000000000001E-7" }, "0.00000015"],
    ["a fraction without its binary dust", { v: "0.30000000000000004" }, "0.3"],
    ["all digits, though fewer are shown", { v: "12.345", form: "0" }, "12.345"],
    ["more digits than a spreadsheet counts with", { v: "340123450000000018" }, "340123450000000018"],
    ["a percentage as its share", { v: "7.0000000000000007E-2", form: "0%" }, "0.07"],
    ["a negative number", { v: "-12.50" }, "-12.5"],
    ["zeros in front of a text", "000815", "000815"],
    ["zeros in front that only the form has", { v: 815, form: "000000" }, "000815"],
    ["a boolean", true, "TRUE"],
    ["one that is false", false, "FALSE"],
    ["a formula by its stored number", { f: "A1*2", v: 84 }, "84"],
    ["a formula by its stored text", { f: '"a"&"b"', t: "str", v: "ab" }, "ab"],
    ["a formula that nobody has calculated", { f: "A1*2" }, "#UNCALCULATED"],
    ["an error", { t: "e", v: "#N/A" }, "#N/A"],
    ["a date of ISO 8601", { t: "d", v: "2026-03-05T14:30:00" }, "2026-03-05T14:30:00"],
    ["a letter that XML has not", "a_x000D_b", "a\rb"],
    ["signs of XML", 'a & b < "c"', 'a & b < "c"'],
  ])("%s", (_, cell, text) => {
    expect(shown(cell)).toBe(text);
  });

  test.each<[string, number, string | number, string]>([
    ["a day", 46_086, "dd.mm.yyyy", "2026-03-05"],
    ["a day of the built-in form", 46_086, 14, "2026-03-05"],
    ["a day with its time", 46_086.604166666664, "dd.mm.yyyy hh:mm", "2026-03-05 14:30"],
    [
      "the same with seconds and a locale",
      46_086.60420138889,
      "[$-407]d. mmm yy h:mm:ss AM/PM;@",
      "2026-03-05 14:30:03",
    ],
    ["a day whose time is not shown", 46_086.6, "yyyy-mm-dd", "2026-03-05"],
    ["midnight", 46_086, 22, "2026-03-05"],
    ["a time of day", 0.5833333333333334, "hh:mm", "14:00"],
    ["a duration of more than a day", 1.25, "[h]:mm", "30:00"],
    ["a month", 46_082, "mmm", "2026-03-01"],
    ["a day before the one that never was", 59, 14, "1900-02-28"],
    ["the day that never was", 60, 14, "1900-02-29"],
    ["the day after it", 61, 14, "1900-03-01"],
    ["no day at all", 0, 14, "0"],
    ["a number with a word", 12.5, '0.0" days"', "12.5"],
    ["a number in red, of thousands", 12.5, "[Red]#,##0.00;-#,##0.00", "12.5"],
    ["a number as it comes", 12.5, "General", "12.5"],
    ["the same of a German writer", 12.5, "Standard", "12.5"],
  ])("%s", (_, v, form, text) => {
    expect(shown({ v, form })).toBe(text);
  });

  test("days of a workbook that counts from 1904", () => {
    expect(shown({ v: 44_624.5, form: 22 }, { is1904: true })).toBe("2026-03-05 12:00");
    expect(shown({ v: 0, form: 14 }, { is1904: true })).toBe("1904-01-01");
  });

  test("a text of several runs, without how it is pronounced", () => {
    const strings = `<x:sst xmlns:x="a"><x:si><x:r><x:t>Dicht</x:t></x:r><x:r><x:t>ung</x:t></x:r><x:rPh><x:t>spoken</x:t></x:rPh></x:si></x:sst>`;
    const bytes = workbookOf({ S: [[{ t: "s", v: 0 }], [1]] }, { more: { "xl/sharedStrings.xml": strings } });
    expect(rowsOf(bytes)[0]?.cells).toEqual(["Dichtung"]);
    const inside = `<worksheet><sheetData><row><c t="inlineStr"><is><t>A</t></is></c><c><v>1.5</v></c></row><row><c r="B2"><v>2</v></c></row></sheetData></worksheet>`;
    expect(rowsOf(workbookOf({ S: [] }, { more: { "xl/worksheets/sheet1.xml": inside } }))).toEqual([
      { number: 1, cells: ["A", "1.5"], decimals: [1] },
      { number: 2, cells: ["", "2"] },
    ]);
  });
});

describe("a sheet", () => {
  test("has the numbers of its rows, and nothing in empty and merged cells", () => {
    const bytes = workbookOf({
      S: { rows: { 3: ["A", "B", "C"], 4: [1, null, 2], 5: [{ form: 14 }], 9: [null, "x"] } },
    });
    expect(rowsOf(bytes)).toEqual([
      { number: 3, cells: ["A", "B", "C"] },
      { number: 4, cells: ["1", "", "2"] },
      { number: 9, cells: ["", "x"] },
    ]);
  });

  test("is the one that is named, else the first that has a row below its head; hidden ones are not there", () => {
    const bytes = workbookOf({
      Cover: [["Read me"]],
      Secret: { rows: [["A"], [0]], isHidden: true },
      Orders: [["A"], [1]],
      Stock: [["A"], [2]],
    });
    expect(read(bytes)).toMatchObject({ value: { sheets: ["Cover", "Orders", "Stock"], sheet: "Orders" } });
    expect(read(bytes, "Stock")).toMatchObject({ value: { sheet: "Stock", rows: [{}, { cells: ["2"] }] } });
    expect(read(bytes, "Secret")).toEqual({
      ok: false,
      error: "The workbook has no sheet Secret: choose one of Cover, Orders, Stock.",
    });
  });
});

describe("its table", () => {
  const known: Known = { zoneOfSite: () => "Europe/Berlin", unitOfItem: () => "pc" };
  const head = ["Sales order", "Line", "Customer", "Item", "Plant", "Quantity", "Requested", "Promised", "Status"];
  const row = (order: MadeCell, quantity: MadeCell, promised: MadeCell): readonly MadeCell[] => [
    order,
    10,
    "K",
    "FG-1",
    "PLANT-A",
    quantity,
    promised,
    promised,
    "open",
  ];
  const day = { v: 46_086, form: "dd.mm.yyyy" };
  const table = tableOfRows(
    rowsOf(
      workbookOf({
        Orders: {
          rows: {
            1: ["Export of March"],
            3: head,
            4: row(4711, 1.234, day),
            5: row("0815", "1.234,5", day),
            7: row("A", { t: "e", v: "#N/A" }, { f: "TODAY()" }),
          },
        },
      }),
    ),
  );
  const readWith = (decimal: CsvMapping["decimal"]) => {
    const { mapping } = guessMapping(table, "erp.sales-order-line", { sites: [], currency: "EUR", zone: "UTC" });
    const reading = readTable(table, { ...mapping, decimal }, known);
    for (let step = reading.next(); ; step = reading.next()) if (step.done === true) return step.value;
  };

  test("is read with the mapping of a text: a number is itself with either mark, a day is of the plant's zone", () => {
    const at = zoneOf("Europe/Berlin").instantOf(20_517, 0);
    expect(guessMapping(table, "erp.sales-order-line", { sites: [], currency: "EUR", zone: "UTC" })).toMatchObject({
      mapping: { decimal: ",", dates: "ymd" },
      isDateOrderAmbiguous: false,
    });
    expect(
      readWith(",").drafts.map(({ rows, data }) => [rows, data["order"], data["quantity"], data["promisedAt"]]),
    ).toEqual([
      [[4], "4711", 1.234, new Date(at).toISOString()],
      [[5], "0815", 1_234.5, new Date(at).toISOString()],
    ]);
    expect(readWith(".").drafts.map(({ data }) => data["quantity"])).toEqual([1.234]);
  });

  test("has a bad row with a reason for each error and each formula without a value, where the spreadsheet shows them", () => {
    expect(readWith(",").bad.map(({ row: number, column, value, reason }) => [number, column, value, reason])).toEqual([
      [
        7,
        "Quantity",
        "#N/A",
        "#N/A is an error of the spreadsheet, and no value: correct the cell's formula, or empty the cell.",
      ],
      ...["Requested", "Promised"].map((column) => [
        7,
        column,
        "#UNCALCULATED",
        "Nobody has calculated the formula of this cell: open the workbook in a spreadsheet, save it, and bring it in again.",
      ]),
    ]);
  });
});

describe("what is refused says what to do", () => {
  const old = (name = "") => {
    const bytes = new Uint8Array(512);
    bytes.set([0xd0, 0xcf, 0x11, 0xe0]);
    for (const [k, letter] of [...name].entries()) bytes[100 + 2 * k] = letter.charCodeAt(0);
    return bytes;
  };
  const plain = workbookOf({ S: [["A"], [1]] });
  const long = Array.from({ length: 101 }, (_, k) => [k]);

  test.each<[string, Uint8Array, string]>([
    ["an encrypted workbook", old("EncryptedPackage"), "The workbook is encrypted: open it with its password"],
    ["a workbook of the old format", old(), "This is a workbook of the old format: open it"],
    ["another archive", zipSync({ "a.txt": strToU8("x") }), "This is an archive, and no .xlsx workbook: open it"],
    ["the first bytes of one", plain.slice(0, 300), "The workbook is damaged: open it"],
    [
      "one with a broken part",
      workbookOf({ S: [] }, { more: { "xl/worksheets/sheet1.xml": "<worksheet><row>" } }),
      "The workbook is damaged",
    ],
    [
      "one with entities",
      workbookOf({ S: [] }, { more: { "xl/styles.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>' } }),
      "The workbook is damaged",
    ],
    ["a bomb", unpackingTo(300 * 1_048_576), "The workbook unpacks to more than 256 MiB: leave out"],
    ["one that unpacks to more than it says", unpackingTo(40), "The workbook is damaged"],
    ["too many rows", workbookOf({ S: long }), "The sheet has more than 100 rows: leave out"],
    [
      "too many columns",
      workbookOf({ S: [["A"], Array.from({ length: 51 }, () => 1)] }),
      "The sheet has more than 50 columns",
    ],
    [
      "one text in many cells",
      workbookOf({ S: Array.from({ length: 20 }, () => ["x".repeat(6_000)]) }),
      "The sheet holds more text than a file may: leave out",
    ],
    ["nothing but a head", workbookOf({ S: [["A"]] }), "No sheet of the workbook has a row below its head: choose"],
    [
      "nothing to see",
      workbookOf({ S: { rows: [["A"], [1]], isHidden: true } }),
      "The workbook has no sheet that can be seen: show",
    ],
  ])("%s", (_, bytes, reason) => {
    const book = read(bytes);
    expect(book.ok ? "it is read" : book.error).toContain(reason);
  });

  test("a head, and titles above it, are none of the rows that a sheet may have", () => {
    const bytes = workbookOf({ S: long });
    expect(readWorkbook(bytes, { sheet: null, limits: { ...limits, rowsAbove: 1 } })).toMatchObject({ ok: true });
  });

  /** Its directory says that the sheet is of this size. */
  function unpackingTo(size: number): Uint8Array {
    const bytes = workbookOf({ S: [["A"], [1]] });
    const view = new DataView(bytes.buffer);
    for (let at = 0; at < bytes.length - 46; at += 1) {
      if (view.getUint32(at, true) !== 0x02014b50) continue;
      const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + view.getUint16(at + 28, true)));
      if (name.endsWith("sheet1.xml")) view.setUint32(at + 24, size, true);
    }
    return bytes;
  }
});
