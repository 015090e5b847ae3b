import { DAY, HOUR, type Instant, isoOf } from "@lockstep/domain/instant";
import { createTraffic, type Traffic } from "../live-load/traffic.ts";
import { PLAN_BEGIN } from "../plan.ts";
import { type Random, randomOf } from "../random.ts";
import type { PageOptions } from "./options.ts";

/** The plan's window: as much of it as the page shows at once. */
export const WINDOW = { from: isoOf(PLAN_BEGIN - 5 * HOUR), to: isoOf(PLAN_BEGIN - 5 * HOUR + 15 * DAY) };

const WEEKS = 13;
const LINES_A_WEEK = 80;
/** Longer than any run. */
const STREAM_SECONDS = 1_500;

/**
 * All of a network at one site, its plan published, so that each operation has a baseline; and the quarter before it, of which the
 * leader's page tells.
 */
export function createPlant({ lines, rate, seed }: PageOptions): Traffic {
  const traffic = createTraffic({ lines, groupsASite: Number.MAX_SAFE_INTEGER, rate, seconds: STREAM_SECONDS, seed });
  const random = randomOf(seed, "quarter");
  return { ...traffic, network: [...traffic.network, published(), ...quarter(random)] };
}

const factOf = (id: string, { type, time, data }: { type: string; time: Instant; data: object }): string =>
  JSON.stringify({ specversion: "1.0", id, source: "/bench/pages", type, time: isoOf(time), data });

function published(): string {
  const data = { id: "PLAN-1", horizonStart: isoOf(PLAN_BEGIN - DAY), horizonEnd: isoOf(PLAN_BEGIN + 28 * DAY) };
  const time = PLAN_BEGIN - HOUR;
  return factOf("published", { type: "erp.plan-published", time, data: { ...data, publishedAt: isoOf(time) } });
}

/** Lines of the past, with what was shipped for them: three of ten late or short. */
function quarter(random: Random): readonly string[] {
  return Array.from({ length: WEEKS * LINES_A_WEEK }, (_, k) => {
    const promised = Math.round(PLAN_BEGIN - ((k + 1) * WEEKS * 7 * DAY) / (WEEKS * LINES_A_WEEK));
    const late = random.chance(0.2) ? random.between(2, 60) * HOUR : -random.between(8, 30) * HOUR;
    const shipped = Math.round(promised + late);
    const quantity = random.whole(30, 150);
    const what = { item: `CASE-${random.whole(0, 3)}-${random.whole(0, 9)}`, site: "S0" };
    const dates = { requestedAt: isoOf(promised), promisedAt: isoOf(promised), transitHours: 6 };
    const line = { order: `SO-PAST-${k}`, line: "10", customer: `CUST-${random.whole(0, 19)}`, ...what, quantity };
    const sent = random.chance(0.1) ? Math.ceil(quantity * 0.7) : quantity;
    const shipment = { id: `SHIP-PAST-${k}`, salesOrderLine: `SO-PAST-${k}/10`, ...what, quantity: sent };
    return [
      factOf(`line-${k}`, {
        type: "erp.sales-order-line",
        time: promised - 14 * DAY,
        data: { ...line, ...dates, status: "open" },
      }),
      factOf(`shipment-${k}`, {
        type: "wms.shipment",
        time: shipped,
        data: { ...shipment, shippedAt: isoOf(shipped) },
      }),
      factOf(`closed-${k}`, {
        type: "erp.sales-order-line",
        time: Math.max(shipped, promised) + HOUR,
        data: { ...line, ...dates, status: "closed" },
      }),
    ];
  }).flat();
}
