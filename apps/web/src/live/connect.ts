import type { ClientToServer, ServerToClient } from "@lockstep/protocol/live";
import { io, type Socket } from "socket.io-client";

export type Connection = Socket<ServerToClient, ClientToServer>;

/** The `/live` namespace; it reconnects by itself, and nothing is kept back for later while it is away. */
export function connect(token: string | null): Connection {
  return io("/live", {
    transports: ["websocket", "polling"],
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
    timeout: 3_000,
    ...(token === null ? {} : { auth: { token } }),
  });
}
