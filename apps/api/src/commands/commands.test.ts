import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fact, item, MORNING, orderLine, troubledPlants } from "../testing/facts.ts";
import { connectLive } from "../testing/live-client.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
  await server.send(troubledPlants());
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

interface Card {
  readonly id: string;
  readonly subject: string;
  readonly state: string;
  readonly owner: string | null;
  readonly estimate: string | null;
  readonly timeline: readonly { readonly action: string; readonly by: string; readonly note: string | null }[];
  readonly nextActions: readonly string[];
}
const CARD = "id subject state owner estimate timeline { action by note } nextActions";
const ANN = "dev:ann:planner:PLANT-A";

async function cards(token?: string): Promise<readonly Card[]> {
  const { data } = await server.ask<{ exceptions: { nodes: Card[] } }>(
    `{ exceptions { nodes { ${CARD} } } }`,
    {},
    token,
  );
  return data?.exceptions.nodes ?? [];
}
const idOf = async (subject: string) => (await cards()).find((card) => card.subject === subject)?.id ?? "";

async function seqNow(): Promise<number> {
  return (await server.ask<{ asOf: { seq: number } }>("{ asOf { seq } }")).data?.asOf.seq ?? -1;
}

const codes = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code);
const tell = (command: string, token?: string) =>
  server.ask<{ done: Card }>(`mutation { done: ${command} { ${CARD} } }`, {}, token);

beforeEach(async ({ skip }) => {
  skip((await cards()).length === 0, "the engine projects no causes yet");
});

describe("an acknowledgement", () => {
  test("with an estimate shows at once, and makes a fact on the purchase line", async () => {
    const id = await idOf("PO-9/1");
    const before = await seqNow();
    const { data, errors } = await tell(
      `acknowledgeException(id: "${id}", note: "called", estimate: "2026-03-02T18:00:00Z", commandId: "ack-1")`,
      ANN,
    );
    expect(errors).toBeUndefined();
    expect(data?.done).toMatchObject({ state: "ACKNOWLEDGED", owner: null, estimate: "2026-03-02T18:00:00.000Z" });
    expect(data?.done.timeline.at(-1)).toMatchObject({ action: "acknowledged", by: "ann", note: "called" });
    expect(await seqNow()).toBe(before + 2);
    const facts = await server.ask<{ purchaseOrderLine: { facts: { type: string; event: string }[] } }>(
      '{ purchaseOrderLine(id: "PO-9/1") { facts { type event } } }',
    );
    const fact = facts.data?.purchaseOrderLine.facts.find(({ type }) => type === "tower.estimate");
    expect(JSON.parse(fact?.event ?? "{}")).toMatchObject({
      time: "2026-03-02T08:00:00.000Z",
      data: { target: { purchaseOrderLine: "PO-9/1" }, at: "2026-03-02T18:00:00.000Z", by: "ann", note: "called" },
    });
  });

  test("sent again gives the present state and writes nothing; with other arguments it is a conflict", async () => {
    const id = await idOf("PO-9/1");
    const before = await seqNow();
    const command = `acknowledgeException(id: "${id}", note: "called", estimate: "2026-03-02T18:00:00Z", commandId: "ack-1")`;
    expect((await tell(command, ANN)).data?.done.state).toBe("ACKNOWLEDGED");
    expect(codes(await tell(command.replace("called", "asked"), ANN))).toEqual(["CONFLICT"]);
    expect(codes(await tell(`comment(id: "${id}", text: "x", commandId: "ack-1")`, ANN))).toEqual(["CONFLICT"]);
    expect(await seqNow()).toBe(before);
  });

  test("with another estimate at the same moment holds, whatever the command is called", async () => {
    const id = await idOf("PO-9/1");
    const line = () =>
      server.ask<{ stockingPoint: { supplies: { id: string; availableAt: string }[] } }>(
        '{ stockingPoint(id: "FG-2@PLANT-A") { supplies { id availableAt } } }',
      );
    await tell(`acknowledgeException(id: "${id}", estimate: "2026-03-02T19:00:00Z", commandId: "zz-1")`, ANN);
    await tell(`acknowledgeException(id: "${id}", estimate: "2026-03-02T18:30:00Z", commandId: "aa-1")`, ANN);
    expect((await line()).data?.stockingPoint.supplies).toContainEqual(
      expect.objectContaining({ id: "PO-9/1", availableAt: "2026-03-02T18:30:00.000Z" }),
    );
  });

  test("of something that cannot be estimated makes no fact", async () => {
    const id = await idOf("FG-1@PLANT-A");
    const before = await seqNow();
    await tell(`acknowledgeException(id: "${id}", estimate: "2026-03-02T18:00:00Z", commandId: "ack-2")`, ANN);
    expect(await seqNow()).toBe(before + 1);
  });
});

describe("any command", () => {
  test("decided before what came first is marked with that", async () => {
    const id = await idOf("FG-1@PLANT-B");
    await tell(`comment(id: "${id}", text: "asked the yard", commandId: "before-1")`);
    const command = `acknowledgeException(id: "${id}", at: "2026-03-02T07:40:00Z", commandId: "before-2")`;
    const { data } = await server.ask<{ done: { timeline: { seq: number; action: string; meanwhile: number[] }[] } }>(
      `mutation { done: ${command} { timeline { seq action meanwhile } } }`,
    );
    expect(data?.done.timeline).toEqual([
      { seq: 1, action: "opened", meanwhile: [] },
      { seq: 2, action: "commented", meanwhile: [] },
      { seq: 3, action: "acknowledged", meanwhile: [1, 2] },
    ]);
  });

  test("that asks for what stocking points say is answered by the view that it leads to", async () => {
    const id = await idOf("FG-1@PLANT-B");
    const command = `done: comment(id: "${id}", text: "and again", commandId: "points-1")`;
    const { data, errors } = await server.ask<{ done: { timeline: object[]; staleSources: { source: string }[] } }>(
      `mutation { ${command} { timeline { seq } staleSources { source } } }`,
    );
    expect(errors).toBeUndefined();
    // Whoever brought the plant in has said nothing for hours.
    expect(data?.done.staleSources.map(({ source }) => source)).toEqual(["/test"]);
    const alone = await server.ask<{ staleFigures: object[] }>(
      '{ staleFigures(of: STOCKING_POINT, id: "FG-1@PLANT-B") { figure } }',
    );
    expect(alone.errors).toBeUndefined();
    expect(alone.data?.staleFigures.length).toBeGreaterThan(0);
  });

  test("is refused to who may only read, to who is of another site, and to who is nobody", async () => {
    const id = await idOf("FG-1@PLANT-A");
    const command = `comment(id: "${id}", text: "hello", commandId: "may-not")`;
    const before = await seqNow();
    expect(codes(await tell(command, "dev:leo:leader"))).toEqual(["FORBIDDEN"]);
    expect(codes(await tell(command, "dev:ben:planner:PLANT-B"))).toEqual(["FORBIDDEN"]);
    expect(codes(await tell(command, "nonsense"))).toEqual(["UNAUTHENTICATED"]);
    expect(await seqNow()).toBe(before);
    expect((await cards("dev:leo:leader")).find((card) => card.id === id)?.nextActions).toEqual([]);
  });

  test.each([
    ['shelveException(id: "$", until: "2026-03-02T07:00:00Z", reason: "later", commandId: "bad-1")'],
    ['shelveException(id: "$", until: "2026-03-09T07:00:00Z", reason: "later", commandId: "bad-2")'],
    ['shelveException(id: "$", until: "2026-03-02T10:00:00Z", reason: " ", commandId: "bad-3")'],
    ['resolveException(id: "$", reason: "", commandId: "bad-4")'],
    ['comment(id: "$", text: "", commandId: "bad-5")'],
    ['comment(id: "$", text: "a", commandId: "")'],
    ['comment(id: "$", text: "half \\ud800", commandId: "bad-6")'],
    ['acknowledgeException(id: "$", estimate: "2026-03-01T00:00:00Z", commandId: "bad-7")'],
    ['acknowledgeException(id: "$", at: "2026-03-02T09:00:00Z", commandId: "bad-8")'],
  ])("%s is bad input", async (command) => {
    const before = await seqNow();
    expect(codes(await tell(command.replace("$", await idOf("FG-1@PLANT-B"))))).toEqual(["BAD_USER_INPUT"]);
    expect(await seqNow()).toBe(before);
  });

  test("shows on other screens as one change", async () => {
    const client = await connectLive(server.url);
    const since = await seqNow();
    await client.watch({ topics: ["exceptions"], since });
    const id = await idOf("FG-1@PLANT-B");
    await tell(`assignException(id: "${id}", to: "petra", commandId: "assign-1")`);
    await client.reached(since + 1);
    expect(client.deltas.flatMap(({ exceptions }) => exceptions)).toMatchObject([{ id, owner: "petra" }]);
    client.close();
  });

  test("what is settled leaves the board, and cannot be done again", async () => {
    const client = await connectLive(server.url);
    const since = await seqNow();
    await client.watch({ topics: ["exceptions"], since });
    const id = await idOf("FG-1@PLANT-B");
    const { data } = await tell(`flagFalse(id: "${id}", reason: "counted", wrongSystem: "ERP", commandId: "flag-1")`);
    expect(data?.done.state).toBe("FALSE_FLAG");
    await client.reached(since + 1);
    expect(client.deltas.flatMap(({ removedExceptions }) => removedExceptions)).toEqual([id]);
    expect((await cards()).map((card) => card.id)).not.toContain(id);
    expect(codes(await tell(`resolveException(id: "${id}", reason: "done", commandId: "resolve-1")`))).toEqual([
      "CONFLICT",
    ]);
    // What is said of it later is told, and brings it back on nobody's board.
    await tell(`comment(id: "${id}", text: "the ERP was wrong", commandId: "flag-comment-1")`);
    await client.reached(since + 2);
    expect(client.deltas.flatMap(({ exceptions }) => exceptions.map((card) => card.id))).toEqual([id, id]);
    expect(client.deltas.flatMap(({ removedExceptions }) => removedExceptions)).toEqual([id, id]);
    client.close();
  });

  test("is remembered over a hard restart, with the id and the state of what it was done to", async () => {
    const before = await cards();
    const seq = await seqNow();
    await server.end("SIGKILL");
    await server.restart();
    expect(await cards()).toEqual(before);
    const id = await idOf("PO-9/1");
    const again = `acknowledgeException(id: "${id}", note: "called", estimate: "2026-03-02T18:00:00Z", commandId: "ack-1")`;
    expect((await tell(again, ANN)).data?.done.state).toBe("ACKNOWLEDGED");
    expect(codes(await tell(again.replace("called", "asked"), ANN))).toEqual(["CONFLICT"]);
    expect(await seqNow()).toBe(seq);
  }, 60_000);
});

describe("many at once", () => {
  const MANY = `mutation ($ids: [ID!]!, $action: ActionKind!, $to: ID, $note: String, $commandId: ID!) {
    actOnExceptions(ids: $ids, action: $action, to: $to, note: $note, commandId: $commandId) {
      done refused { id title code message }
    }
  }`;
  interface Many {
    readonly actOnExceptions: {
      readonly done: number;
      readonly refused: readonly { readonly id: string; readonly title: string | null; readonly code: string }[];
    };
  }
  interface Whole {
    readonly exceptions: {
      readonly nodes: readonly {
        readonly id: string;
        readonly valueAtRisk: { readonly amount: string };
        readonly impacted: readonly { readonly line: string }[];
        readonly nextActions: readonly string[];
      }[];
    };
  }
  const all = async () => (await cards()).map(({ id }) => id);

  test("are each done, or refused with the reason, and done once however often they are sent", async () => {
    await server.send([orderLine({ order: "SO-X", item: "FG-2", site: "PLANT-B" })]);
    await server.setClock(MORNING);
    const ids = await all();
    const variables = { ids: [...ids, "ex-0", ids[0]], action: "ASSIGN", to: "cleo", commandId: "many-1" };
    const first = await server.ask<Many>(MANY, variables, ANN);
    const { done = 0, refused = [] } = first.data?.actOnExceptions ?? {};
    // Ann sees PLANT-A alone; nobody has heard of the last one.
    const foreign = ids.length - (await cards(ANN)).length;
    expect([done > 0, foreign > 0, done]).toEqual([true, true, ids.length - foreign]);
    expect(refused.map(({ code }) => code).sort()).toEqual([...Array<string>(foreign).fill("FORBIDDEN"), "NOT_FOUND"]);
    expect(refused.map(({ title }) => title)).toEqual(refused.map(() => null));
    const before = await seqNow();
    expect((await server.ask<Many>(MANY, variables, ANN)).data).toEqual(first.data);
    expect(await seqNow()).toBe(before);
    const owners = (await cards()).map(({ owner }) => owner);
    expect(owners.filter((owner) => owner === "cleo")).toHaveLength(done);
    const entry = (await cards()).find(({ owner }) => owner === "cleo")?.timeline.at(-1);
    expect(entry).toMatchObject({ action: "assigned", by: "ann", note: "to cleo" });
  });

  test("without what an action needs, nothing is done", async () => {
    const ids = await all();
    const commandId = "many-2";
    const before = await seqNow();
    const empty = await server.ask<Many>(MANY, { ids, action: "COMMENT", commandId });
    expect(empty.data?.actOnExceptions).toMatchObject({
      done: 0,
      refused: ids.map(() => ({ code: "BAD_USER_INPUT" })),
    });
    for (const action of ["SHELVE", "RESOLVE", "FLAG_FALSE"]) {
      expect(codes(await server.ask(MANY, { ids, action, commandId }))).toEqual(["BAD_USER_INPUT"]);
    }
    const tooMany = { ids: Array.from({ length: 1_001 }, (_, k) => `ex-${k}`), action: "ACKNOWLEDGE", commandId };
    expect(codes(await server.ask(MANY, tooMany))).toEqual(["BAD_USER_INPUT"]);
    expect(await seqNow()).toBe(before);
  });

  test("merged into one: it stands for all of them, on the board and in the deltas, until one is split off or clears", async () => {
    const WHOLE = `{ exceptions { nodes {
      id present valueAtRisk { amount } impacted { line } merged { id nextActions } mergedCount nextActions } } }`;
    const board = async () => {
      const { data } = await server.ask<Whole>(WHOLE);
      const nodes = data?.exceptions.nodes ?? [];
      const sum = nodes.reduce((all, { valueAtRisk }) => all + Number(valueAtRisk.amount), 0);
      const lines = nodes.flatMap(({ impacted }) => impacted.map(({ line }) => line)).sort();
      return { nodes, lines, sum };
    };
    const before = await board();
    const [whole, ...parts] = before.nodes.filter(({ nextActions }) => nextActions.includes("MERGE"));
    expect([parts.length > 0, before.sum > 0]).toEqual([true, true]);
    const client = await connectLive(server.url);
    await client.watch({ topics: ["exceptions"], since: await seqNow() });
    const into = whole?.id ?? "";
    const ids = [into, ...parts.map(({ id }) => id)];
    const MERGE = `mutation ($ids: [ID!]!, $into: ID!) { actOnExceptions(ids: $ids, action: MERGE, into: $into,
      reason: "one cause", commandId: "many-merge") { done refused { id code message } } }`;
    const merged = await server.ask<Many>(MERGE, { ids, into });
    expect(merged.data?.actOnExceptions).toEqual({ done: parts.length, refused: [] });
    const after = await board();
    const stays = after.nodes.find(({ id }) => id === into);
    expect(after.nodes).toHaveLength(before.nodes.length - parts.length);
    expect([after.lines, after.sum]).toEqual([before.lines, before.sum]);
    expect(stays).toMatchObject({
      ...{ mergedCount: parts.length, merged: parts.map(({ id }) => ({ id, nextActions: ["COMMENT", "SPLIT"] })) },
      nextActions: expect.not.arrayContaining(["MERGE"]),
    });
    await client.reached(await seqNow());
    const told = client.deltas.flatMap(({ exceptions }) => exceptions).filter(({ id }) => id === into);
    expect(told.at(-1)).toMatchObject({ impacted: stays?.impacted, valueAtRisk: stays?.valueAtRisk });
    expect(client.deltas.flatMap(({ removedExceptions }) => removedExceptions).sort()).toEqual(
      parts.map(({ id }) => id).sort(),
    );
    client.close();
    for (const [k, { id }] of parts.entries())
      await tell(`splitException(id: "${id}", reason: "not the same", commandId: "many-split-${k}")`);
    const split = await board();
    expect([split.nodes.length, split.lines, split.sum]).toEqual([before.nodes.length, before.lines, before.sum]);
  });
});

test("an estimate is for those to give who are where its subject is, though the exception touches others' lines", async () => {
  const of = { item: "FG-7", quantity: 20 };
  const transfer = { id: "TO-7", fromSite: "PLANT-A", toSite: "PLANT-B", status: "open", ...of };
  const bought = { order: "PO-7", line: "1", supplier: "V-1", site: "PLANT-A", status: "open", ...of };
  await server.send([
    item("FG-7"),
    orderLine({ order: "SO-7", site: "PLANT-B", promisedAt: "2026-03-05T18:00:00Z", ...of }),
    fact("erp.transfer-order", "to-7", {
      ...transfer,
      ...{ plannedShip: "2026-03-05T06:00:00Z", plannedReceipt: "2026-03-05T10:00:00Z" },
    }),
    fact("erp.purchase-order-line", "po-7", {
      ...bought,
      orderedAt: "2026-02-20T08:00:00Z",
      firstPromisedAt: "2026-03-04T12:00:00Z",
      promisedAt: "2026-03-07T12:00:00Z",
    }),
  ]);
  await soon(() => idOf("PO-7/1")).not.toBe("");
  const id = await idOf("PO-7/1");
  const seq = await seqNow();
  const estimate = '"2026-03-04T00:00:00Z"';
  const ofB = "dev:bea:supervisor:PLANT-B";
  const refused = await tell(`acknowledgeException(id: "${id}", estimate: ${estimate}, commandId: "est-1")`, ofB);
  expect(codes(refused)).toEqual(["FORBIDDEN"]);
  expect(refused.errors?.[0]?.message).toContain("PO-7/1 is at PLANT-A");
  expect(await seqNow()).toBe(seq);
  const without = await tell(`acknowledgeException(id: "${id}", note: "seen", commandId: "est-2")`, ofB);
  expect(without.data?.done.state).toBe("ACKNOWLEDGED");
  const given = await tell(`acknowledgeException(id: "${id}", estimate: ${estimate}, commandId: "est-3")`, ANN);
  expect(given.data?.done.estimate).toBe("2026-03-04T00:00:00.000Z");
});
