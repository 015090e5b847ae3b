import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count, fact, item, MORNING, site } from "../testing/facts.ts";
import { openStream } from "../testing/open-stream.ts";
import { type FactsAnswer, type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
  await server.send([site("PLANT-A"), site("PLANT-B"), item("FG-1")]);
  await server.setClock(MORNING);
}, 90_000);
afterAll(() => server.close());

const CREATE = `mutation ($sources: [String!]!, $types: [String!], $sites: [ID!]) {
  createFeedToken(name: "wms of plant A", sources: $sources, types: $types, sites: $sites) {
    token feedToken { id name sources types sites createdBy lastUsedAt revokedAt }
  }
}`;
interface Created {
  readonly createFeedToken: { readonly token: string; readonly feedToken: { readonly id: string } };
}

async function create(variables: object): Promise<{ token: string; id: string }> {
  const { data, errors } = await server.ask<Created>(CREATE, variables, "dev:ida:integrator");
  if (!data) throw new Error(JSON.stringify(errors));
  return { token: data.createFeedToken.token, id: data.createFeedToken.feedToken.id };
}

const ndjson = "application/x-ndjson";
const batch = "application/cloudevents-batch+json";
const one = "application/cloudevents+json";
const post = <T = FactsAnswer>(token: string, body: string, type = batch, path = "/facts") =>
  server.post<T>(path, body, { "content-type": type, authorization: `Bearer ${token}` });

let k = 0;
function counted(source: string, plant = "PLANT-A") {
  k += 1;
  return { ...count(k, k, { item: "FG-1", site: plant, location: `L-${k}` }), source };
}

const seqNow = async (): Promise<number> =>
  (await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }")).data?.asOf.seq ?? -1;

const listed = async () => {
  const question = "{ feedTokens { id name lastUsedAt revokedBy } }";
  return (await server.ask<{ feedTokens: { id: string; lastUsedAt: string | null }[] }>(question)).data?.feedTokens;
};

describe("a feed's token", () => {
  test("lets a program send the facts of its sources, and shows when it did so last", async () => {
    const { token, id } = await create({ sources: ["/wms"] });
    expect(token).toMatch(/^lst_[\w-]{43}$/);
    expect((await listed())?.find((row) => row.id === id)?.lastUsedAt).toBeNull();
    const sent = await post(token, JSON.stringify([counted("/wms"), counted("/wms/plant-a")]));
    expect([sent.status, sent.body.accepted]).toEqual([202, 2]);
    expect((await post(token, JSON.stringify(counted("/wms")), one)).status).toBe(202);
    expect((await post(token, `${JSON.stringify(counted("/wms"))}\n`, ndjson)).status).toBe(202);
    expect((await listed())?.find((row) => row.id === id)?.lastUsedAt).toMatch(/^20/);
    expect(JSON.stringify(server.log)).not.toContain(token);
  });

  test("takes no fact of another source, type or site, nor one of the facts beside it", async () => {
    const { token } = await create({ sources: ["/wms"], types: ["wms.stock-count"], sites: ["PLANT-A"] });
    const good = counted("/wms");
    const move = { item: "FG-1", quantity: 1, reason: "transfer", from: { site: "PLANT-A", location: "L-1" } };
    const bad = [
      counted("/wms-b"),
      counted("/erp"),
      counted("/wms", "PLANT-B"),
      fact("master.item", "i", { id: "X", name: "X", uom: "pc" }, { source: "/wms" }),
      fact("wms.stock-move", "m", { ...move, to: { site: "PLANT-B", location: "L-1" } }, { source: "/wms" }),
    ];
    for (const event of bad) {
      const { status, body } = await post<Refused>(token, JSON.stringify([good, event]));
      expect([status, body.error.code]).toEqual([403, "FORBIDDEN"]);
      expect(body.error.message).toContain("Nothing was taken");
      expect((await post(token, JSON.stringify(event), one)).status).toBe(403);
    }
    const lines = [good, bad[0]].map((event) => JSON.stringify(event)).join("\n");
    expect((await post<Refused>(token, lines, ndjson)).status).toBe(403);
    const again = await post(token, JSON.stringify([good]));
    expect(again.status).toBe(202);
  });

  test("takes nothing about another site's orders, machines and holds, though it names no site", async () => {
    const order = { item: "FG-1", quantity: 5, plannedStart: MORNING, plannedFinish: MORNING, status: "released" };
    const purchase = {
      supplier: "S",
      item: "FG-1",
      quantity: 5,
      orderedAt: MORNING,
      promisedAt: MORNING,
      status: "open",
    };
    const hold = { target: { item: "FG-1", site: "PLANT-B" }, state: "held", reason: "test" };
    const shipped = { quantity: 1, shippedAt: MORNING };
    const week = { horizonStart: MORNING, horizonEnd: MORNING, publishedAt: MORNING };
    await server.send([
      fact("erp.production-order", "wo-b", { id: "WO-B", site: "PLANT-B", ...order }),
      fact("erp.purchase-order-line", "po-b", { order: "PO-B", line: "1", site: "PLANT-B", ...purchase }),
      fact("master.resource", "line-b", { id: "LINE-B", site: "PLANT-B", name: "Line B", kind: "line" }),
      fact("master.resource", "line-a", { id: "LINE-A", site: "PLANT-A", name: "Line A", kind: "line" }),
      fact("mes.quality-hold", "hold-b", { id: "HOLD-B", ...hold }),
      fact("wms.shipment", "sh-b", { id: "SH-B", salesOrderLine: "SO/1", item: "FG-1", site: "PLANT-B", ...shipped }),
      fact("erp.plan-published", "plan-b", { id: "W10-B", site: "PLANT-B", ...week }),
    ]);
    await server.setClock(MORNING);
    const { token } = await create({ sources: ["/mes"], sites: ["PLANT-A"] });
    const from = { source: "/mes" };
    const progress = { resource: "LINE-B", state: "running", good: 1, scrap: 0 };
    const foreign = [
      fact("mes.operation", "op", { order: "WO-B", seq: 10, ...progress }, from),
      fact("mes.resource-state", "down", { resource: "LINE-B", since: MORNING, state: "down" }, from),
      fact("mes.consumption", "used", { order: "WO-B", seq: 10, item: "FG-1", quantity: 1 }, from),
      fact("tower.estimate", "said", { target: { purchaseOrderLine: "PO-B/1" }, at: MORNING, by: "m" }, from),
      fact("mes.quality-hold", "free", { id: "HOLD-B", ...hold, target: { item: "FG-1", lot: "L" } }, from),
      fact("erp.production-order", "taken", { id: "WO-B", site: "PLANT-A", ...order }, from),
      fact(
        "erp.production-order",
        "on-b",
        { id: "WO-N", site: "PLANT-A", ...order, operations: [{ seq: 10, resource: "LINE-B", ratePerHour: 1 }] },
        from,
      ),
      fact("wms.shipment", "gone", { id: "SH-B", deleted: true }, from),
      fact("erp.plan-published", "no-plan", { id: "W10-B", deleted: true }, from),
      fact("erp.plan-published", "all", { id: "W10", horizonStart: MORNING, horizonEnd: MORNING }, from),
      fact("mes.quality-hold", "everywhere", { id: "HOLD-X", ...hold, target: { item: "FG-1", lot: "L" } }, from),
    ];
    for (const event of foreign) {
      const { status, body } = await post<Refused>(token, JSON.stringify(event), one);
      const message = "The token is for PLANT-A, and a fact is about another site. Nothing was taken.";
      expect([event.id, status, body.error?.message]).toEqual([event.id, 403, message]);
    }
    const own = fact("mes.resource-state", "own", { resource: "LINE-A", since: MORNING, state: "running" }, from);
    expect((await post(token, JSON.stringify(own), one)).status).toBe(202);
    for (const type of ["constructor", "__proto__"]) {
      const odd = await post(token, JSON.stringify({ ...own, id: `odd-${type}`, type }), one);
      expect([odd.status, odd.body.quarantined]).toEqual([202, 1]);
    }
  });

  test("is checked on what messages of other forms mean", async () => {
    const { token } = await create({ sources: ["/wms"] });
    const xml = `<SyncMaterialLot xmlns="http://www.mesa.org/xml/B2MML"/>`;
    expect((await post(token, xml, "application/xml", "/b2mml")).status).not.toBe(401);
    const document = {
      "@context": "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld",
      type: "EPCISDocument",
      schemaVersion: "2.0",
      creationDate: "2026-03-02T06:00:00Z",
      epcisBody: { eventList: [{ type: "ObjectEvent", eventTime: "nonsense" }] },
    };
    expect((await post(token, JSON.stringify(document), "application/json", "/epcis/capture")).status).not.toBe(401);
  });

  test("does nothing but send facts", async () => {
    const { token } = await create({ sources: ["/wms"] });
    const asked = await server.ask("{ asOf { seq } }", {}, token);
    expect(asked.errors?.map(({ extensions }) => extensions.code)).toEqual(["FORBIDDEN"]);
    for (const path of ["/clock", "/admin/verify", "/outgoing/retry"]) {
      expect((await post(token, "{}", "application/json", path)).status).toBe(403);
    }
  });

  test("that is revoked is worth nothing from then on, also after a restart, and both are audited", async () => {
    const { token, id } = await create({ sources: ["/wms"] });
    const kept = await create({ sources: ["/wms"] });
    const revoke = "mutation ($id: ID!) { revokeFeedToken(id: $id) { revokedBy } }";
    const done = await server.ask(revoke, { id }, "dev:ida:integrator");
    expect(done.data).toEqual({ revokeFeedToken: { revokedBy: "ida" } });
    expect((await post<Refused>(token, "[]")).status).toBe(401);
    await server.end("SIGKILL");
    await server.restart();
    expect((await post<Refused>(token, "[]")).status).toBe(401);
    expect((await post(kept.token, JSON.stringify([counted("/wms")]))).status).toBe(202);
  }, 60_000);

  test("that is revoked ends a stream that shows it, which says what was taken before", async () => {
    const { token, id } = await create({ sources: ["/wms"] });
    const stream = openStream(server.url, { authorization: `Bearer ${token}` });
    const before = await seqNow();
    stream.send([counted("/wms")]);
    await expect.poll(seqNow).toBeGreaterThan(before);
    await server.ask("mutation ($id: ID!) { revokeFeedToken(id: $id) { id } }", { id }, "dev:ida:integrator");
    const late = [counted("/wms"), counted("/wms")];
    stream.send(late);
    const { status, body } = await stream.end();
    expect([status, body]).toMatchObject([401, { error: { code: "UNAUTHENTICATED" } }]);
    expect(JSON.stringify(body)).toContain("1 lines before it were taken");
    expect((await server.send(late)).accepted).toBe(2);
  });

  test("that is revoked while a batch comes has nothing of it taken", async () => {
    const { token, id } = await create({ sources: ["/wms"] });
    const stream = openStream(server.url, { authorization: `Bearer ${token}`, "content-type": batch });
    const late = counted("/wms");
    stream.write("[");
    await sleep(200);
    await server.ask("mutation ($id: ID!) { revokeFeedToken(id: $id) { id } }", { id }, "dev:ida:integrator");
    stream.write(`${JSON.stringify(late)}]`);
    expect((await stream.end()).status).toBe(401);
    expect((await server.send([late])).accepted).toBe(1);
  });

  test.each([
    [{ sources: [] }],
    [{ sources: [""] }],
    [{ sources: ["/wms"], types: ["wms.nothing"] }],
    [{ sources: ["/wms"], types: [] }],
    [{ sources: ["/wms"], sites: [] }],
  ])("%j is not made", async (variables) => {
    const { errors } = await server.ask(CREATE, variables);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(["BAD_USER_INPUT"]);
  });
});
