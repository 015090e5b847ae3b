import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { canonicalText } from "@lockstep/domain/json";

/** What was made before of the event of an id. */
export interface ToldEvent {
  /** Those of its facts that are in force, or about to be. */
  readonly facts: readonly CloudEvent[];
  /** The ids of all, also of those that lie in quarantine. */
  readonly ids: ReadonlySet<string>;
}

export const NEVER_TOLD: ToldEvent = { facts: [], ids: new Set() };

/**
 * Whether an event with these facts is another than the one that was told under its id. However it is spelled, the same
 * event makes the same facts. What was taken back says nothing of what the event was.
 */
export function saysOtherwise(facts: readonly CloudEvent[], told: ToldEvent): boolean {
  const inForce = told.facts.filter(({ correction }) => correction === undefined);
  if (inForce.length === 0) return false;
  const texts = new Map(facts.map((fact) => [fact.id, canonicalText(fact)]));
  return (
    inForce.some((fact) => texts.get(fact.id) !== canonicalText(fact)) || facts.some(({ id }) => !told.ids.has(id))
  );
}

/** With what is made of it now. */
export const toldAlso = (told: ToldEvent, facts: readonly CloudEvent[]): ToldEvent => ({
  facts: [...told.facts, ...facts],
  ids: new Set([...told.ids, ...facts.map(({ id }) => id)]),
});
