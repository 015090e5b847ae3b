import { demandOfLine } from "../demands.ts";
import { type LineModel, readLine } from "../lines.ts";
import { isSameValue } from "../same-value.ts";
import type { LineNodes } from "./line-node.ts";
import { pointsMadeBy } from "./live-plant.ts";
import { addDemand, dropDemand, type NetworkParts } from "./network-parts.ts";
import { emptied } from "./sets.ts";

interface LineParts {
  readonly parts: NetworkParts;
  readonly nodes: LineNodes;
  readonly ordersPeggedTo: (line: string) => Iterable<string>;
}

/** Reads the order lines that were marked: what each wants, and what is pegged to it. */
export function createLineReader({ parts, nodes, ordersPeggedTo }: LineParts): { readonly read: () => void } {
  const { plant, lines, pegs, dirty, marks, work } = parts;

  const read = (): void => {
    for (const id of dirty.line) readOneLine(id);
    emptied(dirty.line);
  };

  const readOneLine = (id: string): void => {
    const stated = plant.world.salesOrderLines.get(id);
    const node = nodes.of(id);
    const before = node.model;
    const after = stated === undefined ? null : readLine(plant, id, stated);
    work.linesRead += 1;
    node.model = after;
    if (after === null) lines.delete(id);
    else lines.set(id, after);
    changePegs(id, before, after);
    if (node.demand !== null && before !== null) dropDemand(parts, before.point, node.demand);
    node.demand = after?.isOpen ? demandOfLine(plant, after, node) : null;
    if (node.demand !== null && after !== null) addDemand(parts, after.point, node.demand);
    node.touch();
  };

  /** Whatever is pegged to a line follows its priority and its need. */
  const changePegs = (id: string, before: LineModel | null, after: LineModel | null): void => {
    const [was, is] = [before?.data.peggedTo, after?.data.peggedTo];
    const isSamePeg = isSameValue(was ?? null, is ?? null);
    if (!isSamePeg) {
      pegs.change(id, was, is);
      for (const peg of [was, is]) {
        if (peg?.productionOrder !== undefined) dirty.order.add(peg.productionOrder);
        if (peg?.purchaseOrderLine !== undefined) pegOfPurchase(peg.purchaseOrderLine);
        if (peg?.transferOrder !== undefined) pegOfTransfer(peg.transferOrder);
      }
    }
    if (before?.priority === after?.priority && before?.need === after?.need && before?.data.site === after?.data.site)
      return;
    for (const order of ordersPeggedTo(id)) {
      dirty.order.add(order);
      for (const point of pointsMadeBy(plant, order)) marks.point(point);
    }
    if (is?.purchaseOrderLine !== undefined) pegOfPurchase(is.purchaseOrderLine);
    if (is?.transferOrder !== undefined) pegOfTransfer(is.transferOrder);
    // What is picked for it is served in its turn.
    markItems(plant.movesByLine.get(id) ?? []);
  };
  /** Wherever what they are about lies. */
  const markItems = (facts: readonly ({ readonly data: { readonly item: string } } | undefined)[]): void => {
    for (const fact of facts)
      if (fact !== undefined) for (const point of plant.pointsOfItem(fact.data.item)) marks.point(point);
  };
  const pegOfPurchase = (id: string): void => {
    dirty.purchase.add(id);
    markItems([plant.world.purchaseOrderLines.get(id), ...(plant.receiptsByPurchase.get(id) ?? [])]);
  };
  const pegOfTransfer = (id: string): void => {
    dirty.transfer.add(id);
    const came = [...(plant.receiptsByTransfer.get(id) ?? []), ...(plant.movesByTransfer.get(id) ?? [])];
    markItems([plant.world.transferOrders.get(id), ...came]);
  };

  return { read };
}
