import type { Millis } from "@lockstep/domain/instant";
import type { MessageBody } from "../message-body.ts";

export interface Outgoing {
  /** The same whenever it is sent again: a receiver drops the repeat by it. */
  readonly key: string;
  readonly person: string;
  readonly body: MessageBody;
}

/** `later`: it may be taken another time, and not before the pause is over; `never`: it is of no use to try again before somebody changes something. */
export type Sent =
  | { readonly is: "sent" }
  | { readonly is: "later"; readonly why: string; readonly pauseMs?: Millis }
  | { readonly is: "never"; readonly why: string };

/** One way to tell a person something. What goes wrong is an answer: it says no address, secret or content. */
export interface SendingChannel {
  /** One may be on its way for so long, where that is longer than others take. */
  readonly longestMs?: Millis;
  send(message: Outgoing, stopped: AbortSignal): Promise<Sent>;
}
