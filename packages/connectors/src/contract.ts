import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Instant } from "@lockstep/domain/instant";

/**
 * What a connector is: a machine without clock and IO. Something happens, it answers what that means. The shell
 * (`apps/api/src/feeds`) holds the connection and the timer, hands the facts to the log, and lets the foreign system
 * know that a message has arrived only when its facts are durable.
 *
 *   up ──► message … message ──► down        and `time`, when the connector asked to be woken
 *
 * What may be relied on:
 * - one thing happens after the other; `at` never goes back;
 * - `handle` never throws, whatever bytes a message holds: what cannot be read is offered whole, with the reason;
 * - the same message again, also after a restart, offers the same facts with the same source and id, so that the log
 *   drops them as duplicates. That is what makes "at least once" exactly once;
 * - a connector that fails is started again as a new one, after a while that grows; the others never notice.
 */
export interface Connector<Message, Command> {
  handle(happening: Happening<Message>): Answer<Command>;
}

/** What the world does to a connector. */
export type Happening<Message> =
  /** The connection to the foreign system stands. */
  | { readonly kind: "up"; readonly at: Instant }
  | { readonly kind: "down"; readonly at: Instant }
  | { readonly kind: "message"; readonly at: Instant; readonly message: Message }
  /** The time that was asked for has come. */
  | { readonly kind: "time"; readonly at: Instant };

export interface Answer<Command> {
  /** For the log, in order. */
  readonly offered: readonly Offered[];
  /** For the foreign system, in order. */
  readonly commands: readonly Command[];
  /** What is different now about how far sources can be believed. */
  readonly health: readonly Health[];
  /** When to come back with `time` if nothing else happens before; null: need not. */
  readonly wakeAt: Instant | null;
  /** Read, and of no use: meant for others, or not to be understood before something else comes. */
  readonly ignored: number;
  /** What it has found out about the signals themselves, or that this is over. */
  readonly noticed?: readonly Noticed[];
}

/** A finding of a connector's own: it stands until its text is null. */
export interface Noticed {
  readonly rule: string;
  readonly subjectType: string;
  readonly subject: string;
  /** In plain words, with what to do. */
  readonly text: string | null;
}

/** A CloudEvent, read or as text, which the log checks; or something whole with the rule that it breaks. */
export type Offered = { readonly value: unknown; readonly from?: MadeOf } | { readonly text: string } | RefusedText;

/** What is no event, and of whose facts it was to be one, if that is known. */
export interface RefusedText {
  readonly text: string;
  readonly refused: Refusal;
  readonly about?: About;
}

/** Whose facts, and of which type, if one is known. */
export interface About {
  readonly source: string;
  readonly type?: FactType;
}

/** The message that a fact was made of, as it was received: whoever doubts the fact reads it there. */
export interface MadeOf {
  /** Where it stood: a topic, a file and a row, a document. */
  readonly place: string;
  readonly text: string;
}

/** Of a facts' source: in plain words why what it said may be so no more, or null if nothing is known against it. */
export interface Health {
  readonly source: string;
  readonly trouble: string | null;
  /** It was heard of now, and of this time, though it said nothing new. */
  readonly heard?: { readonly at: Instant; readonly time: Instant };
}

/** What most happenings are answered with. */
export const NOTHING = { offered: [], commands: [], health: [], wakeAt: null, ignored: 0 } as const;

/** A fact, and with it everything that came with it, may have so many bytes. */
export const MOST_MESSAGE_BYTES = 1_048_576;
