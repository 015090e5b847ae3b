import type { Projection } from "@lockstep/engine/views";

/** What must hold in every projection, whatever the facts; one sentence for each thing that does not. */
export function brokenInvariants(projection: Projection): string[] {
  return [
    ...moneyOnce(projection),
    ...oneCauseEach(projection),
    ...nothingTwice(projection),
    ...soundNumbers(projection),
  ];
}

/** Money is counted once per order line: the causes' values at risk add up to the lines'. */
function moneyOnce({ causes, orderLines }: Projection): string[] {
  const total = (rows: Iterable<{ readonly valueAtRiskMinor: number }>): number => {
    let sum = 0;
    for (const { valueAtRiskMinor } of rows) sum += valueAtRiskMinor;
    return sum;
  };
  const [byCause, byLine] = [total(causes.values()), total(orderLines.values())];
  return byCause === byLine ? [] : [`the causes carry ${byCause}, the lines ${byLine}`];
}

/** Every open line that is not on track has exactly one cause, and stands under it. */
function oneCauseEach({ causes, orderLines }: Projection): string[] {
  const broken: string[] = [];
  const under = new Map<string, number>();
  for (const { impacted } of causes.values())
    for (const { line } of impacted) under.set(line, (under.get(line) ?? 0) + 1);
  for (const [id, { state, cause, path }] of orderLines) {
    const isHit = state === "late" || state === "short" || state === "at-risk";
    if ((under.get(id) ?? 0) !== (isHit ? 1 : 0))
      broken.push(`${id} is ${state} and stands under ${under.get(id) ?? 0} causes`);
    if (isHit !== (cause !== null) || isHit !== path.length > 0)
      broken.push(`${id} is ${state} with cause ${cause?.kind}`);
    if (isHit && (path[0]?.what !== "line" || path.at(-1)?.what !== "cause"))
      broken.push(`the path of ${id} has no ends`);
  }
  return broken;
}

/** No supply is given away more often than it is there; what a demand has and what it lacks is what it wants. */
function nothingTwice({ stockingPoints }: Projection): string[] {
  const broken: string[] = [];
  for (const { id, supplies, demands } of stockingPoints.values()) {
    const taken = new Map<string, number>();
    for (const demand of demands) {
      const got = demand.allocations.reduce((sum, { quantity }) => sum + quantity, 0);
      if (Math.abs(got + demand.shortQuantity - demand.quantity) > 1e-6)
        broken.push(`${demand.id} at ${id} has ${got}`);
      for (const one of demand.allocations) {
        const key = `${one.kind} ${one.id}`;
        taken.set(key, (taken.get(key) ?? 0) + one.quantity);
      }
    }
    for (const [key, quantity] of taken) {
      const there = supplies.reduce((sum, one) => (`${one.kind} ${one.id}` === key ? sum + one.quantity : sum), 0);
      if (quantity > there + 1e-6) broken.push(`${key} at ${id}: ${quantity} taken of ${there}`);
    }
  }
  return broken;
}

function soundNumbers(projection: Projection): string[] {
  const broken: string[] = [];
  const look = (value: unknown, where: string): void => {
    if (typeof value === "number" && Number.isNaN(value)) broken.push(`${where} is no number`);
    if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) look(inner, `${where}.${name}`);
  };
  for (const part of ["orderLines", "productionOrders", "stockingPoints", "resources", "causes"] as const) {
    for (const [id, row] of projection[part]) look(row, `${part} ${id}`);
  }
  for (const { id, pLate, openQuantity } of projection.orderLines.values()) {
    if (pLate < 0 || pLate > 1) broken.push(`pLate of ${id} is ${pLate}`);
    if (openQuantity < 0) broken.push(`${id} has ${openQuantity} open`);
  }
  return broken;
}
