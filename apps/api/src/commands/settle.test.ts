import { POISON, streamedReceipt } from "@lockstep/testkit/poison";
import { afterAll, beforeAll, expect, test } from "vitest";
import { item, MORNING, site } from "../testing/facts.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;
const wrong = { ...item("FG-1"), data: { id: "FG-1", name: "Item", uom: 7 } };

beforeAll(async () => {
  server = await startServerProcess();
  await server.send([site("PLANT-A"), wrong, { ...wrong, id: "second" }]);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

interface Row {
  readonly id: string;
  readonly state: string;
  readonly fact: string;
  readonly settledBy: string | null;
}

async function rows(): Promise<readonly Row[]> {
  const query = "{ quarantine { nodes { id state fact settledBy } } overview { openQuarantine } }";
  return (await server.ask<{ quarantine: { nodes: Row[] } }>(query)).data?.quarantine.nodes ?? [];
}
const openCount = async () =>
  (await server.ask<{ overview: { openQuarantine: number } }>("{ overview { openQuarantine } }")).data?.overview
    .openQuarantine;
const codes = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code);

const RESUBMIT = `mutation ($id: ID!, $fact: String!, $commandId: ID!) {
  resubmitQuarantined(id: $id, fact: $fact, commandId: $commandId) { id state settledBy }
}`;
const DISCARD = `mutation ($id: ID!, $reason: String!, $commandId: ID!) {
  discardQuarantined(id: $id, reason: $reason, commandId: $commandId) { id state settledBy }
}`;

test("a corrected fact is taken in the place of the quarantined one, once", async () => {
  const [, first] = await rows();
  const variables = { id: first?.id, fact: JSON.stringify(item("FG-1")), commandId: "resubmit-1" };
  expect(codes(await server.ask(RESUBMIT, variables, "dev:petra:planner"))).toEqual(["FORBIDDEN"]);
  expect(codes(await server.ask(RESUBMIT, { ...variables, fact: first?.fact }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await server.ask(RESUBMIT, { ...variables, fact: "{" }))).toEqual(["BAD_USER_INPUT"]);
  const { data } = await server.ask(RESUBMIT, variables, "dev:stan:steward");
  expect(data).toEqual({ resubmitQuarantined: { id: first?.id, state: "RESUBMITTED", settledBy: "stan" } });
  expect(await openCount()).toBe(1);
  const again = await server.ask(RESUBMIT, variables, "dev:stan:steward");
  expect(again.data).toEqual(data);
  expect(codes(await server.ask(RESUBMIT, { ...variables, commandId: "resubmit-2" }))).toEqual(["CONFLICT"]);
  expect(await server.send([item("FG-1")])).toMatchObject({ accepted: 0, duplicates: 1 });
});

test("what is discarded says why, and stays so over a hard restart", async () => {
  const [second] = await rows();
  const variables = { id: second?.id, reason: "sent by mistake", commandId: "discard-1" };
  expect(codes(await server.ask(DISCARD, { ...variables, reason: " " }))).toEqual(["BAD_USER_INPUT"]);
  expect((await server.ask(DISCARD, variables)).errors).toBeUndefined();
  expect(await openCount()).toBe(0);
  await server.end("SIGKILL");
  await server.restart();
  expect((await rows()).map(({ state }) => state)).toEqual(["DISCARDED", "RESUBMITTED"]);
  expect(await openCount()).toBe(0);
  expect(await server.send([wrong])).toMatchObject({ duplicates: 1, quarantined: 0 });
}, 60_000);

test("a fact of up to 1 MiB is corrected as well as a small one; all else of a question has its limit", async () => {
  const long = { ...item("LONG"), data: { id: "LONG", name: "ü".repeat(500_000), uom: "pc" } };
  await server.send([{ ...long, data: { ...long.data, uom: 7 } }]);
  await server.setClock(MORNING);
  const [row] = await rows();
  const resubmit = (fact: string, commandId: string) => server.ask(RESUBMIT, { id: row?.id, fact, commandId });
  const tooLong = await resubmit(JSON.stringify({ ...long, source: "x".repeat(1_048_577) }), "long-1");
  expect(tooLong.errors?.[0]?.message).toContain("The corrected fact has");
  const beside = await resubmit(JSON.stringify(long), "long-2".repeat(20_000));
  expect(beside.errors?.[0]?.message).toContain("may have 100000 bytes");
  const { data } = await resubmit(JSON.stringify(long), "long-3");
  expect(data).toMatchObject({ resubmitQuarantined: { state: "RESUBMITTED" } });
});

/** A clock that is ahead is told from when it was received, and that is long after the morning of these facts. */
const KINDS = POISON.filter(([, rule]) => rule !== "future");

test("poison of every kind in a stream is kept with its reason, and what a steward puts right counts once", async () => {
  const stream = Array.from({ length: 100 * KINDS.length }, (_, k) => streamedReceipt(k, Date.parse(MORNING)));
  const poison = KINDS.map(([, rule, spoil], k) => {
    const event = streamedReceipt(100 * k + 50, Date.parse(MORNING));
    return { event, rule, text: spoil(event) };
  });
  const spoilt = new Map(poison.map(({ event, text }) => [event.id, text]));
  const send = async (texts: readonly string[]) =>
    (await server.post("/facts", texts.join("\n"), { "content-type": "application/x-ndjson" })).body;
  expect(await send(stream.map((event) => spoilt.get(event.id) ?? JSON.stringify(event)))).toMatchObject({
    accepted: stream.length - poison.length,
    duplicates: 0,
    quarantined: poison.length,
  });
  await server.setClock(MORNING);
  interface Kept {
    readonly id: string;
    readonly rule: string;
    readonly reason: string;
    readonly state: string;
  }
  const kept = async () =>
    (
      await server.ask<{ quarantine: { nodes: Kept[] } }>(
        `{ quarantine(first: ${poison.length}) { nodes { id rule reason state } } }`,
      )
    ).data?.quarantine.nodes.toReversed() ?? [];
  const open = await kept();
  expect(open.map(({ rule, state }) => [rule, state])).toEqual(poison.map(({ rule }) => [rule, "OPEN"]));
  expect(open.every(({ reason }) => /^.{20,}\.$/s.test(reason))).toBe(true);
  for (const [k, { event }] of poison.entries()) {
    const variables = { id: open[k]?.id, fact: JSON.stringify(event), commandId: `right-${k}` };
    const settled = [undefined, { resubmitQuarantined: { state: "RESUBMITTED" } }];
    const { data, errors } = await server.ask(RESUBMIT, variables, "dev:stan:steward");
    expect([errors, data]).toMatchObject(settled);
    if (k % 10 > 0) continue;
    const again = await server.ask(RESUBMIT, variables, "dev:stan:steward");
    expect([again.errors, again.data]).toMatchObject(settled);
    expect(codes(await server.ask(RESUBMIT, { ...variables, commandId: `other-${k}` }))).toEqual(["CONFLICT"]);
  }
  expect([await openCount(), new Set((await kept()).map(({ state }) => state))]).toEqual([0, new Set(["RESUBMITTED"])]);
  // Each is there as it should have been, and none twice.
  const seq = async () => (await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }")).data?.asOf.seq;
  const before = await seq();
  expect(await send(stream.map((event) => JSON.stringify(event)))).toMatchObject({
    accepted: 0,
    duplicates: stream.length,
    quarantined: 0,
  });
  expect(await seq()).toBe(before);
}, 60_000);

test("[Q7] what its sender puts right and sends again under the same name is settled by that, and what was in conflict is not", async () => {
  const broken = (id: string, uom: unknown) => ({ ...item("FG-2"), id, data: { id: "FG-2", name: "Item", uom } });
  const before = await openCount();
  expect(await server.send([broken("named", 7), broken("named", 8), broken("other", 7)])).toMatchObject({
    quarantined: 3,
  });
  expect(await openCount()).toBe((before ?? 0) + 3);
  // In one request with what is wrong, and behind a restart.
  expect(await server.send([broken("there", 7), broken("there", "pc")])).toMatchObject({ accepted: 1, quarantined: 1 });
  await server.end("SIGKILL");
  await server.restart();
  expect(await server.send([broken("named", "pc")])).toMatchObject({ accepted: 1 });
  expect(await openCount()).toBe((before ?? 0) + 1);
  const settled = (await rows()).filter(({ fact }) => /"(named|there|other)"/.test(fact));
  expect(settled.map(({ state, settledBy }) => [state, settledBy])).toEqual([
    ["RESUBMITTED", "http:dev"],
    ["OPEN", null],
    ["RESUBMITTED", "http:dev"],
    ["RESUBMITTED", "http:dev"],
  ]);
  // The one that gives way is not put right by the one that it gives way to.
  expect(await server.send([broken("named", "kg"), broken("named", "zz")])).toMatchObject({
    accepted: 1,
    quarantined: 1,
  });
  expect(await openCount()).toBe((before ?? 0) + 3);
  expect(await server.send([broken("other", "pc")])).toMatchObject({ accepted: 1 });
  expect(await openCount()).toBe((before ?? 0) + 2);
}, 60_000);
