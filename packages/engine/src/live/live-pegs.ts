import type { Data } from "@lockstep/domain/facts/fact";
import { byCodeUnit } from "@lockstep/domain/world";
import { type Pegs, pegsOfLot } from "../pegs.ts";
import type { Plant } from "../plant.ts";

type Peg = Data<"erp.sales-order-line">["peggedTo"];

/** Which lines name which supply, kept up to date line by line. */
export interface LivePegs extends Pegs {
  change(line: string, before: Peg, after: Peg): void;
}

const none: readonly string[] = [];

export function createLivePegs(plant: Pick<Plant, "world" | "lotOrigins">): LivePegs {
  const byOrder = new Map<string, readonly string[]>();
  const byPurchase = new Map<string, readonly string[]>();
  const byTransfer = new Map<string, readonly string[]>();
  const turn = (peg: Peg, by: (lines: readonly string[]) => readonly string[]): void => {
    const set = (lists: Map<string, readonly string[]>, name: string | undefined): void => {
      if (name === undefined) return;
      const lines = by(lists.get(name) ?? none);
      if (lines.length === 0) lists.delete(name);
      else lists.set(name, lines);
    };
    set(byOrder, peg?.productionOrder);
    set(byPurchase, peg?.purchaseOrderLine);
    set(byTransfer, peg?.transferOrder);
  };
  const pegs = {
    ofOrder: (id: string): readonly string[] => {
      const own = plant.world.productionOrders.get(id)?.data.peggedTo;
      return own === undefined ? (byOrder.get(id) ?? none) : [own];
    },
    ofPurchase: (id: string): readonly string[] => byPurchase.get(id) ?? none,
    ofTransfer: (id: string): readonly string[] => byTransfer.get(id) ?? none,
  };
  return {
    ...pegs,
    ofLot: (item, lot) => pegsOfLot(plant.lotOrigins, pegs, { item, lot }),
    change: (line, before, after) => {
      turn(before, (lines) => lines.filter((one) => one !== line));
      turn(after, (lines) => [...lines.filter((one) => one !== line), line].sort(byCodeUnit));
    },
  };
}
