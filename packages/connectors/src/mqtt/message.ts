import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { type About, MOST_MESSAGE_BYTES, type Offered } from "../contract.ts";
import { base64Of } from "./base64.ts";

/** What a broker delivers. */
export interface MqttMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** The payload as text; null if it is not UTF-8. */
  readonly text: string | null;
  /** Kept by the broker from before the subscription. */
  readonly retained: boolean;
}

/** What is to be published. */
export interface MqttCommand {
  readonly topic: string;
  readonly payload: Uint8Array | string;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

/** The message as quarantine keeps it: JSON with its topic, and its payload as text or in base64. */
export function refusedMessage(message: MqttMessage, refused: Refusal, about?: About): Offered {
  const { topic, payload, text } = message;
  const kept = text === null ? { topic, base64: base64Of(payload) } : { topic, payload: text };
  return { text: JSON.stringify(kept), refused, ...(about === undefined ? {} : { about }) };
}

/** The refusal of a message that is too large, of which the first part is kept; null if it is not. */
export function refuseTooLarge(message: MqttMessage): Offered | null {
  const { length } = message.payload;
  if (length <= MOST_MESSAGE_BYTES) return null;
  const reason = `The message has ${length} bytes; it may have ${MOST_MESSAGE_BYTES}: send it in parts. Its first part is kept.`;
  const payload = message.payload.subarray(0, FIRST_PART);
  const text = message.text === null ? null : message.text.slice(0, FIRST_PART);
  return refusedMessage({ ...message, payload, text }, { rule: "too-large", reason });
}

const FIRST_PART = 65_536;
