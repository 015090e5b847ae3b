import type { CloudEvent } from "@lockstep/domain/facts/fact";

/** By then all is told, and nothing is wrong. */
export const CALM_AT = "2026-03-02T06:00:00Z";
export const FAILS_AT = "2026-03-02T06:10:00Z";
const BEFORE = "2026-03-01T08:00:00Z";
const PROMISED = "2026-03-02T20:00:00Z";
const PIECES = 20;
const CUSTOMERS = 50;

const fact = (type: string, id: string, data: object, time = BEFORE): CloudEvent => ({
  ...{ specversion: "1.0", source: "/test/flood" },
  ...{ id, type, time, data },
});

const purchase = (lines: number, more: object, time?: string): CloudEvent => {
  const data = { order: "PO-1", line: "1", supplier: "V-1", item: "FG-1", site: "PLANT-A", quantity: PIECES * lines };
  const dates = { orderedAt: "2026-02-01T08:00:00Z", firstPromisedAt: "2026-03-02T12:00:00Z", status: "open" };
  return fact("erp.purchase-order-line", `po-1-${time}`, { ...data, ...dates, ...more }, time);
};

/** So many order lines, all to be served by one delivery of one supplier, which is on its way. */
export const suppliedByOne = (lines: number): CloudEvent[] => [
  fact("master.site", "site", { id: "PLANT-A", name: "Plant A", timeZone: "UTC" }),
  fact("master.item", "item", {
    ...{ id: "FG-1", name: "Sauce", uom: "pc" },
    unitPrice: { amount: "10.00", currency: "EUR" },
  }),
  fact("master.supplier", "supplier", { id: "V-1", name: "Vetro" }),
  ...Array.from({ length: CUSTOMERS }, (_, k) =>
    fact("master.customer", `customer-${k}`, { id: `C-${k}`, name: `Customer ${k}` }),
  ),
  purchase(lines, { promisedAt: "2026-03-02T12:00:00Z" }),
  ...Array.from({ length: lines }, (_, k) =>
    fact("erp.sales-order-line", `line-${k}`, {
      ...{ order: `SO-${k}`, line: "1", customer: `C-${k % CUSTOMERS}`, item: "FG-1", site: "PLANT-A" },
      ...{ quantity: PIECES, requestedAt: PROMISED, promisedAt: PROMISED, status: "open" },
    }),
  ),
];

/** The supplier says that the delivery comes two days later, or some minutes after that: each line will be late, by one cause. */
export const supplierFails = (lines: number, minutesMore = 0): CloudEvent => {
  const time = new Date(Date.parse(FAILS_AT) + minutesMore * 1_000).toISOString();
  const promisedAt = new Date(Date.parse("2026-03-04T12:00:00Z") + minutesMore * 60_000).toISOString();
  return purchase(lines, { promisedAt }, time);
};

/** So many items that nothing supplies, each wanted by one line: as many other cards. */
export const withoutSupply = (count: number): CloudEvent[] =>
  Array.from({ length: count }, (_, k) => [
    fact("master.item", `other-${k}`, { id: `OTHER-${k}`, name: `Other sauce ${k}`, uom: "pc" }),
    fact("erp.sales-order-line", `other-line-${k}`, {
      ...{ order: `SX-${k}`, line: "1", customer: `C-${k % CUSTOMERS}`, item: `OTHER-${k}`, site: "PLANT-A" },
      ...{ quantity: PIECES, requestedAt: PROMISED, promisedAt: PROMISED, status: "open" },
      unitPrice: { amount: "10.00", currency: "EUR" },
    }),
  ]).flat();
