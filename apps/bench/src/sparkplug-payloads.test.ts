import { decodePayload } from "@lockstep/connectors/sparkplug/decode";
import { type MetricValue, metricValue } from "@lockstep/connectors/sparkplug/metric-value";
import fc from "fast-check";
import type { UMetric } from "sparkplug-payload/lib/sparkplugbpayload.js";
import { expect, test } from "vitest";
import { peer, sparkplugPayload } from "./sparkplug-payloads.ts";

const whole = (least: number, most: number) => fc.integer({ min: least, max: most });
const typed: readonly fc.Arbitrary<Pick<UMetric, "type" | "value">>[] = [
  fc.record({ type: fc.constant("Int8" as const), value: whole(-128, 127) }),
  fc.record({ type: fc.constant("Int16" as const), value: whole(-32_768, 32_767) }),
  fc.record({ type: fc.constant("Int32" as const), value: whole(-(2 ** 31), 2 ** 31 - 1) }),
  fc.record({ type: fc.constant("Int64" as const), value: fc.maxSafeInteger() }),
  fc.record({ type: fc.constant("UInt8" as const), value: whole(0, 255) }),
  fc.record({ type: fc.constant("UInt16" as const), value: whole(0, 65_535) }),
  fc.record({ type: fc.constant("UInt32" as const), value: whole(0, 2 ** 32 - 1) }),
  fc.record({ type: fc.constant("UInt64" as const), value: fc.maxSafeNat() }),
  fc.record({ type: fc.constant("DateTime" as const), value: fc.maxSafeNat() }),
  fc.record({ type: fc.constant("Float" as const), value: fc.float({ noNaN: true }) }),
  fc.record({ type: fc.constant("Double" as const), value: fc.double({ noNaN: true }) }),
  fc.record({ type: fc.constant("Boolean" as const), value: fc.boolean() }),
  fc.record({ type: fc.constant("String" as const), value: fc.string({ unit: "grapheme" }) }),
  fc.record({ type: fc.constant("Text" as const), value: fc.string({ unit: "grapheme" }) }),
];
const metric = fc.tuple(fc.string({ minLength: 1 }), fc.nat(), fc.maxSafeNat(), fc.oneof(...typed), fc.boolean()).map(
  ([name, alias, timestamp, value, isNull]): UMetric => ({
    name,
    alias,
    timestamp,
    ...value,
    ...(isNull ? { value: null } : {}),
  }),
);

/** As ours says it: a 64-bit number is a `Long` there. */
const plain = (value: UMetric["value"] | undefined): MetricValue | undefined =>
  typeof value === "object" && value !== null && "low" in value
    ? Number(String(value))
    : ((value ?? null) as MetricValue);

test("what sparkplug-payload writes, we read as it does: values, times, names and aliases", () => {
  fc.assert(
    fc.property(fc.array(metric, { maxLength: 8 }), fc.nat(255), fc.maxSafeNat(), (metrics, seq, timestamp) => {
      const bytes = peer.encodePayload({ metrics, seq, timestamp });
      const theirs = peer.decodePayload(bytes);
      const ours = decodePayload(bytes);
      expect(ours.ok).toBe(true);
      if (!ours.ok) return;
      expect([ours.value.seq, ours.value.timestamp]).toEqual([Number(theirs.seq), Number(theirs.timestamp)]);
      expect(
        ours.value.metrics.map((one) => ({
          name: one.name,
          alias: one.alias,
          timestamp: one.timestamp,
          value: metricValue(one, one.datatype ?? null),
        })),
      ).toEqual(
        theirs.metrics?.map((one) => ({
          name: one.name,
          alias: Number(one.alias),
          timestamp: Number(one.timestamp),
          value: plain(one.value),
        })),
      );
    }),
    { numRuns: 300 },
  );
});

test("what is measured has all of its metrics", () => {
  for (const [kind, count] of [
    ["birth", 100],
    ["data", 10],
  ] as const) {
    const read = decodePayload(sparkplugPayload(kind, count));
    expect(read.ok && read.value.metrics.length).toBe(count);
  }
});
