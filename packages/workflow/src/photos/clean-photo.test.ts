import { describe, expect, test } from "vitest";
import { cleanPhoto, MOST_PHOTO_BYTES } from "./clean-photo.ts";
import { orientationIn } from "./orientation.ts";

const text = (said: string): number[] => [...said].map((letter) => letter.charCodeAt(0));
const cleaned = (bytes: readonly number[]): readonly number[] | string => {
  const done = cleanPhoto(Uint8Array.from(bytes));
  return done.ok ? [...done.value.bytes] : done.error;
};
const textOf = (bytes: readonly number[] | string): string =>
  typeof bytes === "string" ? bytes : String.fromCharCode(...bytes);

describe("[V1] [V2] a JPEG", () => {
  const segment = (marker: number, data: readonly number[]): number[] => [
    ...[0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff],
    ...data,
  ];
  const START = [0xff, 0xd8];
  const END = [0xff, 0xd9];
  const JFIF = segment(0xe0, [...text("JFIF\0"), 1, 2, 1, 0, 72, 0, 72, 0, 0]);
  const TABLES = segment(0xdb, [1, 2, 3]);
  /** Stuffed bytes and restarts belong to a scan. */
  const SCAN = [...segment(0xda, [1, 2]), 7, 0xff, 0x00, 8, 0xff, 0xd3, 9];
  const exif = (little: boolean): number[] => {
    const two = (n: number): number[] => (little ? [n & 0xff, n >> 8] : [n >> 8, n & 0xff]);
    const four = (n: number): number[] => (little ? [...two(n), 0, 0] : [0, 0, ...two(n)]);
    const entry = (tag: number, value: number): number[] => [...two(tag), ...two(3), ...four(1), ...two(value), 0, 0];
    const tiff = [
      ...text(little ? "II" : "MM"),
      ...two(42),
      ...four(8),
      ...two(2),
      ...entry(0x0112, 6),
      ...entry(0x8825, 99),
    ];
    return segment(0xe1, [...text("Exif\0\0"), ...tiff, ...text("52.5N 13.4E")]);
  };

  test("keeps the picture, and which way is up, and nothing of where it was taken", () => {
    for (const little of [true, false]) {
      const said = [
        exif(little),
        segment(0xe1, text("http://ns.adobe.com/xap/1.0/ 52.5N")),
        segment(0xfe, text("me 52.5N")),
      ];
      const done = cleaned([...START, ...JFIF, ...said.flat(), ...TABLES, ...SCAN, ...END, ...text("52.5N trailer")]);
      expect(textOf(done)).not.toContain("52.5N");
      const kept = Array.isArray(done) ? done : [];
      expect(kept.slice(0, 2 + JFIF.length)).toEqual([...START, ...JFIF]);
      expect(kept.slice(-(TABLES.length + SCAN.length + 2))).toEqual([...TABLES, ...SCAN, ...END]);
      const own = kept.slice(2 + JFIF.length, -(TABLES.length + SCAN.length + 2));
      expect(own.slice(0, 4)).toEqual([0xff, 0xe1, 0, own.length - 2]);
      expect(orientationIn(Uint8Array.from(own.slice(4)))).toBe(6);
    }
  });

  test("with nothing to take away stays as it is, also with several scans; done again it is the same", () => {
    const profile = segment(0xe2, text("ICC_PROFILE\0x"));
    const plain = [...START, ...JFIF, ...profile, ...TABLES, ...SCAN, ...TABLES, ...SCAN, ...END];
    expect(cleaned(plain)).toEqual(plain);
    const once = cleaned([...START, ...exif(true), ...SCAN, ...END]);
    expect(cleaned(Array.isArray(once) ? once : [])).toEqual(once);
  });

  test("keeps of JFIF no smaller copy, and of what Adobe writes its colour transform alone", () => {
    const copy = segment(0xe0, [...text("JFIF\0"), 1, 2, 1, 0, 72, 0, 72, 2, 1, ...text("52.5N ")]);
    const colours = [...text("Adobe"), 0, 100, 0, 0, 0, 0, 1];
    const more = [segment(0xee, [...colours, ...text("52.5N")]), segment(0xee, text("Ducky 52.5N"))].flat();
    expect(cleaned([...START, ...copy, ...more, ...TABLES, ...SCAN, ...END])).toEqual([
      ...[...START, ...JFIF, ...segment(0xee, colours), ...TABLES, ...SCAN, ...END],
    ]);
    expect(cleaned([...START, ...segment(0xe0, text("JFIF\0")), ...SCAN, ...END])).toEqual([...START, ...SCAN, ...END]);
  });

  test("says once which way is up, as it said it first, so that it never grows", () => {
    const many = Array.from({ length: 50 }, () => exif(true)).flat();
    const once = cleaned([...START, ...exif(true), ...SCAN, ...END]);
    expect(cleaned([...START, ...many, ...SCAN, ...END])).toEqual(once);
  });

  test("loses pictures that stand behind it, which say where they were taken, too", () => {
    const many = segment(0xe2, text("MPF\0..."));
    expect(cleaned([...START, ...many, ...SCAN, ...END, ...START, ...exif(true), ...END])).toEqual([
      ...START,
      ...SCAN,
      ...END,
    ]);
  });

  test.each([
    ["cut off", [...START, ...JFIF, ...SCAN]],
    ["without a picture", [...START, ...JFIF, ...END]],
    ["with a length that leads out of it", [...START, 0xff, 0xdb, 0x7f, 0xff, 1]],
    ["with rubbish between", [...START, 1, 2, 3]],
  ])("%s is refused", (_, bytes) => expect(cleaned(bytes)).toContain("no JPEG, PNG or WebP"));
});

describe("[V1] [V2] a PNG", () => {
  const chunk = (name: string, data: readonly number[]): number[] => [
    0,
    0,
    0,
    data.length,
    ...text(name),
    ...data,
    1,
    1,
    1,
    1,
  ];
  const HEAD = [0x89, ...text("PNG\r\n\x1a\n")];
  const plain = [...HEAD, ...chunk("IHDR", [1]), ...chunk("IDAT", [2, 3]), ...chunk("IEND", [])];

  test("keeps what is drawn, and no text, no time, no Exif and nothing behind its end", () => {
    const more = [
      chunk("eXIf", text("52N")),
      chunk("tEXt", text("me")),
      chunk("iTXt", text("x")),
      chunk("tIME", [1]),
    ].flat();
    expect(
      cleaned([...HEAD, ...chunk("IHDR", [1]), ...more, ...chunk("IDAT", [2, 3]), ...chunk("IEND", []), 9, 9]),
    ).toEqual(plain);
    expect(cleaned(plain)).toEqual(plain);
  });

  test.each([
    ["cut off", plain.slice(0, -3)],
    ["without a head", [...HEAD, ...chunk("IDAT", [2]), ...chunk("IEND", [])]],
    ["that never ends", plain.slice(0, -12)],
  ])("%s is refused", (_, bytes) => expect(cleaned(bytes)).toContain("no JPEG, PNG or WebP"));
});

describe("[V1] [V2] a WebP", () => {
  const chunk = (name: string, data: readonly number[]): number[] => [
    ...[...text(name), data.length, 0, 0, 0, ...data],
    ...(data.length % 2 === 0 ? [] : [0]),
  ];
  const file = (...chunks: readonly (readonly number[])[]): number[] => {
    const body = chunks.flat();
    return [...text("RIFF"), body.length + 4, 0, 0, 0, ...text("WEBP"), ...body];
  };
  const flags = (of: number): number[] => chunk("VP8X", [of, 0, 0, 0, 1, 0, 0, 1, 0, 0]);

  test("keeps what is drawn, and says no more that there is Exif or XMP", () => {
    const said = [chunk("EXIF", text("52N")), chunk("XMP ", text("me!"))];
    expect(cleaned(file(flags(0x3c), chunk("VP8L", [1, 2, 3]), ...said))).toEqual(
      file(flags(0x30), chunk("VP8L", [1, 2, 3])),
    );
    expect(cleaned(file(chunk("VP8 ", [1, 2])))).toEqual(file(chunk("VP8 ", [1, 2])));
  });

  test.each([
    ["cut off", file(chunk("VP8 ", [1, 2])).slice(0, -1)],
    ["without a picture", file(flags(0))],
  ])("%s is refused", (_, bytes) => expect(cleaned(bytes)).toContain("no JPEG, PNG or WebP"));
});

test.each([
  ["a GIF", text("GIF89a......")],
  ["a page that calls itself a picture", text("<svg onload=alert(1)>")],
  ["nothing", []],
])("[V1] %s is refused", (_, bytes) => expect(cleaned(bytes)).toContain("no JPEG, PNG or WebP"));

test("[V1] what is too large is refused before it is looked at", () => {
  const done = cleanPhoto(new Uint8Array(MOST_PHOTO_BYTES + 1));
  expect(!done.ok && done.error).toContain("at most 5 MiB");
});

test("[V1] what consists of more parts than any picture is refused before all are looked at", () => {
  const many = (part: readonly number[], count: number): number[] => Array.from({ length: count }, () => part).flat();
  const chunk = (name: string, data: number): number[] => [...text(name), ...new Array<number>(data).fill(0)];
  const jpeg = (count: number): number[] => [
    ...[0xff, 0xd8, ...many([0xff, 0xfe, 0, 2], count - 1)],
    ...[0xff, 0xda, 0, 2, 7, 0xff, 0xd9],
  ];
  const png = (count: number): number[] => [
    ...[0x89, ...text("PNG\r\n\x1a\n"), 0, 0, 0, 0, ...chunk("IHDR", 4)],
    ...many([0, 0, 0, 0, ...chunk("tEXt", 4)], count - 2),
    ...[0, 0, 0, 0, ...chunk("IEND", 4)],
  ];
  const webp = (count: number): number[] => {
    const body = [...many(chunk("EXIF", 4), count - 1), ...chunk("VP8 ", 4)];
    const size = body.length + 4;
    return [...text("RIFF"), size & 0xff, (size >> 8) & 0xff, size >> 16, 0, ...text("WEBP"), ...body];
  };
  for (const made of [jpeg, png, webp]) {
    expect(Array.isArray(cleaned(made(4_999))), made.name).toBe(true);
    expect(cleaned(made(5_001)), made.name).toContain("no JPEG, PNG or WebP");
  }
});
