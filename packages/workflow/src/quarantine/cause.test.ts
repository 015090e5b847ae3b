import { describe, expect, test } from "vitest";
import { describeRefused, fieldNamedBy } from "./cause.ts";
import { toldOf } from "./told.ts";

const refused = (some: Partial<Parameters<typeof describeRefused>[0]> = {}) =>
  describeRefused({
    connector: "tryton",
    rule: "field-type",
    reason: "data.operations[3].seq must be a number; it is null.",
    text: JSON.stringify({ type: "erp.production-order", data: { id: "WO-7" } }),
    ...some,
  });

describe("[Q1] the cause of a refused fact", () => {
  test("is its connector, its rule, its type and the field that the reason names", () => {
    const { cause, field, told } = refused();
    expect(cause).toEqual({
      id: "qc-290446e50c396989cc6c",
      connector: "tryton",
      rule: "field-type",
      factType: "erp.production-order",
      field: "/data/operations/*/seq",
    });
    expect(field).toBe("/data/operations/3/seq");
    expect(told).toEqual(["order:WO-7"]);
  });

  test("is one for every place of a list, and another for all else that differs", () => {
    const { id } = refused().cause;
    const at12 = refused({ reason: "data.operations[12].seq must be a number; it is 1." });
    expect(at12.cause.id).toBe(id);
    const others = [
      refused({ connector: "mqtt" }),
      refused({ rule: "instant" }),
      refused({ reason: "data.operations[3].name is missing: add it." }),
      refused({ text: JSON.stringify({ type: "erp.transfer-order" }) }),
    ].map(({ cause }) => cause.id);
    expect(new Set([id, ...others]).size).toBe(5);
  });

  test("is there for a text that nobody can read, too", () => {
    const about = { rule: "not-json", reason: "This is no JSON: send one CloudEvents object." };
    for (const text of ["{", "7", "null", JSON.stringify({ type: 7 }), `"${"x".repeat(1_100_000)}"`])
      expect(refused({ ...about, text })).toMatchObject({ cause: { factType: null, field: null }, told: null });
  });

  test.each([
    ["data.uom must be a text; it is 7.", "/data/uom"],
    ["data.rejected (3) must not be more than data.quantity (2), the gross quantity", "/data/rejected"],
    ["data.from.site is missing: add it.", "/data/from/site"],
    ["data.a/b must be a text; it is 7.", "/data/a~1b"],
    ["time is 2026-03-02T08:00:00.000Z, more than 5 minutes ahead", "/time"],
    ["time, when it happened, must be an RFC 3339 instant", "/time"],
    ['specversion must be "1.0"; it is missing.', "/specversion"],
    ["data must be an object with the fields of master.item; it is 7.", "/data"],
    ["Another fact of source /erp with the id 7 says something else", null],
    ["A wms.receipt is no entity that could be deleted", null],
    ["topic spBv1.0/x is none", null],
    ["", null],
  ])("the field of %j is %j", (reason, field) => {
    expect(fieldNamedBy(reason)).toBe(field);
  });
});

describe("[Q2] what a refused fact would have told of", () => {
  test.each([
    ["erp.sales-order-line", { order: "SO-1", line: 10 }, ["line:SO-1/10"]],
    ["erp.purchase-order-line", { order: "PO-1", line: "1" }, ["purchase:PO-1/1"]],
    ["erp.transfer-order", { id: "T-1" }, ["transfer:T-1"]],
    ["mes.operation", { order: "WO-1", seq: "x" }, ["order:WO-1"]],
    ["mes.resource-state", { resource: "LINE-1" }, ["resource:LINE-1"]],
    ["mes.quality-hold", { id: "H-1", target: { item: "A", lot: "L" } }, ["hold:H-1", "item:A"]],
    ["mes.quality-hold", { target: { item: "A", site: "S" } }, ["point:A@S"]],
    ["mes.quality-hold", { target: { productionOrder: "WO-1" } }, ["order:WO-1"]],
    ["wms.stock-count", { item: "A", site: "S" }, ["point:A@S"]],
    ["wms.receipt", { item: "A", site: "S", purchaseOrderLine: "PO-1/1" }, ["point:A@S", "purchase:PO-1/1"]],
    [
      "wms.stock-move",
      { item: "A", from: { site: "S" }, to: { site: "S" }, salesOrderLine: "SO-1/1" },
      ["point:A@S", "line:SO-1/1"],
    ],
    ["wms.shipment", { salesOrderLine: "SO-1/1" }, ["line:SO-1/1"]],
    ["tower.estimate", { target: { hold: "H-1" } }, ["hold:H-1"]],
    ["master.bom", { item: "A", site: "S" }, ["point:A@S"]],
    ["master.customer", { id: "C" }, ["customer:C"]],
    ["erp.sales-order-line", { order: "SO-1" }, null],
    ["wms.stock-count", { item: "A", site: { id: "S" } }, null],
    ["master.calendar", { id: "K" }, null],
    ["nonsense", { id: "K" }, null],
  ])("%s %j: %j", (type, data, told) => {
    expect(toldOf({ type, data })).toEqual(told);
  });

  test("of what is no event, nobody can tell", () => {
    for (const value of [null, 7, [], "x", {}, { type: "master.item", data: [] }]) expect(toldOf(value)).toBeNull();
  });
});
