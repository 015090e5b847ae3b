import { describe, expect, test } from "vitest";
import { sparkplug } from "../testing/messages.ts";
import { decodePayload } from "./decode.ts";
import { metricValue } from "./metric-value.ts";

function value(metric: object, type: number | null): unknown {
  const decoded = decodePayload(sparkplug({ metrics: [metric] }));
  if (!decoded.ok) throw new Error(decoded.error.reason);
  const [first] = decoded.value.metrics;
  return first === undefined ? "none" : metricValue(first, type);
}

describe("a metric's value", () => {
  test.each<[string, object, number | null, unknown]>([
    ["UInt32 in int_value", { intValue: 4_294_967_295 }, 7, 4_294_967_295],
    ["UInt32 in long_value", { longValue: "4294967295" }, 7, 4_294_967_295],
    ["Int8 in two's complement of 32 bits", { intValue: 4_294_967_295 }, 1, -1],
    ["Int8 in two's complement of 8 bits", { intValue: 255 }, 1, -1],
    ["Int16", { intValue: 32_768 }, 2, -32_768],
    ["Int32", { intValue: 2_147_483_648 }, 3, -2_147_483_648],
    ["Int32 in long_value", { longValue: "4294967294" }, 3, -2],
    ["Int64", { longValue: "18446744073709551615" }, 4, -1],
    ["Int64 beyond 2^53", { longValue: "9223372036854775808" }, 4, -9_223_372_036_854_775_808n],
    ["UInt64 beyond 2^53", { longValue: "9007199254740993" }, 8, 9_007_199_254_740_993n],
    ["a zero", { intValue: 0 }, 7, 0],
    ["Float", { floatValue: 1.5 }, 9, 1.5],
    ["Double", { doubleValue: 0.1 }, 10, 0.1],
    ["Boolean", { booleanValue: false }, 11, false],
    ["Boolean in int_value", { intValue: 1 }, 11, true],
    ["String", { stringValue: "" }, 12, ""],
    ["DateTime", { longValue: "1772452800000" }, 13, 1_772_452_800_000],
    ["nothing, by its own word", { isNull: true, intValue: 5 }, 7, null],
    ["nothing", {}, 7, null],
    ["of no type", { longValue: "7" }, null, 7],
    ["a data set", {}, 16, undefined],
  ])("%s", (_, metric, type, expected) => {
    expect(value(metric, type)).toBe(expected);
  });
});

test("bytes that are no payload are refused", () => {
  expect(decodePayload(new Uint8Array([0x0a, 0xff]))).toMatchObject({ ok: false, error: { rule: "not-sparkplug" } });
});
