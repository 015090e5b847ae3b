import { serverAudits } from "graphql-http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quick } from "../testing/quick.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
}, 90_000);
afterAll(() => server.close());

const post = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
  server.post<GraphQLAnswer<unknown>>("/graphql", body, headers);

describe("GraphQL over HTTP", () => {
  const audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch });

  test("is spoken as its specification says that one must", async () => {
    expect(audits.length).toBeGreaterThan(50);
    const failed: string[] = [];
    for (const audit of audits.filter(({ name }) => name.startsWith("MUST"))) {
      const result = await audit.fn();
      if (result.status !== "ok") failed.push(`${audit.id} ${audit.name}: ${"reason" in result ? result.reason : ""}`);
    }
    expect(failed).toEqual([]);
  });
});

describe("an attack", () => {
  const times = (n: number, text: (k: number) => string): string =>
    Array.from({ length: n }, (_, k) => text(k)).join(" ");
  const circle = "{ asOf { ...A } } fragment A on AsOf { ...B } fragment B on AsOf { ...A }";
  const fanOut = `{ ${times(8, (k) => `...F${k}_0`)} } ${times(8, (k) => `fragment F${k}_0 on Query { ${times(20, () => "asOf { seq }")} }`)}`;

  test.each([
    ["aliases without end", `{ ${times(101, (k) => `a${k}: asOf { seq }`)} }`],
    ["a field again and again", `{ ${times(500, () => "asOf { seq }")} }`],
    ["directives without end", `{ asOf { seq ${times(100, () => "@include(if: true)")} } }`],
    ["unknown directives", `{ asOf { seq ${times(20, (k) => `@x${k}`)} } }`],
    ["fragments in a circle", circle],
    ["many fragments of the same field", fanOut],
    [
      "a question about types in circles",
      `{ __schema { types { ${"fields { type { ".repeat(6)} name ${"} }".repeat(6)} } } }`,
    ],
    ["braces without end", "{".repeat(5_000)],
    ["an argument nested without end", `{ exceptions(filter: ${"[".repeat(900)}${"]".repeat(900)}) { totalCount } }`],
  ])("by %s is refused within a second", quick, async (_, query) => {
    const began = performance.now();
    const { status, body } = await post(JSON.stringify({ query }));
    expect(performance.now() - began).toBeLessThan(1_000);
    expect([status, body.errors?.[0]?.extensions.code]).toEqual([400, "BAD_USER_INPUT"]);
  });

  test("by a list of questions in one is refused", async () => {
    const one = { query: "{ asOf { seq } }" };
    expect((await post(JSON.stringify(Array(10).fill(one)))).status).toBe(400);
  });

  test("by a command in an address, or in a form, does nothing", async () => {
    const command = 'mutation { comment(id: "x", text: "x", commandId: "x") { id } }';
    const address = `${server.url}/graphql?query=${encodeURIComponent(command)}`;
    const got = await fetch(address, { headers: { accept: "application/json" } });
    expect(got.status).toBe(405);
    for (const type of ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"]) {
      expect((await post(`query=${encodeURIComponent(command)}`, { "content-type": type })).status).toBe(415);
    }
  });

  test("by a subscription, which there is none of, is refused with what to do in its place", async () => {
    const refused = await post(JSON.stringify({ query: "subscription { x }" }));
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      errors: [{ message: expect.stringContaining("over the socket"), extensions: { code: "BAD_USER_INPUT" } }],
    });
  });

  test("learns nothing of how the server is made", async () => {
    const asks = [
      "{ nothing }",
      "{ asOf { ",
      '{ exceptions(after: "x") { totalCount } }',
      "query ($x: Nope) { asOf { seq } }",
    ];
    for (const query of asks) {
      const { body, headers } = await post(JSON.stringify({ query }));
      expect(JSON.stringify(body)).not.toMatch(/node_modules|\.ts\b|stack|select |"tracing"|at \w+ \(/i);
      expect(headers.get("x-powered-by")).toBeNull();
    }
  });

  test("by a changed prototype changes nothing", async () => {
    const variables = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}';
    await post(`{"query":"{ asOf { seq } }","variables":${variables},"extensions":${variables}}`);
    expect((await post('{"query":"{ asOf { seq } }"}')).body.errors).toBeUndefined();
  });
});
