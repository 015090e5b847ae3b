import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR } from "@lockstep/domain/instant";

/** Monday 4 May 2026, 12:00 UTC: ten whole weeks after the first line was wanted. */
export const NOW = Date.UTC(2026, 4, 4, 12);
export const WEEKS = 10;
const A_WEEK = 14;
const FIRST = NOW - WEEKS * 7 * DAY;

let sent = 0;
function event(type: string, data: object, at: number): CloudEvent {
  sent += 1;
  return { specversion: "1.0", id: `sold-${sent}`, source: "/sold", type, time: new Date(at).toISOString(), data };
}

/** A name that a spreadsheet would carry out, and letters beyond ASCII. */
const CUSTOMERS = [
  { id: "C1", name: "Käse & Söhne" },
  { id: "C2", name: "=1+1, Łódź" },
];

/** Ten weeks of one plant: most lines in full, the seventh week bad; some open ones, one of them at another plant. */
export function soldWorld(): readonly CloudEvent[] {
  const early = FIRST - 7 * DAY;
  const iso = (at: number): string => new Date(at).toISOString();
  const facts = [
    event("master.site", { id: "A", name: "Münster", timeZone: "UTC" }, early),
    event("master.site", { id: "B", name: "Plant B", timeZone: "UTC" }, early),
    event(
      "master.item",
      { id: "FG", name: "Finished", uom: "pc", unitPrice: { amount: "1.25", currency: "EUR" } },
      early,
    ),
    ...CUSTOMERS.map((data) => event("master.customer", data, early)),
  ];
  const line = (n: number, wanted: number, more: object = {}): CloudEvent => {
    const about = { order: `SO-${n}`, line: "1", customer: n % 3 === 0 ? "C2" : "C1", item: "FG", site: "A" };
    const dates = { requestedAt: iso(wanted), promisedAt: iso(wanted) };
    return event(
      "erp.sales-order-line",
      { ...about, ...dates, quantity: 10 + n, status: "open", ...more },
      Math.min(wanted, NOW) - 5 * DAY,
    );
  };
  for (let n = 0; n < WEEKS * A_WEEK; n += 1) {
    const week = Math.floor(n / A_WEEK);
    const wanted = FIRST + week * 7 * DAY + (n % 5) * DAY + 6 * HOUR;
    facts.push(line(n, wanted));
    const isKept = week === 6 ? n % 4 === 0 : n % 9 !== 0;
    const at = isKept ? wanted - HOUR : wanted + DAY;
    const what = { id: `SH-${n}`, salesOrderLine: `SO-${n}/1`, item: "FG", site: "A", quantity: 10 + n };
    facts.push(event("wms.shipment", { ...what, shippedAt: iso(at), deliveredAt: iso(at) }, at));
  }
  facts.push(line(900, NOW + 2 * DAY), line(901, NOW + 3 * DAY), line(902, NOW + 30 * DAY, { site: "B" }));
  return facts;
}
