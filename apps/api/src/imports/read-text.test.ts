import type { TableRow } from "@lockstep/connectors/csv/table";
import { assert } from "@lockstep/domain/assert";
import { expect, test } from "vitest";
import { checkTable, MOST_ROWS, readText } from "./read-text.ts";

const read = (text: string) => readText(Buffer.from(text));
const rowsOf = async (text: string): Promise<readonly TableRow[]> => {
  const table = await read(text);
  assert(table.ok, () => (table.ok ? "" : table.error));
  return table.value.rows;
};

test("as many rows as a file may have stand below its head, and titles and empty lines do not count", async () => {
  const rows = await rowsOf(`Prices of March\n\nItem;Price\n\n${"a;1\n".repeat(MOST_ROWS)}\n`);
  expect(rows).toHaveLength(MOST_ROWS);
  const table = { columns: ["Item", "Price"], alike: [], delimiter: ";" } as const;
  expect(checkTable({ ...table, rows }).ok).toBe(true);
  const refused = { ok: false, error: "The file has more than 200000 rows: cut it into smaller ones." };
  expect(checkTable({ ...table, rows: [...rows, { number: 1, cells: ["a", "1"] }] })).toEqual(refused);
}, 60_000);

test("a line with a NUL spoils that line alone", async () => {
  const rows = await rowsOf("Item;Name;Unit\r\nA;x;pc\r\nB;y\0;pc\r\nC;z;pc\r\n");
  expect(rows.map(({ number, isDamaged }) => [number, isDamaged === true])).toEqual([
    [2, false],
    [3, true],
    [4, false],
  ]);
});

test.each([
  ["one with a NUL in its first line", "Item;\0Name\nA;x\nB;y\nC;z"],
  ["one with NULs in most of its lines", "Item;Name\nA\0;x\nB;y\nC;\0z"],
  ["UTF-16 without its mark", Buffer.from("Item;Name\nA;x\nB;y\n", "utf16le").toString("latin1")],
])("what is plainly no text is refused: %s", async (_, text) => {
  expect(await read(text)).toEqual({ ok: false, error: expect.stringMatching(/^This is no text: choose/) });
});
