import { HOUR, MINUTE } from "@lockstep/domain/instant";
import { aroundTheClock } from "@lockstep/domain/working-time";
import { expect, test } from "vitest";
import { plannedOperations } from "./planned-operations.ts";

const at = (hour: number): number => Date.parse("2026-03-02T00:00:00Z") + hour * HOUR;
const order = {
  ...{ id: "WO-1", item: "P", site: "A", quantity: 20, plannedStart: at(8), plannedFinish: at(14) },
  status: "released",
} as const;
const step = (seq: number, resource: string, ratePerHour: number) => ({ seq, resource, ratePerHour, setupMinutes: 30 });
const routing = { item: "P", site: "A", operations: [step(20, "L-2", 20), step(10, "L-1", 10)] };
const sources = { routing, workingOf: () => aroundTheClock };

test("operations follow each other in order of seq, from the order's start on, each for as long as its work takes", () => {
  expect(plannedOperations(order, sources)).toEqual([
    ...[
      {
        seq: 10,
        resource: "L-1",
        planRate: 10,
        setup: 30 * MINUTE,
        alternates: [],
        plannedStart: at(8),
        plannedFinish: at(10.5),
        plannedWork: 150 * MINUTE,
      },
    ],
    ...[
      {
        seq: 20,
        resource: "L-2",
        planRate: 20,
        setup: 30 * MINUTE,
        alternates: [],
        plannedStart: at(10.5),
        plannedFinish: at(12),
        plannedWork: 90 * MINUTE,
      },
    ],
  ]);
});

test("an order's own operations stand in the place of its routing, with their own times where they have them", () => {
  const operations = [{ ...step(5, "L-3", 10), plannedStart: at(9), plannedFinish: at(13) }, step(7, "L-4", 40)];
  expect(plannedOperations({ ...order, operations }, sources)).toMatchObject([
    { seq: 5, resource: "L-3", plannedStart: at(9), plannedFinish: at(13), plannedWork: 4 * HOUR },
    { seq: 7, resource: "L-4", plannedStart: at(13), plannedFinish: at(14) },
  ]);
});

test("an order without operations is one piece, as long as it is planned", () => {
  const inOnePiece = plannedOperations(order, { ...sources, routing: undefined });
  expect(inOnePiece).toEqual([
    {
      seq: null,
      resource: null,
      planRate: null,
      setup: 0,
      alternates: [],
      plannedStart: at(8),
      plannedFinish: at(14),
      plannedWork: 6 * HOUR,
    },
  ]);
});

test("work is in the working time of its resource", () => {
  const half = { ...aroundTheClock, add: (from: number, work: number) => from + 2 * work };
  const [first] = plannedOperations(order, { ...sources, workingOf: () => half });
  expect(first).toMatchObject({ plannedWork: 150 * MINUTE, plannedFinish: at(13) });
});
