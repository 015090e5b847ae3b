import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Overview, Upload } from "@lockstep/protocol/imports";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectorTo, keepCommandsOfTwoSites } from "../testing/commands-of-two-sites.ts";
import { count, fact, item, MORNING, orderLine, site } from "../testing/facts.ts";
import { type FactsAnswer, type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

/** What somebody of one plant may not do to another's, whatever way they take. */

let tower: ServerProcess;
let folder: string;
const of = (plant: string) => ({ authorization: `Bearer dev:bob:integrator:${plant}` });
const send = <T = FactsAnswer>(facts: readonly object[], plant: string) =>
  tower.post<T>("/facts", JSON.stringify(facts), {
    "content-type": "application/cloudevents-batch+json",
    ...of(plant),
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-plants-"));
  writeFileSync(
    join(folder, "connectors.yaml"),
    `${connectorTo("books")}  - { id: nightly, kind: csv-folder, folder: "${folder}/nightly", source: nightly }\n`,
  );
  await keepCommandsOfTwoSites({ dataFolder: folder }, "books");
  tower = await startServerProcess({ LOCKSTEP_DATA: folder, BOOKS_TOKEN: "s3cret" });
  await tower.send([site("PLANT-A"), site("PLANT-B"), item("FG-1")]);
  await tower.setClock(MORNING);
}, 90_000);
afterAll(async () => {
  await tower?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The same event with something else in its data. */
const but = (event: CloudEvent, id: string, change: object) => ({
  ...event,
  id,
  data: { ...(event.data as object), ...change },
});

const lines = async (ids: readonly string[]) => {
  const question = `{ ${ids.map((id, k) => `l${k}: orderLine(id: "${id}/1") { id }`).join(" ")} }`;
  const { data } = await tower.ask<Record<string, { id: string } | null>>(question);
  return Object.values(data ?? {}).map((line) => line?.id ?? null);
};

describe("facts of somebody of one plant", () => {
  test("take no other plant's fact out by its source and id, whichever of the two would win", async () => {
    const theirs = orderLine({ order: "SO-A", item: "FG-1", site: "PLANT-A" });
    await tower.send([theirs]);
    for (const customer of ["AAA", "ZZZ"]) {
      const own = orderLine({ order: "SO-B", item: "FG-1", site: "PLANT-B" });
      const { status, body } = await send<Refused>([but(own, theirs.id, { customer })], "PLANT-B");
      expect([status, body.error.code]).toEqual([403, "FORBIDDEN"]);
      expect(body.error.message).toBe(
        "One has the source and the id of a fact that is not yours to send. Nothing was taken.",
      );
    }
    await expect.poll(() => lines(["SO-A", "SO-B"])).toEqual(["SO-A/1", null]);
  });

  test("take no order that another plant has sent a moment before, and that nobody has been shown", async () => {
    const statuses: number[] = [];
    for (let round = 0; round < 5; round++) {
      const batch = Array.from({ length: 1_500 }, (_, k) =>
        orderLine({ order: `SO-A-${round}-${k}`, item: "FG-1", site: "PLANT-A" }),
      );
      expect((await send(batch, "PLANT-A")).body.accepted).toBe(batch.length);
      const last = present(batch.at(-1), () => "there are many");
      statuses.push((await send([but(last, `stolen-${round}`, { site: "PLANT-B" })], "PLANT-B")).status);
    }
    expect(statuses).toEqual([403, 403, 403, 403, 403]);
    await expect.poll(() => lines(["SO-A-4-1499"])).toEqual(["SO-A-4-1499/1"]);
  });

  test("take no order of another plant that waits for its time", async () => {
    const order = (plant: string, id: string, time: string) =>
      fact(
        "erp.production-order",
        id,
        {
          ...{ id: "WO-LATER", item: "FG-1", site: plant, quantity: 5, status: "released" },
          ...{ plannedStart: "2026-03-03T08:00:00Z", plannedFinish: "2026-03-03T10:00:00Z" },
        },
        { time },
      );
    expect((await send([order("PLANT-A", "wo-a", "2026-03-02T11:00:00Z")], "PLANT-A")).status).toBe(202);
    expect((await send([order("PLANT-B", "wo-b", "2026-03-02T07:00:00Z")], "PLANT-B")).status).toBe(403);
    expect((await send([order("PLANT-A", "wo-c", "2026-03-02T07:00:00Z")], "PLANT-A")).status).toBe(202);
  });

  test("take out no item, customer or supplier that another plant has orders of; what only the own plant has they do", async () => {
    const customer = (id: string) => fact("master.customer", `customer-${id}`, { id, name: id });
    const theirs = { ...orderLine({ order: "SO-THEIRS", item: "FG-THEIRS", site: "PLANT-A" }) };
    await tower.send([
      item("FG-THEIRS"),
      item("FG-MINE"),
      customer("C-THEIRS"),
      but(theirs, theirs.id, { customer: "C-THEIRS" }),
    ]);
    await expect.poll(() => lines(["SO-THEIRS"])).toEqual(["SO-THEIRS/1"]);
    const gone = (type: string, id: string) => fact(type, `gone-${id}`, { id, deleted: true }, { time: MORNING });
    for (const [type, id] of [
      ["master.item", "FG-THEIRS"],
      ["master.customer", "C-THEIRS"],
    ] as const) {
      const { status, body } = await send<Refused>([gone(type, id)], "PLANT-B");
      expect([status, body.error.code]).toEqual([403, "FORBIDDEN"]);
      expect(body.error.message).toContain("You send facts of PLANT-B, and one is about another site.");
    }
    expect((await send([gone("master.item", "FG-MINE")], "PLANT-B")).body.accepted).toBe(1);
  });

  test("take out no item or supplier that another plant uses in any other way", async () => {
    const bom = (id: string, component: string) =>
      fact("master.bom", `bom-${id}`, { item: id, site: "PLANT-A", components: [{ item: component, quantityPer: 1 }] });
    const order = {
      ...{ id: "WO-USES", item: "FG-1", site: "PLANT-A", quantity: 5, status: "released" },
      ...{ plannedStart: MORNING, plannedFinish: MORNING, components: [{ item: "USED-4", quantityPer: 1 }] },
    };
    const used = Array.from({ length: 11 }, (_, k) => `USED-${k}`);
    const supplier = fact("master.supplier", "supplier-S-1", { id: "S-1", name: "S" });
    await tower.send([
      ...used.map((id) => item(id)),
      supplier,
      orderLine({ order: "SO-USES", item: "FG-1", site: "PLANT-A" }),
    ]);
    await tower.send([
      bom("FG-1", "USED-0"),
      bom("USED-1", "FG-1"),
      fact("master.routing", "routing", { item: "USED-2", site: "PLANT-A", operations: [] }),
      fact("master.sourcing", "sourcing", { item: "USED-3", site: "PLANT-A", supplier: "S-1", leadTimeDays: 3 }),
      fact("erp.production-order", "wo-uses", order),
      fact("master.stocking", "stocking", { item: "USED-5", site: "PLANT-A", safetyStock: 1, reviewedAt: MORNING }),
      count(5, 5, { item: "USED-6", site: "PLANT-A" }),
      fact("wms.stock-move", "move", {
        item: "USED-7",
        quantity: 1,
        to: { site: "PLANT-A", location: "B" },
        reason: "adjust",
      }),
      fact("wms.receipt", "receipt", { item: "USED-8", quantity: 1, site: "PLANT-A", location: "B" }),
      fact("mes.quality-hold", "hold", { id: "H", target: { item: "USED-9", lot: "L" }, state: "held", reason: "r" }),
      fact("erp.stock-on-hand", "on-hand", { item: "USED-10", site: "PLANT-A", quantity: 1 }),
      item("USED-LAST"),
    ]);
    await expect
      .poll(async () => (await tower.ask('{ stockingPoint(id: "USED-10@PLANT-A") { id } }')).data)
      .toEqual({ stockingPoint: { id: "USED-10@PLANT-A" } });
    const gone = (type: string, id: string) => fact(type, `gone-${id}`, { id, deleted: true }, { time: MORNING });
    const taken: unknown[] = [];
    for (const one of [...used.map((id) => gone("master.item", id)), gone("master.supplier", "S-1")]) {
      const { status } = await send([one], "PLANT-B");
      if (status !== 403) taken.push(one.data);
    }
    expect(taken).toEqual([]);
    expect((await send([item("USED-0")], "PLANT-B")).status).toBe(202);
    expect((await send([gone("master.item", "USED-LAST")], "PLANT-B")).status).toBe(202);
  });

  test("of the own plant come in, one after the other and many at once", async () => {
    const own = (k: number) => orderLine({ order: `SO-OWN-${k}`, item: "FG-1", site: "PLANT-B" });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, k) => send([own(k)], "PLANT-B")));
    expect(answers.map(({ status, body }) => [status, body.accepted])).toEqual(answers.map(() => [202, 1]));
    expect((await send([but(own(0), "again", { quantity: 7 })], "PLANT-B")).body).toMatchObject({ accepted: 1 });
  });
});

describe("connectors", () => {
  const command = { kind: "confirm", order: "WO-1", site: "PLANT-A" };
  test.each([
    ["a command", "/connectors/books/commands", { commandId: "evil-1", command }],
    [
      "a command of their own plant",
      "/connectors/books/commands",
      { commandId: "evil-2", command: { kind: "confirm" } },
    ],
    ["a stop", "/connectors/books/stop", {}],
    ["a start", "/connectors/books/start", {}],
  ])("serve every plant: %s is for those who see all of them", async (_, path, body) => {
    const json = { "content-type": "application/json" };
    const refused = await tower.post<Refused>(path, JSON.stringify(body), { ...json, ...of("PLANT-B") });
    expect([refused.status, refused.body.error.code]).toEqual([403, "FORBIDDEN"]);
  });
});

describe("how files of a source are read", () => {
  const HEAD = "Order;Line;Customer;Item;Plant;Quantity;Promised;Status";
  const bringIn = async (source: string, headers: object, change: object = {}) => {
    const row = `SO-${source};10;K;FG-1;PLANT-B;5;05.03.2026;open`;
    const file = await tower.post<Upload>("/imports?name=o.csv", `${HEAD}\n${row}`, { ...headers });
    const order = { source, mapping: { ...file.body.mapping, ...change } };
    const json = { "content-type": "application/json" };
    return tower.post<FactsAnswer>(`/imports/${file.body.id}/commit`, JSON.stringify(order), { ...json, ...headers });
  };
  const kept = async (source: string) => {
    const { mappings } = (await (await fetch(`${tower.url}/imports`)).json()) as Overview;
    return mappings.find((one) => one.source === source) ?? null;
  };

  test("is changed by whoever has one plant only where it is their own, and never of a folder that is read for all", async () => {
    expect((await bringIn("shared", {})).status).toBe(202);
    const before = await kept("shared");
    expect(before).toMatchObject({ changedBy: "dev" });
    expect((await bringIn("shared", of("PLANT-B"), { isComplete: true })).status).toBe(202);
    expect(await kept("shared")).toEqual(before);
    expect((await bringIn("nightly", of("PLANT-B"))).status).toBe(202);
    expect(await kept("nightly")).toBeNull();
    expect((await bringIn("mine", of("PLANT-B"))).status).toBe(202);
    expect((await bringIn("mine", of("PLANT-B"), { isComplete: true })).status).toBe(202);
    expect(await kept("mine")).toMatchObject({ changedBy: "bob", mapping: { isComplete: true } });
    expect((await bringIn("nightly", {})).status).toBe(202);
    expect(await kept("nightly")).toMatchObject({ changedBy: "dev" });
  });
});
