import type { Instant } from "@lockstep/domain/instant";
import type { EscalationTimer, NewEscalationMessage } from "@lockstep/store/store";
import { createEscalator } from "@lockstep/workflow/escalation/escalate";
import { type Message, messagesOf } from "@lockstep/workflow/escalation/messages";
import { siteKey } from "@lockstep/workflow/escalation/model";
import type { AnyEvent, WorkflowState } from "@lockstep/workflow/model";
import type { Log } from "../log.ts";
import { type NoMoney, seesMoney } from "../money/money-rights.ts";
import type { View } from "../view/view.ts";
import { bodyOf, bodyWithoutMoney, type WriteWeekly } from "./message-body.ts";
import type { OverdueCauses } from "./overdue-causes.ts";
import { type Reach, situationOf } from "./situation.ts";

/** What is to be durable together, and the state that comes of it. */
export interface Called {
  readonly events: readonly AnyEvent[];
  readonly state: WorkflowState;
  readonly timers: readonly EscalationTimer[];
  readonly messages: readonly NewEscalationMessage[];
}

export interface Caller {
  /** Who is to be called by the time of what is shown; null: nothing is to be written. */
  look(view: View, workflow: WorkflowState): Called | null;
  /** When the next timer is due; null: none is. */
  readonly nextAt: Instant | null;
}

export interface CallerParts {
  readonly kept: readonly { readonly id: string; readonly dueAt: Instant }[];
  readonly reach: Reach;
  readonly weekly: WriteWeekly;
  readonly overdue: OverdueCauses;
  readonly noMoney: NoMoney;
  readonly log: Log;
}

export function createCaller({ kept, reach, weekly, overdue, noMoney, log }: CallerParts): Caller {
  const escalator = createEscalator();
  const timers = new Map(kept.map(({ id, dueAt }) => [id, dueAt] as const));
  escalator.remember(timers);
  return {
    look(view, workflow) {
      const looked = escalator.look(workflow, {
        ...situationOf(view, reach),
        overdueCauses: (toldOf) => overdue(view, toldOf),
      });
      for (const [id, at] of looked.timers) {
        if (at === null) timers.delete(id);
        else timers.set(id, at);
      }
      if (looked.events.length === 0 && looked.timers.size === 0) return null;
      const write = writtenOnce(weekly, log);
      return {
        events: looked.events,
        state: looked.state,
        timers: [...looked.timers].map(([id, dueAt]) => ({ id, dueAt })),
        messages: looked.events
          .flatMap((event) => messagesOf(event, (id) => looked.state.records.get(id)))
          .map((message) => messageRow(message, looked.state, { view, weekly: write, noMoney })),
      };
    },
    get nextAt() {
      let next: Instant | null = null;
      for (const at of timers.values()) if (next === null || at < next) next = at;
      return next;
    },
  };
}

/**
 * Once for all who get it. One that cannot be written holds nothing up: neither the calls of the same moment, nor, as it would be
 * due again, the next start.
 */
function writtenOnce(weekly: WriteWeekly, log: Log): WriteWeekly {
  const written = new Map<string, ReturnType<WriteWeekly>>();
  const tried: WriteWeekly = (view, site, timeZone) => {
    try {
      return weekly(view, site, timeZone);
    } catch (error) {
      log.error({ err: error, site }, "the weekly digest could not be written; its readers are told so");
      return null;
    }
  };
  return (view, site, timeZone) => {
    const key = `${siteKey(site)}\0${timeZone}`;
    const known = written.get(key);
    if (known !== undefined) return known;
    const made = tried(view, site, timeZone);
    written.set(key, made);
    return made;
  };
}

interface Writing {
  readonly view: View;
  readonly weekly?: WriteWeekly;
  readonly noMoney: NoMoney;
}

/** By all rosters that name them. */
function rolesOf({ escalation }: WorkflowState, person: string): readonly string[] {
  const rosters = [...escalation.rosters.values()].flatMap((versions) => versions.at(-1) ?? []);
  return rosters.flatMap(({ duties }) => duties.filter((duty) => duty.person === person).map(({ role }) => role));
}

/** What stands in the app is delivered by being there. */
export function messageRow(
  message: Message,
  state: WorkflowState,
  { view, weekly, noMoney }: Writing,
): NewEscalationMessage {
  const { key, exceptionId, person, channel, reason, severity, site, at, notBefore: dueAt } = message;
  const isThere = channel === "in-app";
  const body = bodyOf(message, state, view, weekly);
  // What stands in the app is kept back when it is read, by the roles of who reads it.
  const isShown = isThere || seesMoney(noMoney, rolesOf(state, person));
  return {
    ...{ key, exceptionId, person, channel, reason, severity, site, at, dueAt },
    body: JSON.stringify(isShown ? body : bodyWithoutMoney(body)),
    state: isThere ? "sent" : "waiting",
  };
}
