import { afterAll, beforeAll, expect, test } from "vitest";
import { item, MORNING, site } from "../testing/facts.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;
const wrong = { ...item("FG-1"), data: { id: "FG-1", name: "Item", uom: 7 } };

beforeAll(async () => {
  server = await startServerProcess();
  await server.send([site("PLANT-A"), wrong, { ...wrong, id: "second" }]);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

interface Row {
  readonly id: string;
  readonly state: string;
  readonly fact: string;
  readonly settledBy: string | null;
}

async function rows(): Promise<readonly Row[]> {
  const query = "{ quarantine { nodes { id state fact settledBy } } overview { openQuarantine } }";
  return (await server.ask<{ quarantine: { nodes: Row[] } }>(query)).data?.quarantine.nodes ?? [];
}
const openCount = async () =>
  (await server.ask<{ overview: { openQuarantine: number } }>("{ overview { openQuarantine } }")).data?.overview
    .openQuarantine;
const codes = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code);

const RESUBMIT = `mutation ($id: ID!, $fact: String!, $commandId: ID!) {
  resubmitQuarantined(id: $id, fact: $fact, commandId: $commandId) { id state settledBy }
}`;
const DISCARD = `mutation ($id: ID!, $reason: String!, $commandId: ID!) {
  discardQuarantined(id: $id, reason: $reason, commandId: $commandId) { id state settledBy }
}`;

test("a corrected fact is taken in the place of the quarantined one, once", async () => {
  const [, first] = await rows();
  const variables = { id: first?.id, fact: JSON.stringify(item("FG-1")), commandId: "resubmit-1" };
  expect(codes(await server.ask(RESUBMIT, variables, "dev:petra:planner"))).toEqual(["FORBIDDEN"]);
  expect(codes(await server.ask(RESUBMIT, { ...variables, fact: first?.fact }))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await server.ask(RESUBMIT, { ...variables, fact: "{" }))).toEqual(["BAD_USER_INPUT"]);
  const { data } = await server.ask(RESUBMIT, variables, "dev:stan:steward");
  expect(data).toEqual({ resubmitQuarantined: { id: first?.id, state: "RESUBMITTED", settledBy: "stan" } });
  expect(await openCount()).toBe(1);
  const again = await server.ask(RESUBMIT, variables, "dev:stan:steward");
  expect(again.data).toEqual(data);
  expect(codes(await server.ask(RESUBMIT, { ...variables, commandId: "resubmit-2" }))).toEqual(["CONFLICT"]);
  expect(await server.send([item("FG-1")])).toMatchObject({ accepted: 0, duplicates: 1 });
});

test("what is discarded says why, and stays so over a hard restart", async () => {
  const [second] = await rows();
  const variables = { id: second?.id, reason: "sent by mistake", commandId: "discard-1" };
  expect(codes(await server.ask(DISCARD, { ...variables, reason: " " }))).toEqual(["BAD_USER_INPUT"]);
  expect((await server.ask(DISCARD, variables)).errors).toBeUndefined();
  expect(await openCount()).toBe(0);
  await server.end("SIGKILL");
  await server.restart();
  expect((await rows()).map(({ state }) => state)).toEqual(["DISCARDED", "RESUBMITTED"]);
  expect(await openCount()).toBe(0);
  expect(await server.send([wrong])).toMatchObject({ duplicates: 1, quarantined: 0 });
}, 60_000);
