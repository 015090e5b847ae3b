import type { MqttMessage } from "../mqtt/message.ts";
import { Payload } from "../sparkplug/payload.ts";

export const NOON = Date.UTC(2026, 2, 2, 12);

export function message(topic: string, payload: string | Uint8Array, retained = false): MqttMessage {
  const bytes = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
  return { topic, payload: bytes, text: textOf(bytes), retained };
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Bytes of a Sparkplug payload; 64-bit numbers may be given as text. */
export const sparkplug = (payload: object): Uint8Array => Payload.encode(Payload.fromObject(payload)).finish();
