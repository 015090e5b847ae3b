import type { World } from "@lockstep/domain/world";
import { expect, test } from "vitest";
import type { PointModel } from "./evaluate.ts";
import { AT_ONCE, type Demand, type Supply } from "./model.ts";
import { pointOfRow, pointRow } from "./point-row.ts";
import { stockingPointView } from "./view-rows.ts";

const NOW = Date.UTC(2026, 2, 2, 6);
const HOUR = 3_600_000;
const worldOf = (erpOnHand: number): World =>
  ({ erpStock: new Map([["A@S", { data: { quantity: erpOnHand } }]]), items: new Map() }) as unknown as World;

const supplyOf = (id: string, what: Partial<Supply>): Supply => ({
  point: "A@S",
  kind: "purchase",
  id,
  quantity: 10.5,
  availableAt: NOW + 40 * 24 * HOUR,
  assumed: false,
  expiresAt: Number.POSITIVE_INFINITY,
  pegs: [],
  source: { what: "lot" },
  variance: 0,
  left: 0,
  mark: 0,
  ...what,
});
const held = { source: { what: "held", hold: "H" } } as const;

const lot = supplyOf("L", { kind: "lot", availableAt: AT_ONCE, expiresAt: NOW + 0.5 });
const onHold = supplyOf("", { kind: "lot", availableAt: NOW + HOUR, assumed: true, ...held });
const never = supplyOf("W", { kind: "make", availableAt: Number.POSITIVE_INFINITY, ...held });
const elsewhere = supplyOf("X", { kind: "transfer", availableAt: NOW - HOUR, ...held });

const demandOf = (kind: Demand["kind"], id: string, supplies: readonly Supply[], short: number): Demand => ({
  kind,
  id,
  quantity: 7,
  need: NOW - 2 * HOUR,
  day: 0,
  priority: 3,
  claim: null,
  way: null,
  owner: null,
  allocations: supplies.map((supply) => ({ supply, quantity: 1.75 })),
  short,
  availableAt: supplies.at(-1)?.availableAt ?? null,
});

const pointOf = (demands: readonly Demand[]): PointModel =>
  ({ id: "A@S", level: 2, lots: [], onHand: 1, supplies: [lot, onHold, never], demands }) as unknown as PointModel;

test.each([
  ["what lies there", -99, [demandOf("line", "SO/1", [lot], 0)], "false-alarm"],
  ["what is late", 3.25, [demandOf("claim", "WO/10", [lot, onHold], 0)], "timing"],
  ["what never comes", 3.25, [demandOf("line", "SO/2", [never], 0)], "timing"],
  ["a supply that is none of the point's any more", 3.25, [demandOf("transfer", "T", [elsewhere, lot], 0)], "timing"],
  ["nothing got", 100, [demandOf("line", "SO/3", [], 7), demandOf("line", "SO/4", [lot], 0)], "phantom-cover"],
])("a point with %s says the same as text, at its minute and later", (_, erpOnHand, demands, verdict) => {
  const world = worldOf(erpOnHand);
  const point = pointOf(demands);
  const text = JSON.stringify(pointRow(world, point, NOW));
  expect(pointOfRow(JSON.parse(text), NOW).verdict).toBe(verdict);
  for (const now of [NOW, NOW + 3 * HOUR])
    expect(pointOfRow(JSON.parse(text), now)).toEqual(stockingPointView(world, point, now));
});
