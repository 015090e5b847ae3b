import type { AnyFact } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import type { FactMaker } from "./fact-maker.ts";
import { createFloor } from "./floor.ts";
import { createTurns, type Kind, type Mix } from "./mixes.ts";
import type { Network } from "./network.ts";
import { ZONE } from "./plan.ts";
import { type Random, randomOf } from "./random.ts";
import { createWarehouse } from "./warehouse.ts";

/** A fact as it comes in, and what it is about. */
export interface StreamedFact {
  readonly kind: Kind;
  readonly fact: AnyFact;
  /** Its time. */
  readonly clock: Instant;
}

export interface Stream {
  /** Of that kind if there is something to say of it, else of the kind whose turn it is. */
  next(kind?: Kind): StreamedFact;
  readonly clock: Instant;
}

/** How many facts a minute come from a plant of 10,000 order lines: a report every five minutes from each machine, and the rest. */
export const FACTS_A_MINUTE = 36;

/** What a type of fact says. */
export interface Said {
  readonly type: AnyFact["type"];
  readonly data: object;
}

/** An endless stream of facts about the network, in the shares of the mix, its clock going on as it would. */
export function createStream(network: Network, mix: Mix, { seed, make }: { seed: number; make: FactMaker }): Stream {
  const random = randomOf(seed, "stream");
  const turn = createTurns(mix);
  const floor = createFloor(network, random);
  const warehouse = createWarehouse(network, floor, random);
  const office = createOffice(network, random);
  const step = MINUTE / (FACTS_A_MINUTE * (network.orderLines / 10_000));
  let clock = network.clock;

  const say = (kind: Kind): Said | null => {
    switch (kind) {
      case "progress":
        return floor.progress(clock);
      case "scrap":
        return floor.scrap(clock);
      case "machine":
        return floor.machine(clock);
      case "receipt":
        return warehouse.receipt(clock);
      case "stock":
        return warehouse.stock(clock);
      case "estimate":
        return floor.estimate(clock);
      default:
        return office(kind, clock);
    }
  };

  return {
    get clock() {
      return clock;
    },
    next(wanted) {
      clock += Math.max(1, Math.round(random.exponential(step)));
      let kind = wanted ?? turn();
      let said = say(kind);
      while (said === null) {
        kind = "progress";
        said = say(kind);
        if (said === null) clock += MINUTE;
      }
      return { kind, fact: make(said.type, clock, said.data), clock };
    },
  };
}

/** What planners, buyers and sellers change. */
function createOffice(network: Network, random: Random): (kind: Kind, clock: Instant) => Said | null {
  let orders = 0;
  let holds = 0;
  const held: string[] = [];
  const due = network.purchases.filter(({ promisedAt }) => promisedAt > network.clock + DAY);
  const replannable = [...network.queues.values()].flatMap((queue) => queue.slice(Math.floor(queue.length / 2)));

  const line = (clock: Instant, changed: boolean): Said => {
    const like = random.pick(network.lines);
    orders += 1;
    const quantity = Math.max(1, Math.round(like.quantity * random.between(0.3, 1)));
    const minute = Math.round((clock + random.between(4, 17) * DAY) / MINUTE) * MINUTE;
    const dates = { requestedAt: isoOf(minute), promisedAt: isoOf(minute) };
    const order = changed ? like.order : `SO-NEW-${orders}`;
    const status = changed && random.chance(0.15) ? "cancelled" : "open";
    const { line: number, customer, item, site } = like;
    return {
      type: "erp.sales-order-line",
      data: { order, line: number, customer, item, site, quantity, ...dates, transitHours: 6, status },
    };
  };

  return (kind, clock) => {
    switch (kind) {
      case "purchase-date": {
        const bought = random.pick(due);
        const later = random.chance(0.85) ? random.between(-6, 10) : random.between(10, 48);
        const promisedAt = isoOf(Math.round((bought.promisedAt + later * HOUR) / MINUTE) * MINUTE);
        const dates = { orderedAt: isoOf(bought.orderedAt), firstPromisedAt: isoOf(bought.promisedAt), promisedAt };
        return { type: "erp.purchase-order-line", data: { ...bought, ...dates, line: "10", status: "open" } };
      }
      case "new-line":
        return line(clock, false);
      case "line-change":
        return line(clock, true);
      case "replan": {
        const order = random.pick(replannable);
        const by = random.between(-12, 24) * HOUR;
        const dates = { plannedStart: isoOf(order.plannedStart + by), plannedFinish: isoOf(order.plannedFinish + by) };
        const quantity = Math.round(order.quantity * random.between(0.8, 1.2));
        const { id, item, site } = order;
        return { type: "erp.production-order", data: { id, item, site, quantity, ...dates, status: "released" } };
      }
      case "hold": {
        const open = held.length > 20 ? held.shift() : undefined;
        const id = open ?? `HOLD-${holds++}`;
        if (open === undefined) held.push(id);
        const bin = network.bins[(Number(id.slice(5)) * 37) % network.bins.length];
        if (bin === undefined) return null;
        const target = { item: bin.item, lot: bin.lot };
        return {
          type: "mes.quality-hold",
          data: { id, target, state: open === undefined ? "held" : "released", reason: `sample of ${ZONE}` },
        };
      }
      default:
        return null;
    }
  };
}
