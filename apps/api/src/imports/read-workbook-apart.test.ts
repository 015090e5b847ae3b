import { readWorkbook } from "@lockstep/connectors/xlsx/read-workbook";
import { workbookOf } from "@lockstep/testkit/workbook";
import { expect, test } from "vitest";
import { readWorkbookApart } from "./read-workbook-apart.ts";

test("10,000 rows are read apart as they would be here, and everybody else has turns meanwhile", async () => {
  const limits = { rows: 20_000, columns: 10, characters: 1_000_000 };
  const bytes = workbookOf({ S: Array.from({ length: 10_000 }, (_, k) => [`BIG-${k}`, `Item ${k}`, k + 0.5]) });
  let turns = 0;
  const ticking = setInterval(() => {
    turns += 1;
  }, 5);
  const read = await readWorkbookApart(bytes, { sheet: null, limits });
  clearInterval(ticking);
  expect(turns).toBeGreaterThan(5);
  expect(read).toEqual(readWorkbook(bytes, { sheet: null, limits }));
});

test("what takes too long, or more memory than there is for it, is ended and said", async () => {
  const limits = { rows: 20_000, columns: 10, characters: 1_000_000 };
  const bytes = workbookOf({ S: [["A"], [1]] });
  expect(await readWorkbookApart(bytes, { sheet: null, limits, mostMs: 1 })).toEqual({
    ok: false,
    error: "The workbook takes more than a minute to read: leave out what is not needed, or save the sheet as CSV.",
  });
  const strings = `<sst>${"<si><t>x</t></si>".repeat(400_000)}</sst>`;
  const large = workbookOf({ S: [["A"], [1]] }, { more: { "xl/sharedStrings.xml": strings } });
  expect(await readWorkbookApart(large, { sheet: null, limits, mostHeapMb: 8 })).toEqual({
    ok: false,
    error: "The workbook needs too much memory to read: leave out what is not needed, or save the sheet as CSV.",
  });
});
