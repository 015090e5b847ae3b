import { getIntrospectionQuery } from "graphql";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quick } from "../testing/quick.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
}, 60_000);
afterAll(() => server.close());

const times = (n: number, text: (k: number) => string): string =>
  Array.from({ length: n }, (_, k) => text(k)).join(" ");
const post = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
  server.post<GraphQLAnswer<unknown>>("/graphql", body, headers);
const ask = (query: string) => post(JSON.stringify({ query }));

/** `orderLine` is the first level, `id` the last. */
function deep(levels: number): string {
  const inner = Array.from({ length: levels - 2 }, (_, k) => ["exception", "impacted", "orderLine"][k % 3]);
  return `{ orderLine(id: "x") { ${inner.map((name) => `${name} {`).join(" ")} __typename ${"}".repeat(levels - 2)} } }`;
}

/** As tools ask for the schema, which take nine of them for enough. */
const ofTypes = (most: number): string =>
  `{ __schema { types { fields { args { type { ${"ofType { ".repeat(most)} name ${"} ".repeat(most)} } } } } } }`;

test("no answer is kept by who carries it: they are of one moment, and of one person", async () => {
  for (const query of ["{ asOf { seq } }", "{ nothing }"]) {
    const answer = await fetch(`${server.url}/graphql?query=${encodeURIComponent(query)}`);
    expect(answer.headers.get("cache-control")).toBe("no-store");
  }
});

test("a question of eight levels is answered", async () => {
  expect((await ask(deep(8))).body.errors).toBeUndefined();
});

test("eight fragments within each other are answered, and the schema as deep as tools ask for it", async () => {
  expect((await ask(`{ ${"... { ".repeat(8)} asOf { seq } ${"} ".repeat(8)} }`)).body.errors).toBeUndefined();
  expect((await ask(ofTypes(9))).body.errors).toBeUndefined();
});

const COSTLY = `{ exceptions(first: 200) { nodes { impacted { orderLine {
  path { text } allocations { id } facts(first: 200) { event }
} } } } }`;

const PLAN = `plan(site: "A", from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z", most: 20000) {
  baseline { plan } resources { id name state upAt } items { id name } stops { resource from to } holds { id reason }
  bars { id order resource item state plannedStart plannedFinish projectedStart projectedFinish baselineStart baselineFinish lines }
}`;

const SAVED = `linesSaved(from: "2026-03-01T00:00:00Z", to: "2026-04-01T00:00:00Z", first: 1) { saved }`;

const STEPS = `exceptions(first: 200) { nodes {
  watchers { person name since } playbook { steps { text ownerRole dueAt doneBy doneAt note overdue } }
  escalation { steps { at role state reason people { id name channels } } }
} }`;

const MANY = `actOnExceptions(ids: ["x"], action: COMMENT, note: "x", commandId: "c") { done }`;

test("one plan of a month is answered, whatever there is", async () => {
  expect((await ask(`{ ${PLAN} }`)).body).toEqual({ data: { plan: null } });
});

const tooMuch: [string, string][] = [
  ["nine levels", deep(9)],
  ["nine fragments within each other", `{ ${"... { ".repeat(9)} asOf { seq } ${"} ".repeat(9)} }`],
  [
    "nine named fragments within each other",
    `{ ...F0 } ${times(8, (k) => `fragment F${k} on Query { ...F${k + 1} }`)} fragment F8 on Query { asOf { seq } }`,
  ],
  ["a question about the schema that is deeper than tools ask", ofTypes(10)],
  ["the whole schema eleven times at once", `{ ${times(11, (k) => `a${k}: __schema { types { name } }`)} }`],
  ["31 aliases", `{ ${times(31, (k) => `a${k}: asOf { seq }`)} }`],
  ["31 aliases in a nested place", `{ feeds { ${times(31, (k) => `a${k}: id`)} } }`],
  ["31 times the same field", `{ ${times(31, () => "asOf { seq }")} }`],
  ["31 times the same field by fragments", `{ ${times(31, () => "... { asOf { seq } }")} }`],
  ["31 aliases in a question about the schema", `{ __schema { ${times(31, (k) => `a${k}: queryType { name }`)} } }`],
  ["nine directives at one place", `{ asOf { seq ${times(9, () => "@include(if: true)")} } }`],
  ["nine directives on the operation", `query ${times(9, () => "@include(if: true)")} { asOf { seq } }`],
  ["more than 2,000 tokens", `{ exceptions(filter: { ids: [${times(2_000, (k) => `"${k}"`)}] }) { totalCount } }`],
  ["more than it may cost", COSTLY],
  ["two plans at once", `{ ${PLAN} b: ${PLAN} }`],
  ["the life of plans four times at once", `{ ${times(4, (k) => `a${k}: planSurvival(site: "A", weeks: 26) { n }`)} }`],
  ["two weekly digests at once", "{ digestPreview { text } b: digestPreview { text } }"],
  ["lines saved twenty times at once", `{ ${times(20, (k) => `a${k}: ${SAVED}`)} }`],
  ["the steps and watchers of many exceptions three times", `{ ${times(3, (k) => `a${k}: ${STEPS}`)} }`],
  ["acting on many twice at once", `mutation { a: ${MANY} b: ${MANY} }`],
  ["a fragment that uses itself", "{ asOf { ...F } } fragment F on AsOf { seq ...F }"],
  ["a syntax error", "{ asOf { seq "],
  ["no question", ""],
  ["a field that is not there", "{ nothing }"],
  ["a value that is not of its enum", "{ exceptions(filter: { states: [BROKEN] }) { totalCount } }"],
];

test.each(tooMuch)("%s is refused as bad input, and within a second", quick, async (_, query) => {
  const began = performance.now();
  const { status, body } = await ask(query);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(status).toBe(400);
  expect(body.errors?.map(({ extensions }) => extensions.code)).toContain("BAD_USER_INPUT");
  expect(JSON.stringify(body)).not.toMatch(/stacktrace|node_modules|\.ts:/);
});

test("thirty aliases, thirty times the same field and eight directives are answered", async () => {
  expect((await ask(`{ ${times(30, (k) => `a${k}: asOf { seq }`)} }`)).body.errors).toBeUndefined();
  expect((await ask(`{ ${times(30, () => "asOf { seq }")} }`)).body.errors).toBeUndefined();
  const repeated = await ask(`{ asOf { seq ${times(8, () => "@include(if: true)")} } }`);
  expect(repeated.body.errors?.map(({ message }) => message).join()).not.toContain("More than");
});

test("a body over 100 kB is 413", async () => {
  const text = JSON.stringify({ query: "{ asOf { seq } }", variables: { x: "x".repeat(100_000) } });
  const { status, body } = await post(text);
  expect([status, body.errors?.[0]?.extensions.code]).toEqual([413, "BAD_USER_INPUT"]);
});

test.each([
  ["no JSON", "{", 400],
  ["a batch", '[{"query":"{ asOf { seq } }"}]', 400],
  ["a text", '"query"', 400],
  ["null", "null", 400],
  ["nothing", "", 400],
  ["a query that is no text", '{"query":7}', 400],
  ["variables that are no object", '{"query":"{ asOf { seq } }","variables":7}', 400],
])("%s as a body is the asker's mistake", async (_, text, status) => {
  const answer = await post(text);
  expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([status, "BAD_USER_INPUT"]);
});

test("another media type is 415, another method 405", async () => {
  const form = { "content-type": "application/x-www-form-urlencoded" };
  expect((await post("query={asOf{seq}}", form)).status).toBe(415);
  expect((await post("{ asOf { seq } }", { "content-type": "text/plain" })).status).toBe(415);
  expect((await fetch(`${server.url}/graphql`, { method: "DELETE" })).status).toBe(405);
});

test("the schema can be asked for, as tools do", async () => {
  const { status, body } = await ask(getIntrospectionQuery());
  expect([status, body.errors]).toEqual([200, undefined]);
});

test("a question that unfolds without end within the schema is refused within a second", quick, async () => {
  const began = performance.now();
  const { status } = await ask(`{ __schema { types { ${"fields { type { ".repeat(7)} name ${"} } ".repeat(7)} } } }`);
  expect(performance.now() - began).toBeLessThan(1_000);
  expect(status).toBe(400);
});
