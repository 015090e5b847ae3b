import { setImmediate as nextTurn } from "node:timers/promises";
import { conflictOf } from "@lockstep/connectors/b2mml/conflict";
import type { NotRead } from "@lockstep/connectors/b2mml/read-message";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Told } from "../writer/incoming.ts";

/** Messages that are about to be taken, held against what was taken before: each whole or not at all. */
export interface B2mmlMessages {
  /** Why a message with these facts is not taken; else what is to be called when they are durable, or never will be. */
  begin(facts: readonly CloudEvent[]): Promise<Result<() => void, NotRead>>;
}

/** So many are looked at in one go: some milliseconds. */
const FACTS_AT_ONCE = 1_000;

export function createB2mmlMessages(find: Told["find"]): B2mmlMessages {
  const underWay = new Map<string, CloudEvent>();
  let last: Promise<unknown> = Promise.resolve();

  function before({ source, id }: CloudEvent): CloudEvent | undefined {
    const coming = underWay.get(id);
    if (coming !== undefined) return coming;
    const fact = find(source, id);
    return fact === undefined ? undefined : (JSON.parse(fact.canonical) as CloudEvent);
  }

  async function check(facts: readonly CloudEvent[]): Promise<Result<() => void, NotRead>> {
    const own = new Map<string, CloudEvent>();
    for (const [k, fact] of facts.entries()) {
      if (k % FACTS_AT_ONCE === FACTS_AT_ONCE - 1) await nextTurn();
      const conflict = conflictOf(fact, own.get(fact.id)) ?? conflictOf(fact, before(fact));
      if (conflict !== null) return refuse(conflict);
      own.set(fact.id, fact);
    }
    for (const [id, fact] of own) underWay.set(id, fact);
    return ok(() => {
      for (const [id, fact] of own) if (underWay.get(id) === fact) underWay.delete(id);
    });
  }

  return {
    // One after the other: the next one sees what this one says.
    begin(facts) {
      const checked = last.then(() => check(facts));
      last = checked.catch(() => {});
      return checked;
    },
  };
}
