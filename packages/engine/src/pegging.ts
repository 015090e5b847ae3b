import { type Instant, NEVER } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { accepts } from "./keeping.ts";
import type { Allocation, Claim, Demand, Supply, SupplySource } from "./model.ts";
import { byNumber, EPSILON } from "./order.ts";
import type { SupplyKind } from "./views.ts";

const KINDS: Readonly<Record<SupplyKind, number>> = { lot: 0, made: 1, make: 2, purchase: 3, transfer: 4 };
/** The order in which kinds of supplies stand in SPEC.md. */
const SOURCES: Readonly<Record<SupplySource["what"], number>> = {
  lot: 0,
  held: 1,
  picked: 2,
  made: 3,
  make: 4,
  purchase: 5,
  "in-transit": 6,
  "to-ship": 7,
  assumed: 8,
};

/** By (availableAt, expiresAt, kind, id), and what has the same id by its place in the table. */
export function bySupplyOrder(a: Supply, b: Supply): number {
  return (
    byNumber(a.availableAt, b.availableAt) ||
    byNumber(a.expiresAt, b.expiresAt) ||
    KINDS[a.kind] - KINDS[b.kind] ||
    byCodeUnit(a.id, b.id) ||
    SOURCES[a.source.what] - SOURCES[b.source.what] ||
    byCodeUnit(a.pegs[0] ?? "", b.pegs[0] ?? "")
  );
}

/** By (need's calendar day, priority, need, id). */
export function byDemandOrder(a: Demand, b: Demand): number {
  return (
    byNumber(a.day, b.day) ||
    byNumber(a.priority, b.priority) ||
    byNumber(a.need, b.need) ||
    byCodeUnit(a.id, b.id) ||
    byCodeUnit(a.kind, b.kind) ||
    byCodeUnit(a.claim?.item ?? "", b.claim?.item ?? "")
  );
}

export interface Pegging {
  /** In supply order; what is left of each is changed. */
  readonly supplies: readonly Supply[];
  /** Claims of operations that have begun, in any order. */
  readonly started: readonly Demand[];
  /** All others, in demand order. */
  readonly demands: readonly Demand[];
  /** The lines that some supply here is pegged to, in the order in which they are served. */
  readonly peggedLines: readonly string[];
  readonly now: Instant;
}

/** Gives the supplies of one stocking point to its demands. */
export function peg({ supplies, started, demands, peggedLines, now }: Pegging): void {
  const stock = supplies.filter(({ source, expiresAt }) => source.what === "lot" && expiresAt > now);
  const byExpiry = [...stock].sort((a, b) => byNumber(a.expiresAt, b.expiresAt) || byCodeUnit(a.id, b.id));
  for (const demand of [...started].sort(byDemandOrder)) take(demand, byExpiry, now);
  for (const line of peggedLines) {
    const own = supplies.filter(({ pegs }) => pegs.includes(line));
    const isFor = ({ claim, kind, id }: Demand): boolean =>
      claim === null ? kind === "line" && id === line : claim.operation.order.pegs.includes(line);
    const mine = demands.filter(isFor);
    for (const demand of mine) if (demand.claim !== null) take(demand, own, now);
    for (const demand of mine) if (demand.claim === null) take(demand, own, now);
  }
  for (const demand of demands) take(demand, supplies, now);
}

function take(demand: Demand, supplies: readonly Supply[], now: Instant): void {
  for (const supply of supplies) {
    if (demand.short <= EPSILON) break;
    if (supply.left <= EPSILON || supply.availableAt === NEVER || !accepts(demand, supply, now)) continue;
    const quantity = Math.min(supply.left, demand.short);
    supply.left -= quantity;
    demand.short -= quantity;
    add(demand, { supply, quantity });
  }
  if (demand.short <= EPSILON) demand.short = 0;
}

/** One supply that is taken from twice is one allocation. */
function add(demand: Demand, { supply, quantity }: Allocation): void {
  demand.availableAt = Math.max(demand.availableAt ?? supply.availableAt, supply.availableAt);
  const k = demand.allocations.findIndex((one) => one.supply === supply);
  const known = demand.allocations[k];
  if (known === undefined) demand.allocations.push({ supply, quantity });
  else demand.allocations[k] = { supply, quantity: known.quantity + quantity };
}

/** The allocation that comes last; of several the first in the order above, and then by point: in whatever order they come. */
export function latestOf(allocations: readonly Allocation[]): Allocation | null {
  let latest: Allocation | null = null;
  for (const one of allocations) latest = laterOf(latest, one);
  return latest;
}

export const laterOf = (latest: Allocation | null, one: Allocation): Allocation =>
  latest === null || isLater(one.supply, latest.supply) ? one : latest;

function isLater(a: Supply, b: Supply): boolean {
  if (a.availableAt !== b.availableAt) return a.availableAt > b.availableAt;
  const difference = SOURCES[a.source.what] - SOURCES[b.source.what];
  if (difference !== 0) return difference < 0;
  return (byCodeUnit(a.id, b.id) || byCodeUnit(a.point, b.point)) < 0;
}

/** Written down field by field: to spread another into it takes long, and more room. */
export function createDemand(what: Omit<Demand, "allocations" | "short" | "availableAt">): Demand {
  const { kind, id, quantity, need, day, priority, claim, way, owner } = what;
  return {
    kind,
    id,
    quantity,
    need,
    day,
    priority,
    claim,
    way,
    owner,
    allocations: [],
    short: quantity,
    availableAt: null,
  };
}

export const claimOf = (demand: Demand): Claim | null => demand.claim;
