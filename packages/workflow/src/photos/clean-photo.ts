import { ok, type Result, refuse } from "@lockstep/domain/result";
import { orientationIn, orientationOnly } from "./orientation.ts";

export type PhotoType = "image/jpeg" | "image/png" | "image/webp";

export interface Photo {
  readonly type: PhotoType;
  readonly bytes: Uint8Array;
}

export const MOST_PHOTO_BYTES = 5 * 1024 * 1024;
/** A camera writes a few dozen; each takes time to look at, whether it is kept or not. */
const MOST_PARTS = 5_000;

/**
 * A picture without what it says besides being one: where it was taken, when, with what, by whom, and any smaller copy of itself.
 * What it is follows from its bytes, whatever was said of it. A JPEG keeps which way is up.
 */
export function cleanPhoto(bytes: Uint8Array): Result<Photo, string> {
  if (bytes.length > MOST_PHOTO_BYTES)
    return refuse(`A photo has at most ${MOST_PHOTO_BYTES / 1024 / 1024} MiB: take it smaller.`);
  const cleaned = cleanerFor(bytes)?.(bytes) ?? null;
  return cleaned === null
    ? refuse("This is no JPEG, PNG or WebP that can be read whole: take the photo again.")
    : ok(cleaned);
}

function cleanerFor(bytes: Uint8Array): ((bytes: Uint8Array) => Photo | null) | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return cleanJpeg;
  if (PNG.every((byte, k) => bytes[k] === byte)) return cleanPng;
  return textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 4) === "WEBP" ? cleanWebp : null;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** ISO/IEC 10918-1, annex B: segments up to the end of the image, and nothing that stands behind it. */
function cleanJpeg(bytes: Uint8Array): Photo | null {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  let scans = 0;
  let isTurned = false;
  for (let parts = 0; parts < MOST_PARTS; parts += 1) {
    // Any number of fill bytes may stand before a marker.
    while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
    const marker = bytes[at + 1];
    if (bytes[at] !== 0xff || marker === undefined) return null;
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2));
      return scans === 0 ? null : { type: "image/jpeg", bytes: joined(kept) };
    }
    const length = lengthAt(bytes, at + 2, 2);
    const end = at + 2 + length;
    if (length < 2 || end > bytes.length) return null;
    const segment = bytes.subarray(at, end);
    const turned: number | null = marker === 0xe1 && !isTurned ? orientationIn(segment.subarray(4)) : null;
    const part = turned === null ? partOfPicture(marker, segment) : orientationOnly(turned);
    if (part !== null) kept.push(part);
    isTurned ||= turned !== null;
    at = end;
    if (marker !== 0xda) continue;
    scans += 1;
    const next = endOfScan(bytes, at);
    kept.push(bytes.subarray(at, next));
    at = next;
  }
  return null;
}

const JFIF_BYTES = 18;
const ADOBE_BYTES = 16;

/**
 * What of a segment belongs to the picture. Of the application's: JFIF without its smaller copy, a colour profile, and Adobe's
 * colour transform without what may stand behind it. A comment does not.
 */
function partOfPicture(marker: number, segment: Uint8Array): Uint8Array | null {
  if (marker === 0xe0)
    return textAt(segment, 4, 5) === "JFIF\0" ? startOf(segment, { bytes: JFIF_BYTES, copyAt: 16 }) : null;
  if (marker === 0xee) return textAt(segment, 4, 5) === "Adobe" ? startOf(segment, { bytes: ADOBE_BYTES }) : null;
  if (marker === 0xe2) return textAt(segment, 4, 11) === "ICC_PROFILE" ? segment : null;
  return marker === 0xfe || (marker >= 0xe0 && marker <= 0xef) ? null : segment;
}

/** So much of a segment, as one that is no longer; null: it is shorter. `copyAt` is where the size of its smaller copy stands. */
function startOf(segment: Uint8Array, { bytes, copyAt }: { bytes: number; copyAt?: number }): Uint8Array | null {
  if (segment.length < bytes) return null;
  const start = segment.slice(0, bytes);
  start.set([0, bytes - 2], 2);
  if (copyAt !== undefined) start.set([0, 0], copyAt);
  return start;
}

/** Where the next marker stands that is no restart and no stuffed byte. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}

const PNG_CHUNKS: ReadonlySet<string> = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs"],
  ...["acTL", "fcTL", "fdAT"],
]);

function cleanPng(bytes: Uint8Array): Photo | null {
  const kept: Uint8Array[] = [bytes.subarray(0, PNG.length)];
  let at = PNG.length;
  for (let parts = 0; parts < MOST_PARTS && at < bytes.length; parts += 1) {
    const name = textAt(bytes, at + 4, 4);
    const end = at + 12 + lengthAt(bytes, at, 4);
    if (end > bytes.length || (at === PNG.length && name !== "IHDR")) return null;
    if (PNG_CHUNKS.has(name)) kept.push(bytes.subarray(at, end));
    if (name === "IEND") return { type: "image/png", bytes: joined(kept) };
    at = end;
  }
  return null;
}

const WEBP_CHUNKS: ReadonlySet<string> = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP"]);
/** In the flags of VP8X: there is EXIF, there is XMP. */
const SAYS_MORE = 0x0c;

function cleanWebp(bytes: Uint8Array): Photo | null {
  const kept: Uint8Array[] = [];
  const end = 8 + littleAt(bytes, 4);
  if (end > bytes.length) return null;
  let at = 12;
  for (let parts = 0; at < end; parts += 1) {
    if (parts === MOST_PARTS) return null;
    const name = textAt(bytes, at, 4);
    const size = littleAt(bytes, at + 4);
    const next = at + 8 + size + (size % 2);
    if (next > end) return null;
    const chunk = bytes.slice(at, next);
    if (name === "VP8X") chunk[8] = (chunk[8] ?? 0) & ~SAYS_MORE;
    if (WEBP_CHUNKS.has(name)) kept.push(chunk);
    at = next;
  }
  if (!kept.some((chunk) => /^(VP8[ L]|ANMF)$/.test(textAt(chunk, 0, 4)))) return null;
  const body = joined(kept);
  const head = new Uint8Array(12);
  head.set(bytes.subarray(0, 4));
  new DataView(head.buffer).setUint32(4, body.length + 4, true);
  head.set(bytes.subarray(8, 12), 8);
  return { type: "image/webp", bytes: joined([head, body]) };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** Big-endian; what lies behind the end is longer than anything. */
function lengthAt(bytes: Uint8Array, at: number, size: number): number {
  if (at + size > bytes.length) return Number.MAX_SAFE_INTEGER;
  let value = 0;
  for (let k = 0; k < size; k += 1) value = value * 256 + (bytes[at + k] ?? 0);
  return value;
}

function littleAt(bytes: Uint8Array, at: number): number {
  return at + 4 > bytes.length
    ? Number.MAX_SAFE_INTEGER
    : new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
}
