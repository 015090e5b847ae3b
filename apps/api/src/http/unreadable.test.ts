import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
}, 60_000);
afterAll(() => server.close());

const FACTS = "POST /facts HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/x-ndjson\r\n";

/** All that is answered until the connection is closed. */
function send(request: string): Promise<string> {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  socket.on("error", () => {});
  socket.write(request);
  return text(socket);
}

test.each([
  ["no HTTP", "hello\r\n\r\n", 400],
  ["a length below 0", `${FACTS}content-length: -1\r\n\r\n`, 400],
  ["a part of a body without its length", `${FACTS}transfer-encoding: chunked\r\n\r\nzz\r\n`, 400],
  ["headers that are too long", `${FACTS}authorization: Bearer dev:${"x".repeat(50_000)}\r\n\r\n`, 431],
])("%s is refused in the form of every error", async (_, request, status) => {
  const [head = "", body = ""] = (await send(request)).split("\r\n\r\n");
  expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(JSON.parse(body)).toEqual({ error: { code: expect.any(String), message: expect.any(String) } });
});
