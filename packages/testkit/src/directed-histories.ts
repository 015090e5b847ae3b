import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { HOUR, isoOf } from "@lockstep/domain/instant";
import { BEGIN } from "./random-history.ts";

/** Hours after the beginning of the random plant's history, and what is told then; nothing: time alone moves. */
export interface Step {
  readonly hours: number;
  readonly events: readonly CloudEvent[];
}

const bin = { site: "A", location: "1" };

/** What random histories of that plant come to too seldom, each in a plant of its own. L9 is unknown: it never closes. */
export const DIRECTED: { readonly [about: string]: readonly Step[] } = {
  "a supplier's habit": told([
    ...[1, 2, 3, 4, 5, 6].map((k): Told => [0, purchase(`PO-${k}`, 10 + k)]),
    [0, ["erp.sales-order-line", line("SO-1", "C1", 120)]],
    [0, purchase("PO-9", 60)],
    ...[1, 2, 3, 4, 5, 6].map(
      (k): Told => [16 + 5 * k, receipt("C1", { purchaseOrderLine: `PO-${k}/1`, quantity: 5 })],
    ),
    [50, null],
    [61, null],
    [63, null],
  ]),
  "a purchase that goes to another supplier, whose habit shows later, and whose name is told last": told([
    ...[1, 2, 3, 4, 5, 6].map((k): Told => [0, from("V7", purchase(`PO-${k}`, 10 + k))]),
    [0, ["erp.sales-order-line", line("SO-1", "C1", 120)]],
    [0, purchase("PO-9", 130)],
    [1, from("V7", purchase("PO-9", 130))],
    ...[1, 2, 3, 4, 5, 6].map(
      (k): Told => [16 + 5 * k, receipt("C1", { purchaseOrderLine: `PO-${k}/1`, quantity: 0.5 })],
    ),
    ...[1, 2, 3, 4, 5, 6].map((k): Told => [50 + k, from("V7", purchase(`PO-${k}`, 10 + k, "C1", "closed"))]),
    [60, ["master.supplier", { id: "V7", name: "Seven" }]],
  ]),
  "an item that keeps for less, costs more, and is called something else": told([
    [0, item("C1", { shelfLifeDays: 30, unitPrice: { amount: "2", currency: "EUR" } })],
    [0, item("S1", { shelfLifeDays: 30 })],
    [0, item("F1", {})],
    [0, ["erp.sales-order-line", line("SO-1", "C1", 48)]],
    [0, ["erp.sales-order-line", line("SO-2", "F1", 4)]],
    [0, purchase("PO-1", 10)],
    [0, orderOf("WO-1", 1, "C1")],
    [0, orderOf("WO-2", 30)],
    [0, ["erp.production-order", { ...orderOf("WO-3", 40, "S1")[1], item: "F1" }]],
    [0, transfer("TO-1", "S1", 20, 40)],
    [0, ["erp.sales-order-line", line("SO-3", "C1", 1)]],
    [0, order("WO-4", 4)],
    [0, ["erp.sales-order-line", line("SO-4", "S1", 100)]],
    [0, ["erp.sales-order-line", { ...line("SO-5", "S1", 110), site: "B" }]],
    [0, ["erp.production-order", { ...order("WO-5", 20)[1], item: "F1" }]],
    [1, item("C1", { shelfLifeDays: 30, unitPrice: { amount: "3", currency: "EUR" } })],
    [2, item("C1", { shelfLifeDays: 1, unitPrice: { amount: "3", currency: "EUR" } })],
    [3, item("S1", { shelfLifeDays: 1 })],
    [4, item("S1", { shelfLifeDays: 1, name: "Something else" })],
    [5, item("C1", { shelfLifeDays: 1, unitPrice: { amount: "3", currency: "EUR" }, name: "Other" })],
    [6, ["master.item", { id: "S1", deleted: true }]],
    [7, item("S1", {})],
    [7, count("S1", { quantity: 100 })],
    [8, ["master.item", { id: "C1", deleted: true }]],
    [9, item("C1", {})],
  ]),
  "what names an order that is gone, and came after another had gone": told([
    [0, orderOfNothing("WO-0", 1)],
    [0, ["erp.production-order", { id: "WO-0", deleted: true }]],
    [1, orderOfNothing("WO-1", 1)],
    [1, report("WO-1", 10, "L9", 2)],
    [1, ["mes.consumption", { order: "WO-1", operation: 10, item: "C1", quantity: 1 }]],
    [1, ["mes.quality-hold", { id: "QH-1", ...holdOn({ productionOrder: "WO-1" }) }]],
    [2, ["erp.production-order", { id: "WO-1", deleted: true }]],
    [3, orderOfNothing("WO-1", 1)],
    [4, ["erp.sales-order-line", line("SO-1", "C2", 20)]],
    [4, receipt("C2", { quantity: 3 })],
    [5, ["master.item", { id: "C2", deleted: true }]],
    [6, item("C2", {})],
  ]),
  "a longer way from what is bought to what is sold, by the list of one order": told([
    [0, orderOf("WO-1", 2, "C2")],
    [0, ["erp.production-order", { ...orderOf("WO-2", 1, "C2")[1], item: "C1" }]],
    [1, ["erp.production-order", { ...orderOf("WO-3", 1, "S1")[1], item: "C2", id: "WO-3" }]],
    [2, ["erp.production-order", { ...orderOf("WO-3", 1, "S2")[1], item: "C2", id: "WO-3" }]],
    [3, ["erp.production-order", { id: "WO-3", deleted: true }]],
    [4, ["master.bom", { item: "C1", site: "A", components: [{ item: "F2", quantityPer: 1 }] }]],
    [5, ["master.bom", { item: "C1", site: "A", components: [{ item: "C2", quantityPer: 1 }] }]],
  ]),
  "an order that ranks behind another once what it makes stands above more": told([
    [0, ["master.bom", { item: "C1", site: "A", components: [{ item: "C2", quantityPer: 1 }] }]],
    [0, orderOfNothing("WO-1", 1)],
    [0, ["erp.production-order", { ...orderOfNothing("WO-2", 1.5)[1], item: "C1" }]],
    [0.5, orderOf("WO-3", 50, "C1")],
  ]),
  "an order that nobody reports, and one that is closed": told([
    [0, order("WO-1", 1)],
    [0, order("WO-2", 2)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 20)]],
    [3, ["mes.operation", { order: "WO-2", seq: 10, resource: "L9", state: "done", good: 5, scrap: 0 }]],
    [4, order("WO-2", 2, "closed")],
    ...every(3, 5, 60),
    ...every(8, 60, 220),
  ]),
  "money in other currencies": told([
    [0, response("overtime", "USD", "CHF")],
    [1, response("expedite", "USD", "EUR")],
    [2, response("overtime", "EUR", "EUR")],
    [3, response("expedite", "EUR", "EUR")],
  ]),
  "a count below zero, and the next": told([
    [0, count("C1", { lot: "Y", quantity: -5 })],
    [1, null],
    [2, count("C1", { lot: "Y", quantity: 5 })],
    [3, null],
  ]),
  "less than nothing of one lot, and another that goes on": told([
    [0, ["erp.sales-order-line", line("SO-1", "C1", 20)]],
    [0, count("C1", { lot: "X", quantity: -3 })],
    [0, count("C1", { lot: "Y", quantity: 6 })],
    [1, null],
    [2, count("C1", { lot: "Y", quantity: 7 })],
    [3, count("C1", { lot: "X", quantity: 1 })],
    [4, count("C1", { lot: "Y", quantity: 4 })],
    [5, count("C1", { lot: "X", quantity: -2 })],
    [6, null],
  ]),
  "many lots that come at once": [
    ...told([
      [0, ["erp.sales-order-line", line("SO-1", "C1", 20)]],
      [0, count("C1", { lot: "X", quantity: 1 })],
      [1, null],
    ]),
    {
      hours: 2,
      events: Array.from({ length: 20 }, (_, k) => event(10 + k, 2, ...receipt("C1", { lot: `L${k}`, quantity: 1 }))),
    },
    ...told([[3, null]]),
  ],
  "goods that come to their end": told([
    [0, ["master.customer", { id: "D1", name: "D1", minRemainingShelfLifeDays: 1 }]],
    [0, count("F1", { lot: "X", quantity: 5, expiresAt: at(60) })],
    [0, count("C1", { lot: "Y", quantity: 5, expiresAt: at(31) })],
    [0, ["erp.sales-order-line", { ...line("SO-1", "F1", 5), transitHours: 5 }]],
    [0, ["erp.sales-order-line", line("SO-2", "C1", 40)]],
    ...every(0.25, 0.25, 62),
  ]),
  "a queue behind orders whose material came late": told([
    [0, purchase("PO-2", 1, "C2")],
    ...[6, 7, 8, 9].map((k): Told => [0, purchase(`PO-${k}`, 1)]),
    [0, orderFor("SO-1/1", orderOf("WO-1", 0, "C2"))],
    ...[2, 3].map((k): Told => [0, orderFor(`SO-${k}/1`, orderOfNothing(`WO-${k}`, k / 10))]),
    ...[1, 2, 3].map((k): Told => [0, ["erp.sales-order-line", line(`SO-${k}`, "S1", 3)]]),
    [3, receipt("C2", { purchaseOrderLine: "PO-2/1", quantity: 5 })],
    [3, receipt("C1", { purchaseOrderLine: "PO-9/1", quantity: 5 })],
    [4.5, null],
    // While time stands still nothing else makes anybody look again.
    [4.5, from("V7", purchase("PO-2", 1, "C2"))],
    [4.5, ["master.supplier", { id: "V7", name: "Seven" }]],
    [4.5, orderFor("SO-1/1", order("WO-1", 0, "cancelled"))],
    [4.5, orderFor("SO-1/1", orderOf("WO-4", 0, "C1"))],
    [4.5, receipt("C1", { purchaseOrderLine: "PO-8/1", quantity: 5 })],
    [4.5, from("V7", purchase("PO-8", 1))],
    [4.5, orderFor("SO-2/1", order("WO-2", 0.2, "cancelled"))],
    [4.5, receipt("C1", { purchaseOrderLine: "PO-7/1", quantity: 5 })],
    [4.5, from("V7", purchase("PO-7", 1))],
    ...every(0.5, 4.5, 8),
  ]),
  "an explanation that time changes": told([
    [0, ["erp.sales-order-line", line("SO-1", "C1", 20)]],
    [0, ["erp.stock-on-hand", { item: "C1", site: "A", quantity: 90 }]],
    [1, ["erp.sales-order-line", line("SO-2", "S1", 20)]],
    [1, order("WO-1", 2)],
    [2, ["mes.operation", { order: "WO-1", seq: 10, resource: "L9", state: "done", good: 1, scrap: 4 }]],
    ...every(5, 6, 60),
    ...every(20, 60, 480),
  ]),
  "a lot whose other part is held": told([
    [0, count("S1", { lot: "X", quantity: 5 })],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 20)]],
    [0, orderElsewhere("WO-1")],
    [0, ["mes.quality-hold", { id: "H1", target: { productionOrder: "WO-1" }, state: "held", reason: "lab" }]],
    [1, receipt("S1", { site: "B", productionOrder: "WO-1", lot: "X", quantity: 2 })],
    [1, ["mes.quality-hold", { id: "H1", target: { productionOrder: "WO-1" }, state: "released", reason: "lab" }]],
    [2, null],
  ]),
  "a supplier that turns out to keep its promises": told([
    [0, ["master.bom", { item: "S1", site: "A", components: [{ item: "C2", quantityPer: 1 }] }]],
    ...[1, 2, 3, 4, 5].map((k): Told => [0, purchase(`PO-${k}`, 10 + k)]),
    [0, purchase("PO-9", 30, "C2")],
    [0, order("WO-1", 20)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 33)]],
    ...[1, 2, 3, 4, 5].map((k): Told => [10 + k, receipt("C1", { purchaseOrderLine: `PO-${k}/1`, quantity: 5 })]),
    [16, null],
  ]),
  "what went in though it is no component, counted, and the count displaced": told([
    [0, ["erp.sales-order-line", line("SO-1", "C1", 40)]],
    [0, count("C1", { location: "2", quantity: 9 })],
    [0, order("WO-1", 1)],
    [1, report("WO-1", 10, "L9", 5, "done")],
    [1, ["mes.consumption", { order: "WO-1", seq: 10, item: "C1", quantity: 4 }]],
    [2, count("C1", { lot: "X", quantity: 5 })],
    // Another content of the very same fact, which goes before it.
    [3, count("C1", { site: "B", location: "0", lot: "X", quantity: 5 }), 5],
    [4, null],
  ]),
  "what went in turns out to be less": told([
    [0, orderOf("WO-1", 1, "C1")],
    [0, count("C1", { quantity: 50 })],
    [1, report("WO-1", 10, "L9", 1)],
    [1, ["mes.consumption", { order: "WO-1", seq: 10, item: "C1", quantity: 4 }]],
    [2, ["mes.consumption", { order: "WO-1", seq: 10, item: "C1", quantity: 3 }], 3],
    [3, null],
  ]),
  "orders that want the same resource": told([
    [0, orderOfNothing("WO-1", 5)],
    [0, orderOfNothing("WO-2", 4.5)],
    [0, orderOfNothing("WO-4", 10)],
    [0, orderOfNothing("WO-3", 10)],
    [1, orderOfNothing("WO-2", 4.75)],
    [2, null],
  ]),
  "a short component that could be made faster or slower": told([
    [0, ["erp.sales-order-line", line("SO-1", "F1", 20)]],
    [0, ["master.bom", { item: "F1", site: "A", components: [{ item: "S1", quantityPer: 1 }] }]],
    [0, order("WO-1", 1, "released", "F1")],
    [0, ["master.routing", { item: "S1", site: "A", operations: [{ seq: 10, resource: "L9", ratePerHour: 1 }] }]],
    [0, ["master.routing", { item: "S1", site: "A", operations: [{ seq: 10, resource: "L9", ratePerHour: 2 }] }]],
    [1, null],
  ]),
  "a count after what was issued brings back what is owed": told([
    [0, ["master.bom", { item: "S1", site: "A", components: [{ item: "C2", quantityPer: 1 }] }]],
    [0, order("WO-1", 1)],
    [0, ["erp.sales-order-line", line("SO-1", "C2", 60)]],
    [1, report("WO-1", 10, "L9", 4, "paused")],
    [12, count("C2", { quantity: 20 })],
    [13, ["wms.stock-move", { item: "C2", quantity: 1, from: bin, reason: "issue", productionOrder: "WO-1" }]],
    [14, count("C2", { quantity: 5 })],
  ]),
  "two components that are there at the same time, of which now the one and now the other is issued": told([
    [0, count("C1", { status: "quality", quantity: 100 })],
    [0, count("C2", { status: "quality", quantity: 100 })],
    [0, orderOf("WO-1", 5, "C1", "C2")],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 10)]],
    ...["C1", "C2", "C1"].map(
      (item, k): Told => [
        k,
        ["wms.stock-move", { item, quantity: 1, from: bin, reason: "issue", productionOrder: "WO-1" }],
      ],
    ),
  ]),
  "a lot of which arrivals turn out to be of another, one by one": told([
    [0, ["erp.sales-order-line", line("SO-1", "S1", 120)]],
    [0, ["erp.sales-order-line", line("SO-2", "S1", 60)]],
    [0, orderFor("SO-1/1", orderOfNothing("WO-1", 1))],
    [1, receipt("S1", { lot: "Y", quantity: 4 })],
    [2, receipt("S1", { lot: "Y", productionOrder: "WO-1", quantity: 2 })],
    [2, receipt("S1", { lot: "Y", productionOrder: "WO-1", quantity: 2 })],
    [3, receipt("S1", { lot: "X", productionOrder: "WO-1", quantity: 2 }), 4],
    [4, receipt("S1", { lot: "X", productionOrder: "WO-1", quantity: 2 }), 5],
    [5, null],
  ]),
  "a lot that lies elsewhere, too, when it is told what it came of": told([
    [0, ["erp.sales-order-line", { ...line("SO-1", "S1", 120), site: "B" }]],
    [0, ["erp.sales-order-line", { ...line("SO-2", "S1", 60), site: "B" }]],
    [0, orderFor("SO-1/1", orderOfNothing("WO-1", 1))],
    [1, count("S1", { site: "B", lot: "X", quantity: 5 })],
    [2, receipt("S1", { lot: "X", productionOrder: "WO-1", quantity: 1 })],
    [3, null],
  ]),
  "a lot of which two receipts say at one time when it expires": told([
    [0, ["erp.sales-order-line", line("SO-1", "S1", 60)]],
    [1, receipt("S1", { lot: "X", quantity: 5, expiresAt: at(40) })],
    [2, null],
  ]).map((step) => ({
    ...step,
    events: step.events.flatMap((one) =>
      one.type === "wms.receipt"
        ? [one, { ...one, id: "later-by-name", data: { ...(one.data as object), quantity: 1, expiresAt: at(90) } }]
        : [one],
    ),
  })),
  "a lot that a transfer has brought as a move, and what is pegged to that": told([
    [0, transfer("TO-1", "C1", 1, 4)],
    [0, ["erp.sales-order-line", { ...line("SO-1", "C1", 30), site: "B" }]],
    [0, ["erp.sales-order-line", { ...line("SO-2", "C1", 90), site: "B" }]],
    [1, ["erp.sales-order-line", { ...line("SO-2", "C1", 90), site: "B", peggedTo: { transferOrder: "TO-1" } }]],
    [2, arrived("TO-1", "C1", "X", 3)],
    [3, ["erp.sales-order-line", { ...line("SO-2", "C1", 90), site: "B" }]],
    [4, ["erp.sales-order-line", { ...line("SO-1", "C1", 30), site: "B", peggedTo: { transferOrder: "TO-1" } }]],
    [5, arrived("TO-1", "C1", "Y", 2)],
    [6, arrived("TO-1", "C2", "Z", 2)],
    [6, ["erp.sales-order-line", { ...line("SO-3", "C2", 30), site: "B" }]],
    [6, ["erp.sales-order-line", { ...line("SO-4", "C2", 90), site: "B" }]],
    [7, ["erp.sales-order-line", { ...line("SO-4", "C2", 90), site: "B", peggedTo: { transferOrder: "TO-1" } }]],
  ]),
  "a pause that becomes long": told([
    [0, order("WO-1", 1)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 20)]],
    [1, report("WO-1", 10, "L9", 1, "paused")],
    ...every(1, 1, 13),
  ]),
  "one that ends no later, but less surely": told([
    [0, twoSteps("WO-1", 1)],
    [0, orderOfNothing("WO-2", 2)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 20)]],
    [0, ["erp.sales-order-line", line("SO-2", "S1", 22)]],
    [1, report("WO-1", 10, "L8", 0)],
    [1.1, report("WO-1", 20, "L9", 4)],
    [1.2, report("WO-1", 20, "L9", 1)],
    [1.3, report("WO-1", 20, "L9", 3)],
  ]),
  "what an order has made, and its point is held": told([
    [0, ["master.item", { id: "S1", name: "S1", uom: "kg" }]],
    [0, order("WO-1", 1)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 20)]],
    [2, report("WO-1", 10, "L9", 5, "done")],
    [3.5, null],
    [4, ["mes.quality-hold", { id: "H1", target: { item: "S1", site: "A" }, state: "held", reason: "lab" }]],
    [5, ["mes.quality-hold", { id: "H1", target: { item: "S1", site: "A" }, state: "released", reason: "lab" }]],
  ]),
  "goods that come sooner, and end too soon for somebody": told([
    [0, ["master.item", { id: "C1", name: "C1", uom: "kg", shelfLifeDays: 1 }]],
    [0, purchase("PO-1", 40)],
    [0, ["erp.sales-order-line", { ...line("SO-1", "C1", 60), customer: "D9", quantity: 2 }]],
    [0, ["erp.sales-order-line", { ...line("SO-2", "C1", 20), customer: "D9", quantity: 2 }]],
    [1, purchase("PO-1", 12)],
    [2, purchase("PO-1", 39)],
  ]),
  "what was made is fresh enough only later": told([
    [0, ["master.item", { id: "S1", name: "S1", uom: "kg", shelfLifeDays: 1 }]],
    [0, orderOfNothing("WO-1", 1)],
    [0, ["erp.sales-order-line", { ...line("SO-1", "S1", 40), customer: "D9" }]],
    [1, report("WO-1", 10, "L9", 5, "done")],
    ...every(0.5, 2, 44),
  ]),
  "what ends in just this minute ties with what lies there, and keeps from now on": told([
    [0, ["master.site", { id: "A", name: "A", timeZone: "Europe/Berlin" }]],
    [0, ["master.item", { id: "S1", name: "S1", uom: "kg", shelfLifeDays: 1 }]],
    [0, orderOfNothing("WO-1", 1)],
    [0, count("S1", { lot: "X", quantity: 5, expiresAt: at(40) })],
    [0, ["erp.sales-order-line", { ...line("SO-1", "S1", 2), customer: "D9", quantity: 3 }]],
    [0, ["erp.sales-order-line", { ...line("SO-2", "S1", 28.15), customer: "D9", quantity: 2 }]],
    [1, ["mes.operation", { ...report("WO-1", 10, "L9", 2)[1], runHours: 0.4 }]],
    [1.2, ["mes.resource-state", { resource: "L9", state: "down", since: at(1.2) }]],
    // From here the rest takes 36 minutes: it ends with the minute of 2.1 hours.
    [1.5, ["mes.resource-state", { resource: "L9", state: "running", since: at(1.5) }]],
    ...every(1 / 60, 2, 2.25),
  ]),
  "of two holds the one that should have ended goes on": told([
    [0, count("C1", { lot: "X", quantity: 5 })],
    [0, ["erp.sales-order-line", line("SO-1", "C1", 20)]],
    [0, ["mes.quality-hold", { ...holdOn({ item: "C1", lot: "X" }), id: "H1", expectedReleaseAt: at(1) }]],
    [0, ["mes.quality-hold", { ...holdOn({ item: "C1", site: "A" }), id: "H2", expectedReleaseAt: at(16) }]],
    [0, order("WO-1", 1)],
    [0, report("WO-1", 10, "L9", 5, "done")],
    [0, ["erp.sales-order-line", line("SO-2", "S1", 20)]],
    [0, ["mes.quality-hold", { ...holdOn({ productionOrder: "WO-1" }), id: "H3", expectedReleaseAt: at(1) }]],
    [0, ["mes.quality-hold", { ...holdOn({ item: "S1", site: "A" }), id: "H4", expectedReleaseAt: at(16) }]],
    ...every(0.5, 0.5, 8),
  ]),
  "what ends with each minute keeps longer with each, and at last longer than a lot": told([
    [0, ["master.site", { id: "A", name: "A", timeZone: "Europe/Berlin" }]],
    [0, ["master.item", { id: "S1", name: "S1", uom: "kg", shelfLifeDays: 1 }]],
    [0, orderOfNothing("WO-1", 1)],
    [0, count("S1", { lot: "X", quantity: 5, expiresAt: at(26.2) })],
    [0, ["erp.sales-order-line", { ...line("SO-1", "S1", 2), customer: "D9", quantity: 4 }]],
    [1, ["mes.operation", { ...report("WO-1", 10, "L9", 2)[1], runHours: 0.4 }]],
    [1.2, ["mes.resource-state", { resource: "L9", state: "down", since: at(1.2) }]],
    [1.5, ["mes.resource-state", { resource: "L9", state: "running", since: at(1.5) }]],
    ...every(1 / 60, 2, 2.4),
  ]),
  "an order that takes no time at all is there when it is planned": told([
    [0, ["master.site", { id: "A", name: "A", timeZone: "Europe/Berlin" }]],
    [0, ["master.item", { id: "S1", name: "S1", uom: "kg", shelfLifeDays: 1 }]],
    [0, withRate(orderOfNothing("WO-1", 2), 1e12)],
    [0, count("S1", { lot: "X", quantity: 5, expiresAt: at(40) })],
    [0, ["erp.sales-order-line", { ...line("SO-1", "S1", 2), customer: "D9", quantity: 3 }]],
    // Wants goods that end a little later than those do that are there first.
    [0, ["erp.sales-order-line", { ...line("SO-2", "S1", 28.05), customer: "D9", quantity: 2 }]],
    ...every(1 / 60, 1.9, 2.1),
  ]),
  "transfers that can be there now": told([
    [0, count("C2", { quantity: 20 })],
    [0, count("C2", { site: "B", quantity: 3 })],
    [0, transfer("TO-1", "C2", 3, 3)],
    [0, ["erp.sales-order-line", { ...line("SO-1", "C2", 1), customer: "D9", site: "B" }]],
    ...every(1 / 60, 2.95, 3.05),
    // In a circle.
    [3.1, transfer("TO-1", "C2", 3, 4)],
    [3.1, ["erp.transfer-order", { ...transfer("TO-2", "C2", 3, 4)[1], fromSite: "B", toSite: "A" }]],
    ...every(1 / 60, 3.95, 4.05),
    [4.1, ["erp.transfer-order", { ...transfer("TO-2", "C2", 3, 4)[1], status: "cancelled" }]],
    // Planned to be there before it leaves.
    [4.1, transfer("TO-1", "C2", 6, 5)],
    ...every(1 / 60, 4.95, 5.05),
    ...every(1 / 60, 5.95, 6.05),
  ]),
  "goods of an order that is gone, and comes again for somebody": told([
    [0, order("WO-1", 1)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 20)]],
    [0, ["erp.sales-order-line", line("SO-2", "S1", 60)]],
    [1, receipt("S1", { productionOrder: "WO-1", lot: "X", quantity: 5 })],
    [2, orderFor("SO-2/1", order("WO-1", 1))],
    [3, ["erp.production-order", { id: "WO-1", deleted: true }]],
    [4, orderFor("SO-2/1", order("WO-1", 1))],
  ]),
  "more material that comes when an operation could have begun": told([
    [0, ["master.bom", { item: "S1", site: "A", components: [{ item: "C2", quantityPer: 1 }] }]],
    [0, purchase("PO-1", 2, "C2")],
    [0, count("C2", { quantity: 20 })],
    [0, order("WO-1", 1)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 2)]],
    [3, null],
    // In the same minute: nothing else changes.
    [3, receipt("C2", { purchaseOrderLine: "PO-1/1", quantity: 5 })],
  ]),
  "reports before one that was taken back, of an order that goes and comes again": told([
    [0, order("WO-1", 1)],
    [1, report("WO-1", 10, "L9", 5, "done")],
    [2, ["mes.operation", { ...report("WO-1", 10, "L9", 5, "done")[1], startedAt: at(1.5) }]],
    [3, ["mes.operation", { order: "WO-1", seq: 10, deleted: true }]],
    [4, ["erp.production-order", { id: "WO-1", deleted: true }]],
    [5, order("WO-1", 1)],
  ]),
  "goods arrive from a site with the end of that site": together([
    [0, receipt("C2", { site: "B", quantity: 20 })],
    [
      1,
      ["wms.stock-move", { item: "C2", quantity: 10, from: bin, to: { site: "B", location: "1" }, reason: "putaway" }],
    ],
    [1, ["master.site", { id: "A", deleted: true }]],
    [2, null],
  ]),
  "an order that nobody reports, of which all that comes in is rejected": told([
    [0, order("WO-1", 1)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 20)]],
    [100, null],
    [180, null],
    [190, receipt("S1", { productionOrder: "WO-1", quantity: 5, rejected: 5 })],
    [191, null],
  ]),
  "an order that made too little long ago, and is heard of again from elsewhere": told([
    [0, order("WO-1", 1)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 20)]],
    [2, report("WO-1", 10, "L9", 1, "done")],
    [300, null],
    [350, null],
    [400, null],
    // In the same minute: nothing else changes.
    [400, receipt("S1", { site: "B", productionOrder: "WO-1", quantity: 1, rejected: 1 })],
    [401, null],
  ]),
  "a component that is no item any more, of a list that another has taken the place of": told([
    [0, ["erp.sales-order-line", line("SO-1", "F1", 20)]],
    [0, ["master.bom", { item: "F1", site: "A", components: [{ item: "C1", quantityPer: 1 }] }]],
    [0, order("WO-1", 1, "released", "F1")],
    [1, ["master.bom", { item: "F1", site: "A", components: [{ item: "C2", quantityPer: 1 }] }]],
    [2, item("C1", { deleted: true })],
  ]),
  "what is waited for becomes more": told([
    [0, ["master.bom", { item: "S1", site: "A", components: [{ item: "C2", quantityPer: 1 }] }]],
    [0, order("WO-1", 1)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 4)]],
    [0, receipt("C2", { quantity: 40, status: "quality" })],
    // In the same minute: it is there no later, and nothing else changes.
    [0, receipt("C2", { quantity: 40, status: "quality" })],
  ]),
  "what is waited for becomes more, where something else is on its way": told([
    [0, ["master.bom", { item: "S1", site: "A", components: [{ item: "C2", quantityPer: 1 }] }]],
    [0, ["erp.transfer-order", { ...transfer("TO-1", "C2", 50, 60)[1], fromSite: "B", toSite: "A" }]],
    [0, order("WO-1", 1)],
    [0, ["erp.sales-order-line", line("SO-1", "S1", 4)]],
    [0, receipt("C2", { quantity: 40, status: "quality" })],
    // In the same minute: it is there no later, and nothing else changes.
    [0, receipt("C2", { quantity: 40, status: "quality" })],
  ]),
  "what there is more and less of, of all kinds": told([
    [0, ["master.item", { id: "C2", name: "C2", uom: "kg" }]],
    [0, count("C2", { lot: "X", quantity: 3 })],
    [0, purchase("PO-1", 30, "C2")],
    [0, orderOfNothing("WO-1", 1)],
    [0, ["erp.production-order", { ...orderOfNothing("WO-2", 5)[1], item: "C2", quantity: 9 }]],
    [0, ["erp.sales-order-line", { ...line("SO-1", "C2", 20), quantity: 4 }]],
    [0, ["erp.sales-order-line", { ...line("SO-2", "C2", 30), quantity: 4 }]],
    [0, ["erp.sales-order-line", { ...line("SO-3", "C2", 40), quantity: 4 }]],
    [1, count("C2", { lot: "X", quantity: 4 })],
    [2, receipt("C2", { purchaseOrderLine: "PO-1/1", location: "2", lot: "Z", quantity: 2 })],
    [3, count("C2", { lot: "X", quantity: 2 })],
    [5, ["mes.operation", { ...report("WO-2", 10, "L8", 2)[1], startedAt: at(5) }]],
    // In the same minute: nothing else changes.
    [5, ["mes.operation", { ...report("WO-2", 10, "L8", 3)[1], startedAt: at(5) }]],
    [5, ["mes.operation", { ...report("WO-2", 10, "L8", 7)[1], startedAt: at(5) }]],
  ]),
  "what somebody waits for has been made, and then more of it": told([
    [0, ["master.site", { id: "A", name: "A", timeZone: "Europe/Berlin", putawayHours: 5 }]],
    [0, orderOfNothing("WO-1", 0)],
    [0, ["erp.sales-order-line", { ...line("SO-1", "S1", 1), quantity: 1 }]],
    [2, report("WO-1", 10, "L9", 2)],
    // In the same minute: nothing else changes.
    [2, report("WO-1", 10, "L9", 3)],
  ]),
  "two picks of one lot for one line, of which one is more": told([
    [0, count("C2", { lot: "X", quantity: 30 })],
    [0, ["erp.sales-order-line", { ...line("SO-1", "C2", 20), quantity: 12 }]],
    [0, ["erp.sales-order-line", { ...line("SO-2", "C2", 22), quantity: 25 }]],
    [1, pick("SO-1/1", "P1", 3)],
    [1, pick("SO-1/1", "P2", 5)],
    [2, pick("SO-1/1", "P1", 2)],
    [3, pick("SO-1/1", "P2", 1)],
  ]),
};

/** `again`: with the name of that one, by its place. */
type Told = readonly [hours: number, event: readonly [type: string, data: object] | null, again?: number];

function told(steps: readonly Told[]): readonly Step[] {
  return steps.map(([hours, one, again], k) => ({
    hours,
    events: one === null ? [] : [event(again ?? k, hours, one[0], one[1])],
  }));
}

/** What is told of one hour comes as one. */
function together(steps: readonly Told[]): readonly Step[] {
  const all = told(steps);
  return [...new Set(all.map(({ hours }) => hours))].map((hours) => ({
    hours,
    events: all.filter((one) => one.hours === hours).flatMap(({ events }) => events),
  }));
}

/** Each a millisecond later than the one before: what is said last counts. */
function event(k: number, hours: number, type: string, data: object): CloudEvent {
  const time = isoOf(BEGIN + Math.round(hours * HOUR) - 1_000 + k);
  return { specversion: "1.0", id: `d${k}`, source: "/a", type, time, data };
}

function at(hours: number): string {
  return isoOf(BEGIN + hours * HOUR);
}

/** Time alone, in steps of so many hours. */
function every(step: number, from: number, to: number): Told[] {
  return Array.from({ length: Math.floor((to - from) / step) }, (_, k): Told => [from + (k + 1) * step, null]);
}

function line(id: string, item: string, hours: number) {
  const promised = { requestedAt: at(hours), promisedAt: at(hours) };
  return { order: id, line: "1", customer: "D1", item, site: "A", quantity: 5, ...promised, status: "open" };
}

function purchase(id: string, hours: number, item = "C1", status = "open"): [string, object] {
  const about = { order: id, line: "1", supplier: "V1", item, site: "A", quantity: 5 };
  return ["erp.purchase-order-line", { ...about, orderedAt: at(-100), promisedAt: at(hours), status }];
}

function item(id: string, data: object): [string, object] {
  return ["master.item", { id, name: id, uom: "pc", ...data }];
}

function from(supplier: string, [type, data]: [string, object]): [string, object] {
  return [type, { ...data, supplier }];
}

function order(id: string, hours: number, status = "released", item = "S1"): [string, object] {
  const operations = [{ seq: 10, resource: "L9", ratePerHour: 5 }];
  const planned = { plannedStart: at(hours), plannedFinish: at(hours + 2) };
  return ["erp.production-order", { id, item, site: "A", quantity: 5, ...planned, status, operations }];
}

function orderFor(line: string, [type, data]: [string, object]): [string, object] {
  return [type, { ...data, peggedTo: line }];
}

function orderElsewhere(id: string): [string, object] {
  const [type, data] = order(id, 1);
  return [type, { ...data, site: "B" }];
}

function report(id: string, seq: number, resource: string, good: number, state = "running"): [string, object] {
  return ["mes.operation", { order: id, seq, resource, state, good, scrap: 0, startedAt: at(0.5) }];
}

/** On two resources that never close, without material. */
function twoSteps(id: string, hours: number): [string, object] {
  const [type, data] = orderOfNothing(id, hours);
  const operations = [
    { seq: 10, resource: "L8", ratePerHour: 1 },
    { seq: 20, resource: "L9", ratePerHour: 5 },
  ];
  return [type, { ...data, operations }];
}

function withRate([type, data]: [string, object], ratePerHour: number): [string, object] {
  return [type, { ...data, operations: [{ seq: 10, resource: "L9", ratePerHour }] }];
}

function transfer(id: string, item: string, ship: number, receipt: number): [string, object] {
  const planned = { plannedShip: at(ship), plannedReceipt: at(receipt) };
  return ["erp.transfer-order", { id, item, fromSite: "A", toSite: "B", quantity: 5, ...planned, status: "open" }];
}

function arrived(transferOrder: string, item: string, lot: string, quantity: number): [string, object] {
  const to = { site: "B", location: "1" };
  return ["wms.stock-move", { item, lot, quantity, to, reason: "transfer", transferOrder }];
}

function holdOn(target: object) {
  return { target, state: "held", reason: "lab" };
}

/** One of each component for one of it. */
function orderOf(id: string, hours: number, ...items: readonly string[]): [string, object] {
  const [type, data] = order(id, hours);
  return [type, { ...data, components: items.map((item) => ({ item, quantityPer: 1 })) }];
}

/** It needs no material. */
function orderOfNothing(id: string, hours: number): [string, object] {
  const [type, data] = order(id, hours);
  return [type, { ...data, components: [] }];
}

function count(item: string, data: object): [string, object] {
  return ["wms.stock-count", { site: "A", location: "1", item, status: "available", ...data }];
}

function receipt(item: string, data: object): [string, object] {
  return ["wms.receipt", { site: "A", location: "1", item, ...data }];
}

function pick(line: string, location: string, quantity: number): [string, object] {
  const places = { from: { site: "A", location: "1" }, to: { site: "A", location } };
  return ["wms.stock-move", { item: "C2", lot: "X", quantity, ...places, reason: "pick", salesOrderLine: line }];
}

function response(kind: string, fixed: string, perUnit: string): readonly [string, object] {
  const money = (currency: string): object => ({ amount: "2", currency });
  return ["master.response-cost", { site: "A", kind, fixed: money(fixed), perUnit: money(perUnit) }];
}
