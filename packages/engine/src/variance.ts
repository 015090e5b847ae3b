import { HOUR, type Instant } from "@lockstep/domain/instant";
import type { Allocation, OperationModel, ResourceModel } from "./model.ts";

/** Hours squared: how uncertain the time of a thing is; variances add along what binds. */
export const WAITING_FOR_RELEASE = 24 ** 2;
export const TRANSFER = 4 ** 2;
/** Of the time that an operation still takes, one standard deviation. */
export const OPERATION_SHARE = 0.15;

/** Of an operation in its place: its own, and that of what it hangs on. */
export function varianceOf(operation: OperationModel): number {
  return operation.phase === "done" ? 0 : bindingVariance(operation) + ownVariance(operation);
}

function bindingVariance({ phase, resource, boundBy, front, previous, material }: OperationModel): number {
  if (phase === "running") return repairVariance(resource);
  switch (boundBy) {
    case "resource":
      if (front === null) return 0;
      return front.what === "operation" ? front.operation.variance : repairVariance(resource);
    case "operation":
      return previous?.variance ?? 0;
    case "material":
      return varianceOfAllocation(material);
    default:
      return 0;
  }
}

export const varianceOfAllocation = (allocation: Allocation | null): number => allocation?.supply.variance ?? 0;

const ownVariance = ({ remainingWork }: OperationModel): number => (OPERATION_SHARE * (remainingWork / HOUR)) ** 2;

const repairVariance = (resource: ResourceModel | null): number =>
  resource === null ? 0 : varianceOfRepair(resource.upAt, resource.isUpEstimated);

/** Null: it is up, or nobody knows when it will be. */
export function varianceOfRepair(upAt: Instant | null, isEstimated: boolean): number {
  if (upAt === null) return 0;
  return isEstimated ? 1 : 16;
}
