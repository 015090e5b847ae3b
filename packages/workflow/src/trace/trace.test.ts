import type { AnyFact, CloudEvent } from "@lockstep/domain/facts/fact";
import * as t from "@lockstep/domain/testing/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { TraceFacts, TraceOptions } from "./model.ts";
import { trace } from "./trace.ts";

const issue = (item: string, lot: string, order: string, more: object = {}) =>
  t.move({ item, lot, reason: "issue", productionOrder: order, from: { site: "A", location: "BIN-1" }, ...more });
const consumption = (item: string, lot: string, order: string, quantity = 5) =>
  t.event("mes.consumption", { order, seq: 10, item, lot, quantity });
const made = (item: string, lot: string, order: string) => t.receipt({ item, lot, productionOrder: order });

/** Two suppliers' tomatoes and salt become paste, the paste becomes sauce on a line, the sauce goes to two customers. */
const HISTORY: readonly CloudEvent[] = [
  t.purchaseLine({ order: "PO-1", supplier: "FARM", item: "TOMATO" }),
  t.purchaseLine({ order: "PO-2", supplier: "FIELD", item: "TOMATO" }),
  t.receipt({ item: "TOMATO", lot: "T-1", quantity: 100, rejected: 10, purchaseOrderLine: "PO-1/1" }),
  t.receipt({ item: "TOMATO", lot: "T-2", quantity: 50, purchaseOrderLine: "PO-2/1" }),
  t.receipt({ item: "SALT", lot: "N-1", quantity: 9 }),
  issue("TOMATO", "T-1", "WO-1", { quantity: 60 }),
  issue("TOMATO", "T-1", "WO-1", { quantity: 20, from: undefined, to: { site: "A", location: "BIN-1" } }),
  issue("TOMATO", "T-2", "WO-1", { quantity: 50 }),
  consumption("SALT", "N-1", "WO-1", 2),
  t.operation({ order: "WO-1", resource: "COOKER", good: 30 }),
  made("PASTE", "P-1", "WO-1"),
  issue("PASTE", "P-1", "WO-2"),
  consumption("PASTE", "P-1", "WO-2", 4),
  t.operation({ order: "WO-2", resource: "LINE-1", good: 30 }),
  t.operation({ order: "WO-2", seq: 20, resource: "LINE-2", state: "pending" }),
  made("SAUCE", "S-1", "WO-2"),
  made("SAUCE", "S-2", "WO-2"),
  t.salesLine({ order: "SO-1", customer: "SHOP", item: "SAUCE" }),
  t.salesLine({ order: "SO-2", customer: "MARKET", item: "SAUCE" }),
  t.shipment({ id: "SH-1", salesOrderLine: "SO-1/1", item: "SAUCE", lot: "S-1", quantity: 3, serials: ["K-1", "K-2"] }),
  t.shipment({ id: "SH-2", salesOrderLine: "SO-2/1", item: "SAUCE", lot: "S-2", quantity: 4 }),
  t.shipment({ id: "SH-3", salesOrderLine: "SO-9/1", item: "SAUCE", lot: "S-2", quantity: 1 }),
  // Of another world: nothing of it may show.
  t.receipt({ item: "TOMATO", lot: "T-9" }),
  issue("TOMATO", "T-9", "WO-9"),
  made("PASTE", "P-9", "WO-9"),
];

function factsOf(events: readonly CloudEvent[]): TraceFacts & { looks: number } {
  const facts = events.map(t.factOf);
  const one = <T>(found: T[]): T | undefined => found.at(-1);
  const look = function* (names: (fact: AnyFact) => boolean): Iterable<AnyFact> {
    self.looks += 1;
    yield* facts.filter(names);
  };
  const thing = (fact: AnyFact) =>
    "item" in fact.data && /receipt|stock-move|stock-count|consumption|shipment/.test(fact.type)
      ? (fact.data as { item: string; lot?: string; serials?: readonly string[] })
      : null;
  const self = {
    looks: 0,
    ofLot: (item: string, lot: string) => look((f) => thing(f)?.item === item && (thing(f)?.lot ?? "") === lot),
    ofSerial: (item: string, serial: string) =>
      look((f) => thing(f)?.item === item && (thing(f)?.serials ?? []).includes(serial)),
    ofOrder: (order: string) =>
      look(
        ({ data }) =>
          ("order" in data && data.order === order) || ("productionOrder" in data && data.productionOrder === order),
      ),
    supplierOf: (line: string) =>
      one(facts.flatMap((f) => (f.type === "erp.purchase-order-line" && f.key === line ? [f.data.supplier] : []))),
    customerOf: (line: string) =>
      one(facts.flatMap((f) => (f.type === "erp.sales-order-line" && f.key === line ? [f.data.customer] : []))),
  };
  return self;
}

const WHOLE: TraceOptions = { backward: true, forward: true, mostDepth: 20, mostNodes: 500 };
const lot = (item: string, name: string) => ({ item, lot: name, serial: null });

function traced(
  thing: Parameters<typeof trace>[0],
  { events = HISTORY, ...options }: Partial<TraceOptions> & { events?: readonly CloudEvent[] } = {},
) {
  const found = trace(thing, factsOf(events), { ...WHOLE, ...options });
  if (found === null) throw new Error("no fact names it");
  return {
    ...found,
    ids: found.nodes.map(({ id }) => id).sort(),
    flows: Object.fromEntries(found.edges.map(({ from, to, quantity }) => [`${from} > ${to}`, quantity])),
    distances: Object.fromEntries(found.nodes.map(({ id, distance }) => [id, distance])),
  };
}

const BACK_OF_SAUCE = {
  "order:WO-2 > lot:SAUCE:S-1": 5,
  "lot:PASTE:P-1 > order:WO-2": 4,
  "operation:WO-2/10 > order:WO-2": null,
  "order:WO-1 > lot:PASTE:P-1": 5,
  "lot:TOMATO:T-1 > order:WO-1": 40,
  "lot:TOMATO:T-2 > order:WO-1": 50,
  "lot:SALT:N-1 > order:WO-1": 2,
  "operation:WO-1/10 > order:WO-1": null,
  "purchase:PO-1/1 > lot:TOMATO:T-1": 90,
  "purchase:PO-2/1 > lot:TOMATO:T-2": 50,
  "receipt:A > lot:SALT:N-1": 9,
  "supplier:FARM > purchase:PO-1/1": null,
  "supplier:FIELD > purchase:PO-2/1": null,
};

describe("a trace", () => {
  test("[T1] leads back from a lot to every input lot, supplier and machine, with what flowed", () => {
    const { flows, cuts, distances } = traced(lot("SAUCE", "S-1"), { forward: false });
    expect(flows).toEqual(BACK_OF_SAUCE);
    expect(cuts).toEqual([]);
    expect(distances).toMatchObject({ "lot:SAUCE:S-1": 0, "order:WO-2": -1, "lot:PASTE:P-1": -2, "supplier:FARM": -6 });
  });

  test("[T1] leads forward from an input lot to every customer, also through a line that is not known", () => {
    const { flows, distances } = traced(lot("TOMATO", "T-2"), { backward: false });
    expect(flows).toEqual({
      "lot:TOMATO:T-2 > order:WO-1": 50,
      "order:WO-1 > lot:PASTE:P-1": 5,
      "lot:PASTE:P-1 > order:WO-2": 4,
      "order:WO-2 > lot:SAUCE:S-1": 5,
      "order:WO-2 > lot:SAUCE:S-2": 5,
      "lot:SAUCE:S-1 > shipment:SH-1": 3,
      "lot:SAUCE:S-2 > shipment:SH-2": 4,
      "lot:SAUCE:S-2 > shipment:SH-3": 1,
      "shipment:SH-1 > customer:SHOP": null,
      "shipment:SH-2 > customer:MARKET": null,
    });
    expect(distances).toMatchObject({ "order:WO-1": 1, "customer:SHOP": 6 });
  });

  test("[T2] in both directions has what went into it and what it went into, and no sisters", () => {
    const { ids } = traced(lot("PASTE", "P-1"));
    expect(ids).toContain("supplier:FARM");
    expect(ids).toContain("customer:MARKET");
    expect(ids.filter((id) => id.includes("9"))).toEqual([]);
    expect(traced(lot("SAUCE", "S-1")).ids).not.toContain("lot:SAUCE:S-2");
  });

  test("[T3] of one thing leads to the lot that it is of, and to its own customer", () => {
    const { flows } = traced({ item: "SAUCE", lot: "", serial: "K-2" });
    expect(flows).toEqual({
      "lot:SAUCE:S-1 > serial:SAUCE:K-2": null,
      ...BACK_OF_SAUCE,
      "serial:SAUCE:K-2 > shipment:SH-1": 1,
      "shipment:SH-1 > customer:SHOP": null,
    });
  });

  test("[T3] follows things without a lot number one by one, through the order that they were built in", () => {
    const events = [
      t.receipt({ item: "MOTOR", serials: ["M-1", "M-2"], quantity: 2, purchaseOrderLine: "PO-1/1" }),
      issue("MOTOR", "", "WO-1", { serials: ["M-1"], quantity: 1 }),
      t.receipt({ item: "PUMP", serials: ["U-1"], quantity: 1, productionOrder: "WO-1" }),
      t.shipment({ item: "PUMP", serials: ["U-1"], quantity: 1 }),
    ];
    expect(traced({ item: "PUMP", lot: "", serial: "U-1" }, { events }).flows).toEqual({
      "order:WO-1 > serial:PUMP:U-1": 1,
      "serial:MOTOR:M-1 > order:WO-1": 1,
      "purchase:PO-1/1 > serial:MOTOR:M-1": 1,
      "serial:PUMP:U-1 > shipment:SH-1": 1,
    });
    expect(traced({ item: "MOTOR", lot: "", serial: "M-2" }, { events }).ids).toEqual([
      "purchase:PO-1/1",
      "serial:MOTOR:M-2",
    ]);
  });

  test("[T4] leaves out what was taken back", () => {
    const events = [
      t.receipt({ item: "X", lot: "1", quantity: 0, purchaseOrderLine: "PO-1/1" }),
      issue("X", "1", "WO-1", { quantity: 3 }),
      issue("X", "1", "WO-1", { quantity: 3, from: undefined, to: { site: "A", location: "BIN-1" } }),
      consumption("X", "1", "WO-2", 0.1),
      consumption("X", "1", "WO-2", 0.2),
      consumption("X", "1", "WO-2", -0.3),
    ];
    expect(traced(lot("X", "1"), { events }).flows).toEqual({});
  });

  test("[T4] shows a receipt that was rejected whole, as it tells where the lot is from", () => {
    const events = [t.receipt({ item: "X", lot: "1", quantity: 5, rejected: 5, purchaseOrderLine: "PO-1/1" })];
    expect(traced(lot("X", "1"), { events }).flows).toEqual({ "purchase:PO-1/1 > lot:X:1": 0 });
  });

  test("says which facts an edge stands on", () => {
    const { edges } = traced(lot("PASTE", "P-1"));
    const used = edges.find(({ to }) => to === "order:WO-2");
    expect(used?.facts.map(({ type }) => type).sort()).toEqual(["mes.consumption", "wms.stock-move"]);
  });

  test("[T5] stops at stock without a lot number and says so, unless it begins there", () => {
    const events = [
      t.receipt({ item: "SALT", purchaseOrderLine: "PO-1/1" }),
      issue("SALT", "", "WO-1"),
      issue("SALT", "", "WO-2"),
      made("PASTE", "P-1", "WO-1"),
    ];
    const { ids, cuts } = traced(lot("PASTE", "P-1"), { events });
    expect(ids).toEqual(["lot:PASTE:P-1", "lot:SALT:", "order:WO-1"]);
    expect(cuts).toEqual([{ node: "lot:SALT:", reason: "no-lot" }]);
    expect(traced(lot("SALT", ""), { events }).ids).toContain("purchase:PO-1/1");
  });

  test("[T6] as deep or as large as asked says where it was cut, and has nothing that is not connected", () => {
    const shallow = traced(lot("SAUCE", "S-1"), { forward: false, mostDepth: 2 });
    expect(shallow.cuts).toEqual([{ node: "lot:PASTE:P-1", reason: "depth" }]);
    expect(shallow.ids).toEqual(["lot:PASTE:P-1", "lot:SAUCE:S-1", "operation:WO-2/10", "order:WO-2"]);
    const small = traced(lot("SAUCE", "S-1"), { forward: false, mostNodes: 6 });
    expect(small.nodes).toHaveLength(6);
    expect(small.cuts).toContainEqual({ node: "order:WO-1", reason: "size" });
    const ends = new Set(small.edges.flatMap(({ from, to }) => [from, to]));
    expect([...ends].sort()).toEqual(small.ids);
  });

  test("[T6] ends where rework leads a lot back into itself", () => {
    const events = [issue("X", "1", "WO-1"), made("X", "1", "WO-1")];
    expect(traced(lot("X", "1"), { events }).flows).toEqual({ "order:WO-1 > lot:X:1": 5, "lot:X:1 > order:WO-1": 5 });
  });

  test("of a lot that was only ever counted is that lot alone", () => {
    const events = [t.count({ item: "X", lot: "1" })];
    expect(traced(lot("X", "1"), { events })).toMatchObject({ ids: ["lot:X:1"], edges: [], cuts: [] });
  });

  test("of what no fact names is none", () => {
    expect(trace(lot("SAUCE", "S-77"), factsOf(HISTORY), WHOLE)).toBeNull();
    expect(trace({ item: "SAUCE", lot: "", serial: "S-1" }, factsOf(HISTORY), WHOLE)).toBeNull();
  });
});

test("[T7] costs what it finds: ten times as much of another world makes it look no more often", () => {
  const others = Array.from({ length: 10 }, (_, k) => [
    issue("TOMATO", `O-${k}`, `WO-O${k}`),
    made("PASTE", `O-${k}`, `WO-O${k}`),
  ]);
  const [few, many] = [factsOf(HISTORY), factsOf([...HISTORY, ...others.flat()])];
  expect(trace(lot("PASTE", "P-1"), many, WHOLE)?.edges.length).toBe(
    trace(lot("PASTE", "P-1"), few, WHOLE)?.edges.length,
  );
  expect(many.looks).toBe(few.looks);
});

test("whatever order the facts are told in, the trace is the same, and forward is the mirror of backward", () => {
  const things = [lot("TOMATO", "T-1"), lot("PASTE", "P-1"), lot("SAUCE", "S-2"), lot("SALT", "N-1")];
  fc.assert(
    fc.property(fc.shuffledSubarray([...HISTORY], { minLength: HISTORY.length }), (order) => {
      for (const thing of things) expect(traced(thing, { events: order })).toEqual(traced(thing));
      for (const from of things) {
        for (const to of things) {
          const id = (one: typeof from) => `lot:${one.item}:${one.lot}`;
          const leadsOn = traced(from, { events: order, backward: false }).ids.includes(id(to));
          expect(traced(to, { events: order, forward: false }).ids.includes(id(from))).toBe(leadsOn);
        }
      }
    }),
    { numRuns: 20 },
  );
});
