import { expect, test } from "vitest";
import "../i18n/adherence-texts.ts";
import type { LineRow, OeeLine } from "./adherence-answer.ts";
import { linesFile, oeeFile } from "./line-cards.tsx";

test("the file of the lines holds figures: of few as of many, of what is unknown nothing", () => {
  const row: LineRow = {
    ...{ key: "L1", name: "Line 1", operations: 1200, planned: 10, made: 9, volume: 0.9, mix: null },
    starts: { kept: 11, n: 12, share: 11 / 12 },
    finishes: { kept: 900, n: 1000, share: 0.9 },
    sequence: { kept: 0, n: 0, share: null },
  };
  const { columns, rows } = linesFile([row]);
  expect(rows).toEqual([["Line 1", 90, null, 11, 12, 900, 1000, 0, 0, 1200]]);
  expect(columns).toHaveLength(10);
  expect(columns.slice(0, 5)).toEqual(["Line", "Volume in %", "Mix in %", "Starts kept", "Starts planned"]);
});

test("so does that of their time", () => {
  const row: OeeLine = {
    ...{ key: "L1", name: "Line 1", oee: 0.6543, availability: 0.8, effectiveness: null, quality: 1 },
    ...{ apt: 10, pbt: 12, n: 7, withoutRate: 2, finding: null },
  };
  const { columns, rows } = oeeFile([row]);
  expect(rows).toEqual([["Line 1", 65.4, 80, null, 100, 7, 2]]);
  expect(columns).toHaveLength(7);
});
