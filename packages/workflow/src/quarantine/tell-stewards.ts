import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { Situation } from "../escalation/candidate.ts";
import { currentRosters, namesOf, toldIn, toldOf } from "../escalation/digest.ts";
import type { CalledPerson, DirectoryEvent, EscalationState } from "../escalation/model.ts";
import { personIn, personOf } from "../escalation/who.ts";
import { SYSTEM } from "../model.ts";
import type { QuarantineStage } from "./clock.ts";

/** A cause whose facts have lain in quarantine for longer than they may. */
export interface OverdueCause {
  readonly id: string;
  readonly stage: Exclude<QuarantineStage, "open">;
  /** Of the oldest of its facts that are open. */
  readonly since: Instant;
  /** Whose it is; null: all stewards'. */
  readonly owner: string | null;
  /** What it is and what it blocks, in words. */
  readonly text: string;
}

/** What people were told of a cause last. */
export interface QuarantineTold {
  readonly stage: OverdueCause["stage"];
  readonly at: Instant;
}

/** [Q6] Whether somebody is still to be told: of each stage once, and anew of what came after that. */
export function isToTell(
  told: QuarantineTold | undefined,
  { stage, since }: Pick<OverdueCause, "stage" | "since">,
): boolean {
  return told === undefined || since > told.at || (stage === "escalated" && told.stage === "due");
}

/** [Q6] Tells whoever has a cause when it is due, and plant managers when it is escalated. */
export function tellStewards(escalation: EscalationState, situation: Situation): DirectoryEvent[] {
  const { quarantineTold } = escalation;
  const { now } = situation;
  const overdue = situation.overdueCauses?.((id) => quarantineTold.get(id)) ?? [];
  return overdue
    .filter((cause) => isToTell(quarantineTold.get(cause.id), cause))
    .map(({ id, stage, since, owner, text }) => {
      const told = quarantineTold.get(id);
      // A tower that was away tells those as well who should have been told before.
      const isFirst = told === undefined || since > told.at;
      const people = [
        ...(isFirst ? stewardsFor(escalation, owner, situation) : []),
        ...(stage === "escalated" ? roleIn(escalation, "plant-manager", situation) : []),
      ].filter(({ person }, k, all) => all.findIndex((one) => one.person === person) === k);
      const note = `told ${namesOf(people)}: ${text}`;
      const about = { exceptionId: `quarantine:${id}`, at: now, by: SYSTEM, before: null, after: null, note } as const;
      return { ...about, type: "quarantine-overdue", cause: id, stage, people };
    });
}

function stewardsFor(escalation: EscalationState, owner: string | null, situation: Situation): readonly CalledPerson[] {
  const found = owner === null ? null : personOf(escalation, owner);
  if (found !== null) {
    const told = toldIn(found.person, { ...found, latest: NEVER }, situation);
    return [personIn(escalation, found.person.id, []) === null ? noAddress(told) : told];
  }
  const stewards = roleIn(escalation, "steward", situation);
  return stewards.length > 0 ? stewards : roleIn(escalation, "plant-manager", situation);
}

/** Of the company's roster first. Quarantine is of every site: what a site's roster says is nobody's address for that. */
function roleIn(
  escalation: EscalationState,
  role: "steward" | "plant-manager",
  situation: Situation,
): readonly CalledPerson[] {
  const found = new Map<string, CalledPerson>();
  const rosters = currentRosters(escalation).toSorted((a, b) => Number(a.site !== null) - Number(b.site !== null));
  for (const { site, duties } of rosters) {
    if (!duties.some((duty) => duty.role === role)) continue;
    for (const one of toldOf(escalation, { role, site, latest: NEVER }, situation)) {
      if (!found.has(one.person)) found.set(one.person, site === null ? one : noAddress(one));
    }
  }
  return [...found.values()];
}

/** In the app, and on the devices that they have signed up themselves. */
const noAddress = (told: CalledPerson): CalledPerson => ({
  ...told,
  channels: told.channels.filter((channel) => channel === "in-app" || channel === "push"),
});
