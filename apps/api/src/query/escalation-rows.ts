import { isoOf } from "@lockstep/domain/instant";
import type {
  CauseKind,
  Channel as ChannelName,
  EscalationPerson,
  EscalationPolicy,
  Roster as RosterRow,
  WouldCallStep,
} from "@lockstep/protocol/generated/schema";
import {
  type Channel,
  type Person,
  type PolicyInForce,
  type RosterInForce,
  targetName,
} from "@lockstep/workflow/escalation/model";
import { overChannels } from "@lockstep/workflow/escalation/over-channels";
import type { Who } from "@lockstep/workflow/escalation/who";
import type { TriedStep } from "@lockstep/workflow/escalation/would-call";
import { isoOrNull, upper } from "../wire/words.ts";

export function policyRow(policy: PolicyInForce): EscalationPolicy {
  const { site, kind, severity, clock, settleSeconds, lapseMinutes, steps, version, at, by, reason } = policy;
  return {
    site,
    kind: kind === null ? null : (upper(kind) as CauseKind),
    severity: upper(severity),
    clock: upper(clock),
    ...{ settleSeconds, lapseMinutes, version, reason, putBy: by },
    putAt: version === 1 ? null : isoOf(at),
    steps: steps.map(({ afterMinutes, to, channels }) => ({
      afterMinutes,
      role: "role" in to ? upper(to.role) : null,
      team: "team" in to ? to.team : null,
      person: "person" in to ? to.person : null,
      channels: channels.map(channelName),
    })),
  };
}

/** `isWhole`: with the addresses of the people. */
export function rosterRow(roster: RosterInForce, isWhole: boolean): RosterRow {
  const { site, timeZone, people, duties, standIns, holidays, version, at, by, reason } = roster;
  return {
    ...{ site, timeZone, standIns, holidays, version, reason, putAt: isoOf(at), putBy: by },
    people: people.map(({ id, name, email, webhook, quiet }) => ({
      ...{ id, name, email: isWhole ? email : null, webhook: isWhole ? webhook : null },
      ...{ quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null },
    })),
    duties: duties.map((duty) => ({ ...duty, role: upper(duty.role), team: duty.team ?? null })),
  };
}

export const channelName = (channel: Channel): ChannelName => upper(channel);

export const personRow = (
  { id, name }: Pick<Person, "id" | "name">,
  channels: readonly Channel[],
): EscalationPerson => ({
  id,
  name,
  channels: channels.map(channelName),
});

/** Whom a step would call, in words. */
export function triedRow(
  { step, who, because }: TriedStep,
  reaches: (person: Person) => readonly Channel[],
): WouldCallStep {
  const { afterMinutes, to, channels } = step;
  const about = { afterMinutes, role: targetName(to), isReachable: because === null };
  if (who.is === "nobody") return { ...about, people: [], from: null, reason: who.because };
  const people = who.people.map((person) => personRow(person, overChannels(channels, reaches(person))));
  const from = who.is === "next-shift" ? isoOrNull(who.from) : null;
  return { ...about, people, from, reason: because ?? thereText(who) };
}

function thereText(who: Exclude<Who, { readonly is: "nobody" }>): string {
  if (who.is === "next-shift") return "off shift: when the next one starts";
  return who.offShift ? "off shift, and act-by falls before the next one" : "there";
}
