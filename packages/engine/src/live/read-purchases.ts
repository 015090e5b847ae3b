import { createTimers } from "@lockstep/domain/timers";
import type { PurchaseModel } from "../model.ts";
import { EPSILON } from "../order.ts";
import { type Completed, completedOf, habits, readPurchase } from "../purchases.ts";
import { isSameValue } from "../same-value.ts";
import type { NetworkParts } from "./network-parts.ts";
import type { PointNode } from "./point-node.ts";
import { addTo, emptied, takeFrom, withOne, withoutOne } from "./sets.ts";

export interface PurchaseReader {
  /** Those that change by time alone are marked. */
  markDue(): void;
  /** Those that were marked, and the open ones of a supplier whose habits have changed. */
  read(): void;
}

/** Reads the purchase order lines: when each is expected, given how late its supplier has been. */
export function createPurchaseReader(parts: NetworkParts): PurchaseReader {
  const { plant, purchases, points, at, dirty, listener } = parts;
  const purchasesOf = new Map<string, Set<string>>();
  const completed = new Map<string, Map<string, Completed>>();
  const habitsOf = new Map<string, ReturnType<typeof habits>>();
  const timers = createTimers<string>();

  const read = (): void => {
    for (const supplier of dirty.renamedSupplier)
      for (const id of purchasesOf.get(supplier) ?? []) listener.thing("u", id);
    emptied(dirty.renamedSupplier);
    if (dirty.purchase.size === 0) return;
    const suppliers = new Set<string>();
    for (const id of dirty.purchase) {
      const line = plant.world.purchaseOrderLines.get(id);
      const known = purchases.get(id);
      const supplier = line?.data.supplier ?? known?.data.supplier;
      if (known !== undefined && known.data.supplier !== supplier) complete(known.data.supplier, id, null, suppliers);
      if (supplier !== undefined)
        complete(supplier, id, line === undefined ? null : completedOf(plant, id, line), suppliers);
    }
    for (const supplier of suppliers) {
      const all = [...(completed.get(supplier)?.values() ?? [])];
      habitsOf.set(supplier, habits(all));
      for (const id of purchasesOf.get(supplier) ?? []) if (purchases.get(id)?.isOpen) dirty.purchase.add(id);
    }
    for (const id of dirty.purchase) readOnePurchase(id);
    emptied(dirty.purchase);
  };

  const complete = (supplier: string, id: string, is: Completed | null, changed: Set<string>): void => {
    const own = completed.get(supplier) ?? new Map<string, Completed>();
    completed.set(supplier, own);
    const was = own.get(id) ?? null;
    if (isSameValue(was, is)) return;
    if (is === null) own.delete(id);
    else own.set(id, is);
    changed.add(supplier);
  };

  const unindexPurchase = ({ id, data }: PurchaseModel, point: PointNode): void => {
    point.purchases = withoutOne(point.purchases, id);
    takeFrom(purchasesOf, data.supplier, id);
  };

  const noHabits = habits([]);
  const readOnePurchase = (id: string): void => {
    listener.thing("u", id);
    const line = plant.world.purchaseOrderLines.get(id);
    const before = purchases.get(id);
    const pointBefore = before === undefined ? undefined : at.of(before.point);
    pointBefore?.touch();
    if (line === undefined) {
      purchases.delete(id);
      points.forgetPurchase(id);
      if (before !== undefined && pointBefore !== undefined) {
        unindexPurchase(before, pointBefore);
        pointBefore.isStale = true;
      }
      return;
    }
    const { supplier, item } = line.data;
    const model = readPurchase(plant, { id, line, habit: (habitsOf.get(supplier) ?? noHabits)(supplier, item) });
    purchases.set(id, model);
    const point = at.of(model.point);
    if (pointBefore !== undefined && pointBefore !== point) {
      points.forgetPurchase(id);
      pointBefore.isStale = true;
      point.isStale = true;
    } else points.movedPurchase(id, point);
    if (pointBefore !== point || before?.data.supplier !== supplier) {
      if (before !== undefined && pointBefore !== undefined) unindexPurchase(before, pointBefore);
      point.purchases = withOne(point.purchases, id);
      addTo(purchasesOf, supplier, id);
    }
    point.touch();
    // One that is complete waits for nothing, also while nobody has closed it.
    const isAwaited = model.isOpen && model.received < model.data.quantity - EPSILON;
    if (isAwaited) timers.wake(id, model.isOverdue ? plant.now + 1 : model.expected);
  };

  return {
    markDue() {
      for (const id of timers.due(plant.now)) dirty.purchase.add(id);
    },
    read,
  };
}
