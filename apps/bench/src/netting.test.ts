import { expect, test } from "vitest";
import { createFactMaker } from "./fact-maker.ts";
import { differentRows } from "./netting.ts";
import { createAnewNetting, createEngineNetting } from "./netting-engine.ts";
import { createIvm } from "./netting-ivm.ts";
import { createLoop } from "./netting-loop.ts";
import { createSubset, type SubsetRow } from "./subset.ts";

test.each([1, 2, 3])("all that are timed say the same of every line all along, seed %i", (seed) => {
  const subset = createSubset({ lines: 200, changes: 300, seed }, createFactMaker("/bench"));
  const loop = createLoop(subset);
  const others = [createEngineNetting(subset), createAnewNetting(subset), createIvm(subset)];
  for (const [k, change] of subset.changes.entries()) {
    for (const one of [loop, ...others]) one.apply(change);
    if (k % 20 !== 0 && k !== subset.changes.length - 1) continue;
    const rows = loop.rows();
    for (const one of others) expect(differentRows(one.rows(), rows), `${one.name} after ${k + 1} facts`).toEqual([]);
  }
  const states = new Set([...loop.rows().values()].map(({ state }) => state));
  expect([...states].sort(), "the subset has lines in every state").toEqual(["late", "ok", "short"]);
});

test("rows that differ in any column, or that one has not, are found", () => {
  const row: SubsetRow = { delivery: 5, short: 0, state: "ok" };
  const rows = (changed: Partial<SubsetRow>): Map<number, SubsetRow> => new Map([[1, { ...row, ...changed }]]);
  expect(differentRows(rows({}), rows({}))).toEqual([]);
  for (const other of [rows({ delivery: 6 }), rows({ short: 1 }), rows({ state: "late" }), new Map()])
    expect(differentRows(rows({}), other)).toHaveLength(1);
});
