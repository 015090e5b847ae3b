import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import type { PointModel } from "./evaluate.ts";
import { shelfEnd } from "./lots.ts";
import type { Demand, Supply } from "./model.ts";
import { liesThere, verdictOf } from "./verdict.ts";
import { isFresh } from "./view-rows.ts";
import type { Allocation, DemandKind, DemandView, StockingPointView, SupplyKind, SupplyView } from "./views.ts";

type Cell = string | number | boolean | null;

/**
 * A stocking point as plain values one after the other, as `pointOfRow` reads them: made of each that has changed, kept and
 * seldom looked at. Its times are as they are, also those that are past, so that it holds at every minute until it changes.
 * They are told from one of them on: small whole numbers are written down several times as fast as large ones.
 */
export type PointRow = readonly Cell[];

const SUPPLY_KINDS: readonly SupplyKind[] = ["lot", "made", "make", "purchase", "transfer"];
const DEMAND_KINDS: readonly DemandKind[] = ["line", "claim", "transfer"];
/** Added to the number of a supply's kind. */
const ASSUMED = 8;
const LIES_THERE = 16;
/** In the place of a supply's number: it is none of the point's, and follows. */
const ANOTHER = -1;

export function pointRow(world: World, point: PointModel, now: Instant): PointRow {
  const { id, onHand, level, supplies, demands } = point;
  const erpOnHand = world.erpStock.get(id)?.data.quantity ?? null;
  const row: Cell[] = [id, now, onHand, erpOnHand, level, supplies.length];
  const write = createWriter(row, now);
  const item = id.slice(0, id.lastIndexOf("@"));
  for (const supply of supplies) {
    write.supply(supply);
    write.shelf(supply, (at) => shelfEnd(world, item, at));
  }
  for (const demand of demands) write.demand(demand, supplies);
  return row;
}

function createWriter(row: Cell[], base: Instant) {
  /** JSON knows no infinity: never and at once are true and false. */
  const said = (at: Instant): Cell => (at === NEVER ? true : at === -NEVER ? false : at - base);

  const supply = (one: Supply): void => {
    const flags = (one.assumed ? ASSUMED : 0) + (liesThere(one) ? LIES_THERE : 0);
    row.push(SUPPLY_KINDS.indexOf(one.kind) + flags, one.id, one.quantity, said(one.availableAt));
  };

  const shelf = (one: Supply, endOfShelf: (at: Instant) => Instant): void => {
    const { availableAt } = one;
    const fresh = isFresh(one);
    // What lies there and was made, but not received, keeps for so long from now on, whenever that is.
    const keeps = fresh && availableAt === -NEVER ? endOfShelf(0) : NEVER;
    const expiresAt = fresh ? endOfShelf(availableAt) : one.expiresAt;
    row.push(Number.isFinite(expiresAt) ? said(expiresAt) : null, keeps < NEVER ? keeps : null);
  };

  const demand = (one: Demand, supplies: readonly Supply[]): void => {
    const { kind, id, quantity, need, priority, short, availableAt, allocations } = one;
    row.push(DEMAND_KINDS.indexOf(kind), id, quantity, said(need), priority, short);
    row.push(availableAt === null ? null : said(availableAt), allocations.length);
    for (const taken of allocations) {
      const number = supplies.indexOf(taken.supply);
      row.push(taken.quantity, number);
      if (number === ANOTHER) supply(taken.supply);
    }
  };

  return { supply, shelf, demand };
}

/** What is read of a supply, with its time as it is. */
interface ReadSupply {
  readonly kind: SupplyKind;
  readonly id: string;
  readonly quantity: number;
  readonly availableAt: Instant;
  readonly assumed: boolean;
  readonly liesThere: boolean;
}

interface ReadDemand extends Omit<DemandView, "allocations" | "needAt" | "shortQuantity"> {
  readonly need: Instant;
  readonly short: number;
  readonly allocations: readonly { readonly supply: ReadSupply; readonly quantity: number }[];
}

/** The stocking point at a time: nothing is available earlier than that. */
export function pointOfRow(row: PointRow, now: Instant): StockingPointView {
  const cells = readerOf(row);
  const id = cells.text();
  const base = cells.number();
  const at = id.lastIndexOf("@");
  const head = { id, item: id.slice(0, at), site: id.slice(at + 1) };
  const stock = { onHand: cells.number(), erpOnHand: cells.numberOrNull(), level: cells.number() };
  const read = createReading(cells, base);
  const supplies: ReadSupply[] = [];
  const shown: SupplyView[] = [];
  for (let left = cells.number(); left > 0; left--) {
    const supply = read.supply();
    supplies.push(supply);
    shown.push(supplyView(supply, read.shelf(), now));
  }
  const demands: ReadDemand[] = [];
  while (cells.hasMore()) demands.push(read.demand(supplies));
  const verdict = verdictOf({ supplies, demands }, stock, now, (supply) => supply.liesThere);
  return { ...head, ...stock, supplies: shown, demands: demands.map((demand) => demandView(demand, now)), verdict };
}

type Reader = ReturnType<typeof readerOf>;

function readerOf(row: PointRow) {
  let place = 0;
  const next = (): Cell => {
    place += 1;
    return row[place - 1] ?? null;
  };
  return {
    next,
    hasMore: () => place < row.length,
    text: () => next() as string,
    number: () => next() as number,
    numberOrNull: () => next() as number | null,
  };
}

interface Shelf {
  readonly expiresAt: Instant | null;
  /** From when it is available. */
  readonly keeps: number | null;
}

function createReading(cells: Reader, base: Instant) {
  const instantOrNull = (): Instant | null => {
    const cell = cells.next();
    if (cell === null) return null;
    return cell === true ? NEVER : cell === false ? -NEVER : (cell as number) + base;
  };
  const instant = (): Instant => instantOrNull() ?? NEVER;

  const supply = (): ReadSupply => {
    const flags = cells.number();
    return {
      kind: SUPPLY_KINDS[flags % ASSUMED] ?? "lot",
      id: cells.text(),
      quantity: cells.number(),
      availableAt: instant(),
      assumed: (flags & ASSUMED) > 0,
      liesThere: (flags & LIES_THERE) > 0,
    };
  };

  const demand = (supplies: readonly ReadSupply[]): ReadDemand => {
    const head = {
      kind: DEMAND_KINDS[cells.number()] ?? "line",
      id: cells.text(),
      quantity: cells.number(),
      need: instant(),
      priority: cells.number(),
      short: cells.number(),
      availableAt: instantOrNull(),
    };
    const allocations = Array.from({ length: cells.number() }, () => {
      const quantity = cells.number();
      return { quantity, supply: supplies[cells.number()] ?? supply() };
    });
    return { ...head, allocations };
  };

  return { supply, demand, shelf: (): Shelf => ({ expiresAt: instantOrNull(), keeps: cells.numberOrNull() }) };
}

function supplyView(supply: ReadSupply, { expiresAt, keeps }: Shelf, now: Instant): SupplyView {
  const { kind, id, quantity, assumed } = supply;
  const availableAt = Math.max(now, supply.availableAt);
  return { kind, id, quantity, availableAt, assumed, expiresAt: keeps === null ? expiresAt : availableAt + keeps };
}

function demandView({ kind, id, quantity, need, priority, short, ...got }: ReadDemand, now: Instant): DemandView {
  const allocations = got.allocations.map(({ supply, quantity: taken }): Allocation => {
    return { kind: supply.kind, id: supply.id, quantity: taken, availableAt: Math.max(now, supply.availableAt) };
  });
  const availableAt = got.availableAt === null ? null : Math.max(now, got.availableAt);
  return { kind, id, quantity, needAt: need, priority, shortQuantity: short, availableAt, allocations };
}
