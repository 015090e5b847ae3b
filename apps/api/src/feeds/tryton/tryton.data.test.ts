import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeDate } from "@lockstep/connectors/tryton/values";
import { present } from "@lockstep/domain/assert";
import { DAY, isoOf, SECOND } from "@lockstep/domain/instant";
import { isObject, type Json, type JsonObject } from "@lockstep/domain/json";
import { type Relay, startRelay } from "@lockstep/testkit/relay";
import { findTryton, startTryton, type TrytonServer } from "@lockstep/testkit/tryton";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../../testing/server-process.ts";
import { createTrytonRpc, type TrytonRpc } from "./tryton-rpc.ts";

const recipe = findTryton();
const SITE = "PLANT-A";
const INTEGRATOR = "dev:ina:integrator";
/** Polls of a machine that has other things to do may take seconds. */
const soon = <T>(read: () => T | Promise<T>) => expect.poll(read, { timeout: 50_000, interval: 100 });
const folder = mkdtempSync(join(tmpdir(), "lockstep-tryton-test-"));

/** A date so many days from today, as the seeded plant counts its days. */
const day = (days: number): string => isoOf(Date.now() + days * DAY).slice(0, 10);

// A Tryton of one's own, and the server in a process of its own, in one life: each test goes on from where the one
// before has left them.
describe.skipIf(recipe === undefined)("Tryton, the real one,", { timeout: 60_000 }, () => {
  let tryton: TrytonServer;
  /** Between the tower and Tryton. */
  let network: Relay;
  let erp: TrytonRpc;
  let tower: ServerProcess;

  beforeAll(async () => {
    tryton = await startTryton(present(recipe, () => "skipped without it"));
    erp = createTrytonRpc(tryton, new AbortController().signal);
    network = await startRelay(Number(new URL(tryton.url).port));
    const hold = { name: "Hold", code: "HOLD", type: "storage", parent: 5 };
    await erp.call("model.stock.location.create", [[hold]]);
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
    reconcileSeconds: 2
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
  }, 600_000);
  afterAll(async () => {
    await tower?.close();
    await network?.close();
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
  /** Facts that came of something that was done there, once all is quiet again, and all ids were compared. */
  async function factsOf(change: () => Promise<unknown>, seen: () => Promise<unknown>): Promise<number> {
    const before = await accepted();
    await change();
    await seen();
    await polls(2);
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

  test("what moves by day is what Tryton's own forecast says, but for what is overdue and for what cannot be made", async () => {
    const storage = await rows("stock.location", [["code", "=", "WH"]], "id");
    const warehouse = present(storage[0]?.["id"], () => "the warehouse is not there");
    const forecast = async (days: number): Promise<Map<string, number>> => {
      const context = {
        locations: [warehouse],
        with_childs: true,
        forecast: true,
        stock_date_end: encodeDate(day(days)),
      };
      const domain = [["type", "=", "goods"]];
      const params: Json[] = [domain, 0, null, null, ["code", "forecast_quantity"]];
      const found = await erp.call("model.product.product.search_read", params, context);
      const products = Array.isArray(found) ? found.filter(isObject) : [];
      return new Map(products.map((one) => [String(one["code"]), Number(one["forecast_quantity"])]));
    };
    /** Stock at the end of a day: what is there, what comes until then, without what is needed until then. */
    const ours = async (item: string, days: number): Promise<number> => {
      const { onHand, supplies, demands } = await point(item);
      const end = `${day(days + 1)}T00:00:00.000Z`;
      const comes = supplies.filter(
        ({ kind, availableAt }) => kind !== "LOT" && availableAt !== null && availableAt <= end,
      );
      const leaves = demands.filter(({ needAt }) => needAt <= end);
      const sum = (all: readonly { quantity: number }[]) => all.reduce((total, { quantity }) => total + quantity, 0);
      return onHand + sum(comes) - sum(leaves);
    };
    for (const days of [3, 6, 8, 11, 20]) {
      const theirs = await forecast(days);
      // Order 3 should have begun two days ago: Tryton forgets what is overdue, here it is still needed.
      expect([days, (await ours("RM-302", days)) + 350]).toEqual([days, theirs.get("RM-302")]);
      expect([days, (await ours("RM-303", days)) + 350]).toEqual([days, theirs.get("RM-303")]);
      // Nothing was planned late of what is bought in bulk.
      expect([days, await ours("RM-301", days)]).toEqual([days, theirs.get("RM-301")]);
    }
    // 375 of the base are needed and 200 made: order 2 lacks 175, so what it makes is no supply here. To Tryton it is.
    expect((await ours("FG-100", 20)) + 400).toBe((await forecast(20)).get("FG-100"));
    expect((await ours("SA-200", 20)) + 175).toBe((await forecast(20)).get("SA-200"));
  });

  test("when nothing happens nothing is told, and the sources stay as young as the last poll", async () => {
    const before = await accepted();
    const logged = (await ask<{ asOf: { seq: number } }>("{ asOf { seq } }")).asOf.seq;
    await polls(3);
    expect(await accepted()).toBe(before);
    const { asOf, feeds } = await ask<{
      asOf: { seq: number };
      feeds: { id: string; ageSeconds: number; status: string }[];
    }>("{ asOf { seq } feeds { id ageSeconds status } }");
    expect(asOf.seq).toBe(logged);
    expect(feeds.map(({ id }) => id)).toEqual(["/tryton/erp/erp", "/tryton/erp/master", "/tryton/erp/wms"]);
    for (const { ageSeconds, status: state } of feeds) expect([ageSeconds < 3, state]).toEqual([true, "FRESH"]);
  });

  test("a purchase that is delayed is one fact; what was promised first stays", async () => {
    const promised = async () =>
      (await point("RM-302")).supplies.find(({ kind }) => kind === "PURCHASE")?.availableAt ?? null;
    expect(await promised()).toBe(`${day(11)}T00:00:00.000Z`);
    const told = await factsOf(
      () => call("stock.move", "write", [5], { planned_date: encodeDate(day(18)) }),
      () => soon(promised).toBe(`${day(19)}T00:00:00.000Z`),
    );
    expect(told).toBe(1);
  });

  test("a row that becomes visible late, as of a time that was read already, is read all the same", async () => {
    const told = await factsOf(
      async () => {
        const written = isoOf(Date.now() - 60 * SECOND)
          .slice(0, 23)
          .replace("T", " ");
        tryton.sql(`update stock_move set planned_date = '${day(19)}', write_date = '${written}' where id = 5`);
      },
      () =>
        soon(async () =>
          (await point("RM-302")).supplies.some(({ availableAt }) => availableAt === `${day(20)}T00:00:00.000Z`),
        ).toBe(true),
    );
    expect(told).toBe(1);
  });

  test("rows that change while the network to it loses answers and refuses are told once each when it is well again", async () => {
    const comes = async (item: string, at: string) =>
      (await point(item)).supplies.some(({ availableAt }) => availableAt === at);
    const troubles = async () =>
      (await ask<{ feeds: { trouble: string | null }[] }>("{ feeds { trouble } }")).feeds.map(({ trouble }) => trouble);
    const told = await factsOf(
      async () => {
        network.hold();
        await call("stock.move", "write", [5], { planned_date: encodeDate(day(20)) });
        // Tryton has answered by now, and nobody has heard it.
        await new Promise((resolve) => setTimeout(resolve, 500));
        network.refuse();
        await call("stock.move", "write", [6], { planned_date: encodeDate(day(16)) });
        await soon(troubles).toEqual(Array(3).fill(expect.stringContaining("cannot be read")));
        network.resume();
      },
      async () => {
        await soon(() => comes("RM-302", `${day(21)}T00:00:00.000Z`)).toBe(true);
        await soon(() => comes("RM-303", `${day(17)}T00:00:00.000Z`)).toBe(true);
      },
    );
    expect([told, await troubles()]).toEqual([2, [null, null, null]]);
  });

  test("a sale that is moved changes what was asked for, and never what was promised", async () => {
    const line = async () =>
      (
        await ask<{ orderLine: { requestedAt: string; promisedAt: string } }>(
          `{ orderLine(id: "1/1") { requestedAt promisedAt } }`,
        )
      ).orderLine;
    const promise = `${day(6)}T00:00:00.000Z`;
    const told = await factsOf(
      async () => {
        // The shipment alone is their plan for it; the order's own date is what the customer asks for.
        await call("stock.shipment.out", "write", [1], { planned_date: encodeDate(day(9)) });
        await call("sale.sale", "write", [1], { shipping_date: encodeDate(day(9)) });
      },
      () => soon(line).toEqual({ requestedAt: `${day(10)}T00:00:00.000Z`, promisedAt: promise }),
    );
    expect(told).toBe(1);
  });

  test("a short yield arrives as what was received, and closes its order", async () => {
    const [output] = await rows("stock.move", [["production_output", "=", 1]], "id");
    const told = await factsOf(
      async () => {
        await call("stock.move", "write", [output?.["id"] ?? 0], { quantity: 150 });
        for (const button of ["start", "stop"]) await call("production.work", button, [1]);
        await call("production", "done", [1]);
      },
      () => soon(async () => (await point("SA-200")).onHand).toBe(150),
    );
    expect((await point("SA-200")).erpOnHand).toBe(150);
    // The receipt, the order that is closed, and what Tryton believes is there now.
    expect(told).toBe(3);
  });

  test("an order that is deleted there is gone here", async () => {
    const before = await orderIds();
    const [like] = await rows("production", [["id", "=", 2]], "product", "bom", "warehouse", "uom", "location");
    const { id: _, ...values } = like ?? {};
    const planned = encodeDate(day(30));
    const created = await call("production", "create", [
      { ...values, quantity: 10, planned_date: planned, planned_start_date: planned },
    ]);
    await soon(orderIds).toHaveLength(before.length + 1);
    const told = await factsOf(
      () => call("production", "delete", created),
      () => soon(orderIds).toEqual(before),
    );
    expect(told).toBe(1);
  });

  test("proposals of a planning run replace those of the run before, as a set", async () => {
    const proposals = async () =>
      (await rows("production", [["state", "=", "request"]], "number")).map(({ number }) => number);
    const before = await proposals();
    expect(before).toEqual(["3"]);
    const told = await factsOf(
      async () => {
        const [session] = (await erp.call("wizard.stock.supply.create", [])) as Json[];
        await erp.call("wizard.stock.supply.execute", [session ?? 0, { start: {} }, "create_"]);
        const after = await proposals();
        expect(after.filter((number) => before.includes(number))).toEqual([]);
      },
      async () => {
        const expected = [...(await proposals()), "1", "2"].sort();
        await soon(orderIds).toEqual(expected);
      },
    );
    // Each new one is told once, each old one is deleted once.
    expect(told).toBe(before.length + (await proposals()).length);
  });

  test("a new date is written there, once, and read back", async () => {
    const asked = { kind: "purchase-date", line: "1/1", date: day(14) };
    expect(await command("c-1", asked)).toMatchObject({ status: 202, body: { state: "pending" } });
    await soon(() => outcome("c-1")).toMatchObject({ state: "applied", reason: null, attempts: 1 });
    expect(await rows("stock.move", [["id", "=", 5]], "planned_date")).toMatchObject([{ planned_date: day(14) }]);
    await soon(async () =>
      (await point("RM-302")).supplies.some(({ availableAt }) => availableAt === `${day(15)}T00:00:00.000Z`),
    ).toBe(true);
    expect((await command("c-1", asked)).body).toMatchObject({ state: "applied", attempts: 1 });
    expect((await command("c-1", { ...asked, date: day(15) })).status).toBe(409);
    expect((await command("c-2", asked, "dev:pia:planner")).status).toBe(403);
    const post = (path: string, body: string) => tower.post(`/connectors/${path}/commands`, body, {});
    expect((await post("erp", JSON.stringify({ command: asked }))).status).toBe(400);
    expect((await post("erp", "no JSON")).status).toBe(400);
    expect((await post("other", JSON.stringify({ commandId: "c-2", command: asked }))).status).toBe(404);
    expect(await outcome("c-2")).toMatchObject({ error: { code: "NOT_FOUND" } });
  });

  test("production is confirmed and a lot is held there", async () => {
    const held = { kind: "hold", item: "RM-301", lot: "L-0001", quantity: 40, from: "STO", to: "HOLD" };
    expect(await command("c-3", held)).toMatchObject({ status: 202 });
    await soon(() => outcome("c-3")).toMatchObject({ state: "applied" });
    await soon(async () => (await point("RM-301")).onHand).toBe(20);
    expect((await point("RM-301")).erpOnHand).toBe(60);
    await call("production", "assign_force", [2]);
    await polls(2);
    expect(await command("c-4", { kind: "production-run", order: "2" })).toMatchObject({ status: 202 });
    await soon(() => outcome("c-4")).toMatchObject({ state: "applied" });
    await polls(2);
    expect(await command("c-5", { kind: "production-done", order: "2", made: 390 })).toMatchObject({ status: 202 });
    await soon(() => outcome("c-5")).toMatchObject({ state: "applied" });
    await soon(async () => (await point("FG-100")).onHand).toBe(440);
    expect((await point("FG-100")).erpOnHand).toBe(440);
    await nothingWrong();
  });

  test("a Tryton that is away is said to be; a write that waited and whose rows have changed meanwhile is refused", async () => {
    const troubles = async () =>
      (await ask<{ feeds: { trouble: string | null }[] }>("{ feeds { trouble } }")).feeds.map(({ trouble }) => trouble);
    const post = (what: string) => tower.post<Status>(`/connectors/erp/${what}`, "", {});
    await tryton.down();
    expect((await command("c-6", { kind: "purchase-date", line: "1/2", date: day(21) })).status).toBe(202);
    await soon(troubles).toEqual(Array(3).fill(expect.stringContaining("cannot be read")));
    expect(await post("stop")).toMatchObject({ status: 200, body: { isUp: false } });
    expect(await outcome("c-6")).toMatchObject({ state: "pending" });
    expect((await command("c-7", { kind: "purchase-date", line: "1/2", date: day(22) })).status).toBe(409);
    await tryton.up();
    await call("stock.move", "write", [6], { planned_date: encodeDate(day(17)) });
    await post("start");
    await soon(() => outcome("c-6")).toMatchObject({
      state: "refused",
      reason: expect.stringContaining("changed in Tryton") as string,
    });
    expect(await rows("stock.move", [["id", "=", 6]], "planned_date")).toMatchObject([{ planned_date: day(17) }]);
    await soon(troubles).toEqual([null, null, null]);
    expect(await status()).toMatchObject({ isUp: true });
    expect((await command("c-8", { kind: "production-run", order: "1" })).body).toMatchObject({
      state: "refused",
      reason: "Production order 1 is done: this is for one that is assigned.",
    });
  });

  test("an expired session is renewed, and no feed is troubled", async () => {
    const before = tower.log.length;
    // Tryton ends every session of a user whose password is set.
    await call("res.user", "write", [1], { password: tryton.password });
    await polls(2);
    // A request that Tryton is just carrying out stumbles over the session that goes; the next one does not.
    const failed = tower.log.slice(before).filter(({ msg }) => msg === "a system could not be read");
    expect(failed.length).toBeLessThanOrEqual(1);
    const { feeds } = await ask<{ feeds: { trouble: string | null }[] }>("{ feeds { trouble } }");
    expect(feeds).toEqual([{ trouble: null }, { trouble: null }, { trouble: null }]);
    expect(await status()).toMatchObject({ isUp: true });
  });

  test("a restart goes on from where it was: what happened meanwhile is told, and nothing else", async () => {
    const before = await accepted();
    await tower.end("SIGTERM");
    await call("stock.move", "write", [6], { planned_date: encodeDate(day(25)) });
    await tower.restart();
    const arrived = async () =>
      (await point("RM-303")).supplies.some(({ availableAt }) => availableAt === `${day(26)}T00:00:00.000Z`);
    await soon(arrived).toBe(true);
    await polls(2);
    await nothingWrong();
    expect(await accepted()).toBe(before + 1);
  });

  test("the secret is in no log", () => {
    expect(tower.log.length).toBeGreaterThan(5);
    expect(JSON.stringify(tower.log)).not.toContain(tryton.password);
  });
});
