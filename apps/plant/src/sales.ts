import { DAY, HOUR, type Instant, MINUTE } from "@lockstep/domain/instant";
import type { SiteId } from "./catalogue.ts";
import { CUSTOMERS } from "./network.ts";
import { tellSalesLine } from "./sales-line.ts";
import { schedulePick } from "./shipping.ts";
import { itemOf, later, type Promisable, pointOf, type SalesLine, type Sim, seconds } from "./sim.ts";

/** How many open lines the order book holds on a usual day. */
export const USUAL_OPEN_LINES = 400;

export const openLines = (sim: Sim): SalesLine[] =>
  [...sim.sales.values()].filter(({ state }) => state === "waiting" || state === "picking");

/**
 * A customer orders what is to be had: promised from goods that nobody has yet. A few are promised by hope, before the
 * goods are planned to be there. Returns null if nothing is left to promise.
 */
export function takeOrder(sim: Sim, series: string): SalesLine | null {
  const chance = sim.random("sales");
  const offers = [...sim.promisable.values()].flat().filter(({ left, at }) => left >= 60 && at > sim.now - 6 * DAY);
  if (offers.length === 0) return null;
  const offer = chance.pick(offers);
  const [item = "", site] = offer.point.split("@") as [string, SiteId];
  const customer = chance.pick(CUSTOMERS.filter((each) => each.site === site));
  const { left } = offer;
  const quantity = Math.min(10 * Math.floor(left / 10), 10 * chance.whole(8, 52));
  const hope = chance.chance(0.025) && offer.at > sim.now + 40 * HOUR;
  const ready = Math.max(offer.at, sim.now + 20 * HOUR) - (hope ? chance.between(22, 40) * HOUR : 0);
  const promisedAt = halfHour(ready + (customer.transitHours + (hope ? 0 : chance.between(0, 40))) * HOUR);
  offer.left -= quantity;
  const order = `SO-${sim.label}-${series}${String(sim.number("SO")).padStart(5, "0")}`;
  const line: SalesLine = {
    id: `${order}/10`,
    order,
    customer: customer.id,
    item: itemOf(sim, item),
    site,
    quantity,
    requestedAt: chance.chance(0.25) ? promisedAt - DAY : promisedAt,
    promisedAt,
    transitHours: customer.transitHours,
    shipped: 0,
    state: "waiting",
    pickAt: 0,
    source: offer,
  };
  line.pickAt = pickTime(sim, line);
  sim.sales.set(line.id, line);
  tellSalesLine(sim, line);
  schedulePick(sim, line);
  return line;
}

/** Half past an hour: never midnight, which would mean the whole day. */
const halfHour = (at: Instant): Instant => Math.floor(at / HOUR) * HOUR + 30 * MINUTE;

const pickTime = (sim: Sim, line: SalesLine): Instant =>
  Math.max(
    seconds(line.promisedAt - (line.transitHours + sim.random("sales").between(4, 13)) * HOUR),
    sim.now + 10 * MINUTE,
  );

/** Orders come in all day, by wire also at night; on work days most. */
export function openOrderDesk(sim: Sim): void {
  const desk = (): void => {
    const chance = sim.random("desk");
    const day = new Date(sim.now).getUTCDay();
    const hour = new Date(sim.now).getUTCHours();
    const busy = day !== 0 && day !== 6 && hour >= 7 && hour < 18;
    const missing = USUAL_OPEN_LINES + 10 - openLines(sim).length;
    if (missing > 0 && chance.chance(busy ? 0.85 : 0.25)) {
      for (let n = chance.whole(1, busy ? 3 : 1); n > 0; n--) takeOrder(sim, "");
    }
    if (chance.chance(busy ? 0.06 : 0.01)) changeOrder(sim);
    later(sim, sim.now + 12 * MINUTE, desk);
  };
  later(sim, sim.start + 6 * MINUTE, desk);
}

/** A customer wants more, or wants it sooner. */
function changeOrder(sim: Sim): void {
  const chance = sim.random("desk");
  const lines = openLines(sim).filter(({ state, pickAt }) => state === "waiting" && pickAt > sim.now + DAY);
  if (lines.length === 0) return;
  const line = chance.pick(lines);
  if (chance.chance(0.5) && line.source !== null && line.source.left >= 30) {
    line.quantity += 30;
    line.source.left -= 30;
  } else {
    line.promisedAt = halfHour(line.promisedAt - chance.between(6, 20) * HOUR);
    line.pickAt = pickTime(sim, line);
    schedulePick(sim, line);
  }
  tellSalesLine(sim, line);
}

/** What is long overdue gets a new promise from goods that are still free, or is given up. */
export function rebook(sim: Sim): void {
  for (const line of openLines(sim)) {
    if (line.state !== "waiting" || line.promisedAt > sim.now - 16 * HOUR) continue;
    const rest = line.quantity - line.shipped;
    const offer = freeOffer(sim, line, rest);
    if (offer !== null) {
      offer.left -= rest;
      line.source = offer;
      line.promisedAt = halfHour(Math.max(offer.at, sim.now + 12 * HOUR) + (line.transitHours + 6) * HOUR);
      line.pickAt = pickTime(sim, line);
      schedulePick(sim, line);
      tellSalesLine(sim, line);
    } else if (line.promisedAt < sim.now - 60 * HOUR) {
      line.state = "cancelled";
      tellSalesLine(sim, line);
      sim.sales.delete(line.id);
    }
  }
  for (const [point, offers] of sim.promisable) {
    sim.promisable.set(
      point,
      offers.filter(({ left, at }) => left > 0 && at > sim.now - 10 * DAY),
    );
  }
  later(sim, sim.now + DAY / 3, () => rebook(sim));
}

function freeOffer(sim: Sim, line: SalesLine, quantity: number): Promisable | null {
  const offers = sim.promisable.get(pointOf(line.item.id, line.site)) ?? [];
  return offers.filter(({ left, at }) => left >= quantity && at > sim.now).sort((a, b) => a.at - b.at)[0] ?? null;
}
