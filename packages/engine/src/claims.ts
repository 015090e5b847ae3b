import type { Data } from "@lockstep/domain/facts/fact";
import { earliest, type Instant } from "@lockstep/domain/instant";
import { byCodeUnit, pointId } from "@lockstep/domain/world";
import type { Consumed } from "./consumed.ts";
import type { Levels } from "./levels.ts";
import type { Claim, OperationModel, OrderModel } from "./model.ts";
import { EPSILON, groupBy, sum } from "./order.ts";
import type { Plant } from "./plant.ts";

type Component = NonNullable<Data<"erp.production-order">["components"]>[number];

/** What one operation needs of one item. */
interface Need {
  readonly operation: OperationModel;
  readonly components: readonly Component[];
  /** The MES says that so much went in. */
  readonly consumed: number;
}

/** What an order's operations still owe the stock of their components. */
export function claimsOf(plant: Plant, levels: Levels, order: OrderModel): Claim[] {
  if (!order.isLive) return [];
  const items = groupBy(needsOf(plant, order), ({ item }) => item);
  return [...items]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .flatMap(([item, needs]) => claimsOnItem(plant, levels, { order, item, needs: needs.map(({ need }) => need) }));
}

function needsOf({ world, consumed }: Plant, order: OrderModel): { readonly item: string; readonly need: Need }[] {
  const components = order.data.components ?? world.boms.get(order.point)?.data.components ?? [];
  const consumptions = consumed.of(order.id);
  const first = order.operations[0];
  const ownerOf = (seq: number | undefined) => order.operations.find((one) => one.seq === seq) ?? first;
  const needs = (operation: OperationModel | undefined, item: string): boolean =>
    components.some((component) => component.item === item && ownerOf(component.operation) === operation);
  /** A claim is one per order and item: what goes in at an operation that does not need it is another's that does. */
  const userOf = ({ seq, item }: Consumed) => {
    const named = ownerOf(seq);
    return needs(named, item) ? named : (order.operations.find((operation) => needs(operation, item)) ?? named);
  };
  return order.operations.flatMap((operation) => {
    const mine = components.filter((component) => ownerOf(component.operation) === operation);
    const used = consumptions.filter((one) => userOf(one) === operation);
    const items = new Set([...mine.map(({ item }) => item), ...used.map((one) => one.item)]);
    return [...items].map((item) => ({
      item,
      need: {
        operation,
        components: mine.filter((component) => component.item === item),
        consumed: sum(used.flatMap((one) => (one.item === item ? [one.quantity] : []))),
      },
    }));
  });
}

interface OnItem {
  readonly order: OrderModel;
  readonly item: string;
  /** In seq order. */
  readonly needs: readonly Need[];
}

function claimsOnItem(plant: Plant, levels: Levels, { order, item, needs }: OnItem): Claim[] {
  const point = pointId(item, order.data.site);
  const countedAt = plant.lastCountAt(point);
  const issues = createPool(issuedOf(plant, order.id, item, -Infinity));
  const issuedLater = createPool(countedAt === null ? 0 : issuedOf(plant, order.id, item, countedAt));
  const isOverCycle = levels.isCycle(point, order.point);
  return needs.flatMap((need) => {
    const { operation } = need;
    const owed = Math.max(theoryOf(need), need.consumed);
    const quantity = Math.min(owed - issues.take(owed), capOf(need, countedAt, issuedLater));
    if (!(quantity > EPSILON)) return [];
    const isStarted = operation.phase !== "waiting" || need.components.length === 0;
    return [{ operation, item, point, quantity, isStarted, isOverCycle }];
  });
}

/** Issues of several operations count in the order of these. */
function createPool(quantity: number) {
  let left = quantity;
  return {
    take: (wanted: number): number => {
      const taken = Math.min(Math.max(0, wanted), left);
      left -= taken;
      return taken;
    },
  };
}

/** What was issued less what came back, after an instant. */
function issuedOf({ movesByOrder }: Plant, order: string, item: string, after: Instant): number {
  let issued = 0;
  for (const { data, time } of movesByOrder.get(order) ?? []) {
    if (data.reason !== "issue" || data.item !== item || time <= after) continue;
    if (data.from) issued += data.quantity;
    if (data.to) issued -= data.quantity;
  }
  return issued;
}

const withScrap = ({ quantityPer, scrapFraction }: Component): number => quantityPer * (1 + scrapFraction);

function theoryOf({ operation, components }: Need): number {
  const { quantity } = operation.order.data;
  if (operation.phase !== "done") return sum(components.map((component) => withScrap(component) * quantity));
  const made = operation.finishedAt === null ? quantity : operation.good + operation.scrap;
  return sum(components.map(({ quantityPer }) => quantityPer * made));
}

/** What a count after the operation's report leaves of the claim. */
function capOf(need: Need, countedAt: Instant | null, issuedLater: ReturnType<typeof createPool>): number {
  const { operation, components } = need;
  const reportedAt = operation.reportedAt ?? doneBy(operation);
  if (countedAt === null || reportedAt === null || countedAt <= reportedAt) return Infinity;
  if (operation.phase === "done") return 0;
  // Where more was made than there was to make, what comes back is not needed again.
  const most = sum(components.map((component) => withScrap(component) * (operation.target - operation.good)));
  return most - issuedLater.take(most);
}

/** One that counts as done without a report was done when the first that has begun behind it was reported. */
function doneBy({ phase, seq, order }: OperationModel): Instant | null {
  if (phase !== "done") return null;
  const begun = order.operations.filter((other) => other.seq > seq && other.startedAt !== null);
  return earliest(begun.map(({ reportedAt }) => reportedAt));
}
