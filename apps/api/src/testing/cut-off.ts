import { connect, createServer, type Server, type Socket } from "node:net";

/** The way to a server, that can be cut and joined again. */
export interface Way {
  readonly port: number;
  cut(): Promise<void>;
  join(): Promise<void>;
}

export async function wayTo(port: number): Promise<Way> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  };
  const open = (at: number): Promise<Server> =>
    new Promise((resolve) => {
      const server = createServer((near) => {
        const far = keep(connect(port, "127.0.0.1"));
        keep(near).pipe(far).pipe(near);
        near.once("close", () => far.destroy());
        far.once("close", () => near.destroy());
      });
      server.listen(at, "127.0.0.1", () => resolve(server));
    });
  let server = await open(0);
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : 0;
  return {
    port: own,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    async join() {
      server = await open(own);
    },
  };
}
