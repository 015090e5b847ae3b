import { afterAll, beforeAll, expect, test } from "vitest";
import { PUT_ROSTER } from "../escalation/testing/plant.ts";
import { count, fact, item, MORNING, orderLine, site } from "../testing/facts.ts";
import { connectLive } from "../testing/live-client.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

/** A line of PLANT-A stands, which makes what an order line there and one of PLANT-B wait for: one card over two plants. */
let server: ServerProcess;
const ANN = "dev:ann:planner:PLANT-A";
const BOB = "dev:bob:planner:PLANT-B";

beforeAll(async () => {
  server = await startServerProcess();
  await server.send([
    site("PLANT-A"),
    site("PLANT-B"),
    item("FG-1"),
    item("RM-1"),
    count(1, 100, { item: "RM-1", site: "PLANT-A" }),
    fact("master.resource", "line-a", { id: "LINE-A", site: "PLANT-A", name: "Line A", kind: "line" }),
    fact("erp.production-order", "wo", {
      ...{ id: "WO-1", item: "FG-1", site: "PLANT-A", quantity: 40, components: [{ item: "RM-1", quantityPer: 1 }] },
      ...{ status: "released", plannedStart: "2026-03-02T08:00:00Z", plannedFinish: "2026-03-02T10:00:00Z" },
      operations: [{ seq: 1, resource: "LINE-A", ratePerHour: 20 }],
    }),
    fact("erp.transfer-order", "to", {
      ...{ id: "TO-1", item: "FG-1", fromSite: "PLANT-A", toSite: "PLANT-B", quantity: 20, status: "open" },
      ...{ plannedShip: "2026-03-02T11:00:00Z", plannedReceipt: "2026-03-02T12:00:00Z" },
    }),
    orderLine({ order: "SO-A", item: "FG-1", site: "PLANT-A", promisedAt: "2026-03-02T14:00:00Z" }),
    orderLine({ order: "SO-B", item: "FG-1", site: "PLANT-B", promisedAt: "2026-03-02T14:30:00Z" }),
    fact(
      "mes.resource-state",
      "down",
      {
        ...{ resource: "LINE-A", since: "2026-03-02T07:00:00Z", state: "down", expectedUpAt: "2026-03-02T16:00:00Z" },
      },
      { time: "2026-03-02T07:00:00Z" },
    ),
  ]);
  await server.setClock("2026-03-02T07:59:00Z");
  for (const [plant, person] of [
    ["PLANT-A", "ann"],
    ["PLANT-B", "bob"],
  ]) {
    const roster = {
      ...{ site: plant, timeZone: "UTC", standIns: [], holidays: [] },
      people: [{ id: person, name: person }],
      duties: ["SUPERVISOR", "PLANNER"].map((role) => ({ person, role })),
    };
    const { errors } = await server.ask(PUT_ROSTER, { roster, id: `r-${person}` });
    expect(errors).toBeUndefined();
  }
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

interface Card {
  readonly id: string;
  readonly valueAtRisk: { readonly amount: string };
  readonly impacted: readonly { readonly line: string }[];
  readonly nextActions: readonly string[];
}
async function cardOf(token: string): Promise<Card> {
  const { data } = await server.ask<{ exceptions: { nodes: Card[] } }>(
    "{ exceptions(filter: { kinds: [MACHINE_DOWN] }) { nodes { id valueAtRisk { amount } impacted { line } nextActions } } }",
    {},
    token,
  );
  expect(data?.exceptions.nodes).toHaveLength(1);
  return data?.exceptions.nodes[0] as Card;
}
const codes = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code) ?? [];
const tell = (command: string, token: string) => server.ask(`mutation { ${command} { id } }`, {}, token);

test("each sees the own lines, and only those where the machine is may put the card away for everybody", async () => {
  const [here, there] = [await cardOf(ANN), await cardOf(BOB)];
  expect([here.id, here.impacted.map(({ line }) => line)]).toEqual([there.id, ["SO-A/1"]]);
  expect(there.impacted.map(({ line }) => line)).toEqual(["SO-B/1"]);
  expect(there.nextActions).toEqual(["ACKNOWLEDGE", "ASSIGN", "COMMENT"]);
  expect(here.nextActions).toEqual(expect.arrayContaining(["SHELVE", "RESOLVE", "FLAG_FALSE", "MERGE"]));
  const { id } = here;
  for (const [k, command] of [
    `shelveException(id: "${id}", until: "2026-03-02T10:00:00Z", reason: "x"`,
    `resolveException(id: "${id}", reason: "x"`,
    `flagFalse(id: "${id}", reason: "x"`,
  ].entries()) {
    const refused = await tell(`${command}, commandId: "away-${k}")`, BOB);
    expect([codes(refused), refused.errors?.[0]?.message]).toEqual([
      ["FORBIDDEN"],
      "LINE-A is at PLANT-A, which is none of your sites: it would be gone for them as well: ask a colleague from there, or comment.",
    ]);
  }
  expect(codes(await tell(`comment(id: "${id}", text: "we wait", commandId: "say")`, BOB))).toEqual([]);
});

test("whoever is where the machine is gets called, and is told of the lines of their own plant alone", async () => {
  await server.setClock("2026-03-02T08:01:00Z");
  const told = async (token: string) => {
    const { data } = await server.ask<{ notifications: { nodes: { text: string }[] } }>(
      "{ notifications { nodes { text } } }",
      {},
      token,
    );
    return data?.notifications.nodes.map(({ text }) => text) ?? [];
  };
  await expect
    .poll(() => told(ANN))
    .toContainEqual(expect.stringMatching(/^1 order line at Plant PLANT-A, 200.00 EUR at risk/));
  expect((await told(ANN)).join()).not.toContain("400.00");
  expect((await told(BOB)).filter((text) => text.includes("at risk"))).toEqual([]);
});

test("where a figure of the one plant comes from shows no stocking point of the other", async () => {
  const { data } = await server.ask<{
    lineage: { behind: { nodes: { kind: string; subject: string }[] }; leftOut: string[] };
  }>(
    '{ lineage(of: SALES_ORDER_LINE, id: "SO-B/1") { leftOut behind(first: 100) { nodes { kind subject } } } }',
    {},
    BOB,
  );
  const subjects = data?.lineage.behind.nodes.map(({ subject }) => subject) ?? [];
  expect(subjects).toContain("SO-B/1");
  expect(subjects).not.toContain("RM-1@PLANT-A");
  expect(data?.lineage.leftOut).toContain("OTHER_SITES");
});

test("who watches without asking for an answer is told what changes all the same", async () => {
  const client = await connectLive(server.url, BOB);
  const { data } = await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }");
  const since = data?.asOf.seq ?? 0;
  client.socket.emit("watch", { topics: ["exceptions"], since } as never);
  const { id } = await cardOf(BOB);
  await tell(`comment(id: "${id}", text: "still waiting", commandId: "say-2")`, BOB);
  await client.reached(since + 1);
  expect(client.deltas[0]?.fromSeq).toBe(since);
  expect(client.deltas.flatMap(({ exceptions }) => exceptions)).toMatchObject([{ id }]);
  client.close();
});
