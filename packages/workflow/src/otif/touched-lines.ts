import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, Data } from "@lockstep/domain/facts/fact";
import { createGroups } from "@lockstep/domain/groups";
import type { OtifLedger } from "./ledger.ts";

/** One fact in force, or that nothing is in force of its key any more. */
export interface InForceChange {
  readonly type: FactType;
  readonly key: string;
  readonly fact: AnyFact | null;
}

/** Which lines a fact says something about, and what has been shipped for each. */
export interface LineTrack {
  /** Takes a change in; says which lines are to be looked at again. */
  take(change: InForceChange): Iterable<string>;
  /** In no order. */
  shipmentsOf(line: string): readonly Data<"wms.shipment">[];
}

export function createLineTrack(ledger: Pick<OtifLedger, "linesNaming">): LineTrack {
  const shipments = new Map<string, Data<"wms.shipment">>();
  const ofLine = createGroups<string, string>();

  /** A shipment may be of another line than it was. */
  function ship(key: string, fact: AnyFact | null): readonly string[] {
    const before = shipments.get(key)?.salesOrderLine;
    if (before !== undefined) ofLine.remove(before, key);
    shipments.delete(key);
    const lines = before === undefined ? [] : [before];
    if (fact?.type !== "wms.shipment") return lines;
    const line = fact.data.salesOrderLine;
    shipments.set(key, fact.data);
    ofLine.add(line, key);
    return [...lines, line];
  }

  return {
    take({ type, key, fact }) {
      switch (type) {
        case "erp.sales-order-line":
          return [key];
        case "wms.shipment":
          return ship(key, fact);
        case "master.site":
          return ledger.linesNaming("site", key);
        case "master.item":
          return ledger.linesNaming("item", key);
        case "master.customer":
          return ledger.linesNaming("customer", key);
        default:
          return [];
      }
    },
    shipmentsOf: (line) => [...ofLine.of(line)].flatMap((key) => shipments.get(key) ?? []),
  };
}
