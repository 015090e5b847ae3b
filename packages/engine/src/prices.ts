import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { Data } from "@lockstep/domain/facts/fact";
import { minorDigits, toMinor } from "@lockstep/domain/money";
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
      return quantity === 0 ? 0 : toMinor(priceOf(line) * quantity, scale);
    },
    openValue: (line) => (line.isOpen ? toMinor(priceOf(line) * line.open, scale) : 0),
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

/** All money in another currency is shown, as it counts 0: one finding a subject, whatever its facts state. */
export function foreignCurrencies(world: World, currency: string): Finding[] {
  const found: ForeignMoney[] = [];
  const look = <T extends Pricing>(type: T, key: string, { data }: Stated<T>): void => {
    const foreign = foreignMoney(type, key, data, currency);
    if (foreign !== null) found.push(foreign);
  };
  for (const [id, stated] of world.items) look("master.item", id, stated);
  for (const [id, stated] of world.resources) look("master.resource", id, stated);
  for (const [point, list] of world.sourcing) for (const stated of list) look("master.sourcing", point, stated);
  for (const [id, stated] of world.responseCosts) look("master.response-cost", id, stated);
  for (const [id, stated] of world.salesOrderLines) look("erp.sales-order-line", id, stated);
  for (const [id, stated] of world.purchaseOrderLines) look("erp.purchase-order-line", id, stated);
  return findingsOfForeign(found, currency);
}

/** What one fact states in other currencies. */
export interface ForeignMoney {
  readonly subjectType: string;
  readonly subject: string;
  readonly codes: readonly string[];
}

type Amounts = readonly ({ readonly currency: string } | undefined)[];
type Told = readonly [subjectType: string, subject: string, amounts: Amounts];

const TOLD = {
  "master.item": (id: string, { unitPrice, unitCost }: Data<"master.item">): Told => [
    "item",
    id,
    [unitPrice, unitCost],
  ],
  "master.resource": (id: string, { hourlyCost }: Data<"master.resource">): Told => ["resource", id, [hourlyCost]],
  "master.sourcing": (_: string, { item, site, unitCost }: Data<"master.sourcing">): Told => [
    "stocking-point",
    `${item}@${site}`,
    [unitCost],
  ],
  "master.response-cost": (_: string, { site, fixed, perUnit }: Data<"master.response-cost">): Told => [
    "site",
    site,
    [fixed, perUnit],
  ],
  "erp.sales-order-line": (id: string, { unitPrice }: Data<"erp.sales-order-line">): Told => [
    "sales-order-line",
    id,
    [unitPrice],
  ],
  "erp.purchase-order-line": (id: string, { unitCost }: Data<"erp.purchase-order-line">): Told => [
    "purchase-order-line",
    id,
    [unitCost],
  ],
} as const;
type Pricing = keyof typeof TOLD;

export const isPricing = (type: FactType): type is Pricing => Object.hasOwn(TOLD, type);

/** Null: all money that the fact states is the company's. */
export function foreignMoney<T extends Pricing>(
  type: T,
  key: string,
  data: Data<T>,
  currency: string,
): ForeignMoney | null {
  const told = TOLD[type] as (key: string, data: Data<T>) => Told;
  const [subjectType, subject, amounts] = told(key, data);
  const codes = amounts.flatMap((one) => (one === undefined || one.currency === currency ? [] : one.currency));
  return codes.length === 0 ? null : { subjectType, subject, codes };
}

/** One a subject, by code unit of the subject. */
export function findingsOfForeign(found: Iterable<ForeignMoney>, currency: string): Finding[] {
  const bySubject = new Map<string, { readonly of: ForeignMoney; readonly codes: Set<string> }>();
  for (const of of found) {
    const id = `${of.subjectType} ${of.subject}`;
    const known = bySubject.get(id);
    if (known === undefined) bySubject.set(id, { of, codes: new Set(of.codes) });
    else for (const code of of.codes) known.codes.add(code);
  }
  return [...bySubject.values()]
    .map(({ of: { subjectType, subject }, codes }) => {
      const used = [...codes].sort(byCodeUnit).join(" and ");
      const text = `Money of ${subject} is in ${used}, the company's is ${currency}: it counts 0 until it is stated in ${currency}.`;
      return { rule: "foreign-currency", subjectType, subject, text };
    })
    .sort((a, b) => byCodeUnit(a.subject, b.subject));
}
