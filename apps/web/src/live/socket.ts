import type { Connection } from "./connect.ts";
import type { LiveSocket } from "./contract.ts";

const FETCHED_AGAIN_AFTER_MS = 2_000;

/** What the others are told of this person. */
interface Presence {
  look(exception: string | null): void;
  /** To be said again every few seconds while it is so. */
  typing(exception: string | null): void;
}

export interface Told {
  /** Calls back when this person may have been told something: at each word of it, and when the server is found again. */
  onTold(listen: () => void): void;
}

/** The socket. What it needs is fetched from `drawn` on: until it is there, it is not connected. */
export function openSocket(token: string | null, drawn: Promise<void>): LiveSocket & Presence & Told {
  let socket: Connection | null = null;
  let looksAt: string | null = null;
  let isClosed = false;
  const waiting: ((socket: Connection) => void)[] = [];

  const withSocket = (use: (socket: Connection) => void): void => {
    if (socket === null) waiting.push(use);
    else use(socket);
  };
  const fetch = (): void => {
    import("./connect.ts").then(
      ({ connect }) => {
        if (isClosed) return;
        const opened = connect(token);
        opened.on("connect", () => void opened.volatile.emit("look", looksAt));
        for (const use of waiting.splice(0)) use(opened);
        socket = opened;
      },
      () => setTimeout(fetch, FETCHED_AGAIN_AFTER_MS),
    );
  };
  void drawn.then(fetch);

  return {
    get connected() {
      return socket?.connected ?? false;
    },
    watch: (request, answer) => void socket?.volatile.emit("watch", request, answer),
    painted: (delaysMs, ofNewsMs) => void socket?.volatile.emit("painted", delaysMs, ofNewsMs),
    beat: (answer) => void socket?.volatile.emit("beat", answer),
    look(exception) {
      looksAt = exception;
      socket?.volatile.emit("look", exception);
    },
    typing: (exception) => void socket?.volatile.emit("typing", exception),
    onFrame: (listen) => withSocket((one) => one.on("delta", listen)),
    onResync: (listen) => withSocket((one) => one.on("resync", listen)),
    onTold: (listen) =>
      withSocket((one) => {
        one.on("told", listen);
        one.on("connect", listen);
      }),
    onConnect: (listen) => withSocket((one) => one.on("connect", listen)),
    onLost: (listen) =>
      withSocket((one) => {
        one.on("disconnect", listen);
        one.on("connect_error", listen);
      }),
    close() {
      isClosed = true;
      socket?.close();
    },
  };
}
