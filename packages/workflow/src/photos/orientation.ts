const ORIENTATION = 0x0112;
const EXIF = "Exif\0\0";
const HEAD = EXIF.length;

/** Which way is up, 1 to 8, as the data of an Exif segment says it; null: it does not say, or this is none. */
export function orientationIn(data: Uint8Array): number | null {
  if (String.fromCharCode(...data.subarray(0, HEAD)) !== EXIF || data.length < HEAD + 8) return null;
  const view = new DataView(data.buffer, data.byteOffset + HEAD, data.length - HEAD);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const isLittle = order === 0x4949;
  const first = view.getUint32(4, isLittle);
  if (first + 2 > view.byteLength) return null;
  const count = view.getUint16(first, isLittle);
  for (let k = 0; k < count; k += 1) {
    const at = first + 2 + k * 12;
    if (at + 12 > view.byteLength) return null;
    if (view.getUint16(at, isLittle) !== ORIENTATION) continue;
    const value = view.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** A whole Exif segment of a JPEG that says this, and nothing else. */
export function orientationOnly(orientation: number): Uint8Array {
  const text = (said: string): number[] => [...said].map((letter) => letter.charCodeAt(0));
  // Marker and length, Exif, big-endian TIFF with one directory of one short.
  return Uint8Array.from([
    ...[0xff, 0xe1, 0x00, 0x22],
    ...text(EXIF),
    ...[0x4d, 0x4d, 0x00, 0x2a, 0x00, 0x00, 0x00, 0x08],
    ...[0x00, 0x01, 0x01, 0x12, 0x00, 0x03, 0x00, 0x00, 0x00, 0x01, 0x00, orientation, 0x00, 0x00],
    ...[0x00, 0x00, 0x00, 0x00],
  ]);
}
