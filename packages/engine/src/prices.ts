import { minorDigits } from "@lockstep/domain/money";
import { byCodeUnit, type Finding, type World } from "@lockstep/domain/world";
import type { LineModel, LineOutcome } from "./lines.ts";

export interface Prices {
  /** Minor units; whole. */
  atRisk(line: LineModel, outcome: LineOutcome): number;
  openValue(line: LineModel): number;
  majorOf(minor: number): number;
}

/** The line's price, else the item's; one in another currency counts 0. */
export function createPrices(world: World, currency: string): Prices {
  const scale = 10 ** minorDigits(currency);
  const priceOf = ({ data }: LineModel): number => {
    const price = data.unitPrice ?? world.items.get(data.item)?.data.unitPrice;
    return price === undefined || price.currency !== currency ? 0 : Number(price.amount);
  };
  return {
    atRisk: (line, outcome) => {
      const quantity = quantityAtRisk(line, outcome);
      return quantity === 0 ? 0 : Math.round(priceOf(line) * quantity * scale);
    },
    openValue: (line) => (line.isOpen ? Math.round(priceOf(line) * line.open * scale) : 0),
    majorOf: (minor) => minor / scale,
  };
}

/** Late: all that is open; short: what is short, or all of it if it is late too; at risk: its chance of being late. */
function quantityAtRisk({ open, isOpen }: LineModel, { state, short, slack, pLate }: LineOutcome): number {
  if (!isOpen) return 0;
  switch (state) {
    case "late":
      return open;
    case "short":
      return slack !== null && slack < 0 ? open : short;
    case "at-risk":
      return pLate * open;
    default:
      return 0;
  }
}

/** Money in another currency is shown, as it counts 0. */
export function foreignCurrencies(world: World, currency: string): Finding[] {
  const findings: Finding[] = [];
  const check = (subjectType: string, subject: string, used: string | undefined): void => {
    if (used === undefined || used === currency) return;
    const text = `Money of ${subject} is in ${used}, the company's is ${currency}: it counts 0 until it is stated in ${currency}.`;
    findings.push({ rule: "foreign-currency", subjectType, subject, text });
  };
  for (const [id, { data }] of world.items) check("item", id, data.unitPrice?.currency ?? data.unitCost?.currency);
  for (const [id, { data }] of world.salesOrderLines) check("sales-order-line", id, data.unitPrice?.currency);
  for (const [id, { data }] of world.purchaseOrderLines) check("purchase-order-line", id, data.unitCost?.currency);
  return findings.sort((a, b) => byCodeUnit(a.subject, b.subject));
}
