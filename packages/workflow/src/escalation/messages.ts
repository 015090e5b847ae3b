import { contentHash } from "@lockstep/domain/content-hash";
import type { Instant } from "@lockstep/domain/instant";
import type { AnyEvent, ExceptionRecord, Severity } from "../model.ts";
import type { CalledPerson, Channel } from "./model.ts";

/** One message to one person over one channel: what is to be done, and nothing that does it. */
export interface Message {
  /** The same for the same message, whenever it is made or sent again: a receiver can drop the repeat. */
  readonly key: string;
  /** Null: a digest of several. */
  readonly exceptionId: string | null;
  readonly person: string;
  readonly channel: Channel;
  readonly reason:
    | "step"
    | "changed"
    | "lost"
    | "asked"
    | "digest"
    | "handover"
    | "mentioned"
    | "assigned"
    | "weekly"
    | "watched"
    | "quarantine"
    | "test";
  readonly severity: Severity | null;
  readonly site: string | null;
  readonly at: Instant;
  /** Quiet hours hold it back until then. */
  readonly notBefore: Instant;
  /** In a digest, all of them. */
  readonly exceptions: readonly string[];
  /** Why now, in words. */
  readonly note: string;
  /** Order lines that are lost: the note says how many. */
  readonly lost?: readonly string[];
}

/** The messages that follow from an event; the same event makes the same ones. */
export function messagesOf(event: AnyEvent, recordOf: (id: string) => ExceptionRecord | undefined): Message[] {
  if (event.type === "called") {
    if (event.call.outcome !== "told") return [];
    const { reason, round, step, people, site } = event.call;
    const { exceptionId, at, note, lost } = event;
    const made = recordOf(exceptionId)?.calls?.made.length ?? 0;
    // Lines of several plants are told in calls of their own, at one moment and maybe to one person. The key is sent, too.
    const which = [made, ...lost.slice(0, 1).map(contentHash)].join("-");
    const base = { exceptionId, reason, site, at, severity: event.weight.severity, exceptions: [exceptionId], lost };
    const key = `${exceptionId}/${round}/${reason}${step === null ? `-${which}` : `-${step}`}`;
    return forPeople(
      people,
      (one, channel, notBefore) => ({
        ...base,
        key: `${key}/${one.person}/${channel}`,
        person: one.person,
        channel,
        notBefore,
        note: note ?? "",
      }),
      at,
    );
  }
  if (event.type === "watchers-told") {
    const { exceptionId, at, people, weight, because } = event;
    const record = recordOf(exceptionId);
    const made = record?.timeline.length ?? 0;
    const site = record?.seen.sites[0] ?? null;
    const about = { exceptionId, reason: "watched", severity: weight.severity, site, at } as const;
    return forPeople(
      people,
      ({ person }, channel, notBefore) => ({
        ...{ ...about, key: `${exceptionId}/watched/${made}/${person}/${channel}`, person, channel, notBefore },
        ...{ exceptions: [exceptionId], note: `You watch it: ${because}` },
      }),
      at,
    );
  }
  if (event.type === "handover-late") {
    const { exceptionId: handover, people, site, at, note } = event;
    const about = { exceptionId: null, reason: "handover", severity: null, site, at, exceptions: [] } as const;
    return forPeople(
      people,
      ({ person }, channel, notBefore) => ({
        ...{ ...about, key: `${handover}/late/${person}/${channel}`, person, channel, notBefore, note: note ?? "" },
      }),
      at,
    );
  }
  if (event.type === "quarantine-overdue") {
    const { exceptionId: about, people, stage, at, note } = event;
    const base = { exceptionId: null, reason: "quarantine", severity: null, site: null, at, exceptions: [] } as const;
    return forPeople(
      people,
      ({ person }, channel, notBefore) => ({
        ...{ ...base, key: `${about}/${stage}/${at}/${person}/${channel}` },
        ...{ person, channel, notBefore, note: note ?? "" },
      }),
      at,
    );
  }
  if (event.type === "weekly-sent") {
    const { site, week, people, at, note } = event;
    const about = { exceptionId: null, reason: "weekly", severity: null, site, at, exceptions: [] } as const;
    const key = `weekly/${site ?? "*"}/${week}`;
    return forPeople(
      people,
      ({ person }, channel, notBefore) => ({
        ...{ ...about, key: `${key}/${person}/${channel}`, person, channel, notBefore, note: note ?? "" },
      }),
      at,
    );
  }
  if (event.type !== "digest-sent" || event.exceptions.length === 0) return [];
  const { role, site, people, exceptions, at, note, of } = event;
  const key = `digest/${of}/${site ?? "*"}/${role}/${at}`;
  return forPeople(
    people,
    (one, channel, notBefore) => ({
      ...{ exceptionId: null, reason: "digest", severity: null, site, at, exceptions, note: note ?? "" },
      ...{ key: `${key}/${one.person}/${channel}`, person: one.person, channel, notBefore },
    }),
    at,
  );
}

function forPeople(
  people: readonly CalledPerson[],
  make: (person: CalledPerson, channel: Channel, notBefore: Instant) => Message,
  at: Instant,
): Message[] {
  return people.flatMap((one) =>
    one.channels.map((channel) => make(one, channel, channel === "in-app" ? at : (one.notBefore ?? at))),
  );
}
