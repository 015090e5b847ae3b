import type { ClientToServer, ServerToClient } from "@lockstep/protocol/live";
import { io, type Socket } from "socket.io-client";
import { signedInAgain } from "../api/signed-in-again.ts";
import type { LiveSocket } from "./contract.ts";

/** The `/live` namespace; it reconnects by itself, and nothing is kept back for later while it is away. */
export function openSocket(token: string | null): LiveSocket & { look(exception: string | null): void } {
  const socket: Socket<ServerToClient, ClientToServer> = io("/live", {
    transports: ["websocket", "polling"],
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
    timeout: 3_000,
    ...(token === null ? {} : { auth: { token } }),
  });
  // The server has ended it, or lets nobody in who is not signed in: it does not come back by itself then.
  const comeBack = (): void => {
    if (!socket.active) void signedInAgain().then(() => socket.connect());
  };
  socket.on("disconnect", comeBack);
  socket.on("connect_error", comeBack);
  return {
    get connected() {
      return socket.connected;
    },
    watch: (request, answer) => void socket.volatile.emit("watch", request, answer),
    painted: (delaysMs) => void socket.volatile.emit("painted", delaysMs),
    beat: (answer) => void socket.volatile.emit("beat", answer),
    look: (exception) => void socket.volatile.emit("look", exception),
    onFrame: (listen) => void socket.on("delta", listen),
    onResync: (listen) => void socket.on("resync", listen),
    onConnect: (listen) => void socket.on("connect", listen),
    onLost(listen) {
      socket.on("disconnect", listen);
      socket.on("connect_error", listen);
    },
    close: () => void socket.close(),
  };
}
