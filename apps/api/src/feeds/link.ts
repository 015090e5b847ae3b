import type { MqttCommand, MqttMessage } from "@lockstep/connectors/mqtt/message";
import type { Instant, Millis } from "@lockstep/domain/instant";
import type { FeedTrouble } from "@lockstep/protocol/generated/schema";

/** What a connection tells of itself. */
export interface LinkEvents {
  up(at: Instant): void;
  /** The connection broke off, or did not come about. */
  down(at: Instant, why: Down): void;
  /** Resolves when its facts are durable; rejects if they will not be: then the message must not be acknowledged. */
  message(message: MqttMessage): Promise<void>;
}

export interface Down {
  readonly kind: FeedTrouble;
  /** In plain words. */
  readonly why: string;
  readonly againInMs: Millis;
}

/** A connection to a broker, which comes back by itself. */
export interface Link {
  /** What cannot be sent now is lost: whoever needs it asks again. */
  send(command: MqttCommand): void;
  /** Sends `last`, then ends; acknowledges nothing more. */
  stop(last: MqttCommand | null): Promise<void>;
}

export function messageOf(topic: string, payload: Uint8Array, retained: boolean): MqttMessage {
  return { topic, payload, text: utf8(payload), retained };
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}
