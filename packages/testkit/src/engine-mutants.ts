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

const marking = "live/network-marks.ts";
const orders = "live/live-orders.ts";
const places = "live/live-places.ts";
const claims = "live/live-claims.ts";
const orderIndex = "live/order-index.ts";
const lotOrigins = "lot-origins.ts";
const orderedLists = "live/ordered-lists.ts";
const readLines = "live/read-lines.ts";
const readPurchases = "live/read-purchases.ts";
const network = "live/live-network.ts";
const plant = "live/live-plant.ts";
const slots = "live/live-slots.ts";
const engine = "live/create-live-engine.ts";
const lines = "live/live-lines.ts";
const causes = "live/live-causes.ts";
const renewed = "live/renew-order.ts";
const walks = "live/walk-things.ts";
const ways = "live/ways.ts";
const points = "live/live-points.ts";
const flat = "live/flat-pegs.ts";
const list = "live/supply-list.ts";
const times = "live/point-times.ts";
const edgeCounts = "live/edge-counts.ts";
const levels = "live/live-levels.ts";
const findings = "live/live-findings.ts";
const inForce = "live/facts-in-force.ts";
const same = "live/same-supply.ts";

export const MUTANTS: readonly Mutant[] = [
  {
    mistake: "a calendar that changes is told to no resource",
    file: plant,
    from: "for (const [id, { data }] of world.resources) if (data.calendar === key) marks.resourceData(id);",
    to: "",
  },
  {
    mistake: "what an item is called otherwise is told to nobody",
    file: plant,
    from: "if (before !== null && after !== null && nameIn(before) !== nameIn(after)) marks.itemName(after.key);",
    to: "",
  },
  {
    mistake: "what an item costs now is told to nobody",
    file: plant,
    from: "isSameValue(was?.unitPrice ?? null, is?.unitPrice ?? null)",
    to: "isSameValue(null, null)",
  },
  {
    mistake: "how long an item keeps now is told to nobody",
    file: plant,
    from: "was?.shelfLifeDays === is?.shelfLifeDays && ",
    to: "",
  },
  {
    mistake: "what is bought keeps as long as it did",
    file: marking,
    from: "for (const purchase of purchases ?? none) dirty.purchase.add(purchase);",
    to: "",
  },
  {
    mistake: "a line goes on with the price that it had",
    file: marking,
    from: 'for (const demand of demands) if (demand.kind === "line") dirty.line.add(demand.id);',
    to: "",
  },
  {
    mistake: "an order keeps its rank though it stands above more now",
    file: network,
    from: "for (const order of point.orders ?? none) dirty.order.add(order.id);",
    to: "",
  },
  {
    mistake: "an edge that comes is seen, and one that goes is not",
    file: edgeCounts,
    from: "if (before === 0 || before + by === 0) touched.add(to);",
    to: "if (before === 0) touched.add(to);",
  },
  {
    mistake: "an edge that goes is seen, and one that comes is not",
    file: edgeCounts,
    from: "if (before === 0 || before + by === 0) touched.add(to);",
    to: "if (before + by === 0) touched.add(to);",
  },
  {
    mistake: "what stands above a point that has another level keeps its own",
    file: levels,
    from: "waiting.push(...edges.outOf(point));",
    to: "",
  },
  {
    mistake: "where there is a circle, levels are found as if there were none",
    file: levels,
    from: "const moved = circular === null && heads",
    to: "const moved = heads",
  },
  {
    mistake: "an order goes on with a component of its own list that is no item any more",
    file: plant,
    from: "if (isBom) ordersAt(fact.key);\n      else marks.order(fact.key);",
    to: "if (isBom) ordersAt(fact.key);",
  },
  {
    mistake: "what names something that is gone is known as it was when the first one went",
    file: inForce,
    from: "if (naming !== null) fileNaming(naming, node, fact);",
    to: "",
  },
  {
    mistake: "movements of something that is gone are known as they were when the first one went",
    file: inForce,
    from: "if (naming !== null) fileNaming(naming, fact, fact);",
    to: "",
  },
  {
    mistake: "of components that come at the same time the one counts that was read last",
    file: "pegging.ts",
    from: "(byCodeUnit(a.id, b.id) || byCodeUnit(a.point, b.point)) < 0;",
    to: "byCodeUnit(a.id, b.id) < 0;",
  },
  {
    mistake: "a lot that a transfer brought as a move is filed under nothing",
    file: plant,
    from: "marks.news(arrivalPoint(fact));\n      nameOrigins(fact, isIn);",
    to: "marks.news(arrivalPoint(fact));",
  },
  {
    mistake: "one arrival less of an order is taken for the last",
    file: lotOrigins,
    from: "if (known.arrivals > 0) return false;",
    to: "if (by > 0) return false;",
  },
  {
    mistake: "what nothing of a lot came of any more is its origin still",
    file: lotOrigins,
    from: "origins.splice(origins.indexOf(known), 1);",
    to: "",
  },
  {
    mistake: "a lot's receipt is told only where it came in",
    file: plant,
    from: 'for (const point of plant.pointsOfItem(fact.data.item)) marks.lot(point, fact.data.lot ?? "");',
    to: "",
  },
  {
    mistake: "a stop that is the latest is not added to those that are known",
    file: plant,
    from: "if (own !== undefined) addStop(own, first.data);",
    to: "",
  },
  {
    mistake: "stops stay as they were though another state is told for earlier",
    file: plant,
    from: "    stops.delete(resource);\n",
    to: "",
  },
  {
    mistake: "the stop during which something began is not looked at",
    file: "resources.ts",
    from: "if (stop === undefined || stop.to <= from) break;",
    to: "if (stop === undefined || stop.from <= from) break;",
  },
  {
    mistake: "what went in and has given way to another content stays counted",
    file: plant,
    from: "consumed.renew(order, consumptions.get(order) ?? []);",
    to: ";",
  },
  {
    mistake: "a lot is read by itself though another one lacks what it makes up for",
    file: points,
    from: "    if (state.owes) return null;\n",
    to: "",
  },
  {
    mistake: "a lot of which there is less than nothing by now is read by itself",
    file: points,
    from: "if (next !== null && owes(next)) return null;",
    to: "",
  },
  {
    mistake: "the stock of a lot that was read by itself is not written down",
    file: points,
    from: "if (hasChanged) keepLots(state, lots);",
    to: "",
  },
  {
    mistake: "of many lots that move at once some are not read",
    file: "live/point-node.ts",
    from: "    else this.isStockStale = true;\n",
    to: "",
  },
  {
    mistake: "of what was said at one time only the last counts",
    file: orderedLists,
    from: "k -= 1;\n  return k === 0",
    to: "break;\n  k -= 1;\n  return k === 0",
  },
  {
    mistake: "who is pegged to a transfer is not told of the lots that came of it as moves",
    file: readLines,
    from: ", ...(plant.movesByTransfer.get(id) ?? [])]",
    to: "]",
  },
  // A dependency that is skipped.
  {
    mistake: "a transfer's target is not told of what the transfer got",
    file: network,
    from: "      enqueuePoint(to);\n",
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
    from: "if (demand.owner !== null) demand.owner.touch();",
    to: "if (demand.owner !== null) return;",
  },
  {
    mistake: "those who look at a point are not told that it is another",
    file: network,
    from: 'if (point.isNews || hasChanged) listener.thing("p", point.id);',
    to: "",
  },
  {
    mistake: "those who look at a purchase are not told of it",
    file: readPurchases,
    from: '    listener.thing("u", id);\n    const line',
    to: "    const line",
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
    file: readLines,
    from: "if (before?.priority === after?.priority && before?.need",
    to: "if (before?.need",
    history: 5,
  },
  {
    mistake: "what runs on a resource elsewhere does not interrupt what is paused there",
    file: orders,
    from: "for (const other of index.pausedOn(resource)) dirty.order.add(other);",
    to: ";",
    history: 19,
  },
  {
    mistake: "a BOM that has given way is renewed with its items",
    file: plant,
    from: "if (before !== null) for (const { item } of before.data.components ?? []) takeFrom(withComponent, item, before);",
    to: "",
  },
  {
    mistake: "a line is not told of its customer",
    file: plant,
    from: "if (after?.type === type) addTo(linesOf, after.data.customer, key);",
    to: "",
  },
  {
    mistake: "a supplier that comes after its purchases is told to nobody",
    file: plant,
    from: "if (nameIn(before) !== nameIn(after)) marks.supplierName(key);",
    to: "",
  },
  {
    mistake: "a purchase of another supplier goes on with the habits of the one before",
    file: readPurchases,
    from: "if (pointBefore !== point || before?.data.supplier !== supplier) {",
    to: "if (before?.point !== model.point) {",
  },
  {
    mistake: "an order's own list of components is not renewed with their items",
    file: plant,
    from: "setFiltered(isBom ? world.boms : world.productionOrders, fact.key, filtered(fact));",
    to: "if (isBom) setFiltered(world.boms, fact.key, filtered(fact));",
    history: 84,
  },
  {
    mistake: "what an operation still takes is not renewed with its order",
    file: renewed,
    from: "  remainingWork: true,\n",
    to: "",
  },
  {
    mistake: "a line that a cause hits no longer is one of its lines still",
    file: causes,
    from: "    cause.lines.delete(line);\n",
    to: "",
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
    mistake: "the open lines of a supplier do not learn from its receipts",
    file: readPurchases,
    from: "if (purchases.get(id)?.isOpen) dirty.purchase.add(id);",
    to: ";",
  },
  // A cut-off that cuts too much.
  {
    mistake: "a finish that is as late, but less certain, is no change",
    file: places,
    from: "if (last?.finish !== finishBefore || last?.variance !== varianceBefore || endsNow) moved",
    to: "if (last?.finish !== finishBefore || endsNow) moved",
  },
  {
    mistake: "another quantity of the same supply is no change",
    file: "live/same-supply.ts",
    from: "b !== null && a.quantity === b.quantity && isSameOrigin",
    to: "b !== null && isSameOrigin",
    history: 18,
  },
  {
    mistake: "a claim of another quantity is no change",
    file: claims,
    from: "  a.quantity === b.quantity &&\n  a.need === b.need &&",
    to: "  a.need === b.need &&",
  },
  {
    mistake: "those that waited for a stretch do not move up when it is free",
    file: slots,
    from: "matters = isWaiting && freed.end > (earliest[k] ?? 0) && freed.start < end;",
    to: "matters = false && isWaiting;",
  },
  {
    mistake: "a cause whose subject is at another site is the same cause",
    file: causes,
    from: "if (!isSameValue(cause.subjectSites, sources.sitesOfSubject(found))) touch(cause);",
    to: "",
    history: 11,
  },
  // A short cut that is taken too often.
  {
    mistake: "a report of progress does not tell those that wait for the resource",
    file: places,
    from: "if (resource !== null) unfixed.add(resource.id);\n    return true;",
    to: "return true;",
  },
  {
    mistake: "what runs after an operation that ends later ends before it",
    file: orders,
    from: ' || (hasMoved && one.seq > seq && one.phase === "running")',
    to: "",
  },
  {
    mistake: "a report of progress does not tell what follows in its order",
    file: orders,
    from: "if (hasMoved) dirty.place.add(id);",
    to: "",
  },
  {
    mistake: "a report of progress of the last operation makes no other quantity",
    file: orders,
    from: "if (operation === last || (hasMoved",
    to: "if ((hasMoved",
  },
  {
    mistake: "a report after a count does not bring back what its order owes",
    file: orders,
    from: "if (mayMoveClaims(operation)) return false;",
    to: "",
  },
  {
    mistake: "a report of another resource is taken for progress",
    file: "orders.ts",
    from: "if (report.data.resource !== before.data.resource) return false;",
    to: "",
  },
  {
    mistake: "what is issued stays owed",
    file: orders,
    from: "    claims.set(state, claimsOf(plant, levels, model));\n    listener.thing",
    to: "    listener.thing",
  },
  {
    mistake: "what has come in beyond what was reported leaves what is still to be made as it was",
    file: "orders.ts",
    from: "if (Math.max(draft.received, received) > made) return false;",
    to: "",
  },
  {
    mistake: "an order that was never heard of before is not stale less for what comes in",
    file: "orders.ts",
    from: "if (draft.lastFactAt === null || lastFactAt === null) return false;",
    to: "if (lastFactAt === null) return false;",
  },
  {
    mistake: "what has come in is still to come in",
    file: orders,
    from: "const { model } = state;\n    work.ordersRead += 1;\n    moved(model);",
    to: "const { model } = state;\n    work.ordersRead += 1;",
  },
  {
    mistake: "explanations do not hear of what has come in",
    file: orders,
    from: '    moved(model);\n    listener.thing("s", model.point);\n    return true;\n  };\n\n  /** Whether what',
    to: "    moved(model);\n    return true;\n  };\n\n  /** Whether what",
  },
  {
    mistake: "a count is told only to orders that owe something still",
    file: marking,
    from: "      askCounted(point, point.needing ?? none);\n",
    to: "",
  },
  {
    mistake: "a supply that is overtaken by another keeps its place",
    file: points,
    from: "if (behind !== undefined && bySupplyOrder(to, behind) >= 0) return false;",
    to: "",
  },
  {
    mistake: "a supply that overtakes another keeps its place",
    file: points,
    from: "if (ahead !== undefined && bySupplyOrder(ahead, to) >= 0) return false;",
    to: "",
  },
  {
    mistake: "goods that come later are as good for all as before",
    file: points,
    from: "if (!isGoodForAll(state, from) || !isGoodForAll(state, to)) return false;",
    to: "",
  },
  {
    mistake: "another quantity of the same is given as before",
    file: points,
    from: "from.quantity !== to.quantity || ",
    to: "",
  },
  {
    mistake: "a hold is not told to what its order has made",
    file: marking,
    from: "    held: (id) => {\n      pointOf(id).areMakersStale = true;\n",
    to: "    held: (id) => {\n",
  },
  {
    mistake: "a pause that has become long holds its resource on",
    file: orders,
    from: '    if (model.operations.some(({ state }) => state === "paused")) return false;\n',
    to: "",
  },
  {
    mistake: "what an order makes that should have ended does not slide with the clock",
    file: orders,
    from: '    if (model.operations.at(-1)?.phase === "running") moved(model);\n    wakeOrder(model);\n    if (!hasMoved)',
    to: "    wakeOrder(model);\n    if (!hasMoved)",
  },
  {
    mistake: "a supply that comes stands behind all others",
    file: list,
    from: "  const at = placeOf(list, supply);",
    to: "  const at = all.length + 0 * placeOf(list, supply);",
  },
  {
    mistake: "a claim that has ended is counted among those that have begun",
    file: flat,
    from: "  if (at < asks.begun) asks.begun -= 1;\n",
    to: "",
  },
  {
    mistake: "what an order that is gone was to make still comes",
    file: points,
    from: "      add(known.make, null);\n",
    to: "",
  },
  {
    mistake: "a lot that is gone still lies there",
    file: points,
    from: "      for (const one of gone) removeSupply(list, one);\n",
    to: "",
  },
  {
    mistake: "made goods keep no longer than when they were looked at first",
    file: points,
    from: "      if (list.sliding > 0) slideOn(state);\n",
    to: "",
  },
  {
    mistake: "a line that asks for other shelf life than all before it never has to give up goods",
    file: points,
    from: "if (asked !== null && askGoods(asked, demand, lines)) point.areTimesOther = true;",
    to: "if (asked !== null) askGoods(asked, demand, lines);",
  },
  {
    mistake: "a demand that came is served only when something else changes",
    file: points,
    from: "      const { demands, asks, asked, takes } = point;\n      point.areDemandsOther = true;\n",
    to: "      const { demands, asks, asked, takes } = state;\n",
  },
  {
    mistake: "who takes as much of another supply is not told",
    file: flat,
    from: "takes[b] === old.takes[a] && takes[b + 1]",
    to: "takes[b + 1]",
  },
  {
    mistake: "who waits behind is not told that it is less sure when it ends",
    file: places,
    from: "    for (const other of slots(operation.resource).behind(operation)) dirty.place.add(other.order.id);\n",
    to: "",
  },
  // A timer that is ignored.
  {
    mistake: "an overdue purchase does not slide on",
    file: readPurchases,
    from: "model.isOverdue ? plant.now + 1 : model.expected",
    to: "model.expected",
  },
  {
    mistake: "a lot on hold is not released by time",
    file: times,
    from: '          turns.wake(assumed ? now + 1 : availableAt);\n          break;\n        case "made"',
    to: '          break;\n        case "made"',
  },
  {
    mistake: "a short pause does not become a long one",
    file: orders,
    from: "wake(working.add(reportedAt, SHORT_PAUSE) + 1);",
    to: ";",
  },
  {
    mistake: "a repair does not slide on",
    file: network,
    from: "model.isUpEstimated || model.upAt > plant.now + HOUR ? model.upAt : plant.now + 1",
    to: "NEVER",
    history: 2,
  },
  {
    mistake: "goods do not expire",
    file: times,
    from: "if (expiresAt > now) turns.wake(expiresAt);",
    to: "",
    history: 10,
  },
  {
    mistake: "a line does not give up goods in time for its customer's shelf life",
    file: times,
    from: "        if (last >= now) turns.wake(last);\n        if (last >= now - MINUTE) turns.wake(last + 1);\n",
    to: "",
  },
  {
    mistake: "a start that is past does not move on",
    file: places,
    from: "let next = operation.earliest + 1;",
    to: "let next: Instant = NEVER;",
    history: 2,
  },
  {
    mistake: "an order that nobody reports does not become stale",
    file: orders,
    from: "if (isLive && !isStale && lastFactAt === null) wake(data.plannedFinish + STALE_AFTER + 1);",
    to: "",
  },
  {
    mistake: "what is made of a closed order is there for ever",
    file: orders,
    from: "wake(countsUntil(model) + 1);",
    to: ";",
  },
  {
    mistake: "a delivery out of stock does not move with the clock",
    file: lines,
    from: "const slide = { lead: pickMs + transitMs,",
    to: "const slide = { lead: 0,",
  },
  {
    mistake: "a line that waits for nothing never becomes late",
    file: lines,
    from: "lineTimers.wake(node, Math.max(slide.limit - slide.lead, plant.now + 1));",
    to: "",
  },
  {
    mistake: "a late delivery out of stock does not become later",
    file: lines,
    from: "restless.add(node);",
    to: "",
  },
  {
    mistake: "made goods keep for so long from when they were looked at",
    file: points,
    from: "known.readAt !== plant.now && (doesSlide(known.made) || doesSlide(known.make))",
    to: "false",
  },
  {
    mistake: "made goods never become fresh enough for somebody",
    file: times,
    from: "        turnSliding(expiresAt - now, point);\n",
    to: "",
  },
  {
    mistake: "an explanation does not change by time alone",
    file: lines,
    from: "lineTimers.due(plant.now)",
    to: "[] as LineNode[]",
  },
  {
    mistake: "an exception's act-by passes unseen",
    file: causes,
    from: "causeTimers.due(plant.now)",
    to: "[] as string[]",
  },
  {
    mistake: "a count that is displaced is not forgotten by what went in without being a component",
    file: orderIndex,
    from: "needed.add(pointId(item, data.site));",
    to: "void item;",
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
  // What ties at exactly now.
  {
    mistake: "an order that runs is not read in the minute in which it ends",
    file: orders,
    from: "      wake(finish);",
    to: "      wake(Math.max(finish, plant.now) + 1);",
  },
  {
    mistake: "an order that takes no time is not placed again in the minute in which it ends",
    file: places,
    from: "if (operation.finish > plant.now) next = Math.min(next, operation.finish);",
    to: "",
  },
  {
    mistake: "a point is not told that what is made there ends in this minute",
    file: places,
    from: "varianceBefore || endsNow)",
    to: "varianceBefore)",
  },
  {
    mistake: "a transfer over a circle is not looked at when it can be there",
    file: times,
    from: "          turns.wake(availableAt);\n          break;\n        // Where",
    to: "          break;\n        // Where",
  },
  {
    mistake: "of two holds only the one that counts wakes the goods",
    file: times,
    from: "if (held !== null) turns.wake(held.mayTurnAt);",
    to: "void held;",
  },
  {
    mistake: "of two holds on what was made only the one that counts wakes it",
    file: times,
    from: "turns.wake(holds().ofOrder(order, data.item, data.site)?.mayTurnAt ?? NEVER);",
    to: "void order;",
  },
  // What an order has made and is gone, or comes again.
  {
    mistake: "who waits for what an order has made is not told that it is for nobody any more",
    file: orders,
    from: "if (model.pegs.length > 0) for (const point of pointsMadeBy(plant, id)) marks.point(point);",
    to: "",
  },
  {
    mistake: "an order that comes again for somebody does not take what it has made from others",
    file: orders,
    from: "const pegsBefore = before?.pegs ?? [];",
    to: "const pegsBefore = before?.pegs ?? fresh.pegs;",
  },
  {
    mistake: "what an operation waits for is told with the quantity that there was at first",
    file: points,
    from: "if (isSame) holdAnew(demand, before);",
    to: "if (isSame) void before;",
  },
  {
    mistake: "of what there is more of, as much is given as before",
    file: list,
    from: "  list.values[at * SUPPLY + QUANTITY] = known.quantity;\n",
    to: "",
  },
  {
    mistake: "what there is more of is told with the quantity that there was at first",
    file: "create-supply.ts",
    from: "Object.assign(known, { quantity, pegs, source, left: quantity });",
    to: "Object.assign(known, { pegs, source, left: quantity });",
  },
  {
    mistake: "what there is more of, and ends at another time, is taken for the same",
    file: same,
    from: "a.assumed === b.assumed && a.expiresAt === b.expiresAt && isSameOrigin(a, b);",
    to: "a.assumed === b.assumed && isSameOrigin(a, b);",
  },
  {
    mistake: "what there is more of is given to nobody",
    file: points,
    from: "asks its order or its purchase, which say so themselves.\n        hasOthers = true;\n",
    to: "\n",
  },
  {
    mistake: "what an order brings in the place of what it brought is forgotten",
    file: points,
    from: "ofOrder.set(one, { made: add(known.made, made), make: add(known.make, make), readAt });",
    to: "add(known.made, made);\n        add(known.make, make);\n        void readAt;",
  },
  {
    mistake: "a state that is told late counts as the latest",
    file: plant,
    from: "first !== undefined && first.data.since > last)",
    to: "first !== undefined)",
  },
  // What facts say about each other.
  {
    mistake: "a receipt is not held against what was ordered",
    file: findings,
    from: 'else if (fact.type === "wms.receipt") moved(fact.data);',
    to: 'else if (fact.type === "wms.receipt") void moved;',
  },
  {
    mistake: "a line of another quantity is not held against what was shipped",
    file: findings,
    from: 'if (type === "erp.sales-order-line") lines.mark(key);',
    to: 'if (type === "erp.sales-order-line") void key;',
  },
  {
    mistake: "a shipment that is taken back stays in the sum",
    file: findings,
    from: "else if (own.delete(key) && own.size === 0) shipmentsOf.delete(line);",
    to: "else void own;",
  },
  {
    mistake: "an operation that begins by the clock is pending for ever",
    file: findings,
    from: "for (const order of awaited) orders.mark(order);",
    to: "",
  },
  {
    mistake: "a late report that does not count is not held against the others",
    file: engine,
    from: 'if (type === "mes.operation") liveFindings.reported(key);',
    to: "void type;\n    void key;",
  },
  {
    mistake: "who named something unknown, and names something else now, is told of still",
    file: findings,
    from: "if (before !== null) read(before, remove);",
    to: "void remove;",
  },
  {
    mistake: "a name that is known no longer is not looked for",
    file: findings,
    from: "if (before !== null && after === null && MAKES_KNOWN.has(type)) isAllStale = true;",
    to: "",
  },
  {
    mistake: "a count below zero is told of when it is counted anew",
    file: findings,
    from: "          else countedBelow.delete(key);",
    to: "",
  },
  {
    mistake: "an order that has become stale is not told of",
    file: orders,
    from: "if (model.isStale || model.unknownSeqs.length > 0) odd.add(model);",
    to: "if (model.unknownSeqs.length > 0) odd.add(model);",
  },
  {
    mistake: "an operation that found no place is told of only if it was the last to be looked at",
    file: places,
    from: "      if (placeOne(operation)) hasChanged = true;\n      if (operation.finish === NEVER) unplaced.add(model);",
    to: "      if (placeOne(operation)) hasChanged = true;",
  },
  {
    mistake: "what was said before the report that counts does not wait for its order",
    file: inForce,
    from: "      for (const fact of looked) counts(fact);\n",
    to: "",
  },
  {
    mistake: "how much there is of made goods that are waited for is not asked again",
    file: walks,
    from: 'if (source.what !== "purchase" && source.what !== "make")',
    to: 'if (source.what !== "purchase" && source.what !== "make" && source.what !== "made")',
  },
  {
    mistake: "those who come by on a longer way are not told",
    file: ways,
    from: "      for (const one of way.before) waiting.push(one);\n",
    to: "",
  },
  {
    mistake: "a way goes on where it went on before",
    file: ways,
    from: "    way.next = next;\n    next?.before.add(way);",
    to: "    way.next ??= next;\n    way.next?.before.add(way);",
  },
  {
    mistake: "a way does not look at what it leads to",
    file: ways,
    from: "        thingsOfCause(walk.found, own);\n",
    to: "",
  },
  {
    mistake: "what was touched once is not touched again",
    file: ways,
    from: "      for (const way of touched) way.isTouched = false;\n",
    to: "",
  },
  {
    mistake: "what came for an operation that could begin is not asked again",
    file: walks,
    from: 'if (operation.phase === "waiting" && operation.boundBy !== "now") return;',
    to: 'if (operation.phase === "waiting") return;',
  },
  {
    mistake: "money stays foreign once it was",
    file: findings,
    from: "if (foreign === null) inForeignMoney.delete(id);",
    to: "if (foreign === null) return;",
  },
  {
    mistake: "the material of an operation stays what it was when what it got is another",
    file: network,
    from: "      claim.operation.isMaterialKnown = false;\n",
    to: "",
  },
  {
    mistake: "the material of an operation stays what it was when it wants something else",
    file: claims,
    from: "    for (const operation of model.operations) operation.isMaterialKnown = false;\n",
    to: "",
  },
  {
    mistake: "what an operation is short of is not looked at again",
    file: places,
    from: "operation.isMaterialKnown = isWaiting && claims.every(({ short }) => short === 0);",
    to: "operation.isMaterialKnown = isWaiting;",
  },
  {
    mistake: "an operation that overtakes another stays behind it",
    file: slots,
    from: "(isSame || staysBetween(lane, k, taken.start))",
    to: "true",
  },
];
