import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { count, counts, item, MORNING, site } from "../testing/facts.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
  const parked = Array.from({ length: 260 }, (_, k) =>
    count(1_000 + k, 1, { item: "NOT-THERE", site: "PLANT-A", location: `P-${k}` }),
  );
  await server.send([site("PLANT-A"), site("PLANT-B"), item("FG-1"), ...counts(0, 10), ...parked]);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

interface Parked {
  readonly nodes: readonly { readonly seq: number; readonly id: string }[];
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly seq: number } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}
const FIELDS = "nodes { seq id } edges { cursor node { seq } } pageInfo { hasNextPage endCursor } totalCount";
const PAGE = `query ($first: Int, $after: String) { parked(first: $first, after: $after) { ${FIELDS} } }`;
const page = async (variables: object, query = PAGE) =>
  (await server.ask<{ parked: Parked }>(query, variables)).data?.parked;
const codes = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code);

describe("connections", () => {
  test("fifty come unless told otherwise, at most two hundred, also none", async () => {
    expect((await page({}, `{ parked { ${FIELDS} } }`))?.nodes).toHaveLength(50);
    expect((await page({ first: 1_000 }))?.nodes).toHaveLength(200);
    const none = await page({ first: 0 });
    expect(none?.nodes).toEqual([]);
    expect(none?.totalCount).toBe(260);
  });

  test("pages follow one another without gap or repeat, to the last", async () => {
    const seen: number[] = [];
    let after: string | null = null;
    for (;;) {
      const next: Parked | undefined = await page({ first: 70, after });
      seen.push(...(next?.nodes ?? []).map(({ seq }) => seq));
      expect(next?.pageInfo.endCursor).toBe(next?.edges.at(-1)?.cursor);
      after = next?.pageInfo.endCursor ?? null;
      if (next?.pageInfo.hasNextPage !== true) break;
    }
    expect(seen).toHaveLength(260);
    expect([...new Set(seen)].sort((a, b) => a - b)).toEqual(seen);
  });

  test.each([["parked"], ["exceptions"], ["orderLines"], ["productionOrders"], ["quarantine"], ["findings"]])(
    "%s takes neither a negative number nor a cursor that is not its own",
    async (name) => {
      const foreign = Buffer.from('["other",7]').toString("base64url");
      for (const args of ["first: -1", 'after: "nonsense"', `after: "${foreign}"`, 'after: ""']) {
        const answer = await server.ask(`{ ${name}(${args}) { totalCount } }`);
        expect([args, codes(answer)]).toEqual([args, ["BAD_USER_INPUT"]]);
      }
    },
  );

  test("a cursor of another order of the same list is foreign, too", async () => {
    const cursor = Buffer.from('["exceptions:OPENED_AT","2026",""]').toString("base64url");
    const answer = await server.ask(`{ exceptions(orderBy: ACT_BY, after: "${cursor}") { totalCount } }`);
    expect(codes(answer)).toEqual(["BAD_USER_INPUT"]);
  });
});

test("an unknown id is null in a question and NOT_FOUND in a command", async () => {
  const { data, errors } = await server.ask(`{
    exception(id: "x") { id } orderLine(id: "x") { id } productionOrder(id: "x") { id } stockingPoint(id: "x@y") { id }
    resource(id: "x") { id } purchaseOrderLine(id: "x") { id } transferOrder(id: "x") { id } hold(id: "x") { id }
  }`);
  expect(errors).toBeUndefined();
  expect(Object.values(data ?? {})).toEqual(Array.from({ length: 8 }, () => null));
  for (const command of ['comment(id: "x", text: "a",', 'discardQuarantined(id: "x", reason: "a",']) {
    const answer = await server.ask(`mutation { ${command} commandId: "c-1") { id } }`);
    expect(codes(answer)).toEqual(["NOT_FOUND"]);
  }
});

test("questions by GET are answered, commands by GET are not", async () => {
  const get = (query: string) => fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`);
  const asked = await get("{ asOf { seq } }");
  expect(asked.status).toBe(200);
  expect(await asked.json()).toEqual({ data: { asOf: { seq: 273 } } });
  const told = await get('mutation { comment(id: "x", text: "hello", commandId: "c-3") { id } }');
  expect(told.status).toBe(405);
  expect((await get("{ asOf ")).status).toBe(400);
  const bare = await fetch(`${server.url}/graphql`, { headers: { accept: "application/json" } });
  expect(bare.status).toBe(400);
});

test("a browser that opens the address finds a page to ask with", async () => {
  const opened = await fetch(`${server.url}/graphql`, { headers: { accept: "text/html,*/*;q=0.8" } });
  expect(opened.headers.get("content-type")).toContain("text/html");
  const script = await fetch(`${server.url}/graphql/explorer.js`);
  expect(script.headers.get("content-type")).toContain("javascript");
});

test("who asks is known by the token, and a token that names nobody is UNAUTHENTICATED", async () => {
  const VIEWER = "{ viewer { name roles sites } sites { id } }";
  const dev = await server.ask<{ viewer: { roles: string[] } }>(VIEWER);
  expect(dev.data?.viewer.roles).toHaveLength(8);
  const ann = await server.ask(VIEWER, {}, "dev:ann:planner:PLANT-B,PLANT-C");
  expect(ann.data).toEqual({
    viewer: { name: "ann", roles: ["PLANNER"], sites: ["PLANT-B", "PLANT-C"] },
    sites: [{ id: "PLANT-B" }],
  });
  expect(codes(await server.ask(VIEWER, {}, "dev:ann:king"))).toEqual(["UNAUTHENTICATED"]);
});

test("who sees some sites only gets no quarantined facts, and no parked ones of others", async () => {
  const token = "dev:ann:planner:PLANT-B";
  expect(codes(await server.ask("{ quarantine { totalCount } }", {}, token))).toEqual(["FORBIDDEN"]);
  expect((await server.ask("{ parked { totalCount } }", {}, token)).data).toEqual({ parked: { totalCount: 0 } });
});

test("instants come out in UTC with milliseconds, and go in only whole", async () => {
  const { data } = await server.ask<{ asOf: { now: string; factAt: string } }>("{ asOf { now factAt } }");
  expect(data?.asOf.now).toBe("2026-03-02T08:00:00.000Z");
  expect(data?.asOf.factAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  const OTIF = `query ($of: ID!, $from: DateTime!) {
    otif(definition: $of, from: $from, to: "2026-04-01T00:00:00Z") { value n version }
  }`;
  const good = await server.ask(OTIF, { of: "requested", from: "2026-03-01T00:00:00Z" });
  expect(good.data).toEqual({ otif: { value: null, n: 0, version: 1 } });
  for (const from of ["2026-03-01", 7, "2026-13-01T00:00:00Z"]) {
    expect(codes(await server.ask(OTIF, { of: "requested", from }))).toEqual(["BAD_USER_INPUT"]);
  }
  expect(codes(await server.ask(OTIF, { of: "x", from: "2026-03-01T00:00:00Z" }))).toEqual(["BAD_USER_INPUT"]);
});
