import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Relay, startRelay } from "./relay.ts";

let server: Server;
let relay: Relay;
const sockets: Socket[] = [];

beforeEach(async () => {
  // It says again whatever it is told.
  server = createServer((socket) => socket.on("error", () => {}).pipe(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  relay = await startRelay((server.address() as AddressInfo).port);
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await relay.close();
  await new Promise((resolve) => server.close(resolve));
});

function caller() {
  const socket = connect(relay.port, "127.0.0.1").setEncoding("utf8");
  sockets.push(socket);
  const is = { heard: "", closed: false };
  socket.on("data", (text) => {
    is.heard += String(text);
  });
  socket.on("error", () => {});
  socket.on("close", () => {
    is.closed = true;
  });
  return { socket, is };
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 50));
const heard = ({ is }: ReturnType<typeof caller>) => expect.poll(() => is.heard, { interval: 5 });

test("carries both ways", async () => {
  const one = caller();
  one.socket.write("a");
  await heard(one).toBe("a");
});

test.each(["hold", "blackHole"] as const)(
  "%s keeps what is said, tells nobody, and gives it out after",
  async (how) => {
    const one = caller();
    one.socket.write("a");
    await heard(one).toBe("a");
    relay[how]();
    const other = caller();
    one.socket.write("b");
    other.socket.write("c");
    await moment();
    expect([one.is, other.is]).toEqual([
      { heard: "a", closed: false },
      { heard: "", closed: false },
    ]);
    relay.resume();
    await heard(one).toBe("ab");
    await heard(other).toBe("c");
  },
);

test("a cut ends what stands, with all that was under way, and lets the next one through", async () => {
  const one = caller();
  relay.blackHole();
  one.socket.write("a");
  await moment();
  relay.cut();
  relay.resume();
  await expect.poll(() => one.is).toEqual({ heard: "", closed: true });
  const next = caller();
  next.socket.write("b");
  await heard(next).toBe("b");
});

test("refuses until it is well again", async () => {
  const one = caller();
  one.socket.write("a");
  await heard(one).toBe("a");
  relay.refuse();
  const next = caller();
  await expect.poll(() => [one.is.closed, next.is.closed]).toEqual([true, true]);
  relay.resume();
  const last = caller();
  last.socket.write("b");
  await heard(last).toBe("b");
});
