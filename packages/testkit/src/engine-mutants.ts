/** A mistake that someone could make in the engine: one text in one file becomes another. */
export interface Mutant {
  readonly mistake: string;
  /** Below packages/engine/src. */
  readonly file: string;
  /** Stands there exactly once. */
  readonly from: string;
  readonly to: string;
  /** The random history to look at before others: one that comes to it. */
  readonly history?: number;
}

const network = "live/live-network.ts";
const plant = "live/live-plant.ts";
const slots = "live/live-slots.ts";
const lines = "live/create-live-engine.ts";
const walks = "live/walk-things.ts";

export const MUTANTS: readonly Mutant[] = [
  // A dependency that is skipped.
  {
    mistake: "a transfer's target is not told of what the transfer got",
    file: network,
    from: "      enqueuePoint(transfer.to);\n",
    to: "",
  },
  {
    mistake: "an order is not told of what its claims got",
    file: network,
    from: "queue.addOrder(claim.operation.order);",
    to: ";",
  },
  {
    mistake: "a line is not told of what it got",
    file: network,
    from: 'if (demand.kind === "line") listener.line(demand.id);',
    to: 'if (demand.kind === "line") return;',
  },
  {
    mistake: "those who look at a point are not told that it is another",
    file: network,
    from: "if (hasChanged) listener.thing(",
    to: "if (hasChanged) String(",
  },
  {
    mistake: "those who look at a purchase are not told of it",
    file: network,
    from: "listener.thing(`u:",
    to: "String(`u:",
    history: 11,
  },
  {
    mistake: "an explanation does not look at the orders on its way",
    file: walks,
    from: "  things.add(`o:$" + "{order.id}`);\n",
    to: "",
    history: 3,
  },
  {
    mistake: "what is pegged to a line does not follow its priority",
    file: network,
    from: "if (before?.priority === after?.priority && before?.need",
    to: "if (before?.need",
    history: 5,
  },
  {
    mistake: "what runs on a resource elsewhere does not interrupt what is paused there",
    file: network,
    from: "for (const other of pausedOn.get(resource) ?? []) dirty.order.add(other);",
    to: ";",
    history: 19,
  },
  {
    mistake: "a count does not end claims",
    file: plant,
    from: "marks.counted(point);",
    to: "",
  },
  {
    mistake: "a routing does not change what is assumed of its item",
    file: plant,
    from: "ordersAt(key);\n        marks.assumption(key);",
    to: "ordersAt(key);",
  },
  {
    mistake: "a lot's receipt is told only where it came in",
    file: plant,
    from: "if (data.lot) for (const point of plant.pointsOfItem(data.item)) marks.point(point);",
    to: "",
  },
  {
    mistake: "the open lines of a supplier do not learn from its receipts",
    file: network,
    from: "if (purchases.get(id)?.isOpen) dirty.purchase.add(id);",
    to: ";",
  },
  // A cut-off that cuts too much.
  {
    mistake: "a finish that is as late, but less certain, is no change",
    file: network,
    from: "if (last?.finish !== finishBefore || last?.variance !== varianceBefore) dirty.point",
    to: "if (last?.finish !== finishBefore) dirty.point",
  },
  {
    mistake: "another quantity of the same supply is no change",
    file: network,
    from: "a.quantity === b.quantity && isSameOrigin(a.supply, b.supply)",
    to: "isSameOrigin(a.supply, b.supply)",
    history: 18,
  },
  {
    mistake: "a claim of another quantity is no change",
    file: network,
    from: "    a.quantity === b.quantity &&\n    a.need === b.need &&",
    to: "    a.need === b.need &&",
  },
  {
    mistake: "those that waited for a stretch do not move up when it is free",
    file: slots,
    from: "return isWaiting && freed.end > operation.earliest && freed.start < block.end;",
    to: "return false;",
    history: 13,
  },
  {
    mistake: "a cause whose subject is at another site is the same cause",
    file: lines,
    from: "if (!isSameValue(subjectSites.get(key), sources.sitesOfSubject(hit.found))) dirtyCauses.add(key);",
    to: "",
    history: 11,
  },
  // A timer that is ignored.
  {
    mistake: "an overdue purchase does not slide on",
    file: network,
    from: "model.isOverdue ? nextMinute() : model.expected",
    to: "model.expected",
  },
  {
    mistake: "a lot on hold is not released by time",
    file: network,
    from: "          wake(assumed ? nextMinute() : availableAt);\n",
    to: "",
  },
  {
    mistake: "a short pause does not become a long one",
    file: network,
    from: "wake(working.add(reportedAt, SHORT_PAUSE) + 1);",
    to: ";",
  },
  {
    mistake: "a repair does not slide on",
    file: network,
    from: "model.isUpEstimated || model.upAt > plant.now + HOUR ? model.upAt : nextMinute()",
    to: "NEVER",
    history: 2,
  },
  {
    mistake: "goods do not expire",
    file: network,
    from: "if (expiresAt > now) wake(expiresAt);",
    to: "",
    history: 10,
  },
  {
    mistake: "a line does not give up goods in time for its customer's shelf life",
    file: network,
    from: "        if (last >= now) wake(last);\n        if (last >= now - MINUTE) wake(last + 1);\n",
    to: "",
  },
  {
    mistake: "a start that is past does not move on",
    file: network,
    from: "let next = operation.earliest + 1;",
    to: "let next: Instant = NEVER;",
    history: 2,
  },
  {
    mistake: "an order that nobody reports does not become stale",
    file: network,
    from: "if (isLive && !isStale && lastFactAt === null) wake(data.plannedFinish + STALE_AFTER + 1);",
    to: "",
  },
  {
    mistake: "what is made of a closed order is there for ever",
    file: network,
    from: "wake(countsUntil(model) + 1);",
    to: ";",
  },
  {
    mistake: "a delivery out of stock does not move with the clock",
    file: lines,
    from: "fromStock.add(id);",
    to: ";",
  },
  {
    mistake: "an explanation does not change by time alone",
    file: lines,
    from: "lineTimers.due(plant.now)",
    to: "[] as string[]",
  },
  {
    mistake: "an exception's act-by passes unseen",
    file: lines,
    from: "causeTimers.due(plant.now)",
    to: "[] as string[]",
  },
  // A wrong tie.
  {
    mistake: "demands of one day are served without regard to priority",
    file: "pegging.ts",
    from: "    byNumber(a.priority, b.priority) ||\n",
    to: "",
    history: 5,
  },
  {
    mistake: "supplies of one instant are taken by id before expiry",
    file: "pegging.ts",
    from: "    byNumber(a.availableAt, b.availableAt) ||\n    byNumber(a.expiresAt, b.expiresAt) ||\n",
    to: "    byNumber(a.availableAt, b.availableAt) ||\n",
  },
  {
    mistake: "orders of one level are placed by id before start",
    file: "loading.ts",
    from: "a.data.plannedStart - b.data.plannedStart || byCodeUnit(a.id, b.id)",
    to: "byCodeUnit(a.id, b.id)",
  },
  {
    mistake: "of orders that start at once the one with the last id is placed first",
    file: "loading.ts",
    from: "a.data.plannedStart - b.data.plannedStart || byCodeUnit(a.id, b.id)",
    to: "a.data.plannedStart - b.data.plannedStart || byCodeUnit(b.id, a.id)",
  },
];
