import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/**
 * A network between somebody who connects and a server, that can be bad: what stands in it is TCP, so nothing is lost on
 * a connection that survives, and what was under way is gone with one that does not.
 */
export interface Relay {
  readonly port: number;
  /** Where it listens, as a page's address. */
  readonly url: string;
  /** What the server sends waits, and the server notices as on a slow line. */
  hold(): void;
  /** Nothing comes through, in either direction, and nobody is told; who connects waits as well. */
  blackHole(): void;
  /** All connections break off; new ones come through as before. */
  cut(): void;
  /** All connections break off, and new ones are refused. */
  refuse(): void;
  /** All is well again: what has waited goes on. */
  resume(): void;
  close(): Promise<void>;
}

interface Line {
  readonly near: Socket;
  readonly far: Socket;
}

/** To a port on 127.0.0.1. */
export async function startRelay(port: number): Promise<Relay> {
  const lines = new Set<Line>();
  let state: "well" | "held" | "lost" | "refused" = "well";

  const server = createServer((near) => {
    if (state === "refused") {
      near.resetAndDestroy();
      return;
    }
    const line = { near, far: connect(port, "127.0.0.1") };
    lines.add(line);
    carry(near, line.far);
    carry(line.far, near);
    for (const socket of [near, line.far]) {
      socket.on("error", () => {});
      socket.on("close", () => end(line));
    }
    settle(line);
  });

  function settle({ near, far }: Line): void {
    flow(near, state !== "lost");
    flow(far, state === "well");
  }

  function become(next: typeof state): void {
    state = next;
    for (const line of lines) settle(line);
  }

  function end(line: Line): void {
    lines.delete(line);
    line.near.destroy();
    line.far.destroy();
  }

  function cut(): void {
    for (const line of [...lines]) {
      line.near.resetAndDestroy();
      end(line);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: own } = server.address() as AddressInfo;
  return {
    port: own,
    url: `http://127.0.0.1:${own}`,
    hold: () => become("held"),
    blackHole: () => become("lost"),
    cut,
    refuse() {
      become("refused");
      cut();
    },
    resume: () => become("well"),
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function flow(socket: Socket, isOpen: boolean): void {
  if (isOpen) socket.resume();
  else socket.pause();
}

function carry(from: Socket, to: Socket): void {
  from.on("data", (chunk) => to.write(chunk));
}
