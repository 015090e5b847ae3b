import { present } from "@lockstep/domain/assert";
import { CALM_AT, FAILS_AT, suppliedByOne, supplierFails } from "@lockstep/testkit/failing-supplier";
import { inTime } from "@lockstep/testkit/in-time";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { cards, putRoster, usualRoster } from "./testing/plant.ts";

const LINES = 5_000;

// Each test goes on from where the one before has left the server.
describe("a supplier that fails puts 5,000 order lines at risk", { timeout: 60_000 }, () => {
  let server: ServerProcess;
  let id = "";
  beforeAll(async () => {
    server = await startServerProcess();
    await server.setClock(CALM_AT);
    await server.send(suppliedByOne(LINES));
    await server.setClock(CALM_AT);
    expect((await putRoster(server, usualRoster())).errors).toBeUndefined();
  }, 60_000);
  afterAll(() => server.close());

  test("within ten seconds all of them stand on one card", async () => {
    expect(await cards(server), "before it fails nothing is wrong").toEqual([]);
    await server.setClock(FAILS_AT);
    const [card, ...others] = await inTime(10_000, async () => {
      await server.send([supplierFails(LINES)]);
      await server.setClock(FAILS_AT);
      return cards(server);
    });
    expect(others).toEqual([]);
    expect(card).toMatchObject({ kind: "SUPPLIER_LATE", state: "OPEN" });
    expect(new Set(card?.impacted.map(({ line }) => line)).size).toBe(LINES);
    id = present(card, () => "the card").id;
  });

  test("counts are complete, and search finds the card by the first line and by the last", async () => {
    const found = (text: string) => `exceptions(filter: { text: "${text}" }) { totalCount nodes { id } }`;
    const { data } = await server.ask<Record<string, unknown>>(`{
      first: ${found("SO-0/1")} last: ${found(`SO-${LINES - 1}/1`)} none: ${found(`SO-${LINES}/1`)}
      exceptions { totalCount }
      orderLines(filter: { exception: "${id}" }) { totalCount }
      late: orderLines(filter: { states: [LATE], causeKinds: [SUPPLIER_LATE] }) { totalCount }
      exception(id: "${id}") { valueAtRisk { amount } } }`);
    const one = { totalCount: 1, nodes: [{ id }] };
    expect(data).toEqual({
      ...{ first: one, last: one, none: { totalCount: 0, nodes: [] } },
      ...{ exceptions: { totalCount: 1 }, orderLines: { totalCount: LINES }, late: { totalCount: LINES } },
      exception: { valueAtRisk: { amount: "1000000.00" } },
    });
    const ids = new Set<string>();
    for (let after: string | null = null; ; ) {
      interface Page {
        readonly orderLines: {
          readonly nodes: readonly { readonly id: string }[];
          readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
        };
      }
      const query = `query ($after: String) { orderLines(filter: { exception: "${id}" }, first: 200, after: $after) {
        nodes { id } pageInfo { hasNextPage endCursor } } }`;
      const { data: page } = (await server.ask<Page>(query, { after })) as { data?: Page | null };
      const { nodes, pageInfo } = present(page, () => "a page").orderLines;
      for (const line of nodes) ids.add(line.id);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(ids.size, "page by page, each once").toBe(LINES);
  });

  test("each role is told at most ten times in the ten minutes after it, and somebody is", async () => {
    for (let second = 30; second <= 600; second += 30)
      await server.setClock(new Date(Date.parse(FAILS_AT) + second * 1_000).toISOString());
    const told: Record<string, number> = {};
    for (const [person, role] of [
      ["maria", "supervisor"],
      ["pia", "planner"],
      ["mona", "plant-manager"],
      ["lea", "leader"],
    ]) {
      const query = "{ notifications(first: 200) { totalCount } }";
      const { data } = await server.ask<{ notifications: { totalCount: number } }>(query, {}, `dev:${person}:${role}`);
      told[role ?? ""] = data?.notifications.totalCount ?? Number.NaN;
    }
    for (const [role, count] of Object.entries(told)) expect(count, role).toBeLessThanOrEqual(10);
    expect(told["planner"]).toBeGreaterThanOrEqual(1);
  });
});
