import { type Instant, NEVER, SECOND } from "@lockstep/domain/instant";
import { isLive } from "../life.ts";
import type { Around, Candidate, Stage, Stopped } from "./candidate.ts";
import { type Call, type CalledPerson, type Target, targetName } from "./model.ts";
import { overChannels, unreachedText } from "./over-channels.ts";
import { type Found, heldUntil, latestFor, reachedIn, whoFor } from "./who.ts";

const stop = (because: string, until: number | null = null): Omit<Stopped, "stoppedBy"> => ({ because, until });

/** Somebody has still to do something. */
const alive: Stage = {
  name: "alive",
  look(call) {
    const { state, shelvedUntil, acknowledgedBy } = call.record;
    if (state === "merged") return stop("part of another exception");
    if (!isLive(state)) return stop(state === "false-flag" ? "a false flag" : "resolved");
    if (state === "shelved") return stop("shelved", shelvedUntil);
    if (call.reason !== "step" || state === "open" || call.calls.hasLapsed) return call;
    return stop(`${acknowledgedBy ?? call.record.owner ?? "somebody"} has it`);
  },
};

/** A cause that is gone calls nobody: it settles by itself, or comes back. */
const standing: Stage = {
  name: "standing",
  look: (call) => (call.record.present ? call : stop("the cause is gone")),
};

/** It has stood for a while: what comes and goes at once is painted, and calls nobody. */
const settled: Stage = {
  name: "settled",
  look(call, { situation }) {
    if (call.reason === "asked" || call.calls.hasLapsed || call.calls.broken !== null) return call;
    const from = standsSince(call) + call.policy.settleSeconds * SECOND;
    return situation.now >= from ? call : stop(`to stand ${call.policy.settleSeconds} s first`, from);
  },
};

/** One that was gone in between counts from when it was back. */
const standsSince = ({ calls, record: { timeline } }: Candidate): Instant =>
  Math.max(calls.firstRoundAt, timeline.findLast(({ action }) => action === "returned")?.at ?? -NEVER);

/** The stop of a machine speaks for what follows from it, but not for the lines that are lost by that. */
const unmuted: Stage = {
  name: "unmuted",
  look: (call) => (call.mutedBy === null || call.reason === "lost" ? call : stop("muted: its machine is down")),
};

/** What is uncertain stands in the list and the digest; what is lost is told once, as lost. */
const loud: Stage = {
  name: "loud",
  look(call) {
    if (call.record.kind === "uncertain" && call.reason !== "asked") return stop("uncertain: in the digest alone");
    if ((call.reason === "step" || call.reason === "changed") && call.seen.actBy === null)
      return stop("all is lost: told once, to the planner");
    return call;
  },
};

const due: Stage = {
  name: "due",
  look: (call, { situation }) => (situation.now >= call.dueAt ? call : stop("not due yet", finite(call.dueAt))),
};

const notToldAlready: Stage = {
  name: "not-told-already",
  look(call) {
    if (call.reason !== "step") return call;
    const { made, round } = call.calls;
    const before = made.find((one) => one.round === round && isOfStep(one, call));
    return before === undefined ? call : stop(before.outcome === "unreachable" ? "nobody was found" : "told already");
  },
};

/** What was made under another policy, when it was graver or less, counts for whoever was called. */
function isOfStep({ step, target }: Call, { step: own, to, policy }: Candidate): boolean {
  if (step === null || target !== targetText(to)) return false;
  if (step === own) return true;
  const there = policy.steps[step];
  return there === undefined || targetName(there.to) !== target;
}

const somebody: Stage = {
  name: "somebody",
  look(call, { state, situation }) {
    const { resource, actBy } = call.seen;
    // Those who are where the cause is can do something about it.
    const there = situation.sitesOfCause?.(call.record) ?? [];
    const sites = [...new Set([...call.places, ...there, ...call.seen.sites])];
    const nobody: string[] = [];
    let later: number | null = null;
    const found = call.to.flatMap((to): readonly Found[] => {
      const asked = "person" in to && call.reason !== "step" ? reachedIn(state.escalation, to.person, sites) : null;
      if (asked !== null) return [asked];
      const who = whoFor(state.escalation, { to, sites, resource, at: situation.now, actBy });
      if (who.is === "there") return [who];
      if (who.is === "nobody") nobody.push(who.because);
      else later = Math.min(later ?? who.from, who.from);
      return [];
    });
    if (found.length > 0) return { ...call, found };
    if (later !== null) return stop("off shift: whoever starts the next one", later);
    return { ...call, outcome: "unreachable", because: nobody.join("; ") };
  },
};

/** Over which channels each is told: what the step and the person have in common, and not in their quiet hours. */
const channels: Stage = {
  name: "channels",
  look(call, { situation }) {
    if (call.outcome === "unreachable") return call;
    const { now } = situation;
    const latest = latestFor(call.seen, now);
    const people = call.found.flatMap(({ people: there, timeZone }) =>
      there.map((person): CalledPerson => {
        const reached = situation.reaches(person);
        const notBefore = heldUntil(person, timeZone, { now, latest });
        const own = overChannels(call.channels, reached);
        return { person: person.id, name: person.name, channels: own, notBefore };
      }),
    );
    const reached = people.filter((one) => one.channels.length > 0);
    if (reached.length > 0) return { ...call, people: reached };
    return { ...call, outcome: "unreachable", because: unreachedText(people, call.channels) };
  },
};

/** Nobody can read more than some announcements in ten minutes: the rest waits for one digest. */
const withinBudget: Stage = {
  name: "within-budget",
  look(call, { situation, budget }) {
    if (call.outcome === "unreachable" || call.reason === "asked") return call;
    const site = call.found[0]?.site ?? null;
    const heldUntil = budget.take(call.role, site, situation.now);
    return heldUntil === null ? call : { ...call, outcome: "held", heldUntil };
  },
};

/** In the order in which they are asked; each lets a call through, changes it, or says why it is not made now. */
const PIPELINE: readonly Stage[] = [
  alive,
  standing,
  settled,
  unmuted,
  loud,
  notToldAlready,
  due,
  somebody,
  channels,
  withinBudget,
];

export function throughStages(call: Candidate, around: Around): Candidate | Stopped {
  let current = call;
  for (const stage of PIPELINE) {
    const next = stage.look(current, around);
    if (!("record" in next)) return { stoppedBy: stage.name, ...next };
    current = next;
  }
  return current;
}

export const isStopped = (looked: Candidate | Stopped): looked is Stopped => "stoppedBy" in looked;

export const targetText = (to: readonly Target[]): string => to.map(targetName).join(", ");

const finite = (at: number): number | null => (Number.isFinite(at) ? at : null);
