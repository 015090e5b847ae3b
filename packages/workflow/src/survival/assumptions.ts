import type { Instant, Millis } from "@lockstep/domain/instant";

/**
 * What a plan takes for granted. `lead-time`: what an order waits for is there when planned; `rate`: it is made as fast as
 * planned; `yield`: no more is spoilt or held than planned; `availability`: its line runs; `demand`: what is wanted stays as it
 * was; `unknown`: nothing that was told says which one it was.
 */
export const ASSUMPTIONS = ["lead-time", "rate", "yield", "availability", "demand", "unknown"] as const;
export type Assumption = (typeof ASSUMPTIONS)[number];

/** By kind of cause of the projection, which assumption has failed where it is the cause (A15). */
const BY_CAUSE: Readonly<Record<string, Assumption>> = {
  "no-supply": "lead-time",
  "supplier-late": "lead-time",
  "transfer-late": "lead-time",
  "not-received": "lead-time",
  "not-shipped": "lead-time",
  "stock-mismatch": "lead-time",
  "slow-running": "rate",
  overload: "rate",
  scrap: "yield",
  "quality-hold": "yield",
  "closed-short": "yield",
  "machine-down": "availability",
  "not-started": "availability",
  // That it is planned later than it is needed says nothing of demand.
  "plan-gap": "unknown",
  uncertain: "unknown",
};

export const assumptionOf = (causeKind: string): Assumption => BY_CAUSE[causeKind] ?? "unknown";

/** Of an order that is outside of its plan: how much time each thing took beyond what was planned. */
export interface Lost {
  /** From its planned start until it began, without its line's stops and without `queue`. */
  readonly waiting: Millis;
  /** Of that time: while its line ran other orders. */
  readonly queue: Millis;
  readonly down: Millis;
  readonly scrap: Millis;
  readonly slow: Millis;
}

/** The one that took the most, of equal ones the first named; null: none took any. */
export function mostLost({ waiting, queue, down, scrap, slow }: Lost): Assumption | null {
  const sums = new Map<Assumption, Millis>();
  const all: readonly (readonly [Assumption, Millis])[] = [
    [assumptionOf("machine-down"), down],
    [assumptionOf("scrap"), scrap],
    [assumptionOf("slow-running"), slow],
    [assumptionOf("overload"), queue],
    ["lead-time", waiting],
  ];
  for (const [assumption, time] of all) sums.set(assumption, (sums.get(assumption) ?? 0) + time);
  const most = [...sums].reduce((best, one) => (one[1] > best[1] ? one : best));
  return most[1] > 0 ? most[0] : null;
}

export interface Because {
  readonly at: Instant;
  /** The cause that was recorded of the order line that it is made for, at the moment at which it broke. */
  readonly recorded: string | null;
  readonly demandChanged: boolean;
  readonly lost: Lost;
}

/** The one assumption that an order's break is put down to. */
export function brokenBy({ recorded, demandChanged, lost }: Because): Assumption {
  if (demandChanged) return "demand";
  const told = recorded === null ? "unknown" : assumptionOf(recorded);
  return told === "unknown" ? (mostLost(lost) ?? "unknown") : told;
}
