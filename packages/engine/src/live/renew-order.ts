import type { OperationModel, OrderModel } from "../model.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * The very same order says what was read anew; not its operations. Field by field here and below, as it is done of each order
 * that a fact is about, and copying whatever there is takes several times as long.
 */
export function renewOrder(order: OrderModel, read: OrderModel): void {
  const known: Writable<OrderModel> = order;
  known.data = read.data;
  known.level = read.level;
  known.isLive = read.isLive;
  known.isStale = read.isStale;
  known.isLoaded = read.isLoaded;
  known.received = read.received;
  known.stillToMake = read.stillToMake;
  known.made = read.made;
  known.scrap = read.scrap;
  known.hasMesFact = read.hasMesFact;
  known.lastFactAt = read.lastFactAt;
  known.pegs = read.pegs;
  known.unknownSeqs = read.unknownSeqs;
}

/** What is read of an operation; where it stands remains. */
export function renewOperation(operation: OperationModel, read: OperationModel): void {
  const known: Writable<OperationModel> = operation;
  known.state = read.state;
  known.phase = read.phase;
  known.reportedAt = read.reportedAt;
  known.startedAt = read.startedAt;
  known.finishedAt = read.finishedAt;
  known.good = read.good;
  known.scrap = read.scrap;
  known.planRate = read.planRate;
  known.target = read.target;
  known.plannedStart = read.plannedStart;
  known.plannedFinish = read.plannedFinish;
  known.plannedWork = read.plannedWork;
  known.remainingWork = read.remainingWork;
  known.working = read.working;
  known.components = read.components;
  known.componentPoints = read.componentPoints;
}

/** Where it stood is forgotten. */
export function forgetPlace(operation: OperationModel, read: OperationModel): void {
  operation.start = read.start;
  operation.finish = read.finish;
  operation.placedAt = read.placedAt;
  operation.earliest = read.earliest;
  operation.firstOpening = read.firstOpening;
  operation.boundBy = read.boundBy;
  operation.front = read.front;
  operation.material = read.material;
  operation.variance = read.variance;
}
