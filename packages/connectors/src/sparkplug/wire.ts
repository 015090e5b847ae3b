import protobuf from "protobufjs/light.js";

/** A place in protocol buffer bytes; every reading moves it on. Throws where the bytes end too early. */
export interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/** A whole number of 64 bits: a `bigint` only where a `number` would lose a digit. */
export type Whole = number | bigint;

export const VARINT = 0;
export const FIXED_64 = 1;
export const BYTES = 2;
export const FIXED_32 = 5;

export const cursorOf = (bytes: Uint8Array): Cursor => ({ bytes, at: 0 });

/** Most are one byte. */
export function readVarint(cursor: Cursor): Whole {
  const byte = cursor.bytes[cursor.at];
  if (byte === undefined) throw new Error(TOO_EARLY);
  cursor.at += 1;
  return byte < 128 ? byte : readMore(cursor, byte & 127);
}

/** What follows the lowest 7 bits: four bytes fit into 28, three more are exact in a `number`. What is longer is rare. */
function readMore(cursor: Cursor, lowest: number): Whole {
  const { bytes } = cursor;
  let { at } = cursor;
  let byte = 128;
  let low = lowest;
  for (let shift = 7; byte >= 128 && shift < 28; shift += 7) {
    byte = bytes[at++] ?? missing();
    low |= (byte & 127) << shift;
  }
  let high = 0;
  for (let shift = 0; byte >= 128 && shift < 21; shift += 7) {
    byte = bytes[at++] ?? missing();
    high |= (byte & 127) << shift;
  }
  cursor.at = at;
  const whole = low + high * 268_435_456;
  return byte < 128 ? whole : readLong(cursor, whole);
}

const TOO_EARLY = "it ends too early";
const missing = (): never => {
  throw new Error(TOO_EARLY);
};

/** What follows the lowest 49 bits: three bytes at most. */
function readLong(cursor: Cursor, low: number): Whole {
  let high = 0;
  for (let weight = 1; weight <= 16_384; weight *= 128) {
    const byte = cursor.bytes[cursor.at];
    if (byte === undefined) throw new Error(TOO_EARLY);
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
  const byte = cursor.bytes[cursor.at];
  if (byte !== undefined && byte < 128) {
    cursor.at += 1;
    return byte;
  }
  const value = readVarint(cursor);
  if (typeof value === "bigint") return Number(BigInt.asUintN(32, value));
  return value < 4_294_967_296 ? value : value % 4_294_967_296;
}

export function readBool(cursor: Cursor): boolean {
  return readVarint(cursor) !== 0;
}

export function readFloat(cursor: Cursor): number {
  copyToScratch(cursor, 4);
  return scratch.getFloat32(0, true);
}

export function readDouble(cursor: Cursor): number {
  copyToScratch(cursor, 8);
  return scratch.getFloat64(0, true);
}

/** One for all: to make a view of each payload's bytes takes longer than to read a small one. */
const scratchBytes = new Uint8Array(8);
const scratch = new DataView(scratchBytes.buffer);

function copyToScratch(cursor: Cursor, length: number): void {
  const at = advance(cursor, length);
  for (let k = 0; k < length; k += 1) scratchBytes[k] = cursor.bytes[at + k] ?? 0;
}

export function readString(cursor: Cursor): string {
  const end = readEnd(cursor);
  const begin = cursor.at;
  cursor.at = end;
  return readAscii(cursor.bytes, begin, end) ?? protobuf.util.utf8.read(cursor.bytes, begin, end);
}

/** Longer ones the platform reads quicker. */
const LONGEST_BY_HAND = 64;
/** One list for each length, used again: names of metrics are short, and what takes long is to begin a string and to add to it. */
const codesOf = Array.from({ length: LONGEST_BY_HAND + 1 }, (_, length) => new Array<number>(length).fill(0));

/** Null: it is long, or not ASCII. */
function readAscii(bytes: Uint8Array, begin: number, end: number): string | null {
  const codes = codesOf[end - begin];
  if (codes === undefined) return null;
  let all = 0;
  for (let k = 0; k < codes.length; k += 1) {
    const code = bytes[begin + k] ?? 0;
    all |= code;
    codes[k] = code;
  }
  return all < 128 ? String.fromCharCode.apply(null, codes) : null;
}

/** Where what has its length in front of it ends. */
export function readEnd(cursor: Cursor): number {
  const length = readUint32(cursor);
  if (length > cursor.bytes.length - cursor.at) throw new Error(TOO_EARLY);
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
  if (length > cursor.bytes.length - at) throw new Error(TOO_EARLY);
  cursor.at = at + length;
  return at;
}
