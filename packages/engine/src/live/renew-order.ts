import type { OperationModel, OrderModel } from "../model.ts";

/** Of a model that is read anew: each field stands in one of its lists, or in what stays the same; the types see to that. */
type Listed<T, Else extends keyof T> = Readonly<Record<Exclude<keyof T, Else>, true>>;

/** Where an operation stands. */
const PLACE = {
  start: true,
  finish: true,
  placedAt: true,
  earliest: true,
  firstOpening: true,
  boundBy: true,
  front: true,
  material: true,
  variance: true,
} as const;

/** What is read of an operation of the same shape. */
const READ: Listed<
  OperationModel,
  keyof typeof PLACE | "id" | "order" | "seq" | "resource" | "previous" | "isMaterialKnown"
> = {
  state: true,
  phase: true,
  reportedAt: true,
  startedAt: true,
  finishedAt: true,
  good: true,
  scrap: true,
  planRate: true,
  target: true,
  plannedStart: true,
  plannedFinish: true,
  plannedWork: true,
  remainingWork: true,
  working: true,
  components: true,
  componentPoints: true,
};

const OF_ORDER: Listed<
  OrderModel,
  "id" | "point" | "operations" | "isBlock" | "isQueued" | "readAgainAt" | "placedAgainAt"
> = {
  data: true,
  level: true,
  isLive: true,
  isStale: true,
  isLoaded: true,
  received: true,
  stillToMake: true,
  made: true,
  scrap: true,
  hasMesFact: true,
  lastFactAt: true,
  pegs: true,
  unknownSeqs: true,
};

/** The very same object says what another one does. To copy whatever there is takes several times as long. */
function renewing<T>(fields: Partial<Readonly<Record<keyof T, true>>>): (known: T, read: T) => void {
  const names = Object.keys(fields) as (keyof T)[];
  return (known, read) => {
    for (const name of names) known[name] = read[name];
  };
}

/** The order; not its operations. */
export const renewOrder = renewing<OrderModel>(OF_ORDER);
/** What is read of an operation; where it stands remains. */
export const renewOperation = renewing<OperationModel>(READ);
/** Where it stood is forgotten. */
export const forgetPlace = renewing<OperationModel>(PLACE);
