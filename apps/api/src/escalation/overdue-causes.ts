import { type Instant, MINUTE } from "@lockstep/domain/instant";
import { QUARANTINE_CLOCKS } from "@lockstep/workflow/quarantine/clock";
import { type StewardRule, stewardOf } from "@lockstep/workflow/quarantine/steward";
import { isToTell, type OverdueCause, type QuarantineTold } from "@lockstep/workflow/quarantine/tell-stewards";
import { blockedFields } from "../query/quarantine-blocked.ts";
import { causeAt, lyingText } from "../query/quarantine-causes.ts";
import type { OpenCause } from "../view/quarantine-book.ts";
import type { View } from "../view/view.ts";

/** What a cause blocks is looked up once in that time: it takes a walk over all that leans on it. */
const LOOK_EVERY = MINUTE;

export type OverdueCauses = (
  view: View,
  toldOf: (cause: string) => QuarantineTold | undefined,
) => readonly OverdueCause[];

/** [Q6] Causes of which somebody is to be told by the clock of what is shown. */
export function createOverdueCauses(stewards: readonly StewardRule[]): OverdueCauses {
  const lookedAt = new Map<string, Instant>();
  return (view, toldOf) =>
    [...view.quarantine.book.causes()].flatMap((cause): OverdueCause[] => {
      const { id } = cause;
      const told = toldOf(id);
      if (!mayBeNews(view, cause, told) || view.clock - (lookedAt.get(id) ?? 0) < LOOK_EVERY) return [];
      lookedAt.set(id, view.clock);
      const at = causeAt(view, cause);
      if (at === null || at.stage === "open" || !isToTell(told, { stage: at.stage, since: at.since })) return [];
      const { since, stage, blocked } = at;
      const { linesBlocked, valueBlocked } = blockedFields(view, blocked);
      const lines = linesBlocked === 1 ? "1 open order line leans" : `${linesBlocked ?? 0} open order lines lean`;
      const worth =
        valueBlocked === null ? "" : `, worth ${valueBlocked.amount} ${valueBlocked.currency ?? ""}`.trimEnd();
      const blocks = linesBlocked === null ? "What leans on it is not known" : `${lines} on it${worth}`;
      const text = `${lyingText(at)}. ${blocks}.`;
      return [{ id, stage, since, owner: cause.owner ?? stewardOf(stewards, cause.connector), text }];
    });
}

/** Cheap: whether it has lain there for so long, and there is a stage that nobody was told of. */
function mayBeNews({ clock }: View, { facts }: OpenCause, told: QuarantineTold | undefined): boolean {
  const until = clock - QUARANTINE_CLOCKS.blocking.due;
  for (const { since } of facts.values()) {
    if (since <= until && (told === undefined || told.stage === "due" || since > told.at)) return true;
  }
  return false;
}
