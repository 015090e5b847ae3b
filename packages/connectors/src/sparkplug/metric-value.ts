import { bigOf, own, type RawMetric } from "./decode.ts";

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
  if (own(metric, "isNull") === true) return null;
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
      return exact(whole(metric));
    case FLOAT:
    case DOUBLE:
      return own(metric, "doubleValue") ?? own(metric, "floatValue") ?? null;
    case BOOLEAN:
      return truth(metric);
    case STRING:
    case TEXT:
    case UUID:
      return own(metric, "stringValue") ?? null;
    default:
      return type === null ? anyValue(metric) : undefined;
  }
}

function whole(metric: RawMetric): bigint | null {
  const int = own(metric, "intValue");
  if (int !== undefined) return BigInt(int);
  const long = own(metric, "longValue");
  return long === undefined ? null : bigOf(long);
}

function signed(metric: RawMetric, bits: number): MetricValue {
  const unsigned = whole(metric);
  return unsigned === null ? null : exact(BigInt.asIntN(bits, unsigned));
}

function exact(value: bigint | null): MetricValue {
  if (value === null) return null;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

function truth(metric: RawMetric): MetricValue {
  const boolean = own(metric, "booleanValue");
  if (boolean !== undefined) return boolean;
  const number = whole(metric);
  return number === null ? null : number !== 0n;
}

/** By the field alone, where nobody has told a type. */
function anyValue(metric: RawMetric): MetricValue | undefined {
  return (
    exact(whole(metric)) ??
    own(metric, "doubleValue") ??
    own(metric, "floatValue") ??
    own(metric, "booleanValue") ??
    own(metric, "stringValue") ??
    undefined
  );
}
