import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { expect, test } from "vitest";
import { engineHere } from "../testing/engine-here.ts";
import { startTower } from "../testing/tower.ts";

const START = Date.UTC(2026, 2, 2);
const at = (hours: number): string => new Date(START + hours * 3_600_000).toISOString();

let sent = 0;
function event(type: string, data: object, hours: number): CloudEvent {
  sent += 1;
  return { specversion: "1.0", id: `under-way-${sent}`, source: "/otif", type, time: at(hours), data };
}

const line = (n: number, more: object = {}, hours = -1): CloudEvent => {
  const about = { order: "SO", line: `${n}`, customer: "C", item: "FG", site: "A", quantity: 10, status: "open" };
  const times = { requestedAt: at(20), promisedAt: at(20), transitHours: 8 };
  return event("erp.sales-order-line", { ...about, ...times, ...more }, hours);
};

const left = (n: number, hours: number, more: object = {}, told = hours): CloudEvent => {
  const about = { id: `SH-${n}`, salesOrderLine: `SO/${n}`, item: "FG", site: "A", quantity: 10 };
  return event("wms.shipment", { ...about, shippedAt: at(hours), ...more }, told);
};

test("[O13] what leaves late is as late as it was until it arrives; what leaves in time is kept", async () => {
  const tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
  await tower.take([
    event("master.site", { id: "A", name: "A", timeZone: "UTC" }, -1),
    event("master.item", { id: "FG", name: "FG", uom: "pc" }, -1),
    ...[line(1), line(2), line(3)],
    ...[left(1, 16), left(2, 16), line(2, { status: "closed" }, 16), left(3, 12)],
  ]);
  for (const hours of [0, 12, 16, 21, 25]) await tower.writer.setClock(START + hours * 3_600_000);
  const { otif } = tower.writer.view;
  expect(otif.ledger.standingsOf("SO/1")).toMatchObject([
    { state: "short", since: START, cause: { kind: "no-supply" } },
  ]);
  expect(otif.ledger.standingsOf("SO/2")).toMatchObject([
    { state: "short", since: START, cause: { kind: "no-supply" } },
  ]);
  expect(otif.ledger.standingsOf("SO/3")).toMatchObject([
    { state: "short" },
    { state: "kept", since: START + 12 * 3_600_000 },
  ]);
  await tower.take([left(1, 16, { deliveredAt: at(24) }, 24)]);
  await tower.writer.setClock(START + 26 * 3_600_000);
  expect(tower.writer.view.otif.ledger.standingsOf("SO/1").at(-1)).toMatchObject({ state: "ended" });
  await tower.close();
}, 60_000);
