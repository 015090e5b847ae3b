import { DAY, HOUR } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { createSupply } from "./create-supply.ts";
import type { LineModel } from "./lines.ts";
import type { Allocation, Claim, Demand, DemandOwner, Supply, TransferModel } from "./model.ts";
import { byNumber, sum } from "./order.ts";
import { createDemand, laterOf } from "./pegging.ts";
import type { Plant } from "./plant.ts";
import { WAITING_FOR_RELEASE } from "./variance.ts";

const DEFAULT_PRIORITY = 5;

type Lines = ReadonlyMap<string, Pick<LineModel, "priority" | "need" | "data">>;

/** What an open line still wants. */
export function demandOfLine(plant: Plant, line: LineModel, owner: DemandOwner | null = null): Demand {
  const { id, open: quantity, need, priority, data } = line;
  const day = plant.zoneAt(data.site).localDayAt(need);
  return createDemand({ kind: "line", id, quantity, need, day, priority, claim: null, way: line, owner });
}

/** A claim as a demand: as urgent as the line that its order is pegged to. */
export function demandOfClaim(plant: Plant, lines: Lines, claim: Claim): Demand {
  const { operation, quantity } = claim;
  const need = operation.plannedStart;
  const priorities = operation.order.pegs.flatMap((line) => lines.get(line)?.priority ?? []);
  return createDemand({
    kind: "claim",
    id: operation.id,
    quantity,
    need,
    day: plant.zoneAt(operation.order.data.site).localDayAt(need),
    priority: priorities.length === 0 ? DEFAULT_PRIORITY : Math.min(...priorities),
    claim,
    way: null,
    owner: null,
  });
}

/** Its operation has begun: it takes stock before all others. */
export const isBegun = ({ claim }: Demand): boolean => claim?.isStarted === true;

/** What a transfer still has to take along. */
export function demandOfTransfer(plant: Plant, { id, data, toShip: quantity }: TransferModel): Demand {
  const need = data.plannedShip;
  const day = plant.zoneAt(data.fromSite).localDayAt(need);
  const priority = DEFAULT_PRIORITY;
  return createDemand({ kind: "transfer", id, quantity, need, day, priority, claim: null, way: null, owner: null });
}

/**
 * The order in which pegged lines are served. Lines that are not at this point count as well: the claims of their orders
 * are.
 */
export function inServingOrder(plant: Plant, lines: Lines, named: ReadonlySet<string>): string[] {
  if (named.size < 2) return [...named];
  const ranked = [...named].map((id) => {
    const line = lines.get(id);
    const need = line?.need ?? Number.POSITIVE_INFINITY;
    const day = line === undefined ? need : plant.zoneAt(line.data.site).localDayAt(need);
    return { id, day, priority: line?.priority ?? DEFAULT_PRIORITY, need };
  });
  return ranked
    .sort(
      (a, b) =>
        byNumber(a.day, b.day) ||
        byNumber(a.priority, b.priority) ||
        byNumber(a.need, b.need) ||
        byCodeUnit(a.id, b.id),
    )
    .map(({ id }) => id);
}

/** When the material of an operation is ready: with the last of what its claims got, or of what is assumed to come. */
export function materialOf(plant: Plant, demands: readonly Demand[]): Allocation | null {
  let latest: Allocation | null = null;
  for (const { claim, short, allocations } of demands) {
    if (claim === null || claim.isStarted || claim.isOverCycle) continue;
    for (const one of allocations) latest = laterOf(latest, one);
    if (short > 0) latest = laterOf(latest, { supply: assumedSupply(plant, claim, short), quantity: short });
  }
  return latest;
}

/** What is left short is assumed to be made or bought from now on, as fast as that goes. */
function assumedSupply(plant: Plant, { point }: Claim, short: number): Supply {
  const { world, now } = plant;
  const routing = world.routings.get(point)?.data.operations ?? [];
  const leadTimes = (world.sourcing.get(point) ?? []).map(({ data }) => data.leadTimeDays * DAY);
  const work = sum(routing.map(({ setupMinutes, ratePerHour }) => (setupMinutes / 60 + short / ratePerHour) * HOUR));
  const availableAt =
    routing.length > 0 ? Math.round(now + work) : now + Math.min(Number.POSITIVE_INFINITY, ...leadTimes);
  return createSupply({
    point,
    kind: "make",
    id: "",
    quantity: short,
    availableAt,
    assumed: true,
    expiresAt: Number.POSITIVE_INFINITY,
    pegs: [],
    source: { what: "assumed", point, short },
    variance: WAITING_FOR_RELEASE,
  });
}
