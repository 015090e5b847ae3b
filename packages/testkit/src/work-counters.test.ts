import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import { findLevels } from "@lockstep/engine/levels";
import { project } from "@lockstep/engine/project";
import { describe, expect, test } from "vitest";
import { type CountedPlant, createCountedPlant, total } from "./counted-plant.ts";
import { changedNodes, nodeInputs } from "./node-inputs.ts";
import { BEGIN, networkEvents, randomEvent, randomStep } from "./random-history.ts";
import { renamedEvent } from "./renamed-event.ts";
import { wholeNumbers } from "./whole-numbers.ts";
import { workingEvent, workingEvents, workingStep } from "./working-history.ts";

/**
 * Work is counted, not timed: how many orders and lines were read, operations placed, points evaluated, allocations made,
 * lines and causes projected. What has nothing to do with a fact must not cost anything with it.
 */

/** What so much hangs on, and what so seldom changes, that all is read again when it does. */
const FAR_REACHING: ReadonlySet<string> = new Set<FactType>(["master.site"]);

describe("a fact in a network that is twice as large by what has nothing to do with it", () => {
  test("costs exactly the same, whatever it tells, unless there are other circles or it is about a site", () => {
    const costs = new Map<string, number>();
    let compared = 0;
    let farReaching = 0;
    for (const history of [1, 2, 3, 4, 5, 6]) {
      const [single, doubled] = [createCountedPlant(BEGIN), createCountedPlant(BEGIN)];
      single.take(...networkEvents());
      doubled.take(...networkEvents(), ...networkEvents().map((event) => renamedEvent(event, "other")));
      let now = BEGIN;
      for (const [k, seed] of wholeNumbers(history, 400).entries()) {
        now += randomStep(seed);
        single.tick(now);
        doubled.tick(now);
        const other = randomEvent(seed + 1, now);
        if (!mayReachFar(other)) doubled.take(renamedEvent(other, "other"));
        const event = k % 40 < 38 ? randomEvent(seed, now) : recipe(k, now);
        const circles = circlesOf(single.world());
        const one = single.take(event);
        const two = doubled.take(event);
        if (FAR_REACHING.has(event.type) || circles !== circlesOf(single.world())) farReaching += 1;
        else {
          compared += 1;
          costs.set(event.type, Math.max(costs.get(event.type) ?? 0, total(one)));
          expect(two, `history ${history}, event ${seed}, ${event.type}`).toEqual(one);
        }
      }
    }
    expect(compared).toBeGreaterThan(4 * farReaching);
    const types = Object.keys(FACT_TYPES).filter((type) => !FAR_REACHING.has(type) && !WITHOUT_WORK.has(type));
    expect(types.filter((type) => !costs.get(type))).toEqual([]);
  }, 120_000);
});

/**
 * Nodes that are looked at in vain: those that a fact names or hangs a name on (a customer's lines, the orders on a resource,
 * the points where an item lies) without changing what they are evaluated from. At most 8 in the histories below.
 */
const IN_VAIN = 10;

describe("the cone of a fact", () => {
  test("is no larger than the nodes whose inputs have changed in the full projection, and a few that it names", () => {
    let compared = 0;
    let nodes = 0;
    for (const history of [11, 12]) {
      const plant = createCountedPlant(BEGIN);
      const names = ["one", "two", "three"];
      for (const name of names) plant.take(...networkEvents().map((event) => renamedEvent(event, name)));
      let now = BEGIN;
      for (const [k, seed] of wholeNumbers(history, 300).entries()) {
        now += randomStep(seed);
        plant.tick(now);
        const event = renamedEvent(randomEvent(seed, now), names[k % names.length] ?? "one");
        const world = plant.world();
        const before = nodeInputs(world);
        const work = plant.take(event);
        const after = plant.world();
        if (FAR_REACHING.has(event.type) || levelsOf(world) !== levelsOf(after)) continue;
        compared += 1;
        const changed = changedNodes(before, nodeInputs(after));
        nodes += changed.points + changed.orders + changed.lines;
        const about = `history ${history}, event ${seed}, ${event.type}`;
        const { pointsEvaluated, ordersRead, linesRead, operationsPlaced, linesProjected } = work;
        const evaluated = pointsEvaluated + ordersRead + operationsPlaced + linesProjected;
        const mostEvaluated = changed.points + changed.orders + changed.operations + changed.lines;
        expect(evaluated, about).toBeLessThanOrEqual(mostEvaluated + IN_VAIN);
        expect(pointsEvaluated, about).toBeLessThanOrEqual(changed.points + IN_VAIN);
        expect(linesRead, about).toBeLessThanOrEqual(changed.lines + IN_VAIN);
      }
    }
    expect(compared).toBeGreaterThan(500);
    expect(nodes).toBeGreaterThan(200);
  }, 120_000);
});

/** What takes a fact out again knows no short cut: a report of progress costs less than its order being read. */
const LONG_WAY = 40;

describe("a fork", () => {
  test("costs at most five times what its fact costs when it comes", () => {
    let compared = 0;
    let purchases = 0;
    for (const history of [21, 22, 23]) {
      const plant = createCountedPlant(BEGIN);
      plant.take(...workingEvents(history));
      const known = new Set<string>();
      let now = BEGIN;
      for (const seed of wholeNumbers(history, 300)) {
        now += workingStep(seed);
        plant.tick(now);
        const event = workingEvent(seed, now);
        if (known.has(event.id)) continue;
        known.add(event.id);
        const fork = total(plant.fork(event));
        const work = total(plant.take(event));
        const isPurchase = event.type === "erp.purchase-order-line";
        const most = 5 * work + (isPurchase ? 0 : LONG_WAY);
        expect(fork, `history ${history}, event ${seed}, ${event.type}`).toBeLessThanOrEqual(most);
        if (work > 0) compared += 1;
        if (work > 0 && isPurchase) purchases += 1;
      }
    }
    expect(compared).toBeGreaterThan(400);
    expect(purchases).toBeGreaterThan(10);
  }, 60_000);
});

describe("a minute in which nothing is due", () => {
  test("costs nothing that grows with the network but the rows that show the present minute", () => {
    for (const plants of [1, 2, 4, 8]) {
      const calm = createCountedPlant(BEGIN);
      for (let k = 0; k < plants; k++)
        calm.take(...[...networkEvents(), ...calmEvents()].map((event) => renamedEvent(event, `p${k}`)));
      calm.tick(BEGIN + 2 * MINUTE);
      const before = shown(calm);
      const { linesProjected, ...others } = calm.tick(BEGIN + 3 * MINUTE);
      expect(total({ ...others, linesProjected: 0 }), `${plants} plants`).toBe(0);
      const redated = [...shown(calm)].filter(([id, row]) => before.get(id) !== row).length;
      expect(redated).toBe(plants);
      expect(linesProjected, "only a line that gets what lies there now is dated anew").toBeLessThanOrEqual(redated);
      expect(calm.tick(BEGIN + 3 * MINUTE + 30_000), "half a minute is no time").toEqual({
        ...others,
        linesProjected: 0,
      });
    }
  });
});

const shown = (plant: CountedPlant): Map<string, string> =>
  new Map([...project(plant.world(), { currency: "EUR" }).orderLines].map(([id, row]) => [id, JSON.stringify(row)]));

/** One line out of stock, one out of an order that is to come, a purchase and a transfer that are ahead. */
function calmEvents(): CloudEvent[] {
  const at = (hours: number): string => isoOf(BEGIN + hours * HOUR);
  const line = (order: string, item: string, hours: number): [string, object] => [
    "erp.sales-order-line",
    {
      order,
      line: "1",
      customer: "D1",
      item,
      site: "A",
      quantity: 5,
      requestedAt: at(hours),
      promisedAt: at(hours),
      status: "open",
    },
  ];
  const events: [string, object][] = [
    ["wms.stock-count", { site: "A", location: "1", item: "F1", status: "available", quantity: 5 }],
    ["wms.stock-count", { site: "A", location: "1", item: "C2", status: "available", quantity: 500 }],
    line("SO-1", "F1", 300),
    line("SO-2", "S1", 900),
    [
      "erp.production-order",
      {
        id: "WO-1",
        item: "S1",
        site: "A",
        quantity: 5,
        plannedStart: at(200),
        plannedFinish: at(300),
        status: "released",
      },
    ],
    [
      "erp.purchase-order-line",
      {
        order: "PO-1",
        line: "1",
        supplier: "V1",
        item: "C1",
        site: "A",
        quantity: 5,
        orderedAt: at(-10),
        promisedAt: at(100),
        status: "open",
      },
    ],
    [
      "erp.transfer-order",
      {
        id: "TO-1",
        item: "C2",
        fromSite: "A",
        toSite: "B",
        quantity: 5,
        plannedShip: at(100),
        plannedReceipt: at(120),
        status: "open",
      },
    ],
  ];
  return events.map(([type, data], k) => ({
    specversion: "1.0",
    id: `calm-${k}`,
    source: "/a",
    type,
    time: isoOf(BEGIN - HOUR),
    data,
  }));
}

/** Also by another level of some point: then all is read again, here as well. */
const mayReachFar = ({ type, data }: CloudEvent): boolean =>
  FAR_REACHING.has(type) || type === "master.bom" || type === "erp.transfer-order" || "components" in Object(data);

/** By turns with one quantity and with another: the same edges. */
const recipe = (k: number, now: Instant): CloudEvent => ({
  specversion: "1.0",
  id: `recipe-${k}`,
  source: "/a",
  type: "master.bom",
  time: isoOf(now),
  data: { item: "S1", site: "A", components: [{ item: "C2", quantityPer: (k % 3) + 1 }] },
});

/** What the projection does not look at. */
const WITHOUT_WORK: ReadonlySet<string> = new Set<FactType>([
  "master.stocking",
  "master.response-cost",
  "erp.plan-published",
  // Hardly ever is there another name of one while something waits for what was bought from it.
  "master.supplier",
]);

const circlesOf = (world: World): string => JSON.stringify(findLevels(world).cycles);

function levelsOf(world: World): string {
  const levels = findLevels(world);
  return JSON.stringify([levels.cycles, world.stockingPoints.map((point) => [point, levels.levelOf(point)])]);
}

describe("a queue in which each waits behind the one before", () => {
  /** So many orders on one machine, each for an order line that it is too late for: each way is as long as the queue before it. */
  function queueOf(length: number) {
    const at = (hours: number): string => isoOf(BEGIN + hours * HOUR);
    const event = (id: string, type: string, data: object): CloudEvent =>
      ({ specversion: "1.0", id, source: "/queue", type, time: at(-1), data }) as CloudEvent;
    const plant = createCountedPlant(BEGIN);
    const orders = Array.from({ length }, (_, k) => [
      event(`i${k}`, "master.item", { id: `I${k}`, name: `I${k}`, uom: "pc" }),
      event(`w${k}`, "erp.production-order", {
        ...{ id: `W${k}`, item: `I${k}`, site: "A", quantity: 10, components: [], status: "released" },
        ...{ plannedStart: at(k / 100), plannedFinish: at(k / 100 + 0.1) },
        operations: [{ seq: 1, resource: "L1", ratePerHour: 10 }],
      }),
      event(`s${k}`, "erp.sales-order-line", {
        ...{ order: `S${k}`, line: "1", customer: "D", item: `I${k}`, site: "A", quantity: 10, status: "open" },
        ...{ requestedAt: at(0.5), promisedAt: at(0.5) },
      }),
    ]);
    const site = event("a", "master.site", { id: "A", name: "A", timeZone: "UTC" });
    const begun = plant.take(site, ...orders.flat());
    const paths = () => [...plant.projection.orderLines.values()].map(({ path }) => path.length);
    const longest = Math.max(...paths());
    // Nobody begins: with each minute all of them end later.
    const passed = plant.tick(BEGIN + MINUTE);
    return { begun, passed, longest, steps: paths().reduce((sum, one) => sum + one, 0) };
  }

  test("is explained at the cost of its length, not of its square, at first and with each minute", () => {
    for (const length of [100, 200]) {
      const { begun, passed, longest, steps } = queueOf(length);
      expect(longest).toBeGreaterThan(length);
      expect(steps).toBeGreaterThan((length * length) / 2);
      expect(begun.placesExplained).toBeLessThanOrEqual(3 * length);
      expect(passed.linesProjected).toBe(length);
      expect(passed.placesExplained).toBeLessThanOrEqual(3 * length);
    }
  });
});
