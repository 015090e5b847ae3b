import { DAY, HOUR, type Instant, NEVER } from "@lockstep/domain/instant";
import { createSupply } from "./create-supply.ts";
import type { Holds } from "./holds.ts";
import { shelfEnd } from "./lots.ts";
import {
  availableFrom,
  type Demand,
  type OrderModel,
  type PurchaseModel,
  type Supply,
  type TransferModel,
} from "./model.ts";
import { EPSILON, sum } from "./order.ts";
import { latestOf } from "./pegging.ts";
import type { Plant } from "./plant.ts";
import { slide } from "./purchases.ts";
import { TRANSFER, varianceOfAllocation, WAITING_FOR_RELEASE } from "./variance.ts";

/** What a closed order has made counts for so long after its last report. */
export const MADE_FOR = DAY;

/** What an order has made and nobody has received. */
export function madeSupply(plant: Plant, holds: Holds, order: OrderModel): Supply | null {
  const { data, id } = order;
  const site = plant.siteOf(data.site);
  const reportedAt = order.operations.at(-1)?.reportedAt ?? null;
  const quantity = order.made - order.received;
  const isClosedOfLate = data.status === "closed" && reportedAt !== null && plant.now <= reportedAt + MADE_FOR;
  if (quantity <= EPSILON || reportedAt === null || site.receipts === "counted") return null;
  if (!order.isLive && !isClosedOfLate) return null;
  const held = holds.ofOrder(id, data.item, data.site);
  if (held?.isRejected) return null;
  const putAwayAt = reportedAt + site.putawayHours * HOUR;
  const availableAt = availableFrom(held?.availableAt ?? putAwayAt, plant.now);
  return createSupply({
    point: order.point,
    kind: "made",
    id,
    quantity,
    availableAt,
    assumed: held?.assumed ?? false,
    expiresAt: shelfEnd(plant.world, data.item, Math.max(plant.now, availableAt)),
    pegs: order.pegs,
    source: { what: "made", order, hold: held?.hold ?? null, isHeld: held !== null },
    variance: held === null ? 0 : WAITING_FOR_RELEASE,
  });
}

/** What a loaded order still makes. */
export function makeSupply(plant: Plant, order: OrderModel): Supply | null {
  const last = order.operations.at(-1);
  if (!order.isLoaded || last === undefined) return null;
  const { data, id, stillToMake: quantity } = order;
  const putAwayAt = last.finish + plant.siteOf(data.site).putawayHours * HOUR;
  const availableAt = availableFrom(putAwayAt, plant.now);
  const expiresAt = shelfEnd(plant.world, data.item, Math.max(plant.now, availableAt));
  return createSupply({
    point: order.point,
    kind: "make",
    id,
    quantity,
    availableAt,
    assumed: false,
    expiresAt,
    pegs: order.pegs,
    source: { what: "make", order },
    variance: last.variance,
  });
}

export function purchaseSupply(plant: Plant, line: PurchaseModel, pegs: readonly string[]): Supply | null {
  const { data, id } = line;
  const quantity = line.isOpen ? data.quantity - line.received : 0;
  if (quantity <= EPSILON) return null;
  const availableAt = line.expected + plant.siteOf(data.site).putawayHours * HOUR;
  const expiresAt = shelfEnd(plant.world, data.item, availableAt);
  return createSupply({
    point: line.point,
    kind: "purchase",
    id,
    quantity,
    availableAt,
    assumed: false,
    expiresAt,
    pegs,
    source: { what: "purchase", line },
    variance: line.sigmaHours ** 2,
  });
}

/** What of a transfer is on its way. */
export function transitSupply(plant: Plant, transfer: TransferModel, pegs: readonly string[]): Supply | null {
  const { id, inTransit: quantity, plannedReceipt } = transfer;
  if (quantity <= EPSILON) return null;
  const arrival = plannedReceipt <= plant.now ? slide(plannedReceipt, plant.now) : plannedReceipt;
  const availableAt = arrival + putaway(plant, transfer);
  return createSupply({
    point: transfer.to,
    kind: "transfer",
    id,
    quantity,
    availableAt,
    assumed: false,
    expiresAt: NEVER,
    pegs,
    source: { what: "in-transit", transfer },
    variance: TRANSFER,
  });
}

/** What of a transfer has been allocated where it leaves; over a circle its open quantity at its planned times. */
export function toShipSupply(
  plant: Plant,
  transfer: TransferModel,
  shipping: { readonly demand: Demand; readonly pegs: readonly string[] },
): Supply {
  const { id, plannedReceipt, isOverCycle } = transfer;
  const { demand, pegs } = shipping;
  const quantity = isOverCycle ? transfer.toShip : sum(demand.allocations.map((one) => one.quantity));
  const arrival = isOverCycle ? Math.max(plant.now, plannedReceipt) : arrivalOf(transfer, demand, plant.now);
  const availableAt = availableFrom(arrival + putaway(plant, transfer), plant.now);
  const source = { what: "to-ship", transfer, demand } as const;
  const variance = TRANSFER + (isOverCycle || leavesAsPlanned(transfer, demand) ? 0 : goodsVariance(demand));
  return createSupply({
    point: transfer.to,
    kind: "transfer",
    id,
    quantity,
    availableAt,
    assumed: false,
    expiresAt: NEVER,
    pegs,
    source,
    variance,
  });
}

function arrivalOf({ plannedReceipt, data }: TransferModel, { availableAt }: Demand, now: Instant): Instant {
  if (availableAt === null) return plannedReceipt;
  return Math.max(plannedReceipt, Math.max(now, availableAt) + (plannedReceipt - data.plannedShip));
}

/** Its plan binds it, not when its goods are there. */
const leavesAsPlanned = ({ data }: TransferModel, { availableAt }: Demand): boolean =>
  availableAt !== null && availableAt <= data.plannedShip;

const goodsVariance = ({ allocations }: Demand): number => varianceOfAllocation(latestOf(allocations));

const putaway = (plant: Plant, { data }: TransferModel): number => plant.siteOf(data.toSite).putawayHours * HOUR;
