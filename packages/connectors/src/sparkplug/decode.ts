import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { Payload } from "./payload.ts";

/** A 64-bit number of protobufjs. */
interface Wide {
  readonly low: number;
  readonly high: number;
}

/** A metric as it stands on the wire: what is not there is no own property. */
export interface RawMetric {
  readonly name?: string;
  readonly alias?: Wide;
  readonly timestamp?: Wide;
  readonly datatype?: number;
  readonly isHistorical?: boolean;
  readonly isNull?: boolean;
  readonly intValue?: number;
  readonly longValue?: Wide;
  readonly floatValue?: number;
  readonly doubleValue?: number;
  readonly booleanValue?: boolean;
  readonly stringValue?: string;
}

export interface RawPayload {
  /** Milliseconds since 1970. */
  readonly timestamp: number | null;
  readonly seq: number | null;
  readonly metrics: readonly RawMetric[];
}

/** The payload of any bytes, or that they are none. */
export function decodePayload(bytes: Uint8Array): Result<RawPayload, Refusal> {
  try {
    const decoded = Payload.decode(bytes) as unknown as {
      readonly timestamp?: Wide;
      readonly seq?: Wide;
      readonly metrics: readonly RawMetric[];
    };
    const number = (name: "timestamp" | "seq"): number | null => {
      const value = own(decoded, name);
      return value === undefined ? null : Number(bigOf(value));
    };
    return ok({ timestamp: number("timestamp"), seq: number("seq"), metrics: decoded.metrics });
  } catch (error) {
    const why = error instanceof Error ? error.message : "broken";
    return refuse({ rule: "not-sparkplug", reason: `The message is no Sparkplug B payload: ${why}.` });
  }
}

/** The value of a field that is on the wire. */
export function own<T extends object, K extends keyof T>(message: T, name: K): T[K] | undefined {
  return Object.hasOwn(message, name) ? message[name] : undefined;
}

export const bigOf = ({ low, high }: Wide): bigint => (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
