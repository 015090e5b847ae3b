import type { RawMetric } from "./decode.ts";
import type { Whole } from "./wire.ts";

/** Whole numbers of 64 bits beyond 2^53 are no `number`: none of these loses a digit. */
export type MetricValue = number | bigint | boolean | string | null;

/** The data types of Sparkplug B 3.0 that have one value. */
const [INT8, INT16, INT32, INT64, UINT8, UINT16, UINT32, UINT64] = [1, 2, 3, 4, 5, 6, 7, 8];
const [FLOAT, DOUBLE, BOOLEAN, STRING, DATE_TIME, TEXT, UUID] = [9, 10, 11, 12, 13, 14, 15];

/**
 * The value of a metric, whose type its BIRTH has told where the metric does not repeat it. Whole numbers are taken from
 * `int_value` and from `long_value`, whichever there is; signed ones are two's complement in an unsigned field. Null: it
 * says so, or has no value of that type. Undefined: a type that has more than one value, such as a data set.
 */
export function metricValue(metric: RawMetric, type: number | null): MetricValue | undefined {
  if (metric.isNull) return null;
  switch (type) {
    case INT8:
      return signed(metric, 8);
    case INT16:
      return signed(metric, 16);
    case INT32:
      return signed(metric, 32);
    case INT64:
      return signed(metric, 64);
    case UINT8:
    case UINT16:
    case UINT32:
    case UINT64:
    case DATE_TIME:
      return whole(metric) ?? null;
    case FLOAT:
    case DOUBLE:
      return metric.realValue ?? null;
    case BOOLEAN:
      return truth(metric);
    case STRING:
    case TEXT:
    case UUID:
      return metric.stringValue ?? null;
    default:
      return type === null ? anyValue(metric) : undefined;
  }
}

const whole = ({ intValue, longValue }: RawMetric): Whole | undefined => intValue ?? longValue;

function signed(metric: RawMetric, bits: number): MetricValue {
  const unsigned = whole(metric);
  if (unsigned === undefined) return null;
  if (bits === 64) return typeof unsigned === "number" ? unsigned : exact(BigInt.asIntN(64, unsigned));
  const lowest = typeof unsigned === "number" ? unsigned : Number(BigInt.asUintN(32, unsigned));
  return (lowest << (32 - bits)) >> (32 - bits);
}

function exact(value: bigint): Whole {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function truth(metric: RawMetric): MetricValue {
  if (metric.booleanValue !== undefined) return metric.booleanValue;
  const number = whole(metric);
  return number === undefined ? null : number !== 0;
}

/** By the field alone, where nobody has told a type. */
function anyValue(metric: RawMetric): MetricValue | undefined {
  return whole(metric) ?? metric.realValue ?? metric.booleanValue ?? metric.stringValue;
}
