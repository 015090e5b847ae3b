import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { MORNING, orderLine, troubledPlants } from "../testing/facts.ts";
import { connectLive } from "../testing/live-client.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;
let start = 0;

beforeAll(async () => {
  server = await startServerProcess();
  await server.setClock(MORNING);
  start = await seqNow();
  await server.send(troubledPlants());
  await server.setClock("2026-03-02T08:01:00Z");
}, 60_000);
afterAll(() => server.close());

interface Board {
  readonly asOf: { readonly seq: number };
  readonly exceptions: { readonly nodes: readonly { readonly id: string; readonly subject: string }[] };
}
interface Impacts {
  readonly exceptions: {
    readonly nodes: readonly { readonly id: string; readonly impacted: readonly { readonly line: string }[] }[];
  };
}
const BOARD = "{ asOf { seq } exceptions { nodes { id subject } } }";
const board = async (token?: string) => (await server.ask<Board>(BOARD, {}, token)).data;

async function seqNow(): Promise<number> {
  return (await board())?.asOf.seq ?? -1;
}

beforeEach(async ({ skip }) => {
  skip((await board())?.exceptions.nodes.length === 0, "the engine projects no causes yet");
});

test("who sees one site is told of its lines and exceptions alone, and of all of them", async () => {
  const all = await connectLive(server.url);
  const ben = await connectLive(server.url, "dev:ben:planner:PLANT-B");
  for (const client of [all, ben]) await client.watch({ since: start });
  const seq = await seqNow();
  await Promise.all([all.reached(seq), ben.reached(seq)]);
  const lines = (client: typeof all) =>
    [...new Set(client.deltas.flatMap(({ orderLines }) => orderLines.map(({ id }) => id)))].sort();
  expect(lines(all)).toEqual(["SO-A/1", "SO-B/1", "SO-C/1"]);
  expect(lines(ben)).toEqual(["SO-B/1"]);
  expect(new Set(ben.deltas.flatMap(({ exceptions }) => exceptions.map(({ subject }) => subject)))).toEqual(
    new Set(["FG-1@PLANT-B"]),
  );
  const told = JSON.stringify(ben.deltas);
  for (const secret of ["SO-A", "SO-C", "PO-9", "PLANT-A"]) expect(told).not.toContain(secret);
  for (const client of [all, ben]) client.close();
});

test("questions of who sees one site are answered with what is there, and null for the rest", async () => {
  const token = "dev:ben:planner:PLANT-B";
  expect((await board(token))?.exceptions.nodes.map(({ subject }) => subject)).toEqual(["FG-1@PLANT-B"]);
  const foreign = (await board())?.exceptions.nodes.find(({ subject }) => subject === "FG-1@PLANT-A")?.id;
  const { data } = await server.ask(
    'query ($id: ID!) { exception(id: $id) { id } orderLine(id: "SO-A/1") { id } orderLines { totalCount } }',
    { id: foreign },
    token,
  );
  expect(data).toEqual({ exception: null, orderLine: null, orderLines: { totalCount: 1 } });
  const command = 'mutation ($id: ID!) { comment(id: $id, text: "hello", commandId: "foreign-1") { id } }';
  const { errors } = await server.ask(command, { id: foreign }, token);
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
  expect(errors?.[0]?.message).not.toContain("PLANT-A");
});

test("that an exception is part of one at another plant is told to those alone who see that one", async () => {
  const idOf = async (subject: string) =>
    (await board())?.exceptions.nodes.find((one) => one.subject === subject)?.id ?? "";
  const [whole, part] = await Promise.all([idOf("FG-1@PLANT-A"), idOf("FG-1@PLANT-B")]);
  const all = await connectLive(server.url);
  const ben = await connectLive(server.url, "dev:ben:planner:PLANT-B");
  for (const client of [all, ben]) await client.watch({ topics: ["exceptions"], since: await seqNow() });
  const merge = `mutation ($part: ID!, $whole: ID!) {
    mergeException(id: $part, into: $whole, reason: "one cause", commandId: "merge-1") { mergedInto }
  }`;
  expect((await server.ask(merge, { part, whole })).data).toEqual({ mergeException: { mergedInto: whole } });
  const query = "query ($part: ID!) { exception(id: $part) { state mergedInto } }";
  const seenBy = async (token?: string) => (await server.ask(query, { part }, token)).data;
  expect(await seenBy()).toEqual({ exception: { state: "MERGED", mergedInto: whole } });
  expect(await seenBy("dev:ben:planner:PLANT-B")).toEqual({ exception: { state: "MERGED", mergedInto: null } });
  const lines = async (token?: string) => {
    const { data } = await server.ask<Impacts>("{ exceptions { nodes { id impacted { line } } } }", {}, token);
    return data?.exceptions.nodes.flatMap(({ id, impacted }) => impacted.map(({ line }) => [id, line])).sort();
  };
  expect(await lines(), "under the one that stays").toContainEqual([whole, "SO-B/1"]);
  expect(await lines("dev:ben:planner:PLANT-B"), "still on his board").toEqual([[part, "SO-B/1"]]);
  const seq = await seqNow();
  await Promise.all([all.reached(seq), ben.reached(seq)]);
  expect(ben.deltas.flatMap(({ removedExceptions }) => removedExceptions)).toEqual([]);
  const told = (client: typeof all) =>
    client.deltas.flatMap(({ exceptions }) => exceptions).filter(({ id }) => id === part);
  expect(told(all).at(-1)?.mergedInto).toBe(whole);
  expect(told(ben).at(-1)).toMatchObject({ state: "MERGED", mergedInto: null });
  const split = 'mutation ($part: ID!) { splitException(id: $part, reason: "two", commandId: "split-1") { state } }';
  await server.ask(split, { part });
  for (const client of [all, ben]) client.close();
});

test("a line that is deleted is told as removed, to those who knew it", async () => {
  const all = await connectLive(server.url);
  const ben = await connectLive(server.url, "dev:ben:planner:PLANT-B");
  const since = await seqNow();
  for (const client of [all, ben]) await client.watch({ topics: ["orderLines"], since });
  const gone = orderLine({ order: "SO-A", item: "FG-1", site: "PLANT-A" });
  const { order, line } = gone.data as { order: string; line: string };
  const time = "2026-03-02T07:00:00Z";
  const { seq } = await server.send([{ ...gone, id: "gone", time, data: { order, line, deleted: true } }]);
  await Promise.all([all.reached(seq), ben.reached(seq)]);
  expect(all.deltas.flatMap(({ removedOrderLines }) => removedOrderLines)).toEqual(["SO-A/1"]);
  expect(ben.deltas.flatMap(({ removedOrderLines }) => removedOrderLines)).toEqual([]);
  for (const client of [all, ben]) client.close();
});

test("what someone looks at, or writes about, is told only to those who may see it", async () => {
  const ann = await connectLive(server.url, "dev:ann:planner");
  const looksAt = (await board())?.exceptions.nodes.find(({ subject }) => subject === "PO-9/1")?.id;
  ann.socket.emit("look", looksAt);
  const since = await seqNow();
  const cleo = await connectLive(server.url, "dev:cleo:planner:PLANT-A");
  const ben = await connectLive(server.url, "dev:ben:planner:PLANT-B");
  for (const client of [cleo, ben]) await client.watch({ topics: ["presence"], since });
  const seen = (client: typeof ann) => client.deltas.flatMap(({ presence }) => presence);
  await expect.poll(() => seen(cleo)).toEqual([{ user: "ann", looksAt }]);
  await expect.poll(() => seen(ben)).toEqual([{ user: "ann", looksAt: null }]);
  ann.socket.emit("typing", 7);
  ann.socket.emit("typing", looksAt);
  await expect.poll(() => seen(cleo).at(-1)).toEqual({ user: "ann", looksAt, typesOn: looksAt });
  await expect.poll(() => seen(ben)).toHaveLength(2);
  expect(seen(ben).at(-1)).toEqual({ user: "ann", looksAt: null });
  ann.socket.emit("typing", null);
  await expect.poll(() => seen(cleo).at(-1)).toEqual({ user: "ann", looksAt });
  for (const client of [ann, cleo, ben]) client.close();
});
