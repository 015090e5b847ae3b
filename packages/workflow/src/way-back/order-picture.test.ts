import { expect, test } from "vitest";
import { type OrderFacts, orderPicture } from "./order-picture.ts";

const MINUTE = 60_000;
const operation = (seq: number, some: object) => ({
  order: "WO-1",
  seq,
  resource: `R${seq}`,
  state: "done" as const,
  good: 0,
  scrap: 0,
  ...some,
});
const facts = (some: Partial<OrderFacts>): OrderFacts => ({
  order: {
    id: "WO-1",
    item: "FG",
    site: "S",
    quantity: 100,
    plannedStart: 0,
    plannedFinish: 1,
    status: "released",
    operations: [10, 20].map((seq) => ({ seq, resource: `R${seq}`, setupMinutes: 0, ratePerHour: seq })),
  },
  bom: { item: "FG", site: "S", components: [{ item: "JAR", quantityPer: 1, scrapFraction: 0 }] },
  routing: null,
  operations: [],
  consumptions: [],
  states: () => [],
  costCentre: (resource) => `CC-${resource}`,
  holds: [],
  reports: () => [],
  clock: 1_000 * MINUTE,
  ...some,
});

test("what came out of an order is what its last operation says, and nothing before that has begun", () => {
  expect(orderPicture(facts({ operations: [operation(10, { good: 90 })] }))).toBeNull();
  const both = facts({ operations: [operation(20, { good: 85, state: "running" }), operation(10, { good: 90 })] });
  expect(orderPicture(both)).toMatchObject({ good: 85, isDone: false, ordered: 100, ratePerHour: 20 });
});

test("without a routing the highest operation that is reported is the last one, and the list of components is the BOM", () => {
  const { operations: _, ...order } = facts({}).order;
  expect(orderPicture(facts({ order, operations: [operation(5, { good: 7 })] }))).toMatchObject({
    good: 7,
    ratePerHour: null,
    components: [{ item: "JAR", quantityPer: 1, scrapFraction: 0 }],
  });
});

test("consumption is summed up by item and lot, scrap has its reason and the cost centre of where it was made", () => {
  const seen = orderPicture(
    facts({
      operations: [operation(20, { good: 1 }), operation(10, { scrap: 4, scrapReason: "broken" })],
      consumptions: [
        { order: "WO-1", seq: 10, item: "JAR", lot: "B", quantity: 0.1 },
        { order: "WO-1", seq: 20, item: "JAR", lot: "B", quantity: 0.2 },
        { order: "WO-1", seq: 10, item: "JAR", quantity: 3 },
      ],
    }),
  );
  expect(seen?.consumed).toEqual([
    { item: "JAR", lot: "B", quantity: 0.3 },
    { item: "JAR", lot: null, quantity: 3 },
  ]);
  expect(seen?.scrap).toEqual([{ seq: 10, quantity: 4, reason: "broken", costCentre: "CC-R10" }]);
});

test("downtime is what of it fell into the operation, by reason: 10 to 25 is 15 minutes of a jam, 50 to 60 is 10 of none", () => {
  const state = (since: number, some: object) => ({
    resource: "R20",
    since: since * MINUTE,
    state: "running" as const,
    ...some,
  });
  const states = [
    state(0, { state: "down", reason: "jam" }),
    state(25, {}),
    state(50, { state: "down" }),
    state(70, { state: "down", reason: "jam" }),
  ];
  const operations = [operation(20, { good: 1, startedAt: 10 * MINUTE, finishedAt: 60 * MINUTE })];
  const seen = orderPicture(facts({ operations, states: (resource) => (resource === "R20" ? states : []) }));
  expect(seen?.downtime).toEqual([
    { seq: 20, resource: "R20", reason: null, minutes: 10, costCentre: "CC-R20" },
    { seq: 20, resource: "R20", reason: "jam", minutes: 15, costCentre: "CC-R20" },
  ]);
});
