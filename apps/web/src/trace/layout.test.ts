import { expect, test } from "vitest";
import { BOX, layOut } from "./layout.ts";
import type { Trace } from "./trace-answer.ts";

const BLANK = { item: null, lot: null, uom: null, resource: null, site: null, salesOrderLine: null, at: null };

/** `distance` by node, and arrows such as `a>b`. */
function traceOf(start: string, distances: Readonly<Record<string, number>>, arrows: readonly string[]): Trace {
  const nodes = Object.entries(distances).map(([id, distance]) => {
    return { ...BLANK, id, distance, kind: "LOT", subject: id, name: id, isHeld: false };
  });
  const edges = arrows.map((arrow) => {
    const [from = "", to = ""] = arrow.split(">");
    return { from, to, quantity: 1, uom: "kg", factCount: 1, facts: [] };
  });
  return { start, nodes, edges, isComplete: true, cuts: [], sites: null };
}

const columnsOf = (trace: Trace) => {
  const { placed } = layOut(trace);
  const step = BOX.width + BOX.across;
  return Object.fromEntries(placed.map(({ node, x }) => [node.id, Math.round((x - BOX.margin) / step)]));
};

test("goods flow from the left to the right, also where there is a short way and a long one", () => {
  const short = ["salt>sauce-order", "sauce-order>sauce", "sauce>shipment", "shipment>customer"];
  const long = ["salt>paste-order", "paste-order>paste", "paste>sauce-order"];
  const distances = { sauce: 0, "sauce-order": -1, salt: -2, paste: -2, "paste-order": -3, shipment: 1, customer: 2 };
  const trace = traceOf("sauce", distances, [...short, ...long]);
  const columns = columnsOf(trace);
  expect(columns).toEqual({
    salt: 0,
    "paste-order": 1,
    paste: 2,
    "sauce-order": 3,
    sauce: 4,
    shipment: 5,
    customer: 6,
  });
  for (const { from, to } of trace.edges) expect(columns[from]).toBeLessThan(columns[to] ?? 0);
});

test("no two boxes stand on each other, and all are inside of the picture", () => {
  const lots = Array.from({ length: 40 }, (_, k) => `lot-${k}`);
  const distances = { order: 0, ...Object.fromEntries(lots.map((id, k) => [id, k % 2 === 0 ? -1 : 1])) };
  const { placed, width, height } = layOut(
    traceOf(
      "order",
      distances,
      lots.map((id, k) => (k % 2 === 0 ? `${id}>order` : `order>${id}`)),
    ),
  );
  for (const one of placed) {
    expect(one.x).toBeGreaterThanOrEqual(0);
    expect(one.x + BOX.width).toBeLessThanOrEqual(width);
    expect(one.y).toBeGreaterThanOrEqual(0);
    expect(one.y + BOX.height).toBeLessThanOrEqual(height);
    for (const other of placed) {
      if (other === one || other.x !== one.x) continue;
      expect(Math.abs(other.y - one.y)).toBeGreaterThanOrEqual(BOX.height);
    }
  }
});

test("goods that went in a circle are drawn, once each", () => {
  const { placed, drawn } = layOut(traceOf("lot", { lot: 0, order: -1 }, ["order>lot", "lot>order"]));
  expect(placed).toHaveLength(2);
  expect(drawn).toHaveLength(2);
});
