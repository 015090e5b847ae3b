import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { PointModel } from "../evaluate.ts";
import { knownOrMade } from "../known-or-made.ts";
import type { Demand, OrderModel, Supply } from "../model.ts";
import { type Asks, noTakes, type Takes } from "./flat-pegs.ts";
import type { GoodsAsked } from "./point-times.ts";
import { type SupplyList, supplyListOf } from "./supply-list.ts";

/** Of more than these all are read. */
const MOST_LOTS = 16;

/** All that is kept of one stocking point: whoever holds on to it needs no name to find the rest. */
export class PointNode implements PointModel {
  readonly id: string;
  level: number;

  // What lies there and comes there.
  /** There is less than nothing of some lot, which all others make up for: none is read by itself. */
  owes = false;
  lots: PointModel["lots"] = [];
  onHand = 0;
  /** Of the lots. */
  stock: readonly Supply[] = [];
  list: SupplyList = supplyListOf([]);

  // Who wants it, and gets what.
  demands: Demand[] = [];
  isSorted = true;
  /** Null if so much has come or gone that it is to be written down anew. */
  asks: Asks | null = null;
  readonly takes: Takes = noTakes();
  /** Null if they are to be looked at all. */
  asked: GoodsAsked | null = null;

  // Who has to do with it; null is nobody.
  orders: Set<OrderModel> | null = null;
  /** Those of them that may still bring something. */
  makers: Set<OrderModel> | null = null;
  purchases: Set<string> | null = null;
  transfersTo: Set<string> | null = null;
  /** Orders that its stock owes something. */
  claiming: Set<string> | null = null;
  /** Live orders that need the item, or did, whether or not they have got it already. */
  needing: Set<string> | null = null;

  // What of it is to be looked at again.
  /** It has been evaluated, and is known still. */
  isKnown = false;
  isStockStale = true;
  /** Else the lots whose stock may be another; few. */
  readonly staleLots: string[] = [];
  /** Whether what is made is held or put away may have changed. */
  areMakersStale = true;
  /** Whether more than what is in `moved` may have changed. */
  isStale = true;
  /** Orders and purchases whose supply may have changed. */
  readonly moved: (OrderModel | string)[] = [];
  /** Whether demands have come or gone since the last evaluation, and something may change by time at other instants. */
  areDemandsOther = false;
  areTimesOther = false;
  isDirty = false;
  isQueued = false;
  /** Explanations are told of it also where its evaluation finds nothing else. */
  isNews = false;
  /** Since this was asked last. */
  wasEvaluated = false;
  /** When it changes next by time alone; `NEVER`: it does not. */
  dueAt: Instant = NEVER;
  readonly #dirty: PointNode[];

  constructor(id: string, level: number, dirty: PointNode[]) {
    this.id = id;
    this.level = level;
    this.#dirty = dirty;
  }

  get supplies(): readonly Supply[] {
    return this.list.all;
  }

  /** It is evaluated with the others. */
  touch(): void {
    if (this.isDirty) return;
    this.isDirty = true;
    this.#dirty.push(this);
  }

  /** What lies there of one lot is read anew when it is evaluated next. */
  staleLot(lot: string): void {
    if (this.isStockStale || this.staleLots.includes(lot)) return;
    if (this.staleLots.length < MOST_LOTS) this.staleLots.push(lot);
    else this.isStockStale = true;
  }

  /** All of it is read when it is evaluated next. */
  stale(): void {
    this.isStockStale = true;
    this.areMakersStale = true;
    this.isStale = true;
  }
}

/** The points by id, and those of them that are to be evaluated. */
export interface PointNodes {
  readonly byId: ReadonlyMap<string, PointNode>;
  /** The one of that id, made if there is none. */
  of(id: string): PointNode;
  /** One that nobody knows is kept only while something hangs on it. */
  drop(node: PointNode): void;
  /** Hands over each that was touched, once. */
  clean(take: (node: PointNode) => void): void;
}

export function createPointNodes(levelOf: (id: string) => number): PointNodes {
  const byId = new Map<string, PointNode>();
  const dirty: PointNode[] = [];
  return {
    byId,
    of: (id) => knownOrMade(byId, id, () => new PointNode(id, levelOf(id), dirty)),
    drop(node) {
      const { demands, orders, purchases, transfersTo, claiming, needing } = node;
      node.stale();
      if (demands.length === 0 && !orders && !purchases && !transfersTo && !claiming && !needing) byId.delete(node.id);
    },
    clean(take) {
      for (const node of dirty) {
        node.isDirty = false;
        take(node);
      }
      dirty.length = 0;
    },
  };
}
