import { HOUR } from "@lockstep/domain/instant";
import type { Allocation, OperationModel, ResourceModel } from "./model.ts";

/** Hours squared: how uncertain the time of a thing is; variances add along what binds. */
export const WAITING_FOR_RELEASE = 24 ** 2;
export const TRANSFER = 4 ** 2;
const OPERATION_SHARE = 0.15;

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

function repairVariance(resource: ResourceModel | null): number {
  if (resource === null || resource.upAt === null) return 0;
  return resource.isUpEstimated ? 1 : 16;
}
