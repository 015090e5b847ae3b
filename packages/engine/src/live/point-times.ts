import { type Instant, MINUTE, type Millis, NEVER } from "@lockstep/domain/instant";
import type { PointModel } from "../evaluate.ts";
import type { Holds } from "../holds.ts";
import type { LineModel } from "../lines.ts";
import { AT_ONCE, type Demand, type Supply, type TransferModel } from "../model.ts";
import { EPSILON } from "../order.ts";
import type { Plant } from "../plant.ts";
import { slides } from "./same-supply.ts";

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

interface TimedPoint extends Pick<PointModel, "id" | "lots" | "supplies" | "demands"> {
  asked: GoodsAsked | null;
}

export interface TimeSources {
  readonly plant: Plant;
  readonly holds: () => Holds;
  readonly lines: Lines;
  readonly transfersTo: ReadonlyMap<string, ReadonlySet<string>>;
  readonly transfers: ReadonlyMap<string, TransferModel>;
}

/** When a point changes by time alone: as far as some of its supplies are concerned, its lots and transfers besides. */
export function createPointTimes({ plant, holds, lines, transfersTo, transfers }: TimeSources) {
  const nextOf = (point: TimedPoint, looked: readonly Supply[]): Instant => {
    const { now } = plant;
    const { id, demands } = point;
    let next = NEVER;
    const wake = (at: Instant): void => {
      next = Math.min(next, at > now ? at : now + 1);
    };
    /** What may be other before, at and after an instant, which is known to a millisecond. */
    const turn = (at: Instant): void => {
      if (at >= now - 1) wake(at - 1);
    };
    for (const supply of looked) {
      const { source, assumed, availableAt, expiresAt } = supply;
      switch (source.what) {
        case "held":
          wake(assumed ? now + 1 : availableAt);
          break;
        case "made":
          if (source.isHeld) {
            wake(assumed ? now + 1 : availableAt);
            const { id: order, data } = source.order;
            wake(holds().ofOrder(order, data.item, data.site)?.mayTurnAt ?? NEVER);
          }
          if (availableAt > now) wake(availableAt);
          break;
        case "in-transit":
          wake(source.transfer.plannedReceipt > now ? source.transfer.plannedReceipt : now + 1);
          break;
        case "to-ship":
          wake(availableAt);
          break;
        // Where it ends now it does so a minute later, too, until it is heard of: then it is more and more overdue.
        case "make":
          if (availableAt === AT_ONCE) wake(now + 1);
          break;
        default:
      }
      if (expiresAt === NEVER) continue;
      if (slides(supply)) {
        turnSliding(expiresAt - now, point.supplies, demands, turn);
        continue;
      }
      if (expiresAt > now) wake(expiresAt);
      point.asked ??= goodsAsked(demands, lines);
      for (const lead of point.asked.leads) {
        const last = expiresAt - lead;
        if (last >= now) wake(last);
        if (last >= now - MINUTE) wake(last + 1);
      }
    }
    for (const { held } of point.lots) if (held !== null) wake(held.mayTurnAt);
    for (const transfer of transfersTo.get(id) ?? []) wakeTransfer(wake, transfers.get(transfer));
    return next;
  };

  /** Made goods that lie there keep for so long from now on, whenever that is: until then more and more may take them. */
  const turnSliding = (
    shelf: Millis,
    supplies: readonly Supply[],
    demands: readonly Demand[],
    turn: (at: Instant) => void,
  ): void => {
    for (const other of supplies)
      if (other.availableAt === AT_ONCE && other.expiresAt < NEVER && !slides(other)) turn(other.expiresAt - shelf);
    for (const { kind, id, need } of demands) {
      const line = kind === "line" ? lines.get(id) : undefined;
      if (line === undefined) turn(need - shelf);
      else {
        turn(need + line.transitMs - shelf);
        turn(need + line.transitMs + line.leastShelfMs - shelf);
      }
    }
  };

  const wakeTransfer = (wake: (at: Instant) => void, transfer: TransferModel | undefined): void => {
    if (transfer === undefined || transfer.toShip <= EPSILON) return;
    if (transfer.isOverCycle) wake(transfer.plannedReceipt + 1);
    else wake(transfer.data.plannedShip);
  };

  return nextOf;
}
