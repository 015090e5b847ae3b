import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fact, item, MORNING, troubledPlants } from "../testing/facts.ts";
import { type GraphQLAnswer, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;

/** Its uom came as a number, as often as an export of the ERP has it wrong. */
const badItem = (id: string, uom: unknown = 7): CloudEvent => fact("master.item", `item-${id}`, { id, name: id, uom });
/** The line of SO-C waits for it. */
const badPurchase = fact("erp.purchase-order-line", "purchase-again", {
  order: "PO-9",
  line: "1",
  supplier: "V-1",
  item: "FG-2",
  site: "PLANT-A",
  quantity: -1,
  orderedAt: "2026-02-20T08:00:00Z",
  promisedAt: "2026-03-02T05:00:00Z",
  status: "open",
});

beforeAll(async () => {
  server = await startServerProcess({ LOCKSTEP_STEWARDS: "http:erp=erna,http:*=stan" });
  await server.setClock(MORNING);
  await server.send([...troubledPlants(), badPurchase, ...["A", "B", "C", "D"].map((id) => badItem(id))]);
  await server.setClock(MORNING);
}, 60_000);
afterAll(() => server.close());

interface Cause {
  readonly id: string;
  readonly factType: string;
  readonly field: string;
  readonly open: number;
  readonly owner: string;
  readonly [name: string]: unknown;
}

const stan = "dev:stan:steward";
const codes = ({ errors }: GraphQLAnswer<unknown>) => errors?.map(({ extensions }) => extensions.code);

async function asked<T>(query: string, variables: object = {}, token = stan): Promise<T> {
  const { data, errors } = await server.ask<T>(query, variables, token);
  expect(errors).toBeUndefined();
  return present(data, () => "nothing was answered");
}

const causes = async (): Promise<readonly Cause[]> => {
  const fields =
    "id connector rule factType field reason open since owner isAssigned linesBlocked valueBlocked { amount currency } factsUntold dueAt escalatesAt stage";
  const { quarantineCauses } = await asked<{ quarantineCauses: { nodes: Cause[]; totalCount: number } }>(
    `{ quarantineCauses { nodes { ${fields} } totalCount } }`,
  );
  expect(quarantineCauses.totalCount).toBe(quarantineCauses.nodes.length);
  return quarantineCauses.nodes;
};
const causeOf = async (factType: string): Promise<Cause> =>
  present(
    (await causes()).find((one) => one.factType === factType),
    () => `no cause of ${factType}`,
  );

interface Fact {
  readonly id: string;
  readonly fact: string;
  readonly [name: string]: unknown;
}
const factsOf = async (cause: string, state?: string): Promise<readonly Fact[]> => {
  const fields =
    "id fact cause field factType told owner stage dueAt linesBlocked valueBlocked { amount } state corrected settledBy settledReason changes { op path from value }";
  const { quarantine } = await asked<{ quarantine: { nodes: Fact[]; totalCount: number } }>(
    `query ($filter: QuarantineFilter) { quarantine(filter: $filter) { nodes { ${fields} } totalCount } }`,
    { filter: { cause, state } },
  );
  expect(quarantine.totalCount).toBe(quarantine.nodes.length);
  return quarantine.nodes;
};
const findings = async () =>
  (
    await asked<{ findings: { nodes: { rule: string; subject: string; text: string }[] } }>(
      "{ findings { nodes { rule subject text } } }",
    )
  ).findings.nodes.filter(({ rule }) => rule === "quarantine-escalated");
const gauges = async () =>
  [...(await (await fetch(`${server.url}/metrics`)).text()).matchAll(/^lockstep_quarantine_\S+ \d+$/gm)].map(String);

test("what is open stands by its cause, with who has it, its clock, and the lines and the money that it blocks", async () => {
  const [purchase, items] = await causes();
  expect(purchase).toMatchObject({
    connector: "http:dev",
    rule: "order-quantity-positive",
    factType: "erp.purchase-order-line",
    field: "/data/quantity",
    reason: expect.stringContaining("data.quantity"),
    open: 1,
    since: "2026-03-02T08:00:00.000Z",
    owner: "stan",
    isAssigned: false,
    linesBlocked: 1,
    valueBlocked: { amount: "200.00", currency: "EUR" },
    factsUntold: 0,
    dueAt: "2026-03-02T12:00:00.000Z",
    escalatesAt: "2026-03-02T16:00:00.000Z",
    stage: "OPEN",
  });
  expect(items).toMatchObject({
    field: "/data/uom",
    open: 4,
    linesBlocked: null,
    valueBlocked: null,
    factsUntold: 4,
    dueAt: "2026-03-03T08:00:00.000Z",
  });
  const [first] = await factsOf(present(purchase, () => "no cause").id);
  expect(first).toMatchObject({ told: ["purchase:PO-9/1"], linesBlocked: 1, valueBlocked: { amount: "200.00" } });
});

test("the lines and the money that a cause blocks are those lines, each with its own", async () => {
  const [purchase] = await causes();
  const lineage = (figure: string, token = stan) =>
    server.ask(
      `query ($id: ID!, $figure: LineageFigure!) { lineage(of: QUARANTINE_CAUSE, id: $id, figure: $figure) {
        value parts { makeUp total nodes { of id figure value } } behind { nodes { fact { type } } } } }`,
      { id: purchase?.id, figure },
      token,
    );
  expect((await lineage("OPEN_LINES")).data).toMatchObject({
    lineage: { value: "1", parts: { makeUp: "COUNT", total: "1", nodes: [{ of: "SALES_ORDER_LINE", id: "SO-C/1" }] } },
  });
  const value = '{"amount":"200.00","currency":"EUR"}';
  expect((await lineage("OPEN_VALUE")).data).toMatchObject({
    lineage: {
      ...{ value, parts: { makeUp: "SUM", total: value, nodes: [{ figure: "OPEN_VALUE", value }] } },
      behind: { nodes: expect.arrayContaining([{ fact: { type: "erp.sales-order-line" } }]) },
    },
  });
  const atOnePlant = await lineage("OPEN_LINES", "dev:petra:steward:PLANT-A");
  expect(atOnePlant.data, "quarantined facts belong to no site").toEqual({ lineage: null });
});

test("only stewards and administrators who see every site settle, assign and preview; who sees some sites sees none", async () => {
  const { id: cause } = await causeOf("master.item");
  const patch = JSON.stringify([{ op: "replace", path: "/data/uom", value: "pc" }]);
  const commandId = "refused";
  const asks: readonly [string, object][] = [
    [
      'mutation ($cause: ID!, $commandId: ID!) { a: discardQuarantinedCause(cause: $cause, reason: "x", commandId: $commandId) { cause } }',
      { cause, commandId },
    ],
    [
      "mutation ($cause: ID!, $patch: String!, $commandId: ID!) { a: resubmitQuarantinedCause(cause: $cause, patch: $patch, commandId: $commandId) { cause } }",
      { cause, patch, commandId },
    ],
    [
      'mutation ($cause: ID!, $commandId: ID!) { a: assignQuarantined(cause: $cause, to: "me", commandId: $commandId) { owner } }',
      { cause, commandId },
    ],
    [
      "query ($cause: ID!, $patch: String!) { a: quarantineCausePreview(cause: $cause, patch: $patch) { cause } }",
      { cause, patch },
    ],
  ];
  for (const [query, variables] of asks) {
    for (const role of ["planner", "supervisor", "plant-manager", "leader", "integrator", "auditor", "steward:PLANT-A"])
      expect([role, codes(await server.ask(query, variables, `dev:x:${role}`))]).toEqual([role, ["FORBIDDEN"]]);
  }
  for (const query of [
    "{ quarantineCauses { totalCount } }",
    `{ quarantineCause(id: "${cause}") { id } }`,
    "{ quarantine { totalCount } }",
  ])
    expect(codes(await server.ask(query, {}, "dev:x:planner:PLANT-A"))).toEqual(["FORBIDDEN"]);
  expect((await causeOf("master.item")).open).toBe(4);
});

const ASSIGN = `mutation ($ids: [ID!], $cause: ID, $to: ID!, $commandId: ID!) {
  a: assignQuarantined(ids: $ids, cause: $cause, to: $to, commandId: $commandId) { owner facts }
}`;

test("a cause or a fact is given to somebody", async () => {
  const { id: cause } = await causeOf("master.item");
  const [newest] = await factsOf(cause);
  const toMia = { ids: [newest?.id], to: "mia", commandId: "assign-1" };
  expect(await asked(ASSIGN, toMia)).toEqual({ a: { owner: "mia", facts: 1 } });
  expect(await asked(ASSIGN, { cause, to: " ada ", commandId: "assign-2" })).toEqual({ a: { owner: "ada", facts: 3 } });
  expect(await asked(ASSIGN, toMia)).toEqual({ a: { owner: "mia", facts: 1 } });
  expect(codes(await server.ask(ASSIGN, { ...toMia, to: "eve" }, stan))).toEqual(["CONFLICT"]);
  expect(codes(await server.ask(ASSIGN, { cause, to: " ", commandId: "assign-3" }, stan))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await server.ask(ASSIGN, { to: "ada", commandId: "assign-4" }, stan))).toEqual(["BAD_USER_INPUT"]);
  expect(codes(await server.ask(ASSIGN, { cause: "qc-none", to: "ada", commandId: "assign-5" }, stan))).toEqual([
    "NOT_FOUND",
  ]);
  expect((await factsOf(cause)).map(({ owner }) => owner)).toEqual(["mia", "ada", "ada", "ada"]);
});

test("what nobody settles is due, then escalated, and told to all who watch", async () => {
  expect((await gauges()).sort()).toEqual([
    "lockstep_quarantine_oldest_open_seconds 0",
    'lockstep_quarantine_open{stage="due"} 0',
    'lockstep_quarantine_open{stage="escalated"} 0',
    'lockstep_quarantine_open{stage="open"} 5',
  ]);
  await server.setClock("2026-03-02T12:00:00Z");
  expect((await causes()).map(({ stage }) => stage)).toEqual(["DUE", "OPEN"]);
  expect(await findings()).toEqual([]);
  await server.setClock("2026-03-02T16:00:00Z");
  const [purchase] = await causes();
  expect(purchase?.["stage"]).toBe("ESCALATED");
  const raised = await findings();
  expect(raised).toMatchObject([{ subject: purchase?.id, text: expect.stringContaining("1 open sales order lines") }]);
  expect(await gauges()).toContain('lockstep_quarantine_open{stage="escalated"} 1');
});

const RESUBMIT = `mutation ($id: ID!, $fact: String!, $commandId: ID!) {
  a: resubmitQuarantined(id: $id, fact: $fact, commandId: $commandId) { state corrected changes { op path from value } }
}`;

test("a corrected fact is kept with what was changed, and is audited", async () => {
  const { id: cause } = await causeOf("master.item");
  const [oldest] = (await factsOf(cause)).toReversed();
  const corrected = JSON.stringify(item("A"));
  const changes = [{ op: "replace", path: "/data/uom", from: "7", value: '"pc"' }];
  const variables = { id: oldest?.id, fact: corrected, commandId: "one" };
  const { a } = await asked<{ a: { changes: { path: string }[] } }>(RESUBMIT, variables);
  expect(a).toMatchObject({ state: "RESUBMITTED", corrected, changes: expect.arrayContaining(changes) });
  expect(a.changes.map(({ path }) => path).sort()).toEqual(["/data/name", "/data/unitPrice", "/data/uom"]);
  expect(codes(await server.ask(RESUBMIT, { ...variables, fact: oldest?.fact, commandId: "two" }, stan))).toEqual([
    "CONFLICT",
  ]);
});

const BULK = "cause accepted duplicates discarded stillWrong reasons { reason facts example }";
const PREVIEW = `query ($cause: ID!, $patch: String!) { a: quarantineCausePreview(cause: $cause, patch: $patch) { ${BULK} } }`;
const RESUBMIT_CAUSE = `mutation ($cause: ID!, $patch: String!, $commandId: ID!) {
  a: resubmitQuarantinedCause(cause: $cause, patch: $patch, commandId: $commandId) { ${BULK} }
}`;
const patchOf = (...steps: readonly object[]) => JSON.stringify(steps);

test("a cause is corrected in bulk: a preview says what it would come to, what is still wrong stays open, once, over a restart", async () => {
  const { id: cause } = await causeOf("master.item");
  // One of them is put right by its sender, and then sent again with another mistake: corrected it is a fact in force already.
  await server.send([badItem("B", "pc"), badItem("B", 9)]);
  const uom = { op: "replace", path: "/data/uom", value: "pc" };
  const onlyNotD = { op: "move", from: "/data/name", path: "/data/name" };
  const nothing = { cause, discarded: 0, reasons: [], stillWrong: 0 };
  const preview = { ...nothing, accepted: 2, duplicates: 1 };
  expect(await asked(PREVIEW, { cause, patch: patchOf(uom, onlyNotD) })).toEqual({ a: preview });
  const wrong = await asked<{ a: { reasons: object[] } }>(PREVIEW, {
    cause,
    patch: patchOf({ op: "test", path: "/data/id", value: "C" }, { op: "replace", path: "/data/uom", value: 8 }),
  });
  expect(wrong.a).toMatchObject({ accepted: 0, duplicates: 0, stillWrong: 3 });
  expect(wrong.a.reasons).toMatchObject([
    { facts: 2, reason: expect.stringContaining("/data/id says something else") },
    { facts: 1, reason: expect.stringContaining("data.uom must be a text") },
  ]);
  expect((await causeOf("master.item")).open).toBe(3);
  expect(codes(await server.ask(RESUBMIT_CAUSE, { cause, patch: "{", commandId: "bad" }, stan))).toEqual([
    "BAD_USER_INPUT",
  ]);

  const onlyC = patchOf({ op: "test", path: "/data/id", value: "C" }, uom);
  const some = { cause, patch: onlyC, commandId: "bulk-1" };
  const first = await asked<{ a: object }>(RESUBMIT_CAUSE, some);
  expect(first.a).toMatchObject({ accepted: 1, stillWrong: 2 });
  expect((await causeOf("master.item")).open).toBe(2);
  expect(await asked(RESUBMIT_CAUSE, some)).toEqual(first);
  expect((await causeOf("master.item")).open).toBe(2);

  const standing = async () => [await causes(), await factsOf(cause), await findings(), await gauges()];
  const before = await standing();
  expect(before[0]).toMatchObject([{ stage: "ESCALATED" }, { owner: "ada", open: 2 }]);
  await server.end("SIGKILL");
  await server.restart();
  expect(await standing()).toEqual(before);
  expect(await asked(RESUBMIT_CAUSE, some)).toEqual(first);
  const rest = { cause, patch: patchOf(uom), commandId: "bulk-2" };
  const second = await asked<{ a: object }>(RESUBMIT_CAUSE, rest);
  expect(second.a).toEqual({ ...nothing, accepted: 1, duplicates: 1 });
  expect(await asked(RESUBMIT_CAUSE, rest)).toEqual(second);
  expect(codes(await server.ask(RESUBMIT_CAUSE, { ...rest, commandId: "bulk-3" }, stan))).toEqual(["NOT_FOUND"]);
  expect(await causes()).toHaveLength(1);
  const settled = await factsOf(cause, "RESUBMITTED");
  expect(settled.map(({ changes }) => changes)).toContainEqual([
    { op: "replace", path: "/data/uom", from: "7", value: '"pc"' },
  ]);
  expect(await server.send(["A", "B", "C", "D"].map((id) => badItem(id)))).toMatchObject({
    duplicates: 4,
    quarantined: 0,
  });
}, 60_000);

test("what was escalated is no finding any more once it is settled", async () => {
  const discard = `mutation ($id: ID!) { discardQuarantined(id: $id, reason: "sent by mistake", commandId: "gone") { state } }`;
  const [only] = await factsOf((await causeOf("erp.purchase-order-line")).id);
  await asked(discard, { id: only?.id });
  expect(await findings()).toEqual([]);
  expect(await gauges()).toContain('lockstep_quarantine_open{stage="escalated"} 0');
});

test("a cause is discarded in bulk with a reason, and is the same cause with the same owner when it comes again", async () => {
  await server.send(["E", "F"].map((id) => badItem(id)));
  await server.setClock("2026-03-02T16:00:00Z");
  const cause = await causeOf("master.item");
  expect(cause).toMatchObject({ open: 2, owner: "ada", isAssigned: true });
  const discard = `mutation ($reason: String!, $commandId: ID!) {
    a: discardQuarantinedCause(cause: "${cause.id}", reason: $reason, commandId: $commandId) { ${BULK} }
  }`;
  expect(codes(await server.ask(discard, { reason: " ", commandId: "d-0" }, stan))).toEqual(["BAD_USER_INPUT"]);
  const done = await asked<{ a: object }>(discard, { reason: "a test export", commandId: "d-1" });
  expect(done.a).toMatchObject({ discarded: 2, accepted: 0 });
  expect(await asked(discard, { reason: "a test export", commandId: "d-1" })).toEqual(done);
  expect(codes(await server.ask(discard, { reason: "again", commandId: "d-1" }, stan))).toEqual(["CONFLICT"]);
  expect(await causes()).toEqual([]);
  expect(await factsOf(cause.id, "DISCARDED")).toMatchObject(
    ["F", "E"].map(() => ({ settledBy: "stan", settledReason: "a test export" })),
  );
});
