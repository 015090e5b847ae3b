import { type Instant, MINUTE, type Millis, NEVER } from "@lockstep/domain/instant";
import type { Holds } from "../holds.ts";
import type { LineModel } from "../lines.ts";
import { AT_ONCE, type Demand, type Supply, type TransferModel } from "../model.ts";
import { EPSILON } from "../order.ts";
import type { Plant } from "../plant.ts";
import { eachEnd } from "./flat-pegs.ts";
import type { PointNode } from "./point-node.ts";
import { slides } from "./same-supply.ts";
import { AVAILABLE, EXPIRES, SUPPLY } from "./supply-list.ts";

/** What the demands of a point ask of goods that expire; or more than that, where some of them have gone. */
export interface GoodsAsked {
  /** How long before their end the lines here give goods up. */
  readonly leads: Set<Millis>;
  /** Goods that end later than all of these, and so long after they are there, are good for all. */
  latest: Instant;
  longest: Millis;
}

type Lines = ReadonlyMap<string, LineModel>;

export function goodsAsked(demands: Iterable<Demand>, lines: Lines): GoodsAsked {
  const asked: GoodsAsked = { leads: new Set(), latest: -NEVER, longest: 0 };
  for (const demand of demands) askGoods(asked, demand, lines);
  return asked;
}

/** True if one more demand may give goods up at another instant than all before it. */
export function askGoods(asked: GoodsAsked, { kind, id, need }: Demand, lines: Lines): boolean {
  const line = kind === "line" ? lines.get(id) : undefined;
  if (line === undefined) {
    asked.latest = Math.max(asked.latest, need);
    return false;
  }
  const onTheWay = line.leastShelfMs + line.transitMs;
  const lead = onTheWay + line.pickMs;
  asked.latest = Math.max(asked.latest, need + onTheWay);
  asked.longest = Math.max(asked.longest, lead);
  if (asked.leads.has(lead)) return false;
  asked.leads.add(lead);
  return true;
}

/** Which of its supplies were looked at, and whether its lots and transfers were. */
export interface Looked {
  readonly supplies: readonly Supply[];
  readonly areStockAndTransfers: boolean;
}

export interface TimeSources {
  readonly plant: Plant;
  readonly holds: () => Holds;
  readonly lines: Lines;
  readonly transfers: ReadonlyMap<string, TransferModel>;
}

/** When a point changes by time alone, as far as what was looked at is concerned. */
export function createPointTimes({ plant, holds, lines, transfers }: TimeSources) {
  const turns = new Turns();

  const nextOf = (point: PointNode, looked: Looked): Instant => {
    const { now } = plant;
    turns.begin(now);
    for (const supply of looked.supplies) {
      const { source, assumed, availableAt, expiresAt } = supply;
      switch (source.what) {
        case "held":
          turns.wake(assumed ? now + 1 : availableAt);
          break;
        case "made":
          if (source.isHeld) {
            turns.wake(assumed ? now + 1 : availableAt);
            const { id: order, data } = source.order;
            turns.wake(holds().ofOrder(order, data.item, data.site)?.mayTurnAt ?? NEVER);
          }
          if (availableAt > now) turns.wake(availableAt);
          break;
        case "in-transit":
          turns.wake(source.transfer.plannedReceipt > now ? source.transfer.plannedReceipt : now + 1);
          break;
        case "to-ship":
          turns.wake(availableAt);
          break;
        // Where it ends now it does so a minute later, too, until it is heard of: then it is more and more overdue.
        case "make":
          if (availableAt === AT_ONCE) turns.wake(now + 1);
          break;
        default:
      }
      if (expiresAt === NEVER) continue;
      if (slides(supply)) {
        turnSliding(expiresAt - now, point);
        continue;
      }
      if (expiresAt > now) turns.wake(expiresAt);
      point.asked ??= goodsAsked(point.demands, lines);
      for (const lead of point.asked.leads) {
        const last = expiresAt - lead;
        if (last >= now) turns.wake(last);
        if (last >= now - MINUTE) turns.wake(last + 1);
      }
    }
    if (!looked.areStockAndTransfers) return turns.next;
    for (const { held } of point.lots) if (held !== null) turns.wake(held.mayTurnAt);
    for (const transfer of point.transfersTo ?? none) wakeTransfer(transfers.get(transfer));
    return turns.next;
  };

  /** Made goods that lie there keep for so long from now on, whenever that is: until then more and more may take them. */
  const turnSliding = (shelf: Millis, { list, asks }: PointNode): void => {
    const { all, values } = list;
    for (let k = 0; k < all.length; k++) {
      const expiresAt = values[k * SUPPLY + EXPIRES] ?? NEVER;
      if (expiresAt === NEVER || values[k * SUPPLY + AVAILABLE] !== AT_ONCE) continue;
      const other = all[k];
      if (other !== undefined && !slides(other)) turns.turn(expiresAt - shelf);
    }
    if (asks === null) return;
    eachEnd(asks, (arrives, lasts) => {
      turns.turn(arrives - shelf);
      turns.turn(lasts - shelf);
    });
  };

  const wakeTransfer = (transfer: TransferModel | undefined): void => {
    if (transfer === undefined || transfer.toShip <= EPSILON) return;
    if (transfer.isOverCycle) turns.wake(transfer.plannedReceipt + 1);
    else turns.wake(transfer.data.plannedShip);
  };

  return nextOf;
}

/** The earliest of all that a point may change at: what has passed is looked at with the next millisecond. */
class Turns {
  next: Instant = NEVER;
  #now: Instant = -NEVER;

  begin(now: Instant): void {
    this.next = NEVER;
    this.#now = now;
  }
  wake(at: Instant): void {
    const due = at > this.#now ? at : this.#now + 1;
    if (due < this.next) this.next = due;
  }
  /** What may be other before, at and after an instant, which is known to a millisecond. */
  turn(at: Instant): void {
    if (at >= this.#now - 1) this.wake(at - 1);
  }
}

const none: readonly never[] = [];
