import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Changes, Delta, EngineInput } from "../engine.ts";

/**
 * What would be different if these facts came, too. They are let in, and taken out again as if another content had taken
 * their place: both cost what they reach, and everything is then what it was, to the last bit. The delta is of both
 * moments: it holds whatever comes later.
 */
export function forkOf(apply: (input: EngineInput) => Delta, facts: readonly AnyFact[], clock: Instant): Delta {
  const { orderLines, productionOrders, causes, ...rest } = apply({ facts, withdrawn: [], clock });
  const delta: Delta = {
    ...rest,
    orderLines: made(orderLines),
    productionOrders: made(productionOrders),
    causes: made(causes),
  };
  apply({ facts: [], withdrawn: facts, clock });
  return delta;
}

/** Rows that are made when they are looked at are made now. */
const made = <T>({ added, updated, removed }: Changes<T>): Changes<T> => ({
  added: new Map(added),
  updated: new Map(updated),
  removed: new Map(removed),
});
