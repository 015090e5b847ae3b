import fc from "fast-check";
import { expect, test } from "vitest";
import { decodePayload } from "./decode.ts";
import { Payload } from "./payload.ts";

const uint32 = fc.nat(4_294_967_295);
const uint64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String);
const float = fc.float({ noNaN: true });
const value = fc.oneof(
  fc.record({ intValue: uint32 }),
  fc.record({ longValue: uint64 }),
  fc.record({ floatValue: float }),
  fc.record({ doubleValue: fc.double({ noNaN: true }) }),
  fc.record({ booleanValue: fc.boolean() }),
  fc.record({ stringValue: fc.string({ unit: "grapheme" }) }),
  fc.record({ bytesValue: fc.uint8Array({ maxLength: 8 }) }),
);
const about = fc.record(
  {
    name: fc.string({ unit: "grapheme" }),
    alias: uint64,
    timestamp: uint64,
    datatype: fc.nat(34),
    isHistorical: fc.boolean(),
    isTransient: fc.boolean(),
    isNull: fc.boolean(),
  },
  { requiredKeys: [] },
);
const metric = fc.tuple(about, value).map(([one, other]) => ({ ...one, ...other }));
const payload = fc.record({ timestamp: uint64, seq: uint64, metrics: fc.array(metric) }, { requiredKeys: ["metrics"] });

interface Long {
  readonly unsigned: boolean;
  toString(): string;
}

/** What protobufjs makes of the same bytes, in our words. */
function byProtobufjs(bytes: Uint8Array): object {
  const read = Payload.decode(bytes) as unknown as Record<string, unknown> & { metrics: Record<string, unknown>[] };
  const own = (of: object, name: string): unknown =>
    Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;
  const whole = (long: unknown): unknown => {
    if (long === undefined) return undefined;
    const big = BigInt((long as Long).toString());
    return big <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(big) : big;
  };
  const number = (long: unknown): number | undefined => (long === undefined ? undefined : Number(whole(long)));
  return {
    timestamp: number(own(read, "timestamp")) ?? null,
    seq: number(own(read, "seq")) ?? null,
    metrics: read.metrics.map((one) => ({
      name: own(one, "name"),
      alias: whole(own(one, "alias")),
      timestamp: number(own(one, "timestamp")),
      datatype: own(one, "datatype"),
      isHistorical: own(one, "isHistorical") ?? false,
      isNull: own(one, "isNull") ?? false,
      intValue: own(one, "intValue"),
      longValue: whole(own(one, "longValue")),
      realValue: own(one, "floatValue") ?? own(one, "doubleValue"),
      booleanValue: own(one, "booleanValue"),
      stringValue: own(one, "stringValue"),
    })),
  };
}

test("every payload is read as protobufjs reads it", () => {
  fc.assert(
    fc.property(payload, (given) => {
      const bytes = Payload.encode(Payload.fromObject(given)).finish();
      expect(decodePayload(bytes)).toEqual({ ok: true, value: byProtobufjs(bytes) });
    }),
    { numRuns: 500 },
  );
});

test("bytes that break off anywhere, or are changed anywhere, are read or refused, and never throw", () => {
  fc.assert(
    fc.property(payload, fc.nat(), fc.nat(255), (given, place, byte) => {
      const bytes = Uint8Array.from(Payload.encode(Payload.fromObject(given)).finish());
      expect(decodePayload(bytes.subarray(0, place % (bytes.length + 1)))).toHaveProperty("ok");
      if (bytes.length > 0) bytes[place % bytes.length] = byte;
      expect(decodePayload(bytes)).toHaveProperty("ok");
    }),
    { numRuns: 500 },
  );
});

test("a number of more than ten bytes, a length beyond the end and a wire type that there is not are refused", () => {
  for (const bytes of [[0x18, ...Array<number>(10).fill(0xff), 1], [0x12, 5, 0x08], [0x0b], [0x18], [0x00, 0x00]]) {
    expect(decodePayload(Uint8Array.from(bytes)).ok, String(bytes)).toBe(false);
  }
});
