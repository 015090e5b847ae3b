import { findPostgres, type Service, startPostgres } from "@lockstep/testkit/services";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Way, wayTo } from "./testing/cut-off.ts";
import { count, MORNING, troubledPlants } from "./testing/facts.ts";
import { type ServerProcess, startServerProcess } from "./testing/server-process.ts";

const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

const AT = { item: "FG-1", site: "PLANT-A" };

async function positionOf(server: ServerProcess): Promise<{ readonly seq: number }> {
  const { data } = await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }");
  return { seq: data?.asOf.seq ?? 0 };
}

describe.skipIf(findPostgres() === undefined)("while PostgreSQL cannot be reached", () => {
  let postgres: Service;
  let way: Way;
  let server: ServerProcess;
  let exception: string;
  let photo: string;

  const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });
  const post = (path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
    fetch(server.url + path, { method: "POST", body, headers });
  const answerOf = async (asked: Promise<Response>) => {
    const response = await asked;
    const { status, headers } = response;
    return { status, retryAfter: Number(headers.get("retry-after")), text: await response.text() };
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    way = await wayTo(Number(new URL(postgres.url).port));
    server = await startServerProcess({ DATABASE_URL: postgres.url.replace(/:\d+\//, `:${way.port}/`) });
    await server.send(troubledPlants());
    await server.setClock(MORNING);
    const shown = await server.ask<{ exceptions: { nodes: { id: string }[] } }>("{ exceptions { nodes { id } } }");
    exception = shown.data?.exceptions.nodes[0]?.id ?? "";
    const sent = await post("/photos", Buffer.from(PIXEL, "base64"));
    photo = ((await sent.json()) as { photo: string }).photo;
    const comment = `mutation { comment(id: "${exception}", text: "x", photos: ["${photo}"], commandId: "c-1") { id } }`;
    expect((await server.ask(comment)).errors).toBeUndefined();
    await way.cut();
  }, 90_000);
  afterAll(async () => {
    await server.close();
    await postgres.stop();
  });

  test("it is said not to be ready, and alive", async () => {
    await expect.poll(async () => (await get("/readyz")).status).toBe(503);
    const { retryAfter, text } = await answerOf(get("/readyz"));
    expect([retryAfter > 0, JSON.parse(text)]).toMatchObject([true, { error: { code: "UNAVAILABLE" } }]);
    expect((await get("/healthz")).status).toBe(200);
  });

  test("what needs it over HTTP is asked to come again", async () => {
    const past = { "lockstep-at": "2026-03-02T07:00:00Z" };
    const asked = {
      "audit.csv": get("/exports/audit.csv"),
      "quarantine.csv": get("/exports/quarantine.csv"),
      "all of the audit": get("/audit.csv"),
      photo: get(`/photos/${exception}/${photo}`),
      "another photo": post("/photos", Buffer.concat([Buffer.from(PIXEL, "base64"), Buffer.from([0])])),
      imports: get("/imports"),
      outgoing: get("/outgoing"),
      "a file of the past": get("/exports/order-lines.csv", past),
      "a pack of the past": get(
        "/packs/otif.pdf?definition=requested&from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z",
        past,
      ),
      "the past": post("/graphql", '{"query":"{ orderLines { totalCount } }"}', {
        "content-type": "application/json",
        ...past,
      }),
    };
    for (const [what, one] of Object.entries(asked)) {
      const { status, retryAfter, text } = await answerOf(one);
      expect([what, status, retryAfter > 0, text]).toEqual([what, 503, true, expect.stringContaining("UNAVAILABLE")]);
      expect(text).toContain("cannot be reached now");
    }
  });

  test.each([
    "{ quarantine { totalCount nodes { id } } }",
    "{ audit { totalCount } }",
    "{ deliveries { totalCount } }",
    "{ notifications { totalCount } }",
    '{ lineage(of: SALES_ORDER_LINE, id: "SO-A/1", figure: OPEN_QUANTITY) { behind { totalCount nodes { message { text } } } } }',
    "{ ruleSetVersions { version } }",
    'mutation { createFeedToken(name: "x", sources: ["/x"]) { token } }',
    'mutation { comment(id: "EX", text: "y", commandId: "c-2") { id } }',
  ])("%s is answered in words", async (query) => {
    const { errors } = await server.ask(query.replace("EX", exception));
    expect(errors?.map(({ extensions, message }) => [extensions.code, message])).toEqual([
      ["UNAVAILABLE", expect.stringContaining("cannot be reached now")],
    ]);
  });

  test("facts and the clock are asked to come again, and nothing of them is kept", async () => {
    const known = await server.ask<{ asOf: { seq: number; now: string } }>("{ asOf { seq now } }");
    const type = "application/cloudevents-batch+json";
    const later = JSON.stringify({ now: "2026-03-02T09:00:00Z" });
    const asked = [
      post("/facts", JSON.stringify([count(1, 7, AT)]), { "content-type": type }),
      post("/facts", JSON.stringify([count(2, 7, AT)]), { "content-type": type }),
      post("/clock", later, { "content-type": "application/json" }),
    ];
    for (const one of asked) {
      const { status, retryAfter, text } = await answerOf(one);
      expect([status, retryAfter > 0, text]).toEqual([503, true, expect.stringContaining("cannot be reached now")]);
    }
    expect((await server.ask("{ asOf { seq now } }")).data).toEqual(known.data);
  });

  test("what is known is answered, and all of it is again when it is back", async () => {
    const { seq } = await positionOf(server);
    expect((await server.ask("{ orderLines { totalCount } }")).errors).toBeUndefined();
    await way.join();
    await expect.poll(async () => (await get("/readyz")).status).toBe(200);
    expect((await server.ask("{ audit { totalCount } }")).errors).toBeUndefined();
    const comment = `mutation { comment(id: "${exception}", text: "y", commandId: "c-2") { id } }`;
    expect((await server.ask(comment)).errors).toBeUndefined();
    expect(await server.send([count(1, 7, AT)])).toMatchObject({ accepted: 1, duplicates: 0, seq: seq + 2 });
    await server.end("SIGKILL");
    await server.restart();
    expect(await server.send([count(1, 7, AT)])).toMatchObject({ accepted: 0, duplicates: 1, seq: seq + 2 });
    const failed = ["a request failed", "a question failed"];
    expect(server.log.filter(({ level, msg }) => level >= 60 || failed.includes(msg))).toEqual([]);
  });
});
