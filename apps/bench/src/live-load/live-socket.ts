import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { clientFrame, createFrameReader } from "./frame-reader.ts";

/** One socket on `/live` that watches everything, read as cheaply as can be: there are 2,000 of them in one thread. */
export interface LiveSocket {
  readonly frames: number;
  readonly bytes: number;
  readonly resyncs: number;
  /** To where its latest frame goes. */
  readonly toSeq: number;
  close(): void;
}

const OPENED = "0";
const PING = "2";
const PONG = 10;
const CONNECTED = "40/live,";
const DELTA = '42/live,["delta",';
const RESYNC = '42/live,["resync",';
const SEQ = /"seq":(\d+)/;
const TO_SEQ = /"toSeq":(\d+)/;
/** What is looked at stands in the beginning of a message. */
const LOOKED_AT_BYTES = 200;

/** `heard` is told up to where each frame goes, once the last byte of it has come. */
export function watchAll(url: string, since: number, heard: ((toSeq: number) => void) | null): Promise<LiveSocket> {
  const { hostname, port, host } = new URL(url);
  const counts = { frames: 0, bytes: 0, resyncs: 0, toSeq: since };
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    const send = (text: string, opcode?: number): boolean => socket.write(clientFrame(text, opcode));
    const live: LiveSocket = {
      get frames() {
        return counts.frames;
      },
      get bytes() {
        return counts.bytes;
      },
      get resyncs() {
        return counts.resyncs;
      },
      get toSeq() {
        return counts.toSeq;
      },
      close: () => socket.destroy(),
    };
    const message = (text: string, bytes: number): void => {
      if (text === PING) send("3");
      else if (text.startsWith(OPENED)) send(CONNECTED);
      else if (text.startsWith(CONNECTED)) send(`42/live,1["watch",{"since":${since}}]`);
      else if (text.startsWith("43/live,1")) resolve(live);
      else if (text.startsWith(RESYNC)) {
        // As a page does, but for the reading: what it missed counts as shown with the next frame.
        counts.resyncs += 1;
        send(`42/live,2["watch",{"since":${SEQ.exec(text)?.[1] ?? 0}}]`);
      } else if (text.startsWith(DELTA)) {
        counts.frames += 1;
        counts.bytes += bytes;
        counts.toSeq = Number(TO_SEQ.exec(text)?.[1] ?? 0);
        heard?.(counts.toSeq);
      }
    };
    const reader = createFrameReader(LOOKED_AT_BYTES, {
      message,
      ping: (payload) => send(payload.toString(), PONG),
      closed: () => socket.destroy(),
    });
    let greeting = "";
    socket.on("data", (chunk) => {
      if (greeting.endsWith("\r\n\r\n")) {
        reader.read(chunk);
        return;
      }
      const text = chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      greeting += end < 0 ? text : text.slice(0, end + 4);
      if (!greeting.endsWith("\r\n\r\n")) return;
      if (!greeting.startsWith("HTTP/1.1 101 ")) {
        socket.destroy();
        reject(new Error(`no socket on ${url}: ${greeting.split("\r\n")[0] ?? ""}`));
        return;
      }
      reader.read(chunk.subarray(end + 4));
    });
    socket.on("error", (error) => reject(new Error(`no socket on ${url}: ${error.message}`)));
    socket.on("connect", () => {
      const key = randomBytes(16).toString("base64");
      socket.write(
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: ${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      );
    });
  });
}
