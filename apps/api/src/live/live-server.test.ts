import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { connect as connectTcp } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { DeltaFrame } from "@lockstep/protocol/live";
import { inTime } from "@lockstep/testkit/in-time";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { count, fact, item, MORNING, orderLine, site } from "../testing/facts.ts";
import { connectLive, type LiveClient } from "../testing/live-client.ts";
import { quick } from "../testing/quick.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;
let clients: LiveClient[] = [];
let sent = 0;

beforeAll(async () => {
  server = await startServerProcess();
  await server.send([site("PLANT-A"), item("FG-1")]);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());
afterEach(() => {
  for (const { close } of clients) close();
  clients = [];
});

async function connect(token?: string): Promise<LiveClient> {
  const client = await connectLive(server.url, token);
  clients.push(client);
  return client;
}

/** So many hours after the morning. */
const at = (hours: number): string => new Date(Date.parse(MORNING) + hours * 3_600_000).toISOString();

const sendOne = async (): Promise<number> => {
  sent += 1;
  return (await server.send([count(sent, sent, { item: "FG-1", site: "PLANT-A", location: `L-${sent}` })])).seq;
};

async function seqNow(): Promise<number> {
  const { data } = await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }");
  return data?.asOf.seq ?? -1;
}

interface FieldType {
  readonly kind: string;
  readonly ofType: FieldType | null;
}

/** Fields of a type that are a scalar or an enum, or a list of these. */
async function scalarsOf(type: string): Promise<string[]> {
  const { data } = await server.ask<{ __type: { fields: { name: string; type: FieldType }[] } }>(
    `{ __type(name: "${type}") { fields { name type { kind ofType { kind ofType { kind ofType { kind } } } } } } }`,
  );
  const innermost = ({ kind, ofType }: FieldType): string => (ofType ? innermost(ofType) : kind);
  const fields = data?.__type.fields ?? [];
  return fields.filter((one) => ["SCALAR", "ENUM"].includes(innermost(one.type))).map(({ name }) => name);
}

/** The first begins where the client has read, each next one where the one before has ended. */
function expectChain(deltas: readonly DeltaFrame[], since: number): void {
  expect(deltas.map(({ fromSeq }) => fromSeq)).toEqual([since, ...deltas.slice(0, -1).map(({ toSeq }) => toSeq)]);
}

describe("watching", () => {
  test("is acknowledged with the position, and followed by every change once and in order", async () => {
    const client = await connect();
    const since = await seqNow();
    expect(await client.watch({ since })).toEqual({ ok: true, seq: since });
    let seq = since;
    for (let k = 0; k < 10; k += 1) {
      seq = await sendOne();
      await sleep(40);
    }
    await client.reached(seq);
    expectChain(client.deltas, since);
    expect(client.deltas.at(-1)?.feeds.map(({ id }) => id)).toEqual(["/test"]);
    expect(client.deltas.at(-1)?.feeds[0]?.accepted).toBe(seq);
    expect(client.resyncs).toEqual([]);
  });

  test("from an earlier position catches up first", async () => {
    const since = await seqNow();
    await sendOne();
    const last = await sendOne();
    await expect.poll(seqNow).toBe(last);
    const client = await connect();
    await client.watch({ topics: ["feeds"], since });
    await client.reached(last);
    const next = await sendOne();
    await client.reached(next);
    expectChain(client.deltas, since);
  });

  test("from a position between two states, such as a 202 names, begins there", async () => {
    const { seq } = await server.send(
      [1, 2, 3].map((k) => fact("master.customer", `between-${sent}-${k}`, { id: `C-${k}`, name: "C" })),
    );
    await expect.poll(seqNow).toBe(seq);
    const client = await connect();
    await client.watch({ since: seq - 1 });
    await client.reached(seq);
    expectChain(client.deltas, seq - 1);
  });

  test("what has nothing to do with the topics still completes the state, within a second", quick, async () => {
    const client = await connect();
    const since = await seqNow();
    await client.watch({ topics: ["exceptions"], since });
    const seq = await sendOne();
    const began = performance.now();
    await client.reached(seq);
    expect(performance.now() - began).toBeLessThan(1_000);
    const [frame] = client.deltas;
    expect(frame).toMatchObject({
      fromSeq: since,
      toSeq: seq,
      exceptions: [],
      orderLines: [],
      feeds: [],
      presence: [],
    });
    expect(Math.abs(Date.parse(frame?.factAt ?? "") - Date.now())).toBeLessThan(5_000);
  });

  test("an element has every scalar that a query has of it, as the query has it", async () => {
    const client = await connect();
    await client.watch({ since: await seqNow() });
    const { seq } = await server.send([item("FG-9"), orderLine({ order: "SO-9", item: "FG-9", site: "PLANT-A" })]);
    await client.reached(seq);
    const scalars = {
      exceptions: await scalarsOf("Exception"),
      orderLines: await scalarsOf("OrderLine"),
      feeds: await scalarsOf("Feed"),
    };
    const { data } = await server.ask<Record<string, { nodes: unknown }>>(`{
      exceptions(filter: { text: "SO-9/1" }) { nodes { ${scalars.exceptions.join(" ")} } }
      orderLines(filter: { ids: ["SO-9/1"] }) { nodes { ${scalars.orderLines.join(" ")} } }
    }`);
    const only = (row: object | undefined, names: readonly string[]) =>
      Object.fromEntries(names.map((name) => [name, Reflect.get(row ?? {}, name)]));
    const frame = client.deltas.at(-1);
    expect(data?.exceptions?.nodes).toEqual([only(frame?.exceptions[0], scalars.exceptions)]);
    expect(data?.orderLines?.nodes).toEqual([only(frame?.orderLines[0], scalars.orderLines)]);
    expect(Object.keys(frame?.feeds[0] ?? {})).toEqual(expect.arrayContaining(scalars.feeds));
  });

  test("the clock alone makes a frame that moves no position", async () => {
    const client = await connect();
    const since = await seqNow();
    await client.watch({ since });
    await server.setClock("2026-03-02T08:05:00Z");
    await expect.poll(() => client.deltas.length).toBe(1);
    expect(client.deltas[0]).toMatchObject({
      fromSeq: since,
      toSeq: since,
      now: "2026-03-02T08:05:00.000Z",
      factAt: null,
    });
  });

  test("again replaces what was watched before", async () => {
    const client = await connect();
    const since = await seqNow();
    await client.watch({ topics: ["feeds"], since });
    await client.watch({ topics: ["orderLines"], since });
    const seq = await sendOne();
    await client.reached(seq);
    expectChain(client.deltas, since);
    expect(client.deltas.flatMap(({ feeds }) => feeds)).toEqual([]);
  });

  test("a room is told at most every 30 ms", async () => {
    const client = await connect();
    const at: number[] = [];
    client.socket.on("delta", () => at.push(performance.now()));
    await client.watch({ since: await seqNow() });
    const until = performance.now() + 1_500;
    let seq = 0;
    while (performance.now() < until) seq = await sendOne();
    await client.reached(seq);
    expect(at.length).toBeGreaterThan(2);
    expect(at.length).toBeLessThanOrEqual(1 + Math.ceil((performance.now() - until + 1_500) / 30));
  });

  test.each([
    [undefined],
    [null],
    [7],
    [{}],
    [{ since: -1 }],
    [{ since: "1" }],
    [{ since: 1.5 }],
    [{ since: 0, topics: "feeds" }],
    [{ since: 0, topics: ["x"] }],
  ])("%j is no request, and is told so", async (request) => {
    const client = await connect();
    const answer = await client.watch(request);
    expect(answer).toMatchObject({ ok: false, error: { code: "BAD_USER_INPUT" } });
  });

  test("a token may be written as in a header, with its scheme", async () => {
    const client = await connect("Bearer dev:ann:planner:PLANT-B");
    await client.watch({ topics: ["orderLines"], since: 0 });
    await client.reached(await seqNow());
    expect(client.deltas.flatMap(({ orderLines }) => orderLines)).toEqual([]);
  });

  test("whoever says nothing of what to watch is told what to say", async () => {
    const { socket } = await connect();
    const answer: unknown = await socket.timeout(5_000).emitWithAck("watch");
    expect(answer).toMatchObject({ ok: false, error: { code: "BAD_USER_INPUT" } });
  });

  test("a token that names nobody is not let in", async () => {
    await expect(connectLive(server.url, "dev:ann:king")).rejects.toThrow("none of planner");
  });
});

describe("reading again", () => {
  test("is asked of who is ahead of the server", async () => {
    const client = await connect();
    const seq = await seqNow();
    expect(await client.watch({ since: seq + 1 })).toEqual({ ok: true, seq });
    await expect.poll(() => client.resyncs).toEqual([{ seq }]);
    expect(client.deltas).toEqual([]);
  });

  test("is asked of who read before the server was restarted, and going on from the new position works", async () => {
    const before = await seqNow();
    await sendOne();
    await server.end("SIGKILL");
    await server.restart();
    const client = await connect();
    await client.watch({ since: before });
    const seq = await seqNow();
    await expect.poll(() => client.resyncs).toEqual([{ seq }]);
    await client.watch({ since: seq });
    await client.reached(await sendOne());
    expectChain(client.deltas, seq);
  }, 60_000);
});

describe("what time alone changed before a restart is missed by nobody who has read just as far as the restart", () => {
  const late = { id: "SO-T/1", state: "LATE" };

  test("they are told all there is, where that is little", async () => {
    const { seq: since } = await server.send([
      count(900, 99, { item: "FG-1", site: "PLANT-A", location: "BIN" }),
      orderLine({ order: "SO-T", item: "FG-1", site: "PLANT-A", quantity: 1, promisedAt: at(100) }),
    ]);
    await server.setClock(at(1));
    const { data } = await server.ask(`{ asOf { seq } orderLine(id: "SO-T/1") { id state } }`);
    expect(data).toEqual({ asOf: { seq: since }, orderLine: { ...late, state: "ON_TRACK" } });
    // Nothing but the clock moves on: another projection at the same position.
    await server.setClock(at(101));
    await server.end("SIGTERM");
    await server.restart();
    const client = await connect();
    await client.watch({ since });
    await expect
      .poll(() => client.deltas.flatMap(({ orderLines }) => orderLines))
      .toContainEqual(expect.objectContaining(late));
    await client.reached(await sendOne());
    expect(client.resyncs).toEqual([]);
    expectChain(client.deltas, since);
  }, 60_000);

  test("they are told which lines are gone, and only those who saw their site", async () => {
    const line = orderLine({ order: "SO-G", item: "FG-1", site: "PLANT-A", promisedAt: at(1_000) });
    const gone = {
      ...fact("erp.sales-order-line", "gone", { order: "SO-G", line: "1", deleted: true }),
      time: at(202),
    };
    const { seq: since } = await server.send([line, gone]);
    await server.setClock(at(201));
    const shown = await server.ask(`{ asOf { seq } orderLine(id: "SO-G/1") { id } }`);
    expect(shown.data).toEqual({ asOf: { seq: since }, orderLine: { id: "SO-G/1" } });
    await server.setClock(at(203));
    await server.end("SIGKILL");
    await server.restart();
    const removed = async (token?: string): Promise<readonly string[]> => {
      const client = await connect(token);
      await client.watch({ since });
      await client.reached(since);
      return client.deltas.flatMap(({ removedOrderLines }) => removedOrderLines);
    };
    expect(await removed()).toContain("SO-G/1");
    expect(await removed("dev:ann:planner:PLANT-A")).toContain("SO-G/1");
    expect(await removed("dev:ann:planner:PLANT-B")).toEqual([]);
  }, 60_000);

  test("they read once again, where it is much", async () => {
    const lines = Array.from({ length: 2_001 }, (_, k) =>
      orderLine({ order: `SO-M${k}`, item: "FG-1", site: "PLANT-A", quantity: 1, promisedAt: at(1_000) }),
    );
    const { seq: since } = await server.send(lines);
    await server.end("SIGTERM");
    await server.restart();
    const client = await connect();
    await client.watch({ since });
    await expect.poll(() => client.resyncs).toEqual([{ seq: since }]);
    expect(client.deltas).toEqual([]);
    await client.watch({ since });
    await client.reached(await sendOne());
    expect(client.resyncs).toHaveLength(1);
    expectChain(client.deltas, since);
  }, 60_000);
});

test("a client that stands still does not hold up the end", async () => {
  const { port } = new URL(server.url);
  const socket = connectTcp(Number(port), "127.0.0.1");
  const key = randomBytes(16).toString("base64");
  socket.write(
    [
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1`,
      ...[`Host: localhost:${port}`, "Upgrade: websocket", "Connection: Upgrade"],
      ...[`Sec-WebSocket-Key: ${key}`, "Sec-WebSocket-Version: 13", "", ""],
    ].join("\r\n"),
  );
  const [answer] = (await once(socket, "data")) as [Buffer];
  expect(String(answer)).toContain("101 Switching Protocols");
  socket.pause();
  socket.on("error", () => {});
  // Its farewell would be waited for for half a minute, and the process is cut off after less than five seconds.
  await inTime(4_000, () => server.end("SIGTERM"));
  socket.destroy();
  await server.restart();
}, 60_000);

describe("presence", () => {
  test("who is there is told to those who come, and who leaves to those who stay", async () => {
    const ann = await connect("dev:ann:planner");
    ann.socket.emit("look", null);
    const ben = await connect("dev:ben:supervisor");
    await ben.watch({ topics: ["presence"], since: await seqNow() });
    await expect.poll(() => ben.deltas.flatMap(({ presence }) => presence)).toEqual([{ user: "ann", looksAt: null }]);
  });
});

test("what pages say of the way to their screens is counted, and that of news by itself", async () => {
  const client = await connect();
  const counts = async (): Promise<number[]> => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return ["fact", "news"].map((of) =>
      Number(new RegExp(`lockstep_${of}_to_paint_seconds_count (\\d+)`).exec(text)?.[1]),
    );
  };
  const [all = 0, news = 0] = await counts();
  client.socket.emit("painted", [120, 40, -1], [40]);
  await expect.poll(counts).toEqual([all + 2, news + 1]);
});
