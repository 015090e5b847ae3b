import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire between a browser and a server that can be held: what the server sends waits, and it notices as on a slow line. */
export interface Relay {
  readonly url: string;
  hold(): void;
  release(): void;
  close(): Promise<void>;
}

export async function startRelay(port: number): Promise<Relay> {
  const fromServer = new Set<Socket>();
  const all = new Set<Socket>();
  let held = false;
  const relay = createServer((browser) => {
    const server = connect(port, "127.0.0.1");
    for (const socket of [browser, server]) {
      all.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        all.delete(socket);
        fromServer.delete(server);
        browser.destroy();
        server.destroy();
      });
    }
    fromServer.add(server);
    browser.on("data", (chunk) => server.write(chunk));
    server.on("data", (chunk) => browser.write(chunk));
    if (held) server.pause();
  });
  await new Promise<void>((resolve) => relay.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(relay.address() as AddressInfo).port}`,
    hold() {
      held = true;
      for (const socket of fromServer) socket.pause();
    },
    release() {
      held = false;
      for (const socket of fromServer) socket.resume();
    },
    async close() {
      for (const socket of all) socket.destroy();
      await new Promise((resolve) => relay.close(resolve));
    },
  };
}
