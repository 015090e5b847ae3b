import { assert, present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Json, JsonObject } from "@lockstep/domain/json";
import { describe, expect, test } from "vitest";
import type { Reading, Row } from "../polled/contract.ts";
import { testPolledContract } from "../testing/polled-kit.ts";
import { row, TRYTON_ROWS, WRITTEN } from "../testing/tryton-rows.ts";
import type { Tryton } from "./configuration.ts";
import { ON_HAND } from "./tables.ts";
import { createTryton, sourcesOf } from "./tryton-connector.ts";

const config: Tryton = {
  id: "erp",
  kind: "tryton",
  url: "http://erp",
  database: "db",
  user: "reader",
  password: `\${env:ERP}`,
  timeZone: "Europe/Berlin",
  sites: { WH: { id: "PLANT-A" } },
  locations: { HOLD: "blocked" },
  ratesPerHour: { Fill: 200 },
};
const AT = Date.parse("2026-03-02T13:00:00Z");

testPolledContract("tryton", {
  create: (entries) => createTryton(config, entries),
  rows: TRYTON_ROWS,
  vital: { table: "sale.line", id: 1, entities: 1 },
  at: AT,
  sources: sourcesOf(config),
  command: { kind: "purchase-date", line: "P1/1", date: "2026-03-20" },
});

const reading = (rows: Readonly<Record<string, readonly Row[]>>): Reading => ({
  rows: new Map(Object.entries(rows)),
  gone: new Map(),
  whole: new Set(),
  cursor: "1",
});

/** A connector that knows the small plant, and what it says of changes: each a table, a row and what is new of it. */
function begun(settings: Partial<Tryton> = {}) {
  const connector = createTryton({ ...config, ...settings }, []);
  const first = connector.take(reading(TRYTON_ROWS), AT).facts;
  let at = AT;
  const change = (table: string, id: number, fields: JsonObject, stamp = "2026-03-02T12:30:00.000000Z") => {
    at += 1;
    const before = connector.rows(table).get(id)?.fields ?? {};
    return connector.take(reading({ [table]: [row(id, { ...before, ...fields }, stamp)] }), at).facts;
  };
  return { connector, first, change };
}

const find = (facts: readonly CloudEvent[], type: string): CloudEvent[] => facts.filter((fact) => fact.type === type);
const data = (facts: readonly CloudEvent[], type: string) => find(facts, type).map((fact) => fact.data);

describe("what is read of Tryton", () => {
  const { first } = begun();

  test("comes with the rows that each fact was made of; sums over all that has moved come without", () => {
    const { facts, from = [] } = createTryton(config, []).take(reading(TRYTON_ROWS), AT);
    expect(from).toHaveLength(facts.length);
    const of = (type: string) => from[facts.findIndex((fact) => fact.type === type)];
    const item = JSON.parse(of("master.item")?.text ?? "[]") as { table: string; id: number; fields: object }[];
    expect(item.map(({ table }) => table)).toEqual(["product.product", "product.template", "product.uom"]);
    for (const { table, id, fields } of item) {
      expect(fields).toEqual(TRYTON_ROWS[table]?.find((row) => row.id === id)?.fields);
    }
    expect(of("erp.sales-order-line")?.place).toContain("sale.line/1, sale.sale/");
    expect(facts.some(({ type }) => type === "wms.stock-count")).toBe(true);
    expect(of("wms.stock-count")).toBeNull();
  });

  test("is master data in the words of people, in the units of the items", () => {
    expect(data(first, "master.site")).toEqual([
      { id: "PLANT-A", name: "Warehouse", timeZone: "Europe/Berlin", receipts: "posted" },
    ]);
    expect(data(first, "master.item").map((one) => (one as { id: string }).id)).toEqual(["FG", "SA", "JAR"]);
    expect(data(first, "master.bom")).toEqual([
      {
        item: "FG",
        site: "PLANT-A",
        components: [
          { item: "SA", quantityPer: 0.5 },
          { item: "JAR", quantityPer: 1 },
        ],
      },
    ]);
    expect(data(first, "master.routing")).toEqual([
      { item: "FG", site: "PLANT-A", operations: [{ seq: 10, resource: "Filler", ratePerHour: 200 }] },
    ]);
    expect(data(first, "master.resource")).toMatchObject([
      { id: "Filler", hourlyCost: { amount: "40", currency: "USD" } },
    ]);
    expect(data(first, "master.sourcing")).toMatchObject([
      { item: "JAR", supplier: "2", leadTimeDays: 10, minimumQuantity: 100 },
    ]);
    expect(data(first, "master.stocking")).toMatchObject([{ item: "JAR", safetyStock: 500, reviewedAt: WRITTEN }]);
    expect([data(first, "master.customer"), data(first, "master.supplier")]).toMatchObject([
      [{ id: "3" }],
      [{ id: "2" }],
    ]);
  });

  test("is orders, whose dates are days at the site", () => {
    expect(data(first, "erp.sales-order-line")).toMatchObject([
      { order: "S1", line: "1", quantity: 400, promisedAt: "2026-03-05T23:00:00.000Z", status: "open" },
    ]);
    expect(data(first, "erp.purchase-order-line")).toMatchObject([
      { order: "P1", quantity: 1_500, promisedAt: "2026-03-10T23:00:00.000Z", orderedAt: "2026-02-28T23:00:00.000Z" },
    ]);
    expect(data(first, "erp.production-order")).toMatchObject([
      {
        id: "M1",
        status: "released",
        plannedStart: "2026-03-02T23:00:00.000Z",
        plannedFinish: "2026-03-04T23:00:00.000Z",
        operations: [{ seq: 10, resource: "Filler" }],
        components: [{ item: "SA", quantityPer: 0.5 }],
      },
    ]);
  });

  test("is stock as a count of each bucket, and only those moves that belong to a document", () => {
    expect(data(first, "wms.stock-count")).toMatchObject([
      { location: "STO", item: "SA", lot: "L-1", quantity: 100, expiresAt: "2026-03-08T23:00:00.000Z" },
      { location: "STO", item: "JAR", quantity: 600 },
    ]);
    expect(data(first, "wms.stock-move")).toEqual([
      {
        ...{ item: "SA", lot: "L-1", quantity: 200, status: "available", reason: "issue", productionOrder: "M1" },
        from: { site: "PLANT-A", location: "STO" },
      },
    ]);
    // Not later than the counts: they do not take it twice.
    const [count, move] = [find(first, "wms.stock-count")[0], find(first, "wms.stock-move")[0]];
    expect(Date.parse(move?.time ?? "")).toBeLessThanOrEqual(Date.parse(count?.time ?? ""));
  });
});

describe("what happens in Tryton", () => {
  test("a purchase that is delayed moves the promise, not the first one; its time is the move's", () => {
    const { change } = begun();
    const facts = change("stock.move", 3, { planned_date: "2026-03-20" });
    expect(facts).toMatchObject([
      {
        type: "erp.purchase-order-line",
        time: "2026-03-02T12:30:00.000Z",
        data: { promisedAt: "2026-03-19T23:00:00.000Z", firstPromisedAt: "2026-03-10T23:00:00.000Z" },
      },
    ]);
  });

  test("a line that no move carries yet is expected after its supplier's lead time; one that is no number says nothing", () => {
    const { change } = begun();
    let quantity = 100;
    change("stock.move", 3, { origin: null });
    const open = { purchase_date: "2026-02-01", delivery_date: null };
    change("purchase.purchase", 1, open);
    change("purchase.line", 1, { delivery_date_store: null });
    const promised = (lead_time: Json): unknown => {
      change("purchase.product_supplier", 1, { lead_time });
      const [line] = data(change("purchase.line", 1, { quantity: ++quantity }), "erp.purchase-order-line");
      return (line as JsonObject | undefined)?.["promisedAt"];
    };
    expect(promised(864_000)).toBe("2026-02-10T23:00:00.000Z");
    expect(promised("2026-13-45")).toBe("2026-01-31T23:00:00.000Z");
    expect(promised(1e30)).toMatch(/^9999-/);
  });

  test("a change without a later stamp is still later than what was told before", () => {
    const { change } = begun();
    const [fact] = change("stock.move", 3, { planned_date: "2026-03-20" }, WRITTEN);
    expect(fact?.time).toBe("2026-03-02T12:00:00.001Z");
    const [back] = change("stock.move", 3, { planned_date: "2026-03-11" }, WRITTEN);
    expect(back?.time).toBe("2026-03-02T12:00:00.002Z");
  });

  test("a sales promise stays as it was seen first, unless it is declared to follow the order", () => {
    const moved = { shipping_date: "2026-03-12" };
    expect(begun().change("sale.sale", 1, moved)).toMatchObject([
      { data: { requestedAt: "2026-03-11T23:00:00.000Z", promisedAt: "2026-03-05T23:00:00.000Z" } },
    ]);
    expect(begun({ promise: "current" }).change("sale.sale", 1, moved)).toMatchObject([
      { data: { promisedAt: "2026-03-11T23:00:00.000Z" } },
    ]);
  });

  test("a shipment alone that is moved says nothing of the order", () => {
    expect(begun().change("stock.shipment.out", 1, { planned_date: "2026-03-12" })).toEqual([]);
    expect(begun().change("stock.move", 4, { planned_date: "2026-03-12" })).toEqual([]);
  });

  test("what is received is told once, whatever becomes of its row", () => {
    const { change } = begun();
    const facts = change("stock.move", 3, { state: "done", quantity: 1_400, effective_date: "2026-03-02" });
    expect(data(facts, "wms.receipt")).toEqual([
      { site: "PLANT-A", location: "IN", item: "JAR", quantity: 1_400, status: "available", purchaseOrderLine: "P1/1" },
    ]);
    expect(data(facts, "erp.purchase-order-line")).toMatchObject([{ status: "closed", quantity: 1_500 }]);
    expect(find(change("stock.move", 3, { quantity: 1_300 }), "wms.receipt")).toEqual([]);
  });

  test("a movement that becomes visible late counts after the opening, not into it", () => {
    const { change } = begun();
    const [receipt] = find(change("stock.move", 3, { state: "done" }, "2026-03-02T11:00:00.000000Z"), "wms.receipt");
    expect(receipt?.time).toBe("2026-03-02T12:00:00.001Z");
  });

  test("a shipment takes its stock when it is booked; one that was booked days later says when it left", () => {
    const gone = { state: "done", effective_date: "2026-03-02" };
    expect(data(begun().change("stock.move", 4, gone), "wms.shipment")).toEqual([
      {
        ...{ id: "move-4", salesOrderLine: "S1/1", item: "FG", site: "PLANT-A", location: "OUT", quantity: 400 },
        shippedAt: "2026-03-02T12:30:00.000Z",
      },
    ]);
    const facts = begun().change("stock.move", 4, { ...gone, effective_date: "2026-02-27" });
    expect(data(facts, "wms.shipment")).toMatchObject([{ shippedAt: "2026-02-27T23:00:00.000Z" }]);
    expect(data(facts, "wms.shipment")[0]).not.toHaveProperty("location");
    expect(data(facts, "wms.stock-move")).toMatchObject([
      { from: { location: "OUT" }, reason: "adjust", quantity: 400 },
    ]);
  });

  test("what is moved to a place where it may not be used is blocked there", () => {
    const { change } = begun();
    const fields = { product: 3, quantity: 5, uom: 1, from_location: 3, to_location: 8, state: "done" };
    const facts = change("stock.move", 9, fields);
    expect(data(facts, "wms.stock-move")).toMatchObject([
      { status: "available", toStatus: "blocked", reason: "putaway", to: { location: "HOLD" } },
    ]);
  });

  test("an order that goes back to draft is gone, and back when it is confirmed again", () => {
    const { change } = begun();
    expect(change("sale.sale", 1, { state: "draft" })).toMatchObject([
      { data: { order: "S1", line: "1", deleted: true } },
    ]);
    const [again] = change("sale.sale", 1, { state: "processing" });
    expect(again).toMatchObject({ type: "erp.sales-order-line", data: { quantity: 400 } });
    // Later than its deletion, which was told when it was noticed.
    expect(Date.parse(again?.time ?? "")).toBeGreaterThan(AT);
  });

  test("what Tryton's own sums say is told as its belief", () => {
    const { connector } = begun();
    const sums = [{ id: "3@5", stamp: "", fields: { product: 3, warehouse: 5, quantity: 590 } }];
    const { facts } = connector.take({ ...reading({ [ON_HAND]: sums }), whole: new Set([ON_HAND]) }, AT + 1);
    expect(facts).toMatchObject([
      { type: "erp.stock-on-hand", source: "/tryton/erp/erp", data: { item: "JAR", site: "PLANT-A", quantity: 590 } },
    ]);
  });

  test("goods of the same code are told apart by their number", () => {
    const { change } = begun();
    const facts = change("product.product", 2, { code: "FG" });
    const told = data(facts, "master.item") as readonly { id: string; deleted?: boolean }[];
    expect(told.filter(({ deleted }) => deleted !== true).map(({ id }) => id)).toEqual(["FG#1", "FG#2"]);
    expect(
      told
        .filter(({ deleted }) => deleted === true)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(["FG", "SA"]);
  });

  test("a transfer between two sites is one order for each item", () => {
    const connector = createTryton({ ...config, sites: { WH: { id: "A" }, W2: { id: "B" } } }, []);
    const far = [
      row(15, { name: "Far", code: "W2", type: "warehouse", warehouse: 15 }),
      row(16, { name: "Far shelf", code: "FAR", type: "storage", warehouse: 15 }),
    ];
    const shipment = { number: "T1", state: "waiting", from_location: 3, to_location: 16 };
    const moved = {
      ...{ product: 3, quantity: 70, uom: 1, from_location: 3, to_location: 16, state: "draft" },
      ...{ shipment: "stock.shipment.internal,1", planned_date: "2026-03-05" },
    };
    const rows = {
      ...TRYTON_ROWS,
      "stock.location": [...(TRYTON_ROWS["stock.location"] ?? []), ...far],
      "stock.shipment.internal": [row(1, shipment)],
      "stock.move": [...(TRYTON_ROWS["stock.move"] ?? []), row(20, moved)],
    };
    const { facts } = connector.take(reading(rows), AT);
    expect(data(facts, "erp.transfer-order")).toMatchObject([
      { id: "T1:JAR", fromSite: "A", toSite: "B", quantity: 70, status: "open" },
    ]);
    const done = connector.take(reading({ "stock.move": [row(20, { ...moved, state: "done" })] }), AT + 1).facts;
    expect(data(done, "wms.stock-move")).toMatchObject([
      { reason: "transfer", transferOrder: "T1:JAR", from: { site: "A" }, to: { site: "B" } },
    ]);
  });
});

describe("what is written to Tryton", () => {
  const write = (command: object) => {
    const planned = begun().connector.write(command, "c-1");
    assert(planned.ok, () => JSON.stringify(planned));
    return planned.value;
  };

  test("a purchase's new date goes to its moves, as they stood when it was decided", () => {
    const { expected, calls, done } = write({ kind: "purchase-date", line: "P1/1", date: "2026-03-20" });
    const day = { __class__: "date", year: 2026, month: 3, day: 20 };
    expect(calls).toEqual([{ method: "model.stock.move.write", params: [[3], { planned_date: day }] }]);
    expect(expected).toEqual([{ table: "stock.move", id: 3, stamp: WRITTEN, precondition: "1772452800" }]);
    expect(done).toEqual([{ table: "stock.move", where: ["id", 3], field: "planned_date", value: "2026-03-20" }]);
  });

  test("a sale's new date goes to its shipment; production's to the order", () => {
    expect(write({ kind: "sales-date", line: "S1/1", date: "2026-03-20" }).calls).toMatchObject([
      { method: "model.stock.shipment.out.write", params: [[1], {}] },
    ]);
    const { connector, change } = begun();
    change("production", 1, { state: "waiting" });
    const dates = { kind: "production-dates", order: "M1", start: "2026-03-05", finish: "2026-03-06" };
    expect(connector.write(dates, "c-1")).toMatchObject({
      ok: true,
      value: { calls: [{ method: "model.production.write" }] },
    });
    expect(connector.write({ ...dates, start: "2026-03-07" }, "c-1")).toEqual({
      ok: false,
      error: "start must not be after finish.",
    });
  });

  test("a confirmation writes what came out, ends the work, then books it", () => {
    const { calls, expected } = write({ kind: "production-done", order: "M1", made: 390 });
    expect(calls.map(({ method }) => method.slice("model.".length))).toEqual([
      "stock.move.write",
      "production.work.start",
      "production.work.stop",
      "production.done",
    ]);
    expect(expected.map(({ table }) => table)).toEqual(["production", "production.work", "stock.move"]);
  });

  test("a hold is an internal shipment that is found again by its reference", () => {
    const held = { kind: "hold", item: "SA", lot: "L-1", quantity: 40, from: "STO", to: "HOLD" };
    const { calls, done } = write(held);
    expect(present(calls[0], () => "no call").params).toMatchObject([
      [{ reference: "c-1", from_location: 3, to_location: 8 }],
    ]);
    expect(done).toMatchObject([
      { table: "stock.shipment.internal", where: ["reference", "c-1"], field: "state", value: "done" },
    ]);
  });

  test.each([
    [{ kind: "purchase-date", line: "P9/1", date: "2026-03-20" }, "There is no purchase order line P9/1."],
    [{ kind: "purchase-date", line: "P1/1", date: "2026-02-30" }, "2026-02-30 is no day: write it as YYYY-MM-DD."],
    [{ kind: "purchase-date", line: "P1/1" }, "The command must have required property 'date'."],
    [{ kind: "production-run", order: "M1" }, "Production order M1 is running: this is for one that is assigned."],
    [
      { kind: "hold", item: "SA", quantity: 1, from: "STO", to: "OUT" },
      "Stock in OUT is available: declare it under locations first.",
    ],
  ])("%j is refused in words", (command, why) => {
    expect(begun().connector.write(command, "c-1")).toEqual({ ok: false, error: why });
  });
});
