import { DAY, type Instant } from "@lockstep/domain/instant";
import type { Row, Tables } from "./tables.ts";

/** How many days before its start a work order comes of the sales orders of that day. */
export const ORDER_TO_START = 3 * DAY;

type WorkOrder = Row<"work_order">;
type BomRow = Row<"bill_of_materials">;

/** Who is made of what, and for whom: the bills of material in force, and the work orders of one day that feed each other. */
export interface Structure {
  /** The components of an assembly that are in force on a day. */
  componentsOf(product: string, day: Instant): readonly BomRow[];
  /** The longest way down to what is only bought: 1 for what is made of bought parts alone. */
  levelOf(product: string, day: Instant): number;
  /** The most levels of any product at all. */
  readonly levels: number;
  /** How many levels of work orders of the same day stand above this one. */
  levelsAbove(order: WorkOrder): number;
  /** The work order that the sales lines of a product and day are made by. */
  makerFor(product: string, orderDate: Instant): WorkOrder | undefined;
  /** The work order that makes a component for the work orders that start on a day. */
  feederOf(product: string, startDate: Instant): WorkOrder | undefined;
}

export function structureOf(tables: Tables): Structure {
  const ordersOf = groupBy(tables.work_order, ({ ProductID, StartDate }) => `${ProductID} ${StartDate}`);
  const startingOn = groupBy(tables.work_order, ({ StartDate }) => String(StartDate));
  const rowsOf = groupBy(tables.bill_of_materials, ({ ProductAssemblyID }) => ProductAssemblyID);
  const sold = new Map<string, number>();
  for (const { ProductID, OrderDate, OrderQty } of tables.sales_order_line) {
    const key = `${ProductID} ${OrderDate + ORDER_TO_START}`;
    sold.set(key, (sold.get(key) ?? 0) + OrderQty);
  }

  const componentsOf = (product: string, day: Instant): readonly BomRow[] =>
    (rowsOf.get(product) ?? []).filter(
      ({ StartDate, EndDate }) => StartDate <= day && (EndDate === null || day < EndDate),
    );

  /** Where sales and assemblies need the same product there are two orders; the one for sale has the quantity sold. */
  const forSale = (key: string): WorkOrder | undefined => {
    const orders = ordersOf.get(key) ?? [];
    return sold.has(key) ? (orders.find(({ OrderQty }) => OrderQty === sold.get(key)) ?? orders[0]) : undefined;
  };
  const feederOf = (product: string, startDate: Instant): WorkOrder | undefined => {
    const key = `${product} ${startDate}`;
    const orders = ordersOf.get(key) ?? [];
    return orders.find((order) => order !== forSale(key)) ?? orders[0];
  };

  const levelOf = memo((product, day, self) =>
    componentsOf(product, day).reduce((most, { ComponentID }) => Math.max(most, 1 + self(ComponentID, day)), 0),
  );
  const assembliesOn = memoOne((startDate: Instant) => {
    const above = new Map<string, string[]>();
    for (const { ProductID } of startingOn.get(String(startDate)) ?? []) {
      for (const { ComponentID } of componentsOf(ProductID, startDate)) {
        const known = above.get(ComponentID);
        if (known) known.push(ProductID);
        else above.set(ComponentID, [ProductID]);
      }
    }
    return above;
  });
  const above = memo((product, startDate, self) =>
    (assembliesOn(startDate).get(product) ?? []).reduce(
      (most, parent) => Math.max(most, 1 + self(parent, startDate)),
      0,
    ),
  );

  const someDay = tables.work_order[0]?.StartDate ?? 0;
  return {
    componentsOf,
    levelOf,
    levels: Math.max(1, ...[...rowsOf.keys()].map((product) => levelOf(product, someDay))),
    levelsAbove: (order) =>
      feederOf(order.ProductID, order.StartDate) === order ? above(order.ProductID, order.StartDate) : 0,
    makerFor: (product, orderDate) => forSale(`${product} ${orderDate + ORDER_TO_START}`),
    feederOf,
  };
}

export function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

type OfProduct = (product: string, day: Instant) => number;

/** Each answer is worked out once; a bill that contains itself ends there. */
function memo(answer: (product: string, day: Instant, self: OfProduct) => number): OfProduct {
  const known = new Map<string, number>();
  const self: OfProduct = (product, day) => {
    const key = `${product} ${day}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    known.set(key, 0);
    const found = answer(product, day, self);
    known.set(key, found);
    return found;
  };
  return self;
}

function memoOne<T>(answer: (day: Instant) => T): (day: Instant) => T {
  const known = new Map<Instant, T>();
  return (day) => {
    const before = known.get(day);
    if (before !== undefined) return before;
    const found = answer(day);
    known.set(day, found);
    return found;
  };
}
