import { afterAll, beforeAll, expect, test } from "vitest";
import { item, MORNING, orderLine, site } from "../testing/facts.ts";
import { quick } from "../testing/quick.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

/** What leads from lines to their exceptions and back costs the more, the more lines one exception has. */

const LINES = 230;
let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
  const lines = Array.from({ length: LINES }, (_, k) => orderLine({ order: `SO-${k}`, item: "FG-1", site: "PLANT-A" }));
  await server.send([site("PLANT-A"), item("FG-1"), ...lines]);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

const ask = async (query: string) => {
  const began = performance.now();
  const json = { "content-type": "application/json" };
  const { status, body } = await server.post<GraphQLAnswer<unknown>>("/graphql", JSON.stringify({ query }), json);
  return { status, body, took: performance.now() - began };
};

const round = (inner: string): string => `exception { impacted { orderLine { ${inner} } } }`;

test.each([
  ["two hundred lines", `{ orderLines(first: 200) { nodes { ${round("exception { impacted { line } }")} } } }`],
  ["one line, three times round", `{ orderLine(id: "SO-0/1") { ${round(round("id"))} } }`],
  [
    "a fragment",
    `{ orderLines(first: 200) { nodes { ...F } } } fragment F on OrderLine { exception { impacted { line orderLine { id } } } }`,
  ],
])("by way of %s it is refused within a second, and again when it is asked again", quick, async (_, query) => {
  for (let k = 0; k < 2; k++) {
    const { status, body, took } = await ask(query);
    expect([status, body.errors?.map(({ extensions }) => extensions.code)]).toEqual([400, ["BAD_USER_INPUT"]]);
    expect(took).toBeLessThan(1_000);
  }
});

test("once round, from one line or from the exceptions, it is answered whole", async () => {
  const line = await ask('{ orderLine(id: "SO-0/1") { exception { impacted { line orderLine { id } } } } }');
  expect(line.body).toMatchObject({ data: { orderLine: { exception: { impacted: { length: LINES } } } } });
  const cards = await ask("{ exceptions(first: 50) { nodes { impacted { line orderLine { id } } } } }");
  expect(cards.body).toMatchObject({ data: { exceptions: { nodes: [{ impacted: { length: LINES } }] } } });
});
