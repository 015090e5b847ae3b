import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { OutgoingAnswer, OutRulesPreview } from "@lockstep/protocol/outgoing";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fact, item, site } from "../../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../../testing/server-process.ts";
import { soon } from "../../testing/soon.ts";

/** A system that books what it is told, once for each key, and can be told to be slow, to say no, or to lose an answer. */
function bookkeeper() {
  const booked = new Map<string, Record<string, unknown>>();
  const is = { deaf: false, closed: false, broken: "" };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = JSON.parse(await textOf(request)) as Record<string, unknown>;
    const key = String(request.headers["idempotency-key"]);
    const say = (status: number, text: string) => void response.writeHead(status).end(text);
    if (request.headers.authorization !== "Bearer s3cret") return say(401, "");
    if (body["order"] === is.broken) return say(500, "a mistake");
    if (is.closed) return say(409, "The month is closed.");
    if (!booked.has(key)) booked.set(key, body);
    if (is.deaf) request.socket.destroy();
    else setTimeout(() => say(200, "{}"), 10);
  };
  const server: Server = createServer((request, response) => void answer(request, response));
  return { server, booked, is };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return text;
}

const MANY = 40;
const AT = "2026-03-02T06:00:00Z";
const LATER = "2026-03-02T07:00:00Z";
const order = (id: string, more: object = {}): CloudEvent =>
  fact("erp.production-order", `order-${id}`, {
    ...{ id, item: "FG", site: "PLANT-A", quantity: 100, plannedStart: AT, plannedFinish: LATER, status: "released" },
    operations: [{ seq: 10, resource: "FILL", ratePerHour: 100 }],
    ...more,
  });
const done = (id: string, good: number, more: object = {}): CloudEvent =>
  fact("mes.operation", `done-${id}-${good}-${JSON.stringify(more)}`, {
    ...{ order: id, seq: 10, resource: "FILL", state: "done", good, scrap: 0, startedAt: AT, finishedAt: LATER },
    ...more,
  });

// Each test goes on from where the one before has left the two of them.
describe("what is told by HTTP", { timeout: 40_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-http-out-"));
  const other = bookkeeper();
  let tower: ServerProcess;

  beforeAll(async () => {
    await new Promise<void>((resolve) => other.server.listen(0, "127.0.0.1", resolve));
    const { port } = other.server.address() as AddressInfo;
    writeFileSync(
      join(folder, "connectors.yaml"),
      `connectors:
  - id: books
    kind: http-out
    url: http://127.0.0.1:${port}/book
    password: \${env:BOOKS_TOKEN}
    pollSeconds: 0.2
    writeBack: true
    back:
      version: 2
      confirm: { when: progress, every: 50 }
      rules: [{ rule: quarantined-facts }, { rule: approval, ask: over, quantity: 90 }]`,
    );
    tower = await startServerProcess({
      LOCKSTEP_CLOCK: "live",
      LOCKSTEP_CONNECTORS: join(folder, "connectors.yaml"),
      BOOKS_TOKEN: "s3cret",
    });
    await tower.send([site("PLANT-A"), item("FG"), item("JAR")]);
    await tower.send([
      fact("master.resource", "fill", {
        ...{ id: "FILL", site: "PLANT-A", name: "Fill", kind: "line" },
        costCentre: "CC-7",
      }),
      fact("master.bom", "bom", { item: "FG", site: "PLANT-A", components: [{ item: "JAR", quantityPer: 2 }] }),
    ]);
  }, 60_000);
  afterAll(async () => {
    await tower?.close();
    other.server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  interface Command {
    readonly commandId: string;
    readonly state: string;
    readonly subject: string;
    readonly reason: string | null;
    readonly heldBy: string | null;
    readonly heldWhy: string | null;
    readonly decidedBy: string | null;
  }
  const outgoing = async (token = "dev:pia:planner"): Promise<readonly Command[]> => {
    const answer = await fetch(`${tower.url}/outgoing?first=500`, { headers: { authorization: `Bearer ${token}` } });
    return ((await answer.json()) as { commands: Command[] }).commands;
  };
  const counts = async (): Promise<OutgoingAnswer["counts"]> =>
    ((await (await fetch(`${tower.url}/outgoing?only=open`)).json()) as OutgoingAnswer).counts;
  const states = async (id: string) =>
    (await outgoing()).filter(({ subject }) => subject === id).map(({ commandId, state }) => [commandId, state]);
  const audited = () => tower.log.filter(({ msg }) => msg === "a command has gone on").map(({ action }) => action);

  test("scrap with its reason, downtime and quality go with a confirmation, with the cost centre of their resource", async () => {
    const down = (since: string, state: string, reason?: string) =>
      fact("mes.resource-state", `state-${since}`, { resource: "FILL", since, state, ...(reason ? { reason } : {}) });
    await tower.send([
      order("WO-1"),
      down("2026-03-02T06:10:00Z", "down", "jam"),
      down("2026-03-02T06:25:00Z", "running"),
      fact("mes.quality-hold", "hold", {
        ...{ id: "Q-1", target: { productionOrder: "WO-1" }, state: "held", reason: "torque" },
      }),
      done("WO-1", 80, { scrap: 4, scrapReason: "broken glass" }),
    ]);
    await soon(() => states("WO-1")).toEqual([["confirm/WO-1/1/0-80", "acknowledged"]]);
    expect(other.booked.get("confirm/WO-1/1/0-80")).toMatchObject({
      key: "confirm/WO-1/1/0-80",
      quantity: 80,
      components: [{ item: "JAR", lot: null, quantity: 160, basis: "bom" }],
      scrap: [{ seq: 10, quantity: 4, reason: "broken glass", costCentre: "CC-7" }],
      downtime: [{ seq: 10, resource: "FILL", reason: "jam", minutes: 15, costCentre: "CC-7" }],
      quality: [{ hold: "Q-1", lot: null, state: "held", reason: "torque" }],
    });
    await soon(() => states("hold:Q-1")).toEqual([["quality/Q-1/1/held", "acknowledged"]]);
  });

  test("what lies in process is told by operation: 160 jars for 80 pieces, 80 − 60 − 2 = 18; 60 − 40 − 5 = 15", async () => {
    const operations = [10, 20].map((seq) => ({ seq, resource: "FILL", ratePerHour: 100 }));
    const running = { state: "running", finishedAt: undefined };
    await tower.send([
      order("WIP-1", { operations }),
      fact("wms.stock-move", "issue", {
        ...{ item: "JAR", quantity: 160, from: { site: "PLANT-A", location: "L" }, reason: "issue" },
        productionOrder: "WIP-1",
      }),
      done("WIP-1", 60, { ...running, scrap: 2 }),
      done("WIP-1", 40, { ...running, scrap: 5, seq: 20 }),
    ]);
    const lying = async () =>
      (
        await tower.ask<{ productionOrder: object }>(
          `{ productionOrder(id: "WIP-1") { inProcess operations { seq inProcess } } }`,
        )
      ).data?.productionOrder;
    await soon(lying).toEqual({
      inProcess: 33,
      operations: [
        { seq: 10, inProcess: 18 },
        { seq: 20, inProcess: 15 },
      ],
    });
  });

  test("what is over the limit waits for a person; one that is in quarantine settles by itself when that is settled", async () => {
    const bad = done("WO-2", -1);
    await tower.send([order("WO-2"), bad, done("WO-2", 50)]);
    await soon(() => states("WO-2")).toEqual([["confirm/WO-2/1/0-50", "held"]]);
    const [held] = (await outgoing()).filter(({ subject }) => subject === "WO-2");
    expect(held).toMatchObject({ heldBy: "quarantined-facts", heldWhy: expect.stringContaining("WO-2") as string });
    const { data } = await tower.ask<{ quarantine: { nodes: { id: string }[] } }>("{ quarantine { nodes { id } } }");
    const id = data?.quarantine.nodes[0]?.id;
    await tower.ask(
      `mutation { discardQuarantined(id: "${id}", reason: "a test of the line", commandId: "c-1") { state } }`,
    );
    await soon(() => states("WO-2")).toEqual([["confirm/WO-2/1/0-50", "acknowledged"]]);
    expect((await outgoing()).find(({ subject }) => subject === "WO-2")?.decidedBy).toBe("system");
    await tower.send([order("WO-3"), done("WO-3", 95)]);
    await soon(() => states("WO-3")).toEqual([["confirm/WO-3/1/0-95", "held"]]);
    const settle = (what: string, token: string) =>
      tower.post<{ state: string }>(
        `/outgoing/${what}`,
        JSON.stringify({ connector: "books", commandId: "confirm/WO-3/1/0-95", note: "seen" }),
        { authorization: `Bearer ${token}` },
      );
    expect((await settle("release", "dev:lea:leader")).status).toBe(403);
    expect((await settle("retry", "dev:pia:planner")).status).toBe(409);
    expect((await settle("release", "dev:pia:planner:PLANT-A")).status).toBe(200);
    await soon(() => states("WO-3")).toEqual([["confirm/WO-3/1/0-95", "acknowledged"]]);
    // What belongs to another site is not shown.
    expect((await outgoing("dev:pia:planner:PLANT-B")).length).toBe(0);
    expect((await outgoing("dev:pia:planner:PLANT-A")).length).toBeGreaterThan(2);
  });

  test("so many as are asked for are shown, the newest first, and whether there are more; of one site if one is named", async () => {
    const all = await outgoing();
    const ask = async (query: string, token = "dev:pia:planner") => {
      const answer = await fetch(`${tower.url}/outgoing?${query}`, { headers: { authorization: `Bearer ${token}` } });
      const { commands, hasMore } = (await answer.json()) as { commands?: Command[]; hasMore?: boolean };
      return { status: answer.status, ids: commands?.map(({ commandId }) => commandId), hasMore };
    };
    const ids = all.map(({ commandId }) => commandId);
    expect(await ask("first=2")).toEqual({ status: 200, ids: ids.slice(0, 2), hasMore: true });
    expect(await ask(`first=${ids.length}`)).toEqual({ status: 200, ids, hasMore: false });
    expect(await ask("site=PLANT-B")).toEqual({ status: 200, ids: [], hasMore: false });
    expect((await ask("site=PLANT-A&first=1")).ids).toEqual(ids.slice(0, 1));
    expect((await ask("site=PLANT-A", "dev:pia:planner:PLANT-B")).status).toBe(403);
    for (const wrong of ["0", "1.5", "x", "10001"]) expect((await ask(`first=${wrong}`)).status).toBe(400);
  });

  test("[C13] other rules are held against the commands of the last day, as they were judged first, before they are declared", async () => {
    const rulesNow = [{ rule: "quarantined-facts" }, { rule: "approval", ask: "over", quantity: 90 }];
    const listed = await fetch(`${tower.url}/outgoing/rules`);
    expect(await listed.json()).toEqual({ connectors: [{ connector: "books", version: 2, rules: rulesNow }] });
    const look = (rules: unknown, { token = "dev:stu:steward", connector = "books" } = {}) =>
      tower.post<OutRulesPreview>("/outgoing/preview", JSON.stringify({ connector, rules }), {
        authorization: `Bearer ${token}`,
      });
    // What lay in quarantine is settled since, and what a person let go is booked: they count as they were.
    expect((await look(rulesNow)).body).toMatchObject({
      ...{ judged: 3, unknown: 0, held: 2, wouldBeHeld: 2, newlyHeld: 0, letGo: 0, effects: [] },
      rules: [
        { rule: "approval", held: 1, wouldBeHeld: 1 },
        { rule: "quarantined-facts", held: 1, wouldBeHeld: 1 },
      ],
    });
    const { effects, ...sums } = (await look([{ rule: "approval", ask: "over", quantity: 60 }])).body;
    expect(sums).toMatchObject({ held: 2, wouldBeHeld: 2, newlyHeld: 1, letGo: 1 });
    expect(effects.map(({ commandId, effect, rule }) => [commandId, effect, rule])).toEqual([
      ["confirm/WO-2/1/0-50", "let-go", "quarantined-facts"],
      ["confirm/WO-1/1/0-80", "held", "approval"],
    ]);
    const short = (await look([{ rule: "components-short" }])).body;
    expect([short.wouldBeHeld, short.effects[0]?.why]).toEqual([
      3,
      "160 of JAR were used and 0 are in stock: it would go below zero. It goes by itself once there is enough.",
    ]);
    expect((await look(rulesNow, { token: "dev:stu:steward:PLANT-B" })).body.judged ?? 0).toBe(0);
    for (const wrong of [{}, [{ rule: "approval", ask: "over" }], [{ rule: "no-such" }]]) {
      expect((await look(wrong)).status).toBe(400);
    }
    expect((await look(rulesNow, { token: "dev:pia:planner" })).status).toBe(403);
    expect((await look(rulesNow, { connector: "none" })).status).toBe(404);
  });

  test("a refusal is final and says why until a person has it sent again; an answer that was lost is no second booking", async () => {
    other.is.closed = true;
    await tower.send([order("WO-4"), done("WO-4", 10)]);
    await soon(() => states("WO-4")).toEqual([["confirm/WO-4/1/0-10", "refused"]]);
    expect((await outgoing()).find(({ subject }) => subject === "WO-4")?.reason).toBe("HTTP 409: The month is closed.");
    other.is.closed = false;
    other.is.deaf = true;
    await tower.post("/outgoing/retry", JSON.stringify({ connector: "books", commandId: "confirm/WO-4/1/0-10" }), {
      authorization: "Bearer dev:stu:steward",
    });
    await soon(() => states("WO-4")).toEqual([["confirm/WO-4/1/0-10", "sent"]]);
    await soon(() => other.booked.has("confirm/WO-4/1/0-10")).toBe(true);
    const before = other.booked.size;
    other.is.deaf = false;
    await soon(() => states("WO-4")).toEqual([["confirm/WO-4/1/0-10", "acknowledged"]]);
    expect(other.booked.size).toBe(before);
  });

  test("one that the target fails on stops no other, is told of while it waits, and goes when it is taken", async () => {
    const feed = async () => {
      const { data } = await tower.ask<{
        feeds: { id: string; system: string; status: string; trouble: string | null }[];
      }>("{ feeds { id system status trouble } }");
      return data?.feeds.find(({ id }) => id === "/http-out/books");
    };
    other.is.broken = "BAD";
    await tower.send([order("BAD"), done("BAD", 10)]);
    await soon(() => states("BAD")).toEqual([["confirm/BAD/1/0-10", "sent"]]);
    await tower.send([order("GOOD"), done("GOOD", 10)]);
    await soon(() => states("GOOD")).toEqual([["confirm/GOOD/1/0-10", "acknowledged"]]);
    const trouble = "1 command is not taken: it was answered with HTTP 500: a mistake.";
    await soon(feed).toMatchObject({ system: "TARGET", status: "ERROR", trouble });
    const open = (await counts()).find(({ connector }) => connector === "books");
    expect(open).toMatchObject({ feed: "/http-out/books", notTaken: 1 });
    other.is.broken = "";
    await soon(() => states("BAD")).toEqual([["confirm/BAD/1/0-10", "acknowledged"]]);
    await soon(feed).toMatchObject({ status: "FRESH", trouble: null });
    const after = (await counts()).find(({ connector }) => connector === "books");
    expect(after).toMatchObject({ backlog: (open?.backlog ?? 0) - 1, notTaken: 0 });
  });

  test(`${MANY} confirmations, killed in the middle of sending them: each is booked once`, async () => {
    const ids = Array.from({ length: MANY }, (_, k) => `MANY-${k}`);
    const before = other.booked.size;
    await tower.send(ids.map((id) => order(id)));
    await tower.send(ids.map((id) => done(id, 7)));
    await soon(() => other.booked.size, { interval: 5 }).toBeGreaterThan(before + 5);
    await tower.end("SIGKILL");
    expect(other.booked.size).toBeLessThan(before + MANY);
    await tower.restart();
    const acknowledged = async () =>
      (await outgoing()).filter(({ subject, state }) => subject.startsWith("MANY-") && state === "acknowledged").length;
    await soon(acknowledged).toBe(MANY);
    expect(other.booked.size).toBe(before + MANY);
    const sum = [...other.booked]
      .filter(([key]) => key.includes("MANY-"))
      .reduce((all, [, one]) => all + Number(one["quantity"]), 0);
    expect(sum).toBe(7 * MANY);
    expect((await outgoing()).filter(({ subject }) => subject.startsWith("MANY-"))).toHaveLength(MANY);
  });

  test("a correction downward is a reversal, told as what it is, and both are seen together", async () => {
    await tower.send([
      fact("mes.operation", "less", { ...(present(done("WO-4", 6).data, () => "no data") as object) }, { time: LATER }),
    ]);
    await soon(() => states("WO-4")).toEqual([
      ["reverse/WO-4/2/10-6", "acknowledged"],
      ["confirm/WO-4/1/0-10", "reversed"],
    ]);
    expect(other.booked.get("reverse/WO-4/2/10-6")).toMatchObject({
      kind: "reverse",
      quantity: 4,
      reverses: ["confirm/WO-4/1/0-10"],
      components: [{ item: "JAR", quantity: 8, basis: "bom" }],
    });
  });

  test("all of it is audited, in a chain that a restart goes on with", async () => {
    const actions = new Set(audited());
    for (const action of ["held", "released", "retried", "refused", "sent", "acknowledged", "reversed"]) {
      expect(actions).toContain(`command-${action}`);
    }
    await tower.end("SIGTERM");
    await tower.restart();
    const { data } = await tower.ask<{ asOf: { seq: number } }>("{ asOf { seq } }");
    expect(data?.asOf.seq).toBeGreaterThan(0);
    expect((await outgoing()).length).toBeGreaterThan(MANY);
  });
});
