import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import {
  BYTES,
  type Cursor,
  cursorOf,
  FIXED_32,
  FIXED_64,
  readBool,
  readDouble,
  readEnd,
  readFloat,
  readString,
  readUint32,
  readVarint,
  skip,
  VARINT,
  type Whole,
} from "./wire.ts";

/** A metric as it stands on the wire; undefined is what does not. */
export interface RawMetric {
  name: string | undefined;
  alias: Whole | undefined;
  /** Milliseconds since 1970. */
  timestamp: number | undefined;
  datatype: number | undefined;
  isHistorical: boolean;
  isNull: boolean;
  intValue: number | undefined;
  longValue: Whole | undefined;
  /** Of the float or the double field. */
  realValue: number | undefined;
  booleanValue: boolean | undefined;
  stringValue: string | undefined;
}

export interface RawPayload {
  /** Milliseconds since 1970. */
  timestamp: number | null;
  seq: number | null;
  readonly metrics: readonly RawMetric[];
}

/** The payload of any bytes, or that they are none. Numbers and types of fields are those of `PAYLOAD_DEFINITION`. */
export function decodePayload(bytes: Uint8Array): Result<RawPayload, Refusal> {
  try {
    return ok(readPayload(cursorOf(bytes)));
  } catch (error) {
    const why = error instanceof Error ? error.message : "broken";
    return refuse({ rule: "not-sparkplug", reason: `The message is no Sparkplug B payload: ${why}.` });
  }
}

/** How a field begins: its number and the wire type. */
const tag = (field: number, wireType: number): number => field * 8 + wireType;

const TIMESTAMP = tag(1, VARINT);
const METRIC = tag(2, BYTES);
const SEQ = tag(3, VARINT);

function readPayload(cursor: Cursor): RawPayload {
  const metrics: RawMetric[] = [];
  const payload: RawPayload = { timestamp: null, seq: null, metrics };
  while (cursor.at < cursor.bytes.length) {
    const field = readTag(cursor);
    if (field === METRIC) metrics.push(readMetric(cursor, readEnd(cursor)));
    else if (field === SEQ) payload.seq = Number(readVarint(cursor));
    else if (field === TIMESTAMP) payload.timestamp = Number(readVarint(cursor));
    else skip(cursor, field & 7);
  }
  return payload;
}

const NAME = tag(1, BYTES);
const ALIAS = tag(2, VARINT);
const METRIC_TIMESTAMP = tag(3, VARINT);
const DATATYPE = tag(4, VARINT);
const IS_HISTORICAL = tag(5, VARINT);
const IS_NULL = tag(7, VARINT);
const INT_VALUE = tag(10, VARINT);
const LONG_VALUE = tag(11, VARINT);
const FLOAT_VALUE = tag(12, FIXED_32);
const DOUBLE_VALUE = tag(13, FIXED_64);
const BOOLEAN_VALUE = tag(14, VARINT);
const STRING_VALUE = tag(15, BYTES);

function readMetric(cursor: Cursor, end: number): RawMetric {
  const metric: RawMetric = {
    name: undefined,
    alias: undefined,
    timestamp: undefined,
    datatype: undefined,
    isHistorical: false,
    isNull: false,
    intValue: undefined,
    longValue: undefined,
    realValue: undefined,
    booleanValue: undefined,
    stringValue: undefined,
  };
  while (cursor.at < end) readField(cursor, metric);
  if (cursor.at > end) throw new Error("a metric is longer than it says");
  return metric;
}

function readField(cursor: Cursor, metric: RawMetric): void {
  const field = readTag(cursor);
  switch (field) {
    case NAME:
      metric.name = readString(cursor);
      return;
    case ALIAS:
      metric.alias = readVarint(cursor);
      return;
    case METRIC_TIMESTAMP:
      metric.timestamp = Number(readVarint(cursor));
      return;
    case DATATYPE:
      metric.datatype = readUint32(cursor);
      return;
    case IS_HISTORICAL:
      metric.isHistorical = readBool(cursor);
      return;
    case IS_NULL:
      metric.isNull = readBool(cursor);
      return;
    case INT_VALUE:
      metric.intValue = readUint32(cursor);
      return;
    case LONG_VALUE:
      metric.longValue = readVarint(cursor);
      return;
    case FLOAT_VALUE:
      metric.realValue = readFloat(cursor);
      return;
    case DOUBLE_VALUE:
      metric.realValue = readDouble(cursor);
      return;
    case BOOLEAN_VALUE:
      metric.booleanValue = readBool(cursor);
      return;
    case STRING_VALUE:
      metric.stringValue = readString(cursor);
      return;
    default:
      skip(cursor, field & 7);
  }
}

function readTag(cursor: Cursor): number {
  const field = readUint32(cursor);
  if (field < 8) throw new Error("a field has the number 0");
  return field;
}
