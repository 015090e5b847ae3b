import protobuf from "protobufjs/light.js";

/** A place in protocol buffer bytes; every reading moves it on. Throws where the bytes end too early. */
export interface Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at: number;
}

/** A whole number of 64 bits: a `bigint` only where a `number` would lose a digit. */
export type Whole = number | bigint;

export const VARINT = 0;
export const FIXED_64 = 1;
export const BYTES = 2;
export const FIXED_32 = 5;

export const cursorOf = (bytes: Uint8Array): Cursor => ({
  bytes,
  view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
  at: 0,
});

/** Seven groups of seven bits are exact in a `number`; what is longer is rare. */
export function readVarint(cursor: Cursor): Whole {
  const { bytes } = cursor;
  let low = 0;
  let weight = 1;
  for (let k = 0; k < 7; k += 1) {
    const byte = bytes[cursor.at];
    if (byte === undefined) throw new Error("it ends too early");
    cursor.at += 1;
    if (byte < 128) return low + byte * weight;
    low += (byte - 128) * weight;
    weight *= 128;
  }
  return readLong(cursor, low);
}

/** What follows the lowest 49 bits: three bytes at most. */
function readLong(cursor: Cursor, low: number): Whole {
  let high = 0;
  for (let weight = 1; weight <= 16_384; weight *= 128) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) throw new Error("it ends too early");
    cursor.at += 1;
    high += (byte & 127) * weight;
    if (byte >= 128) continue;
    const whole = BigInt.asUintN(64, (BigInt(high) << 49n) | BigInt(low));
    return whole <= LARGEST ? Number(whole) : whole;
  }
  throw new Error("a number has more than ten bytes");
}

const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** The lowest 32 bits, without a sign. */
export function readUint32(cursor: Cursor): number {
  const value = readVarint(cursor);
  if (typeof value === "bigint") return Number(BigInt.asUintN(32, value));
  return value < 4_294_967_296 ? value : value % 4_294_967_296;
}

export function readBool(cursor: Cursor): boolean {
  return readVarint(cursor) !== 0;
}

export function readFloat(cursor: Cursor): number {
  return cursor.view.getFloat32(advance(cursor, 4), true);
}

export function readDouble(cursor: Cursor): number {
  return cursor.view.getFloat64(advance(cursor, 8), true);
}

export function readString(cursor: Cursor): string {
  const end = readEnd(cursor);
  const begin = cursor.at;
  cursor.at = end;
  return protobuf.util.utf8.read(cursor.bytes, begin, end);
}

/** Where what has its length in front of it ends. */
export function readEnd(cursor: Cursor): number {
  const length = readUint32(cursor);
  if (length > cursor.bytes.length - cursor.at) throw new Error("it ends too early");
  return cursor.at + length;
}

export function skip(cursor: Cursor, wireType: number): void {
  switch (wireType) {
    case VARINT:
      readVarint(cursor);
      return;
    case FIXED_64:
      advance(cursor, 8);
      return;
    case BYTES:
      cursor.at = readEnd(cursor);
      return;
    case FIXED_32:
      advance(cursor, 4);
      return;
    default:
      throw new Error(`a field has the wire type ${wireType}, which there is not`);
  }
}

/** Where it was before. */
function advance(cursor: Cursor, length: number): number {
  const { at } = cursor;
  if (length > cursor.bytes.length - at) throw new Error("it ends too early");
  cursor.at = at + length;
  return at;
}
