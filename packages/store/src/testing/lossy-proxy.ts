import { connect, createServer, type Socket } from "node:net";

/** Stands between a client and a PostgreSQL server, can lose the answer to a commit, and can be away. */
export interface LossyProxy {
  readonly port: number;
  /** The next commit reaches the server and happens; before its answer gets through, the connection is lost. */
  loseNextAnswer(): void;
  /** All connections are lost, and there are no others until it is joined again. */
  cut(): void;
  join(): void;
  /** How many answers were lost. */
  readonly lost: number;
  stop(): Promise<void>;
}

const COMMIT = Buffer.from("commit\0");

export async function startLossyProxy(serverPort: number): Promise<LossyProxy> {
  const sockets = new Set<Socket>();
  let isArmed = false;
  let isCut = false;
  let lost = 0;
  const server = createServer((client) => {
    if (isCut) {
      client.destroy();
      return;
    }
    const upstream = connect(serverPort, "127.0.0.1");
    let isLosing = false;
    const end = (): void => {
      client.destroy();
      upstream.destroy();
    };
    client.on("data", (bytes) => {
      if (isArmed && bytes.includes(COMMIT)) {
        isArmed = false;
        isLosing = true;
      }
      upstream.write(bytes);
    });
    upstream.on("data", (bytes) => {
      if (!isLosing) {
        client.write(bytes);
        return;
      }
      lost += 1;
      end();
    });
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", end);
      socket.on("close", end);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    loseNextAnswer: () => {
      isArmed = true;
    },
    cut() {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
    join() {
      isCut = false;
    },
    get lost() {
      return lost;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
