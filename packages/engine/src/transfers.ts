import { pointId, type Stated } from "@lockstep/domain/world";
import type { Levels } from "./levels.ts";
import type { TransferModel } from "./model.ts";
import { sum } from "./order.ts";
import { acceptedOf, type Plant } from "./plant.ts";

/** The transfers that are open or on their way. */
export function readTransfers(plant: Plant, levels: Levels): ReadonlyMap<string, TransferModel> {
  const models = new Map<string, TransferModel>();
  for (const [id, transfer] of plant.world.transferOrders) {
    const model = readTransfer(plant, levels, id, transfer);
    if (model !== null) models.set(id, model);
  }
  return models;
}

/** Null: it is closed or cancelled. */
export function readTransfer(
  plant: Plant,
  levels: Levels,
  id: string,
  { data }: Stated<"erp.transfer-order">,
): TransferModel | null {
  if (data.status !== "open" && data.status !== "shipped") return null;
  const moves = plant.movesByTransfer.get(id) ?? [];
  const leaving = moves.filter((move) => move.data.from !== undefined);
  const came =
    sum(moves.flatMap((move) => (move.data.to ? [move.data.quantity] : []))) +
    sum((plant.receiptsByTransfer.get(id) ?? []).map((receipt) => acceptedOf(receipt.data)));
  const isAllShipped = leaving.length === 0 && data.status === "shipped";
  const shipped = isAllShipped ? data.quantity : sum(leaving.map((move) => move.data.quantity));
  const from = pointId(data.item, data.fromSite);
  const to = pointId(data.item, data.toSite);
  return {
    id,
    data,
    from,
    to,
    plannedReceipt: plant.endOfDay(data.toSite, data.plannedReceipt),
    isOverCycle: levels.isCycle(from, to),
    inTransit: Math.max(0, shipped - came),
    toShip: data.status === "shipped" ? 0 : Math.max(0, data.quantity - shipped),
  };
}
