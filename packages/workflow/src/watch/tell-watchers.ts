import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Situation } from "../escalation/candidate.ts";
import { changeBetween } from "../escalation/changed.ts";
import type { CalledPerson, EscalationState } from "../escalation/model.ts";
import { type FoundPerson, personIn, quietUntil } from "../escalation/who.ts";
import { isLive } from "../life.ts";
import { type ExceptionRecord, type Seen, SYSTEM, type WorkflowEvent, type WorkflowState } from "../model.ts";
import { maySee } from "../permissions.ts";
import { currentSeen, weightOf } from "../weight.ts";
import type { Watcher } from "./model.ts";

/** What moves all the time is told so often at most; another state is told at once. */
export const WATCH_REST = 5 * MINUTE;

/** In which way it stands otherwise than when the watcher was told last, and from when on that may be told. */
function changeFor(state: WorkflowState, record: ExceptionRecord, { sites, told }: Watcher) {
  if (!maySee({ sites }, currentSeen(state, record).sites)) return null;
  const otherState = record.state === told.state ? null : `it is ${record.state}`;
  const weighs = isLive(record.state) && record.present;
  const otherWeight = weighs ? changeBetween(weightOf(currentSeen(state, record)), told.weight) : null;
  if (otherState === null) return otherWeight === null ? null : { because: otherWeight, from: told.at + WATCH_REST };
  return { because: otherWeight === null ? otherState : `${otherState}; ${otherWeight}`, from: 0 };
}

interface Telling {
  readonly situation: Situation;
  /** Those who are called for the same exception at the same moment: they are told by that. */
  readonly called: ReadonlySet<string>;
}

/** Tells those who watch an exception what has changed since each was told last: all of whom it is the same, at once. Quiet hours hold back all but the app, unless it is critical. */
export function tellWatchers(
  state: WorkflowState,
  record: ExceptionRecord,
  { situation, called }: Telling,
): WorkflowEvent[] {
  const { now } = situation;
  const due = record.watchers.flatMap((watcher) => {
    const change = changeFor(state, record, watcher);
    return change === null || change.from > now ? [] : [{ watcher, ...change }];
  });
  const seen = currentSeen(state, record);
  const { id: exceptionId, state: before } = record;
  return [...new Set(due.map(({ because }) => because))].map((because): WorkflowEvent => {
    const alike = due.flatMap(({ watcher, because: why }) => (why === because ? [watcher] : []));
    const people = alike
      .filter(({ person }) => !called.has(person))
      .map((watcher) => reached(state.escalation, { watcher, seen }, situation));
    const of = alike.map(({ person }) => person);
    const names = people.map(({ name }) => name).join(", ");
    const whom = people.length === 0 ? "those who watch it were called" : `told ${names}, watching`;
    const about = { exceptionId, at: now, by: SYSTEM, before, after: before, because, of, people };
    return { ...about, type: "watchers-told", note: `${whom}: ${because}`, weight: weightOf(seen) };
  });
}

/** When a change that is held back for a while is to be told; null: there is none. */
export function watchersDueAt(state: WorkflowState, record: ExceptionRecord, now: Instant): Instant | null {
  const froms = record.watchers.flatMap((watcher) => changeFor(state, record, watcher)?.from ?? []);
  const ahead = froms.filter((from) => from > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

interface Who {
  readonly watcher: Watcher;
  readonly seen: Seen;
}

/** Who is in no roster of what they see of it is told in the app, and on their devices. */
function reached(escalation: EscalationState, { watcher, seen }: Who, { now, reaches }: Situation): CalledPerson {
  const { person: id } = watcher;
  const found = watcherIn(escalation, watcher, seen);
  if (found === null) {
    const stranger = { id, name: id, email: null, webhook: null, quiet: null };
    return { person: id, name: id, channels: reaches(stranger), notBefore: null };
  }
  const notBefore = seen.severity === "critical" ? null : quietUntil(found.person, found.timeZone, now);
  return { person: id, name: found.person.name, channels: reaches(found.person), notBefore };
}

/** Where a watcher is reached: by the roster of a site that they see it at, or the company's. */
export function watcherIn(
  escalation: EscalationState,
  { person, sites: own }: Watcher,
  { sites }: Pick<Seen, "sites">,
): FoundPerson | null {
  return personIn(escalation, person, own === null ? sites : sites.filter((site) => own.includes(site)));
}
