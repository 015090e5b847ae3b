import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count, fact, item, MORNING, site } from "../testing/facts.ts";
import { type FactsAnswer, type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const ONE = "application/cloudevents+json";
const BATCH = "application/cloudevents-batch+json";
const LINES = "application/x-ndjson";
const MIB = 1_048_576;

let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
  await server.send([site("PLANT-A"), item("FG-1")]);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

const post = <T = FactsAnswer>(body: string, type: string, headers: Record<string, string> = {}) =>
  server.post<T>("/facts", body, { "content-type": type, ...headers });

/** What is known already moves nothing: its answer says where the log stands. */
const lastSeq = async (): Promise<number> => (await server.send([site("PLANT-A")])).seq;

async function seqNow(): Promise<number> {
  const { data } = await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }");
  return data?.asOf.seq ?? -1;
}

describe("what is taken", () => {
  test("one fact as CloudEvents JSON is accepted, and the same again is a duplicate that moves nothing", async () => {
    const text = JSON.stringify(count(1, 5, { item: "FG-1", site: "PLANT-A" }));
    const first = await post(text, ONE);
    expect(first.status).toBe(202);
    expect(first.body).toMatchObject({ accepted: 1, duplicates: 0, quarantined: 0, parked: 0 });
    const again = await post(`  ${text} `, `${ONE}; charset=utf-8`);
    expect(again.body).toEqual({ accepted: 0, duplicates: 1, quarantined: 0, parked: 0, seq: first.body.seq });
  });

  test("each fact of a batch is counted once: accepted, duplicate or quarantined; the bad ones fail nothing", async () => {
    const good = count(2, 5, { item: "FG-1", site: "PLANT-A" });
    const parked = count(3, 5, { item: "NOT-THERE", site: "PLANT-A" });
    const bad = count(4, 5, { item: "FG-1", site: "PLANT-A", location: "" });
    const broken = { ...bad, data: { quantity: "many" } };
    const before = await lastSeq();
    const { status, body } = await post(JSON.stringify([good, parked, good, broken, 7, null, "text", []]), BATCH);
    expect(status).toBe(202);
    expect(body).toEqual({ accepted: 2, duplicates: 1, quarantined: 5, parked: 1, seq: before + 7 });
    const again = await post(JSON.stringify([broken, 7, null]), BATCH);
    expect(again.body).toMatchObject({ accepted: 0, duplicates: 3, quarantined: 0, seq: before + 7 });
  });

  test("one that is nested deeper than can be read spoils no batch, and is kept whole", async () => {
    const good = JSON.stringify(count(6, 5, { item: "FG-1", site: "PLANT-A" }));
    for (const depth of [100_000, 300_000, 1_000_000]) {
      const deep = `${"[".repeat(depth)}${"]".repeat(depth)}`;
      const { status, body } = await post(`[${good.replace("count-6", `deep-${depth}`)},${deep}]`, BATCH);
      expect([status, body.accepted, body.quarantined]).toEqual([202, 1, 1]);
      expect((await post(`[${deep}]`, BATCH)).body).toMatchObject({ duplicates: 1 });
    }
  });

  test.each([
    ["many that are none", `[${"0,".repeat(3_999_999)}0]`, 4_000_000, 1],
    ["many that say nothing", `[${"{},".repeat(1_999_999)}{}]`, 2_000_000, 1],
    ["one that is nested as deep as it is long", `${"[".repeat(1_500_000)}${"]".repeat(1_500_000)}`, 1, 1],
    [
      "some of them",
      `[${Array(15)
        .fill(`${"[".repeat(500_000)}${"]".repeat(500_000)}`)
        .join(",")}]`,
      15,
      1,
    ],
  ])(
    "a batch of %s holds nobody up, and each counts",
    async (_, list, sent, quarantined) => {
      let isOver = false;
      let slowest = 0;
      const asking = (async () => {
        while (!isOver) {
          const began = performance.now();
          await server.ask("{ asOf { seq } }");
          slowest = Math.max(slowest, performance.now() - began);
          await sleep(20);
        }
      })();
      const sentAt = performance.now();
      const { status, body } = await post(list, BATCH);
      const whole = performance.now() - sentAt;
      isOver = true;
      await asking;
      expect([status, body.accepted, body.duplicates, body.quarantined]).toEqual([
        202,
        0,
        sent - quarantined,
        quarantined,
      ]);
      // On a machine that is busy with other things all of it takes longer.
      expect(slowest).toBeLessThan(Math.max(1_000, whole / 3));
    },
    120_000,
  );

  test.each([
    [`[${"0,".repeat(100_000)}]`, "no JSON"],
    [`[${"0,".repeat(100_000)}0]]`, "no JSON"],
    [`{"a":[0]}`, "a JSON list of events; this is none"],
  ])("of what is no list nothing is taken", async (text, why) => {
    const before = await lastSeq();
    const { status, body } = await post<Refused>(text, BATCH);
    expect([status, body.error.message]).toEqual([400, expect.stringContaining(why)]);
    expect(await lastSeq()).toBe(before);
  });

  test("lines are taken one by one; what is no JSON or too long is quarantined with its reason", async () => {
    const good = JSON.stringify(count(5, 5, { item: "FG-1", site: "PLANT-A" }));
    const long = JSON.stringify(fact("master.item", "long", { id: "X".repeat(MIB), name: "X", uom: "pc" }));
    const { status, body } = await post(`${good}\n\n{"half":\n${long}\r\n${good}`, LINES);
    expect(status).toBe(202);
    expect(body).toMatchObject({ accepted: 1, duplicates: 1, quarantined: 2 });
    await expect.poll(seqNow).toBeGreaterThanOrEqual(body.seq);
    const { data } = await server.ask<{ quarantine: { nodes: { rule: string; reason: string; state: string }[] } }>(
      "{ quarantine(first: 2) { nodes { rule reason state } } }",
    );
    expect(data?.quarantine.nodes.map(({ rule }) => rule)).toEqual(["too-large", "not-json"]);
    expect(data?.quarantine.nodes[0]?.reason).toContain("1048576");
  });

  test.each([
    ["a short batch", BATCH, (texts: readonly string[]) => `[ ${texts.join(" ,")}]`],
    ["a long one", BATCH, (texts: readonly string[]) => `[${texts.join(",")}${" ".repeat(70_000)}]`],
    ["a stream", LINES, (texts: readonly string[]) => texts.join("\n")],
  ])("what is kept out is kept as it was written in %s", async (name, type, bodyOf) => {
    const texts = [`{ "specversion": "0.9", "in":"${name}" , "n": 1e2 }`, `[ "${name}", 1.50, 1e400]`];
    const { body } = await post(bodyOf(texts), type);
    expect(body).toMatchObject({ quarantined: 2 });
    await expect.poll(seqNow).toBeGreaterThanOrEqual(body.seq);
    const { data } = await server.ask<{ quarantine: { nodes: { fact: string }[] } }>(
      "{ quarantine(first: 2) { nodes { fact } } }",
    );
    expect(data?.quarantine.nodes.map((node) => node.fact)).toEqual([...texts].reverse());
  });

  test("a second content of the same source and id is a conflict, and only one of them stays", async () => {
    const low = count(6, 1, { item: "FG-1", site: "PLANT-A" });
    const high = count(6, 2, { item: "FG-1", site: "PLANT-A" });
    const first = await post(JSON.stringify([high]), BATCH);
    const second = await post(JSON.stringify([low]), BATCH);
    expect([first.body.accepted, second.body.accepted]).toEqual([1, 1]);
    const third = await post(JSON.stringify([high]), BATCH);
    expect(third.body).toMatchObject({ accepted: 0, duplicates: 1, quarantined: 0 });
  });

  test("an empty batch and no lines at all are taken, too", async () => {
    const none = { accepted: 0, duplicates: 0, quarantined: 0, parked: 0 };
    expect((await post("[]", BATCH)).body).toMatchObject(none);
    expect((await post("", LINES)).body).toMatchObject(none);
  });

  test("after the answer a question sees the facts within a second", async () => {
    const { body } = await post(JSON.stringify([count(7, 5, { item: "FG-1", site: "PLANT-A" })]), BATCH);
    await expect.poll(seqNow, { timeout: 1_000, interval: 20 }).toBeGreaterThanOrEqual(body.seq);
  });
});

describe("what is refused", () => {
  const refusals: [string, string, string, number][] = [
    ["a text that is no JSON", "{", ONE, 400],
    ["a batch that is no list", "{}", BATCH, 400],
    ["a batch that is no JSON", "[1,", BATCH, 400],
    ["an empty body", "", ONE, 400],
    ["a fact over 1 MiB", JSON.stringify({ text: "x".repeat(MIB) }), ONE, 413],
    ["a batch over 16 MiB", JSON.stringify(["x".repeat(16 * MIB)]), BATCH, 413],
    ["another media type", "[]", "application/json", 415],
    ["form data", "a=1", "application/x-www-form-urlencoded", 415],
  ];
  test.each(refusals)("%s", async (_, body, type, status) => {
    const before = await lastSeq();
    const answer = await post<Refused>(body, type);
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body)).toEqual(["error"]);
    expect(answer.body.error.code).toMatch(/^[A-Z_]+$/);
    expect(answer.body.error.message).not.toMatch(/^\s+at |node_modules|\.ts\b|select .* from/im);
    expect(await lastSeq()).toBe(before);
  });

  test("a packed body, whatever the form", async () => {
    expect((await post<Refused>("[]", BATCH, { "content-encoding": "gzip" })).status).toBe(415);
    expect((await post<Refused>("[]", LINES, { "content-encoding": "gzip" })).status).toBe(415);
  });

  test("a token that names nobody is 401, a role that may not send facts is 403", async () => {
    const authorized = (authorization: string) => post<Refused>("[]", BATCH, { authorization });
    for (const bad of [
      "Bearer nonsense",
      "Basic ZGV2",
      "Bearer dev:ann:king",
      "Bearer dev::planner",
      "Bearer dev:a:planner:",
    ]) {
      expect((await authorized(bad)).status).toBe(401);
    }
    expect((await authorized("Bearer dev:petra:planner")).status).toBe(403);
    expect((await authorized("Bearer dev:ida:integrator")).status).toBe(202);
  });

  test("who sends for one plant sends nothing about another, and what is at none", async () => {
    const authorization = "Bearer dev:ina:integrator:PLANT-B";
    const send = (...facts: readonly object[]) =>
      post<FactsAnswer & Refused>(JSON.stringify(facts), BATCH, { authorization });
    const before = await lastSeq();
    const own = count(900, 5, { item: "FG-1", site: "PLANT-B" });
    const refused = await send(own, count(901, 5, { item: "FG-1", site: "PLANT-A" }));
    expect(refused.status).toBe(403);
    expect(refused.body.error).toMatchObject({ code: "FORBIDDEN" });
    expect(refused.body.error.message).toContain(
      'You send facts of PLANT-B, and one is about "PLANT-A". Nothing was taken.',
    );
    expect(await lastSeq()).toBe(before);
    expect(await send(own, site("PLANT-B"), item("FG-900"))).toMatchObject({ status: 202, body: { accepted: 3 } });
  });

  test("a calendar is that of the plants whose machines work by it; one that no machine works by is for everybody", async () => {
    const calendar = (id: string, n: number) =>
      fact("master.calendar", `${id}-${n}`, { id, timeZone: "UTC", weekly: [], exceptions: [] });
    const line = (id: string, at: string, by: string) =>
      fact("master.resource", id, { id, site: at, name: id, kind: "line", calendar: by });
    await server.send([site("PLANT-B"), line("L-A", "PLANT-A", "SHARED"), line("L-B", "PLANT-B", "SHARED")]);
    await server.send([line("L-B2", "PLANT-B", "OWN"), calendar("SHARED", 1), calendar("OWN", 1)]);
    await expect
      .poll(async () => (await server.ask("{ asOf { seq } }")).data)
      .toMatchObject({
        asOf: { seq: await lastSeq() },
      });
    const authorization = "Bearer dev:ina:integrator:PLANT-B";
    const send = (one: object) => post<FactsAnswer & Refused>(JSON.stringify([one]), BATCH, { authorization });
    expect(await send(calendar("SHARED", 2))).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringContaining("one is about another site") } },
    });
    for (const id of ["OWN", "UNUSED"]) expect((await send(calendar(id, 2))).status).toBe(202);
  });

  test("a page of another origin and another host's name are 403; another method is 405", async () => {
    expect((await post("[]", BATCH, { origin: "https://evil.example" })).status).toBe(403);
    const answer = await fetch(`${server.url}/facts`);
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST");
  });
});
