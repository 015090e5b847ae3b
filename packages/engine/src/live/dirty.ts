type Kind = "order" | "place" | "line" | "purchase" | "transfer" | "resource" | "hold";

/** What is to be looked at again, by id; of points each knows it of itself. */
export interface Dirty extends Readonly<Record<Kind, Set<string>>> {
  /** Operations of which nothing but their reports may have changed, by order. */
  readonly reported: Map<string, Set<number>>;
  /** Orders that something was issued to, and of which nothing else may have changed. */
  readonly issued: Set<string>;
  /** Orders that something came in of, and of which nothing else may have changed. */
  readonly received: Set<string>;
  /** Orders for which the time has come. */
  readonly dueOrders: Set<string>;
  /** Resources of which more than their state may have changed. */
  readonly resourceData: Set<string>;
  /** Items and suppliers that are called otherwise. */
  readonly renamedItem: Set<string>;
  readonly renamedSupplier: Set<string>;
  isAllDirty: boolean;
}

export const createDirty = (): Dirty => ({
  order: new Set(),
  place: new Set(),
  line: new Set(),
  purchase: new Set(),
  transfer: new Set(),
  resource: new Set(),
  hold: new Set(),
  reported: new Map(),
  issued: new Set(),
  received: new Set(),
  dueOrders: new Set(),
  resourceData: new Set(),
  renamedItem: new Set(),
  renamedSupplier: new Set(),
  isAllDirty: false,
});
