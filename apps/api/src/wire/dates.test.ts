import { afterAll, beforeAll, expect, test } from "vitest";
import { developer } from "../identity/viewer.ts";
import { purchaseOrderLine, transferOrder } from "../query/logistics.ts";
import type { Moment } from "../query/moment.ts";
import { otifFailures } from "../query/otif-failures.ts";
import { engineHere } from "../testing/engine-here.ts";
import { fact, item, orderLine, site } from "../testing/facts.ts";
import { startTower } from "../testing/tower.ts";

/** Midnight of 10 March at B, in Berlin; its day ends at 23:00 UTC. */
const TENTH = "2026-03-10T00:00:00+01:00";
const END = "2026-03-10T23:00:00.000Z";

let tower: Awaited<ReturnType<typeof startTower>>;
beforeAll(async () => {
  tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
  await tower.take([
    site("A"),
    fact("master.site", "b", { id: "B", name: "Plant B", timeZone: "Europe/Berlin" }),
    item("P"),
    orderLine({ order: "SO-1", item: "P", site: "B", promisedAt: TENTH }),
    fact("erp.purchase-order-line", "p", {
      ...{ order: "PO-1", line: "1", supplier: "V", item: "P", site: "B", quantity: 5, status: "open" },
      ...{ orderedAt: "2026-02-20T08:00:00Z", promisedAt: TENTH },
    }),
    fact("erp.transfer-order", "t", {
      ...{ id: "T-1", item: "P", fromSite: "A", toSite: "B", quantity: 5, status: "open" },
      ...{ plannedShip: "2026-03-10T00:00:00Z", plannedReceipt: TENTH },
    }),
  ]);
  await tower.writer.setClock(Date.parse("2026-03-11T08:00:00Z"));
}, 60_000);
afterAll(() => tower.close());

const moment = (): Moment => ({ viewer: developer, view: tower.writer.view });

test("a date without a time is shown as that day's end, wherever it is shown", () => {
  expect(purchaseOrderLine(moment(), "PO-1/1")?.promisedAt).toBe(END);
  expect(transferOrder(moment(), "T-1")?.plannedReceipt).toBe(END);
  const year = { from: Date.UTC(2026, 0), to: Date.UTC(2027, 0) };
  const { nodes } = otifFailures(moment(), { definition: "requested", ...year, first: 5 });
  expect(nodes.map(({ closedAt, firstPromisedAt, promisedAt }) => [closedAt, firstPromisedAt, promisedAt])).toEqual([
    [END, END, END],
  ]);
});

test("when goods are to leave is an instant", () => {
  expect(transferOrder(moment(), "T-1")?.plannedShip).toBe("2026-03-10T00:00:00.000Z");
});
