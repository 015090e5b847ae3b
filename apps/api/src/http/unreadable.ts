import { type Server, type ServerResponse, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { TOO_SLOW } from "./body.ts";

const UNREADABLE = { status: 400, code: "BAD_REQUEST", message: "This is no HTTP: check the request and its body." };
const TOO_LONG = { status: 431, code: "TOO_LARGE", message: "The headers are too long: send shorter ones." };
const STATUSES: Readonly<Record<string, typeof UNREADABLE>> = {
  HPE_HEADER_OVERFLOW: TOO_LONG,
  ERR_HTTP_REQUEST_TIMEOUT: TOO_SLOW,
};

/** What cannot be read as HTTP is answered in the form of every error; Node would say nothing but the status. */
export function answerUnreadable(http: Server): void {
  const answers = new WeakMap<Duplex, ServerResponse>();
  http.on("request", ({ socket }, response) => answers.set(socket, response));
  http.on("clientError", (error: NodeJS.ErrnoException, socket) => {
    const last = answers.get(socket);
    const isAnswering = last?.headersSent === true && !last.writableFinished;
    if (socket.writable && !isAnswering) {
      socket.end(refusal(STATUSES[error.code ?? ""] ?? UNREADABLE), () => socket.destroy());
    } else socket.destroy();
  });
}

function refusal({ status, code, message }: typeof UNREADABLE): string {
  const body = JSON.stringify({ error: { code, message } });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "connection: close",
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return `${head.join("\r\n")}\r\n\r\n${body}`;
}
