import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count, item, orderLine, site } from "../testing/facts.ts";
import { type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const JSON_TYPE = { "content-type": "application/json" };

describe("a manual clock", () => {
  let server: ServerProcess;
  beforeAll(async () => {
    server = await startServerProcess();
  }, 60_000);
  afterAll(() => server.close());

  const move = (now: unknown, headers: Record<string, string> = {}) =>
    server.post<{ now: string; seq: number } & Refused>("/clock", JSON.stringify({ now }), {
      ...JSON_TYPE,
      ...headers,
    });
  const asOf = async () =>
    (await server.ask<{ asOf: { now: string; seq: number } }>("{ asOf { now seq } }")).data?.asOf;

  test("stands at 1970 before it is first set", async () => {
    expect(await asOf()).toEqual({ now: "1970-01-01T00:00:00.000Z", seq: 0 });
    const earlier = await move("1969-12-31T23:59:59Z");
    expect([earlier.status, earlier.body.error.code]).toEqual([409, "CONFLICT"]);
  });

  test("moves on, takes the same instant again, and never goes back", async () => {
    const { seq } = await server.send([site("PLANT-A"), item("FG-1"), count(1, 5, { item: "FG-1", site: "PLANT-A" })]);
    const moved = await move("2026-03-02T08:00:00+01:00");
    expect([moved.status, moved.body]).toEqual([200, { now: "2026-03-02T07:00:00.000Z", seq }]);
    expect((await move("2026-03-02T07:00:00Z")).status).toBe(200);
    const back = await move("2026-03-02T06:59:59.999Z");
    expect([back.status, back.body.error.code]).toEqual([409, "CONFLICT"]);
    expect(await asOf()).toEqual({ now: "2026-03-02T07:00:00.000Z", seq });
  });

  test("is answered when all facts answered before are in what is shown", async () => {
    const { seq } = await server.send([count(2, 5, { item: "FG-1", site: "PLANT-A", location: "L-2" })]);
    expect((await move("2026-03-02T07:01:00Z")).body.seq).toBeGreaterThanOrEqual(seq);
    expect((await asOf())?.seq).toBeGreaterThanOrEqual(seq);
  });

  test("facts of later wait for it", async () => {
    const later = { ...count(3, 5, { item: "FG-1", site: "PLANT-A" }), time: "2026-03-02T09:00:00Z" };
    const hash = async () =>
      (await server.ask<{ asOf: { stateHash: string } }>("{ asOf { stateHash } }")).data?.asOf.stateHash;
    const before = await hash();
    await server.send([later]);
    await move("2026-03-02T07:01:00Z");
    expect(await hash()).toBe(before);
    await move("2026-03-02T09:00:00Z");
    expect(await hash()).not.toBe(before);
  });

  test("is where it was after a restart, also a hard one", async () => {
    const before = await asOf();
    await server.end("SIGKILL");
    await server.restart();
    expect(await asOf()).toEqual(before);
    expect((await move("2026-03-02T08:00:00Z")).status).toBe(409);
  }, 60_000);

  test.each([["not a time"], [7], [null], ["2026-02-30T00:00:00Z"], ["2026-03-02T08:00:00"]])(
    "%j is no instant to set it to",
    async (now) => {
      const answer = await move(now);
      expect([answer.status, answer.body.error.code]).toEqual([400, "BAD_REQUEST"]);
    },
  );

  test("is not moved by people who are not in charge of it", async () => {
    expect((await move("2026-03-03T00:00:00Z", { authorization: "Bearer dev:petra:planner" })).status).toBe(403);
    expect((await move("2026-03-03T00:00:00Z", { authorization: "Bearer nobody" })).status).toBe(401);
  });

  test("what facts answered before it moves put right is right since then, and not since it has moved", async () => {
    const cards = async () => {
      const query =
        '{ exceptions(filter: { subject: "FG-2@PLANT-A", states: [OPEN, RESOLVED] }) { nodes { state present } } }';
      return (await server.ask<{ exceptions: { nodes: unknown[] } }>(query)).data?.exceptions.nodes;
    };
    const promisedAt = "2026-03-09T12:00:00Z";
    await server.send([item("FG-2"), orderLine({ order: "SO-2", item: "FG-2", site: "PLANT-A", promisedAt })]);
    for (let round = 0; round < 6; round++) {
      const at = Date.parse("2026-03-02T09:05:00Z") + round * 15 * 60_000;
      const counted = (k: number, quantity: number) => ({
        ...count(10 + 2 * round + k, quantity, { item: "FG-2", site: "PLANT-A" }),
        time: new Date(at).toISOString(),
      });
      await server.setClock(new Date(at).toISOString());
      await server.send([counted(0, 0)]);
      await expect.poll(cards).toEqual([{ state: "OPEN", present: true }]);
      await server.send([counted(1, 20)]);
      await server.setClock(new Date(at + 10 * 60_000).toISOString());
      expect(await cards()).toEqual([{ state: "RESOLVED", present: false }]);
    }
  });
});

describe("a live clock", () => {
  test("cannot be moved, and is the wall clock", async () => {
    const server = await startServerProcess({ LOCKSTEP_CLOCK: "live" });
    try {
      const answer = await server.post<Refused>("/clock", JSON.stringify({ now: "2099-01-01T00:00:00Z" }), JSON_TYPE);
      expect([answer.status, answer.body.error.code]).toEqual([409, "CONFLICT"]);
      const { data } = await server.ask<{ asOf: { now: string; clock: string } }>("{ asOf { now clock } }");
      expect(data?.asOf.clock).toBe("LIVE");
      expect(Math.abs(Date.parse(data?.asOf.now ?? "") - Date.now())).toBeLessThan(61_000);
    } finally {
      await server.close();
    }
  }, 60_000);
});
