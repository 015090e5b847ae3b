import { DAY, type Instant, MINUTE } from "@lockstep/domain/instant";
import type { AnyEvent, ExceptionRecord, Severity, WorkflowEvent } from "../model.ts";
import { isOvertaken } from "../overtaken.ts";
import { recentOf } from "./budget.ts";
import { budgetKey, type Calls, type EscalationState, siteKey } from "./model.ts";

export const newCalls = (policyVersion: number, roundAt: Instant, begunFor: Severity): Calls => ({
  ...{ policyVersion, round: 1, roundAt, begunFor, firstRound: 1, firstRoundAt: roundAt },
  ...{ hasLapsed: false, progressAt: null },
  ...{ broken: null, askedAbout: null, askedAt: null, made: [], toldAt: null, lostTold: [] },
});

/** So long after an estimate has passed its giver is asked. */
export const ASKS_AFTER = 5 * MINUTE;
/** And so long after that it escalates without an answer. */
export const WAITS_FOR_ANSWER = 10 * MINUTE;

/** All steps begin anew, those of a severity. */
const anew = (calls: Calls, at: Instant, severity: Severity | undefined): Calls => ({
  ...calls,
  ...{ round: calls.round + 1, roundAt: at, begunFor: severity ?? calls.begunFor },
});

/** What an event does to the calls of its exception. */
export function callsAfter(record: ExceptionRecord, event: WorkflowEvent): Calls | null {
  const { calls: before, estimate } = record;
  if (before === null) return null;
  switch (event.type) {
    case "called": {
      const { outcome, reason } = event.call;
      return {
        ...before,
        made: [...before.made, event.call],
        // A change that reached nobody counts as told, or it would be called again at each look.
        toldAt: outcome === "unreachable" && reason !== "changed" ? before.toldAt : event.weight,
        lostTold: event.lost.length === 0 ? before.lostTold : [...before.lostTold, ...event.lost],
        ...(reason === "asked" ? { askedAbout: estimate ?? before.broken?.estimate ?? null, askedAt: event.at } : {}),
      };
    }
    case "lapsed":
      return { ...anew(before, event.at, event.severity), hasLapsed: true };
    case "became-graver":
      return anew(before, event.at, event.severity);
    case "reopened":
      return reopened(before, event, record);
    case "woke":
    case "split":
      return fresh(before, event.at, event.severity);
    case "acknowledged":
      return isOvertaken(record, event.at, "reopened") ? before : progressed(before, event.arrivedAt ?? event.at);
    case "assigned":
    case "commented":
    case "playbook-ticked":
      return progressed(before, event.at);
    default:
      return before;
  }
}

/** Each may say its own, earlier time; what was done since then stays done, and nobody answers before their word is there. */
const progressed = (calls: Calls, at: Instant): Calls => ({
  ...calls,
  ...{ hasLapsed: false, broken: null, progressAt: Math.max(calls.progressAt ?? 0, at) },
});

const fresh = (calls: Calls, at: Instant, severity: Severity | undefined): Calls => ({
  ...anew(calls, at, severity),
  ...{ firstRound: calls.round + 1, firstRoundAt: at },
  ...{ hasLapsed: false, progressAt: null, broken: null, askedAbout: null, askedAt: null },
});

/** What settled on an estimate that did not hold asks its giver first, and waits for the answer; one that lies ahead may hold yet. */
function reopened(
  calls: Calls,
  { at, because, seen: { severity } }: WorkflowEvent & { type: "reopened" },
  { estimate, estimatedBy: person }: ExceptionRecord,
): Calls {
  const hasFailed = because === "seen-again" && estimate !== null && estimate <= at;
  if (!hasFailed || person === null) return fresh(calls, at, severity);
  const broken = { person, estimate };
  return { ...fresh(calls, Math.max(at, estimate + ASKS_AFTER + WAITS_FOR_ANSWER), severity), broken };
}

/** What an event does to what is known of calls as a whole. */
export function escalationAfter(state: EscalationState, event: AnyEvent): EscalationState {
  switch (event.type) {
    case "policy-put":
      return { ...state, policies: [...state.policies, event.policy], policyVersion: event.policy.version };
    case "roster-put": {
      const key = siteKey(event.roster.site);
      const versions = [...(state.rosters.get(key) ?? []), event.roster];
      return { ...state, rosters: new Map(state.rosters).set(key, versions) };
    }
    case "digest-sent": {
      const { site, role, of, at } = event;
      if (of === "day") return { ...state, digests: new Map(state.digests).set(siteKey(site), at) };
      const floods = new Map(state.floods);
      floods.delete(budgetKey(role, site));
      return { ...state, floods, announced: announcedWith(state, budgetKey(role, site), at) };
    }
    case "weekly-sent":
      return { ...state, weeklies: new Map(state.weeklies).set(siteKey(event.site), event.at) };
    case "weekly-switched": {
      const weekliesOff = new Set(state.weekliesOff);
      if (event.isOn) weekliesOff.delete(event.person);
      else weekliesOff.add(event.person);
      return { ...state, weekliesOff };
    }
    case "quarantine-overdue": {
      const { cause, stage, at } = event;
      return { ...state, quarantineTold: new Map(state.quarantineTold).set(cause, { stage, at }) };
    }
    case "called":
      return calledIn(state, event);
    default:
      return state;
  }
}

/** Whoever was told of a line that it is lost knows so for a week, whatever it stands under meanwhile. */
const LOST_KNOWN_FOR = 7 * DAY;

function calledIn(state: EscalationState, event: WorkflowEvent & { type: "called" }): EscalationState {
  const { call, at, lost, exceptionId } = event;
  const { role, site, heldUntil } = call;
  const key = budgetKey(role, site);
  // What reached nobody is known to nobody: under another cause it is tried again.
  if (lost.length > 0 && call.outcome !== "unreachable") {
    const lostTold = new Map([...state.lostTold].filter(([, told]) => told.at > at - LOST_KNOWN_FOR));
    for (const line of lost) lostTold.set(line, { exceptionId, at });
    return calledIn({ ...state, lostTold }, { ...event, lost: [] });
  }
  if (call.outcome === "told" && call.reason !== "asked") return { ...state, announced: announcedWith(state, key, at) };
  if (heldUntil === null || state.floods.has(key)) return state;
  return { ...state, floods: new Map(state.floods).set(key, { role, site, until: heldUntil }) };
}

const announcedWith = ({ announced }: EscalationState, key: string, at: Instant): EscalationState["announced"] =>
  new Map(announced).set(key, [...recentOf(announced.get(key) ?? [], at), at]);
