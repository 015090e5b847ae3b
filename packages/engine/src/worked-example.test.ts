import { expect, test } from "vitest";
import { hour, iso, reported, stopped, workedExample } from "./testing/scene.ts";

const stop = () =>
  workedExample()
    .add("mes.resource-state", stopped(9), 9)
    .add("mes.operation", reported("WO-1", 1, "running", { startedAt: iso(8), good: 10, runHours: 1 }), 9);

test("08:00: the second order waits for its material, as its purchase was promised", () => {
  const at = workedExample().at(8);
  expect(at.line("SO-1/1")).toMatchObject({ state: "on-track", projectedDelivery: hour(10), slackMinutes: 120 });
  expect(at.line("SO-2/1")).toMatchObject({ state: "late", projectedDelivery: hour(15), slackMinutes: -60 });
  expect(at.operation("WO-1", 1)).toMatchObject({ projectedStart: hour(8), projectedFinish: hour(10) });
  expect(at.operation("WO-2", 1)).toMatchObject({
    projectedStart: hour(12),
    projectedFinish: hour(15),
    boundBy: "material",
  });
  expect(at.causeNames).toEqual(["plan-gap PO-9/1"]);
  expect(at.cause("plan-gap", "PO-9/1")).toMatchObject({
    actBy: hour(11),
    valueAtRiskMinor: 300_00,
    severity: "critical",
  });
  const claims = at.stockingPoints
    .get("C@PLANT-A")
    ?.demands.map(({ id, quantity, allocations }) => [
      id,
      quantity,
      ...allocations.map(({ kind, id: supply, quantity: taken }) => [kind, supply, taken]),
    ]);
  expect(claims).toEqual([
    ["WO-1/1", 40, ["lot", "", 40]],
    ["WO-2/1", 60, ["lot", "", 20], ["purchase", "PO-9/1", 40]],
  ]);
});

test("09:00: the line is down, and a promise with an hour to spare is at risk", () => {
  const at = stop().at(9);
  expect(at.operation("WO-1", 1)).toMatchObject({ remainingHours: 1, projectedFinish: hour(11) });
  expect(at.line("SO-1/1")).toMatchObject({ state: "at-risk", slackMinutes: 60 });
  expect(at.line("SO-1/1").sigmaHours).toBeCloseTo(Math.sqrt(4 ** 2 + 0.15 ** 2), 9);
  expect(at.line("SO-1/1").pLate).toBeCloseTo(0.4, 2);
  expect(at.causeNames).toEqual(["machine-down LINE-1", "plan-gap PO-9/1"]);
  expect(at.cause("machine-down", "LINE-1")).toMatchObject({ actBy: hour(11) });
  expect(at.line("SO-2/1")).toMatchObject({ state: "late", slackMinutes: -60 });
  const claim = at.stockingPoints.get("C@PLANT-A")?.demands.find(({ id }) => id === "WO-1/1");
  expect(claim).toMatchObject({ quantity: 40, shortQuantity: 0 });
});

test("11:30: still down; one cause with both lines, both lost", () => {
  const at = stop().at(11.5);
  expect(at.line("SO-1/1")).toMatchObject({ state: "late", projectedDelivery: hour(13.5), slackMinutes: -90 });
  expect(at.line("SO-2/1")).toMatchObject({ state: "late", projectedDelivery: hour(16.5), slackMinutes: -150 });
  expect(at.operation("WO-2", 1)).toMatchObject({ projectedStart: hour(13.5), boundBy: "resource" });
  expect(at.causeNames).toEqual(["machine-down LINE-1"]);
  const cause = at.cause("machine-down", "LINE-1");
  expect(cause).toMatchObject({ actBy: null, severity: "medium", valueAtRiskMinor: 500_00, firstImpactAt: hour(12) });
  expect(cause.impacted).toMatchObject([
    { line: "SO-1/1", lateByMinutes: 90, actBy: hour(11), lost: true },
    { line: "SO-2/1", lateByMinutes: 150, actBy: hour(10), lost: true },
  ]);
  expect(at.line("SO-2/1").path).toEqual([
    { what: "line", id: "SO-2/1", text: "SO-2/1 is 2 h 30 late" },
    { what: "supply", id: "WO-2", text: "waits for WO-2, which makes P, ready 16:30" },
    { what: "operation", id: "WO-2/1", text: "WO-2/1 on LINE-1 waits behind WO-1/1, until 13:30" },
    { what: "operation", id: "WO-1/1", text: "WO-1/1 on LINE-1 stands" },
    { what: "cause", id: "LINE-1", text: "LINE-1 is down since 09:00, no repair estimate" },
  ]);
});
