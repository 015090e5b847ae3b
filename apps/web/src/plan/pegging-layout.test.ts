import { expect, test } from "vitest";
import { BOX, layOutPegging } from "./pegging-layout.ts";

const node = (id: string) => ({
  ...{ id, kind: "ORDER", subject: id, item: id, itemName: id, uom: "pc", site: "A", quantity: 1 },
  ...{ availableAt: null, isFirstDomino: false },
});
const edge = (from: string, to: string, quantity: number) => ({
  ...{ from, to, quantity, needAt: "", availableAt: null, slackMinutes: 0, isOnPath: false },
});
const columnOf = (x: number): number => x / (BOX.width + BOX.across);

test("each thing stands once, to the left of all that it fills, however it is reached", () => {
  // C fills the line's order directly, and through B.
  const pegging = {
    ...{ line: "L", isComplete: true, nodes: ["L", "A", "C", "B"].map(node) },
    edges: [edge("A", "L", 10), edge("C", "A", 4), edge("B", "A", 2), edge("C", "B", 8)],
  };
  const { placed, drawn } = layOutPegging(pegging);
  expect(Object.fromEntries(placed.map((one) => [one.node.id, columnOf(one.x)]))).toEqual({ L: 3, A: 2, B: 1, C: 0 });
  // As wide as its share of the most that is given of that item.
  expect(drawn.map(({ edge: { from }, width }) => [from, width])).toEqual([
    ["A", 14],
    ["C", 7],
    ["B", 14],
    ["C", 14],
  ]);
});

test("what goes in a circle still has a place", () => {
  const nodes = ["L", "A", "B"].map(node);
  const edges = [edge("A", "L", 1), edge("B", "A", 1), edge("A", "B", 1)];
  expect(layOutPegging({ line: "L", isComplete: true, nodes, edges }).placed).toHaveLength(3);
});
