import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { clientFrame, createFrameReader } from "./frame-reader.ts";

export interface RawSocket {
  send(text: string): void;
  close(): void;
}

export interface RawSocketOrder {
  readonly url: string;
  /** As another machine would have one; any, if it is left out. */
  readonly localAddress?: string;
  /** The beginning of each message, and how long all of it was. */
  readonly heard: (text: string, bytes: number) => void;
  /** Once, however it ends; with what went wrong, if it never opened. */
  readonly ended: (error: Error | null) => void;
}

/** What is looked at stands in the beginning of a message. */
const LOOKED_AT_BYTES = 200;
const PONG = 10;
const END_OF_HEAD = "\r\n\r\n";

/** A socket to the server's socket.io without an upgrade, as cheap as can be. */
export function openRawSocket({ url, localAddress, heard, ended }: RawSocketOrder): RawSocket {
  const { hostname, port, host } = new URL(url);
  const from = localAddress === undefined ? {} : { localAddress };
  const socket = connect({ port: Number(port), host: hostname, ...from });
  socket.setNoDelay(true);
  const reader = createFrameReader(LOOKED_AT_BYTES, {
    message: heard,
    ping: (payload) => socket.write(clientFrame(payload.toString(), PONG)),
    closed: () => socket.destroy(),
  });
  let greeting = "";
  let failure: Error | null = null;
  const isOpen = (): boolean => greeting.endsWith(END_OF_HEAD);
  socket.on("data", (chunk) => {
    if (isOpen()) {
      reader.read(chunk);
      return;
    }
    const text = chunk.toString("latin1");
    const end = text.indexOf(END_OF_HEAD);
    greeting += end < 0 ? text : text.slice(0, end + END_OF_HEAD.length);
    if (!isOpen()) return;
    if (greeting.startsWith("HTTP/1.1 101 ")) reader.read(chunk.subarray(end + END_OF_HEAD.length));
    else socket.destroy(new Error(greeting.split("\r\n")[0]));
  });
  socket.on("error", (error) => {
    failure = new Error(`no socket on ${url}: ${error.message}`);
  });
  socket.on("close", () => ended(failure));
  socket.on("connect", () => {
    const key = randomBytes(16).toString("base64");
    const lines = [
      "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
      `Host: ${host}`,
      "Upgrade: websocket",
      "Connection: Upgrade",
      `Sec-WebSocket-Key: ${key}`,
      "Sec-WebSocket-Version: 13",
    ];
    socket.write(lines.join("\r\n") + END_OF_HEAD);
  });
  return { send: (text) => socket.write(clientFrame(text)), close: () => socket.destroy() };
}
