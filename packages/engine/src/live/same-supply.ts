import { NEVER } from "@lockstep/domain/instant";
import { type Allocation, AT_ONCE, type Demand, type PurchaseModel, type Supply } from "../model.ts";

export const isSameAllocation = (a: Allocation | null, b: Allocation | null): boolean =>
  a === b || (a !== null && b !== null && a.quantity === b.quantity && isSameOrigin(a.supply, b.supply));

export const isSameSupply = (a: Supply, b: Supply): boolean =>
  a === b ||
  (a.quantity === b.quantity &&
    a.assumed === b.assumed &&
    (a.expiresAt === b.expiresAt || (slides(a) && slides(b))) &&
    isSameOrigin(a, b));

/** The same in all but how much there is: nobody who takes as much of it as before gets anything else. */
export const isSameButQuantity = (a: Supply, b: Supply): boolean =>
  a.assumed === b.assumed && a.expiresAt === b.expiresAt && isSameOrigin(a, b);

/** Whether it keeps for so long from now on, whenever that is. */
export const slides = ({ kind, availableAt, expiresAt }: Supply): boolean =>
  (kind === "made" || kind === "make") && availableAt === AT_ONCE && expiresAt < NEVER;

/** What a demand got. */
export type Outcome = Pick<Demand, "allocations" | "short" | "availableAt">;

export function isSameOutcome(a: Outcome, b: Outcome): boolean {
  if (a.short !== b.short || a.availableAt !== b.availableAt || a.allocations.length !== b.allocations.length)
    return false;
  for (let k = 0; k < a.allocations.length; k++)
    if (!isSameAllocation(a.allocations[k] ?? null, b.allocations[k] ?? null)) return false;
  return true;
}

/** To who gets some of it, how much there is in all makes no difference. */
const isSameOrigin = (a: Supply, b: Supply): boolean =>
  a === b ||
  (a.availableAt === b.availableAt &&
    a.variance === b.variance &&
    a.id === b.id &&
    a.kind === b.kind &&
    a.point === b.point &&
    isSameSource(a.source, b.source));

const isSameSource = (a: Supply["source"], b: Supply["source"]): boolean => {
  if (a.what !== b.what) return false;
  switch (a.what) {
    case "held":
      return b.what === "held" && a.hold === b.hold;
    case "picked":
      return b.what === "picked" && a.line === b.line;
    case "made":
      return b.what === "made" && a.order === b.order && a.hold === b.hold && a.isHeld === b.isHeld;
    case "make":
      return b.what === "make" && a.order === b.order;
    case "purchase":
      return b.what === "purchase" && isSamePurchase(a.line, b.line);
    case "in-transit":
      return b.what === "in-transit" && a.transfer.plannedReceipt === b.transfer.plannedReceipt;
    case "to-ship":
      return b.what === "to-ship" && a.transfer === b.transfer && a.demand === b.demand;
    case "assumed":
      return b.what === "assumed" && a.short === b.short;
    case "lot":
      return true;
  }
};

/** To who waits for it; its time and how uncertain that is are the supply's. */
const isSamePurchase = (a: PurchaseModel, b: PurchaseModel): boolean =>
  a === b ||
  (a.isOverdue === b.isOverdue &&
    a.expectedBy === b.expectedBy &&
    a.firstPromise === b.firstPromise &&
    a.data.supplier === b.data.supplier);
