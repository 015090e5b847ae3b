import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Data } from "@lockstep/domain/facts/fact";
import { minorDigits } from "@lockstep/domain/money";
import { byCodeUnit, type Finding, type Stated, type World } from "@lockstep/domain/world";
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
  for (const type of PRICED) {
    const facts: ReadonlyMap<string, Stated<Priced>> = world[WHERE[type]];
    for (const [id, fact] of facts) {
      const finding = foreignCurrency(type, id, fact, currency);
      if (finding !== null) findings.push(finding);
    }
  }
  return findings.sort((a, b) => byCodeUnit(a.subject, b.subject));
}

const WHERE = {
  "master.item": "items",
  "erp.sales-order-line": "salesOrderLines",
  "erp.purchase-order-line": "purchaseOrderLines",
} as const;
type Priced = keyof typeof WHERE;
const PRICED = Object.keys(WHERE) as readonly Priced[];

export const isPriced = (type: FactType): type is Priced => Object.hasOwn(WHERE, type);

/** What is wrong with the money that a fact states; null: nothing. */
export function foreignCurrency(type: Priced, id: string, fact: Stated<Priced>, currency: string): Finding | null {
  const { unitPrice, unitCost }: Partial<Data<"master.item">> = fact.data;
  const price = type === "erp.purchase-order-line" ? undefined : unitPrice;
  const used = price ?? (type === "erp.sales-order-line" ? undefined : unitCost);
  if (used === undefined || used.currency === currency) return null;
  const text = `Money of ${id} is in ${used.currency}, the company's is ${currency}: it counts 0 until it is stated in ${currency}.`;
  return { rule: "foreign-currency", subjectType: type.slice(type.indexOf(".") + 1), subject: id, text };
}
