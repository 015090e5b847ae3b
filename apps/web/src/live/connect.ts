import type { ClientToServer, ServerToClient } from "@lockstep/protocol/live";
import { io, type Socket } from "socket.io-client";
import { signedInAgain } from "../api/signed-in-again.ts";

export type Connection = Socket<ServerToClient, ClientToServer>;

const LEAST_PAUSE_MS = 1_000;

/** Whom the server refuses although nobody has to sign in would ask again at once, and for ever. */
const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, LEAST_PAUSE_MS * (1 + Math.random())));

/** The `/live` namespace; it reconnects by itself, and nothing is kept back for later while it is away. */
export function connect(token: string | null): Connection {
  const socket: Connection = io("/live", {
    transports: ["websocket", "polling"],
    // A proxy that lets no websocket through is common in plants.
    tryAllTransports: true,
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
    timeout: 3_000,
    ...(token === null ? {} : { auth: { token } }),
  });
  // The server has ended it, or lets nobody in who is not signed in: it does not come back by itself then.
  const comeBack = (): void => {
    if (!socket.active) void Promise.all([signedInAgain(), pause()]).then(() => socket.connect());
  };
  socket.on("disconnect", comeBack);
  socket.on("connect_error", comeBack);
  return socket;
}
