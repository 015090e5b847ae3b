import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import type { CauseView, OrderLineView, ProductionOrderView, Projection, StockingPointView } from "./views.ts";

/** A change as a value: what came, what is different now, what went. */
export interface Changes<T> {
  readonly added: ReadonlyMap<string, T>;
  readonly updated: ReadonlyMap<string, readonly [from: T, to: T]>;
  readonly removed: ReadonlyMap<string, T>;
}

export interface Delta {
  readonly orderLines: Changes<OrderLineView>;
  readonly productionOrders: Changes<ProductionOrderView>;
  readonly stockingPoints: Changes<StockingPointView>;
  readonly causes: Changes<CauseView>;
}

export interface EngineInput {
  readonly facts: readonly AnyFact[];
  /** Facts whose place another content of the same (source, id) has taken. */
  readonly withdrawn: readonly { readonly source: string; readonly id: string }[];
  /** The clock, not rounded; never before the last one. */
  readonly clock: Instant;
}

export interface Engine {
  apply(input: EngineInput): Delta;
  /** An immutable value: later calls of `apply` make new ones. */
  readonly projection: Projection;
  readonly world: World;
}
