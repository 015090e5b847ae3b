import type { Data } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { minorDigits } from "@lockstep/domain/money";
import { byCodeUnit, type World } from "@lockstep/domain/world";

/** All that one order line is judged by. */
export interface LineFacts {
  /** `ORDER/LINE`. */
  readonly id: string;
  readonly data: Data<"erp.sales-order-line">;
  /** The first promise that was ever told; null: none is known. The latest is the data's. */
  readonly firstPromisedAt: Instant | null;
  readonly shipments: readonly Data<"wms.shipment">[];
  /** The site's. */
  readonly timeZone: string;
  /** Of one unit, in the company's currency; may be a fraction. */
  readonly priceMinor: number;
  /** The customer's own; 0 where it has none. */
  readonly tolerance: { readonly lateMinutes: number; readonly under: number };
}

export interface FactSources {
  readonly world: Pick<World, "salesOrderLines" | "sites" | "items" | "customers">;
  shipmentsOf(line: string): readonly Data<"wms.shipment">[];
  firstPromiseOf(line: string): Instant | null;
  /** The company's; prices in another one count 0. */
  readonly currency: string;
}

/** Null: no fact in force says that there is such a line. */
export function lineFactsOf(sources: FactSources, id: string): LineFacts | null {
  const { world, currency } = sources;
  const data = world.salesOrderLines.get(id)?.data;
  if (data === undefined) return null;
  const price = data.unitPrice ?? world.items.get(data.item)?.data.unitPrice;
  const own = world.customers.get(data.customer)?.data.otif;
  return {
    id,
    data,
    firstPromisedAt: sources.firstPromiseOf(id),
    // Sums of fractions hang on their order.
    shipments: sources.shipmentsOf(id).toSorted((a, b) => byCodeUnit(a.id, b.id)),
    timeZone: world.sites.get(data.site)?.data.timeZone ?? "UTC",
    priceMinor: price?.currency === currency ? Number(price.amount) * 10 ** minorDigits(currency) : 0,
    tolerance: { lateMinutes: own?.lateToleranceMinutes ?? 0, under: own?.underTolerance ?? 0 },
  };
}

/** The first promise that was ever told for a line, by what is known at a clock. */
export function firstPromises(
  ledger: Pick<Ledger, "factsOf">,
  clock: Instant,
  mode: "live" | "manual",
): FactSources["firstPromiseOf"] {
  return (line) => {
    for (const fact of ledger.factsOf("erp.sales-order-line", line)) {
      const isInEffect = mode === "live" || fact.time <= clock;
      if (fact.type === "erp.sales-order-line" && !fact.deleted && isInEffect) return fact.data.promisedAt;
    }
    return null;
  };
}
