import type { CloudEvent } from "@lockstep/domain/facts/fact";

export const MORNING = "2026-03-02T08:00:00Z";
const BEFORE = "2026-03-02T06:00:00Z";

interface About {
  readonly time?: string;
  readonly source?: string;
}

/** A fact of six in the morning of 2 March 2026, two hours before the clock of most tests. */
export function fact(
  type: string,
  id: string,
  data: object,
  { time = BEFORE, source = "/test" }: About = {},
): CloudEvent {
  return { specversion: "1.0", id, source, type, time, data } as CloudEvent;
}

export const site = (id: string): CloudEvent =>
  fact("master.site", `site-${id}`, { id, name: `Plant ${id}`, timeZone: "UTC" });

export const item = (id: string): CloudEvent =>
  fact("master.item", `item-${id}`, {
    id,
    name: `Item ${id}`,
    uom: "pc",
    unitPrice: { amount: "10.00", currency: "EUR" },
  });

export interface Line {
  readonly order: string;
  readonly item: string;
  readonly site: string;
  readonly quantity?: number;
  readonly promisedAt?: string;
  readonly status?: "open" | "cancelled";
}

export function orderLine({ order, quantity = 20, promisedAt = "2026-03-02T12:00:00Z", ...rest }: Line): CloudEvent {
  const data = {
    order,
    line: "1",
    customer: "C-1",
    quantity,
    requestedAt: promisedAt,
    promisedAt,
    status: "open",
    ...rest,
  };
  const id = data.status === "open" ? `line-${order}` : `line-${order}-${data.status}`;
  return fact("erp.sales-order-line", id, data);
}

/** A count of one location; `k` makes its id. */
export const count = (k: number, quantity: number, of: { item: string; site: string; location?: string }): CloudEvent =>
  fact("wms.stock-count", `count-${k}`, { location: "L-1", status: "available", quantity, ...of });

/** A site and an item, and so many counts of locations of their own: what a warehouse says in a stream. */
export const counts = (from: number, to: number): CloudEvent[] =>
  Array.from({ length: to - from }, (_, k) =>
    count(from + k, (from + k) % 97, { item: "FG-1", site: "PLANT-A", location: `L-${from + k}` }),
  );

/**
 * Two plants with one order line each that nothing supplies; and a third line, at PLANT-A, that waits for a purchase
 * which is overdue.
 */
export const troubledPlants = (): CloudEvent[] => [
  site("PLANT-A"),
  site("PLANT-B"),
  item("FG-1"),
  item("FG-2"),
  orderLine({ order: "SO-A", item: "FG-1", site: "PLANT-A" }),
  orderLine({ order: "SO-B", item: "FG-1", site: "PLANT-B" }),
  orderLine({ order: "SO-C", item: "FG-2", site: "PLANT-A" }),
  purchase("PO-9", "2026-03-02T05:00:00Z"),
];

const purchase = (order: string, promisedAt: string): CloudEvent =>
  fact("erp.purchase-order-line", `purchase-${order}`, {
    order,
    line: "1",
    supplier: "V-1",
    item: "FG-2",
    site: "PLANT-A",
    quantity: 50,
    orderedAt: "2026-02-20T08:00:00Z",
    promisedAt,
    status: "open",
  });
