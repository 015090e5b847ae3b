import { describe, expect, test } from "vitest";
import { clientFrame, createFrameReader } from "./frame-reader.ts";

/** As a server sends it: not masked. */
function serverFrame(text: string, first = 0x81): Buffer {
  const payload = Buffer.from(text);
  const size = payload.length;
  const head = Buffer.alloc(size < 126 ? 2 : size < 65_536 ? 4 : 10);
  head[0] = first;
  head[1] = size < 126 ? size : size < 65_536 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(size, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(size), 2);
  return Buffer.concat([head, payload]);
}

function read(bytes: Buffer, chunk: number) {
  const heard: [string, number][] = [];
  const pings: string[] = [];
  let closed = 0;
  const reader = createFrameReader(10, {
    message: (head, size) => heard.push([head, size]),
    ping: (payload) => pings.push(payload.toString()),
    closed: () => {
      closed += 1;
    },
  });
  for (let at = 0; at < bytes.length; at += chunk) reader.read(bytes.subarray(at, at + chunk));
  return { heard, pings, closed };
}

describe("frames of a server", () => {
  const bytes = Buffer.concat([
    serverFrame("short"),
    serverFrame(""),
    serverFrame("x".repeat(200)),
    serverFrame("are you there", 0x89),
    serverFrame("y".repeat(70_000)),
    serverFrame("first, ", 0x01),
    serverFrame("still?", 0x89),
    serverFrame("second", 0x80),
    serverFrame("", 0x88),
  ]);

  test.each([[1], [2], [3], [7], [1_000], [100_000]])("are found in chunks of %i bytes", (chunk) => {
    expect(read(bytes, chunk)).toEqual({
      heard: [
        ["short", 5],
        ["", 0],
        ["xxxxxxxxxx", 200],
        ["yyyyyyyyyy", 70_000],
        ["first, sec", 13],
      ],
      pings: ["are you there", "still?"],
      closed: 1,
    });
  });
});

test("what a client sends is masked, and says how long it is", () => {
  expect([...clientFrame("ab")]).toEqual([0x81, 0x82, 0, 0, 0, 0, 97, 98]);
  const long = clientFrame("z".repeat(300));
  expect([long[1], long.readUInt16BE(2), long.length]).toEqual([0xfe, 300, 308]);
});
