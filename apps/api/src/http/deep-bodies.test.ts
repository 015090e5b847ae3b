import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MORNING, site } from "../testing/facts.ts";
import { type FactsAnswer, type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const deep = (levels: number): string => `${"[".repeat(levels)}${"]".repeat(levels)}`;
const JSON_TYPE = { "content-type": "application/json" };

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
  await server.send([site("PLANT-A")]);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

describe("what is nested deeper than can be walked through", () => {
  test.each([
    ["/epcis/capture", `{"type":"EPCISDocument","epcisBody":{"eventList":${deep(100_000)}}}`],
    [
      "/epcis/capture",
      `{"type":"EPCISDocument","epcisBody":{"eventList":[{"type":"ObjectEvent","ilmd":${deep(100_000)}}]}}`,
    ],
    ["/clock", deep(4_900)],
  ])("is refused in words at %s", async (path, body) => {
    const { status, body: said } = await server.post<Refused>(path, body, JSON_TYPE);
    expect([path, status]).toEqual([path, 400]);
    expect(said.error.message).toContain("1000 levels deep: send it flatter");
  });

  test("is refused in words as a question, also within its address", async () => {
    const query = "query ($filter: ExceptionFilter) { exceptions(filter: $filter) { totalCount } }";
    const variables = `{"filter":${deep(7_000)}}`;
    const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
    const address = `/graphql?query=${encodeURIComponent(query)}&variables=${variables}`;
    for (const answer of [
      await fetch(`${server.url}/graphql`, { method: "POST", headers: JSON_TYPE, body }),
      await fetch(server.url + address),
    ]) {
      expect([answer.status, await answer.json()]).toMatchObject([
        400,
        { errors: [{ message: expect.stringContaining("levels deep"), extensions: { code: "BAD_USER_INPUT" } }] },
      ]);
    }
  });

  test("is kept as a fact, and can be put right", async () => {
    const good = { name: "Item", uom: "pc", id: "FG-1" };
    const event = (data: string) =>
      `{"specversion":"1.0","id":"d","source":"/d","type":"master.item","time":"2026-03-02T06:00:00Z","data":${data}}`;
    const bad = event(`{"id":"FG-1","name":"Item","uom":"pc","group":${deep(50_000)}}`);
    const sent = await server.post<FactsAnswer>("/facts", bad, { "content-type": "application/cloudevents+json" });
    expect([sent.status, sent.body.quarantined]).toEqual([202, 1]);
    const listed = await server.ask<{ quarantine: { nodes: { id: string; rule: string }[] } }>(
      "{ quarantine { nodes { id rule } } }",
    );
    const [one] = listed.data?.quarantine.nodes ?? [];
    expect(one?.rule).toBe("too-deep");
    const resubmit = `mutation ($id: ID!, $fact: String!) {
      resubmitQuarantined(id: $id, fact: $fact, commandId: "r-1") { state changes { op path } }
    }`;
    const { data, errors } = await server.ask(resubmit, { id: one?.id, fact: event(JSON.stringify(good)) });
    expect([errors, data]).toMatchObject([undefined, { resubmitQuarantined: { state: "RESUBMITTED" } }]);
  });

  test("is patched with others of its cause, or left open in words", async () => {
    const event = `{"specversion":"1.0","id":"e","source":"/d","type":"master.item","time":"2026-03-02T06:00:00Z","data":{"id":"FG-2","name":"Item","uom":"pc","group":${deep(50_000)}}}`;
    await server.post("/facts", event, { "content-type": "application/cloudevents+json" });
    const listed = await server.ask<{ quarantineCauses: { nodes: { id: string }[] } }>(
      "{ quarantineCauses { nodes { id } } }",
    );
    const cause = listed.data?.quarantineCauses.nodes[0]?.id;
    const settle = `mutation ($cause: ID!, $patch: String!) {
      resubmitQuarantinedCause(cause: $cause, patch: $patch, commandId: "p-1") { accepted stillWrong reasons { reason } }
    }`;
    const patch = JSON.stringify([{ op: "remove", path: "/data/group" }]);
    const { data, errors } = await server.ask(settle, { cause, patch });
    expect([errors, data]).toEqual([
      undefined,
      {
        resubmitQuarantinedCause: {
          ...{ accepted: 0, stillWrong: 1 },
          reasons: [{ reason: expect.stringContaining("correct it by itself, or discard it") as string }],
        },
      },
    ]);
  });
});
