import { HOUR } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { barAt, geometryOf, type Scene } from "./draw-plan.ts";
import type { Plan } from "./plan-answer.ts";
import { findingOf, lanesOf, modelOf } from "./plan-model.ts";

const zero = Date.parse("2026-03-02T00:00:00Z");
const span = (from: number, to: number) => ({ from: zero + from * HOUR, to: zero + to * HOUR });

/** WO-1 on Line 1 ends two hours later than the baseline, WO-2 overlaps it; WO-3 has no line; WO-4 was dropped. */
const plan: Plan = {
  ...{ site: "A", timeZone: "UTC", from: "2026-03-02T00:00:00.000Z", to: "2026-03-03T00:00:00.000Z" },
  resources: ["LINE-1", "LINE-2"].map((id) => ({
    ...{ id, name: id, capacity: 1, state: null, since: null, reason: null, upAt: null, upAtAssumed: false },
  })),
  items: [{ id: "P", name: "Sauce", uom: "pc" }],
  bars: {
    ...{ id: ["WO-3", "WO-2/1", "WO-1/1"], order: ["WO-3", "WO-2", "WO-1"], resource: [-1, 0, 0], item: [0, 0, 0] },
    state: ["PENDING", "PENDING", "RUNNING"],
    ...{ plannedStart: [0, 10, 8].map((h) => h * HOUR), plannedFinish: [2, 12, 10].map((h) => h * HOUR) },
    ...{ projectedStart: [null, 11 * HOUR, 8 * HOUR], projectedFinish: [null, 13 * HOUR, 12 * HOUR] },
    ...{ startedAt: [null, null, 8 * HOUR], finishedAt: [null, null, null] },
    ...{
      baselineStart: [null, null, 8 * HOUR],
      baselineFinish: [null, null, 10 * HOUR],
      baselineResource: [-1, -1, 0],
    },
    ...{ boundBy: [null, "PLAN", null], quantity: [5, 20, 20], good: [0, 0, 5], scrap: [0, 0, 1] },
    ...{ lineState: [null, null, "LATE"], lines: [0, 0, 1], valueAtRisk: [null, null, "200.00"], hold: [-1, -1, -1] },
  },
  dropped: {
    ...{ id: ["WO-4/1"], order: ["WO-4"], resource: [1], item: [0] },
    ...{ baselineStart: [12 * HOUR], baselineFinish: [14 * HOUR] },
  },
  stops: [{ resource: 0, from: "2026-03-02T09:30:00.000Z", to: null, reason: "seal" }],
  holds: [],
  baseline: null,
  total: 3,
  isComplete: true,
  ...{ version: "1", since: null, gone: [] },
};

test("a row is a resource with its bars by start, what was dropped and its stops; what has no line is the last", () => {
  const { rows, byId } = modelOf(plan, zero + 10 * HOUR);
  expect(rows.map(({ resource, bars }) => [resource?.id ?? null, bars.map(({ id }) => id)])).toEqual([
    ["LINE-1", ["WO-1/1", "WO-2/1"]],
    ["LINE-2", []],
    [null, ["WO-3"]],
  ]);
  expect(rows[0]).toMatchObject({ lanes: [0, 1], laneCount: 2, stops: [{ ...span(9.5, 10), isOver: false }] });
  expect(rows[1]?.dropped).toMatchObject([{ id: "WO-4/1", baseline: span(12, 14) }]);
  expect(byId.get("WO-1/1")).toMatchObject({ row: 0, place: 0, bar: { drift: 2 * HOUR, span: span(8, 12) } });
  // Nobody knows when WO-3 ends: it lies where it is planned.
  expect(byId.get("WO-3")?.bar).toMatchObject({ projected: null, drift: null, span: span(0, 2) });
});

test("what is to be said is of what is seen alone", () => {
  const model = modelOf(plan, zero);
  expect(findingOf(model, span(0, 24))).toMatchObject({
    seen: 3,
    late: 1,
    withBaseline: 1,
    atRisk: 1,
    worst: { id: "WO-1/1" },
  });
  expect(findingOf(model, span(12, 24))).toMatchObject({ late: 0, withBaseline: 0, atRisk: 0, worst: null });
});

test("bars that overlap lie in lanes below each other, and five are enough", () => {
  const of = (...spans: (readonly [number, number])[]) =>
    lanesOf(spans.map(([from, to]) => ({ span: span(from, to) })));
  expect(of([0, 2], [2, 4], [3, 5])).toEqual({ lanes: [0, 0, 1], laneCount: 2 });
  expect(of(...Array.from({ length: 9 }, () => [0, 1] as const)).laneCount).toBe(5);
  expect(of()).toEqual({ lanes: [], laneCount: 1 });
});

test("under the pointer is the bar of that row, lane and time, whatever was scrolled", () => {
  const model = modelOf(plan, zero);
  const geometry = geometryOf(model.rows);
  const scene = { model, geometry, span: span(0, 24), scrollTop: 0, width: 240, height: 300 } as unknown as Scene;
  // Ten pixels an hour; the axis is 30 high, a lane 28, with 4 around.
  expect(barAt(scene, 100, 40)?.id).toBe("WO-1/1");
  expect(barAt(scene, 120, 68)?.id).toBe("WO-2/1");
  expect(barAt(scene, 100, 68)).toBeNull();
  expect(barAt(scene, 100, 20)).toBeNull();
  expect(barAt({ ...scene, scrollTop: 28 }, 120, 40)?.id).toBe("WO-2/1");
});

test("a row that had more lanes keeps its height while it is told to", () => {
  const { rows } = modelOf(plan, zero);
  expect(geometryOf(rows).tops).toEqual([0, 64, 100]);
  expect(geometryOf(rows, [4, 1, 1]).tops).toEqual([0, 120, 156]);
});
