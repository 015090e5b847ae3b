import { addPart, type ExactSum, sumFrom, totalOf } from "@lockstep/domain/exact-sum";
import type { Data } from "@lockstep/domain/facts/fact";

/** What the MES says went in of one item at one operation, in all. */
export interface Consumed {
  readonly seq: number;
  readonly item: string;
  readonly quantity: number;
}

/** Of each order, in no order: it is reported bit by bit, and asked for with everything that happens to the order. */
export interface ConsumedBy {
  of(order: string): readonly Consumed[];
}

export interface LiveConsumed extends ConsumedBy {
  add(used: Data<"mes.consumption">): void;
  /** Counts those of an order anew: one has gone. */
  renew(order: string, used: Iterable<{ readonly data: Data<"mes.consumption"> }>): void;
}

class Counted implements Consumed {
  readonly seq: number;
  readonly item: string;
  readonly sum: ExactSum = sumFrom(0);

  constructor({ seq, item }: Data<"mes.consumption">) {
    this.seq = seq;
    this.item = item;
  }

  get quantity(): number {
    return totalOf(this.sum);
  }
}

const none: readonly never[] = [];

export function createConsumed(): LiveConsumed {
  const byOrder = new Map<string, Counted[]>();
  const add = (used: Data<"mes.consumption">): void => {
    const here = byOrder.get(used.order) ?? [];
    let counted = here.find(({ seq, item }) => seq === used.seq && item === used.item);
    if (counted === undefined) {
      counted = new Counted(used);
      byOrder.set(used.order, here);
      here.push(counted);
    }
    addPart(counted.sum, used.quantity);
  };
  return {
    of: (order) => byOrder.get(order) ?? none,
    add,
    renew(order, used) {
      byOrder.delete(order);
      for (const { data } of used) add(data);
    },
  };
}
