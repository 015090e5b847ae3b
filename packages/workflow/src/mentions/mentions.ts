import type { Message } from "../escalation/messages.ts";
import type { EscalationState, Person } from "../escalation/model.ts";
import { personIn, rostersFor } from "../escalation/who.ts";
import type { WorkflowEvent, WorkflowState } from "../model.ts";
import { currentSeen } from "../weight.ts";

/** Who is named in a text by `@` and their id. */
export interface Mentioned {
  readonly people: readonly Person[];
  /** Names of nobody who is in a roster there. */
  readonly unknown: readonly string[];
}

/** An address of mail is no mention; behind an `@` of its own it may be an id. Ids with a space stay out of reach. */
const MENTION = /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{N}_](?:[\p{L}\p{N}_.@+-]*[\p{L}\p{N}_])?)/gu;

/** [M1] Those who are in a roster of one of these sites, or of the whole company; however their id is written. */
export function mentionedIn(text: string, state: EscalationState, sites: readonly string[]): Mentioned {
  const known = new Map<string, Person>();
  for (const { people } of rostersFor(state, sites)) {
    for (const one of people) if (!known.has(one.id.toLowerCase())) known.set(one.id.toLowerCase(), one);
  }
  const people = new Map<string, Person>();
  const unknown = new Set<string>();
  for (const [, name = ""] of text.matchAll(MENTION)) {
    const person = known.get(name.toLowerCase());
    if (person === undefined) unknown.add(name);
    else people.set(person.id, person);
  }
  return { people: [...people.values()], unknown: [...unknown] };
}

/** [M2] Who is named in a comment is told in the app, once for each comment; nobody tells themselves. */
export function mentionMessages(event: WorkflowEvent, state: WorkflowState): readonly Message[] {
  const record = state.records.get(event.exceptionId);
  if (event.type !== "commented" || event.note === null || record === undefined) return [];
  const { exceptionId, at, by, note, commandId } = event;
  const seen = currentSeen(state, record);
  return mentionedIn(note, state.escalation, seen.sites)
    .people.filter(({ id }) => id !== by)
    .map(({ id: person }) => ({
      key: `mention/${exceptionId}/${commandId}/${person}/in-app`,
      ...{ exceptionId, person, channel: "in-app", reason: "mentioned", severity: seen.severity },
      ...{ site: placeOf(person, state, seen.sites), at, notBefore: at, exceptions: [exceptionId] },
      note: `${by}: ${note}`,
    }));
}

/** Whose roster names them; null: the company's. */
const placeOf = (person: string, { escalation }: WorkflowState, sites: readonly string[]): string | null =>
  personIn(escalation, person, sites)?.site ?? null;

/** [M3] Who is given something is told in the app; nobody tells themselves. */
export function assignmentMessages(event: WorkflowEvent, state: WorkflowState): readonly Message[] {
  const record = state.records.get(event.exceptionId);
  if (event.type !== "assigned" || record === undefined || event.to === event.by) return [];
  const { exceptionId, at, by, to: person, commandId } = event;
  const seen = currentSeen(state, record);
  if (personIn(state.escalation, person, seen.sites) === null) return [];
  return [
    {
      key: `assigned/${exceptionId}/${commandId}/${person}/in-app`,
      ...{ exceptionId, person, channel: "in-app", reason: "assigned", severity: seen.severity },
      ...{ site: placeOf(person, state, seen.sites), at, notBefore: at, exceptions: [exceptionId] },
      note: `${by} has assigned it to you`,
    },
  ];
}
