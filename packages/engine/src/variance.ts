import { HOUR } from "@lockstep/domain/instant";
import type { OperationModel, ResourceModel, Supply } from "./model.ts";
import { latestOf } from "./pegging.ts";

const WAITING_FOR_RELEASE = 24 ** 2;
const TRANSFER = 4 ** 2;
const OPERATION_SHARE = 0.15;

/** How uncertain a supply's time is, in hours squared: variances add along what binds (projection.md §6). */
export interface Variances {
  ofSupply(supply: Supply): number;
}

export function createVariances(): Variances {
  const known = new Map<OperationModel, number>();

  /** Follows what binds without recursion: a queue on one line may be thousands of operations long. */
  const ofOperation = (operation: OperationModel): number => {
    const chain: OperationModel[] = [];
    let total = 0;
    for (let at: OperationModel | null = operation; at !== null; ) {
      const before: number | undefined = known.get(at);
      if (before !== undefined) {
        total = before;
        break;
      }
      chain.push(at);
      const { next, rest } = binding(at);
      total = rest;
      at = next;
    }
    for (const one of chain.reverse()) {
      total += ownVariance(one);
      known.set(one, total);
    }
    return total;
  };

  /** What an operation hangs on: another operation, or what ends the chain. */
  const binding = (operation: OperationModel): { next: OperationModel | null; rest: number } => {
    const { phase, resource, boundBy, front, previous, material } = operation;
    if (phase === "done") return { next: null, rest: 0 };
    if (phase === "running") return { next: null, rest: repairVariance(resource) };
    if (boundBy === "resource") {
      if (front?.what === "operation") return { next: front.operation, rest: 0 };
      return { next: null, rest: front === null ? 0 : repairVariance(resource) };
    }
    if (boundBy === "operation") return { next: previous, rest: 0 };
    if (boundBy === "material" && material !== null) return { next: null, rest: ofSupply(material.supply) };
    return { next: null, rest: 0 };
  };

  const ofSupply = ({ source }: Supply): number => {
    switch (source.what) {
      case "lot":
      case "picked":
        return 0;
      case "held":
      case "assumed":
        return WAITING_FOR_RELEASE;
      case "made":
        return source.isHeld ? WAITING_FOR_RELEASE : 0;
      case "make": {
        const last = source.order.operations.at(-1);
        return last === undefined ? 0 : ofOperation(last);
      }
      case "purchase":
        return source.line.sigmaHours ** 2;
      case "in-transit":
        return TRANSFER;
      case "to-ship": {
        const latest = source.transfer.isOverCycle ? null : latestOf(source.demand.allocations);
        return TRANSFER + (latest === null ? 0 : ofSupply(latest.supply));
      }
    }
  };
  return { ofSupply };
}

function ownVariance({ phase, remainingWork }: OperationModel): number {
  return phase === "done" ? 0 : (OPERATION_SHARE * (remainingWork / HOUR)) ** 2;
}

function repairVariance(resource: ResourceModel | null): number {
  if (resource === null || resource.upAt === null) return 0;
  return resource.isUpEstimated ? 1 : 16;
}
