import { describe, expect, test } from "vitest";
import * as t from "../testing/events.ts";
import type { CloudEvent } from "./fact.ts";
import { isAllNamedIn, namedBy } from "./named.ts";

const ofPoint = { item: "P", site: "A" };
const events: readonly CloudEvent[] = [
  t.site("A"),
  t.item("P"),
  t.salesLine(),
  t.productionOrder(),
  t.purchaseLine(),
  t.transfer(),
  t.operation(),
  t.count(),
  t.receipt(),
  t.shipment(),
  t.move({ from: { site: "A", location: "1" }, to: { site: "B", location: "1" } }),
  t.move({ to: { site: "B", location: "1" } }),
  t.event("master.bom", { ...ofPoint, components: [{ item: "X", quantityPer: 1 }] }),
  t.event("master.routing", { ...ofPoint, operations: [] }),
  t.event("master.sourcing", { ...ofPoint, supplier: "V", leadTimeDays: 1 }),
  t.event("master.stocking", { ...ofPoint, safetyStock: 1, reviewedAt: t.iso(0) }),
  t.event("erp.stock-on-hand", { ...ofPoint, quantity: 1 }),
  t.event("mes.consumption", { order: "WO-1", seq: 10, item: "P", quantity: 1 }),
  t.event("mes.quality-hold", { id: "H", target: { productionOrder: "WO-1" }, state: "held", reason: "lab" }),
  t.event("mes.quality-hold", { id: "H", target: { item: "P", site: "A" }, state: "held", reason: "lab" }),
  t.tombstone("erp.production-order", { id: "WO-1" }),
];

describe.each(events.map((event) => [event.type, event] as const))("a fact of type %s", (_, event) => {
  test("names what it is looked for under: each name that is missing shows", () => {
    const fact = t.factOf(event);
    const { items, sites, productionOrder } = namedBy(fact);
    const orders = productionOrder === null ? [] : [productionOrder];
    const without = (names: readonly string[], name = "") => new Set(names.filter((one) => one !== name));
    const asked = (item?: string, site?: string, order?: string) =>
      isAllNamedIn(fact, without(items, item), without(sites, site), without(orders, order));
    expect(asked()).toBe(true);
    for (const item of items) expect(asked(item)).toBe(false);
    for (const site of sites) expect(asked(undefined, site)).toBe(false);
    for (const order of orders) expect(asked(undefined, undefined, order)).toBe(false);
  });
});
