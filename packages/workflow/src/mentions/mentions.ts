import type { Message } from "../escalation/messages.ts";
import type { EscalationState, Person } from "../escalation/model.ts";
import { type FoundPerson, heldUntil, latestFor, personIn, rostersFor } from "../escalation/who.ts";
import type { Seen, WorkflowEvent, WorkflowState } from "../model.ts";
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

/** [M2] Who is named in a comment is told, once for each comment; nobody tells themselves. */
export function mentionMessages(event: WorkflowEvent, state: WorkflowState, onDevices: OnDevices): readonly Message[] {
  const record = state.records.get(event.exceptionId);
  if (event.type !== "commented" || event.note === null || record === undefined) return [];
  const { exceptionId, at, by, note, commandId } = event;
  const seen = currentSeen(state, record);
  const about = { reason: "mentioned", exceptionId, at, note: `${by}: ${note}` } as const;
  return mentionedIn(note, state.escalation, seen.sites)
    .people.filter(({ id }) => id !== by)
    .flatMap(({ id }) => personIn(state.escalation, id, seen.sites) ?? [])
    .flatMap((found) => toldTo(found, { ...about, key: `mention/${exceptionId}/${commandId}`, seen }, onDevices));
}

/** [M3] Who is given something is told; nobody tells themselves. */
export function assignmentMessages(
  event: WorkflowEvent,
  state: WorkflowState,
  onDevices: OnDevices,
): readonly Message[] {
  const record = state.records.get(event.exceptionId);
  if (event.type !== "assigned" || record === undefined || event.to === event.by) return [];
  const { exceptionId, at, by, to, commandId } = event;
  const seen = currentSeen(state, record);
  const found = personIn(state.escalation, to, seen.sites);
  if (found === null) return [];
  const about = { reason: "assigned", exceptionId, at, note: `${by} has assigned it to you` } as const;
  return toldTo(found, { ...about, key: `assigned/${exceptionId}/${commandId}`, seen }, onDevices);
}

/** Those who have signed a device up. */
type OnDevices = ReadonlySet<string>;

interface About extends Pick<Message, "key" | "reason" | "at" | "note"> {
  readonly exceptionId: string;
  readonly seen: Seen;
}

/** In the app, and on their devices, which quiet hours hold back as they do calls. */
function toldTo({ person, site, timeZone }: FoundPerson, about: About, onDevices: OnDevices): readonly Message[] {
  const { key, seen, ...what } = about;
  const { exceptionId, at } = what;
  const held = heldUntil(person, timeZone, { now: at, latest: latestFor(seen, at) });
  const channels = onDevices.has(person.id) ? (["in-app", "push"] as const) : (["in-app"] as const);
  return channels.map((channel) => ({
    ...{ ...what, key: `${key}/${person.id}/${channel}`, channel, person: person.id, site, severity: seen.severity },
    ...{ notBefore: channel === "in-app" ? at : (held ?? at), exceptions: [exceptionId] },
  }));
}
