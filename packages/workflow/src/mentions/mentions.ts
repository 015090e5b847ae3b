import type { Message } from "../escalation/messages.ts";
import type { EscalationState, Person } from "../escalation/model.ts";
import { rostersFor } from "../escalation/who.ts";
import type { ExceptionRecord, WorkflowEvent } from "../model.ts";

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
  const known = rostersFor(state, sites).flatMap(({ people }) => people);
  const people = new Map<string, Person>();
  const unknown = new Set<string>();
  for (const [, name = ""] of text.matchAll(MENTION)) {
    const person = known.find(({ id }) => id.toLowerCase() === name.toLowerCase());
    if (person === undefined) unknown.add(name);
    else people.set(person.id, person);
  }
  return { people: [...people.values()], unknown: [...unknown] };
}

/** [M2] Who is named in a comment is told in the app, once for each comment; nobody tells themselves. */
export function mentionMessages(
  event: WorkflowEvent,
  { seen }: Pick<ExceptionRecord, "seen">,
  state: EscalationState,
): readonly Message[] {
  if (event.type !== "commented" || event.note === null) return [];
  const { exceptionId, at, by, note, commandId } = event;
  return mentionedIn(note, state, seen.sites)
    .people.filter(({ id }) => id !== by)
    .map(({ id: person }) => ({
      key: `mention/${exceptionId}/${commandId}/${person}/in-app`,
      ...{ exceptionId, person, channel: "in-app", reason: "mentioned", severity: seen.severity },
      ...{ site: seen.sites[0] ?? null, at, notBefore: at, exceptions: [exceptionId], note: `${by}: ${note}` },
    }));
}
