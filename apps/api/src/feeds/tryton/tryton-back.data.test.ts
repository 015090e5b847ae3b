import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeDate } from "@lockstep/connectors/tryton/values";
import { present } from "@lockstep/domain/assert";
import { DAY, isoOf } from "@lockstep/domain/instant";
import { isObject, type Json, type JsonObject } from "@lockstep/domain/json";
import { type Relay, startRelay } from "@lockstep/testkit/relay";
import { findTryton, startTryton, type TrytonServer } from "@lockstep/testkit/tryton";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../../testing/server-process.ts";
import { createTrytonRpc, type TrytonRpc } from "./tryton-rpc.ts";

const recipe = findTryton();
const SITE = "PLANT-A";
/** So many, in more than one round, are confirmed with a crash in between; `LOCKSTEP_CONFIRMATIONS=500` for a day of a plant. */
const MANY = Number(process.env["LOCKSTEP_CONFIRMATIONS"] ?? 30);
/** So long may one of them take, in milliseconds. */
const LONG_EACH = 8_000;
/** Tryton answers within a minute, or counts as down. */
const CREATED_AT_ONCE = 25;
const soon = <T>(read: () => T | Promise<T>, timeout = 50_000) => expect.poll(read, { timeout, interval: 100 });
const folder = mkdtempSync(join(tmpdir(), "lockstep-tryton-back-"));
const day = (days: number): string => isoOf(Date.now() + days * DAY).slice(0, 10);
const today = encodeDate(day(0));

// A Tryton of one's own, and the server in a process of its own: each test goes on from where the one before has left them.
describe.skipIf(recipe === undefined)("what was made goes back to Tryton, the real one:", { timeout: 60_000 }, () => {
  let tryton: TrytonServer;
  /** Between the tower and Tryton. */
  let network: Relay;
  let erp: TrytonRpc;
  let tower: ServerProcess;

  beforeAll(async () => {
    tryton = await startTryton(present(recipe, () => "skipped without it"));
    erp = createTrytonRpc(tryton, new AbortController().signal);
    network = await startRelay(Number(new URL(tryton.url).port));
    await call("stock.location", "create", [{ name: "Hold", code: "HOLD", type: "storage", parent: 5 }]);
    writeFileSync(join(folder, "password"), `${tryton.password}\n`);
    writeFileSync(
      join(folder, "connectors.yaml"),
      `connectors:
  - id: erp
    kind: tryton
    url: ${network.url}
    database: ${tryton.database}
    user: ${tryton.user}
    password: \${file:${join(folder, "password")}}
    pollSeconds: 0.3
    reconcileSeconds: 600
    overlapSeconds: 2
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
  }, 600_000);
  afterAll(async () => {
    await tower?.close();
    await network?.close();
    await tryton?.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

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
    readonly attempts: number;
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
  /** All of it is known and durable. */
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
    const numbers: string[] = [];
    for (let from = 0; from < productions.length; from += CREATED_AT_ONCE) {
      const ids = await call("production", "create", productions.slice(from, from + CREATED_AT_ONCE));
      await call("production", "wait", ids);
      const created = await rows("production", [["id", "in", ids]], "number");
      numbers.push(...created.map(({ number }) => String(number)));
    }
    return numbers;
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

  const settle = (what: string, commandId: string, note: string | null, token = "dev:pia:planner") =>
    tower.post<{ state: string; decidedBy: string; error?: { code: string } }>(
      `/outgoing/${what}`,
      JSON.stringify({ connector: "erp", commandId, note }),
      { authorization: `Bearer ${token}` },
    );

  test("more than the order allows waits for a person, who lets it go; and what is declined is never sent", async () => {
    const [first = "", second = ""] = await ordered([10, 10]);
    await tell(made(first, 12), made(second, 13));
    const [goes, stays] = [`confirm/${first}/1/0-12`, `confirm/${second}/1/0-13`];
    await soon(() => states(first)).toEqual([[goes, "held"]]);
    await soon(() => states(second)).toEqual([[stays, "held"]]);
    expect((await of(first))[0]).toMatchObject({
      heldBy: "more-than-ordered",
      heldWhy: "12 were made of 10 ordered, and at most 11 may be. Release it, or correct the count or the order.",
    });
    expect((await settle("release", goes, null, "dev:sue:supervisor")).status).toBe(403);
    expect((await settle("release", goes, null, "dev:pia:planner:PLANT-B")).status).toBe(404);
    expect((await settle("decline", stays, " ")).status).toBe(400);
    expect(await settle("decline", stays, "counted twice")).toMatchObject({ status: 200, body: { state: "declined" } });
    expect(await settle("release", goes, "the line made two more")).toMatchObject({
      status: 200,
      body: { state: "waiting", decidedBy: "pia" },
    });
    await soon(() => states(first)).toEqual([[goes, "evidenced"]]);
    expect((await settle("release", goes, null)).status).toBe(409);
    expect(await states(second)).toEqual([[stays, "declined"]]);
    expect(await rows("production", [["number", "=", second]], "state")).toMatchObject([{ state: "waiting" }]);
    // A later count of what was held settles it by itself.
    await tell(made(second, 9));
    await soon(() => states(second)).toEqual([
      [stays, "declined"],
      [`confirm/${second}/2/0-9`, "evidenced"],
    ]);
  });

  test("a count that is corrected downward is a reversal beside what was booked, which stays", async () => {
    const before = await point("FG-100");
    const jars = await point("RM-302");
    const [order = ""] = await ordered([20]);
    await tell(made(order, 20));
    await soon(() => states(order)).toEqual([[`confirm/${order}/1/0-20`, "evidenced"]]);
    await soon(async () => (await point("FG-100")).erpOnHand).toBe((before.erpOnHand ?? 0) + 20);
    await tell(made(order, 15));
    await soon(() => states(order)).toEqual([
      [`confirm/${order}/1/0-20`, "reversed"],
      [`reverse/${order}/2/20-15`, "evidenced"],
    ]);
    await soon(() => point("FG-100")).toEqual({ onHand: before.onHand + 15, erpOnHand: (before.erpOnHand ?? 0) + 15 });
    await soon(() => point("RM-302")).toEqual({ onHand: jars.onHand - 15, erpOnHand: (jars.erpOnHand ?? 0) - 15 });
    expect(await rows("production", [["number", "=", order]], "state")).toMatchObject([{ state: "done" }]);
    const { productionOrders } = await ask<{ productionOrders: { nodes: { id: string }[] } }>(
      `{ productionOrders(filter: { statuses: [CLOSED] }) { nodes { id } } }`,
    );
    expect(productionOrders.nodes.map(({ id }) => id)).toContain(order);
    await tell(made(order, 18));
    await soon(async () => (await states(order)).at(-1)).toEqual([`confirm/${order}/3/15-18`, "evidenced"]);
    await soon(() => point("FG-100")).toEqual({ onHand: before.onHand + 18, erpOnHand: (before.erpOnHand ?? 0) + 18 });
  });

  test("a hold raised on the floor blocks at once here, is sent once, and its release gives the stock back", async () => {
    const hold = (state: string) => ({
      type: "mes.quality-hold",
      data: { id: "H-1", target: { item: "RM-301", lot: "L-0001", site: SITE }, state, reason: "metal found" },
    });
    const claimable = async () =>
      (
        await ask<{ stockingPoint: { supplies: { kind: string; availableAt: string | null }[] } }>(
          `{ stockingPoint(id: "RM-301@${SITE}") { supplies { kind availableAt } } }`,
        )
      ).stockingPoint.supplies.filter(({ kind, availableAt }) => kind === "LOT" && availableAt !== null).length;
    const there = (await point("RM-301")).onHand;
    expect([there > 0, await claimable()]).toEqual([true, 1]);
    await tell(hold("held"));
    await soon(claimable).toBe(0);
    await soon(() => states("hold:H-1")).toEqual([["hold/H-1/1/STO/L-0001", "evidenced"]]);
    // All 300 of the lot; what was taken before without saying of which lot stays taken of none.
    await soon(async () => (await point("RM-301")).onHand).toBe(there - 300);
    const quantityIn = async (code: string) => {
      const found = await rows("stock.shipment.internal", [["to_location.code", "=", code]], "state");
      return found.map(({ state }) => state);
    };
    expect(await quantityIn("HOLD")).toEqual(["done"]);
    await tell(hold("released"));
    await soon(() => states("hold:H-1")).toEqual([
      ["hold/H-1/1/STO/L-0001", "evidenced"],
      ["release/H-1/1/STO/L-0001", "evidenced"],
    ]);
    await soon(async () => (await point("RM-301")).onHand).toBe(there);
    await soon(claimable).toBe(1);
  });

  test("what was changed there meanwhile is refused and shown, and goes once a person has it sent again", async () => {
    const [order = ""] = await ordered([5]);
    await soon(
      async () =>
        (await ask<{ productionOrder: object | null }>(`{ productionOrder(id: "${order}") { id } }`)).productionOrder,
    ).not.toBeNull();
    await tell(made(order, 8));
    const commandId = `confirm/${order}/1/0-8`;
    await soon(() => states(order)).toEqual([[commandId, "held"]]);
    const connector = (what: string) => tower.post<object>(`/connectors/erp/${what}`, "", {});
    // The write is planned when it is let go. It is sent once Tryton answers again; until then the order is changed.
    await tryton.down();
    expect((await settle("release", commandId, "agreed")).status).toBe(200);
    await connector("stop");
    await tryton.up();
    const [row] = await rows("production", [["number", "=", order]], "id");
    await call("production", "write", [row?.["id"] ?? 0], { planned_date: encodeDate(day(1)) });
    await connector("start");
    await soon(async () => (await of(order))[0]).toMatchObject({
      state: "refused",
      reason: expect.stringContaining("changed in Tryton") as string,
      actions: ["retry", "decline"],
    });
    expect(await rows("production", [["number", "=", order]], "state")).toMatchObject([{ state: "waiting" }]);
    expect((await settle("retry", commandId, null)).body).toMatchObject({ state: "waiting" });
    await soon(() => states(order)).toEqual([[commandId, "evidenced"]]);
  });

  /** Confirms so many orders of one; `disturb` is called when the first of them are sent. */
  async function confirmAll(many: number, disturb: (orders: readonly string[]) => Promise<void>): Promise<void> {
    const long = LONG_EACH * many + 50_000;
    await soon(() => point("FG-100").catch(() => null)).not.toBeNull();
    const start = { fg: await point("FG-100"), jars: await point("RM-302"), lids: await point("RM-303") };
    const besides = () => rows("production", [["reference", "like", "lockstep+%"]], "id");
    const before = await besides();
    const orders = await ordered(Array.from({ length: many }, () => 1));
    await soon(
      async () =>
        (await ask<{ productionOrder: object | null }>(`{ productionOrder(id: "${orders.at(-1)}") { id } }`))
          .productionOrder,
      long,
    ).not.toBeNull();
    // Of every second one it is reported what was used; one in ten has taken two lids.
    const facts = orders.flatMap((order, k) => [
      ...(k % 2 === 0 ? [used(order, "RM-302", 1), used(order, "RM-303", k % 10 === 0 ? 2 : 1)] : []),
      made(order, 1),
    ]);
    const lids = many + Math.ceil(many / 10);
    await tell(...facts);
    const wanted = new Set(orders);
    const commands = async () => (await outbox()).filter(({ subject }) => wanted.has(subject ?? ""));
    /** How many of them stand where. */
    const byState = async (): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const { state } of await commands()) counts[state] = (counts[state] ?? 0) + 1;
      return counts;
    };
    /** Also why others are not, for whoever reads that it failed. */
    const howFar = async () => {
      const { acknowledged = 0, evidenced = 0, ...others } = await byState();
      const reasons = new Set((await commands()).flatMap(({ reason }) => reason ?? []));
      return { areEnough: acknowledged + evidenced > many / 4, ...others, reasons: [...reasons] };
    };
    await soon(howFar, long).toMatchObject({ areEnough: true });
    await disturb(orders);
    await soon(byState, long).toEqual({ evidenced: many });
    const productions = await rows("production", [["number", "in", orders]], "state", "number");
    expect(productions.map(({ state }) => state)).toEqual(orders.map(() => "done"));
    expect(await besides()).toEqual(before);
    const movesOf = async (field: string) =>
      rows("stock.move", [[field, "in", productions.map(({ id }) => id ?? 0)]], "product", "quantity", "state");
    const outputs = await movesOf("production_output");
    expect(outputs.map(({ quantity, state }) => [quantity, state])).toEqual(orders.map(() => [1, "done"]));
    const inputs = await movesOf("production_input");
    expect(inputs.reduce((sum, { quantity }) => sum + Number(quantity), 0)).toBe(many + lids);
    const moved = ({ onHand, erpOnHand }: Point, by: number) => ({
      onHand: onHand + by,
      erpOnHand: (erpOnHand ?? 0) + by,
    });
    await soon(() => point("FG-100"), long).toEqual(moved(start.fg, many));
    expect(await point("RM-302")).toEqual(moved(start.jars, -many));
    expect(await point("RM-303")).toEqual(moved(start.lids, -lids));
  }

  const postedOf = (orders: readonly string[]) =>
    rows(
      "production",
      [
        ["number", "in", [...orders]],
        ["state", "=", "done"],
      ],
      "number",
    );

  test("confirmations whose answers a bad network loses, or that it refuses, are each posted once", async () => {
    await confirmAll(20, async (orders) => {
      const commands = async () => (await outbox()).filter(({ subject }) => orders.includes(subject ?? ""));
      const areSent = async () => (await commands()).some(({ state }) => state === "sent");
      const triedAgain = async () =>
        (await commands()).reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0);
      for (const end of [network.cut, network.refuse]) {
        for (let isUnderWay = false; !isUnderWay; ) {
          await soon(areSent).toBe(true);
          network.hold();
          // What was under way is done there by now, and nobody has heard of it.
          await new Promise((resolve) => setTimeout(resolve, 500));
          isUnderWay = await areSent();
          if (!isUnderWay) network.resume();
        }
        const tried = await triedAgain();
        end();
        const posted = (await postedOf(orders)).length;
        expect(posted).toBeLessThan(orders.length);
        network.resume();
        await soon(triedAgain).toBeGreaterThan(tried);
        await soon(async () => (await postedOf(orders)).length).toBeGreaterThan(posted);
      }
    });
  }, 600_000);

  test(
    `${MANY} confirmations with a crash in the middle of sending: each is posted once, and the figures agree`,
    async () => {
      await confirmAll(MANY, async (orders) => {
        await tower.end("SIGKILL");
        const posted = await postedOf(orders);
        expect(posted.length).toBeGreaterThan(0);
        expect(posted.length).toBeLessThan(MANY);
        await tower.restart();
      });
    },
    Math.max(900_000, 4 * LONG_EACH * MANY),
  );
});
