import { expect, test } from "vitest";
import { verdictOf } from "./verdict.ts";

const NOW = Date.parse("2026-03-02T08:00:00Z");
const HOUR = 3_600_000;

const there = { availableAt: NOW - HOUR, isThere: true };
const later = { availableAt: NOW + 3 * HOUR, isThere: false };
const demandOf = (short: number, supply: typeof there) => ({
  ...{ quantity: 10, short, need: NOW + HOUR },
  allocations: short === 10 ? [] : [{ supply }],
});
const purchase = { kind: "purchase", quantity: 4 } as const;

test.each([
  ["counted and held: the warehouse calls it covered", 10, null, [], demandOf(10, there), "phantom-cover"],
  ["nothing counted, and no system says otherwise", 0, null, [], demandOf(10, there), "real"],
  [
    "what is counted and what is on order are together enough",
    6,
    null,
    [purchase],
    demandOf(4, there),
    "phantom-cover",
  ],
  ["together not enough", 5.9, null, [purchase], demandOf(4, there), "real"],
  ["only the ERP calls it covered", 0, 10, [], demandOf(10, there), "phantom-cover"],
  ["only the warehouse does", 10, 0, [], demandOf(10, there), "phantom-cover"],
  ["all is covered, some of it late", 0, 0, [{ kind: "purchase", quantity: 10 }], demandOf(0, later), "timing"],
  ["the ERP knows of nothing, and all is there", 10, 0, [], demandOf(0, there), "false-alarm"],
  ["all is there and all say so", 10, 10, [], demandOf(0, there), null],
  ["all is there and the ERP says nothing", 10, null, [], demandOf(0, there), null],
] as const)("%s", (_, onHand, erpOnHand, supplies, demand, verdict) => {
  const point = { supplies, demands: [demand] };
  expect(verdictOf(point, { onHand, erpOnHand }, NOW, ({ isThere }) => isThere)).toBe(verdict);
});
