import { assert } from "@lockstep/domain/assert";
import type { JsonObject } from "@lockstep/domain/json";
import { describe, expect, test } from "vitest";
import type { Row } from "../polled/contract.ts";
import { row, TRYTON_ROWS } from "../testing/tryton-rows.ts";
import type { Tryton } from "./configuration.ts";
import { createTryton } from "./tryton-connector.ts";

const config: Tryton = {
  ...{ id: "erp", kind: "tryton", url: "http://erp", database: "db", user: "reader", password: `\${env:ERP}` },
  ...{ timeZone: "UTC", sites: { WH: { id: "PLANT-A" } } },
};

/** The small plant, with some rows as they are said to be. */
function plant(changes: readonly (readonly [table: string, id: number, fields: JsonObject])[]) {
  const connector = createTryton(config, []);
  const rows = new Map<string, Row[]>(Object.entries(TRYTON_ROWS).map(([table, found]) => [table, [...found]]));
  for (const [table, id, fields] of changes) {
    const found = rows.get(table) ?? [];
    const k = found.findIndex((one) => one.id === id);
    const next = row(id, { ...found[k]?.fields, ...fields });
    rows.set(table, k === -1 ? [...found, next] : found.with(k, next));
  }
  const { facts } = connector.take({ rows, gone: new Map(), whole: new Set(), cursor: "1" }, 1);
  return { connector, facts };
}

const waiting = ["production", 1, { state: "waiting", location: 9, reference: null }] as const;
const at = { production_output: null, shipment: null, origin: null, from_location: 3, to_location: 9 };
/** What goes in: 200 kg of the base, which Tryton has in grams, and 400 jars. */
const inputs = [
  ["stock.move", 5, { state: "draft", lot: null }],
  ["stock.move", 50, { ...at, product: 3, quantity: 400, uom: 1, lot: null, production_input: 1, state: "draft" }],
] as const;
const jars = { item: "JAR", lot: null, quantity: 391, basis: "reported" };
const base = { item: "SA", lot: "L-1", quantity: 195.5, basis: "reported" };
const command = { kind: "confirm", order: "M1", item: "FG", from: 0, to: 390, quantity: 390, components: [base, jars] };
const ID = "confirm/M1/1/0-390";

describe("a confirmation in Tryton", () => {
  test("[C8] marks the order and writes what was used and made in one call, then begins, ends and books it", () => {
    const planned = plant([waiting, ...inputs]).connector.write(command, ID);
    assert(planned.ok, () => JSON.stringify(planned));
    const { calls, begun, done, what } = planned.value;
    expect(what).toBe("390 of FG made by order M1");
    expect(calls.map(({ method }) => method.slice("model.".length))).toEqual([
      ...["production.write", "production.assign_try", "production.assign_force", "production.run"],
      ...["production.work.start", "production.work.stop", "production.done"],
    ]);
    expect(calls[0]?.params).toEqual([
      [1],
      {
        reference: `lockstep:${ID} ready`,
        inputs: [
          ["write", [5], { quantity: 195_500, lot: 1 }],
          ["write", [50], { quantity: 391 }],
        ],
        outputs: [["write", [6], { quantity: 390 }]],
      },
    ]);
    expect(begun).toMatchObject([{ field: "reference", value: `lockstep:${ID}`, or: [`lockstep:${ID} ready`] }]);
    expect(done).toMatchObject([
      { field: "state", value: "done" },
      { field: "reference", value: `lockstep:${ID} ready` },
    ]);
    expect(calls.every(({ unless }) => (unless?.length ?? 0) > 0)).toBe(true);
  });

  test("[C8] lets go of what is assigned first, adds a second lot, and empties what was not used", () => {
    const more = ["stock.lot", 2, { number: "L-2", product: 2 }] as const;
    const assigned = ["production", 1, { ...waiting[2], state: "assigned" }] as const;
    const second = { ...base, lot: "L-2", quantity: 5 };
    const planned = plant([assigned, more, ...inputs]).connector.write({ ...command, components: [base, second] }, ID);
    assert(planned.ok, () => JSON.stringify(planned));
    expect(planned.value.calls.slice(0, 3)).toMatchObject([
      { method: "model.production.write", params: [[1], { reference: `lockstep:${ID}` }] },
      { method: "model.production.wait" },
      {
        params: [
          [1],
          {
            inputs: [
              ["write", [5], { lot: 1 }],
              ["create", [{ product: 2, lot: 2, quantity: 5, from_location: 3, to_location: 9 }]],
              ["write", [50], { quantity: 0 }],
            ],
          },
        ],
      },
    ]);
  });

  test.each<[string, readonly (readonly [string, number, JsonObject])[], object, string]>([
    [
      "a lot that Tryton does not know",
      [waiting, ...inputs],
      { components: [{ ...base, lot: "L-9" }] },
      "no lot L-9 in Tryton",
    ],
    ["a draft", [["production", 1, { state: "draft" }]], {}, "release it in Tryton"],
    ["an order of something else", [waiting], { item: "JAR" }, "makes something else"],
    ["an unknown order", [waiting], { order: "M9" }, "There is no production order M9"],
    [
      "an order that somebody else has booked",
      [["production", 1, { state: "done" }]],
      {},
      "is done in Tryton already, and not by this command",
    ],
    [
      "components that were booked otherwise",
      [
        ["production", 1, { state: "running" }],
        ["stock.move", 50, { ...inputs[1][2], state: "done" }],
      ],
      { components: [jars] },
      "Tryton booked 400 of JAR when order M1 began, and 391 were used",
    ],
  ])("is refused in words for %s", (_, changes, more, why) => {
    const planned = plant(changes).connector.write({ ...command, ...more }, ID);
    expect(planned).toMatchObject({ ok: false, error: expect.stringContaining(why) as string });
  });

  test("[C9] is taken back by a production that takes goods apart, which is no order and no receipt here", () => {
    const booked = ["production", 1, { ...waiting[2], state: "done" }] as const;
    const back = { kind: "reverse", order: "M1", item: "FG", from: 390, to: 380, quantity: 10, components: [jars] };
    const id = "reverse/M1/2/390-380";
    const planned = plant([booked]).connector.write(back, id);
    assert(planned.ok, () => JSON.stringify(planned));
    const [create] = planned.value.calls;
    expect(create).toMatchObject({
      method: "model.production.create",
      params: [
        [
          {
            reference: `lockstep+${id}`,
            inputs: [["create", [{ product: 1, quantity: 10, from_location: 3, to_location: 9 }]]],
            outputs: [["create", [{ product: 3, quantity: 391, from_location: 9, to_location: 3 }]]],
          },
        ],
      ],
    });
    const apart = { number: "M2", state: "done", product: null, warehouse: 5, reference: `lockstep+${id}` };
    const moved = { product: 1, quantity: 10, uom: 1, from_location: 3, to_location: 9, state: "done" };
    const none = { production_output: null, shipment: null, lot: null, origin: null };
    const { facts } = plant([
      booked,
      ["production", 2, apart],
      ["stock.move", 90, { ...none, ...moved, production_input: 2 }],
    ]);
    const orders = facts.filter(({ type }) => type === "erp.production-order").map(({ data }) => data);
    expect(orders).toMatchObject([{ id: "M1" }]);
    expect(facts.filter(({ type }) => type === "wms.receipt").map(({ data }) => data)).not.toMatchObject([
      { productionOrder: "M2" },
    ]);
  });
});
