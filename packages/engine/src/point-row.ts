import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import type { PointModel } from "./evaluate.ts";
import { shelfEnd } from "./lots.ts";
import type { Allocation, Demand, Supply } from "./model.ts";
import { verdictOf } from "./verdict.ts";
import { isFresh } from "./view-rows.ts";
import type {
  Allocation as AllocationView,
  DemandKind,
  DemandView,
  ShortageVerdict,
  StockingPointView,
  SupplyKind,
  SupplyView,
} from "./views.ts";

type Cell = string | number | boolean | null;

/**
 * A stocking point as plain values one after the other, as `pointOfRow` reads them: made of each that has changed, kept and
 * seldom looked at. Its times are as they are, also those that are past, so that it holds at every minute until it changes.
 */
export type PointRow = readonly Cell[];

/** JSON knows no infinity: "at once" and "never" are numbers far outside of any time. */
const AT_ONCE_SAID = -1e18;
const NEVER_SAID = 1e18;

const said = (at: Instant): number => (at === NEVER ? NEVER_SAID : at === -NEVER ? AT_ONCE_SAID : at);
const saidOrNull = (at: Instant | null): number | null => (at === null ? null : said(at));

export function pointRow(world: World, point: PointModel, now: Instant): PointRow {
  const { id, onHand, level, supplies, demands } = point;
  const erpOnHand = world.erpStock.get(id)?.data.quantity ?? null;
  const row: Cell[] = [id, onHand, erpOnHand, level, verdictOf(point, erpOnHand, now), supplies.length];
  const item = id.slice(0, id.lastIndexOf("@"));
  for (const supply of supplies) writeSupply(row, supply, (at) => shelfEnd(world, item, at));
  for (const demand of demands) writeDemand(row, demand);
  return row;
}

function writeSupply(row: Cell[], supply: Supply, endOfShelf: (at: Instant) => Instant): void {
  const { kind, id, quantity, availableAt, assumed } = supply;
  const fresh = isFresh(supply);
  // What lies there and was made, but not received, keeps for so long from now on, whenever that is.
  const keeps = fresh && availableAt === -NEVER ? endOfShelf(0) : NEVER;
  const expiresAt = fresh ? endOfShelf(availableAt) : supply.expiresAt;
  row.push(kind, id, quantity, said(availableAt), assumed);
  row.push(Number.isFinite(expiresAt) ? expiresAt : null, keeps < NEVER ? keeps : null);
}

function writeDemand(row: Cell[], demand: Demand): void {
  const { kind, id, quantity, need, priority, short, availableAt, allocations } = demand;
  row.push(kind, id, quantity, said(need), priority, short, saidOrNull(availableAt), allocations.length);
  for (const one of allocations) writeAllocation(row, one);
}

function writeAllocation(row: Cell[], { supply, quantity }: Allocation): void {
  row.push(supply.kind, supply.id, quantity, said(supply.availableAt));
}

/** The stocking point at a time: nothing is available earlier than that. */
export function pointOfRow(row: PointRow, now: Instant): StockingPointView {
  const cells = readerOf(row, now);
  const id = cells.text();
  const at = id.lastIndexOf("@");
  const head = { id, item: id.slice(0, at), site: id.slice(at + 1) };
  const stock = { onHand: cells.number(), erpOnHand: cells.numberOrNull(), level: cells.number() };
  const verdict = cells.next() as ShortageVerdict | null;
  const supplies = Array.from({ length: cells.number() }, () => readSupply(cells));
  const demands: DemandView[] = [];
  while (cells.hasMore()) demands.push(readDemand(cells));
  return { ...head, ...stock, supplies, demands, verdict };
}

type Reader = ReturnType<typeof readerOf>;

function readerOf(row: PointRow, now: Instant) {
  let place = 0;
  const next = (): Cell => {
    place += 1;
    return row[place - 1] ?? null;
  };
  const number = (): number => next() as number;
  const numberOrNull = (): number | null => next() as number | null;
  const meant = (at: number): Instant => (at >= NEVER_SAID ? NEVER : at <= AT_ONCE_SAID ? -NEVER : at);
  return {
    next,
    hasMore: () => place < row.length,
    text: () => next() as string,
    number,
    numberOrNull,
    instant: () => meant(number()),
    available: () => Math.max(now, meant(number())),
    availableOrNull: () => {
      const at = numberOrNull();
      return at === null ? null : Math.max(now, meant(at));
    },
  };
}

function readSupply(cells: Reader): SupplyView {
  const supply = {
    kind: cells.next() as SupplyKind,
    id: cells.text(),
    quantity: cells.number(),
    availableAt: cells.available(),
    assumed: cells.next() === true,
    expiresAt: cells.numberOrNull(),
  };
  const keeps = cells.numberOrNull();
  return keeps === null ? supply : { ...supply, expiresAt: supply.availableAt + keeps };
}

function readDemand(cells: Reader): DemandView {
  const demand = {
    kind: cells.next() as DemandKind,
    id: cells.text(),
    quantity: cells.number(),
    needAt: cells.instant(),
    priority: cells.number(),
    shortQuantity: cells.number(),
    availableAt: cells.availableOrNull(),
  };
  return { ...demand, allocations: Array.from({ length: cells.number() }, () => readAllocation(cells)) };
}

const readAllocation = (cells: Reader): AllocationView => ({
  kind: cells.next() as SupplyKind,
  id: cells.text(),
  quantity: cells.number(),
  availableAt: cells.available(),
});
