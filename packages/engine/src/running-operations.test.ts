import { expect, test } from "vitest";
import {
  bom,
  estimate,
  hour,
  iso,
  made,
  reported,
  resource,
  routing,
  type Scene,
  simplePlant,
  stopped,
} from "./testing/scene.ts";

/** P on LINE-1 at 10 an hour, nothing needed; WO-1: 20, planned 8 to 10. */
const plant = (setupMinutes = 0, more: object = {}) =>
  simplePlant()
    .add("master.bom", bom("P"))
    .add("master.resource", resource("LINE-1", more))
    .add("master.routing", routing("P", { seq: 1, resource: "LINE-1", ratePerHour: 10, setupMinutes }))
    .add("erp.production-order", made("WO-1", "P", 20, [8, 10]));
const at9 = (to: Scene, report: object, state = "running") =>
  to.add("mes.operation", reported("WO-1", 1, state, report), 9).at(9);
const remaining = (to: Scene, report: object, state = "running") =>
  at9(to, report, state).operation("WO-1", 1).remainingHours;

test("[P56] the rate leans on the routing's for two hours", () => {
  expect(remaining(plant(), { good: 5, runHours: 1 })).toBeCloseTo(15 / ((5 + 20) / 3), 9);
  expect(at9(plant(), { good: 5, runHours: 1 }).operation("WO-1", 1).projectedFinish).toBe(hour(10.8));
});

test("[P56] without run hours: the working hours since the start, less setup and down time, not below 0", () => {
  expect(remaining(plant(), { good: 5, startedAt: iso(8) })).toBeCloseTo(15 / (25 / 3), 9);
  expect(remaining(plant(30), { good: 5, startedAt: iso(8) })).toBeCloseTo(15 / (25 / 2.5), 9);
  const stop = plant(30)
    .add("mes.resource-state", stopped(8.25), 8.25)
    .add("mes.resource-state", stopped(8.5, { state: "running" }), 8.5);
  expect(remaining(stop, { good: 5, startedAt: iso(8) })).toBeCloseTo(15 / (25 / 2.25), 9);
  expect(remaining(plant(90), { good: 5, startedAt: iso(8) })).toBeCloseTo(15 / (25 / 2), 9);
});

test("[P56] with neither, the rate is the routing's", () => {
  expect(remaining(plant(), { good: 5 })).toBe(1.5);
});

test("[P58] setup remains whole before the start, what is left of it in setup, none after", () => {
  const pending = plant(60).at(8).operation("WO-1", 1);
  expect(pending).toMatchObject({ remainingHours: 3, projectedStart: hour(8), projectedFinish: hour(11) });
  expect(remaining(plant(60), { startedAt: iso(8.5) }, "setup")).toBe(2.5);
  expect(remaining(plant(60), { startedAt: iso(7), runHours: 0 }, "setup")).toBe(2);
  expect(remaining(plant(60), {}, "running")).toBe(2);
});

const three = () =>
  plant()
    .add("master.resource", resource("LINE-2"))
    .add("master.resource", resource("LINE-3"))
    .add(
      "master.routing",
      routing(
        "P",
        { seq: 10, resource: "LINE-1", ratePerHour: 10 },
        { seq: 20, resource: "LINE-2", ratePerHour: 10 },
        { seq: 30, resource: "LINE-3", ratePerHour: 10 },
      ),
    );

test("[P57] the target is no more than the least good of any done operation before", () => {
  const at = three()
    .add("mes.operation", reported("WO-1", 10, "done", { good: 12 }), 8)
    .add("mes.operation", reported("WO-1", 20, "done", { good: 14 }), 8)
    .at(13);
  expect(at.operation("WO-1", 30)).toMatchObject({ remainingHours: 1.2, projectedFinish: hour(14.2) });
});

test("[P57] nothing remains when the target is reached, though the operation is not done", () => {
  const at = three()
    .add("mes.operation", reported("WO-1", 10, "running", { good: 25, runHours: 2 }), 9)
    .at(9);
  expect(at.operation("WO-1", 10)).toMatchObject({ remainingHours: 0, projectedFinish: hour(9) });
  expect(at.operation("WO-1", 20)).toMatchObject({ remainingHours: 2, projectedStart: hour(10) });
});

test("[P51] an operation without a report before a started one counts as done with the order's quantity", () => {
  const at = three()
    .add("mes.operation", reported("WO-1", 20, "running", { resource: "LINE-2", good: 10, runHours: 1 }), 9)
    .at(9);
  expect(at.operation("WO-1", 20)).toMatchObject({ remainingHours: 1, projectedFinish: hour(10) });
  expect(at.operation("WO-1", 30)).toMatchObject({
    remainingHours: 2,
    projectedStart: hour(12),
    projectedFinish: hour(14),
  });
  expect(at.operation("WO-1", 10).projectedFinish ?? hour(9)).toBeLessThanOrEqual(hour(9));
});

test("[P51] an operation paused for longer before a started one counts as done, whatever its good", () => {
  const at = three()
    .add("mes.operation", reported("WO-1", 10, "paused", { good: 3 }), 1)
    .add("mes.operation", reported("WO-1", 20, "running", { resource: "LINE-2", good: 10, runHours: 1 }), 12)
    .at(12);
  expect(at.operation("WO-1", 20)).toMatchObject({ remainingHours: 1, projectedFinish: hour(13) });
});

test("[P62] what runs goes on from its fact, but from no more than an hour ago", () => {
  const at = (now: number) =>
    plant()
      .add("mes.operation", reported("WO-1", 1, "running", { good: 0 }), 8)
      .at(now)
      .operation("WO-1", 1).projectedFinish;
  expect(at(8.5)).toBe(hour(10));
  expect(at(9)).toBe(hour(10));
  expect(at(12)).toBe(hour(13));
});

test("[P62] what runs ends not before now", () => {
  const at = plant()
    .add("mes.operation", reported("WO-1", 1, "running", { good: 18, runHours: 1.8 }), 8)
    .at(12);
  expect(at.operation("WO-1", 1).projectedFinish).toBe(hour(12));
});

test("[P62] what runs goes on from when its resource came up, or from when it will", () => {
  const stop = plant()
    .add("mes.operation", reported("WO-1", 1, "running", { good: 0 }), 8)
    .add("mes.resource-state", stopped(8), 8);
  const up = stop.add("mes.resource-state", stopped(11.5, { state: "running" }), 11.5);
  expect(up.at(12).operation("WO-1", 1).projectedFinish).toBe(hour(13.5));
});

test("[P62] what runs ends not before the operation before it", () => {
  const at = three()
    .add("mes.operation", reported("WO-1", 10, "running", { good: 0 }), 9)
    .add("mes.operation", reported("WO-1", 20, "running", { resource: "LINE-2", good: 19, runHours: 1.9 }), 9)
    .at(9);
  expect(at.operation("WO-1", 10).projectedFinish).toBe(hour(11));
  expect(at.operation("WO-1", 20).projectedFinish).toBe(hour(11));
});

const down = (more: object = {}, on: object = {}) =>
  plant(0, on)
    .add("mes.operation", reported("WO-1", 1, "running", { good: 10, runHours: 1 }), 9)
    .add("mes.resource-state", stopped(9, more), 9);
const finish = (to: Scene, now = 9) => to.at(now).operation("WO-1", 1).projectedFinish;

test("[P59] a resource is up again as it says, else as its reason usually takes, else in an hour", () => {
  expect(finish(down())).toBe(hour(11));
  expect(finish(down({ expectedUpAt: iso(13) }))).toBe(hour(14));
  const typical = { typicalRepairMinutes: { jam: 120 } };
  expect(finish(down({ reason: "jam" }, typical))).toBe(hour(12));
  expect(finish(down({ reason: "other" }, typical))).toBe(hour(11));
  expect(finish(down({ reason: "jam" }, typical), 12)).toBe(hour(14));
  expect(finish(down({ reason: "jam", expectedUpAt: iso(10) }, typical), 10.5)).toBe(hour(12));
});

test("[P59] a person's estimate goes before what the source says, until it says something else", () => {
  const said = down({ expectedUpAt: iso(13) }).add("tower.estimate", estimate({ resource: "LINE-1" }, 15), 9.5);
  expect(finish(said, 10)).toBe(hour(16));
  expect(said.at(10).resources.get("LINE-1")).toMatchObject({ upAt: hour(15) });
  expect(finish(said.add("mes.resource-state", stopped(9, { expectedUpAt: iso(14) }), 9.75), 10)).toBe(hour(15));
  const ended = said
    .add("mes.resource-state", stopped(11, { state: "running" }), 11)
    .add("mes.resource-state", stopped(12), 12);
  expect(finish(ended, 12)).toBe(hour(14));
});

test("[P59] idle and off count as up", () => {
  for (const state of ["idle", "off", "setup", "running"]) expect(finish(down({ state }))).toBe(hour(10));
});

test("[P60] the repair stands as a block on every slot", () => {
  const at = plant(0, { capacity: 2 })
    .add("mes.resource-state", stopped(7, { expectedUpAt: iso(12) }), 7)
    .add("erp.production-order", made("WO-2", "P", 20, [8, 10]))
    .at(8);
  expect(at.operation("WO-1", 1)).toMatchObject({ projectedStart: hour(12), boundBy: "resource" });
  expect(at.operation("WO-2", 1)).toMatchObject({ projectedStart: hour(12), boundBy: "resource" });
});

const twoRunning = (capacity: number) =>
  plant(0, { capacity })
    .add("erp.production-order", made("WO-2", "P", 20, [8, 10]))
    .add("erp.production-order", made("WO-3", "P", 20, [9, 11]))
    .add("mes.operation", reported("WO-1", 1, "running", { good: 10, runHours: 1 }), 9)
    .add("mes.operation", reported("WO-2", 1, "running", { good: 0 }), 9);

test("[P61] what runs beyond the capacity runs outside any slot, with a finding", () => {
  const at = twoRunning(1).at(9);
  expect(at.operation("WO-1", 1).projectedFinish).toBe(hour(10));
  expect(at.operation("WO-2", 1).projectedFinish).toBe(hour(11));
  expect(at.operation("WO-3", 1).projectedStart).toBe(hour(10));
  expect(at.findings.filter(({ subject }) => subject === "LINE-1")).toHaveLength(1);
});

test("[P61] of two running on two slots each holds its own", () => {
  const at = twoRunning(2).at(9);
  expect(at.operation("WO-3", 1).projectedStart).toBe(hour(10));
  expect(at.findings).toEqual([]);
});

const paused = (now: number, other = false) => {
  const to = plant(60).add(
    "mes.operation",
    reported("WO-1", 1, "paused", { startedAt: iso(6), good: 10, runHours: 1 }),
    8,
  );
  if (other)
    to.add("erp.production-order", made("WO-0", "P", 20, [7, 9])).add(
      "mes.operation",
      reported("WO-0", 1, "running", { good: 0 }),
      8,
    );
  return to.at(now).operation("WO-1", 1);
};

test("[P64] paused for up to 8 working hours is running still", () => {
  expect(paused(9).projectedFinish).toBe(hour(9));
  expect(paused(16).projectedFinish).toBe(hour(16));
  expect(paused(16).boundBy).toBeNull();
});

test("[P64] paused for longer, or with something else running there, is placed like one not started, without setup", () => {
  expect(paused(16.5)).toMatchObject({ remainingHours: 1, projectedFinish: hour(17.5) });
  expect(paused(8, true)).toMatchObject({ projectedFinish: hour(11) });
});

test("[P64] the eight hours of a pause are working hours", () => {
  const calendar = {
    id: "DAY",
    timeZone: "UTC",
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, start: "06:00", end: "10:00" })),
  };
  const to = plant(0, { calendar: "DAY" })
    .add("master.calendar", calendar)
    .add("erp.production-order", made("WO-2", "P", 20, [9, 10]));
  const at = to.add("mes.operation", reported("WO-1", 1, "paused", { good: 10, runHours: 1 }), 9).at(24 + 9);
  expect(at.operation("WO-1", 1).projectedFinish).toBe(hour(24 + 9));
});

const shift = {
  id: "DAY",
  timeZone: "UTC",
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, start: "06:00", end: "14:00" })),
};
const shifts = () => plant(0, { calendar: "DAY" }).add("master.calendar", shift);

test("[P63] a report in closed time proves that stretch open, for that operation, up to the next opening", () => {
  const at = shifts()
    .add("mes.operation", reported("WO-1", 1, "running", { good: 0 }), 15)
    .at(15);
  expect(at.operation("WO-1", 1).projectedFinish).toBe(hour(17));
  const long = shifts()
    .add("erp.production-order", made("WO-1", "P", 160, [8, 24]))
    .add("mes.operation", reported("WO-1", 1, "running", { good: 0 }), 15);
  expect(long.at(15).operation("WO-1", 1).projectedFinish).toBe(hour(31));
  const open = shifts().add("mes.operation", reported("WO-1", 1, "running", { good: 0 }), 13);
  expect(open.at(13).operation("WO-1", 1).projectedFinish).toBe(hour(24 + 7));
});

test("[P63] another operation does not get the proven stretch", () => {
  const at = shifts()
    .add("erp.production-order", made("WO-2", "P", 10, [15, 16]))
    .add("mes.operation", reported("WO-1", 1, "running", { good: 10, runHours: 1 }), 15)
    .at(15);
  expect(at.operation("WO-1", 1).projectedFinish).toBe(hour(16));
  expect(at.operation("WO-2", 1).projectedStart).toBe(hour(30));
});

test("[P56] [P63] down time within a proven stretch is no time that it ran", () => {
  const to = shifts()
    .add("mes.resource-state", stopped(15.5), 15.5)
    .add("mes.resource-state", stopped(16.5, { state: "running" }), 16.5)
    .add("mes.operation", reported("WO-1", 1, "running", { startedAt: iso(15), good: 5 }), 18);
  expect(to.at(18).operation("WO-1", 1).remainingHours).toBeCloseTo(15 / ((5 + 20) / (2 + 2)), 9);
});

const ahead = (startedAt: number) =>
  plant(60).add(
    "mes.operation",
    reported("WO-1", 1, "running", { startedAt: iso(startedAt), good: 0, runHours: 0 }),
    9,
  );

test("[P51] an operation whose start is ahead of the clock is pending until then", () => {
  expect(ahead(9.5).at(9).operation("WO-1", 1)).toMatchObject({ state: "pending", remainingHours: 3 });
  expect(ahead(9.5).at(10).operation("WO-1", 1)).toMatchObject({ state: "running", remainingHours: 2 });
});

test("[P60] [P62] on a machine that is down all slots wait, and what runs on them goes on together", () => {
  const to = plant(0, { capacity: 2 })
    .add("erp.production-order", made("WO-2", "P", 20, [8, 10]))
    .add("mes.operation", reported("WO-1", 1, "running", { good: 10, runHours: 1 }), 9)
    .add("mes.operation", reported("WO-2", 1, "running", { good: 0, runHours: 0 }), 9)
    .add("mes.resource-state", stopped(9, { expectedUpAt: iso(12) }), 9);
  expect(to.at(9).operation("WO-1", 1).projectedFinish).toBe(hour(13));
  expect(to.at(9).operation("WO-2", 1).projectedFinish).toBe(hour(14));
});

test("[P60] stops that touch are one stop: an estimate given for the first stands", () => {
  const to = plant()
    .add("mes.operation", reported("WO-1", 1, "running", { good: 10, runHours: 1 }), 9)
    .add("mes.resource-state", stopped(9), 9)
    .add("tower.estimate", estimate({ resource: "LINE-1" }, 15), 9.5)
    .add("mes.resource-state", stopped(10, { reason: "jam" }), 10);
  expect(finish(to, 10)).toBe(hour(16));
});

test("[P44] what a source said of an earlier stop does not end the estimate of this one", () => {
  const to = plant()
    .add("mes.operation", reported("WO-1", 1, "running", { good: 10, runHours: 1 }), 7)
    .add("mes.resource-state", stopped(7, { expectedUpAt: iso(7.5) }), 7)
    .add("mes.resource-state", stopped(7.5, { state: "running" }), 7.5)
    .add("mes.resource-state", stopped(9), 9)
    .add("tower.estimate", estimate({ resource: "LINE-1" }, 15), 9.5)
    .add("mes.resource-state", stopped(7, { expectedUpAt: iso(7.75) }), 9.75);
  expect(finish(to, 10)).toBe(hour(16));
});
