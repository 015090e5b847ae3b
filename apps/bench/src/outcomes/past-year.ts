import { DAY, HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import { randomOf } from "../random.ts";

export const NOW: Instant = Date.parse("2026-03-02T08:00:00Z");
const SITES = 4;
const ITEMS = 200;
const CUSTOMERS = 300;

export interface PastYear {
  readonly masterData: readonly string[];
  /** Each line's order, then what was shipped of it: one in nine late, one in sixteen short, and then closed. */
  outcomes(): Iterable<string>;
  /** A line of last week that is late, and the shipment that says, a week later, that it was not. */
  readonly late: { readonly line: string; readonly week: readonly [from: string, to: string]; readonly fact: string };
}

/** What became of so many order lines in a year, evenly over its days. */
export function createPastYear(lines: number, seed: number): PastYear {
  const random = randomOf(seed, "outcomes");
  let count = 0;
  const fact = (type: string, time: Instant, data: object): string => {
    count += 1;
    return JSON.stringify({
      specversion: "1.0",
      id: `${count}`,
      source: "/bench/outcomes",
      type,
      time: isoOf(time),
      data,
    });
  };
  const begin = NOW - 400 * DAY;
  const many = <T>(n: number, make: (k: number) => T): T[] => Array.from({ length: n }, (_, k) => make(k));
  const masterData = [
    ...many(SITES, (k) => fact("master.site", begin, { id: `S${k}`, name: `Site ${k}`, timeZone: "Europe/Berlin" })),
    ...many(ITEMS, (k) => {
      const unitPrice = { amount: "12.50", currency: "EUR" };
      return fact("master.item", begin, { id: `I${k}`, name: `Item ${k}`, uom: "ea", unitPrice });
    }),
    ...many(CUSTOMERS, (k) =>
      fact("master.customer", begin, { id: `C${k}`, name: `Customer ${k}`, priority: 1 + (k % 3) }),
    ),
  ];
  const shipment = (id: string, at: Instant, data: object): string =>
    fact("wms.shipment", at, { id, ...data, shippedAt: isoOf(at), deliveredAt: isoOf(at) });

  function* outcomes(): Iterable<string> {
    for (let k = 0; k < lines; k += 1) {
      const promised = Math.round(NOW - ((k + 1) / (lines + 1)) * 364 * DAY);
      const late = random.chance(0.11) ? random.between(2, 60) * HOUR : -random.between(1, 30) * HOUR;
      const quantity = random.whole(30, 150);
      const what = { item: `I${random.whole(0, ITEMS - 1)}`, site: `S${random.whole(0, SITES - 1)}` };
      const dates = { requestedAt: isoOf(promised), promisedAt: isoOf(promised) };
      const customer = `C${random.whole(0, CUSTOMERS - 1)}`;
      const line = { order: `SO-${k}`, line: "10", customer, ...what, quantity, ...dates, status: "open" };
      yield fact("erp.sales-order-line", promised - 14 * DAY, line);
      const isShort = random.chance(0.06);
      const sent = isShort ? Math.ceil(quantity * 0.7) : quantity;
      const at = Math.min(NOW - 1_000, Math.round(promised + late));
      yield shipment(`SH-${k}`, at, { salesOrderLine: `SO-${k}/10`, ...what, quantity: sent });
      // Nobody waits for a rest of last year.
      if (isShort) yield fact("erp.sales-order-line", Math.min(NOW - 1_000, at + HOUR), { ...line, status: "closed" });
    }
  }

  const monday = Date.parse("2026-02-22T23:00:00Z");
  const promised = monday + 2 * DAY;
  const own = { item: "I0", site: "S0", quantity: 10 };
  const dates = { requestedAt: isoOf(promised), promisedAt: isoOf(promised) };
  const order = { order: "SO-LATE", line: "10", customer: "C0", ...own, ...dates, status: "open" };
  masterData.push(fact("erp.sales-order-line", promised - 14 * DAY, order));
  const told = { specversion: "1.0", id: "told-late", source: "/bench/outcomes", type: "wms.shipment" };
  const at = isoOf(promised - HOUR);
  const data = { id: "SH-LATE", salesOrderLine: "SO-LATE/10", ...own, shippedAt: at, deliveredAt: at };
  return {
    masterData,
    outcomes,
    late: {
      line: "SO-LATE/10",
      week: [isoOf(monday), isoOf(monday + 7 * DAY)],
      fact: JSON.stringify({ ...told, time: at, data }),
    },
  };
}
