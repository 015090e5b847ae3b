import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeDate } from "@lockstep/connectors/tryton/values";
import { present } from "@lockstep/domain/assert";
import { isoOf } from "@lockstep/domain/instant";
import { isObject, type Json, type JsonObject } from "@lockstep/domain/json";
import { findTryton, startTryton, type TrytonServer } from "@lockstep/testkit/tryton";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../../testing/server-process.ts";
import { createTrytonRpc, type TrytonRpc } from "./tryton-rpc.ts";

const recipe = findTryton();
const SITE = "PLANT-A";
/** So many are confirmed with a crash in between; `LOCKSTEP_CONFIRMATIONS=500` for as many as the plant has in a day. */
const MANY = Number(process.env["LOCKSTEP_CONFIRMATIONS"] ?? 40);
const soon = <T>(read: () => T | Promise<T>, timeout = 50_000) => expect.poll(read, { timeout, interval: 100 });
const folder = mkdtempSync(join(tmpdir(), "lockstep-tryton-back-"));
const today = encodeDate(isoOf(Date.now()).slice(0, 10));

// A Tryton of one's own, and the server in a process of its own: each test goes on from where the one before has left them.
describe.skipIf(recipe === undefined)("what was made goes back to Tryton, the real one:", { timeout: 60_000 }, () => {
  let tryton: TrytonServer;
  let erp: TrytonRpc;
  let tower: ServerProcess;

  beforeAll(async () => {
    tryton = await startTryton(present(recipe, () => "skipped without it"));
    erp = createTrytonRpc(tryton, new AbortController().signal);
    await call("stock.location", "create", [{ name: "Hold", code: "HOLD", type: "storage", parent: 5 }]);
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
    reconcileSeconds: 600
    timeZone: UTC
    writeBack: true
    sites: { WH: { id: ${SITE}, name: Sauce works } }
    locations: { HOLD: blocked }
    back:
      version: 7
      confirm: { when: done }
      holds: { to: HOLD }
      rules:
        - { rule: more-than-ordered, tolerance: 0.1 }
        - { rule: components-short }`,
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

  const call = (model: string, method: string, ...params: Json[]): Promise<Json> =>
    erp.call(`model.${model}.${method}`, params);
  const rows = async (model: string, domain: Json[], ...fields: string[]): Promise<JsonObject[]> => {
    const found = await call(model, "search_read", domain, 0, null, [["id", "ASC"]], fields);
    return Array.isArray(found) ? found.filter(isObject) : [];
  };
  const ask = async <T>(query: string): Promise<T> => {
    const { data, errors } = await tower.ask<T>(query);
    if (errors !== undefined || data === null || data === undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  interface Point {
    readonly onHand: number;
    readonly erpOnHand: number | null;
  }
  const point = async (item: string): Promise<Point> =>
    present(
      (await ask<{ stockingPoint: Point | null }>(`{ stockingPoint(id: "${item}@${SITE}") { onHand erpOnHand } }`))
        .stockingPoint,
      () => `${item} is not known`,
    );
  interface Command {
    readonly commandId: string;
    readonly state: string;
    readonly reason: string | null;
    readonly subject: string | null;
    readonly heldBy: string | null;
    readonly evidencedAt: string | null;
    readonly rulesVersion: number | null;
    readonly reversedBy: string | null;
  }
  const outbox = async (): Promise<readonly Command[]> => {
    const answer = await fetch(`${tower.url}/outgoing?first=1000`);
    return ((await answer.json()) as { commands: Command[] }).commands;
  };
  const of = async (order: string): Promise<readonly Command[]> =>
    (await outbox()).filter(({ subject }) => subject === order).reverse();
  const states = async (order: string) =>
    (await of(order)).map(({ commandId, state, reason }) => [commandId, reason ?? state]);

  let facts = 0;
  const tell = async (...told: { readonly type: string; readonly data: object; readonly ago?: number }[]) => {
    const lines = told.map(({ type, data, ago = 0 }) => {
      facts += 1;
      const time = isoOf(Date.now() - ago);
      return JSON.stringify({ specversion: "1.0", id: `f-${facts}`, source: "/mes", type, time, data });
    });
    const answer = await tower.post<{ accepted: number; quarantined: number }>("/facts", lines.join("\n"), {
      "content-type": "application/x-ndjson",
    });
    expect(answer.body).toMatchObject({ accepted: told.length, quarantined: 0 });
  };
  const made = (order: string, good: number, more: object = {}) => ({
    type: "mes.operation",
    data: { order, seq: 10, resource: "FILL", state: "done", good, scrap: 0, ...more },
  });
  const used = (order: string, item: string, quantity: number, lot?: string) => ({
    type: "mes.consumption",
    data: { order, seq: 10, item, quantity, ...(lot === undefined ? {} : { lot }) },
  });

  /** Orders of jars with a lid each, that nobody has begun; without a list of components in Tryton's master data. */
  async function ordered(quantities: readonly number[]): Promise<string[]> {
    const products = await rows(
      "product.product",
      [["code", "in", ["FG-100", "RM-302", "RM-303"]]],
      "code",
      "default_uom",
    );
    const product = (code: string) => products.find((one) => one["code"] === code)?.["id"] ?? null;
    const unit = products[0]?.["default_uom"] ?? null;
    const [like] = await rows("production", [["id", "=", 2]], "warehouse", "location");
    const [sto] = await rows("stock.location", [["code", "=", "STO"]], "id");
    const [store, floor] = [sto?.["id"] ?? null, like?.["location"] ?? null];
    const [company] = await rows("company.company", [], "currency");
    const move = (code: string, quantity: number, isOut = false): JsonObject => ({
      product: product(code),
      uom: unit,
      quantity,
      from_location: isOut ? floor : store,
      to_location: isOut ? store : floor,
      ...(isOut ? { unit_price: { __class__: "Decimal", decimal: "0" }, currency: company?.["currency"] ?? null } : {}),
    });
    const productions = quantities.map(
      (quantity): JsonObject => ({
        product: product("FG-100"),
        uom: unit,
        quantity,
        warehouse: like?.["warehouse"] ?? null,
        location: floor,
        planned_date: today,
        planned_start_date: today,
        inputs: [["create", [move("RM-302", quantity), move("RM-303", quantity)]]],
        outputs: [["create", [move("FG-100", quantity, true)]]],
      }),
    );
    const ids = await call("production", "create", productions);
    await call("production", "wait", ids);
    const created = await rows("production", [["id", "in", ids]], "number");
    return created.map(({ number }) => String(number));
  }

  test("an order that is finished on the floor is confirmed there once, with what was really used of each lot", async () => {
    const before = { jars: await point("RM-302").catch(() => null) };
    await soon(() => point("FG-100")).toEqual({ onHand: 50, erpOnHand: 50 });
    expect(before.jars?.onHand ?? 600).toBe(600);
    const [order = ""] = await ordered([20]);
    await soon(
      async () =>
        (await ask<{ productionOrder: unknown }>(`{ productionOrder(id: "${order}") { id } }`)).productionOrder,
    ).not.toBeNull();
    await tell(used(order, "RM-302", 21), made(order, 19));
    const commandId = `confirm/${order}/1/0-19`;
    await soon(() => states(order)).toEqual([[commandId, "evidenced"]]);
    expect((await of(order))[0]).toMatchObject({ rulesVersion: 7, heldBy: null, reason: null });
    expect(await rows("production", [["number", "=", order]], "state", "reference")).toMatchObject([
      { state: "done", reference: `lockstep:${commandId} ready` },
    ]);
    await soon(() => point("FG-100")).toEqual({ onHand: 69, erpOnHand: 69 });
    // 21 were reported; lids as the list says: one each.
    expect(await point("RM-302")).toEqual({ onHand: 579, erpOnHand: 579 });
    expect(await point("RM-303")).toEqual({ onHand: 881, erpOnHand: 881 });
  });
});
