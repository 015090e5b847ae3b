import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { ParkedFact } from "@lockstep/domain/ledger";
import type { Steps } from "@lockstep/domain/steps";
import type { World } from "@lockstep/domain/world";
import type { FactChange } from "./live/facts-in-force.ts";
import type { TimelessLine } from "./live/line-rows.ts";
import type { PointRow } from "./point-row.ts";
import type { CauseView, OrderLineView, ProductionOrderView, Projection } from "./views.ts";

/** A change as a value: what came, what is different now, what went. */
export interface Changes<T> {
  readonly added: ReadonlyMap<string, T>;
  readonly updated: ReadonlyMap<string, readonly [from: T, to: T]>;
  readonly removed: ReadonlyMap<string, T>;
}

export interface Delta {
  /** Not those of which nothing but the delivery has moved, with the clock: see `timelessLine`. */
  readonly orderLines: Changes<OrderLineView>;
  readonly productionOrders: Changes<ProductionOrderView>;
  readonly causes: Changes<CauseView>;
  /** What the facts say now that they did not say before, or the other way round. */
  readonly facts: readonly FactChange[];
  /** An item or a customer has come, gone, or has another name. */
  readonly hasOtherNames: boolean;
}

export interface EngineInput {
  readonly facts: readonly AnyFact[];
  /** Facts whose place another content of the same (source, id) has taken. */
  readonly withdrawn: readonly AnyFact[];
  /** The clock, not rounded; never before the last one. */
  readonly clock: Instant;
}

export interface Engine {
  /**
   * Before the first `apply`, which projects them with its own: facts are taken in while others are still being read. The
   * clock as there; the ledger holds the facts already. Says what they say, of which `apply` tells what is different then.
   */
  takeIn(facts: readonly AnyFact[], clock: Instant): readonly FactChange[];
  /** The ledger holds the facts already. */
  apply(input: EngineInput): Delta;
  /**
   * What would be different now if these facts came, too, which the ledger does not hold: as many at once as one likes, one
   * after the other. Nothing is different afterwards. Throws if they cannot be projected.
   */
  fork(facts: readonly AnyFact[]): Delta;
  /** The fact that counts of a key now, null if there is none; of a movement none. */
  inForce(type: FactType, key: string): AnyFact | null;
  /** What is projected now. Its rows never change, but its maps do with the next `apply`: read it in one go. */
  readonly projection: Projection;
  /**
   * Stocking points that may stand otherwise than when this was asked last, or have come or gone: at first all. What time
   * alone moves in them is not told.
   */
  changedPoints(): ReadonlySet<string>;
  /** A stocking point with its times as they are, also those that are past: shown is never an earlier one than the clock. */
  pointRow(id: string): PointRow | null;
  /** An order line so that it holds until it is among the changes again; `lineAt` says how it stands at a minute. */
  timelessLine(id: string): TimelessLine | null;
  /** When something counts that was told ahead of its time, to the millisecond; `NEVER`: nothing waits. */
  readonly dueAt: Instant;
  /** What is in force now; live as the projection is. */
  readonly world: World;
  /** Facts in effect that wait for what they name. */
  parked(): readonly ParkedFact[];
  /** Where what is projected differs from the projection computed anew: nowhere, if there is no bug. */
  verify(): readonly string[];
  /**
   * The same of what is projected when the first step is taken, bit by bit: the engine goes on between them. Stocking points that
   * change before they were looked at are left out. Whoever begins it takes it to its end.
   */
  verifyInSteps(): Steps<readonly string[]>;
  /**
   * Builds everything up anew from the ledger at a clock as in `apply`, and says what all facts say. Where that fails it holds
   * nothing, and throws.
   */
  rebuild(clock: Instant): readonly FactChange[];
}
