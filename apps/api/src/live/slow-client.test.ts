import { afterAll, beforeAll, expect, test } from "vitest";
import { fact, MORNING } from "../testing/facts.ts";
import { connectLive } from "../testing/live-client.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

/** What the web socket below a client reads from. */
interface Readable {
  pause(): void;
  resume(): void;
}

test("a client that does not read is asked to read again, and others are served meanwhile", async () => {
  const slow = await connectLive(server.url);
  const quick = await connectLive(server.url);
  await slow.watch({ topics: ["feeds"], since: 0 });
  await quick.watch({ topics: ["feeds"], since: 0 });
  const { transport } = slow.socket.io.engine as unknown as { transport: { ws: { _socket: Readable } } };
  transport.ws._socket.pause();
  // Sources with long names, so that the frames fill what the operating system keeps between the two.
  let seq = 0;
  for (let k = 0; k < 25; k += 1) {
    const facts = Array.from({ length: 250 }, (_, n) => {
      const data = { id: `C-${n}`, name: "C" };
      return fact("master.customer", `c-${k}`, data, { source: `/${n}/${"x".repeat(4_000)}` });
    });
    seq = (await server.send(facts)).seq;
  }
  await quick.reached(seq);
  expect(quick.resyncs).toEqual([]);
  transport.ws._socket.resume();
  await expect.poll(() => slow.resyncs.length, { timeout: 10_000 }).toBe(1);
  slow.close();
  quick.close();
}, 60_000);
