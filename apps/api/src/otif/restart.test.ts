import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { expect, test, vi } from "vitest";
import { engineHere } from "../testing/engine-here.ts";
import { startTower } from "../testing/tower.ts";
import { restoreOtif } from "./restore-otif.ts";

const START = Date.UTC(2026, 2, 2);
const at = (hours: number): string => new Date(START + hours * 3_600_000).toISOString();

let sent = 0;
function event(type: string, data: object, hours: number): CloudEvent {
  sent += 1;
  return { specversion: "1.0", id: `restart-${sent}`, source: "/otif", type, time: at(hours), data };
}

const line = { order: "SO", line: "1", customer: "C", item: "FG", site: "A", quantity: 10, status: "open" };
const shipment = { id: "SH", salesOrderLine: "SO/1", item: "FG", site: "A", quantity: 10 };

test("what does not follow from facts is there again after a restart: standings, predictions, revisions", async () => {
  const tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
  await tower.take([
    event("master.site", { id: "A", name: "A", timeZone: "UTC" }, -1),
    event("master.item", { id: "FG", name: "FG", uom: "pc" }, -1),
    event("erp.sales-order-line", { ...line, requestedAt: at(100), promisedAt: at(100) }, -1),
  ]);
  for (const hours of [0, 30, 77, 101]) await tower.writer.setClock(START + hours * 3_600_000);
  await tower.take([event("wms.shipment", { ...shipment, shippedAt: at(90), deliveredAt: at(95) }, 95)]);
  await tower.writer.setClock(START + 102 * 3_600_000);
  const { otif } = tower.writer.view;
  await vi.waitFor(() => expect(otif.revisions).toHaveLength(3));
  expect(otif.revisions).toMatchObject([
    { line: "SO/1", definition: "first-promise" },
    { definition: "requested" },
    { definition: "retailer" },
  ]);
  expect(otif.ledger.standingsOf("SO/1")).toMatchObject([{ state: "short", since: START }, { state: "ended" }]);
  expect(otif.predictions).toMatchObject([
    { horizonHours: 72, pLate: 1, isCalled: true },
    { horizonHours: 24, pLate: 1, isCalled: true },
  ]);
  const clock = tower.writer.view.clock;
  const again = await restoreOtif(tower.store, { ledger: tower.ledger, clockMode: "manual", currency: "EUR", clock });
  expect(again.ledger.standingsOf("SO/1")).toEqual(otif.ledger.standingsOf("SO/1"));
  expect(again.predictions).toEqual(otif.predictions);
  expect(again.revisions, "in the very same order").toEqual([...otif.revisions]);
  await tower.close();
}, 60_000);

test("of a line that has failed all the same it is a revision that other goods were there in time", async () => {
  const tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
  await tower.take([
    event("master.site", { id: "A", name: "A", timeZone: "UTC" }, -1),
    event("master.item", { id: "FG", name: "FG", uom: "pc" }, -1),
    event("erp.sales-order-line", { ...line, requestedAt: at(100), promisedAt: at(100) }, -1),
    event("wms.shipment", { ...shipment, quantity: 3, shippedAt: at(80), deliveredAt: at(90) }, 90),
  ]);
  for (const hours of [0, 91, 101]) await tower.writer.setClock(START + hours * 3_600_000);
  expect(tower.writer.view.otif.revisions).toEqual([]);
  await tower.take([event("wms.shipment", { id: "SH", deleted: true }, 101.5)]);
  await tower.writer.setClock(START + 102 * 3_600_000);
  await vi.waitFor(() => expect(tower.writer.view.otif.revisions).toHaveLength(3));
  const revised = { before: { inWindow: 3, ordered: 10 }, after: { inWindow: 0, ordered: 10 } };
  expect(tower.writer.view.otif.revisions).toMatchObject([revised, revised, revised]);
  await tower.close();
}, 60_000);

test("the figure that was changed last is the first revision, also by a fact that was there before and waited", async () => {
  const tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
  const another = { ...line, order: "SO-B" };
  await tower.take([
    event("master.site", { id: "A", name: "A", timeZone: "UTC" }, -1),
    event("master.item", { id: "FG", name: "FG", uom: "pc" }, -1),
    event("erp.sales-order-line", { ...line, requestedAt: at(100), promisedAt: at(100) }, -1),
    event("erp.sales-order-line", { ...another, requestedAt: at(100), promisedAt: at(100) }, -1),
    event("erp.sales-order-line", { ...line, deleted: true }, 103),
    event("erp.sales-order-line", { ...another, deleted: true }, 102),
  ]);
  for (const hours of [0, 101, 102, 103]) await tower.writer.setClock(START + hours * 3_600_000);
  const { otif, clock } = tower.writer.view;
  await vi.waitFor(() => expect(otif.revisions).toHaveLength(6));
  expect(otif.revisions.map((one) => one.line)).toEqual(["SO/1", "SO/1", "SO/1", "SO-B/1", "SO-B/1", "SO-B/1"]);
  const again = await restoreOtif(tower.store, { ledger: tower.ledger, clockMode: "manual", currency: "EUR", clock });
  expect(again.revisions, "in the very same order").toEqual([...otif.revisions]);
  await tower.close();
}, 60_000);
