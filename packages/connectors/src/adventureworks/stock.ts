import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { round6 } from "../mapping/exact.ts";
import { SITE, tell } from "./event.ts";
import type { Names } from "./names.ts";
import { groupBy } from "./structure.ts";
import type { Row, Tables } from "./tables.ts";

/** Stock of a product that comes (above 0) or goes; in time order it decides from which bins. */
export interface Movement {
  readonly id: string;
  readonly at: Instant;
  readonly product: string;
  readonly quantity: number;
  /** The fact of one bin's part of it; `part` is 1 for the first bin, 2 for the next. */
  readonly fact: (bin: string, quantity: number, part: number) => CloudEvent;
}

/** What the opening stock of bought parts lacks, by product, so that the record never takes what is not there. */
export type TopUp = ReadonlyMap<string, number>;

/**
 * This alone looks at the whole record: the slice begins in the middle of a company's life, and the parts that it uses
 * were bought before.
 */
export function topUpOf(tables: Tables, movements: readonly Movement[]): TopUp {
  const bought = new Set(tables.product.filter(({ MakeFlag }) => !MakeFlag).map(({ ProductID }) => ProductID));
  const balance = new Map<string, number>();
  for (const { ProductID, Quantity } of tables.product_inventory) add(balance, ProductID, Quantity);
  const least = new Map<string, number>();
  for (const { product, quantity } of [...movements].sort(inTime)) {
    const now = add(balance, product, quantity);
    if (bought.has(product)) least.set(product, Math.min(least.get(product) ?? 0, now));
  }
  return new Map([...least].filter(([, lowest]) => lowest < 0).map(([product, lowest]) => [product, -lowest]));
}

interface Opening {
  readonly tables: Tables;
  readonly names: Names;
  readonly opening: Instant;
  readonly topUp: TopUp;
}

/** The counts of the opening, what is put on top, and all movements, each from the bins that hold something. */
export function stockFacts(
  { tables, names, opening: at, topUp }: Opening,
  movements: readonly Movement[],
): CloudEvent[] {
  const binsOf = groupBy(tables.product_inventory, ({ ProductID }) => ProductID);
  const stores = new Map<string, Store>();
  const storeOf = (product: string): Store => {
    const known = stores.get(product);
    if (known) return known;
    const made = storeFrom(binsOf.get(product) ?? [], names);
    made.put(topUp.get(product) ?? 0);
    stores.set(product, made);
    return made;
  };
  const facts: CloudEvent[] = tables.product_inventory.map((row) => {
    const [item, location] = [names.item(row.ProductID), binName(row, names)];
    const data = { site: SITE, location, item, status: "available" as const, quantity: row.Quantity };
    return tell("wms.stock-count", { id: `opening-${item}-${location}`, at, data });
  });
  for (const [product, quantity] of topUp) {
    const item = names.item(product);
    const to = { site: SITE, location: storeOf(product).home };
    const data = { item, quantity, to, status: "available", reason: "adjust" } as const;
    facts.push(tell("wms.stock-move", { id: `top-up-${item}`, at: at + 1, data, derived: ["top-up"] }));
  }
  for (const { product, quantity, fact } of [...movements].sort(inTime)) {
    const store = storeOf(product);
    if (quantity > 0) store.put(quantity);
    const parts = quantity < 0 ? store.take(-quantity) : [{ bin: store.home, quantity }];
    facts.push(...parts.map((part, k) => fact(part.bin, part.quantity, k + 1)));
  }
  return facts;
}

interface Store {
  /** Where goods come in: the bin that held most at the opening. */
  readonly home: string;
  put(quantity: number): void;
  /** From the home bin first, then from the others; what is nowhere is taken from the home bin all the same. */
  take(quantity: number): readonly { readonly bin: string; readonly quantity: number }[];
}

const NO_BIN = "Miscellaneous Storage";

function storeFrom(rows: readonly Row<"product_inventory">[], names: Names): Store {
  const sorted = [...rows].sort((a, b) => b.Quantity - a.Quantity || byCodeUnit(binName(a, names), binName(b, names)));
  const held = new Map(sorted.map((row) => [binName(row, names), row.Quantity]));
  const home = [...held.keys()][0] ?? NO_BIN;
  return {
    home,
    put: (quantity) => {
      add(held, home, quantity);
    },
    take: (quantity) => {
      const parts = new Map<string, number>();
      let rest = quantity;
      for (const [bin, there] of held) {
        const taken = Math.min(rest, Math.max(0, there));
        if (taken > 0) add(parts, bin, taken);
        rest = round6(rest - taken);
      }
      if (rest > 0) add(parts, home, rest);
      for (const [bin, taken] of parts) add(held, bin, -taken);
      return [...parts].map(([bin, taken]) => ({ bin, quantity: taken }));
    },
  };
}

function binName({ LocationID, Shelf, Bin }: Row<"product_inventory">, names: Names): string {
  const { Name } = names.location(LocationID);
  return Shelf === "N/A" ? Name : `${Name} ${Shelf}-${Bin}`;
}

const inTime = (a: Movement, b: Movement): number => a.at - b.at || byCodeUnit(a.id, b.id);

function add(sums: Map<string, number>, key: string, quantity: number): number {
  const sum = round6((sums.get(key) ?? 0) + quantity);
  sums.set(key, sum);
  return sum;
}
