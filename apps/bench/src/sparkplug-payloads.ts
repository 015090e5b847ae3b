import sparkplug from "sparkplug-payload";
import type { UMetric } from "sparkplug-payload/lib/sparkplugbpayload.js";

/** The codec that most take: what ours is held against. */
export const peer = codec();

function codec() {
  const found = sparkplug.get("spBv1.0");
  if (found === undefined || found === null) throw new Error("sparkplug-payload knows no spBv1.0 any more");
  return found;
}

const NOON = Date.UTC(2026, 2, 2, 12);
const VALUES: readonly Pick<UMetric, "type" | "value">[] = [
  { type: "Int16", value: -300 },
  { type: "Int32", value: 70_000 },
  { type: "UInt32", value: 4_000_000_000 },
  { type: "Int64", value: 5_000_000_000 },
  { type: "Float", value: 72.5 },
  { type: "Double", value: 1013.25 },
  { type: "Boolean", value: true },
  { type: "String", value: "RUNNING" },
];

/** A birth names its metrics; what comes after it says their aliases. */
export function sparkplugPayload(kind: "birth" | "data", metrics: number): Uint8Array {
  return peer.encodePayload({
    timestamp: NOON,
    seq: 5,
    metrics: Array.from({ length: metrics }, (_, k): UMetric => {
      const { type, value } = VALUES[k % VALUES.length] ?? { type: "Boolean", value: false };
      const named = kind === "birth" ? { name: `Line 1/Filler 2/Tag ${k}` } : {};
      return { ...named, alias: k, timestamp: NOON + k, type, value };
    }),
  });
}
