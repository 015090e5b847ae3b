import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeDate } from "@lockstep/connectors/tryton/values";
import { present } from "@lockstep/domain/assert";
import { DAY, isoOf } from "@lockstep/domain/instant";
import { isObject, type Json, type JsonObject } from "@lockstep/domain/json";
import { findTryton, startTryton, type TrytonServer } from "@lockstep/testkit/tryton";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../../testing/server-process.ts";
import { soon } from "../../testing/soon.ts";
import { createTrytonRpc, type TrytonRpc } from "./tryton-rpc.ts";

const recipe = findTryton();
const SITE = "PLANT-A";
const INTEGRATOR = "dev:ina:integrator";
const folder = mkdtempSync(join(tmpdir(), "lockstep-tryton-test-"));

/** A date so many days from today, as the seeded plant counts its days. */
const day = (days: number): string => isoOf(Date.now() + days * DAY).slice(0, 10);

// A Tryton of one's own, and the server in a process of its own, in one life: each test goes on from where the one
// before has left them.
describe.skipIf(recipe === undefined)("Tryton, the real one,", { timeout: 60_000 }, () => {
  let tryton: TrytonServer;
  let erp: TrytonRpc;
  let tower: ServerProcess;

  beforeAll(async () => {
    tryton = await startTryton(present(recipe, () => "skipped without it"));
    erp = createTrytonRpc(tryton, new AbortController().signal);
    writeFileSync(join(folder, "password"), `${tryton.password}\n`);
    writeFileSync(
      join(folder, "connectors.yaml"),
      `connectors:
  - id: erp
    kind: tryton
    url: ${tryton.url}
    database: ${tryton.database}
    user: ${tryton.user}
    password: \${file:${join(folder, "password")}}
    pollSeconds: 0.3
    reconcileSeconds: 1
    timeZone: UTC
    writeBack: true
    sites: { WH: { id: ${SITE}, name: Sauce works } }
    locations: { HOLD: blocked }`,
    );
    tower = await startServerProcess({
      LOCKSTEP_CLOCK: "live",
      LOCKSTEP_CURRENCY: "USD",
      LOCKSTEP_CONNECTORS: join(folder, "connectors.yaml"),
    });
  }, 180_000);
  afterAll(async () => {
    await tower?.close();
    await tryton?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = async <T>(query: string): Promise<T> => {
    const { data, errors } = await tower.ask<T>(query);
    if (errors !== undefined || data === null || data === undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  const call = (model: string, method: string, ...params: Json[]): Promise<Json> =>
    erp.call(`model.${model}.${method}`, params);
  const rows = async (model: string, domain: Json[], ...fields: string[]): Promise<JsonObject[]> => {
    const found = await call(model, "search_read", domain, 0, null, [["id", "ASC"]], fields);
    return Array.isArray(found) ? found.filter(isObject) : [];
  };
  const accepted = async (): Promise<number> => {
    const { feeds } = await ask<{ feeds: { accepted: number }[] }>("{ feeds { accepted } }");
    return feeds.reduce((sum, one) => sum + one.accepted, 0);
  };
  const nothingWrong = async (): Promise<void> => {
    const { quarantine } = await ask<{ quarantine: { nodes: object[] } }>("{ quarantine { nodes { rule reason } } }");
    expect(quarantine.nodes).toEqual([]);
  };
  /** Facts that came of something that was done there, once all is quiet again: two comparisons of all ids later. */
  async function factsOf(change: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<number> {
    const before = await accepted();
    await change();
    await seen();
    await polls(6);
    await nothingWrong();
    return (await accepted()) - before;
  }
  interface Status {
    readonly id: string;
    readonly isUp: boolean;
    readonly messages: number;
  }
  const status = async (): Promise<Status> => {
    const answer = await fetch(`${tower.url}/connectors`);
    const { connectors } = (await answer.json()) as { connectors: Status[] };
    return present(
      connectors.find(({ id }) => id === "erp"),
      () => "the connector is not there",
    );
  };
  async function polls(more: number): Promise<void> {
    const { messages } = await status();
    await soon(async () => (await status()).messages).toBeGreaterThanOrEqual(messages + more);
  }
  interface CommandAnswer {
    readonly state: string;
    readonly reason: string | null;
    readonly attempts: number;
  }
  const command = async (commandId: string, what: object, token = INTEGRATOR) =>
    tower.post<CommandAnswer>("/connectors/erp/commands", JSON.stringify({ commandId, command: what }), {
      authorization: `Bearer ${token}`,
    });
  const outcome = async (commandId: string): Promise<CommandAnswer> =>
    (await (await fetch(`${tower.url}/connectors/erp/commands/${commandId}`)).json()) as CommandAnswer;
  interface Order {
    readonly plannedStart: string;
    readonly plannedFinish: string;
    readonly stillToMake: number;
  }
  const order = async (id: string): Promise<Order | null> =>
    (
      await ask<{ productionOrder: Order | null }>(
        `{ productionOrder(id: "${id}") { plannedStart plannedFinish stillToMake } }`,
      )
    ).productionOrder;
  const orderIds = async (): Promise<string[]> =>
    (
      await ask<{ productionOrders: { nodes: { id: string }[] } }>("{ productionOrders { nodes { id } } }")
    ).productionOrders.nodes.map(({ id }) => id);
  interface Point {
    readonly onHand: number;
    readonly erpOnHand: number | null;
    readonly supplies: { kind: string; id: string; quantity: number; availableAt: string | null }[];
    readonly demands: { kind: string; id: string; quantity: number; needAt: string }[];
  }
  const point = async (item: string): Promise<Point> =>
    present(
      (
        await ask<{ stockingPoint: Point | null }>(
          `{ stockingPoint(id: "${item}@${SITE}") { onHand erpOnHand
             supplies { kind id quantity availableAt } demands { kind id quantity needAt } } }`,
        )
      ).stockingPoint,
      () => `${item} is not known`,
    );

  test("everything is read: orders, stock, what is made, with the dates and quantities that it has there", async () => {
    await soon(accepted).toBe(35);
    await nothingWrong();
    const { orderLines, parked } = await ask<{ orderLines: { nodes: object[] }; parked: { totalCount: number } }>(
      "{ orderLines { nodes { id openQuantity promisedAt } } parked { totalCount } }",
    );
    expect(orderLines.nodes).toEqual([
      { id: "1/1", openQuantity: 400, promisedAt: `${day(6)}T00:00:00.000Z` },
      { id: "2/2", openQuantity: 900, promisedAt: `${day(13)}T00:00:00.000Z` },
    ]);
    expect(parked.totalCount).toBe(0);
    expect(await orderIds()).toEqual(["1", "2", "3"]);
    const stock = await Promise.all(["FG-100", "RM-301", "RM-302", "RM-303"].map(point));
    expect(stock.map(({ onHand, erpOnHand }) => [onHand, erpOnHand])).toEqual([
      [50, 50],
      [60, 60],
      [600, 600],
      [900, 900],
    ]);
  });
});
